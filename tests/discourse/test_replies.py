"""Replies: who speaks for the accused, what makes a quotation an answer, what says that one was sought."""

from __future__ import annotations

import pytest
from tests.discourse.allegation_texts import reading

from sourcecheck.discourse.answering import Option, summary
from sourcecheck.discourse.parties import book_of
from sourcecheck.discourse.replies import all_options, speaks_for, verb_forms
from sourcecheck.domain.discourse import (
    Attribution,
    AttributionType,
    CueKind,
    Entity,
    EntityKind,
    Gender,
    ReplyStatus,
)
from sourcecheck.domain.text import Span
from sourcecheck.language import Pipeline, open_pipeline


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return open_pipeline()


def spoken(source: str, name: str, role: str | None = None, kind: EntityKind = EntityKind.PERSON) -> tuple[Attribution, tuple[Entity, ...], str]:
    entity = Entity(0, name, kind, role, True, Gender.UNKNOWN, False, (Span(0, len(source)),))
    attribution = Attribution(
        0, AttributionType.INDIRECT, (Span(0, 1),), None, CueKind.VERB, "dire", Span(0, len(source)), 0, True
    )
    return attribution, (entity,), source


@pytest.mark.parametrize(
    ("source", "name", "role", "accused", "kind", "capacity"),
    [
        ("le maire", "Luc Petit", "maire", "Luc Petit", "PER", "self"),
        ("l'avocat de Luc Petit", "Me Roux", None, "Luc Petit", "PER", "lawyer"),
        ("l'avocat de Paul Roy", "Me Roux", None, "Luc Petit", "PER", None),
        ("le président français", "Luc Petit", "président français", "Élysée", "ORG", "state"),
        ("une ambassadrice portugaise", "Anne Roy", "ambassadrice portugaise", "régime portugais", "state", "spokesperson"),
        ("un haut responsable des services de sécurité portugais", "un haut responsable", None, "gouvernement portugais", "state", "state"),
        ("la porte-parole de Verdier", "Anne Roy", None, "Verdier", "ORG", "spokesperson"),
        ("la mère de Luc Petit", "la mère de Luc Petit", None, "Luc Petit", "PER", "ally"),
        ("le directeur de Verdier", "Jean Bo", "directeur de Verdier", "Verdier", "ORG", "officer"),
        ("le ministre syrien", "Ali Saleh", "ministre syrien", "régime syrien", "state", "state"),
        ("le ministre turc", "Can Demir", "ministre turc", "régime syrien", "state", None),
        ("une voisine", "Paule Gros", None, "Luc Petit", "PER", None),
    ],
)
def test_in_what_capacity_somebody_speaks(source: str, name: str, role: str | None, accused: str, kind: str, capacity: str | None) -> None:
    attribution, entities, text = spoken(source, name, role)
    assert speaks_for(attribution, entities, accused, None, kind, text) == capacity


def test_all_the_places_together_show_the_best_one() -> None:
    quiet = Option(3, 3, Span(0, 1), 0, None, False, {"at:after": 1.0})
    denying = Option(4, 4, Span(2, 3), 1, "self", False, {"answer:known": 1.0, "at:next": 1.0})
    row = summary([quiet, denying], [-3.0, 1.0], [-4.0, 2.0])
    assert row["voice:answer:known"] == row["answer:at:next"] == row["known"] == 1.0
    assert row["voice:known"] > row["voice:guess"]
    assert row["answer:odds"] == pytest.approx(0.4)
    assert summary([], [], []) == {}


def test_forms_of_a_verb_lead_to_it() -> None:
    forms = verb_forms(["contester", "démentir"])
    assert forms["conteste"] == "contester"
    assert forms["démentent"] == "démentir"
    assert "contesté" not in forms


