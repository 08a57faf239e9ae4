"""Cross-validation by article: every score comes from models, calibration and thresholds that saw none of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from sourcecheck.train.examples import Examples, SentenceRow, TermRow
from sourcecheck.train.fit import (
    SHOWN_PRECISION,
    NeedModels,
    best_threshold,
    fit_binary,
    fit_need,
    fit_terms,
    folds,
    loaded_threshold,
    need_out_of_fold,
    platt,
    reported_share,
    sigmoids,
    terms_out_of_fold,
    threshold_for_precision,
)
from sourcecheck.train.measure import average_precision, calibration_error, prf

Array = np.ndarray[Any, Any]
INNER_FOLDS = 3


@dataclass(frozen=True)
class Held:
    """Out-of-fold answers: for every sentence of the measured articles its probability, whether it is flagged
    and whether it would be shown at warning or above; for every candidate term its probability and whether it stays."""

    probabilities: Array
    kinds: tuple[str, ...]
    flagged: Array
    shown: Array
    term_probabilities: Array
    terms_kept: Array


@dataclass(frozen=True)
class Row:
    """One line of the table of designs and baselines (per cent)."""

    name: str
    ap: float
    precision: float
    recall: float
    f1: float


def cross_validate(measured: Examples, more: Examples) -> Held:
    """`more` is trained on in every fold and never measured."""
    sentences, terms = measured.sentences, measured.terms
    own_more = [row for row in more.sentences if row.own]
    fold = folds([row.article for row in sentences])
    term_fold = _same_folds([row.article for row in sentences], fold, [row.article for row in terms])
    probabilities, flagged, shown = np.zeros(len(sentences)), np.zeros(len(sentences), bool), np.zeros(len(sentences), bool)
    term_probabilities, kept = np.zeros(len(terms)), np.zeros(len(terms), bool)
    kinds = [""] * len(sentences)
    for n in sorted(set(fold.tolist())):
        train = [row for row, f in zip(sentences, fold, strict=True) if f != n and row.own]
        test = [i for i, row in enumerate(sentences) if fold[i] == n and row.own]
        answer, model, bars = _need_answer(train, own_more)
        found = answer([sentences[i].values for i in test])
        for i, kind in zip(test, model.loudest([sentences[i].values for i in test]), strict=True):
            kinds[i] = kind
        probabilities[test], flagged[test], shown[test] = found, found >= bars[0], found >= bars[1]
        rest = [i for i, row in enumerate(sentences) if fold[i] == n and not row.own]
        probabilities[rest] = reported_share([row for row, f in zip(sentences, fold, strict=True) if f != n])
        train_terms = [row for row, f in zip(terms, term_fold, strict=True) if f != n]
        test_terms = [i for i in range(len(terms)) if term_fold[i] == n]
        if test_terms and any(row.loaded for row in train_terms):
            term_answer, bar = _term_answer(train_terms, list(more.terms))
            term_found = term_answer([terms[i].values for i in test_terms])
            term_probabilities[test_terms], kept[test_terms] = term_found, term_found >= bar
    return Held(probabilities, tuple(kinds), flagged, shown, term_probabilities, kept)


def _need_answer(
    train: list[SentenceRow], more: list[SentenceRow]
) -> tuple[Callable[[Sequence[dict[str, float]]], Array], NeedModels, tuple[float, float]]:
    """Calibrated answer, model and thresholds from the training articles alone (thresholds by an inner cross-validation)."""
    shifted = [_numbered(row, row.article + 1_000_000) for row in more]
    rows = [*train, *shifted]
    inner = need_out_of_fold(rows, [row.weight for row in rows], INNER_FOLDS)[: len(train)]
    labels = [row.needs_source for row in train]
    scale, shift = platt(inner, labels)
    calibrated = sigmoids(scale * inner + shift)
    model = fit_need(rows, [row.weight for row in rows])
    bars = (best_threshold(calibrated, labels), threshold_for_precision(calibrated, labels, SHOWN_PRECISION))
    return lambda values: sigmoids(scale * model.raw(values) + shift), model, bars


def _term_answer(train: list[TermRow], more: list[TermRow]) -> tuple[Callable[[Sequence[dict[str, float]]], Array], float]:
    shifted = [TermRow(r.article + 1_000_000, r.span, r.values, r.loaded, r.category) for r in more]
    rows = [*train, *shifted]
    inner = terms_out_of_fold(rows, [1.0] * len(rows), INNER_FOLDS)[: len(train)]
    labels = [row.loaded for row in train]
    scale, shift = platt(inner, labels)
    model = fit_terms(rows)
    bar = loaded_threshold(sigmoids(scale * inner + shift), labels)
    return lambda values: sigmoids(scale * model.decisions(values) + shift), bar


def _numbered(row: SentenceRow, article: int) -> SentenceRow:
    return replace(row, article=article)


def _same_folds(articles: Sequence[int], fold: Array, others: Sequence[int]) -> Array:
    place = dict(zip(articles, fold.tolist(), strict=True))
    return np.array([place[a] for a in others])


def need_row(name: str, probabilities: Array, flagged: Array, labels: Sequence[bool]) -> Row:
    truth = np.array(labels, dtype=bool)
    p, r, f = prf(float((flagged & truth).sum()), float(flagged.sum()), float(truth.sum()))
    ap = average_precision(zip(probabilities.tolist(), truth.tolist(), strict=True))
    return Row(name, *(round(100 * x, 1) for x in (ap, p, r, f)))


def baselines(measured: Examples) -> list[Row]:
    """What needs no model: nothing flagged, every sentence of the newsroom's voice, and its length alone."""
    rows = measured.sentences
    labels = [row.needs_source for row in rows]
    own = np.array([row.own for row in rows])
    out = [
        need_row("majority (nothing flagged)", np.zeros(len(rows)), np.zeros(len(rows), bool), labels),
        need_row("every sentence in the newsroom's voice", own.astype(float), own, labels),
    ]
    out.append(_design("length alone", rows, ("len", "voice"), ()))
    return out


