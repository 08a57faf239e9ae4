"""The tokens of a parse as plain Python objects, made once for an article.

They answer to the names spaCy gives (`lemma_`, `children`, `sent` …) with the same values. Asking spaCy makes a
new object for every token seen and reads every word from the string store again: ten to fifty times dearer, where
grammar is read off the tree over and over.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cache, cached_property
from itertools import pairwise, repeat
from typing import Any, overload

from sourcecheck.discourse.token_table import TokenTable, token_table
from sourcecheck.domain.text import Span
from sourcecheck.language import Annotated

OPEN_CLASSES = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV", "AUX"})


class Morph:
    """The features of a word form (« Gender=Fem|Number=Sing »)."""

    __slots__ = ("_features", "_text")

    def __init__(self, text: str) -> None:
        self._text = "" if text == "_" else text
        pairs = (feature.partition("=") for feature in text.split("|") if "=" in feature)
        self._features = {name: values.split(",") for name, _, values in pairs}

    def get(self, name: str, default: list[str] | None = None) -> list[str]:
        """The values of a feature; `default`, else an empty list, when it is not given."""
        return self._features.get(name, _NOTHING if default is None else default)

    def __str__(self) -> str:
        return self._text


_NOTHING: list[str] = []
_morph = cache(Morph)


_CHILDLESS: list[Token] = []
"""One empty list for the two tokens in three that bear nothing: making lists, and looking after them, is dear."""


class Token:
    """One token. Equal only to itself; `head` of a root is the root."""

    __slots__ = ("children", "dep_", "doc", "head", "i", "lemma_", "lower_", "morph", "pos_")

    head: Token
    children: list[Token]

    def __init__(self, doc: Tokens, i: int, pos: str, dep: str, lemma: str, lower: str, morph: Morph) -> None:
        self.doc = doc
        self.i = i
        self.pos_ = pos
        self.dep_ = dep
        self.lemma_ = lemma
        self.lower_ = lower
        self.morph = morph
        self.children = _CHILDLESS
        """In order of the text."""

    def __len__(self) -> int:
        return self.doc.table.end[self.i] - self.doc.table.start[self.i]

    def __bool__(self) -> bool:
        return True

    def __str__(self) -> str:
        return self.text

    @property
    def idx(self) -> int:
        """The character it begins at."""
        return self.doc.table.start[self.i]

    @property
    def text(self) -> str:
        return self.doc.text[self.doc.table.start[self.i] : self.doc.table.end[self.i]]

    @property
    def is_punct(self) -> bool:
        return self.doc.is_punct[self.i]

    @property
    def is_space(self) -> bool:
        return self.doc.is_space[self.i]

    @property
    def is_title(self) -> bool:
        return self.text.istitle()

    @property
    def ent_type_(self) -> str:
        return self.doc.entity_type[self.i]

    @property
    def sent(self) -> Stretch:
        return self.doc.sentence_of[self.i]

    @property
    def lefts(self) -> list[Token]:
        return [child for child in self.children if child.i < self.i]

    @property
    def rights(self) -> list[Token]:
        return [child for child in self.children if child.i > self.i]

    @property
    def subtree(self) -> Iterator[Token]:
        """The token and all that depend on it, those on its left first."""
        own = True
        for child in self.children:
            if own and child.i > self.i:
                own = False
                yield self
            yield from child.subtree
        if own:
            yield self

    @property
    def left_edge(self) -> Token:
        """The first of the tokens that depend on it, itself included."""
        return self.doc[min(token.i for token in self.subtree)]

    @property
    def right_edge(self) -> Token:
        """The last of them."""
        return self.doc[max(token.i for token in self.subtree)]

    def nbor(self, distance: int = 1) -> Token:
        """The token so many places further on."""
        place = self.i + distance
        if place < 0:
            raise IndexError(place)
        return self.doc[place]

    def is_ancestor(self, other: Token) -> bool:
        """Whether `other` hangs from this token, at any depth."""
        while other.head is not other:
            other = other.head
            if other is self:
                return True
        return False


class Stretch:
    """Tokens that follow one another, from `start` to `end` (exclusive)."""

    __slots__ = ("doc", "end", "label_", "start")

    def __init__(self, doc: Tokens, start: int, end: int, label: str = "") -> None:
        self.doc = doc
        self.start = start
        self.end = end
        self.label_ = label

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc[self.start : self.end])

    @overload
    def __getitem__(self, place: int) -> Token: ...

    @overload
    def __getitem__(self, place: slice) -> list[Token]: ...

    def __getitem__(self, place: int | slice) -> Token | list[Token]:
        return self.doc[self.start : self.end][place]

    @property
    def start_char(self) -> int:
        return self.doc.table.start[self.start]

    @property
    def end_char(self) -> int:
        return self.doc.table.end[self.end - 1]

    @property
    def text(self) -> str:
        return self.doc.text[self.start_char : self.end_char]

    @property
    def root(self) -> Token:
        """The root of a sentence if one is here, else the first of the tokens nearest to theirs."""
        head = self.doc.table.head
        for i in range(self.start, self.end):
            if head[i] == i:
                return self.doc[i]
        outward = [i for i in range(self.start, self.end) if not self.start <= head[i] < self.end]
        if len(outward) == 1:
            return self.doc[outward[0]]
        return self.doc[min(outward, key=self._depth, default=self.start)]

    def _depth(self, i: int) -> int:
        """How far from its root a token hangs; a mark or white space that bears nothing counts as furthest."""
        if not self.doc[i].children and (self.doc.is_punct[i] or self.doc.is_space[i]):
            return len(self.doc) - 1
        head, depth = self.doc.table.head, 0
        while head[i] != i:
            i = head[i]
            depth += 1
        return depth


class Tokens(list[Token]):
    """All tokens of an article."""

    def __init__(self, table: TokenTable) -> None:
        self.table = table
        self.text = table.annotated.article.text
        small = self.text.lower()
        same = len(small) == len(self.text)
        lower = [small[a:b] if same else self.text[a:b].lower() for a, b in zip(table.start, table.end, strict=True)]
        self.lower = lower
        """Of every token, `lower_`."""
        morphs = map(_morph, table.morph)
        self.extend(map(Token, repeat(self), range(len(table)), table.pos, table.dep, table.lemma, lower, morphs))
        for token, head in zip(self, table.head, strict=True):
            token.head = above = self[head]
            if above is not token:
                if above.children:
                    above.children.append(token)
                else:
                    above.children = [token]

    def scatter(self) -> None:
        """Part the tokens from one another; they cannot be used after."""
        for token in self:
            del token.head, token.children
        self.clear()
        self.__dict__.clear()

    def stretch(self, start: int, end: int) -> Stretch:
        return Stretch(self, start, end)

    def within(self, span: Span) -> Stretch:
        """The tokens that overlap `span`; white space after a token is part of it, unless the span begins there."""
        table = self.table
        first = bisect_right(table.start, span.start) - 1
        if first >= 0 and table.end[first] == span.start:
            first += 1
        return Stretch(self, first, bisect_right(table.start, span.end - 1))

    @cached_property
    def open_words(self) -> list[tuple[int, tuple[str, str, str]]]:
        """(index, (part of speech, lemma, small letters)) of the nouns, verbs, adjectives and adverbs."""
        return [(token.i, (token.pos_, token.lemma_, token.lower_)) for token in self if token.pos_ in OPEN_CLASSES]

    @cached_property
    def sents(self) -> list[Stretch]:
        """Sentences in order, white space included."""
        starts = self._column("SENT_START")
        borders = [0, *(i for i in range(1, len(self)) if starts[i] == 1), len(self)] if self else []
        return [Stretch(self, start, end) for start, end in pairwise(borders)]

    @cached_property
    def sentence_of(self) -> list[Stretch]:
        """The sentence of every token."""
        return [sentence for sentence in self.sents for _ in range(len(sentence))]

    @cached_property
    def ents(self) -> list[Stretch]:
        """Names that the model recognised, with their label."""
        return [Stretch(self, ent.start, ent.end, ent.label_) for ent in self.table.entities]

    @cached_property
    def entity_type(self) -> list[str]:
        types = [""] * len(self)
        for ent in self.ents:
            types[ent.start : ent.end] = [ent.label_] * len(ent)
        return types

    @cached_property
    def is_punct(self) -> list[bool]:
        return list(map(bool, self._column("IS_PUNCT")))

    @cached_property
    def is_space(self) -> list[bool]:
        return list(map(bool, self._column("IS_SPACE")))

    def _column(self, name: str) -> list[int]:
        column: list[int] = self.table.annotated.doc.to_array(name).tolist()
        return column


def forget(annotated: Annotated) -> None:
    """Let go of all that was worked out from a parse and kept with it; whoever asks again has it made again.

    These objects hold one another and the parse: otherwise only the garbage collector frees them, and spends
    a fifth of the time of the stages after the parse on finding them.
    """
    kept = annotated.__dict__
    tokens = kept.get("_tokens")
    for name in [name for name in kept if name.startswith("_")]:
        del kept[name]
    if tokens is not None:
        tokens.scatter()


def tokens_of(annotated: Annotated) -> Tokens:
    """The tokens of one article, made once: they are kept with the frozen Annotated they were read from."""
    kept: Any = annotated.__dict__
    tokens = kept.get("_tokens")
    if tokens is None:
        tokens = kept["_tokens"] = Tokens(token_table(annotated))
    found: Tokens = tokens
    return found
