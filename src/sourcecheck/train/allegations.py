"""Fit the small models of allegations on labelled articles (gold format); `replies` and `disputes` fit theirs.

The candidates, options and sides are those of the discourse room itself, so that what is fitted is what runs.
Labels are read from `allegations` (at, accused, accuser, grave, reply) and `dispute` (exists, one_sided).
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from sourcecheck.discourse import candidates as candidate_pairs
from sourcecheck.discourse.accusing_sentences import sentence_features
from sourcecheck.discourse.allegations import combine, select
from sourcecheck.discourse.candidates import Candidate
from sourcecheck.discourse.parties import PartyBook, book_of, name_words
from sourcecheck.discourse.quotation_marks import find_quotations
from sourcecheck.discourse.reading import who_says_what
from sourcecheck.discourse.voice import assign_voices
from sourcecheck.domain.discourse import Allegation, Attribution, Entity, Reply, ReplyStatus, Sentence
from sourcecheck.domain.text import Span
from sourcecheck.language import Annotated
from sourcecheck.train.data import read_labelled

FOLDS, SEED, DIGITS, LEAST_SEEN = 10, 0, 4, 3
STRENGTH = {"allegations": 0.5, "accused": 0.1, "accusing": 0.3, "gravity": 0.1}
SENTENCE_WORDS_SEEN = 6
"""In how many sentences a word must stand before its weight is learned."""
ALLEGATION_SLACK = 0.005
WEIGHTS = Path(candidate_pairs.__file__).parent / "weights"

Stages = tuple[tuple[Sentence, ...], tuple[Attribution, ...], tuple[Entity, ...]]
Reader = Callable[[Mapping[str, Any], Annotated], Stages]
Rows = list[dict[str, float]]


def read_before(_raw: Mapping[str, Any], annotated: Annotated) -> Stages:
    """The stages that come before allegations, as at run time."""
    quotations, attributions, entities = who_says_what(annotated, find_quotations(annotated).quotations)
    return assign_voices(annotated, quotations, attributions), attributions, entities


@dataclass
class Case:
    """One labelled article, read up to allegations, with its candidates and their labels (1, 0, -1 = leave out)."""

    raw: Mapping[str, Any]
    annotated: Annotated
    stages: Stages
    book: PartyBook
    found: list[Candidate]
    labels: list[int]
    grave: list[bool]
    places: dict[int, int]
    rows: dict[int, dict[str, float]]

    @property
    def accused(self) -> set[int]:
        """The parties that the labels accuse anywhere in the article."""
        return {i for i, p in enumerate(self.book.parties) if any(same_name(p.name, g["accused"]) for g in self.raw["allegations"])}

    @property
    def teaching(self) -> list[int]:
        """The labels to learn from: what is said again of a party accused elsewhere in the article is left out (the gold
        counts the first mention of a matter alone, though the words accuse as much the second time)."""
        accused = self.accused
        again = [y == 0 and c.party in accused and (c.rank > 0 or c.act is not None) for c, y in zip(self.found, self.labels, strict=True)]
        return [-1 if left_out else y for y, left_out in zip(self.labels, again, strict=True)]


def same_name(mine: str, gold: str) -> bool:
    """Whether two names mean one party: one holds the words of the other, or half of them are shared."""
    a, b = set(name_words(mine)), set(name_words(gold))
    return bool(a and b) and (a <= b or b <= a or len(a & b) / len(a | b) >= 0.5)


def prepare(pairs: Iterable[tuple[Mapping[str, Any], Annotated]], reader: Reader = read_before) -> list[Case]:
    return [_case(raw, annotated, reader(raw, annotated)) for raw, annotated in pairs]


def _case(raw: Mapping[str, Any], annotated: Annotated, stages: Stages) -> Case:
    sentences, attributions, entities = stages
    book = book_of(annotated, entities)
    found = candidate_pairs.build(annotated, sentences, attributions, book)
    places = {s.index: _gold_sentence(raw["sentences"], s.span) for s in sentences}
    labels, grave = [0] * len(found), [True] * len(found)
    for gold in raw["allegations"]:
        matching = [i for i, c in enumerate(found) if same_name(book.parties[c.party].name, gold["accused"])]
        exact = [i for i in matching if places[found[i].sentence] == gold["at"]]
        near = [i for i in matching if abs(places[found[i].sentence] - gold["at"]) == 1]
        if not exact and near:
            best = max(near, key=lambda i: found[i].rank)
            exact = [best] if found[best].rank > 0 else []
        for i in near:
            labels[i] = labels[i] or -1
        for i in exact:
            labels[i], grave[i] = 1, bool(gold["grave"])
    return Case(raw, annotated, stages, book, found, labels, grave, places, sentence_features(sentences, found, book))


def _gold_sentence(sentences: Sequence[Mapping[str, Any]], span: Span) -> int:
    best = max(sentences, key=lambda s: min(s["end"], span.end) - max(s["start"], span.start))
    return int(best["n"])


def gold_allegations(case: Case) -> list[tuple[Mapping[str, Any], Allegation]]:
    """The labelled allegations as the nouns of the house, the accused under the name that the book gives."""
    out = []
    sentences = case.stages[0]
    for n, gold in enumerate(case.raw["allegations"]):
        sentence = next((s.index for s in sentences if case.places[s.index] == gold["at"]), 0)
        party = _party(case.book, gold["accused"])
        name, entity = (gold["accused"], None) if party is None else (
            " ".join(case.book.parties[party].name.split()), case.book.parties[party].entity)
        here = [c for c in case.found if c.sentence == sentence and c.party == party and c.act is not None]
        span = Span(gold["start"], gold["end"])
        act, matter = span, ""
        if here and here[0].act is not None:
            token = case.annotated.doc[here[0].act.token]
            act, matter = Span(token.idx, token.idx + len(token)), here[0].act.matter
        out.append((gold, Allegation(
            n, span, act, sentence, name, entity, gold["accuser"], None, matter, bool(gold["grave"]), False, False, None,
            Reply(ReplyStatus(gold["reply"])))))
    return out


def _party(book: PartyBook, name: str) -> int | None:
    matching = [i for i, p in enumerate(book.parties) if same_name(p.name, name) and p.heads]
    words = set(name_words(name))

    def fit(i: int) -> tuple[int, bool, int]:
        return (-len(set(name_words(book.parties[i].name)) ^ words), book.parties[i].entity is not None, len(book.parties[i].heads))

    return max(matching, key=fit, default=None)


@dataclass(frozen=True)
class Fitted:
    names: tuple[str, ...]
    weights: tuple[float, ...]
    bias: float
    threshold: float = 0.5

    def scores(self, rows: Rows) -> np.ndarray[Any, Any]:
        """Log-odds."""
        table = dict(zip(self.names, self.weights, strict=True))
        return np.array([self.bias + sum(table[k] * v for k, v in row.items() if k in table) for row in rows])

    def probabilities(self, rows: Rows) -> np.ndarray[Any, Any]:
        logits = self.scores(rows)
        return 1.0 / (1.0 + np.exp(-logits)) if len(rows) else logits

    def score(self, row: Mapping[str, float]) -> float:
        """Log-odds of one row."""
        table: dict[str, float] | None = self.__dict__.get("_table")
        if table is None:
            table = self.__dict__["_table"] = dict(zip(self.names, self.weights, strict=True))
        return self.bias + sum(table[k] * v for k, v in row.items() if k in table)

    def accepts(self, row: Mapping[str, float]) -> bool:
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, self.score(row))))) >= self.threshold

    def to_json(self) -> str:
        weights = {k: round(w, DIGITS) for k, w in sorted(zip(self.names, self.weights, strict=True)) if round(w, DIGITS)}
        data = {"bias": round(self.bias, DIGITS), "threshold": round(self.threshold, 3), "weights": weights}
        return json.dumps(data, ensure_ascii=False, indent=0, sort_keys=True) + "\n"


def fit(
    rows: Rows, labels: Sequence[int], strength: float, weights: Sequence[float] | None = None, seen: int = LEAST_SEEN
) -> Fitted:
    """Logistic regression (L2) over the features seen often enough; deterministic. `weights`: one for each row."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    vectorizer = DictVectorizer()
    table = vectorizer.fit_transform(rows)
    keep = np.asarray((table != 0).sum(axis=0)).ravel() >= seen
    names = tuple(str(n) for n, k in zip(vectorizer.get_feature_names_out(), keep, strict=True) if k)
    model = LogisticRegression(C=strength, max_iter=5000, solver="liblinear", random_state=SEED)
    model.fit(table[:, keep], np.array(labels), sample_weight=None if weights is None else np.array(weights))
    return Fitted(names, tuple(float(w) for w in model.coef_[0]), float(model.intercept_[0]))


