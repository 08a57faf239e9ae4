"""Paths of the command line → articles; what cannot be read is told and the others go on."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from sourcecheck.cli.exit import tell
from sourcecheck.domain.text import Article
from sourcecheck.errors import InputError, SourcecheckError
from sourcecheck.ingest import KNOWN_SUFFIXES, read_bytes, read_path


class Inputs:
    """The articles named on the command line, read one by one; `failed` counts those that could not be."""

    def __init__(self, paths: Iterable[str], stdin_name: str = "stdin") -> None:
        self.failed = 0
        self.stdin_name = stdin_name
        self.read: Callable[[Path, str], Article] = read_path
        self.files: list[str] = []
        for path in paths:
            self._expand(path)

    def _expand(self, path: str) -> None:
        folder = Path(path)
        if path == "-" or not folder.is_dir():
            self.files.append(path)
            return
        found = sorted(
            file.as_posix() for file in folder.rglob("*")
            if file.suffix.lower() in KNOWN_SUFFIXES - {""} and file.is_file() and not _hidden(file, folder)
        )
        if not found:
            self.fail(InputError("The folder {path} holds no article (.txt, .md, .html, .docx).", path=path))
        self.files.extend(found)

    def __len__(self) -> int:
        return len(self.files)

    def __iter__(self) -> Iterator[Article]:
        for file in self.files:
            try:
                yield read_bytes(sys.stdin.buffer.read(), self.stdin_name) if file == "-" else self.read(Path(file), shown(file))
            except SourcecheckError as mistake:
                self.fail(mistake)

    def fail(self, mistake: SourcecheckError) -> None:
        self.failed += 1
        tell(mistake)


def shown(file: str) -> str:
    """The name reports use: relative to the current folder when it is inside, else the file name alone."""
    path = Path(file)
    if not path.is_absolute():
        return path.as_posix()
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.name


def _hidden(file: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(folder).parts)
