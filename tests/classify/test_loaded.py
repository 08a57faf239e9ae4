"""Candidates for loaded language: whose words, which words, and when they are literal."""

from __future__ import annotations

import pytest

from classify.building import parsed, reading
from sourcecheck.classify.cues import read_cues
from sourcecheck.classify.loaded import Candidate, find_candidates, read_loaded_cues
from sourcecheck.classify.view import view
from sourcecheck.domain.discourse import Voice
from sourcecheck.domain.text import Span
from sourcecheck.resources import Library

CUES, LOADED = read_cues(Library()), read_loaded_cues(Library())


def candidates(tokens: list[tuple[str, str, str, str]], content: Span | None = None) -> list[Candidate]:
    annotated = parsed(tokens)
    return list(find_candidates(view(annotated, reading(annotated, [Voice.NARRATOR], content), CUES), LOADED))


MASQUERADE = [
    ("Cette", "ce", "DET", "det"), ("mascarade", "mascarade", "NOUN", "nsubj"), ("a", "avoir", "AUX", "aux:tense"),
    ("duré", "durer", "VERB", "ROOT"), ("une", "un", "DET", "det"), ("heure~", "heure", "NOUN", "obl"), (".", ".", "PUNCT", "punct"),
]


def test_a_charged_noun_is_found_with_its_span_and_class() -> None:
    found = candidates(MASQUERADE)
    assert [(c.lemma, c.category, c.span) for c in found] == [("mascarade", "charged", Span(6, 15))]


def test_words_of_a_source_are_not_the_newsrooms() -> None:
    assert candidates(MASQUERADE, content=Span(0, 20)) == []


def test_words_in_quotation_marks_are_left_alone() -> None:
    quoted = [("Une", "un", "DET", "det"), ("«", "«", "PUNCT", "punct"), ("mascarade", "mascarade", "NOUN", "ROOT"), ("»", "»", "PUNCT", "punct")]
    assert candidates(quoted) == []


@pytest.mark.parametrize(
    ("words", "lemmas"),
    [
        (["régime", "de", "retraite"], ["régime", "de", "retraite"]),
        (["animaux", "sauvages"], ["animal", "sauvage"]),
        (["massacre", "à", "la", "tronçonneuse"], ["massacre", "à", "le", "tronçonneuse"]),
        (["comédie", "musicale"], ["comédie", "musical"]),
    ],
)
def test_literal_collocations_are_no_candidates(words: list[str], lemmas: list[str]) -> None:
    tokens = [(w, m, "ADJ" if w in ("sauvages", "musicale") else "NOUN", "ROOT" if n == 0 else "dep") for n, (w, m) in enumerate(zip(words, lemmas, strict=True))]
    assert candidates(tokens) == []


def test_a_phrase_is_one_term() -> None:
    tokens = [
        ("Elle", "lui", "PRON", "nsubj"), ("n’~", "ne", "ADV", "advmod"), ("hésite", "hésiter", "VERB", "ROOT"), ("pas", "pas", "ADV", "advmod"),
        ("à", "à", "ADP", "mark"), ("frapper", "frapper", "VERB", "xcomp"),
    ]
    found = candidates(tokens)
    assert [(c.category, c.span) for c in found] == [("charged", Span(5, 19))]
