"""The features that are words: ``u:`` a masked word, ``k:`` its group, ``b:`` a pair of words that follow one another.

There are thousands of them and several for each token. Training names them (`lexical_names`); use only asks which
of them have a weight and never makes the names (`Lexical`): both tell the same features.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

START = "<"
"""Stands before the first word of a sentence."""
_MOST_REMEMBERED = 20_000


def lexical_names(spoken: Sequence[str], clusters: Mapping[str, str]) -> Iterator[str]:
    """Features of the masked words `spoken`, in order."""
    for word, before in zip(spoken, (START, *spoken), strict=False):
        yield "u:" + word
        if word in clusters:
            yield "k:" + clusters[word]
        yield f"b:{before}_{word}"


class Lexical:
    """Where the lexical features stand among the weights. `columns` gives every feature that is weighed its place, above 0."""

    def __init__(self, columns: Mapping[str, int], clusters: Mapping[str, str]) -> None:
        self._words = _Words(columns, clusters)
        self._pairs = {
            words: place for name, place in columns.items() if name.startswith("b:") for words in _readings(name[2:])
        }

    def places(self, spoken: Sequence[str]) -> list[int]:
        """The places of the features of one sentence, each once; the same order for the same words."""
        # Nothing but `map`, `zip` and `filter`: a loop over the words, or numpy, costs several times as much.
        found = set(filter(None, map(self._pairs.get, zip((START, *spoken), spoken, strict=False))))
        found.update(chain.from_iterable(map(self._words.__getitem__, spoken)))
        return list(found)


def _readings(pair: str) -> Iterator[tuple[str, str]]:
    """The two words of a pair; an underscore in a word leaves open where it ends."""
    return ((pair[:n], pair[n + 1 :]) for n, letter in enumerate(pair) if letter == "_")


class _Words(dict[str, tuple[int, ...]]):
    """Masked word → places of the word and of its group, worked out when the word is first met."""

    def __init__(self, columns: Mapping[str, int], clusters: Mapping[str, str]) -> None:
        super().__init__()
        self._columns = columns
        self._clusters = clusters

    def __missing__(self, word: str) -> tuple[int, ...]:
        if len(self) > _MOST_REMEMBERED:
            self.clear()
        names = ("u:" + word, "k:" + self._clusters.get(word, ""))
        places = self[word] = tuple(self._columns[name] for name in names if name in self._columns)
        return places