def folds(size: int, parts: int = FOLDS) -> list[np.ndarray[Any, Any]]:
    order = np.random.RandomState(SEED).permutation(size)
    return [order[k::parts] for k in range(parts)]


@dataclass(frozen=True)
class Models:
    """The three models that choose allegations together (`discourse.allegations.combine`)."""

    own: Fitted
    accused: Fitted
    accusing: Fitted

    def scores(self, case: Case) -> np.ndarray[Any, Any]:
        """One score for every candidate of an article."""
        rows = [c.features for c in case.found]
        if not rows:
            return np.zeros(0)
        sentences = dict(zip(case.rows, self.accusing.probabilities(list(case.rows.values())).tolist(), strict=True))
        return np.array(combine(case.found, self.own.probabilities(rows).tolist(), self.accused.scores(rows).tolist(), sentences))


def fit_models(cases: Sequence[Case]) -> Models:
    """What accuses by itself, who of a sentence is accused, which sentence accuses."""
    taught = [(c.features, y) for case in cases for c, y in zip(case.found, case.teaching, strict=True) if y >= 0]
    rivals: list[tuple[dict[str, float], int]] = []
    sentences: list[tuple[dict[str, float], int]] = []
    for case in cases:
        accusing = {c.sentence for c, y in zip(case.found, case.labels, strict=True) if y == 1}
        rivals += [(c.features, y) for c, y in zip(case.found, case.labels, strict=True) if c.sentence in accusing and y >= 0]
        places = {g["at"] for g in case.raw["allegations"]}
        sentences += [(row, int(case.places[index] in places)) for index, row in case.rows.items()]
    return Models(
        fit([f for f, _ in taught], [y for _, y in taught], STRENGTH["allegations"]),
        fit([f for f, _ in rivals], [y for _, y in rivals], STRENGTH["accused"]),
        fit([f for f, _ in sentences], [y for _, y in sentences], STRENGTH["accusing"], seen=SENTENCE_WORDS_SEEN),
    )


