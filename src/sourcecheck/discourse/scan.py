"""Finding the words of a list in a parsed article at little cost.

Making a `Token` costs more than looking up three integers: the columns of the Doc are read at once, and what
was decided for a word form, lemma and part of speech is remembered for the articles that follow.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from spacy.attrs import LEMMA, LOWER, POS
from spacy.parts_of_speech import ADJ, ADV, AUX, NOUN, PRON, PROPN, VERB
from spacy.tokens import Doc

T = TypeVar("T")
_MOST_REMEMBERED = 300_000
_WORDS = frozenset({NOUN, PROPN, VERB, ADJ, ADV, AUX, PRON})
OPEN_CLASSES = frozenset({NOUN, PROPN, VERB, ADJ, ADV, AUX})


class Scan(Generic[T]):
    """Calls `decide(pos, lemma, lower)`, all in lower case but `pos`, once per kind of word; None means no hit."""

    def __init__(self, decide: Callable[[str, str, str], T | None], classes: frozenset[int] = OPEN_CLASSES) -> None:
        self._decide = decide
        self._classes = classes
        self._known: dict[tuple[int, int, int], T | None] = {}

    def __call__(self, doc: Doc) -> list[tuple[int, T]]:
        """(token index, what was decided) of every hit, in order."""
        out: list[tuple[int, T]] = []
        known, classes, strings = self._known, self._classes, doc.vocab.strings
        if len(known) > _MOST_REMEMBERED:
            known.clear()
        for i, key in _columns(doc):
            if key[0] not in classes:
                continue
            if key in known:
                found = known[key]
            else:
                token, lemma = doc[i], key[1]
                found = known[key] = self._decide(token.pos_, strings[lemma].lower() if lemma else "", token.text.lower())
            if found is not None:
                out.append((i, found))
        return out


def _columns(doc: Doc) -> list[tuple[int, tuple[int, int, int]]]:
    """(token index, (part of speech, lemma, lower form)) of the words, read once for every list."""
    held = doc.user_data.get("sourcecheck_columns")
    if held is None:
        rows = zip(*(doc.to_array(column).tolist() for column in (POS, LEMMA, LOWER)), strict=True)
        held = doc.user_data["sourcecheck_columns"] = [(i, row) for i, row in enumerate(rows) if row[0] in _WORDS]
    found: list[tuple[int, tuple[int, int, int]]] = held
    return found
