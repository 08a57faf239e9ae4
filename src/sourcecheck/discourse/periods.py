"""Periods: sentences as the narrator spells them, every quotation folded into one unit.

The parser is often wrong round quotation marks and incises, and a full stop inside a quotation cuts the
sentence that presents it. A period mends both: sentences that a quotation joins are one, and what stands
between the marks is a single opaque unit, so that the grammar of the narrator can be read off the surface.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from sourcecheck.discourse.token_table import token_table
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
        start = words.start[sentence.start]
        while part + 1 < len(parts) and parts[part + 1].span.start <= start:
            part += 1
        if current is None or start >= open_until or part != current.part:
            if current is not None:
                yield current
            current = Period([], number, part, part != seen)
            seen = part
        current.sentences.append((number, start))
        for i in range(sentence.start, sentence.end):
            offset, end = words.start[i], words.end[i]
            if offset < open_until:
                continue
            while at < len(top) and top[at][2] <= offset:
                at += 1
            if at < len(top) and top[at][1] < end:
                index, opens, closes = top[at]
                if opens > offset:  # a mark glued to the word before it
                    current.units.append(words.unit(i, offset, opens))
                current.units.append(Unit(opens, closes, QUOTE, "QUOTE", i, False, "", index))
                open_until = closes
                at += 1
                if end > open_until:
                    current.units.append(words.unit(i, open_until, end))
            elif not words.blank[i]:
                _append(current.units, words.unit(i, offset, end))
    if current is not None:
        yield current


_INVERTED = frozenset({"elles", "ils", "elle", "il", "on"})


def _append(units: list[Unit], unit: Unit) -> None:
    """Adds a unit; « disent - elles », which the tokenizer cuts in three, gets its clitic back: « disent -elles »."""
    hyphen = units[-1] if units and unit.low in _INVERTED else None
    if hyphen is not None and hyphen.low == "-" and hyphen.end == unit.start and len(units) > 1 and units[-2].end == hyphen.start and units[-2].pos in {"VERB", "AUX"}:
        unit.start, unit.low = hyphen.start, "-" + unit.low
        units.pop()
    units.append(unit)


@cache
def _verb_form(morph: str) -> str:
    at = morph.find("VerbForm=")
    return morph[at + 9 :].split("|")[0] if at >= 0 else ""


class Words:
    """The tokens of an article as units."""

    def __init__(self, annotated: Annotated) -> None:
        table = token_table(annotated)
        self.start, self.end = table.start, table.end
        self._text = annotated.article.text
        self._low, self._pos = table.low, table.pos
        self._verb_form = [_verb_form(morph) for morph in table.morph]
        self.blank = [form.isspace() for form in table.low]

    def inside(self, start: int, end: int) -> list[Unit]:
        """The units of tokens from character `start` to `end`, nothing folded."""
        first, last = bisect_left(self.start, start), bisect_left(self.start, end)
        units: list[Unit] = []
        for i in range(first, last):
            if not self.blank[i]:
                _append(units, self.unit(i, self.start[i], min(end, self.end[i])))
        return units

    def unit(self, i: int, start: int, end: int) -> Unit:
        """Token `i`, or what of it stands between two characters."""
        whole = start == self.start[i] and end == self.end[i]
        form = self._low[i] if whole else low(self._text[start:end])
        capital = self._text[start : start + 1].isupper()
        if form == "a" and capital and self._pos[i] != "AUX":
            form = "à"  # « A en croire », the accent left out
        return Unit(start, end, form, self._pos[i], i, capital, self._verb_form[i])
