"""Finding the words of a list in a parsed article at little cost: what was decided for a part of speech, lemma and
word form is remembered for the articles that follow."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from sourcecheck.discourse.tokens import Tokens

T = TypeVar("T")
_MOST_REMEMBERED = 10_000


class Scan(Generic[T]):
    """Calls `decide(pos, lemma, lower)`, all in lower case but `pos`, once per kind of word of the open classes; None means no hit."""

    def __init__(self, decide: Callable[[str, str, str], T | None]) -> None:
        self._decide = decide
        self._known: dict[tuple[str, str, str], T | None] = {}

    def __call__(self, doc: Tokens) -> list[tuple[int, T]]:
        """(token index, what was decided) of every hit, in order."""
        out: list[tuple[int, T]] = []
        known = self._known
        if len(known) > _MOST_REMEMBERED:
            known.clear()
        for i, key in doc.open_words:
            if key in known:
                found = known[key]
            else:
                pos, lemma, lower = key
                found = known[key] = self._decide(pos, lemma.lower(), lower)
            if found is not None:
                out.append((i, found))
        return out

