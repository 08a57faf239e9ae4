"""Markdown (CommonMark and GFM): every character of the text traced back to its place in the file.

markdown-it says which lines a block stands on and in what order its inline pieces come; their place
inside those lines is found again by walking the source. Template code is hidden first, character for character,
so that places do not move.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from sourcecheck.domain.text import PartKind
from sourcecheck.ingest.blocks import DROPPED, Block, Glyph, glyphs_of
from sourcecheck.ingest.directives import find_directives, front_matter_directives
from sourcecheck.ingest.readers.front_matter import FrontMatter, read_front_matter
from sourcecheck.ingest.readers.html import blocks_in
from sourcecheck.ingest.readers.source import SourceText
from sourcecheck.ingest.readers.templates import hide_in_markdown

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_AFTER_LINK = re.compile(r"\](?:\((?:[^()\\\n]|\\.|\([^()]*\))*\)|\[[^\]]*\])?")


@dataclass(frozen=True)
class _Lines:
    """Where each line of the body begins in the source."""

    starts: tuple[int, ...]

    def span(self, first: int, end: int) -> tuple[int, int]:
        last = end if end < len(self.starts) else len(self.starts) - 1
        return self.starts[first], self.starts[last]


def read_markdown(source: str, *, mdx: bool = False) -> SourceText:
    front = read_front_matter(source)
    blanked = _without_code(source, front.end, mdx)
    body = blanked[front.end :]
    starts = [front.end]
    starts.extend(front.end + m.end() for m in re.finditer("\n", body))
    lines = _Lines((*starts, len(blanked)))
    blocks = list(_front_blocks(front, source))
    has_title = any(block.kind is PartKind.TITLE for block in blocks)
    for block in _blocks(_parse(body), blanked, lines):
        kind = block.kind
        if kind is PartKind.TITLE:
            kind = PartKind.HEADING if has_title else kind
            has_title = True
        blocks.append(Block(kind, block.glyphs))
    return SourceText(
        source,
        tuple(blocks),
        "text/markdown",
        title=front.text("title", "titre"),
        byline=front.text("author", "authors", "auteur", "auteurs", "byline"),
        published=front.text("date", "published", "publishDate", "pubDate"),
        section=front.text("section", "category", "categories", "rubrique"),
        genre=front.text("genre"),
        has_title=has_title,
        notices=front.notices,
        directives=(*front_matter_directives(front.data, source), *find_directives(source, front.end)),
    )


def _without_code(source: str, start: int, mdx: bool) -> str:
    # Zero bytes would be replaced by markdown-it and shift nothing, but lone carriage returns end lines for it.
    # The backslash of a hard break must stay the last of its line.
    body = source[start:].replace("\\\r\n", " \\\n").replace("\r\n", " \n").replace("\r", "\n")
    return hide_in_markdown(source[:start] + body, start, mdx=mdx)


def _parse(body: str) -> list[Any]:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    parser = MarkdownIt("commonmark", {"linkify": False, "typographer": False}).enable(["table", "strikethrough"])
    return list(parser.use(footnote_plugin).parse(body))


def _front_blocks(front: FrontMatter, source: str) -> Iterator[Block]:
    """Title and lead of the front matter, at their place in it."""
    for kind, keys in ((PartKind.TITLE, ("title", "titre")), (PartKind.LEAD, ("chapo", "lead", "standfirst", "excerpt"))):
        value = front.text(*keys)
        at = source.find(value, 0, front.end) if value else -1
        if value and at >= 0:
            yield Block(kind, tuple(glyphs_of(source, at, at + len(value))))


def _blocks(tokens: list[Any], source: str, lines: _Lines) -> Iterator[Block]:
    containers: list[str] = []
    cell_cursor: dict[int, int] = {}
    for token in tokens:
        if token.type.endswith("_open"):
            containers.append(token.type.removesuffix("_open") + (":" + token.tag if token.tag == "h1" else ""))
        elif token.type.endswith("_close"):
            if containers:
                containers.pop()
        elif token.type == "html_block" and token.map:
            yield from blocks_in(source, *lines.span(*token.map))
        elif token.type == "inline" and token.map:
            start, end = lines.span(*token.map)
            if "tr" in containers:  # cells of a row share its lines
                start = cell_cursor.get(token.map[0], start)
            walker = _Walker(source, start, end)
            walker.walk(token.children or [])
            cell_cursor[token.map[0]] = walker.position
            yield Block(_kind(containers), tuple(walker.glyphs))
            for alternative in walker.captions:
                yield Block(PartKind.CAPTION, alternative)


def _kind(containers: list[str]) -> PartKind:
    if any(name.startswith("footnote") for name in containers):
        return PartKind.FOOTNOTE
    if "heading:h1" in containers:
        return PartKind.TITLE
    if "heading" in containers:
        return PartKind.HEADING
    if "tr" in containers:
        return PartKind.TABLE
    if "blockquote" in containers:
        return PartKind.BLOCKQUOTE
    if "list_item" in containers:
        return PartKind.LIST
    return PartKind.BODY


class _Walker:
    """Follows the inline pieces of a block through its source."""

    def __init__(self, source: str, start: int, end: int) -> None:
        self.source = source
        self.position = start
        self.end = end
        self.glyphs: list[Glyph] = []
        self.captions: list[tuple[Glyph, ...]] = []

    def walk(self, children: list[Any]) -> None:
        for child in children:
            if child.type in ("text", "text_special", "code_inline"):
                self.glyphs.extend(self._found(child.content))
            elif child.type in ("softbreak", "hardbreak"):
                self._line_break()
            elif child.type == "link_close":
                self._skip_link_end()
            elif child.type == "image":
                self.captions.append(tuple(self._found(child.content)))
                self._skip_link_end()
            elif child.type in ("html_inline", "footnote_ref"):
                self._skip(child.content or "]")

    def _found(self, content: str) -> list[Glyph]:
        """The source characters of `content`, verbatim or through entities and escapes."""
        if not content:
            return []
        at = self.source.find(content, self.position, self.end)
        spelled = self._spelled(content)
        if at >= 0 and (not spelled or at <= spelled[0].source_start):
            self.position = at + len(content)
            return list(glyphs_of(self.source, at, self.position))
        if spelled:
            self.position = spelled[-1].source_start + spelled[-1].source_length
        return spelled

    def _spelled(self, content: str) -> list[Glyph]:
        """`content` character by character, with ``&amp;`` and ``\\*`` read as one; empty when it is not there."""
        for start in range(self.position, self.end):
            out, at = [], start
            for character in content:
                glyph = self._one(at)
                if glyph is None or glyph.text != character:
                    break
                out.append(glyph)
                at = glyph.source_start + glyph.source_length
            else:
                return [
                    Glyph(" ", g.source_start, g.source_length) if g.text in "\n\t" else g for g in out if g.text not in DROPPED
                ]
            if start - self.position > 4000:
                break
        return []

    def _one(self, at: int) -> Glyph | None:
        if at >= self.end:
            return None
        if self.source[at] == "&":
            entity = _ENTITY.match(self.source, at, self.end)
            if entity:
                return Glyph(unescape(entity[0]), at, len(entity[0]))
        if self.source[at] == "\\" and at + 1 < self.end and not self.source[at + 1].isalnum():
            return Glyph(self.source[at + 1], at, 2)
        return Glyph(self.source[at], at, 1)

    def _line_break(self) -> None:
        at = self.source.find("\n", self.position, self.end)
        if at >= 0:
            self.glyphs.append(Glyph(" ", at, 1))
            self.position = at + 1

    def _skip_link_end(self) -> None:
        """Past ``](address)``, so that words of the address are not taken for words of the text."""
        match = _AFTER_LINK.search(self.source, self.position, self.end)
        between = self.source[self.position : match.start()] if match else ""
        if match and not between.strip("*_~` \n>"):
            self.position = match.end()

    def _skip(self, content: str) -> None:
        at = self.source.find(content, self.position, self.end)
        if at >= 0:
            self.position = at + len(content)
