"""Whose words they are, through the real parser; texts written for the tests."""

from __future__ import annotations

import pytest
from tests.discourse.hand_built import article_of

from sourcecheck.discourse import read
from sourcecheck.language import open_pipeline

pytestmark = pytest.mark.model

CASES = [
    # a participle belongs to the main subject, not to the antecedent of a relative clause
    ("Le syndicat, lui, n'a déploré que la fermeture du dépôt, qui dure depuis mai, reconnaissant que la grève s'étend.",
     "la grève s'étend", "syndicat"),
    # a thing makes somebody speak
    ("Ces révélations ont poussé la députée Anne Roux à réagir, affirmant que le vote serait annulé.",
     "le vote serait annulé", "Anne Roux"),
    # who lends the voice
    ("La banque a répondu par la voix de sa porte-parole, Lise Morel : « Aucun compte n'a été bloqué. »",
     "Aucun compte n'a été bloqué.", "Lise Morel"),
    # who gave the information
    ("Selon les informations que le préfet a confiées à l'agence, le chauffeur roulait trop vite.",
     "le chauffeur roulait trop vite", "préfet"),
    # an agency, then the subject
    ("« Le pont tiendra », a confié, à Reuters, l'ingénieur Paul Vidal.", "Le pont tiendra", "Paul Vidal"),
    # an apposed name after a trade
    ("Le gérant du cinéma, Marc Olivier, assure que la salle rouvrira.", "la salle rouvrira", "Marc Olivier"),
    # a phrase that takes up who has just spoken
    ("« C'est long », soupire Zoé Lambert, qui attend depuis l'aube. « Il fait froid », ajoute cette mère de famille.",
     "Il fait froid", "Zoé Lambert"),
    # « de son côté » is no object
    ("L'avocat du club, Me Jean Castel, dénonce de son côté une « campagne de haine ».", "campagne de haine", "Jean Castel"),
]


@pytest.fixture(scope="module")
def pipeline():  # type: ignore[no-untyped-def]
    return open_pipeline()


@pytest.mark.parametrize(("text", "content", "speaker"), CASES)
def test_the_speaker(pipeline, text: str, content: str, speaker: str) -> None:  # type: ignore[no-untyped-def]
    annotated = pipeline.annotate(article_of(text))
    reading = read(annotated)
    found = {" ".join(c.of(annotated.article.text) for c in a.content): reading.speaker_name(a) for a in reading.attributions}
    assert any(content in said and name == speaker for said, name in found.items()), found
