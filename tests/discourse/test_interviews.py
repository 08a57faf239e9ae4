"""Which paragraphs of a plain text answer in an interview."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from sourcecheck.discourse.interviews import interview_answers
from sourcecheck.domain.text import Article, Part, PartKind, SourceMap, Span


def article(text: str) -> Article:
    parts = tuple(
        Part(PartKind.BODY if i else PartKind.TITLE, Span(m.start(), m.end())) for i, m in enumerate(re.finditer(r"[^\n]+", text))
    )
    return Article("x", text, parts, SourceMap.identity(text))


def answers(text: str) -> list[str]:
    return [answer.content.of(text) for answer in interview_answers(article(text))]


def test_labels_of_one_letter() -> None:
    text = "Titre\n\nQ : Depuis quand ?\n\nR : Depuis mars.\n\nEt même avant.\n\nQ : Pourquoi ?\n\nR : Par choix."
    assert answers(text) == ["Depuis mars.", "Et même avant.", "Par choix."]


def test_names_as_labels() -> None:
    text = (
        "Titre\n\nLe Courrier : Et la pluie ?\n\nIda Noël : Elle vient.\n\nLe Courrier : Et le vent ?\n\nIda Noël : Il tombe."
    )
    found = interview_answers(article(text))
    assert [a.content.of(text) for a in found] == ["Elle vient.", "Il tombe."]
    assert all(a.name is not None and a.name.of(text) == "Ida Noël" for a in found)


def test_questions_to_somebody_answered_in_the_first_person() -> None:
    text = "Titre\n\nPourquoi partez-vous ?\n\nJe suis lasse.\n\nQue ferez-vous ?\n\nNous verrons bien."
    assert answers(text) == ["Je suis lasse.", "Nous verrons bien."]


def test_questions_that_head_the_newsroom_s_own_words_are_no_interview() -> None:
    text = "Titre\n\nQue s'est-il passé ?\n\nUn pont a cédé.\n\nQui est en cause ?\n\nLe parquet enquête."
    assert answers(text) == []


def test_one_question_is_no_interview() -> None:
    assert answers("Titre\n\nQue ferez-vous ?\n\nJe verrai.") == []


@given(st.lists(st.sampled_from(["Q : Quoi ?", "R : Rien.", "A B : Oui.", "Vous ?", "Je dis non.", "Un fait."]), max_size=12))
def test_answers_lie_within_their_paragraph(lines: list[str]) -> None:
    text = "\n\n".join(["Titre", *lines])
    whole = article(text)
    for answer in interview_answers(whole):
        part = whole.parts[answer.part].span
        assert part.start <= answer.content.start <= answer.content.end <= part.end


def test_answers_that_open_with_a_dash() -> None:
    text = "Titre\n\nPourquoi partez-vous ?\n\n— Par lassitude.\n\nElle vient de loin.\n\nEt la suite ?\n\n— Le silence.\n\nPropos recueillis par Ida Noël."
    assert answers(text) == ["Par lassitude.", "Elle vient de loin.", "Le silence."]
