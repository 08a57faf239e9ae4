"""Fitting: same data, same bytes; folds by article; calibration and thresholds."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

from sourcecheck.classify.bundle import load
from sourcecheck.domain.text import Span
from sourcecheck.errors import InputError
from sourcecheck.train.crossval import cross_validate
from sourcecheck.train.examples import Examples, SentenceRow, TermRow
from sourcecheck.train.fit import best_threshold, fit, folds, platt, sigmoids, threshold_for_precision
from sourcecheck.train.write import write_bundle


def examples(articles: int = 24) -> Examples:
    """Sentences that need a source when feature « a » is on, with some noise; terms kept when « t » is on."""
    rng = random.Random(3)
    sentences, terms = [], []
    for article in range(articles):
        for _ in range(8):
            need = rng.random() < 0.4
            kind = ("casualties" if rng.random() < 0.5 else "figure") if need else None
            values = {"len:log": rng.random(), "u:" + rng.choice("xyz"): 1.0}
            if need != (rng.random() < 0.1):
                values["has:a"] = 1.0
            if kind == "casualties":
                values["has:casualties"] = 1.0
            sentences.append(SentenceRow(article, Span(0, 1), values, "narrator", need, kind))
        loaded = rng.random() < 0.5
        terms.append(TermRow(article, Span(0, 1), {"t": 1.0} if loaded else {"f": 1.0}, loaded, "judging"))
    return Examples(tuple(sentences), tuple(terms))


def test_same_data_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_bundle(tmp_path / name, fit(examples()), "# card\n", "lists", "data")
    files = sorted(p.name for p in (tmp_path / "one").iterdir())
    assert files == ["card.md", "manifest.json", "model.skops", "weights.json"]
    for name in files:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes(), name


def test_a_written_bundle_loads_and_decides(tmp_path: Path) -> None:
    write_bundle(tmp_path / "b", fit(examples()), "# card\n", "lists", "data")
    bundle = load(tmp_path / "b", "lists")
    high, kind = bundle.need.judge({"has:a": 1.0, "has:casualties": 1.0, "len:log": 0.5})
    low, _ = bundle.need.judge({"len:log": 0.5})
    assert high > 0.8 > 0.3 > low
    assert kind == "casualties"


def test_folds_keep_articles_together() -> None:
    articles = [n // 3 for n in range(60)]
    fold = folds(articles)
    assert all(len({fold[i] for i in range(60) if articles[i] == a}) == 1 for a in set(articles))
    assert len(set(fold.tolist())) == 10


def test_platt_calibrates() -> None:
    rng = np.random.default_rng(1)
    truth = rng.random(4000) < 0.3
    decisions = np.where(truth, 2.0, -2.0) + rng.normal(size=4000) * 3
    scale, shift = platt(decisions, truth.tolist())
    assert sigmoids(scale * decisions + shift).mean() == pytest.approx(truth.mean(), abs=0.01)


def test_thresholds() -> None:
    probabilities = np.array([0.9] * 8 + [0.6] * 8 + [0.2] * 20)
    labels = [True] * 8 + [True] * 4 + [False] * 4 + [False] * 20
    assert best_threshold(probabilities, labels) <= 0.6
    assert 0.6 < threshold_for_precision(probabilities, labels, 0.8) <= 0.9


def test_cross_validation_never_scores_what_it_saw() -> None:
    """Labels that only an article's own feature tells cannot be learnt from other articles."""
    data = examples(20)
    private = tuple(
        SentenceRow(r.article, r.span, {f"u:art{r.article}": 1.0, f"u:art{r.article}{r.needs_source}": 1.0}, r.voice, r.needs_source, r.kind)
        for r in data.sentences
    )
    held = cross_validate(Examples(private, data.terms), Examples((), ()))
    truth = np.array([r.needs_source for r in private])
    assert abs(held.probabilities[truth].mean() - held.probabilities[~truth].mean()) < 0.1


def test_data_without_a_positive_is_refused() -> None:
    rows = Examples(tuple(SentenceRow(0, Span(0, 1), {"a": 1.0}, "narrator", False, None) for _ in range(5)), ())
    with pytest.raises(InputError, match="need both"):
        fit(rows)


def test_articles_that_weigh_less_teach_less() -> None:
    real = examples()
    wrong = tuple(
        SentenceRow(row.article + 100, row.span, row.values, row.voice, not row.needs_source, "figure", weight=0.01)
        for row in real.sentences
    )
    models = fit(Examples(real.sentences + wrong, real.terms))
    need, none = models.need.raw([{"has:a": 1.0, "len:log": 0.5}, {"len:log": 0.5}])
    assert need > none


def test_calibration_comes_from_the_articles_of_full_weight() -> None:
    real = examples()
    light = tuple(
        SentenceRow(row.article + 100, row.span, row.values, row.voice, True, "figure", weight=0.01) for row in real.sentences
    )
    alone, both = fit(real), fit(Examples(real.sentences + light, real.terms))
    assert both.shift == pytest.approx(alone.shift, abs=0.5)
