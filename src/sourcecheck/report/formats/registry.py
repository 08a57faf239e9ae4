"""Name → writer; each format is imported only when it is asked for."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from sourcecheck.domain.audit import Audit, RuleBook
from sourcecheck.errors import SettingsError
from sourcecheck.report.formats.sink import Folder, Sink


class Writer(Protocol):
    """Takes audits in order; `finish` completes the output. Writers of one document may hold all until then."""

    def add(self, audit: Audit) -> None: ...

    def finish(self) -> None: ...


FORMATS: Mapping[str, str] = {
    "html": "html_site",
    "json": "json_lines",
    "jsonl": "json_lines",
    "text": "text",
    "concise": "concise",
    "docx": "word_comments",
    "sarif": "sarif",
    "github": "github",
    "gitlab": "gitlab",
    "junit": "junit",
    "rdjson": "rdjson",
    "checkstyle": "checkstyle",
    "markdown": "markdown",
}
"""Format → module of this package; each has ``open(name, sink, book, lang) -> Writer``."""

FOLDER_FORMATS = ("html", "docx")
"""Formats of many files: their ``open`` gets a `Folder` in place of a `Sink`."""


SHOWING_CHANGES = ("text", "json", "jsonl", "sarif", "html")
"""Formats that tell a moved or an edited sentence from a new one; the others are given what is new alone."""


def open_writer(name: str, target: Path | None, book: RuleBook, lang: str) -> Writer:
    """The writer of a format to the file or folder `target` (None: standard output). Unknown names are a `SettingsError`."""
    if name not in FORMATS:
        raise SettingsError("The format “{name}” is unknown: use one of {known}.", name=name, known=", ".join(FORMATS))
    module = importlib.import_module(f"sourcecheck.report.formats.{FORMATS[name]}")
    place = Folder(_folder(name, target)) if name in FOLDER_FORMATS else Sink(target)
    writer: Writer = module.open(name, place, book, lang)
    return writer


def _folder(name: str, target: Path | None) -> Path:
    if target is None or target.is_file():
        raise SettingsError("The format “{name}” writes a folder: name one with --output.", name=name)
    return target
