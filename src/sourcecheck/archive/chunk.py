"""A chunk: a stretch of the archive that one worker scores and whose rows appear whole or not at all."""

from __future__ import annotations

import html
import json
import os
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from sourcecheck.archive.columns import ALWAYS, BOOLEAN, INTEGER, NUMBER, STRING
from sourcecheck.archive.rows import Row
from sourcecheck.archive.tables import ROWS_OF, Cells, article_row, carried_name, failed_row
from sourcecheck.audit import Auditor, open_auditor
from sourcecheck.domain.audit import Audit
from sourcecheck.domain.text import Article
from sourcecheck.errors import InputError, SourcecheckError
from sourcecheck.ingest import article_from_text, read_bytes, read_path
from sourcecheck.resources.translation import translator
from sourcecheck.settings import Settings

_MARKUP = re.compile(r"</(?:p|div|article|body|h[1-6]|li)>|<br ?/?>", re.IGNORECASE)


@dataclass(frozen=True)
class Chunk:
    """A stretch of the rows. `fraction` (0–1) is how far the reading of the archive was at its end."""

    number: int
    rows: tuple[Row, ...]
    folder: Path
    settings: Settings
    tables: tuple[str, ...] = ALWAYS
    fraction: float = 0.0

    @property
    def file(self) -> Path:
        """Where its tables are put."""
        return self.folder / f"{self.number:08d}.json"


@dataclass(frozen=True)
class Head:
    """What is said of a chunk in the first line of its file. `findings` counts (severity, confidence)."""

    rows: int
    errors: int
    words: int
    findings: Mapping[str, int]
    carried: Mapping[str, str]


@cache
def auditor_for(settings: Settings) -> Auditor:
    return open_auditor(settings)


def scored(chunk: Chunk) -> str:
    """The rows of a chunk as tables: a line for the head, then a line for each table. Touches no file of the output."""
    tables: dict[str, list[Cells]] = {name: [] for name in chunk.tables}
    for row, result in zip(chunk.rows, _results(chunk), strict=True):
        if isinstance(result, str):
            tables["articles"].append(failed_row(result, row))
            continue
        tables["articles"].append(article_row(result, row))
        for name, rows in tables.items():
            if name != "articles":
                rows.extend(ROWS_OF[name](result, row))
    return _written(chunk, tables)


def lost(chunk: Chunk) -> str:
    """The tables of a chunk that kills whoever scores it."""
    killed = _told(InputError("The process that audited this article and its neighbours was killed: score them apart."), chunk.settings)
    tables: dict[str, list[Cells]] = {name: [] for name in chunk.tables}
    tables["articles"] = [failed_row(killed, row) for row in chunk.rows]
    return _written(chunk, tables)


def put(chunk: Chunk, tables: str) -> None:
    """Put the tables in their place, whole."""
    partial = chunk.file.with_name(f"{chunk.file.name}.{os.getpid()}.partial")
    partial.write_text(tables, encoding="utf-8")
    os.replace(partial, chunk.file)


def score_and_put(chunk: Chunk) -> int:
    """Score a chunk that is not there yet; its number."""
    if not chunk.file.is_file():
        put(chunk, scored(chunk))
    return chunk.number


def read_head(file: Path) -> Head:
    with file.open(encoding="utf-8") as stream:
        return Head(**json.loads(stream.readline()))


def read_table(file: Path, position: int) -> list[Cells]:
    """The rows of the table at `position` of the plan's tables."""
    with file.open(encoding="utf-8") as stream:
        for _ in range(position + 1):
            stream.readline()
        rows: list[Cells] = json.loads(stream.readline())
        return rows


def _results(chunk: Chunk) -> Iterable[Audit | str]:
    """For each row its audit, or why there is none."""
    read = [_article(row, chunk.settings) for row in chunk.rows]
    articles = [article for article in read if isinstance(article, Article)]
    auditor = auditor_for(chunk.settings)
    try:
        audits: list[Audit | str] = list(auditor.audit_many(articles))
    except Exception:  # one text that breaks a stage must not cost its neighbours
        audits = [_alone(article, auditor, chunk.settings) for article in articles]
    done = iter(audits)
    return [next(done) if isinstance(article, Article) else article for article in read]


def _alone(article: Article, auditor: Auditor, settings: Settings) -> Audit | str:
    try:
        return auditor.audit(article)
    except Exception as failure:
        reason = f"{type(failure).__name__}: {failure}"
        return _told(InputError("sourcecheck failed on this article ({reason}): please report it.", reason=reason), settings)


def _article(row: Row, settings: Settings) -> Article | str:
    try:
        if row.error is not None:
            raise row.error
        article = read_path(row.file, row.source) if row.file else _from_cells(row)
        return replace(article, id=row.id, genre=article.genre or settings.genre)
    except SourcecheckError as mistake:
        return _told(mistake, settings)


def _from_cells(row: Row) -> Article:
    cells = row.fields
    if not cells.get("text", "").strip():
        raise InputError("The text of the article is empty.")
    if _MARKUP.search(cells["text"]):
        return _from_markup(row)
    return article_from_text(
        cells["text"], row.id, title=cells.get("title"), byline=cells.get("byline"),
        published=cells.get("published"), section=cells.get("section"), genre=cells.get("genre"),
    )


def _from_markup(row: Row) -> Article:
    """A cell that holds HTML, as content systems export it; its columns say more than its markup."""
    cells, text = row.fields, row.fields["text"]
    if (title := cells.get("title")) and "<h1" not in text.lower():
        text = f"<h1>{html.escape(title)}</h1>\n{text}"
    article = read_bytes(text.encode("utf-8"), row.id, ".html")
    return replace(
        article, path=None, title=cells.get("title", article.title), byline=cells.get("byline", article.byline),
        published=cells.get("published", article.published), section=cells.get("section", article.section),
        genre=cells.get("genre", article.genre),
    )


def _told(mistake: SourcecheckError, settings: Settings) -> str:
    return mistake.localized(translator(settings.lang).gettext)


def _written(chunk: Chunk, tables: Mapping[str, list[Cells]]) -> str:
    articles = tables["articles"]
    found = Counter(f"{finding['severity']}/{finding['confidence']}" for finding in tables["findings"])
    head = Head(
        rows=len(articles), errors=sum(bool(row["error"]) for row in articles),
        words=sum(row.get("words", 0) for row in articles), findings=dict(sorted(found.items())), carried=_kinds(chunk.rows),
    )
    lines = [json.dumps(vars(head), ensure_ascii=False)]
    lines += [json.dumps(tables[name], ensure_ascii=False, default=str) for name in chunk.tables]
    return "\n".join(lines) + "\n"


def _kinds(rows: Iterable[Row]) -> dict[str, str]:
    """The carried columns in the order they are met, each with the type that holds all its values."""
    kinds: dict[str, str] = {}
    for row in rows:
        for column, value in row.carried.items():
            name = carried_name(str(column))
            kinds[name] = wider(kinds.get(name, ""), kind_of(value))
    return kinds


def kind_of(value: Any) -> str:
    """The Table Schema type of a carried value; empty for nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return BOOLEAN
    if isinstance(value, int):
        return INTEGER if abs(value) < 1 << 63 else STRING
    if isinstance(value, float):
        return NUMBER
    return STRING if isinstance(value, str) else "array" if isinstance(value, list) else "object"


def wider(one: str, other: str) -> str:
    """The type that holds the values of both."""
    if not one or not other or one == other:
        return one or other
    return NUMBER if {one, other} == {INTEGER, NUMBER} else STRING