def held_out(cases: Sequence[Case]) -> list[np.ndarray[Any, Any]]:
    """Scores of every candidate from models that did not see its article."""
    out: list[np.ndarray[Any, Any]] = [np.zeros(0)] * len(cases)
    for test in folds(len(cases)):
        inside = set(test.tolist())
        models = fit_models([c for i, c in enumerate(cases) if i not in inside])
        for i in test:
            out[i] = models.scores(cases[i])
    return out


def chosen(case: Case, probabilities: Iterable[float], threshold: float) -> list[tuple[int, str]]:
    """(gold sentence, accused) pairs, as `discourse.allegations` would keep them."""
    kept = select(case.found, list(probabilities), threshold)
    return [(case.places[c.sentence], case.book.parties[c.party].name) for c in kept]


def matched(mine: Sequence[tuple[int, str]], gold: Sequence[Mapping[str, Any]]) -> int:
    """Greedy one-to-one matches within one sentence, as the scorer of the gold counts them."""
    used: set[int] = set()
    hits = 0
    for sentence, name in mine:
        for j, g in enumerate(gold):
            if j not in used and abs(sentence - g["at"]) <= 1 and same_name(name, g["accused"]):
                used.add(j)
                hits += 1
                break
    return hits


def allegation_f1(cases: Sequence[Case], probabilities: Sequence[np.ndarray[Any, Any]], threshold: float) -> tuple[float, float, float]:
    hits = mine = gold = 0
    for case, p in zip(cases, probabilities, strict=True):
        kept = chosen(case, p, threshold)
        hits += matched(kept, case.raw["allegations"])
        mine += len(kept)
        gold += len(case.raw["allegations"])
    precision, recall = hits / max(1, mine), hits / max(1, gold)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def best_threshold(cases: Sequence[Case], probabilities: Sequence[np.ndarray[Any, Any]]) -> float:
    """The highest threshold whose F1 is near the best: where the curve is flat, precision comes first."""
    figures = {t: allegation_f1(cases, probabilities, t)[2] for t in (round(0.05 + 0.01 * k, 2) for k in range(40))}
    return max(t for t, f1 in figures.items() if f1 >= max(figures.values()) - ALLEGATION_SLACK)


