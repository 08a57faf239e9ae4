"""Genres from metadata and from the shape of the text; no model needed."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab
from tests.discourse.allegation_texts import article

from sourcecheck.discourse.genre import GENRES, detect_genre
from sourcecheck.domain.text import Article
from sourcecheck.language import Annotated

LONG = "Le conseil municipal a adopté jeudi le budget de la commune par trente voix contre deux. " * 12


def genre(made: Article) -> str:
    return detect_genre(Annotated(made, Doc(Vocab(), words=[made.text], spaces=[False])), (), ())


def test_metadata_win() -> None:
    assert genre(article(LONG, genre="interview")) == "interview"


@pytest.mark.parametrize(
    ("section", "expected"),
    [("Éditorial", "opinion"), ("Tribune", "opinion"), ("En direct", "live"), ("Entretien", "interview"), ("Monde", "news")],
)
def test_a_section_declares_the_genre(section: str, expected: str) -> None:
    assert genre(article(LONG, section=section)) == expected


def test_a_columnist_signs_an_opinion() -> None:
    assert genre(article(LONG, byline="Par Jeanne Roux, éditorialiste")) == "opinion"


def test_questions_and_answers_are_an_interview() -> None:
    text = "\n\n".join(["Pourquoi partir maintenant, après dix ans de mandat ?", LONG] * 4)
    assert genre(article(text)) == "interview"


def test_times_at_the_start_of_paragraphs_are_a_live() -> None:
    text = "\n\n".join(f"{hour}h30 {LONG[:90]}" for hour in (9, 10, 11, 12))
    assert genre(article(text)) == "live"


def test_first_person_and_stance_are_an_opinion() -> None:
    text = LONG + "Je crois que nous devons agir. Je pense à mes voisins. Il faut que nous changions, et je le dis, hélas, sans joie."
    assert genre(article(text)) == "opinion"


def test_the_same_words_in_quotation_marks_are_news() -> None:
    text = LONG + "« Je crois que nous devons agir. Je pense à mes voisins. Il faut que nous changions, et je le dis, hélas, sans joie », dit-il."
    assert genre(article(text)) == "news"


def test_short_lines_are_a_listing() -> None:
    assert genre(article("\n\n".join(f"Équipe {n} : {n * 3} points" for n in range(1, 9)))) == "listing"


def test_a_few_lines_are_a_brief() -> None:
    assert genre(article("La route du col est fermée depuis mardi.")) == "brief"


def test_every_genre_is_known() -> None:
    assert {genre(article(LONG)), genre(article("Un mot."))} <= set(GENRES)
