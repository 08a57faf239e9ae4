"""Chunks → tables, as JSON Lines, CSV or Parquet; a chunk at a time, each table put in place whole."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sourcecheck.archive.chunk import read_head, read_table, wider
from sourcecheck.archive.columns import STRING, TABLES, Column
from sourcecheck.archive.tables import Cells
from sourcecheck.errors import SettingsError

FORMATS = ("jsonl", "csv", "parquet")
CARRIED = "column of the input, carried through"


def chunk_files(chunks: Path) -> list[Path]:
    return sorted(chunks.glob("[0-9]*.json"))


def table_columns(chunks: Path) -> dict[str, tuple[Column, ...]]:
    """The columns of every table; those of the input follow the columns of articles."""
    carried: dict[str, str] = {}
    for file in chunk_files(chunks):
        for name, kind in read_head(file).carried.items():
            carried[name] = wider(carried.get(name, ""), kind)
    own = tuple(Column(name, kind or STRING, CARRIED) for name, kind in carried.items())
    return {**TABLES, "articles": (*TABLES["articles"], *own)}


def write_tables(chunks: Path, output: Path, format_: str, tables: tuple[str, ...]) -> dict[str, int]:
    """Write ``TABLE.FORMAT`` for each of `tables` into `output`; the rows of each."""
    columns = table_columns(chunks)
    write = _WRITERS[format_]
    counts: dict[str, int] = {}
    for position, table in enumerate(tables):
        target = output / f"{table}.{format_}"
        partial = target.with_name(f".{target.name}.partial")
        batches = (read_table(file, position) for file in chunk_files(chunks))
        counts[table] = write(batches, columns[table], partial)
        os.replace(partial, target)
    return counts


def _jsonl(batches: Iterator[list[Cells]], columns: tuple[Column, ...], target: Path) -> int:
    count = 0
    with target.open("w", encoding="utf-8") as stream:
        for rows in batches:
            for row in rows:
                cells = {c.name: _as_text(row.get(c.name)) if c.type == STRING else row.get(c.name) for c in columns}
                stream.write(json.dumps(cells, ensure_ascii=False) + "\n")
            count += len(rows)
    return count


def _csv(batches: Iterator[list[Cells]], columns: tuple[Column, ...], target: Path) -> int:
    names, count = [column.name for column in columns], 0
    with target.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(names)
        for rows in batches:
            writer.writerows([_cell(row.get(name)) for name in names] for row in rows)
            count += len(rows)
    return count


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value


def _parquet(batches: Iterator[list[Cells]], columns: tuple[Column, ...], target: Path) -> int:
    try:
        import pyarrow as arrow
        import pyarrow.parquet as parquet
    except ImportError:
        raise SettingsError("Writing Parquet needs pyarrow: install sourcecheck[archive].") from None
    types = {"string": arrow.string(), "integer": arrow.int64(), "number": arrow.float64(), "boolean": arrow.bool_()}
    schema = arrow.schema([(column.name, types.get(column.type, arrow.string())) for column in columns])
    count, waiting = 0, []
    with parquet.ParquetWriter(target, schema, compression="zstd") as writer:
        for rows in batches:
            waiting += [{column.name: _typed(row.get(column.name), column.type) for column in columns} for row in rows]
            count += len(rows)
            if len(waiting) >= 10_000:
                writer.write_table(arrow.Table.from_pylist(waiting, schema))
                waiting = []
        writer.write_table(arrow.Table.from_pylist(waiting, schema))
    return count


def _typed(value: Any, kind: str) -> Any:
    if value is None or kind in ("integer", "boolean"):
        return value
    if kind == "number":
        return float(value)
    return _as_text(value)


def _as_text(value: Any) -> str | None:
    return value if value is None or isinstance(value, str) else json.dumps(value, ensure_ascii=False)


_WRITERS: dict[str, Callable[[Iterator[list[Cells]], tuple[Column, ...], Path], int]] = {"jsonl": _jsonl, "csv": _csv, "parquet": _parquet}
