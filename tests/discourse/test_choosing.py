"""How the three scores of a candidate are put together, and what a sentence is told by."""

from __future__ import annotations

import pytest
from tests.discourse.allegation_texts import article

from sourcecheck.discourse.accusing_sentences import sentence_features
from sourcecheck.discourse.allegations import combine
from sourcecheck.discourse.candidates import Candidate, build
from sourcecheck.discourse.parties import book_of
from sourcecheck.language import open_pipeline
from sourcecheck.train.allegations import read_before


def test_the_parties_of_a_sentence_compete() -> None:
    alone = [Candidate(0, 0)]
    two = [Candidate(0, 0), Candidate(0, 1)]
    assert combine(two, [0.5, 0.5], [2.0, 0.0], {0: 0.5})[0] < combine(alone, [0.5], [2.0], {0: 0.5})[0]
    first, second = combine(two, [0.5, 0.5], [2.0, 0.0], {0: 0.5})
    assert first > second


def test_parties_of_other_sentences_do_not_compete() -> None:
    found = [Candidate(0, 0), Candidate(1, 1)]
    assert combine(found, [0.5, 0.5], [2.0, 0.0], {0: 0.5, 1: 0.5}) == pytest.approx(combine(found, [0.5, 0.5], [0.0, 0.0], {0: 0.5, 1: 0.5}))


def test_a_sentence_that_accuses_more_scores_more() -> None:
    one = [Candidate(0, 0)]
    assert combine(one, [0.5], [0.0], {0: 0.9}) > combine(one, [0.5], [0.0], {0: 0.1})


@pytest.mark.model
def test_no_name_no_country_and_no_party_is_among_the_words() -> None:
    def words(text: str) -> set[str]:
        annotated = open_pipeline().annotate(article(text, "Les nouvelles du jour"))
        sentences, attributions, entities = read_before({}, annotated)
        book = book_of(annotated, entities)
        rows = sentence_features(sentences, build(annotated, sentences, attributions, book), book)
        return {name for row in rows.values() for name in row if name.startswith("word:")}

    mine = words("L'armée arménienne a violé la trêve près de Kapan, selon Paul Roy. Les rebelles nient.")
    assert "word:trêve" in mine
    assert not mine & {"word:arménien", "word:arménienne", "word:armée", "word:rebelle", "word:kapan", "word:roy"}
    assert mine == words("L'armée azerbaïdjanaise a violé la trêve près de Bakou, selon Paul Roy. Les rebelles nient.")
