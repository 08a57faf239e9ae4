"""The desk with the real model: audit, answer, ask again, and the whole way in a real browser."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from sourcecheck.audit import Auditor
from sourcecheck.desk.answers import Answers
from sourcecheck.desk.app import build_app
from sourcecheck.desk.session import Session
from sourcecheck.resources import Library

HOST = "127.0.0.1:8765"
TOKEN = "t" * 43
DRAFT = "La halle a brûlé\n\nLe maire a annoncé une réunion, selon un communiqué.\n\nL'incendie a fait 11 morts et 33 blessés.\n"

pytestmark = pytest.mark.model


@pytest.fixture
def session(auditor: Auditor, tmp_path: Path) -> Session:
    return Session(auditor, Answers(tmp_path / "answers.sqlite3"))


@pytest.fixture
def client(session: Session) -> Iterator[TestClient]:
    app = build_app(session, Library(), TOKEN, frozenset({HOST}))
    with TestClient(app, base_url=f"http://{HOST}", headers={"x-sourcecheck-token": TOKEN}) as client:
        yield client


def items(data: dict) -> list[dict]:  # type: ignore[type-arg]
    return [item for card in data["cards"] for item in card["items"]]


def test_a_draft_is_audited_and_offsets_are_those_of_the_text_box(client: TestClient) -> None:
    data = client.post("/api/audit", json={"text": DRAFT}).json()
    toll = next(item for item in items(data) if item["rule"] == "FIG-001")
    assert DRAFT[toll["start"] : toll["end"]] == "11 morts et 33 blessés"


def test_an_answered_finding_is_not_asked_again_until_withdrawn(client: TestClient) -> None:
    toll = next(i for i in items(client.post("/api/audit", json={"text": DRAFT}).json()) if i["rule"] == "FIG-001")
    kept = {"fingerprint": toll["fingerprint"], "rule": "FIG-001", "reason": "compté sur place", "initials": "JP"}
    assert client.post("/api/answers", json=kept).status_code == 200
    data = client.post("/api/audit", json={"text": DRAFT}).json()
    assert "FIG-001" not in [item["rule"] for item in items(data)]
    assert data["answered"][0]["items"][0]["reason"] == "compté sur place (JP)"
    client.delete(f"/api/answers/{toll['fingerprint']}")
    assert "FIG-001" in [i["rule"] for i in items(client.post("/api/audit", json={"text": DRAFT}).json())]


def test_an_answer_needs_a_reason(client: TestClient) -> None:
    answer = client.post("/api/answers", json={"fingerprint": "f", "rule": "FIG-001", "reason": " "})
    assert answer.status_code == 400


def test_a_draft_that_cannot_be_read_is_one_sentence(client: TestClient) -> None:
    answer = client.post("/api/audit", json={"text": "   "})
    assert answer.status_code == 422
    assert answer.json()["error"]


def test_a_dropped_file_becomes_text(client: TestClient) -> None:
    answer = client.post("/api/file", params={"name": "../brouillon.txt"}, content=DRAFT.encode("utf-16"))
    assert "11 morts" in answer.json()["text"]


@pytest.mark.browser
@pytest.mark.skipif(shutil.which("chromium") is None, reason="Debian's chromium is not installed")
def test_from_a_pasted_draft_to_a_vanished_card(session: Session) -> None:
    sync_api = pytest.importorskip("playwright.sync_api")
    import uvicorn

    from sourcecheck.desk.server import _listen

    listener = _listen("127.0.0.1", 0)
    port = listener.getsockname()[1]
    app = build_app(session, Library(), TOKEN, frozenset({f"127.0.0.1:{port}"}))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    try:
        with sync_api.sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=arguments)
            page = browser.new_page()
            page.goto(f"http://127.0.0.1:{port}/?token={TOKEN}")
            page.fill("#text", DRAFT)
            toll = page.locator("#cards summary", has_text="FIG-001")
            toll.wait_for()
            page.emulate_media(media="print")
            assert toll.is_visible()
            assert not page.locator("#cards .answer-button").first.is_visible()
            page.emulate_media(media="screen")
            page.fill("#text", DRAFT.replace("blessés.", "blessés, selon le préfet."))
            toll.wait_for(state="detached")
            assert "token" not in page.url
            browser.close()
    finally:
        server.should_exit = True
        thread.join(timeout=10)
