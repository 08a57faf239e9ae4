"""Finding the words of a list in a parsed article at little cost: what was decided for a part of speech, lemma and
word form is remembered for the articles that follow."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from sourcecheck.discourse.tokens import Tokens

T = TypeVar("T")
_MOST_REMEMBERED = 10_000


class _Known(dict[tuple[str, str, str], T | None]):
    """Part of speech, lemma and small letters → what was decided, worked out when first met."""

    def __init__(self, decide: Callable[[str, str, str], T | None]) -> None:
        super().__init__()
        self._decide = decide

    def __missing__(self, key: tuple[str, str, str]) -> T | None:
        pos, lemma, lower = key
        found = self[key] = self._decide(pos, lemma.lower(), lower)
        return found


class Scan(Generic[T]):
    """Calls `decide(pos, lemma, lower)`, all in lower case but `pos`, once per kind of word of the open classes; None means no hit."""

    def __init__(self, decide: Callable[[str, str, str], T | None]) -> None:
        self._known = _Known(decide)

    def __call__(self, doc: Tokens) -> list[tuple[int, T]]:
        """(token index, what was decided) of every hit, in order."""
        known = self._known
        if len(known) > _MOST_REMEMBERED:
            known.clear()
        return [(i, found) for i, key in doc.open_words if (found := known[key]) is not None]

