"""Fit the models of disputes: whether there is one, and whether one side alone is heard.

Counts of the article (`dispute_features`) tell both; whether there is a dispute is told by the common words of the article too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from sourcecheck.discourse.allegations import as_allegations, select
from sourcecheck.discourse.dispute import dispute_features, gather_sides, matter_words, one_sidedness
from sourcecheck.discourse.replies import link_replies
from sourcecheck.train.allegations import Case, Fitted, fit, folds

STRENGTH = {"dispute": 0.3, "one-sided": 0.1}
WORD_SEEN = 15
"""In how many articles a word must stand before its weight is learned."""
FLAT = 0.01


@dataclass(frozen=True)
class Article:
    """What an article shows of a dispute: its counts and its words."""

    counts: Mapping[str, float]
    words: Mapping[str, float]

    @property
    def all(self) -> dict[str, float]:
        return {**self.counts, **self.words}


def articles_of(cases: Sequence[Case], probabilities: Sequence[np.ndarray[Any, Any]], threshold: float) -> list[Article]:
    """Features of every article, from the allegations that models which did not see it would find."""
    out: list[Article] = []
    for case, p in zip(cases, probabilities, strict=True):
        sentences, attributions, entities = case.stages
        kept = select(case.found, list(p), threshold)
        allegations = as_allegations(kept, case.annotated, sentences, attributions, entities, case.book)
        allegations = link_replies(case.annotated, sentences, attributions, entities, allegations)
        sides = gather_sides(case.annotated, sentences, attributions, entities, allegations, case.book)
        counts = dispute_features(case.annotated, sentences, attributions, entities, allegations, sides)
        out.append(Article(counts, matter_words(case.annotated)))
    return out


def held_out_disputes(articles: Sequence[Article], disputes: Sequence[Mapping[str, Any]]) -> np.ndarray[Any, Any]:
    """Probabilities (of a dispute, of one side alone heard) by article, shape (2, n), from models that did not see it."""
    unseen = np.zeros((2, len(articles)))
    for test in folds(len(articles)):
        inside = set(test.tolist())
        seen = [i for i in range(len(articles)) if i not in inside]
        exists, one_sided = _fit_pair([articles[i] for i in seen], [disputes[i] for i in seen])
        unseen[0, test] = exists.probabilities([articles[i].all for i in test])
        unseen[1, test] = one_sided.probabilities([dict(articles[i].counts) for i in test])
    return unseen


def _fit_pair(articles: Sequence[Article], disputes: Sequence[Mapping[str, Any]]) -> tuple[Fitted, Fitted]:
    exists, one_sided = [int(d["exists"]) for d in disputes], [int(d["one_sided"]) for d in disputes]
    return (
        fit([a.all for a in articles], exists, STRENGTH["dispute"], seen=min(WORD_SEEN, len(articles))),
        fit([dict(a.counts) for a in articles], one_sided, STRENGTH["one-sided"]),
    )


def fit_disputes(articles: Sequence[Article], disputes: Sequence[Mapping[str, Any]]) -> dict[str, Fitted]:
    """Both models; thresholds from articles held out."""
    unseen = held_out_disputes(articles, disputes)
    scores = np.array([one_sidedness(*pair) for pair in unseen.T.tolist()])
    exists, one_sided = _fit_pair(articles, disputes)
    return {
        "dispute": replace(exists, threshold=_best_cut(unseen[0], [int(d["exists"]) for d in disputes])),
        "one-sided": replace(one_sided, threshold=_best_cut(scores, [int(d["one_sided"]) for d in disputes])),
    }


def _best_cut(scores: np.ndarray[Any, Any], labels: Sequence[int]) -> float:
    """The highest threshold whose F1 is near the best: where the curve is flat, precision comes first."""
    truth = np.array(labels, dtype=bool)

    def f1(threshold: float) -> float:
        accepted = scores >= threshold
        return float(2 * (accepted & truth).sum() / max(1, accepted.sum() + truth.sum()))

    grid = [round(0.1 + 0.02 * k, 2) for k in range(26)]
    best = max(f1(t) for t in grid)
    return max(t for t in grid if f1(t) >= best - FLAT)
