"""What opening a room of the house may bring in: spaCy without its command line, and no scikit-learn."""

from __future__ import annotations

import subprocess
import sys

import pytest

ROOMS = ("language", "discourse", "classify", "rules", "audit.conductor", "archive", "lsp.server")


@pytest.mark.model
@pytest.mark.parametrize("room", ROOMS)
def test_no_room_brings_what_it_does_not_need(room: str) -> None:
    code = f"import sys, sourcecheck.{room}; print([m for m in ('typer', 'sklearn', 'jinja2', 'starlette') if m in sys.modules])"
    if room.startswith("lsp"):
        pytest.importorskip("pygls")
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"
