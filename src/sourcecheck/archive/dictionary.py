"""The data dictionary beside the tables: ``datapackage.json`` (Frictionless Table Schema) for programs, README.md for people."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sourcecheck import __version__
from sourcecheck.archive.columns import ABOUT, STRING, Column
from sourcecheck.domain.audit import RuleBook

_KEYS = {"articles": ["input", "row"], "attributions": ["input", "row", "number"], "allegations": ["input", "row", "number"], "speakers": ["input", "row", "number"]}
_MEDIA = {"csv": "text/csv", "jsonl": "application/jsonl", "parquet": "application/vnd.apache.parquet"}


def datapackage(columns: Mapping[str, tuple[Column, ...]], counts: Mapping[str, int], format_: str, book: RuleBook) -> str:
    """A Data Package: one resource a table, keys and foreign keys; the titles of the rules under ``rules``."""
    package = {
        "profile": "tabular-data-package" if format_ == "csv" else "data-package",
        "name": "sourcecheck-tables",
        "title": "Articles scored by sourcecheck",
        "version": __version__,
        "resources": [_resource(table, columns[table], rows, format_) for table, rows in counts.items()],
        "rules": [
            {"id": card.id, "severity": card.severity.value, "fr": card.title.fr, "en": card.title.en}
            for card in sorted(book.cards, key=lambda card: card.id)
        ],
    }
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def _resource(table: str, columns: tuple[Column, ...], rows: int, format_: str) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [{"name": c.name, "type": _kind(c.type, format_), "description": c.meaning} for c in columns],
        "missingValues": [""],
    }
    if table in _KEYS:
        schema["primaryKey"] = _KEYS[table]
    if table != "articles":
        schema["foreignKeys"] = [{"fields": ["input", "row"], "reference": {"resource": "articles", "fields": ["input", "row"]}}]
    resource: dict[str, Any] = {
        "name": table, "path": f"{table}.{format_}", "format": format_, "mediatype": _MEDIA[format_], "description": ABOUT[table],
        "encoding": "utf-8", "rowCount": rows, "schema": schema,
    }
    if format_ == "csv":
        resource["profile"] = "tabular-data-resource"
        resource["dialect"] = {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True, "header": True}
    return resource


def _kind(kind: str, format_: str) -> str:
    """Parquet holds lists and objects as JSON text."""
    return STRING if format_ == "parquet" and kind in ("array", "object") else kind


def readme(columns: Mapping[str, tuple[Column, ...]], counts: Mapping[str, int], format_: str) -> str:
    lines = [
        "# Tables of sourcecheck", "",
        "How they were made stands in [methods.md](methods.md); the same dictionary for programs in [datapackage.json](datapackage.json).",
        "`input` and `row` together name an article in every table. Offsets count characters of the text as sourcecheck read it, end exclusive.",
        "A finding says what a text lacks, never what is true.", "",
    ]
    for table, rows in counts.items():
        lines += [f"## {table}.{format_} ({rows} rows)", "", ABOUT[table], "", "| column | type | meaning |", "|---|---|---|"]
        lines += [f"| {_plain(c.name)} | {_kind(c.type, format_)} | {c.meaning} |" for c in columns[table]]
        lines.append("")
    lines += ["`sourcecheck summarize` on this folder gives the figures by outlet, author, section and month, with intervals and queries."]
    return "\n".join(lines) + "\n"


def _plain(name: str) -> str:
    return name.replace("|", "\\|").replace("\n", " ")
