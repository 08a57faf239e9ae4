"""Chunks → the two tables, as JSON Lines, CSV or Parquet, with a description of their columns."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sourcecheck.archive.tables import ARTICLE_COLUMNS, FINDING_COLUMNS
from sourcecheck.errors import SettingsError

FORMATS = ("jsonl", "csv", "parquet")
_TABLES = {"articles": ARTICLE_COLUMNS, "findings": FINDING_COLUMNS}


def write_tables(chunks: Path, output: Path, format_: str) -> None:
    """Write ``articles.FORMAT``, ``findings.FORMAT`` and ``columns.md`` into `output`, each put in place whole."""
    for table in _TABLES:
        target = output / f"{table}.{format_}"
        partial = target.with_name(f".{target.name}.partial")
        {"jsonl": _jsonl, "csv": _csv, "parquet": _parquet}[format_](chunks, table, partial)
        os.replace(partial, target)
    (output / "columns.md").write_text(_dictionary(), encoding="utf-8")


def _rows(chunks: Path, table: str) -> Iterator[dict[str, Any]]:
    for path in sorted(chunks.glob("[0-9]*.json")):
        yield from json.loads(path.read_text(encoding="utf-8"))[table]


def _columns(chunks: Path, table: str) -> list[str]:
    names = dict.fromkeys(_TABLES[table])
    for row in _rows(chunks, table):
        names.update(dict.fromkeys(row))
    return list(names)


def _jsonl(chunks: Path, table: str, target: Path) -> None:
    with target.open("w", encoding="utf-8") as stream:
        for row in _rows(chunks, table):
            stream.write(json.dumps(row, ensure_ascii=False) + "\n")


def _csv(chunks: Path, table: str, target: Path) -> None:
    with target.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, _columns(chunks, table), lineterminator="\n")
        writer.writeheader()
        writer.writerows(_rows(chunks, table))


def _parquet(chunks: Path, table: str, target: Path) -> None:
    try:
        import pyarrow as arrow
        import pyarrow.parquet as parquet
    except ImportError:
        raise SettingsError("Writing Parquet needs pyarrow: install sourcecheck[archive].") from None
    columns = _columns(chunks, table)
    rows = [{name: row.get(name) for name in columns} for row in _rows(chunks, table)]
    parquet.write_table(arrow.Table.from_pylist(rows), target)


def _dictionary() -> str:
    lines = ["# Columns", ""]
    for table, columns in _TABLES.items():
        lines += [f"## {table}", "", "| column | meaning |", "|---|---|"]
        lines += [f"| {name} | {meaning} |" for name, meaning in columns.items()]
        lines.append("")
    lines.append("Every metric of an audit is a column of articles: `…_share` are 0–1, `…_per_1000_words` rates, the others counts.")
    return "\n".join(lines) + "\n"
