"""For whom somebody speaks where no name tells: possessives, offices told without whose they are."""

from __future__ import annotations

import pytest
from tests.discourse.allegation_texts import reading

from sourcecheck.discourse.parties import book_of
from sourcecheck.discourse.replies import standing_of
from sourcecheck.discourse.standing import book_index, class_of
from sourcecheck.language import Pipeline, open_pipeline


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return open_pipeline()


@pytest.mark.parametrize(
    ("noun", "kind"), [("avocate", "lawyer"), ("porte-parole", "spokesperson"), ("maire", "officer"), ("direction", "organ"), ("usine", "company"), ("pluie", "other")]
)
def test_what_a_noun_says_of_who_speaks(noun: str, kind: str) -> None:
    assert class_of(noun) == kind


@pytest.mark.model
@pytest.mark.parametrize(
    ("answer", "presumed"),
    [
        ("« Tout est aux normes », a répondu le directeur, Jean Vasseur.", "generic officer"),
        ("« Tout est aux normes », a répondu sa présidente, Anne Lebrun.", "possessed officer"),
        ("« L'eau sentait mauvais », raconte une voisine.", None),
    ],
)
def test_whom_a_source_is_presumed_to_speak_for(pipeline: Pipeline, answer: str, presumed: str | None) -> None:
    annotated, found = reading(pipeline, f"L'entreprise Verdier a rejeté de l'acide dans la rivière. L'entreprise Verdier emploie 40 personnes.\n\n{answer}")
    book = book_of(annotated, found.entities)
    standing = standing_of(annotated, found.sentences, found.attributions, found.entities, book)
    party = next(book_index(book, " ".join(p.name.split())) for p in book.parties if "Verdier" in p.name)
    assert [standing.presumed(source, party) for source in standing.sources] == [presumed]
