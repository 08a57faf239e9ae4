"""``html``: a folder with one page an article and an index that opens from the disk, however many there are.

Pages are written as they come. The rows of the index stand in small script files beside it, because a
page opened from the disk may load scripts but not data; none comes near 2 MB.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter

from sourcecheck.domain.audit import Audit, RuleBook
from sourcecheck.report.formats.registry import Writer
from sourcecheck.report.formats.sink import Folder
from sourcecheck.report.single import render_html, render_index
from sourcecheck.report.wording import headline, open_findings
from sourcecheck.resources.translation import translator

ROWS_A_FILE = 500
_MOST_PLAIN_LINKS = 1000
_LONGEST_NAME = 60


def open(name: str, folder: Folder, book: RuleBook, lang: str) -> Writer:
    return _Site(folder, book, lang)


class _Site:
    def __init__(self, folder: Folder, book: RuleBook, lang: str) -> None:
        self.folder = folder
        self.book = book
        self.lang = lang
        self.names: set[str] = {"index"}
        self.rows: list[dict[str, object]] = []
        self.links: list[tuple[str, str]] = []
        self.chunks = 0
        self.count = 0

    def add(self, audit: Audit) -> None:
        name = f"{file_name(audit.article.id, self.names)}.html"
        self.folder.write(name, render_html(audit, self.book, self.lang, index="index.html"))
        self.rows.append(index_row(audit, name, self.lang))
        self.count += 1
        if len(self.links) < _MOST_PLAIN_LINKS:
            self.links.append((name, audit.article.title or audit.article.id))
        if len(self.rows) >= ROWS_A_FILE:
            self._write_rows()

    def finish(self) -> None:
        if self.rows:
            self._write_rows()
        self.folder.write("index.html", render_index(self.lang, self.count, self.chunks, tuple(self.links), self._rules()))

    def _write_rows(self) -> None:
        self.chunks += 1
        data = json.dumps(self.rows, ensure_ascii=False, separators=(",", ":"))
        self.folder.write(f"index-data/{self.chunks}.js", f"sourcecheckRows({data});\n".encode())
        self.rows = []

    def _rules(self) -> dict[str, str]:
        return {card.id: card.title.in_language(self.lang) for card in self.book.cards}


def file_name(identifier: str, taken: set[str]) -> str:
    """A short ASCII name for any identifier, unlike all `taken` also where case does not count; added to them."""
    plain = unicodedata.normalize("NFKD", identifier).encode("ascii", "ignore").decode("ascii").lower()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[-_LONGEST_NAME:].strip("-") or "article"
    if re.fullmatch(r"con|prn|aux|nul|(com|lpt)\d", stem):
        stem = f"article-{stem}"
    name, number = stem, 1
    while name in taken:
        number += 1
        name = f"{stem}-{number}"
    taken.add(name)
    return name


def month(published: str | None) -> str:
    """``2024-05`` of an ISO date; nothing where the date is missing or written otherwise."""
    found = re.match(r"\d{4}-(?:0[1-9]|1[0-2])(?!\d)", published or "")
    return found[0] if found else ""


def index_row(audit: Audit, page: str, lang: str) -> dict[str, object]:
    """What the index says about one article; its keys are those of ``index.js``."""
    found = open_findings(audit)
    severities = Counter(finding.severity.value for finding in found)
    article = audit.article
    return {
        "p": page,
        "t": article.title or article.id,
        "h": headline(audit, translator(lang)),
        "n": [severities["error"], severities["warning"], severities["info"]],
        "r": sorted({finding.rule for finding in found}),
        "s": [party.name for party in audit.reading.dispute.parties],
        "a": article.byline or "",
        "d": article.published or "",
        "c": article.section or "",
        "m": month(article.published),
    }
