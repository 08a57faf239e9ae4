"""What is found of an attribution on the way: its cue in units, its draft in characters."""

from __future__ import annotations

from dataclasses import dataclass, field

from sourcecheck.discourse.cues import VerbGroup
from sourcecheck.discourse.periods import Period, Unit
from sourcecheck.domain.discourse import AttributionType, CueKind
from sourcecheck.domain.text import Span


@dataclass(slots=True)
class Cue:
    """One cue of a period, in units. `first`–`last` (exclusive) is what the cue and its source take of the line."""

    kind: CueKind
    first: int
    last: int
    cue: tuple[int, int]
    source: tuple[int, int] | None
    lemma: str
    verb_class: str
    shape: str  # right, incise, quote, attr
    start: int = -1  # unit where a right-hand content begins
    clause: int = -1  # unit where the clause of the cue begins
    anaphoric: bool = False
    infinitive: bool = False
    group: VerbGroup | None = None


@dataclass(slots=True)
class InnerIncise:
    """An incise that stands between the quotation marks themselves."""

    pieces: list[Span]
    cue: Span
    source: Span | None
    lemma: str
    verb_class: str


@dataclass(slots=True)
class Draft:
    kind: CueKind
    cue: Span | None
    source: Span | None
    lemma: str
    verb_class: str
    content: list[Span]
    type: AttributionType
    sentence: int
    part: int
    quotes: set[int] = field(default_factory=set)


def span_of_units(units: list[Unit], bounds: tuple[int, int]) -> Span:
    return Span(units[bounds[0]].start, units[bounds[1] - 1].end)


def source_span(units: list[Unit], bounds: tuple[int, int] | None, text: str) -> Span | None:
    if bounds is None:
        return None
    span = span_of_units(units, bounds)
    start = span.start
    while start < span.end and text[start] in "-–t" and text[start : start + 2] in {"-i", "-e", "-o", "-j", "-t", "t-"}:
        start += 1
    return Span(start, span.end)


def sentence_at(period: Period, offset: int) -> int:
    number = period.sentence
    for index, start in period.sentences:
        if start <= offset:
            number = index
    return number
