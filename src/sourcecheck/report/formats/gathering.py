"""What the formats of one document share: the findings of all articles, kept until the end, in a fixed order."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from abc import ABC, abstractmethod

from sourcecheck.domain.audit import Audit, RuleBook
from sourcecheck.domain.findings import Finding, Suppression
from sourcecheck.report.formats.sink import Sink
from sourcecheck.report.wording import open_findings

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Gathering(ABC):
    """Keeps (path, open findings) of each article, and beside them those set aside; `document` makes the whole text."""

    def __init__(self, sink: Sink, book: RuleBook, lang: str) -> None:
        self.sink = sink
        self.book = book
        self.lang = lang
        self.articles: list[tuple[str, tuple[Finding, ...]]] = []
        self.aside: list[tuple[tuple[Finding, Suppression], ...]] = []

    def add(self, audit: Audit) -> None:
        path = audit.article.path or audit.article.id
        self.articles.append((path, tuple(sorted(open_findings(audit), key=_place))))
        self.aside.append(tuple((f, f.suppressed) for f in sorted(audit.findings, key=_place) if f.suppressed is not None))

    def finish(self) -> None:
        self.sink.write(self.document())
        self.sink.close()

    @abstractmethod
    def document(self) -> str: ...


def _place(finding: Finding) -> tuple[int, int, str]:
    return finding.region.start.line, finding.region.start.column, finding.rule


def said(finding: Finding) -> str:
    """What a reader of one line needs: the message and what to ask."""
    return f"{finding.message} {finding.question}"


def xml_text(text: str) -> str:
    """The text without the characters that XML 1.0 cannot hold."""
    return _NOT_XML.sub("�", text)


def xml_document(root: ET.Element) -> str:
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"
