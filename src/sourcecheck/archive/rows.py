"""Rows of an archive: CSV, TSV, JSON Lines (plain, gzip, zstd), Parquet, and articles one a file."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sourcecheck.archive.opening import Gauge, open_lines, unpacked_file
from sourcecheck.archive.sources import ARTICLES, Source
from sourcecheck.errors import InputError

FIELDS = ("id", "text", "title", "byline", "published", "section", "genre", "outlet")
_GUESSES = {
    "id": ("id", "identifier", "uid", "url"),
    "text": ("text", "texte", "body", "content", "contenu", "article"),
    "title": ("title", "titre", "headline"),
    "byline": ("byline", "author", "auteur", "authors", "auteurs"),
    "published": ("published", "date", "publication_date", "pubdate", "date_publication", "published_at"),
    "section": ("section", "rubrique", "category"),
    "genre": ("genre",),
    "outlet": ("outlet", "journal", "media", "média", "newspaper", "source", "publication"),
}
_KEPT_TOO = ("outlet",)
"""Fields whose column is also carried through under its own name."""


@dataclass(frozen=True)
class Row:
    """One row: its source and number there (from 0), the named fields, and the other columns, carried through.

    `file` holds the article where the row is a file; `error` says why the row could not be read.
    """

    source: str
    number: int
    fields: Mapping[str, str] = field(default_factory=dict)
    carried: Mapping[str, Any] = field(default_factory=dict)
    file: Path | None = None
    error: InputError | None = None

    @property
    def id(self) -> str:
        return self.fields.get("id", f"{self.source}:{self.number}")


class EmptyTable(InputError):
    """A table without a row: nothing to audit, and nothing wrong."""

    exit_code = 3


Raw = dict[str, Any] | InputError


def read_rows(source: Source, mapping: Mapping[str, str], scratch: Path | None = None, gauge: Gauge | None = None) -> Iterator[Row]:
    """The rows of a source, in order; a row that is not well-formed carries its error and the others go on.

    `mapping`: field → column, for columns that have other names (``article.text`` reaches into nested ones).
    `scratch` takes what must be unpacked; `gauge` hears how far the reading is.
    Raises `InputError` for a file that cannot be read, a missing text column, an empty table.
    """
    gauge = gauge or Gauge(_size(source.path))
    if source.kind == ARTICLES:
        yield from _files(source, gauge)
        return
    chosen: dict[tuple[str, ...], dict[str, str]] = {}
    number = -1
    try:
        for number, raw in enumerate(_raw_rows(source, scratch or source.path.parent, gauge)):
            if isinstance(raw, InputError):
                if not chosen:
                    raise raw
                yield Row(source.name, number, error=raw)
                continue
            flat = _flat(raw)
            names = tuple(flat)
            if names not in chosen:
                chosen[names] = _columns(source.name, names, mapping, strict=not chosen)
            yield _row(source.name, number, flat, chosen[names])
    except OSError as error:
        raise InputError("{path} cannot be read ({reason}): check its permissions.", path=source.name, reason=error.strerror or error) from None
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError("{path} is not well-formed ({reason}).", path=source.name, reason=error) from None
    if number < 0:
        raise EmptyTable("The table {path} is empty: it has no row.", path=source.name)


def columns_read(source: Source, mapping: Mapping[str, str], scratch: Path) -> dict[str, str]:
    """Field → column of the first row of a table; empty for a table that cannot be read."""
    if source.kind == ARTICLES:
        return {}
    gauge = Gauge(0)
    try:
        first = next((raw for raw in _raw_rows(source, scratch, gauge) if not isinstance(raw, InputError)), {})
        return _columns(source.name, tuple(_flat(first)), mapping, strict=False)
    except (InputError, OSError, ValueError, csv.Error):
        return {}


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _files(source: Source, gauge: Gauge) -> Iterator[Row]:
    for number, file in enumerate(source.files, start=1):
        name = source.name_of(file)
        gauge.share = number / len(source.files)
        yield Row(name, 0, {"id": Path(name.removeprefix(f"{source.name}/")).with_suffix("").as_posix()}, file=file)


def _row(source: str, number: int, raw: Mapping[str, Any], columns: Mapping[str, str]) -> Row:
    used = {column for name, column in columns.items() if name not in _KEPT_TOO}
    fields = {name: text for name, column in columns.items() if (text := _text(raw[column]))}
    return Row(source, number, fields, {key: _plain(value) for key, value in raw.items() if key not in used})


def _text(value: Any) -> str:
    """A cell as text; the paragraphs of a list are set apart."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, list):
        return "\n\n".join(map(_text, value))
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def _plain(value: Any) -> Any:
    """A cell as JSON knows it."""
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    return _text(value)