def ablations(measured: Examples, more: Examples) -> list[Row]:
    """One plain logistic regression on parts of the features: words alone, the reading alone, both."""
    rows = measured.sentences
    extra = [row for row in more.sentences if row.own]
    return [
        _design("words alone (masked 1–2-grams, voice)", rows, ("u", "b", "voice"), extra),
        _design("reading alone (no words, no groups)", rows, None, extra, without=("u", "b", "r", "k")),
        _design("all, one linear model", rows, None, extra),
    ]


def _design(
    name: str, rows: Sequence[SentenceRow], only: tuple[str, ...] | None, more: Sequence[SentenceRow],
    without: tuple[str, ...] = (),
) -> Row:
    def kept(values: dict[str, float]) -> dict[str, float]:
        return {
            k: v for k, v in values.items()
            if (only is None or k.partition(":")[0] in only) and k.partition(":")[0] not in without
        }

    own = [i for i, row in enumerate(rows) if row.own]
    views = {i: kept(rows[i].values) for i in own}
    beside = [(kept(row.values), row.needs_source, row.weight) for row in more]
    fold = folds([row.article for row in rows])
    probabilities, flagged = np.zeros(len(rows)), np.zeros(len(rows), bool)
    for n in sorted(set(fold.tolist())):
        train = [i for i in own if fold[i] != n]
        test = [i for i in own if fold[i] == n]
        model = fit_binary(
            [views[i] for i in train] + [v for v, _, _ in beside],
            [rows[i].needs_source for i in train] + [y for _, y, _ in beside], 0.1,
            weights=[rows[i].weight for i in train] + [w for _, _, w in beside],
        )
        seen = sigmoids(model.decisions([views[i] for i in train]))
        bar = best_threshold(seen, [rows[i].needs_source for i in train])
        found = sigmoids(model.decisions([views[i] for i in test]))
        probabilities[test], flagged[test] = found, found >= bar
    return need_row(name, probabilities, flagged, [row.needs_source for row in rows])


def calibration(measured: Examples, held: Held) -> float:
    """Expected calibration error over the sentences of the newsroom's voice, 0–1."""
    pairs = [(float(p), row.needs_source) for p, row in zip(held.probabilities, measured.sentences, strict=True) if row.own]
    return calibration_error(pairs)
