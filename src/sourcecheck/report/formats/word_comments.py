"""``docx``: the draft as a Word document, one margin comment a card, on the words it asks about.

A draft that came from Word keeps its own document; any other gets a plain one.
"""

from __future__ import annotations

import copy
import io
import re
import zipfile
from pathlib import Path
from typing import Any

from sourcecheck.domain.audit import Audit, RuleBook
from sourcecheck.domain.text import PartKind, Span
from sourcecheck.ingest.readers.word import open_document, paragraphs, text_nodes
from sourcecheck.report.cards import CardView, open_cards
from sourcecheck.report.formats.html_site import file_name
from sourcecheck.report.formats.registry import Writer
from sourcecheck.report.formats.sink import Folder

AUTHOR, INITIALS = "sourcecheck", "sc"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\n\r]")
_STYLES = {PartKind.TITLE: "Title", PartKind.LEAD: "Subtitle", PartKind.HEADING: "Heading 1",
           PartKind.BLOCKQUOTE: "Quote", PartKind.CAPTION: "Caption"}
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


def open(name: str, folder: Folder, book: RuleBook, lang: str) -> Writer:
    return _Documents(folder, book, lang)


class _Documents:
    def __init__(self, folder: Folder, book: RuleBook, lang: str) -> None:
        self.folder = folder
        self.book = book
        self.lang = lang
        self.names: set[str] = set()

    def add(self, audit: Audit) -> None:
        original = _original(audit)
        document = new_document(audit, self.book, self.lang)
        if original is not None:
            document = commented(original, audit, self.book) or document
        self.folder.write(f"{file_name(audit.article.id, self.names)}.docx", document)

    def finish(self) -> None:
        """Every document stands already."""


def _original(audit: Audit) -> bytes | None:
    path = Path(audit.article.path or "")
    return path.read_bytes() if path.suffix.lower() == ".docx" and path.is_file() else None


def new_document(audit: Audit, book: RuleBook, lang: str) -> bytes:
    """A plain document of the text, one paragraph a part, with the comments."""
    import docx

    document = docx.Document()
    words = _Words()
    for part in audit.article.parts:
        text = _UNPRINTABLE.sub(" ", part.span.of(audit.article.text))
        paragraph = document.add_paragraph(text, style=_STYLES.get(part.kind))
        words.read(paragraph._p, part.span.start)
    for card in open_cards(audit, book):
        _comment(document, words, _place(card, audit), card)
    return _saved(document)


def commented(data: bytes, audit: Audit, book: RuleBook) -> bytes | None:
    """The Word document itself with the comments; None when its words are no longer those of the audit."""
    document = open_document(data, audit.article.path or audit.article.id)
    words, offset = _Words(), 0
    for paragraph in paragraphs(document):
        offset = words.read(paragraph, offset) + 1
    article = audit.article
    for part in article.parts:
        source = article.source_map.source_span(part.span)
        if _letters(words.between(source)) != _letters(part.span.of(article.text)):
            return None
    for card in open_cards(audit, book):
        _comment(document, words, article.source_map.source_span(_place(card, audit)), card)
    return _saved(document)


def _letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


def _place(card: CardView, audit: Audit) -> Span:
    """The words a card asks about; the first part for what concerns the whole article."""
    items = [item for item in card.items if not item.whole_article]
    if not items:
        return next((p.span for p in audit.article.parts if p.kind is PartKind.TITLE), audit.article.parts[0].span)
    return Span(min(item.start for item in items), max(item.end for item in items))


class _Words:
    """The elements that carry text, in order, each with its offset."""

    def __init__(self) -> None:
        self.nodes: list[tuple[Any, int, str]] = []

    def read(self, paragraph: Any, offset: int) -> int:
        """Takes the text of a ``w:p`` that starts at `offset`; returns the offset of its end."""
        for node, text in text_nodes(paragraph):
            self.nodes.append((node, offset, text))
            offset += len(text)
        return offset

    def between(self, span: Span) -> str:
        return "".join(
            text[max(0, span.start - start) : max(0, span.end - start)]
            for _, start, text in self.nodes
            if start < span.end and start + len(text) > span.start
        )

    def runs(self, span: Span) -> tuple[Any, Any] | None:
        """The first and last ``w:r`` of exactly these words, cut where needed; None when they stand in no run."""
        self._cut(span.start)
        self._cut(span.end)
        inside = [
            node for node, start, text in self.nodes
            if text and span.start <= start < span.end and node.getparent().tag == f"{_W}r"
        ]
        if not inside:
            return None
        first, last = inside[0], inside[-1]
        if first.getprevious() is not None and first.getprevious().tag != f"{_W}rPr":
            _move_to_new_run(first)
        if last.getnext() is not None:
            _move_to_new_run(last.getnext())
        return first.getparent(), last.getparent()

    def _cut(self, offset: int) -> None:
        for index, (node, start, text) in enumerate(self.nodes):
            if start < offset < start + len(text) and node.tag == f"{_W}t":
                at = offset - start
                rest = copy.copy(node)
                node.text, rest.text = text[:at], text[at:]
                for half in (node, rest):
                    half.set(_SPACE, "preserve")
                node.addnext(rest)
                self.nodes[index : index + 1] = [(node, start, text[:at]), (rest, offset, text[at:])]
                return


def _move_to_new_run(node: Any) -> None:
    """A run of the same looks after the node's own, with the node and all that follows it."""
    run = node.getparent()
    made = run.makeelement(run.tag, dict(run.attrib))
    looks = run.find(f"{_W}rPr")
    if looks is not None:
        made.append(copy.deepcopy(looks))
    for moved in (node, *node.itersiblings()):
        made.append(moved)
    run.addnext(made)


def _comment(document: Any, words: _Words, span: Span, card: CardView) -> None:
    from docx.text.run import Run

    found = words.runs(span)
    if found is None:
        return
    comment = document.add_comment([Run(run, document) for run in found], author=AUTHOR, initials=INITIALS)
    comment._comment_elm.attrib.pop(f"{_W}date", None)
    lines = [line for item in card.items for line in (item.question, item.message, _reasons(item.rule, item.title, item.norms))]
    lines = list(dict.fromkeys(lines))
    comment.paragraphs[0].add_run(lines[0]).bold = True
    for line in lines[1:]:
        comment.add_paragraph(line)


def _reasons(rule: str, title: str, norms: tuple[Any, ...]) -> str:
    cited = " ; ".join(f"{norm.name} ({norm.reference})" for norm in norms)
    return f"{rule} · {title}" + (f" — {cited}" if cited else "")


def _saved(document: Any) -> bytes:
    """The document as bytes that depend on nothing but its content: no clock in the archive."""
    raw, out = io.BytesIO(), io.BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _ZIP_DATE), old.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
