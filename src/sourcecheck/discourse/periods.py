"""Periods: sentences as the narrator spells them, every quotation folded into one unit.

The parser is often wrong round quotation marks and incises, and a full stop inside a quotation cuts the
sentence that presents it. A period mends both: sentences that a quotation joins are one, and what stands
between the marks is a single opaque unit, so that the grammar of the narrator can be read off the surface.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from sourcecheck.domain.discourse import Quotation
from sourcecheck.language import Annotated

QUOTE = "\x00"
_APOSTROPHES = str.maketrans("’‘ʼ", "'''")


@dataclass(slots=True)
class Unit:
    """A token of the narrator, or a whole quotation (`low` is QUOTE, `quotation` its number)."""

    start: int
    end: int
    low: str
    pos: str
    token: int
    cap: bool
    form: str = ""  # VerbForm of Universal Dependencies: Fin, Inf, Part, or nothing
    quotation: int = -1


@dataclass(slots=True)
class Period:
    """Units of one period; `sentence` is the number of its first sentence, `part` that of its block."""

    units: list[Unit]
    sentence: int
    part: int
    first_in_part: bool
    sentences: list[tuple[int, int]] = field(default_factory=list)


def low(text: str) -> str:
    return text.lower().translate(_APOSTROPHES)


def periods(annotated: Annotated, quotations: tuple[Quotation, ...], words: Words | None = None) -> Iterator[Period]:
    """The periods of an article in order."""
    words = words or Words(annotated)
    top = [(i, q.outer.start, q.outer.end) for i, q in enumerate(quotations) if q.depth == 0]
    at, open_until, part, seen = 0, -1, 0, -1
    current: Period | None = None
    parts = annotated.article.parts
    for number, sentence in enumerate(annotated.sentences):
        start = words.offset(sentence.start)
        while part + 1 < len(parts) and parts[part + 1].span.start <= start:
            part += 1
        if current is None or start >= open_until or part != current.part:
            if current is not None:
                yield current
            current = Period([], number, part, part != seen)
            seen = part
        current.sentences.append((number, start))
        for i in range(sentence.start, sentence.end):
            offset, length = words.offset(i), words.length(i)
            if offset < open_until:
                continue
            while at < len(top) and top[at][2] <= offset:
                at += 1
            if at < len(top) and top[at][1] < offset + length:
                index, opens, closes = top[at]
                if opens > offset:  # a mark glued to the word before it
                    current.units.append(words.unit(i, offset, opens))
                current.units.append(Unit(opens, closes, QUOTE, "QUOTE", i, False, "", index))
                open_until = closes
                at += 1
                if offset + length > open_until:
                    current.units.append(words.unit(i, open_until, offset + length))
            elif not words.blank(i):
                current.units.append(words.unit(i, offset, offset + length))
    if current is not None:
        yield current


def _verb_form(morph: str) -> str:
    at = morph.find("VerbForm=")
    return morph[at + 9 :].split("|")[0] if at >= 0 else ""


class Words:
    """The tokens of a Doc read in one go; asking each token object costs ten times more."""

    def __init__(self, annotated: Annotated) -> None:
        doc = annotated.doc
        self._text = annotated.article.text
        self._rows: list[list[int]] = doc.to_array(["IDX", "LENGTH", "POS", "ORTH", "MORPH"]).tolist()
        self._pos = {row: doc.vocab.strings[row] for row in {int(r[2]) for r in self._rows}}
        self._verb_forms = {row: _verb_form(doc.vocab.strings[row]) for row in {r[4] for r in self._rows}}
        self._offsets = [row[0] for row in self._rows]
        self._forms: dict[int, tuple[str, bool, bool]] = {}

    def offset(self, i: int) -> int:
        return self._rows[i][0]

    def length(self, i: int) -> int:
        return self._rows[i][1]

    def _form(self, i: int) -> tuple[str, bool, bool]:
        offset, length, _, orth, _ = self._rows[i]
        form = self._forms.get(orth)
        if form is None:
            text = self._text[offset : offset + length]
            form = self._forms[orth] = (low(text), text[:1].isupper(), not text.strip())
        return form

    def inside(self, start: int, end: int) -> list[Unit]:
        """The units of tokens from character `start` to `end`, nothing folded."""
        first = bisect_left(self._offsets, start)
        last = bisect_left(self._offsets, end)
        return [
            self.unit(i, self.offset(i), min(end, self.offset(i) + self.length(i))) for i in range(first, last) if not self.blank(i)
        ]

    def blank(self, i: int) -> bool:
        return self._form(i)[2]

    def unit(self, i: int, start: int, end: int) -> Unit:
        _offset, length, pos, _, morph = self._rows[i]
        if end - start == length:
            form, cap, _ = self._form(i)
        else:
            text = self._text[start:end]
            form, cap = low(text), text[:1].isupper()
        return Unit(start, end, form, self._pos[pos], i, cap, self._verb_forms[morph])
