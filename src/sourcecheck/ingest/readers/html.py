"""HTML: trafilatura finds the article, and every character is traced back to its place in the page."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from html import unescape
from html.parser import HTMLParser
from typing import Any

from sourcecheck.domain.text import Notice, PartKind
from sourcecheck.ingest.blocks import Block, Glyph, glyphs_of, trimmed
from sourcecheck.ingest.directives import find_directives, front_matter_directives
from sourcecheck.ingest.readers.front_matter import read_front_matter
from sourcecheck.ingest.readers.source import RawDirective, SourceText
from sourcecheck.ingest.readers.templates import hide_in_html

_BLOCK_TAGS = frozenset(
    "p h1 h2 h3 h4 h5 h6 li blockquote td th dt dd figcaption div section article main header footer aside nav ul ol "
    "table tr form figure pre address title body".split()
)
_SKIPPED_TAGS = frozenset("script style noscript template svg head button select textarea nav footer aside form".split())
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_KINDS = {"li": PartKind.LIST, "blockquote": PartKind.BLOCKQUOTE, "td": PartKind.TABLE, "th": PartKind.TABLE,
          "figcaption": PartKind.CAPTION, "h1": PartKind.TITLE}
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);?")


@dataclass
class _Visible:
    """The characters a reader sees, block by block, each with its place in the page."""

    tag: str
    skipped: bool
    glyphs: list[Glyph]


class _Page(HTMLParser):
    """Cuts a page, or a piece of one, into visible blocks without losing track of source offsets."""

    def __init__(self, source: str, start: int = 0, end: int | None = None) -> None:
        super().__init__(convert_charrefs=False)
        self.source = source
        piece = source[start:end]
        self.blocks: list[_Visible] = []
        self.open: list[str] = []
        self.line_starts = [start]
        self.line_starts.extend(start + m.end() for m in re.finditer("\n", piece))
        self._start_block("body")
        self.feed(piece)
        self.close()

    def _offset(self) -> int:
        line, column = self.getpos()
        return self.line_starts[line - 1] + column

    def _start_block(self, tag: str) -> None:
        self.blocks.append(_Visible(tag, any(t in _SKIPPED_TAGS for t in self.open), []))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.blocks[-1].glyphs.append(Glyph(" ", self._offset(), len(self.get_starttag_text() or "<br>")))
            return
        if tag in _VOID:
            return
        if tag == "p" and self.open and self.open[-1] == "p":
            self.open.pop()
        self.open.append(tag)
        if tag in _BLOCK_TAGS or tag in _SKIPPED_TAGS:
            self._start_block(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            while self.open and self.open.pop() != tag:
                pass
        if tag in _BLOCK_TAGS or tag in _SKIPPED_TAGS:
            inner = next((t for t in reversed(self.open) if t in _BLOCK_TAGS), "body")
            self._start_block(inner)

    def handle_data(self, data: str) -> None:
        start = self._offset()
        self.blocks[-1].glyphs.extend(glyphs_of(self.source, start, start + len(data)))

    def handle_charref(self, name: str) -> None:
        self._reference(f"&#{name}")

    def handle_entityref(self, name: str) -> None:
        self._reference(f"&{name}")

    def _reference(self, written: str) -> None:
        start = self._offset()
        length = len(written) + (self.source[start + len(written) : start + len(written) + 1] == ";")
        for character in unescape(self.source[start : start + length]):
            self.blocks[-1].glyphs.append(Glyph(character, start, length))


def blocks_in(source: str, start: int, end: int) -> list[Block]:
    """The visible blocks of a piece of HTML inside another format."""
    return [_as_block(block) for block in _Page(source, start, end).blocks if block.glyphs and not block.skipped]


def read_html(source: str) -> SourceText:
    """Blocks of the article in a page; the whole visible page when no article is recognised.

    Template tags are hidden, a front matter (Jekyll) is read and hidden.
    """
    front = read_front_matter(source)
    whole = source
    source = hide_in_html("".join(c if c in "\r\n" else " " for c in source[: front.end]) + source[front.end :])
    page = _Page(source)
    visible = [block for block in page.blocks if any(not g.text.isspace() for g in block.glyphs)]
    extracted = _extract(source)
    metadata = _metadata(extracted)
    notices: tuple[Notice, ...] = ()
    blocks: list[Block] = []
    if extracted is not None:
        blocks = _locate(visible, _wanted(extracted))
    if not blocks:
        blocks = [_as_block(block) for block in visible if not block.skipped and block.tag != "title"]
        notices = (Notice("No article was recognised in the page: its whole visible text was read."),)
    if metadata.get("title") and not any(block.kind is PartKind.TITLE for block in blocks):
        title = _find_title(visible, str(metadata["title"]))
        if title is not None:
            blocks = [title, *(block for block in blocks if block.text != title.text)]
    blocks = _one_title(blocks)
    return SourceText(
        whole, tuple(blocks), "text/html",
        title=front.text("title", "titre") or _text(metadata.get("title")),
        byline=front.text("author", "auteur", "byline") or _text(metadata.get("author")),
        published=front.text("date", "published") or _text(metadata.get("date")),
        section=front.text("section", "category", "categories", "rubrique") or _text(metadata.get("categories")),
        genre=front.text("genre"),
        has_title=any(block.kind is PartKind.TITLE for block in blocks), notices=(*front.notices, *notices),
        directives=(*front_matter_directives(front.data, whole), *(_of_one_block(d, blocks) for d in find_directives(whole, front.end))),
    )


def _of_one_block(directive: RawDirective, blocks: list[Block]) -> RawDirective:
    """A directive for one paragraph covers the element it stands in, else the next one: pages may have no blank lines.

    Those for a range (they begin right after their own comment) stay as they are.
    """
    if directive.source_start == directive.written_end:
        return directive
    for block in blocks:
        start, end = block.glyphs[0].source_start, block.glyphs[-1].source_start + block.glyphs[-1].source_length
        if directive.written_at < end:
            return replace(directive, source_start=start, source_end=end)
    return directive


def _extract(source: str) -> Any:
    """trafilatura's document, None when it finds nothing or fails on a broken page."""
    import logging

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    import trafilatura

    try:
        return trafilatura.bare_extraction(
            source, include_comments=False, include_tables=True, favor_recall=True, with_metadata=True,
            deduplicate=False,
        )
    except Exception:  # a third-party parser on arbitrary pages: the visible text is read instead
        return None


