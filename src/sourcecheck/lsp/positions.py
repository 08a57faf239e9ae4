"""Characters of a draft ↔ positions of the protocol.

A position is a line and the number of code units before the place in that line, both from 0. Lines end at
``\\n``, ``\\r\\n`` or ``\\r`` only (LSP 3.17, “Text Documents”): U+2028, U+0085, form feed and the like, which
Python's `splitlines` and pygls' documents also cut at, do not end one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

from lsprotocol.types import Position, PositionEncodingKind, Range

from sourcecheck.domain.text import Span

_LINE_END = re.compile(r"\r\n|\n|\r")
_UNIT = {PositionEncodingKind.Utf8: ("utf-8", 1), PositionEncodingKind.Utf16: ("utf-16-le", 2), PositionEncodingKind.Utf32: ("utf-32-le", 4)}


class Places:
    """The places of one text in one encoding of positions (UTF-16 unless the client asked for another)."""

    def __init__(self, text: str, encoding: PositionEncodingKind | str | None = None) -> None:
        self.text = text
        self._codec, self._unit = _UNIT[PositionEncodingKind(encoding or PositionEncodingKind.Utf16)]

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return (0, *(end.end() for end in _LINE_END.finditer(self.text)))

    def position(self, offset: int) -> Position:
        """The position before the character at `offset`; one inside ``\\r\\n`` is that of its line's end."""
        line = bisect_right(self._starts, offset) - 1
        start = self._starts[line]
        return Position(line, self._units(self.text[start : min(offset, self._line_end(line))]))

    def offset(self, position: Position) -> int:
        """The character at `position`; one past the end of its line or of the text is brought back to the end."""
        if position.line >= len(self._starts):
            return len(self.text)
        start = self._starts[position.line]
        line = self.text[start : self._line_end(position.line)]
        if line.isascii() or self._unit == 4:
            return start + min(position.character, len(line))
        units = 0
        for index, character in enumerate(line):
            units += self._units(character)
            if units > position.character:
                return start + index
        return start + len(line)

    def range(self, span: Span) -> Range:
        return Range(self.position(span.start), self.position(span.end))

    def span(self, range: Range) -> Span:
        """The characters of `range`, whichever of its ends comes first."""
        start, end = self.offset(range.start), self.offset(range.end)
        return Span(min(start, end), max(start, end))

    def line_end(self, line: int) -> Position:
        """The end of a line (from 0), before its line break."""
        return self.position(self._line_end(min(line, len(self._starts) - 1)))

    def line_start(self, offset: int) -> int:
        """The first character of the line that holds `offset`."""
        return self._starts[bisect_right(self._starts, offset) - 1]

    def _line_end(self, line: int) -> int:
        """Where the line's own characters end, its line break left out."""
        if line + 1 == len(self._starts):
            return len(self.text)
        end = self._starts[line + 1]
        return end - 2 if self.text.endswith("\r\n", 0, end) and end - 2 >= self._starts[line] else end - 1

    def _units(self, text: str) -> int:
        return len(text.encode(self._codec, "surrogatepass")) // self._unit
