"""What is named on the command line → sources of rows: tables, folders of tables or of articles, standard input."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from sourcecheck.errors import InputError
from sourcecheck.ingest import KNOWN_SUFFIXES

KINDS = ("csv", "tsv", "jsonl", "parquet")
_ENDINGS = {".csv": "csv", ".tsv": "tsv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".parquet": "parquet", ".pq": "parquet"}
_PACKED = (".gz", ".zst")
ARTICLES = "articles"
STDIN = "stdin"


@dataclass(frozen=True)
class Source:
    """A table (`path` is the file), or articles one a file (`files` are those below `path`). `name` is what the tables call it."""

    path: Path
    name: str
    kind: str
    files: tuple[Path, ...] = ()

    def name_of(self, file: Path) -> str:
        return self.name if file == self.path else f"{self.name}/{file.relative_to(self.path).as_posix()}"


def list_sources(inputs: Iterable[Path], kind: str | None) -> tuple[tuple[Source, ...], tuple[InputError, ...]]:
    """The sources in the order given, a folder's by name; and the inputs that hold nothing sourcecheck reads.

    `kind` names the format of files whose ending does not tell it.
    """
    found: list[Source] = []
    problems: list[InputError] = []
    for path in inputs:
        try:
            found.extend(_folder(path) if path.is_dir() else [_file(path, kind)])
        except InputError as problem:
            problems.append(problem)
    return tuple(_unlike(found)), tuple(problems)


def spool(stream: BinaryIO, folder: Path, kind: str) -> Source:
    """Standard input put down as a file, so that a killed run can be resumed.

    A copy that stands in `folder` is compared with what comes now; nothing coming now means: go on with the copy.
    """
    target, fresh = folder / f"{STDIN}.{kind}", folder / f"{STDIN}.{kind}.partial"
    with fresh.open("wb") as out:
        shutil.copyfileobj(stream, out, 1 << 20)
    if target.is_file() and not fresh.stat().st_size:
        fresh.unlink()
    else:
        fresh.replace(target)
    return Source(target, STDIN, kind)


def _file(path: Path, kind: str | None) -> Source:
    if not path.exists():
        raise InputError("{path} does not exist: check the name and the folder.", path=path.as_posix())
    told = kind or table_kind(path)
    if told:
        return Source(path, path.name, told)
    if path.suffix.lower() in KNOWN_SUFFIXES - {""}:
        return Source(path, path.name, ARTICLES, (path,))
    raise InputError(
        "{path} is not an archive that sourcecheck reads: give CSV, TSV, JSON Lines or Parquet, or say --input-format.",
        path=path.as_posix(),
    )


def table_kind(path: Path) -> str:
    """The format a file's ending tells, or nothing."""
    name = path.name.lower()
    for packed in _PACKED:
        name = name.removesuffix(packed)
    return next((kind for ending, kind in _ENDINGS.items() if name.endswith(ending)), "")


def _folder(folder: Path) -> list[Source]:
    files = sorted(
        (file for file in folder.rglob("*") if file.is_file() and not _hidden(file, folder)), key=lambda f: f.relative_to(folder).parts
    )
    top = folder.resolve().name
    tables = [Source(file, f"{top}/{file.relative_to(folder).as_posix()}", table_kind(file)) for file in files if table_kind(file)]
    articles = tuple(file for file in files if file.suffix.lower() in KNOWN_SUFFIXES - {""})
    if articles and not tables:  # beside tables, a text is a note about them
        return [Source(folder, top, ARTICLES, articles)]
    if not tables:
        raise InputError(
            "The folder {path} holds neither articles (.txt, .md, .html, .docx) nor tables (CSV, TSV, JSON Lines, Parquet).",
            path=folder.as_posix(),
        )
    return tables


def _hidden(file: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(folder).parts)


def _unlike(sources: list[Source]) -> list[Source]:
    """Names made unlike: two files of one name take their folder's name before it."""
    names = [source.name for source in sources]
    out: list[Source] = []
    for position, source in enumerate(sources):
        name = source.name
        if names.count(name) > 1:
            name = f"{source.path.resolve().parent.name}/{name}"
        if name in {other.name for other in out}:
            name = f"{name} ({position + 1})"
        out.append(Source(source.path, name, source.kind, source.files))
    return out
