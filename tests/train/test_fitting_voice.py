"""The models of voice: held-out answers and what is written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sourcecheck.train.voice import VoiceRows, accuracy, held_out, joined, write


def rows(articles: int = 20) -> VoiceRows:
    made = VoiceRows()
    for article in range(articles):
        for label, name in (("narrator", "free"), ("attributed", "covered"), ("mixed", "half"), ("other", "no-assertion")):
            made.add({name: 1.0}, label, article)
    return made


def test_what_can_be_told_apart_is_told_apart_on_unseen_articles() -> None:
    made = rows()
    answers = held_out(made)
    assert answers == made.labels
    assert accuracy(made, answers) == 1.0


def test_the_layout_is_not_counted() -> None:
    made = rows(1)
    assert accuracy(made, ["narrator", "narrator", "mixed", "narrator"]) == pytest.approx(2 / 3)


def test_articles_of_two_files_stay_apart() -> None:
    both = joined(rows(3), rows(2))
    assert sorted(set(both.articles)) == [0, 1, 2, 3, 4]


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        write(rows(), tmp_path / name)
    for voice in ("narrator", "attributed", "mixed"):
        one = (tmp_path / "a" / f"voice-{voice}.json").read_bytes()
        assert one == (tmp_path / "b" / f"voice-{voice}.json").read_bytes()
        assert json.loads(one)["weights"]