def _metadata(extracted: Any) -> dict[str, Any]:
    if extracted is None:
        return {}
    data = extracted.as_dict() if hasattr(extracted, "as_dict") else dict(extracted)
    return {key: data.get(key) for key in ("title", "author", "date", "categories")}


def _text(value: Any) -> str | None:
    if isinstance(value, list | tuple):
        value = value[0] if value else None
    return str(value).strip() or None if value else None


def _wanted(extracted: Any) -> list[str]:
    """The paragraphs of the article as trafilatura sees them."""
    body = getattr(extracted, "body", None)
    if body is None:
        return [line for line in str(getattr(extracted, "text", "") or "").split("\n") if line.strip()]
    out = []
    for element in body.iter("p", "head", "item", "quote", "cell", "ab"):
        if element.tag in ("quote", "item", "cell") and element.find(".//p") is not None:
            continue
        text = "".join(element.itertext())
        if text.strip():
            out.append(text)
    return out


def _squeeze(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).split())


def _locate(visible: list[_Visible], wanted: list[str]) -> list[Block]:
    """The visible blocks that trafilatura kept, in page order."""
    keep: set[int] = set()
    squeezed = [_squeeze("".join(g.text for g in block.glyphs)) for block in visible]
    cursor = 0
    for paragraph in wanted:
        target = _squeeze(paragraph)
        order = [*range(cursor, len(visible)), *range(cursor)]
        hit = next((i for i in order if squeezed[i] and (squeezed[i] == target)), None)
        if hit is None:
            hits = [i for i in order if len(squeezed[i]) > 2 and (squeezed[i] in target or target in squeezed[i])]
            near = [i for i in hits if i >= cursor][:8] or hits[:1]
            keep.update(near)
            cursor = max(near, default=cursor)
        else:
            keep.add(hit)
            cursor = hit
    return [_as_block(visible[i]) for i in sorted(keep) if visible[i].tag != "title"]


def _as_block(block: _Visible) -> Block:
    kind = PartKind.HEADING if block.tag in _HEADINGS else _KINDS.get(block.tag, PartKind.BODY)
    return Block(kind, trimmed(block.glyphs))


def _find_title(visible: list[_Visible], title: str) -> Block | None:
    target = _squeeze(title)
    for block in visible:
        if block.tag != "title" and _squeeze("".join(g.text for g in block.glyphs)) == target:
            return Block(PartKind.TITLE, trimmed(block.glyphs))
    return None


def _one_title(blocks: list[Block]) -> list[Block]:
    """The first h1 is the title; any other is a heading."""
    out, seen = [], False
    for block in blocks:
        if block.kind is PartKind.TITLE:
            if seen:
                block = Block(PartKind.HEADING, block.glyphs)
            seen = True
        out.append(block)
    return out
