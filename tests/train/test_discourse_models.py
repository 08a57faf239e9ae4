"""Fitting the small discourse models: deterministic, thresholds from held-out scores, matches as the scorer counts."""

from __future__ import annotations

import json

import pytest

from sourcecheck.discourse.answering import Option
from sourcecheck.discourse.dispute import one_sidedness
from sourcecheck.domain.text import Span
from sourcecheck.train.allegations import FOLDS, fit, folds, matched, same_name
from sourcecheck.train.disputes import Article, fit_disputes
from sourcecheck.train.replies import option_labels

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
    models = fit_disputes([Article(row, {"word:grève": row.get("act", 0.0)}) for row in ROWS] * 4, disputes * 4)
    for name, told in (("dispute", {"act": 1.0, "word:grève": 1.0}), ("one-sided", {"act": 1.0})):
        chances = models[name].probabilities([told, {"act": 0.0}])
        assert chances[0] > chances[1]
        assert models[name].accepts(told)


def test_other_words_of_the_speaker_who_answers_teach_nothing() -> None:
    def place(sentence: int, attribution: int, capacity: str | None = None) -> Option:
        return Option(sentence, sentence, Span(0, 1), attribution, capacity)

    options = [place(1, 0), place(2, 1), place(3, 2), place(4, 3, "self")]
    gold = {"reply": "relevant", "reply_at": 2}
    voice, answer = option_labels(gold, options, {n: n for n in range(6)}, [7, 5, 5, 4])
    assert voice == [0, 1, -1, -1]
    assert answer == [0, 1, -1, -1]
    assert option_labels({"reply": "none", "reply_at": None}, options, {n: n for n in range(6)}, [7, 5, 5, 4]) == ([0] * 4, [0] * 4)


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
