"""Whom a mention stands for where somebody is blamed, through the real parser; texts written for the tests."""

from __future__ import annotations

import pytest
from tests.discourse.allegation_texts import article

from sourcecheck.discourse.candidates import build
from sourcecheck.discourse.parties import PartyBook, book_of
from sourcecheck.language import Pipeline, open_pipeline
from sourcecheck.train.allegations import read_before

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return open_pipeline()


def book(pipeline: Pipeline, text: str, title: str) -> PartyBook:
    annotated = pipeline.annotate(article(text, title))
    return book_of(annotated, read_before({}, annotated)[2])


CASES = [
    # who acts is the one said to have acted before, not the prosecutor who tells of it nor the victim
    ("Un homme a attaqué des passants à Lille vendredi. Le procureur Pierre Morel a précisé les faits. Il aurait ensuite caché son couteau et frappé un policier.",
     "Il", "homme"),
    ("Un homme a attaqué des passants à Lille vendredi. Le lieutenant Paul Durand a été blessé. Il a volé une voiture.", "Il", "homme"),
    # a comma opens a comment, which is no part of the name
    ("Un militaire a été blessé. L'agresseur, inconnu des services de police, a été arrêté.", "agresseur", "agresseur"),
    # one title is not another's
    ("Le gardien Paul Roy a tenu tête à Nice. Pour le capitaine Hugo Bertin, l'arbitre « a inventé une faute ».", "arbitre", "arbitre"),
    # some people are not their country
    ("L'Égypte reste prudente. Hier, 17 Égyptiens ont comparu pour débauche.", "Égyptiens", "Égyptiens"),
    ("La Commission a publié un rapport sur l'Italie. Bruxelles reproche au pays de ne pas respecter ses engagements.", "pays", "Italie"),
    # two parties in coordination are not one
    ("Le gouvernement congolais et le Mouvement du 4 mai (M4) ont violé la trêve.", "gouvernement", "gouvernement congolais"),
    ("Le Premier ministre Justin Durand a bousculé des députés en pleine séance.", "ministre", "Justin Durand"),
]


@pytest.mark.parametrize(("text", "mention", "name"), CASES)
def test_whom_a_mention_stands_for(pipeline: Pipeline, text: str, mention: str, name: str) -> None:
    found = book(pipeline, text, "Les nouvelles du jour dans la commune")
    token = [t for t in found.doc if t.text == mention][-1]
    party = found.party_of(token)
    assert party is not None
    assert found.parties[party].name == name


def test_the_place_before_the_colon_of_a_title_does_nothing(pipeline: Pipeline) -> None:
    found = book(pipeline, "La police de Belgique a ouvert une enquête. La Belgique avait renforcé ses patrouilles.",
                 "Belgique : une voiture fonce sur la foule")
    first = next(t for t in found.doc if t.text == "Belgique")
    assert first.i not in [i for p in found.parties for i in p.heads]


def test_dans_le_cadre_and_coup_de_force_name_nobody(pipeline: Pipeline) -> None:
    found = book(pipeline, "Paul Roy a été entendu dans le cadre du coup de force de mars.", "Les nouvelles du jour")
    assert not {p.name.split()[0] for p in found.parties} & {"cadre", "force"}


BLAMED = [
    ("Le procureur a entendu Marc Petit. Le parquet lui reproche d'avoir touché 74 000 euros d'un promoteur.", "promoteur", False),
    ("Le tribunal a condamné vendredi l'ancien boursier de la commune de Praz, Laurent Menoud, pour faux.", "Praz", False),
    ("« Ces gens ne tiennent pas parole », fustige Paul Roy, permanent du Front des métaux.", "Front", False),
    ("Le maire et le Mouvement du 4 mai se sont mutuellement accusés d'avoir menti.", "maire", True),
]


@pytest.mark.parametrize(("text", "name", "blamed"), BLAMED)
def test_the_order_of_words_accuses_nobody_else(pipeline: Pipeline, text: str, name: str, blamed: bool) -> None:
    annotated = pipeline.annotate(article(text, "Les nouvelles du jour dans la commune"))
    sentences, attributions, entities = read_before({}, annotated)
    found = book_of(annotated, entities)
    framed = [c for c in build(annotated, sentences, attributions, found) if c.relation in ("accused", "accused_passive")]
    assert any(name in found.parties[c.party].name for c in framed) is blamed
