"""Named entities found with whole arrays instead of a transition at a time; the same entities.

The entity recogniser of spaCy (BILUO transitions, Lample et al. 2016) scores one action a token from three vectors: the token, the first and the last
word of the open entity. Outside an entity the last two are padding, so the scores of every token of a batch come from one
product; only inside an entity does a step depend on the one before, and those steps are taken for all entities of the
batch together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import IS_SPACE, SENT_START
from spacy.language import Language
from spacy.tokens import Doc, Span

Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]
Numbers = NDArray[np.int64]

_NEVER = np.float32(-np.inf)


@dataclass(frozen=True)
class Moves:
    """Numbers of the actions, one row of begin, in, last, unit for each label."""

    labels: tuple[str, ...]
    begin: Numbers
    inside: Numbers
    last: Numbers
    unit: Numbers
    out: int
    closed_to_others: Numbers
    """Actions that no token outside an entity may take: in, last, and the unit without a label."""

    @classmethod
    def of(cls, names: Sequence[str]) -> Moves:
        """From the names of spaCy's actions (``B-PER``… ``O``, ``U-``). Raises `ValueError` when one is of another kind."""
        numbers = {name: n for n, name in enumerate(names)}
        labels = tuple(sorted(name[2:] for name in names if name.startswith("B-")))
        known = {f"{move}-{label}" for move in "BILU" for label in labels} | {"O", "U-"}
        if not labels or set(names) != known:
            raise ValueError(", ".join(names))
        begin, inside, last, unit = (
            np.array([numbers[f"{move}-{label}"] for label in labels], dtype=np.int64) for move in "BILU"
        )
        others = np.array([*inside, *last, numbers["U-"]], dtype=np.int64)
        return cls(labels, begin, inside, last, unit, numbers["O"], others)


class NamesAtOnce:
    """Finds the entities that `recogniser` would find in Docs that have none yet."""

    def __init__(self, recogniser: Any) -> None:
        model = recogniser.model
        self._moves = Moves.of([recogniser.moves.get_class_name(n) for n in range(recogniser.moves.n_moves)])
        self._tokens = model.get_ref("tok2vec")
        self._lower, self._upper = model.get_ref("lower"), model.get_ref("upper")
        if self._lower.get_dim("nF") != _FEATURES or self._lower.get_dim("nP") < 2 or model.attrs["unseen_classes"]:
            raise ValueError("entity model of another shape")

    def __call__(self, doc: Doc) -> Doc:
        return next(self.pipe([doc], batch_size=1))

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 256) -> Iterator[Doc]:
        """All Docs as one batch: callers make batches that fit the cache."""
        batch = list(docs)
        filled = [doc for doc in batch if len(doc)]
        if filled:
            self._annotate(filled)
        yield from batch

    def _annotate(self, docs: list[Doc]) -> None:
        parts, _ = self._lower(self._tokens.predict(docs), False)  # (1 + tokens, features, hidden, pieces); row 0 is padding
        flags = [doc.to_array([IS_SPACE, SENT_START]) for doc in docs]
        table = np.concatenate(flags)
        ends = np.cumsum([len(doc) for doc in docs])
        for doc, found in zip(docs, self._entities(parts, table[:, 0] == 1, table[:, 1] == 1, ends), strict=True):
            doc.set_ents([Span(doc, start, end, label=label) for start, end, label in found], default="outside")

    def _entities(self, parts: Floats, space: Flags, starts: Flags, ends: Numbers) -> list[list[tuple[int, int, str]]]:
        """(start, end, label) of the entities of each Doc; `ends` are the ends of the Docs in the batch."""
        n = len(space)
        closed = np.ones(n, dtype=bool)  # the next token begins a sentence, or there is none
        closed[:-1] = starts[1:]
        closed[ends - 1] = True
        choice = self._outside(parts, space, closed)
        begins = np.flatnonzero(np.isin(choice, self._moves.begin))
        lasts = self._grown(parts, begins, choice[begins], closed)
        return self._walk(choice, dict(zip(begins.tolist(), lasts.tolist(), strict=True)), ends)

    def _outside(self, parts: Floats, space: Flags, closed: Flags) -> Numbers:
        """The best action of every token, were no entity open before it."""
        hidden = parts[1:, 0] + parts[0, 1]
        hidden += parts[0, 2]
        scores = self._scores(hidden)
        moves = self._moves
        scores[:, moves.closed_to_others] = _NEVER
        scores[np.ix_(space | closed, moves.begin)] = _NEVER
        scores[np.ix_(space, moves.unit)] = _NEVER
        best: Numbers = scores.argmax(axis=1)
        return best

    def _grown(self, parts: Floats, begins: Numbers, opened: Numbers, closed: Flags) -> Numbers:
        """Last token of the entity that opens at each of `begins` with the action `opened`."""
        row = np.searchsorted(np.sort(self._moves.begin), opened)
        label = np.argsort(self._moves.begin)[row]
        lasts, open_ = begins.copy(), np.arange(len(begins))
        while len(open_):
            lasts[open_] += 1
            at, first = lasts[open_], begins[open_]
            hidden = parts[at + 1, 0] + parts[first + 1, 1]
            hidden += parts[at, 2]
            scores = self._scores(hidden)
            here = np.arange(len(open_))
            goes_on = scores[here, self._moves.inside[label[open_]]]
            stops = scores[here, self._moves.last[label[open_]]]
            number_in, number_last = self._moves.inside[label[open_]], self._moves.last[label[open_]]
            on = (goes_on > stops) | ((goes_on == stops) & (number_in < number_last))
            open_ = open_[on & ~closed[at]]
        return lasts

    def _scores(self, hidden: Floats) -> Floats:
        """(rows, actions) from the summed (rows, hidden, pieces)."""
        hidden += self._lower.get_param("b")
        scores: Floats = self._upper.predict(np.ascontiguousarray(hidden.max(axis=2)))
        return scores

    def _walk(self, choice: Numbers, lasts: dict[int, int], ends: Numbers) -> list[list[tuple[int, int, str]]]:
        """From left to right: what opens inside an entity does not count."""
        moves = self._moves
        label_of = {int(n): label for numbers in (moves.begin, moves.unit) for n, label in zip(numbers, moves.labels, strict=True)}
        out: list[list[tuple[int, int, str]]] = [[] for _ in ends]
        free, doc, start = 0, 0, 0
        for at in np.flatnonzero(choice != moves.out).tolist():
            if at < free:
                continue
            while at >= ends[doc]:
                start, doc = int(ends[doc]), doc + 1
            free = lasts.get(at, at) + 1
            out[doc].append((at - start, free - start, label_of[int(choice[at])]))
        return out


_FEATURES = 3


def find_names_at_once(nlp: Language) -> None:
    """Put `NamesAtOnce` in the place of the entity recogniser."""
    position = nlp.component_names.index("ner")
    nlp._components[position] = ("ner", NamesAtOnce(nlp.get_pipe("ner")))
