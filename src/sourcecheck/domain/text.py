"""Where words stand: spans of an article's text, its parts, and the way back to the source file.

One coordinate rules the whole product: `Span`, half-open characters of `Article.text`. The text is
normalised once, by ingest, before any span exists.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

_WIDE = re.compile(r"[^\x00-\x7f]")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of characters of `Article.text`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}-{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def cover(self, other: Span) -> Span:
        """The smallest span that holds both."""
        return Span(min(self.start, other.start), max(self.end, other.end))


@dataclass(frozen=True, slots=True)
class Position:
    """Line and column of the source file, both from 1, in characters; `byte` is the column in bytes of UTF-8.

    `byte` is 0 where nobody counted, and follows from the rest, so that it is not compared.
    """

    line: int
    column: int
    byte: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Region:
    """From the first character to one past the last, in lines and columns of the source file."""

    start: Position
    end: Position


@dataclass(frozen=True, slots=True)
class Run:
    """`length` characters of the text that come from `source_length` characters of the source.

    Equal lengths mean a character-for-character copy; otherwise the run is one unit
    (an entity such as ``&amp;``, a soft line break that became a space).
    """

    text_start: int
    length: int
    source_start: int
    source_length: int


@dataclass(frozen=True, slots=True)
class SourceMap:
    """The way from `Article.text` back to the decoded source file.

    `runs` are sorted by `text_start`; characters between runs were added by ingest (the blank line
    between two blocks) and map to the end of the run before them. `wide` are the source offsets of the
    characters beyond ASCII, each as often as it takes more than one byte in UTF-8.
    """

    runs: tuple[Run, ...]
    line_starts: tuple[int, ...]
    wide: tuple[int, ...] = ()
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", tuple(run.text_start for run in self.runs))

    @classmethod
    def build(cls, runs: Iterable[Run], source: str) -> SourceMap:
        starts = [0]
        starts.extend(i + 1 for i, c in enumerate(source) if c == "\n")
        wide = [
            found.start() for found in _WIDE.finditer(source)
            for _ in range(1 + (found[0] > "\u07ff") + (found[0] > "\uffff"))
        ]
        return cls(tuple(runs), tuple(starts), tuple(wide))

    @classmethod
    def identity(cls, text: str) -> SourceMap:
        return cls.build((Run(0, len(text), 0, len(text)),), text)

    def source_offset(self, offset: int) -> int:
        """The source character that the text character at `offset` came from."""
        index = bisect_right(self._starts, offset) - 1
        if index < 0:
            return self.runs[0].source_start if self.runs else 0
        run = self.runs[index]
        inside = offset - run.text_start
        if inside >= run.length:
            return run.source_start + run.source_length
        return run.source_start + (inside if run.length == run.source_length else 0)

    def source_span(self, span: Span) -> Span:
        """The source characters that the words of `span` were read from."""
        start = self.source_offset(span.start)
        if not len(span):
            return Span(start, start)
        last = span.end - 1
        index = bisect_right(self._starts, last) - 1
        end = start
        if index >= 0:
            run = self.runs[index]
            inside = last - run.text_start
            if inside >= run.length or run.length != run.source_length:
                end = run.source_start + run.source_length
            else:
                end = run.source_start + inside + 1
        return Span(start, max(start, end))

    def position(self, source_offset: int) -> Position:
        line = bisect_right(self.line_starts, source_offset)
        start = self.line_starts[line - 1]
        column = source_offset - start + 1
        more = bisect_left(self.wide, source_offset) - bisect_left(self.wide, start)
        return Position(line, column, column + more)

    def region(self, span: Span) -> Region:
        source = self.source_span(span)
        return Region(self.position(source.start), self.position(source.end))


class PartKind(StrEnum):
    """What a block of the article is. Rules judge `TITLE`, `LEAD` and `BODY` unless a card says more."""

    TITLE = "title"
    LEAD = "lead"
    BODY = "body"
    HEADING = "heading"
    QUESTION = "question"
    CAPTION = "caption"
    BLOCKQUOTE = "blockquote"
    LIST = "list"
    TABLE = "table"
    FOOTNOTE = "footnote"
    BYLINE = "byline"
    EMBED = "embed"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Part:
    """One block of the text: a paragraph, a heading, a list item, a piece of page furniture.

    Parts are in order, do not overlap, and every non-blank character of the text stands in one.
    A part is the unit of parsing: nothing in its annotation depends on another part.
    """

    kind: PartKind
    span: Span


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the reader of the report must know of how the text was read (an English gettext id)."""

    message: str
    values: tuple[tuple[str, str], ...] = ()
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Directive:
    """An author's request, written in the source, not to report rules on a stretch of text.

    `rules` empty means every rule; `span` is what the directive covers in `Article.text`;
    `line` and `column` are where it stands in the source file, `end_line` and `end_column` one past its last
    character (0: not known); `reason` is empty when none was given.
    """

    rules: tuple[str, ...]
    reason: str
    span: Span
    line: int
    column: int
    end_line: int = 0
    end_column: int = 0


@dataclass(frozen=True, slots=True)
class Article:
    """One article, read and normalised. `path` is relative or a display name, never absolute."""

    id: str
    text: str
    parts: tuple[Part, ...]
    source_map: SourceMap
    path: str | None = None
    title: str | None = None
    byline: str | None = None
    published: str | None = None
    section: str | None = None
    genre: str | None = None
    media_type: str = "text/plain"
    encoding: str = "utf-8"
    notices: tuple[Notice, ...] = ()
    directives: tuple[Directive, ...] = ()
    metadata: tuple[tuple[str, str], ...] = ()

    def part_at(self, offset: int) -> Part | None:
        index = bisect_right(self.parts, offset, key=lambda part: part.span.start) - 1
        if index >= 0 and offset < self.parts[index].span.end:
            return self.parts[index]
        return None