def _flat(raw: Mapping[str, Any], before: str = "") -> dict[str, Any]:
    """Nested columns as ``outer.inner``."""
    out: dict[str, Any] = {}
    for key, value in raw.items():
        if isinstance(value, dict) and value:
            out.update(_flat(value, f"{before}{key}."))
        else:
            out[f"{before}{key}"] = value
    return out


def _columns(path: str, known: tuple[str, ...], mapping: Mapping[str, str], *, strict: bool) -> dict[str, str]:
    """Field → column: what the user named, else a usual name, else a usual name inside a nested column."""
    by_name = {name.rpartition(".")[2].casefold(): name for name in reversed(known)}
    by_name |= {name.casefold(): name for name in known}
    chosen: dict[str, str] = {}
    for wanted in FIELDS:
        if wanted in mapping:
            if mapping[wanted] in known:
                chosen[wanted] = mapping[wanted]
            elif strict:
                raise InputError(
                    "{path} has no column “{column}”; it has {known}.", path=path, column=mapping[wanted], known=", ".join(known)
                )
            continue
        hit = next((by_name[guess] for guess in _GUESSES[wanted] if guess in by_name), None)
        if hit is not None and hit not in chosen.values():
            chosen[wanted] = hit
    if strict and "text" not in chosen:
        raise InputError(
            "{path} has no text column: name it with --column text=NAME; it has {known}.", path=path, known=", ".join(known)
        )
    return chosen


def _raw_rows(source: Source, scratch: Path, gauge: Gauge) -> Iterator[Raw]:
    if source.kind == "parquet":
        yield from _parquet(source, scratch, gauge)
        return
    with open_lines(source.path, gauge) as lines:
        yield from _json_lines(lines, source.name) if source.kind == "jsonl" else _csv(lines, source)


def _json_lines(lines: Iterator[str], name: str) -> Iterator[Raw]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except ValueError as error:
            yield InputError("Line {line} of {path} is not well-formed JSON ({reason}).", path=name, line=number, reason=error)
            continue
        yield value if isinstance(value, dict) else InputError("Line {line} of {path} is not a JSON object.", path=name, line=number)


def _csv(lines: Iterator[str], source: Source) -> Iterator[Raw]:
    csv.field_size_limit(10_000_000)
    head = next(lines, "")
    separator = "\t" if source.kind == "tsv" else max(",;\t|", key=head.count)
    reader = csv.reader(_clean(head, lines), delimiter=separator, strict=True)
    header = next(reader, None)
    if header is None:
        return
    twice = next((name for name in header if header.count(name) > 1), None)
    if twice is not None:
        raise InputError("{path} has two columns named “{column}”: rename one.", path=source.name, column=twice)
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            if "end of data" in str(error):
                raise
            yield InputError("Line {line} of {path} is not well-formed ({reason}).", path=source.name, line=reader.line_num, reason=error)
            continue
        if cells is None:
            return
        if len(cells) > len(header):
            yield InputError(
                "Line {line} of {path} has {cells} cells for {columns} columns: quote what holds the separator.",
                path=source.name, line=reader.line_num, cells=len(cells), columns=len(header),
            )
        elif cells:
            yield dict(zip(header, cells + [None] * (len(header) - len(cells)), strict=True))


def _clean(head: str, lines: Iterator[str]) -> Iterator[str]:
    yield head.replace("\0", "")
    for line in lines:
        yield line.replace("\0", "")


def _parquet(source: Source, scratch: Path, gauge: Gauge) -> Iterator[Raw]:
    try:
        import pyarrow as arrow
        import pyarrow.parquet as parquet
    except ImportError:
        raise InputError("Reading {path} needs pyarrow: install sourcecheck[archive].", path=source.name) from None
    try:
        file = parquet.ParquetFile(unpacked_file(source.path, scratch))
        done = 0
        for batch in file.iter_batches(batch_size=256):
            yield from batch.to_pylist()
            done += batch.num_rows
            gauge.share = done / max(1, file.metadata.num_rows)
    except arrow.ArrowException as error:
        raise InputError("{path} is not well-formed ({reason}).", path=source.name, reason=str(error).splitlines()[0]) from None
