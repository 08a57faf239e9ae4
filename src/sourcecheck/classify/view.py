"""An article's tokens as plain lists, and what each token belongs to; built once, read by every classifier."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from enum import IntEnum

from sourcecheck.classify.cues import Cues
from sourcecheck.classify.masking import CAMP, NAME, NUMBER, PERSONS
from sourcecheck.discourse.token_table import token_table
from sourcecheck.domain.discourse import QuotationUse, Reading
from sourcecheck.domain.text import Span
from sourcecheck.language import Annotated

_ELIDED = {
    "l'": "le", "d'": "de", "qu'": "que", "s'": "se", "n'": "ne", "j'": "je", "c'": "ce", "m'": "me", "t'": "te",
    "jusqu'": "jusque", "lorsqu'": "lorsque", "puisqu'": "puisque",
}


class _Bare(dict[str, str]):
    """Lemma → small letters, straight apostrophe, elision undone; remembered for the articles that follow."""

    def __missing__(self, lemma: str) -> str:
        if len(self) > _MOST_REMEMBERED:
            self.clear()
        folded = lemma.lower().replace("’", "'")
        bare = self[lemma] = _ELIDED.get(folded, folded)
        return bare


_MOST_REMEMBERED = 20_000
_bare = _Bare()
_NEVER_NAMED = frozenset({"SPACE", "PUNCT", "ADP", "DET", "CCONJ", "SCONJ", "AUX"})


class Zone(IntEnum):
    """Who is held to speak a token."""

    NARRATOR = 0
    CONTENT = 1
    QUOTED = 2
    CUE = 3
    SOURCE = 4


@dataclass(frozen=True)
class View:
    """One article's tokens. Lists are parallel and indexed by token; `bounds` gives each sentence of the
    reading its tokens (start, end)."""

    annotated: Annotated
    reading: Reading
    text: str
    lower_text: str
    words: list[str]
    lemmas: list[str]
    masks: list[str]
    pos: list[str]
    deps: list[str]
    heads: list[int]
    morphs: list[str]
    starts: list[int]
    ends: list[int]
    zones: bytearray
    names: list[bool]
    numbers: list[bool]
    bounds: tuple[tuple[int, int], ...]

    def span(self, first: int, last: int) -> Span:
        """Characters from token `first` to token `last`, both included."""
        return Span(self.starts[first], self.ends[last])


def view(annotated: Annotated, reading: Reading, cues: Cues) -> View:
    """The tokens of an article under its reading."""
    table = token_table(annotated)
    starts, ends, pos = table.start, table.end, table.pos
    size = len(table)
    text = annotated.article.text
    lower_text = text.lower().replace("’", "'")
    if len(lower_text) != len(text):
        words = [text[a:b].lower().replace("’", "'") for a, b in zip(starts, ends, strict=True)]
    elif "‘" in text or "ʼ" in text:  # marks that the table makes straight as well
        words = [lower_text[a:b] for a, b in zip(starts, ends, strict=True)]
    else:
        words = table.low
    lemmas = list(map(_bare.__getitem__, table.lemma))
    recognised = bytearray(size)
    for entity in table.entities:
        recognised[entity.start : entity.end] = b"\1" * (entity.end - entity.start)
    zones = _zones(reading, starts, ends)
    bounds = _bounds(annotated, reading, starts)
    firsts = {first for first, _ in bounds}
    names = [False] * size
    numbers = [False] * size
    masks = lemmas.copy()
    camps, persons = cues.camps, PERSONS
    for i, word in enumerate(words):
        kind = pos[i]
        if kind in _NEVER_NAMED:
            continue
        initial = text[starts[i]]
        if kind == "NUM" or initial.isdigit():
            numbers[i] = True
            masks[i] = NUMBER
        elif word in camps or lemmas[i] in camps:
            masks[i] = CAMP
        elif initial.isupper() and word[-1] != "'" and (
            kind == "PROPN"
            or recognised[i]
            or (i not in firsts and i - 1 not in firsts and text[starts[i] - 1] not in "«“\"—-")
        ):
            names[i] = True
            masks[i] = NAME
        elif lemmas[i] in persons:
            masks[i] = persons[lemmas[i]]
    return View(
        annotated, reading, text, lower_text, words, lemmas, masks, pos, table.dep, table.head, table.morph,
        starts, ends, zones, names, numbers, bounds,
    )


def _bounds(annotated: Annotated, reading: Reading, starts: list[int]) -> tuple[tuple[int, int], ...]:
    """Tokens of each sentence of the reading, white space trimmed by the reading itself."""
    return tuple((bisect_left(starts, s.span.start), bisect_left(starts, s.span.end)) for s in reading.sentences)


def _zones(reading: Reading, starts: list[int], ends: list[int]) -> bytearray:
    zones = bytearray(len(starts))

    def paint(span: Span | None, zone: Zone) -> None:
        if span is not None and len(span):
            a, b = bisect_left(ends, span.start + 1), bisect_left(starts, span.end)
            zones[a:b] = bytes([zone]) * max(0, b - a)

    for quotation in reading.quotations:
        if quotation.use is QuotationUse.SPEECH:
            paint(quotation.outer, Zone.QUOTED)
    for attribution in reading.attributions:
        for part in attribution.content:
            paint(part, Zone.CONTENT)
        paint(attribution.source, Zone.SOURCE)
        paint(attribution.cue, Zone.CUE)
    return zones