def train_from(files: Sequence[Path], texts: Sequence[Path] = (), folder: Path = WEIGHTS) -> dict[str, float]:
    """Read, parse, fit and write; returns the held-out figures (precision, recall, F1 of allegations, 0–1).

    `files` are in the gold format; labels kept without their texts take them by id from `texts`. Articles of the `test`
    part are left out. Run it again when the stages before allegations change:
    ``python -m sourcecheck.train.allegations dev.jsonl corpus/wikinews.jsonl --texts wikinews.jsonl``.
    """
    from sourcecheck.language import open_pipeline

    pipeline = open_pipeline()
    labelled = [row for row in read_labelled(files, texts) if row.part != "test" and "allegations" in row.raw]
    cases = prepare((row.raw, pipeline.annotate(row.article)) for row in labelled)
    unseen = held_out(cases)
    precision, recall, f1 = allegation_f1(cases, unseen, best_threshold(cases, unseen))
    train(cases, folder, unseen)
    return {"precision": precision, "recall": recall, "f1": f1}


def train(cases: Sequence[Case], folder: Path = WEIGHTS, unseen: Sequence[np.ndarray[Any, Any]] | None = None) -> dict[str, Fitted]:
    """Fit all models and write their weights, one JSON file each; thresholds come from articles held out.

    `unseen`: what `held_out` gave for the same cases, where it is known already.
    """
    from sourcecheck.discourse import linear
    from sourcecheck.train.disputes import articles_of, fit_disputes
    from sourcecheck.train.replies import answers_of_case, fit_replies

    fitted: dict[str, Fitted] = {}

    def keep(name: str, model: Fitted) -> None:
        fitted[name] = model
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.json").write_text(model.to_json(), encoding="utf-8")
        linear.load.cache_clear()

    scores = held_out(cases) if unseen is None else unseen
    threshold = best_threshold(cases, scores)
    models = fit_models(cases)
    keep("allegations", replace(models.own, threshold=threshold))
    keep("accused", models.accused)
    keep("accusing", models.accusing)
    positive = [
        (c.features, int(g)) for case in cases for c, y, g in zip(case.found, case.labels, case.grave, strict=True) if y == 1
    ]
    keep("gravity", fit([r for r, _ in positive], [g for _, g in positive], STRENGTH["gravity"]))
    for name, model in fit_replies([answers_of_case(case) for case in cases if case.raw["allegations"]]).items():
        keep(name, model)  # before disputes, whose counts ask for the replies
    for name, model in fit_disputes(articles_of(cases, scores, threshold), [case.raw["dispute"] for case in cases]).items():
        keep(name, model)
    return fitted


def _main() -> None:
    parser = argparse.ArgumentParser(prog="python -m sourcecheck.train.allegations")
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--texts", type=Path, action="append", default=[])
    given = parser.parse_args()
    for name, value in train_from(given.files, given.texts).items():
        sys.stdout.write(f"{name}, held out by article: {100 * value:.1f}\n")


if __name__ == "__main__":
    _main()
