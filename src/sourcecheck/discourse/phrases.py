"""Lists of phrases found in a text without trying each of them at every letter."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

_FIRST = re.compile(r"\w+")


class PhraseList:
    """Whole phrases, whatever their case. `as_pattern` writes one as a regular expression that begins with the
    phrase's first word.

    Matches are those of one alternation of all, the longest phrase first; a phrase is only tried where its first
    word stands.
    """

    def __init__(self, phrases: Iterable[str], as_pattern: Callable[[str], str]) -> None:
        groups: dict[str, list[str]] = {}
        for phrase in sorted(phrases, key=lambda words: (-len(words), words)):
            first = _FIRST.match(phrase)
            if first is None:
                raise ValueError(f"“{phrase}” does not begin with a word")
            groups.setdefault(first.group().lower(), []).append(phrase)
        self._groups = groups
        self._as_pattern = as_pattern
        self._compiled: dict[str, re.Pattern[str]] = {}

    def find(self, text: str, places: Mapping[str, Sequence[int]]) -> list[re.Match[str]]:
        """Matches in order, none overlapping; `places` gives for every word of `text`, in small letters, where it begins."""
        tries = sorted((start, first) for first in self._groups.keys() & places.keys() for start in places[first])
        found: list[re.Match[str]] = []
        end = 0
        for start, first in tries:
            match = self._pattern(first).match(text, start) if start >= end else None
            if match is not None:
                found.append(match)
                end = match.end()
        return found

    def _pattern(self, first: str) -> re.Pattern[str]:
        """The phrases that begin with a word, compiled when an article first holds it."""
        pattern = self._compiled.get(first)
        if pattern is None:
            body = "|".join(map(self._as_pattern, self._groups[first]))
            pattern = self._compiled[first] = re.compile(rf"(?:{body})(?!\w)", re.IGNORECASE)
        return pattern
