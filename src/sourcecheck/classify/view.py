"""An article's tokens as plain lists, and what each token belongs to; built once, read by every classifier."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from enum import IntEnum

from spacy import attrs

from sourcecheck.classify.cues import Cues
from sourcecheck.classify.masking import CAMP, NAME, NUMBER, PERSONS
from sourcecheck.domain.discourse import QuotationUse, Reading
from sourcecheck.domain.text import Span
from sourcecheck.language import Annotated

_ATTRS = [attrs.LEMMA, attrs.ORTH, attrs.POS, attrs.DEP, attrs.HEAD, attrs.MORPH, attrs.ENT_TYPE, attrs.IDX, attrs.LENGTH]
_ELIDED = {
    "l'": "le", "d'": "de", "qu'": "que", "s'": "se", "n'": "ne", "j'": "je", "c'": "ce", "m'": "me", "t'": "te",
    "jusqu'": "jusque", "lorsqu'": "lorsque", "puisqu'": "puisque",
}


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
    doc = annotated.doc
    strings = doc.vocab.strings
    table = doc.to_array(_ATTRS).T.tolist() if len(doc) else [[] for _ in _ATTRS]
    lemma_ids, orth_ids, pos_ids, dep_ids, head_ids, morph_ids, ent_ids, starts, lengths = table
    size = len(starts)
    named = {key: strings[key] if key else "" for ids in (pos_ids, dep_ids, morph_ids) for key in set(ids)}
    folded = {key: strings[key].lower().replace("’", "'") if key else "" for key in {*lemma_ids, *orth_ids}}
    heads = [i + (h - (1 << 64) if h >= 1 << 63 else h) for i, h in enumerate(head_ids)]
    bare = {key: _ELIDED.get(folded[key], folded[key]) for key in set(lemma_ids)}
    lemmas = [bare[k] for k in lemma_ids]
    words = [folded[k] for k in orth_ids]
    pos = [named[k] for k in pos_ids]
    deps = [named[k] for k in dep_ids]
    morphs = [named[k] for k in morph_ids]
    ends = [s + n for s, n in zip(starts, lengths, strict=True)]
    text = annotated.article.text
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
            or ent_ids[i]
            or (i not in firsts and i - 1 not in firsts and text[starts[i] - 1] not in "«“\"—-")
        ):
            names[i] = True
            masks[i] = NAME
        elif lemmas[i] in persons:
            masks[i] = persons[lemmas[i]]
    return View(
        annotated, reading, text, text.lower().replace("’", "'"), words, lemmas, masks, pos, deps, heads, morphs,
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
