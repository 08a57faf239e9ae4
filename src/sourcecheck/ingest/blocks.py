"""Blocks of a source become the text of an article, with the map back to the source."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sourcecheck.domain.text import Part, PartKind, Run, SourceMap, Span

DROPPED = frozenset("\u200b\ufeff\u00ad\u200e\u200f\u2060")


@dataclass(frozen=True)
class Glyph:
    """One character of the text and the source characters it was read from."""

    text: str
    source_start: int
    source_length: int = 1


@dataclass(frozen=True)
class Block:
    """A block of the source before it has a place in the text."""

    kind: PartKind
    glyphs: tuple[Glyph, ...]

    @property
    def text(self) -> str:
        return "".join(glyph.text for glyph in self.glyphs)


@dataclass(frozen=True)
class Assembled:
    text: str
    parts: tuple[Part, ...]
    source_map: SourceMap


def glyphs_of(source: str, start: int, end: int) -> Iterator[Glyph]:
    """The characters of ``source[start:end]``, composed (NFC), line ends as blanks, invisible ones dropped."""
    i = start
    while i < end:
        j = i + 1
        while j < end and unicodedata.combining(source[j]):
            j += 1
        text = source[i:j]
        if j - i > 1:
            text = unicodedata.normalize("NFC", text)
        if text == "\r":
            pass
        elif text in "\n\t\x0b\x0c\u2028\u2029":
            yield Glyph(" ", i, 1)
        elif text not in DROPPED:
            yield Glyph(text, i, j - i)
        i = j


def trimmed(glyphs: Sequence[Glyph]) -> tuple[Glyph, ...]:
    """Without blanks at both ends, runs of plain blanks folded to one, accents joined to their letters (NFC)."""
    out: list[Glyph] = []
    for glyph in glyphs:
        if glyph.text >= "\u0300" and out and unicodedata.combining(glyph.text[0]):
            letter = out.pop()
            whole = unicodedata.normalize("NFC", letter.text + glyph.text)
            out.append(Glyph(whole, letter.source_start, glyph.source_start + glyph.source_length - letter.source_start))
            continue
        if glyph.text == " " and (not out or out[-1].text == " "):
            continue
        out.append(glyph)
    while out and out[-1].text.isspace():
        out.pop()
    first = next((i for i, glyph in enumerate(out) if not glyph.text.isspace()), len(out))
    return tuple(out[first:])


def assemble(blocks: Iterable[Block], source: str) -> Assembled:
    """Blocks in order, one blank line between two, each a part; empty ones are left out."""
    pieces: list[str] = []
    parts: list[Part] = []
    runs: list[Run] = []
    length = 0
    for block in blocks:
        glyphs = trimmed(block.glyphs)
        if not glyphs:
            continue
        if pieces:
            pieces.append("\n\n")
            length += 2
        start = length
        for glyph in glyphs:
            pieces.append(glyph.text)
            _extend(runs, length, len(glyph.text), glyph.source_start, glyph.source_length)
            length += len(glyph.text)
        parts.append(Part(block.kind, Span(start, length)))
    return Assembled("".join(pieces), tuple(parts), SourceMap.build(runs, source))


def _extend(runs: list[Run], start: int, length: int, source_start: int, source_length: int) -> None:
    """Append a character to the runs, joining it to the last when both go on one for one."""
    if runs and length == source_length == 1:
        last = runs[-1]
        if (
            last.length == last.source_length
            and last.text_start + last.length == start
            and last.source_start + last.source_length == source_start
        ):
            runs[-1] = Run(last.text_start, last.length + 1, last.source_start, last.source_length + 1)
            return
    runs.append(Run(start, length, source_start, source_length))
