"""Name → writer; each format is imported only when it is asked for."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from sourcecheck.domain.audit import Audit, RuleBook
from sourcecheck.errors import SettingsError
from sourcecheck.report.formats.sink import Sink


class Writer(Protocol):
    """Takes audits in order; `finish` completes the output. Writers of one document may hold all until then."""

    def add(self, audit: Audit) -> None: ...

    def finish(self) -> None: ...


FORMATS: Mapping[str, str] = {
    "json": "json_lines",
    "jsonl": "json_lines",
    "text": "text",
    "sarif": "sarif",
    "github": "github",
}
"""Format → module of this package; each has ``open(name, sink, book, lang) -> Writer``."""


def open_writer(name: str, target: Path | None, book: RuleBook, lang: str) -> Writer:
    """The writer of a format to the file `target` (None: standard output). Unknown names are a `SettingsError`."""
    if name not in FORMATS:
        raise SettingsError("The format “{name}” is unknown: use one of {known}.", name=name, known=", ".join(FORMATS))
    module = importlib.import_module(f"sourcecheck.report.formats.{FORMATS[name]}")
    writer: Writer = module.open(name, Sink(target), book, lang)
    return writer
