"""Sentence borders, on plain lists of words."""

from __future__ import annotations

import pytest

from sourcecheck.language.sentences import sentence_starts


@pytest.mark.parametrize(
    ("words", "starts"),
    [
        ("Il part . Elle reste .", [0, 3]),
        ("M . Roy part . Mme Diaz reste .", [0, 5]),
        ("« Nous partons . » Elle sourit .", [0, 5]),
        ("« Nous partons . Vous restez » , dit -elle .", [0, 4]),
        ("J. Petit est venu . Il repart .", [0, 5]),
        ("Qui vient ? demande -t-il .", [0]),
        ("Il attend . ( la séance est levée )", [0, 3]),
        ("Il attend [ ... ] Elle vient .", [0]),
        ("Le prix est de 3 . 12 euros restent .", [0, 6]),
        ("", []),
    ],
)
def test_borders(words: str, starts: list[int]) -> None:
    assert sentence_starts(words.split()) == starts
