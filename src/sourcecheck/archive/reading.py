"""The tables of a scored archive, read again in any of their formats, a row at a time."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sourcecheck.archive.output import FORMATS
from sourcecheck.errors import InputError


def format_of(folder: Path) -> str:
    """The format of the tables in `folder`. Raises `InputError` where there are none."""
    for format_ in FORMATS:
        if (folder / f"articles.{format_}").is_file() and (folder / f"findings.{format_}").is_file():
            return format_
    if (folder / "run.json").is_file():
        raise InputError("The run in {path} is not finished: go on with it with “sourcecheck score … --resume”.", path=folder.as_posix())
    raise InputError("{path} holds no tables of “sourcecheck score”: name the folder given with -o.", path=folder.as_posix())


def read_columns(folder: Path, table: str, format_: str, columns: tuple[str, ...]) -> Iterator[tuple[Any, ...]]:
    """The cells of `columns`, row by row; text in CSV, None for an empty cell. Raises `InputError`."""
    path = folder / f"{table}.{format_}"
    try:
        yield from {"csv": _csv, "jsonl": _jsonl, "parquet": _parquet}[format_](path, columns)
    except (OSError, UnicodeDecodeError, csv.Error, json.JSONDecodeError) as error:
        raise InputError("{path} is not well-formed ({reason}).", path=path.as_posix(), reason=error) from None


def _csv(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[Any, ...]]:
    csv.field_size_limit(10_000_000)
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.reader(stream)
        header = next(reader, [])
        places = [_place(path, header, name) for name in columns]
        for cells in reader:
            yield tuple(cells[place] or None for place in places)


def _jsonl(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[Any, ...]]:
    with path.open(encoding="utf-8") as stream:
        for number, line in enumerate(stream):
            row = json.loads(line)
            if not number:
                for name in columns:
                    _place(path, list(row), name)
            yield tuple(row.get(name) for name in columns)


def _parquet(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[Any, ...]]:
    try:
        import pyarrow as arrow
        import pyarrow.parquet as parquet
    except ImportError:
        raise InputError("Reading {path} needs pyarrow: install sourcecheck[archive].", path=path.as_posix()) from None
    try:
        file = parquet.ParquetFile(path)
        for name in columns:
            _place(path, file.schema_arrow.names, name)
        for batch in file.iter_batches(batch_size=4096, columns=list(columns)):
            yield from zip(*(batch.column(name).to_pylist() for name in columns), strict=True)
    except arrow.ArrowException as error:
        raise InputError("{path} is not well-formed ({reason}).", path=path.as_posix(), reason=error) from None


def _place(path: Path, names: list[str], name: str) -> int:
    if name not in names:
        raise InputError("{path} has no column “{column}”; it has {known}.", path=path.as_posix(), column=name, known=", ".join(names))
    return names.index(name)
