"""The tokens of a Doc as plain lists, read in one go: asking each token object costs ten times more."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import Any, NamedTuple

from spacy.strings import StringStore

from sourcecheck.domain.discourse import Gender
from sourcecheck.domain.text import Span
from sourcecheck.language import Annotated

_WORD = re.compile(r"\w+")
_APOSTROPHES = "’‘ʼ"
_NEGATIVE = 1 << 63
"""Unsigned offsets from here on stand for negative ones."""
_MOST_REMEMBERED = 25_000


class _Names(dict[int, str]):
    """The strings of a vocabulary by id, remembered for the articles that follow: an id means the same in all."""

    strings: StringStore

    def __missing__(self, key: int) -> str:
        name = self[key] = self.strings[key]
        return name

    def of(self, ids: list[int]) -> list[str]:
        return list(map(self.__getitem__, ids))


_names = _Names()


def _small(text: str) -> str:
    """Lower case and straight apostrophes: one character in, one out."""
    small = text.lower()
    if len(small) != len(text):  # a capital whose small letter is two characters
        small = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    for mark in _APOSTROPHES:
        small = small.replace(mark, "'")
    return small


class Entity(NamedTuple):
    """Tokens from `start` to `end` (exclusive) that the model takes for a name, with spaCy's label."""

    start: int
    end: int
    label_: str


class TokenTable:
    """Columns of one Doc, by token index. `head` is absolute; `sentence` is the number of the sentence."""

    def __init__(self, annotated: Annotated) -> None:
        doc = annotated.doc
        text = annotated.article.text
        table = doc.to_array(["IDX", "LENGTH", "POS", "DEP", "LEMMA", "MORPH", "HEAD"])
        start, length, pos, dep, lemma, morph, head = table.T.tolist() if len(doc) else [[]] * 7
        names = _names
        names.strings = doc.vocab.strings
        if len(names) > _MOST_REMEMBERED:
            names.clear()
        self.annotated = annotated
        self.start: list[int] = start
        self.end: list[int] = [a + b for a, b in zip(start, length, strict=True)]
        self.pos = names.of(pos)
        self.dep = names.of(dep)
        self.lemma = names.of(lemma)
        self.morph = names.of(morph)
        small = _small(text)
        self.low: list[str] = [small[a:b] for a, b in zip(start, self.end, strict=True)]
        self.head: list[int] = [i + offset if offset < _NEGATIVE else i + offset - (1 << 64) for i, offset in enumerate(head)]
        self.sentence: list[int] = [-1] * len(start)
        for number, sentence in enumerate(annotated.sentences):
            self.sentence[sentence.start : sentence.end] = [number] * (sentence.end - sentence.start)
        self._text = text

    def __len__(self) -> int:
        return len(self.low)

    @cached_property
    def children(self) -> list[list[int]]:
        out: list[list[int]] = [[] for _ in self.low]
        for i, head in enumerate(self.head):
            if head != i:
                out[head].append(i)
        return out

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Every word (letters and figures between other characters), in small letters → the characters it begins at."""
        out: dict[str, list[int]] = {}
        for match in _WORD.finditer(_small(self._text)):
            out.setdefault(match.group(), []).append(match.start())
        return out

    @cached_property
    def entities(self) -> list[Entity]:
        """The names that the model recognised, in order. spaCy makes them anew whenever it is asked for them."""
        return [Entity(ent.start, ent.end, ent.label_) for ent in self.annotated.doc.ents]

    @cached_property
    def entity_starts(self) -> frozenset[int]:
        """The first tokens of these names."""
        return frozenset(entity.start for entity in self.entities)

    def is_capital(self, i: int) -> bool:
        return self._text[self.start[i]].isupper()

    def finite(self, i: int) -> bool:
        return self.pos[i] in ("VERB", "AUX") and "VerbForm=Fin" in self.morph[i]

    def plural(self, i: int) -> bool | None:
        morph = self.morph[i]
        return True if "Number=Plur" in morph else False if "Number=Sing" in morph else None

    def gender(self, i: int) -> Gender:
        morph = self.morph[i]
        if "Gender=Fem" in morph:
            return Gender.FEMININE
        return Gender.MASCULINE if "Gender=Masc" in morph else Gender.UNKNOWN

    def at(self, offset: int) -> int:
        """The token that holds the character, or the first one after it."""
        return bisect_right(self.end, offset)

    def within(self, span: Span) -> range:
        """The tokens that overlap `span`."""
        return range(bisect_right(self.end, span.start), bisect_left(self.start, span.end))

    def text(self, first: int, last: int) -> str:
        """The words from token `first` to `last` (exclusive), white space made single."""
        return " ".join(self._text[self.start[first] : self.end[last - 1]].split()) if last > first else ""


def token_table(annotated: Annotated) -> TokenTable:
    """The table of one article, made once: it is kept with the frozen Annotated it was read from."""
    kept: Any = annotated.__dict__
    table = kept.get("_token_table")
    if table is None:
        table = kept["_token_table"] = TokenTable(annotated)
    found: TokenTable = table
    return found
