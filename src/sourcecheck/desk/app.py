"""The web application: one page, a handful of JSON calls."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from sourcecheck.desk.answers import Answer
from sourcecheck.desk.guard import COOKIE, Guard
from sourcecheck.desk.session import Session
from sourcecheck.domain.audit import Audit
from sourcecheck.errors import InputError, SourcecheckError
from sourcecheck.resources import Library
from sourcecheck.resources.translation import translator

_ASSETS = {"desk.css": "text/css", "desk.js": "text/javascript"}
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_REASON_CHARACTERS = 500


def build_app(session: Session, library: Library, token: str, hosts: frozenset[str]) -> ASGIApp:
    """The guarded application. `hosts` are the values of the Host header that are served (``127.0.0.1:8000``)."""
    desk = _Desk(session, library, token)
    routes = [
        Route("/", desk.page),
        Route("/assets/{name}", desk.asset),
        Route("/api/audit", desk.audit, methods=["POST"]),
        Route("/api/file", desk.file, methods=["POST"]),
        Route("/api/answers", desk.answer, methods=["POST"]),
        Route("/api/answers/{fingerprint}", desk.withdraw, methods=["DELETE"]),
        Route("/api/export/{format}", desk.export, methods=["POST"]),
    ]
    return Guard(Starlette(routes=routes), token, hosts)


class _Desk:
    def __init__(self, session: Session, library: Library, token: str) -> None:
        self.session = session
        self.library = library
        self.token = token
        self.lang = session.auditor.lang
        self.t = translator(self.lang)

    async def page(self, request: Request) -> Response:
        folder = self.library.find("reports/desk/desk.html.j2").parent
        environment = Environment(loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined)
        html = environment.get_template("desk.html.j2").render(
            lang=self.lang, token=self.token, _=self.t.gettext, messages=self._messages()
        )
        response = HTMLResponse(html)
        response.set_cookie(COOKIE, self.token, httponly=True, samesite="strict")
        return response

    def _messages(self) -> str:
        """The words the page's script shows, as JSON."""
        _ = self.t.gettext
        return json.dumps(
            {
                "reading": _("Reading…"),
                "ask": _("Question to the writer"),
                "answered": _("Answered"),
                "reason": _("Reason, as it will be kept"),
                "initials": _("Initials"),
                "keep": _("Keep the answer"),
                "withdraw": _("Ask again"),
                "why": _("Why this rule"),
                "norms": _("Norms"),
                "unverified": _("not verified at its source"),
                "legal": _("Legal risk: have it read."),
                "article": _("The whole article"),
                "nothing": _("Nothing to ask about this text."),
                "unnamed": _("not named"),
                "words": _("{n} words"),
                "severity": {"error": _("to answer"), "warning": _("to read again"), "info": _("to know")},
                "failed": _("The page no longer reaches sourcecheck: start it again."),
                "reasonMissing": _("Write the reason first."),
            },
            ensure_ascii=False,
        )

    async def asset(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in _ASSETS:
            return Response(status_code=404)
        path: Path = self.library.find(f"reports/desk/{name}")
        return Response(path.read_bytes(), media_type=_ASSETS[name])

    async def audit(self, request: Request) -> Response:
        body = await _json(request)
        text = body.get("text") if body else None
        if not isinstance(text, str):
            return JSONResponse({"error": "text"}, status_code=400)
        try:
            audit = await run_in_threadpool(self.session.audit_text, text)
        except SourcecheckError as mistake:
            return self._sentence(mistake)
        return JSONResponse(self.session.view(audit))

    async def file(self, request: Request) -> Response:
        data = await request.body()
        try:
            text = await run_in_threadpool(self.session.read_file, data, _safe_name(request.query_params.get("name", "")))
        except SourcecheckError as mistake:
            return self._sentence(mistake)
        return JSONResponse({"text": text})

    async def answer(self, request: Request) -> Response:
        body = await _json(request) or {}
        values = [str(body.get(key, "")).strip() for key in ("fingerprint", "rule", "reason", "initials")]
        fingerprint, rule, reason, initials = values
        if not fingerprint or not rule or not reason or len(reason) > _REASON_CHARACTERS or len(initials) > 20:
            return JSONResponse({"error": self.t.gettext("Write the reason first.")}, status_code=400)
        await run_in_threadpool(self.session.answer, Answer(fingerprint, rule, reason, initials))
        return JSONResponse({"kept": fingerprint})

    async def withdraw(self, request: Request) -> Response:
        await run_in_threadpool(self.session.withdraw, request.path_params["fingerprint"])
        return JSONResponse({})

    async def export(self, request: Request) -> Response:
        """The report as a download: made in memory or in a folder that is gone when the answer is sent."""
        format_ = request.path_params["format"]
        body = await _json(request)
        if format_ not in ("html", "docx") or not body or not isinstance(body.get("text"), str):
            return JSONResponse({"error": "format"}, status_code=400)
        try:
            audit = await run_in_threadpool(self.session.audit_text, body["text"])
            data = await run_in_threadpool(self._exported, format_, audit)
        except SourcecheckError as mistake:
            return self._sentence(mistake)
        media = _WORD if format_ == "docx" else "text/html"
        name = quote(f"sourcecheck.{format_}")
        return Response(data, media_type=media, headers={"content-disposition": f"attachment; filename={name}"})

    def _exported(self, format_: str, audit: Audit) -> bytes:
        from sourcecheck.report.single import render_docx, render_html

        render = render_html if format_ == "html" else render_docx
        return render(audit, self.session.auditor.book, self.lang)

    def _sentence(self, mistake: SourcecheckError) -> Response:
        status = 422 if isinstance(mistake, InputError) else 400
        return JSONResponse({"error": mistake.localized(self.t.gettext)}, status_code=status)


async def _json(request: Request) -> dict[str, Any] | None:
    try:
        data = json.loads(await request.body())
    except ValueError:
        return None
    return data if isinstance(data, dict) else None


def _safe_name(name: str) -> str:
    """The file name alone, whatever path the browser sent."""
    return name.replace("\\", "/").rsplit("/", 1)[-1][:120] or "brouillon.txt"


__all__ = ["build_app"]
