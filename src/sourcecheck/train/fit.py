"""Fit the classifiers: linear models, regularised, calibrated by article; deterministic."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sourcecheck.domain.scores import NeedKind
from sourcecheck.train.examples import Examples, SentenceRow, TermRow

FOLDS = 10
SEED = 0
C_NEED = 0.1
C_KIND = 0.3
C_LOADED = 0.3
LEAST_SEEN = 3
LEAST_SEEN_TERM = 2
DIGITS = 5


@dataclass(frozen=True)
class Fitted:
    """One binary model: names and weights, and the estimator itself."""

    features: tuple[str, ...]
    weights: tuple[float, ...]
    intercept: float
    estimator: Any

    def decisions(self, rows: Sequence[dict[str, float]]) -> np.ndarray[Any, Any]:
        table = dict(zip(self.features, self.weights, strict=True))
        return np.array([self.intercept + sum(table[k] * v for k, v in row.items() if k in table) for row in rows])


@dataclass(frozen=True)
class Models:
    need: Fitted
    scale: float
    shift: float
    threshold: float
    shown: float
    kind: tuple[tuple[str, Fitted], ...]
    loaded: Fitted
    loaded_scale: float
    loaded_shift: float
    loaded_threshold: float
    out_of_fold: np.ndarray[Any, Any]
    loaded_out_of_fold: np.ndarray[Any, Any]


def fit_binary(
    rows: Sequence[dict[str, float]], labels: Sequence[bool], strength: float, least_seen: int = LEAST_SEEN,
    weights: Sequence[float] | None = None,
) -> Fitted:
    """Logistic regression over named features seen in at least `least_seen` rows; `strength` is 1/λ."""
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    seen: dict[str, int] = {}
    for row in rows:
        for name, value in row.items():
            if value:
                seen[name] = seen.get(name, 0) + 1
    names = tuple(sorted(name for name, n in seen.items() if n >= least_seen))
    column = {name: n for n, name in enumerate(names)}
    data, indices, indptr = [], [], [0]
    for row in rows:
        for name, value in sorted(row.items()):
            if value and name in column:
                data.append(value)
                indices.append(column[name])
        indptr.append(len(indices))
    matrix = csr_matrix((data, indices, indptr), shape=(len(rows), len(names)))
    model = LogisticRegression(C=strength, solver="liblinear", random_state=SEED, max_iter=2000, tol=1e-6)
    model.fit(matrix, np.array(labels, dtype=int), sample_weight=weights)
    return Fitted(names, tuple(round(float(w), DIGITS) for w in model.coef_[0]), round(float(model.intercept_[0]), DIGITS), model)


def folds(articles: Sequence[int], count: int = FOLDS) -> np.ndarray[Any, Any]:
    """A fold for every row, the same for all rows of an article; articles are dealt in a fixed shuffled order."""
    unique = sorted(set(articles))
    order = np.random.default_rng(SEED).permutation(len(unique))
    place = {unique[a]: int(n) % count for n, a in enumerate(order)}
    return np.array([place[a] for a in articles])


def out_of_fold(
    rows: Sequence[dict[str, float]], labels: Sequence[bool], articles: Sequence[int], strength: float, least_seen: int,
    weights: Sequence[float] | None = None,
) -> np.ndarray[Any, Any]:
    """Decision of every row by a model that saw no row of its article."""
    fold = folds(articles)
    out = np.zeros(len(rows))
    for n in sorted(set(fold.tolist())):
        train = [i for i in range(len(rows)) if fold[i] != n]
        test = [i for i in range(len(rows)) if fold[i] == n]
        if not any(labels[i] for i in train):
            continue
        model = fit_binary(
            [rows[i] for i in train], [labels[i] for i in train], strength, least_seen,
            None if weights is None else [weights[i] for i in train],
        )
        out[test] = model.decisions([rows[i] for i in test])
    return out


def platt(decisions: np.ndarray[Any, Any], labels: Sequence[bool]) -> tuple[float, float]:
    """Scale and shift that turn decisions into calibrated log-odds (Platt 1999)."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=1e6, solver="lbfgs", max_iter=1000).fit(decisions.reshape(-1, 1), np.array(labels, dtype=int))
    return round(float(model.coef_[0][0]), DIGITS), round(float(model.intercept_[0]), DIGITS)


def best_threshold(probabilities: np.ndarray[Any, Any], labels: Sequence[bool], total: int | None = None) -> float:
    """The threshold of highest F1; `total` counts the positives that no candidate reached too."""
    return _scan(probabilities, labels, lambda p, r: 2 * p * r / (p + r) if p + r else 0.0, total)


def threshold_for_precision(probabilities: np.ndarray[Any, Any], labels: Sequence[bool], bar: float) -> float:
    """The lowest threshold whose precision reaches `bar` (and the highest one when none does)."""
    return _scan(probabilities, labels, lambda p, r: r if p >= bar else p - 1.0)


def _scan(
    probabilities: np.ndarray[Any, Any], labels: Sequence[bool], worth: Callable[[float, float], float], total: int | None = None
) -> float:
    truth = np.array(labels, dtype=bool)
    positives = total or int(truth.sum()) or 1
    best, at = -9.0, 0.5
    for step in range(10, 96):
        threshold = step / 100
        shown = probabilities >= threshold
        if shown.sum() < 5:
            continue
        hits = int((shown & truth).sum())
        value = worth(hits / int(shown.sum()), hits / positives)
        if value > best + 1e-9:
            best, at = value, threshold
    return at


def fit(examples: Examples) -> Models:
    """All models of a bundle."""
    own = [row for row in examples.sentences if row.own]
    rows, labels, articles = [r.values for r in own], [r.needs_source for r in own], [r.article for r in own]
    raw = out_of_fold(rows, labels, articles, C_NEED, LEAST_SEEN)
    scale, shift = platt(raw, labels)
    probabilities = 1 / (1 + np.exp(-(scale * raw + shift)))
    terms = examples.terms
    t_rows, t_labels = [t.values for t in terms], [t.loaded for t in terms]
    t_raw = out_of_fold(t_rows, t_labels, [t.article for t in terms], C_LOADED, LEAST_SEEN_TERM)
    t_scale, t_shift = platt(t_raw, t_labels)
    t_probabilities = 1 / (1 + np.exp(-(t_scale * t_raw + t_shift)))
    return Models(
        need=fit_binary(rows, labels, C_NEED),
        scale=scale, shift=shift,
        threshold=best_threshold(probabilities, labels),
        shown=threshold_for_precision(probabilities, labels, 0.8),
        kind=fit_kinds([r for r in own if r.needs_source and r.kind]),
        loaded=fit_binary(t_rows, t_labels, C_LOADED, LEAST_SEEN_TERM),
        loaded_scale=t_scale, loaded_shift=t_shift,
        loaded_threshold=best_threshold(t_probabilities, t_labels),
        out_of_fold=probabilities, loaded_out_of_fold=t_probabilities,
    )


def fit_kinds(rows: Sequence[SentenceRow]) -> tuple[tuple[str, Fitted], ...]:
    """One model a kind, against the other kinds."""
    out = []
    for kind in NeedKind:
        labels = [row.kind == kind.value for row in rows]
        if any(labels) and not all(labels):
            out.append((kind.value, fit_binary([row.values for row in rows], labels, C_KIND)))
    return tuple(out)


__all__ = ["Fitted", "Models", "SentenceRow", "TermRow", "fit", "fit_binary", "fit_kinds", "folds", "out_of_fold", "platt"]
