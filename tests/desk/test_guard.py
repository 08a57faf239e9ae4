"""Who may talk to the desk."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from sourcecheck.desk.guard import MAX_BODY, Guard

HOST = "127.0.0.1:8765"
TOKEN = "t" * 43


async def echo(request: Request) -> PlainTextResponse:
    return PlainTextResponse(str(len(await request.body())))


@pytest.fixture
def client() -> TestClient:
    app = Guard(Starlette(routes=[Route("/", echo, methods=["GET", "POST"])]), TOKEN, frozenset({HOST}))
    return TestClient(app, base_url=f"http://{HOST}")


def test_the_token_opens_the_page_and_headers_lock_it(client: TestClient) -> None:
    answer = client.get("/", params={"token": TOKEN})
    assert answer.status_code == 200
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "access-control-allow-origin" not in answer.headers
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 403),
        ({"x-sourcecheck-token": "wrong"}, 403),
        ({"x-sourcecheck-token": TOKEN, "host": "evil.example"}, 421),
        ({"x-sourcecheck-token": TOKEN, "origin": "http://evil.example"}, 403),
        ({"x-sourcecheck-token": TOKEN, "sec-fetch-site": "cross-site"}, 403),
        ({"x-sourcecheck-token": TOKEN, "origin": f"http://{HOST}"}, 200),
        ({"x-sourcecheck-token": "é"}, 403),
    ],
)
def test_a_post_needs_host_origin_and_token(client: TestClient, headers: dict[str, str], status: int) -> None:
    encoded = {name: value.encode("utf-8") for name, value in headers.items()}
    assert client.post("/", content=b"x", headers=encoded).status_code == status


def test_a_cookie_is_not_enough_to_write(client: TestClient) -> None:
    client.cookies.set("sourcecheck_token", TOKEN)
    assert client.get("/").status_code == 200
    assert client.post("/", content=b"x").status_code == 403


def test_a_large_body_is_refused(client: TestClient) -> None:
    answer = client.post("/", content=b"x" * (MAX_BODY + 1), headers={"x-sourcecheck-token": TOKEN})
    assert answer.status_code == 413
