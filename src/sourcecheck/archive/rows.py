"""Rows of an archive: CSV, TSV, JSON Lines (plain or gzip), Parquet, and folders of articles."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from sourcecheck.errors import InputError

FIELDS = ("id", "text", "title", "byline", "published", "section", "genre")
_GUESSES = {
    "id": ("id", "identifier", "uid", "url"),
    "text": ("text", "texte", "body", "content", "contenu", "article"),
    "title": ("title", "titre", "headline"),
    "byline": ("byline", "author", "auteur", "authors"),
    "published": ("published", "date", "publication_date", "pubdate", "date_publication"),
    "section": ("section", "rubrique", "category"),
    "genre": ("genre",),
}
_ENDINGS = (".csv", ".tsv", ".jsonl", ".ndjson", ".parquet")


@dataclass(frozen=True)
class Row:
    """One row: its number in the input (from 0), the named fields, and the other columns, carried through."""

    number: int
    fields: Mapping[str, str]
    carried: Mapping[str, Any]


def read_rows(path: Path, mapping: Mapping[str, str]) -> Iterator[Row]:
    """The rows of a file, in order. `mapping`: field → column, for columns that have other names.

    Raises `InputError` for an unknown format, a file that cannot be read or a missing text column.
    """
    kind = _kind(path)
    chosen: dict[str, str] | None = None
    try:
        for number, raw in enumerate(_raw_rows(path, kind)):
            if chosen is None:
                chosen = _columns(path, raw, mapping)
            used = set(chosen.values())
            fields = {field: str(raw[column]) for field, column in chosen.items() if raw.get(column) not in (None, "")}
            yield Row(number, fields, {key: value for key, value in raw.items() if key not in used})
    except OSError as error:
        raise InputError("{path} cannot be read ({reason}): check its permissions.", path=path, reason=error.strerror or error) from None
    except (UnicodeDecodeError, csv.Error, json.JSONDecodeError) as error:
        raise InputError("{path} is not well-formed ({reason}).", path=path, reason=error) from None


def _kind(path: Path) -> str:
    name = path.name.lower().removesuffix(".gz")
    for ending in _ENDINGS:
        if name.endswith(ending):
            return ending
    raise InputError("{path} is not an archive that sourcecheck reads: give CSV, TSV, JSON Lines or Parquet.", path=path)


def _raw_rows(path: Path, kind: str) -> Iterator[dict[str, Any]]:
    if kind == ".parquet":
        yield from _parquet(path)
        return
    with _open(path) as lines:
        if kind in (".csv", ".tsv"):
            csv.field_size_limit(10_000_000)
            yield from csv.DictReader(lines, delimiter="\t" if kind == ".tsv" else ",")
        else:
            for line in lines:
                if line.strip():
                    yield json.loads(line)


def _open(path: Path) -> IO[str]:
    if path.suffix == ".gz":
        return io.TextIOWrapper(gzip.open(path), encoding="utf-8-sig", newline="")
    return path.open(encoding="utf-8-sig", newline="")


def _parquet(path: Path) -> Iterator[dict[str, Any]]:
    try:
        import pyarrow.parquet as parquet
    except ImportError:
        raise InputError("Reading {path} needs pyarrow: install sourcecheck[archive].", path=path) from None
    for batch in parquet.ParquetFile(path).iter_batches(batch_size=256):
        yield from batch.to_pylist()


def _columns(path: Path, raw: Mapping[str, Any], mapping: Mapping[str, str]) -> dict[str, str]:
    """Field → column of this file: what the user named, else a usual name."""
    known = {str(column).casefold(): str(column) for column in raw}
    chosen: dict[str, str] = {}
    for field in FIELDS:
        if field in mapping:
            if mapping[field] not in raw:
                raise InputError(
                    "{path} has no column “{column}”; it has {known}.", path=path, column=mapping[field], known=", ".join(map(str, raw))
                )
            chosen[field] = mapping[field]
            continue
        hit = next((known[guess] for guess in _GUESSES[field] if guess in known), None)
        if hit is not None:
            chosen[field] = hit
    if "text" not in chosen:
        raise InputError("{path} has no text column: name it with --column text=NAME.", path=path)
    return chosen
