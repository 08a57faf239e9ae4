"""Starting the desk on this machine only."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path

import uvicorn

from sourcecheck.audit import open_auditor
from sourcecheck.desk.answers import Answers
from sourcecheck.desk.app import build_app
from sourcecheck.desk.guard import new_token
from sourcecheck.desk.session import Session
from sourcecheck.errors import SettingsError
from sourcecheck.resources import Library
from sourcecheck.settings import Settings

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_WARM_UP = "La mairie a annoncé mardi la fermeture de la piscine, selon un communiqué."


def serve(settings: Settings, answers: Path, host: str, port: int, ready: Callable[[str], None]) -> None:
    """Serve until interrupted; `ready` is told the address to open. Raises `SettingsError` for a taken port
    or a host that is not this machine."""
    if host not in LOOPBACK:
        raise SettingsError("The desk is served on this machine only: {host} is not 127.0.0.1.", host=host)
    listener = _listen(host, port)
    port = listener.getsockname()[1]
    session = Session(open_auditor(settings), Answers(answers))
    session.audit_text(_WARM_UP)
    token = new_token()
    shown = f"[{host}]" if ":" in host else host
    hosts = frozenset(f"{name}:{port}" for name in ("127.0.0.1", "localhost", shown))
    app = build_app(session, Library(settings.house), token, hosts)
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False, server_header=False))
    ready(f"http://{shown}:{port}/?token={token}")
    server.run(sockets=[listener])


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError:
        listener.close()
        raise SettingsError("The port {port} is taken: choose another with --port.", port=port) from None
    return listener
