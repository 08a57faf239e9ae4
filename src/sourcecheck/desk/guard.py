"""Who may talk to the desk: this machine's browser, with this start's token, and nobody else."""

from __future__ import annotations

import secrets

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_BODY = 10_000_000
COOKIE = "sourcecheck_token"
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'none'; frame-ancestors 'none'; base-uri 'none'"
)
_HEADERS = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}


class Guard:
    """Checks Host, Origin, token and size before the application sees a request; adds the security headers."""

    def __init__(self, app: ASGIApp, token: str, hosts: frozenset[str]) -> None:
        self.app = app
        self.token = token
        self.hosts = hosts
        self.origins = frozenset(f"http://{host}" for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        refusal = self._refusal(request)
        if refusal is not None:
            await refusal(scope, receive, _with_headers(send))
            return
        await self.app(scope, _limited(receive), _with_headers(send))

    def _refusal(self, request: Request) -> Response | None:
        if request.headers.get("host", "") not in self.hosts:
            return _no(421, "unknown host")
        origin = request.headers.get("origin")
        if origin is not None and origin not in self.origins:
            return _no(403, "foreign origin")
        if request.method not in ("GET", "HEAD") and origin is None and request.headers.get("sec-fetch-site") not in (None, "same-origin"):
            return _no(403, "foreign origin")
        if not self._has_token(request):
            return _no(403, "token missing: open the address that sourcecheck printed")
        if int(request.headers.get("content-length") or 0) > MAX_BODY:
            return _no(413, "too large")
        return None

    def _has_token(self, request: Request) -> bool:
        given = (
            request.headers.get("x-sourcecheck-token")
            if request.method not in ("GET", "HEAD")
            else request.query_params.get("token") or request.cookies.get(COOKIE)
        )
        return given is not None and secrets.compare_digest(given.encode(), self.token.encode())


def _no(status: int, why: str) -> Response:
    return JSONResponse({"error": why}, status_code=status)


def _with_headers(send: Send) -> Send:
    async def wrapped(message: Message) -> None:
        if message["type"] == "http.response.start":
            extra = [(name.encode(), value.encode()) for name, value in _HEADERS.items()]
            message["headers"] = [*message.get("headers", []), *extra]
        await send(message)

    return wrapped


def _limited(receive: Receive) -> Receive:
    """A body that pretends to be small is cut off."""
    seen = 0

    async def wrapped() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > MAX_BODY:
            return {"type": "http.disconnect"}
        return message

    return wrapped


def new_token() -> str:
    return secrets.token_urlsafe(32)
