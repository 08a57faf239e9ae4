"""Fit the classifiers: linear models, regularised, calibrated by article; deterministic."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sourcecheck.classify.bundle import Bundle
from sourcecheck.classify.linear import blended, logit
from sourcecheck.domain.scores import NeedKind
from sourcecheck.errors import InputError
from sourcecheck.train.examples import Examples, SentenceRow, TermRow

FOLDS = 10
SEED = 0
C_NEED = 0.06
C_KIND = 0.12
C_LOADED = 0.5
LEAST_SEEN = 3
LEAST_SEEN_TERM = 2
LEAST_OF_KIND = 5
SHOWN_PRECISION = 0.9
LOADED_PRECISION = 0.75
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
class NeedModels:
    """Whether a sentence needs a source (`whole`), and one model a kind; all share `features`."""

    features: tuple[str, ...]
    whole: Fitted
    kinds: tuple[tuple[str, Fitted], ...]

    def raw(self, rows: Sequence[dict[str, float]]) -> np.ndarray[Any, Any]:
        """Log-odds of the blend, before calibration."""
        whole = self.whole.decisions(rows)
        each = [model.decisions(rows) for _, model in self.kinds]
        return np.array([logit(blended(z, [e[i] for e in each])) for i, z in enumerate(whole.tolist())])

    def loudest(self, rows: Sequence[dict[str, float]]) -> list[str]:
        """The kind of need that each row speaks for most."""
        each = [(model.decisions(rows), kind) for kind, model in self.kinds]
        return [max((float(z[i]), kind) for z, kind in each)[1] for i in range(len(rows))]


@dataclass(frozen=True)
class Models:
    need: NeedModels
    scale: float
    shift: float
    threshold: float
    shown: float
    reported: float
    loaded: Fitted
    loaded_scale: float
    loaded_shift: float
    loaded_threshold: float


def fit_binary(
    rows: Sequence[dict[str, float]], labels: Sequence[bool], strength: float, least_seen: int = LEAST_SEEN,
    weights: Sequence[float] | None = None,
) -> Fitted:
    """Logistic regression over named features seen in at least `least_seen` rows; `strength` is 1/λ."""
    names, matrix = table(rows, least_seen)
    return fit_matrix(names, matrix, labels, strength, weights)


def table(rows: Sequence[dict[str, float]], least_seen: int) -> tuple[tuple[str, ...], Any]:
    """Sorted names of the features seen often enough, and the sparse matrix of their values."""
    from scipy.sparse import csr_matrix

    seen: Counter[str] = Counter(name for row in rows for name, value in row.items() if value)
    names = tuple(sorted(name for name, n in seen.items() if n >= least_seen))
    column = {name: n for n, name in enumerate(names)}
    data: list[float] = []
    indices: list[int] = []
    starts = [0]
    for row in rows:
        kept = sorted((column[name], value) for name, value in row.items() if value and name in column)
        indices.extend(index for index, _ in kept)
        data.extend(value for _, value in kept)
        starts.append(len(indices))
    return names, csr_matrix((data, indices, starts), shape=(len(rows), len(names)))


def fit_matrix(
    names: tuple[str, ...], matrix: Any, labels: Sequence[bool], strength: float, weights: Sequence[float] | None = None
) -> Fitted:
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=strength, solver="liblinear", random_state=SEED, max_iter=2000, tol=1e-4)
    model.fit(matrix, np.array(labels, dtype=int), sample_weight=weights)
    return Fitted(names, tuple(round(float(w), DIGITS) for w in model.coef_[0]), round(float(model.intercept_[0]), DIGITS), model)


def fit_need(rows: Sequence[SentenceRow], weights: Sequence[float] | None = None) -> NeedModels:
    """The two views of the question that `classify.linear.Blend` averages."""
    names, matrix = table([row.values for row in rows], LEAST_SEEN)
    whole = fit_matrix(names, matrix, [row.needs_source for row in rows], C_NEED, weights)
    kinds = []
    for kind in NeedKind:
        labels = [row.needs_source and row.kind == kind.value for row in rows]
        if sum(labels) >= LEAST_OF_KIND:
            kinds.append((kind.value, fit_matrix(names, matrix, labels, C_KIND, weights)))
    return NeedModels(names, whole, tuple(kinds))


def folds(articles: Sequence[int], count: int = FOLDS) -> np.ndarray[Any, Any]:
    """A fold for every row, the same for all rows of an article; articles are dealt in a fixed shuffled order."""
    unique = sorted(set(articles))
    order = np.random.default_rng(SEED).permutation(len(unique))
    place = {unique[a]: int(n) % count for n, a in enumerate(order)}
    return np.array([place[a] for a in articles])


def out_of_fold(
    articles: Sequence[int], fit_on: Callable[[list[int]], Callable[[list[int]], np.ndarray[Any, Any]]], count: int = FOLDS
) -> np.ndarray[Any, Any]:
    """Decision of every row by a model that saw no row of its article."""
    fold = folds(articles, count)
    out = np.zeros(len(articles))
    for n in sorted(set(fold.tolist())):
        train = [i for i in range(len(articles)) if fold[i] != n]
        test = [i for i in range(len(articles)) if fold[i] == n]
        out[test] = fit_on(train)(test)
    return out


def need_out_of_fold(rows: Sequence[SentenceRow], weights: Sequence[float], count: int = FOLDS) -> np.ndarray[Any, Any]:
    def fit_on(train: list[int]) -> Callable[[list[int]], np.ndarray[Any, Any]]:
        models = fit_need([rows[i] for i in train], [weights[i] for i in train])
        return lambda test: models.raw([rows[i].values for i in test])

    return out_of_fold([row.article for row in rows], fit_on, count)


def terms_out_of_fold(rows: Sequence[TermRow], weights: Sequence[float], count: int = FOLDS) -> np.ndarray[Any, Any]:
    def fit_on(train: list[int]) -> Callable[[list[int]], np.ndarray[Any, Any]]:
        model = fit_terms([rows[i] for i in train], [weights[i] for i in train])
        return lambda test: model.decisions([rows[i].values for i in test])

    return out_of_fold([row.article for row in rows], fit_on, count)


def fit_terms(rows: Sequence[TermRow], weights: Sequence[float] | None = None) -> Fitted:
    """The filter of loaded candidates."""
    return fit_binary([row.values for row in rows], [row.loaded for row in rows], C_LOADED, LEAST_SEEN_TERM, weights)


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


def fit(examples: Examples, before: Bundle | None = None) -> Models:
    """All models of a bundle. Rows count by their weight; calibration and thresholds come from the rows of full
    weight, which are real news, unless there are none. When nobody labelled loaded words, the filter of the bundle
    `before` is kept."""
    own = [row for row in examples.sentences if row.own]
    if not any(row.needs_source for row in own) or all(row.needs_source for row in own):
        raise InputError(
            "The labelled articles need both: sentences in the newsroom's voice that need a source, and some that do not."
        )
    weights = [row.weight for row in own]
    held = need_out_of_fold(own, weights)
    real = [i for i, row in enumerate(own) if row.weight >= 1.0] or list(range(len(own)))
    raw, labels = held[real], [own[i].needs_source for i in real]
    scale, shift = platt(raw, labels)
    probabilities = sigmoids(scale * raw + shift)
    need = fit_need(own, weights)
    loaded, loaded_scale, loaded_shift, threshold = _loaded_filter(examples.terms, before)
    return Models(
        need=need,
        scale=scale, shift=shift,
        threshold=best_threshold(probabilities, labels),
        shown=threshold_for_precision(probabilities, labels, SHOWN_PRECISION),
        reported=reported_share(examples.sentences),
        loaded=loaded, loaded_scale=loaded_scale, loaded_shift=loaded_shift, loaded_threshold=threshold,
    )


def _loaded_filter(
    terms: Sequence[TermRow], before: Bundle | None
) -> tuple[Fitted, float, float, float]:
    labels = [term.loaded for term in terms]
    if not any(labels):
        if before is None:
            raise InputError("The labelled articles hold no loaded word: add examples.")
        kept = before.loaded
        names = tuple(kept.weights)
        plain = Fitted(names, tuple(kept.weights[n] for n in names), kept.intercept, None)
        return plain, kept.scale, kept.shift, before.loaded_threshold
    weights = [1.0] * len(terms)
    raw = terms_out_of_fold(terms, weights)
    scale, shift = platt(raw, labels)
    return fit_terms(terms, weights), scale, shift, loaded_threshold(sigmoids(scale * raw + shift), labels)


def reported_share(rows: Sequence[SentenceRow]) -> float:
    """How often annotators saw a need in a sentence that the reading gave to a source (the reading erred)."""
    others = [row.needs_source for row in rows if row.labelled and not row.own]
    return round(sum(others) / len(others), DIGITS) if others else 0.0


def loaded_threshold(probabilities: np.ndarray[Any, Any], labels: Sequence[bool]) -> float:
    """Best F1 among thresholds whose precision is at least `LOADED_PRECISION`: sparing rather than complete."""
    return _scan(
        probabilities, labels,
        lambda p, r: (2 * p * r / (p + r) if p + r else 0.0) if p >= LOADED_PRECISION else p - 1.0,
    )


def sigmoids(z: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    return np.asarray(1 / (1 + np.exp(-z)))
