"""Voice of a sentence: what an attribution covers, what is left to the newsroom, and how far it reaches."""

from __future__ import annotations

import pytest
from tests.discourse.hand_built import spell

from sourcecheck.discourse.attribution import find_attributions
from sourcecheck.discourse.quotation_marks import find_quotations
from sourcecheck.discourse.voice import assign_voices
from sourcecheck.domain.discourse import Voice
from sourcecheck.domain.text import PartKind

SAID = "Le_DET maire_NOUN affirme_VERB:Fin que_SCONJ la_DET piscine_NOUN rouvrira_VERB:Fin lundi_NOUN ._PUNCT"
PLAIN = "La_DET piscine_NOUN rouvrira_VERB:Fin lundi_NOUN matin_NOUN à_ADP Lorvy_PROPN ._PUNCT"


def voices(spelling: str, kinds: tuple[PartKind, ...] = ()) -> list[Voice]:
    annotated = spell(spelling, kinds)
    quotations, attributions = find_attributions(annotated, find_quotations(annotated).quotations)
    return [s.voice for s in assign_voices(annotated, quotations, attributions)]


def test_a_reported_clause_is_attributed() -> None:
    assert voices(SAID) == [Voice.ATTRIBUTED]


def test_an_attribution_covers_neither_the_next_sentence_nor_the_next_paragraph() -> None:
    assert voices(f"{SAID} | {PLAIN}") == [Voice.ATTRIBUTED, Voice.NARRATOR]
    assert voices(f"{SAID} ¶ {PLAIN}") == [Voice.ATTRIBUTED, Voice.NARRATOR]


@pytest.mark.parametrize("kind", [PartKind.FURNITURE, PartKind.BYLINE])
def test_furniture_asserts_nothing(kind: PartKind) -> None:
    assert voices(f"{PLAIN} ¶ {PLAIN}", (PartKind.BODY, kind)) == [Voice.NARRATOR, Voice.OTHER]


def test_a_question_to_the_reader_asserts_nothing() -> None:
    assert voices(f"{PLAIN} | Qui_PRON paiera_VERB:Fin ?_PUNCT")[1] is Voice.OTHER


def test_sentences_carry_their_place() -> None:
    annotated = spell(f"{SAID} ¶ {PLAIN}")
    sentences = assign_voices(annotated, (), ())
    assert [(s.index, s.part) for s in sentences] == [(0, 0), (1, 1)]
    assert [s.span.of(annotated.article.text)[:2] for s in sentences] == ["Le", "La"]
