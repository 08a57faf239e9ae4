"""Fitting the small discourse models: deterministic, thresholds from held-out scores, matches as the scorer counts."""

from __future__ import annotations

import json

import pytest

from sourcecheck.discourse.dispute import one_sidedness
from sourcecheck.train.allegations import FOLDS, fit, fit_dispute, folds, matched, same_name

ROWS = [{"act": float(n % 2), "place": n / 20.0, "rare": float(n == 3)} for n in range(20)]
LABELS = [n % 2 for n in range(20)]


def test_the_same_rows_give_the_same_bytes() -> None:
    assert fit(ROWS, LABELS, 0.3).to_json() == fit(list(ROWS), list(LABELS), 0.3).to_json()


def test_a_feature_seen_once_is_left_out() -> None:
    model = fit(ROWS, LABELS, 0.3)
    assert set(model.names) == {"act", "place"}
    assert set(json.loads(model.to_json())["weights"]) <= {"act", "place"}


def test_lighter_rows_weigh_less() -> None:
    against = [1 - label for label in LABELS]
    heavy = fit([*ROWS, *ROWS], [*LABELS, *against], 10.0)
    light = fit([*ROWS, *ROWS], [*LABELS, *against], 10.0, [1.0] * len(ROWS) + [0.1] * len(ROWS))
    row = [{"act": 1.0}]
    assert light.probabilities(row)[0] > heavy.probabilities(row)[0]


def test_what_separates_the_labels_is_learned() -> None:
    disputes = [{"exists": bool(label), "one_sided": bool(label)} for label in LABELS]
    exists, one_sided = fit_dispute(ROWS, disputes, 10.0)
    for model in (exists, one_sided):
        chances = model.probabilities([{"act": 1.0}, {"act": 0.0}])
        assert chances[0] >= model.threshold > chances[1]


def test_one_side_of_no_dispute_is_nothing() -> None:
    assert one_sidedness(0.9, 0.5) > one_sidedness(0.2, 0.5)
    assert one_sidedness(0.9, 0.5) > one_sidedness(0.9, 0.1)


def test_every_article_is_held_out_once() -> None:
    parts = folds(37)
    assert len(parts) == FOLDS
    assert sorted(int(i) for part in parts for i in part) == list(range(37))


@pytest.mark.parametrize(
    ("mine", "gold", "same"),
    [("Dupré", "Élie Dupré", True), ("le maire de Brest", "maire", True), ("police", "armée", False), ("", "maire", False)],
)
def test_names_that_mean_one_party(mine: str, gold: str, same: bool) -> None:
    assert same_name(mine, gold) is same


def test_matches_are_one_to_one_and_within_a_sentence() -> None:
    gold = [{"at": 3, "accused": "Élie Dupré"}, {"at": 9, "accused": "police"}]
    assert matched([(4, "Dupré"), (3, "Dupré")], gold) == 1
    assert matched([(5, "Dupré"), (9, "police")], gold) == 1