@pytest.mark.model
@pytest.mark.parametrize(
    ("answer", "status"),
    [
        ("Contactée, la société n'a pas répondu à nos questions.", ReplyStatus.SOUGHT),
        ("La société n'a pas souhaité commenter ces informations.", ReplyStatus.SOUGHT),
        ("Les riverains se réuniront jeudi à la salle des fêtes.", ReplyStatus.NONE),
    ],
)
def test_status_of_the_reply(pipeline: Pipeline, answer: str, status: ReplyStatus) -> None:
    _, found = reading(pipeline, f"La mairie accuse la société Verdier d'avoir pollué la rivière.\n\n{answer}")
    assert [a.reply.status for a in found.allegations] == [status]
    if status is ReplyStatus.SOUGHT:
        assert found.allegations[0].reply.sentence == 2
        assert found.allegations[0].reply.distance == 1


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Sollicitée, la direction de Verdier n'avait pas donné suite lundi soir.", ReplyStatus.SOUGHT),
        ("La société a refusé de commenter.", ReplyStatus.SOUGHT),
        ("Verdier rejette ces accusations.", ReplyStatus.RELEVANT),
    ],
)
def test_sought_in_any_tense_and_denied(pipeline: Pipeline, text: str, status: ReplyStatus) -> None:
    _, found = reading(pipeline, "La mairie accuse la société Verdier d'avoir pollué la rivière.\n\n" + text)
    assert [a.reply.status for a in found.allegations if "Verdier" in a.accused] == [status]


@pytest.mark.model
def test_a_claim_of_responsibility_is_a_reply(pipeline: Pipeline) -> None:
    text = "Le groupe Solem a tué trois gardes du port.\n\nL'attaque a été revendiquée par le groupe Solem."
    _, found = reading(pipeline, text)
    assert ReplyStatus.RELEVANT in {a.reply.status for a in found.allegations if "Solem" in a.accused}


STAND_INS = [
    ("Les syndicats accusent la société Verdier d'avoir pollué la rivière. « Rien n'est établi », répond la porte-parole, Anne Roy.", True),
    ("Les syndicats accusent la société Verdier d'avoir pollué la rivière. « Rien n'est établi », réplique le directeur, Hervé Chazal.", True),
    # the lawyer of somebody else, the spokesman of another body
    ("Les syndicats accusent la société Verdier d'avoir pollué la rivière. « Rien n'est établi », répond la porte-parole de Nantes, Anne Roy.", False),
    ("Les syndicats accusent la société Verdier d'avoir pollué la rivière. « Il pleuvra demain », a noté une voisine, Paule Gros.", False),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "answers"), STAND_INS)
def test_who_answers_without_being_named_as_a_side(pipeline: Pipeline, text: str, answers: bool) -> None:
    annotated, found = reading(pipeline, text)
    allegations = tuple(a for a in found.allegations if "Verdier" in a.accused)[:1]
    book = book_of(annotated, found.entities)
    [places] = all_options(annotated, found.sentences, found.attributions, found.entities, allegations, book)
    assert any("presumed" in o.features for o in places if not o.accuser) is answers


@pytest.mark.model
@pytest.mark.parametrize(
    "answer",
    [
        "« Nous n'avons jamais rien déversé », a répliqué le directeur, Jean Vasseur.",
        "Sa porte-parole, Anne Lebrun, dément toute pollution.",
        "Son avocat conteste cette version.",
    ],
)
def test_who_speaks_for_a_company_without_naming_it(pipeline: Pipeline, answer: str) -> None:
    _, found = reading(pipeline, f"La mairie accuse la société Verdier d'avoir pollué la rivière.\n\nL'entreprise Verdier emploie 40 personnes.\n\n{answer}")
    replies = {a.reply.status for a in found.allegations if "Verdier" in a.accused}
    assert replies == {ReplyStatus.RELEVANT}


@pytest.mark.model
def test_silence_of_somebody_else_is_not_that_of_the_accused(pipeline: Pipeline) -> None:
    text = "La mairie accuse la société Verdier d'avoir pollué la rivière.\n\nLe groupe Solem n'a pas souhaité commenter les résultats de Paul Roy."
    _, found = reading(pipeline, text)
    assert ReplyStatus.SOUGHT not in {a.reply.status for a in found.allegations if "Verdier" in a.accused}


@pytest.mark.model
def test_an_accused_who_speaks_of_something_else_has_not_replied(pipeline: Pipeline) -> None:
    text = (
        "Le Premier ministre portugais Rui Costa a dit mardi que le Portugal n’avait pas encore besoin de la base navale de son allié.\n\n"
        "La situation est tendue en raison des attaques du Portugal contre des civils en Islande, qui ont fait onze morts."
    )
    _, read = reading(pipeline, text)
    allegations = [a for a in read.allegations if a.accused == "Portugal"]
    assert allegations
    assert all(a.reply.status is not ReplyStatus.RELEVANT for a in allegations)
