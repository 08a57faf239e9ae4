"""Disputes: parties, who is heard, harmful acts and victims by party."""

from __future__ import annotations

import pytest
from tests.discourse.allegation_texts import reading

from sourcecheck.discourse.dispute import Side, dispute_features, matter_words
from sourcecheck.language import Pipeline, open_pipeline


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return open_pipeline()


WAR = (
    "Des combats opposent la Norvège et la Pologne depuis mardi.\n\n"
    "« Nous défendons notre sol », a déclaré la Norvège dans un communiqué.\n\n"
    "Les attaques de la Norvège contre des civils en Pologne ont fait neuf morts. "
    "Les forces norvégiennes ont pris pour cible des positions polonaises, faisant plusieurs victimes."
)


@pytest.mark.model
def test_acts_and_victims_by_party(pipeline: Pipeline) -> None:
    annotated, found = reading(pipeline, WAR, "Des combats entre la Norvège et la Pologne")
    text = annotated.article.text
    parties = {p.name: p for p in found.dispute.parties}
    assert found.dispute.exists
    assert len(parties["Norvège"].harmful_acts) >= 2
    assert parties["Pologne"].harmful_acts == ()
    assert {s.of(text) for s in parties["Pologne"].victims} == {"morts", "victimes"}
    assert parties["Norvège"].victims == ()
    assert not parties["Pologne"].heard


@pytest.mark.model
def test_no_dispute_in_a_quiet_report(pipeline: Pipeline) -> None:
    _, found = reading(pipeline, "Le marché de Noël ouvre samedi sur la place. Il compte quarante chalets.", "Le marché ouvre samedi")
    assert not found.dispute.exists
    assert not found.dispute.one_sided
    assert found.dispute.parties == ()


@pytest.mark.model
def test_features_count_and_never_name(pipeline: Pipeline) -> None:
    annotated, found = reading(pipeline, WAR)
    sides = [Side("Norvège", "LOC", None, None, 2.0, 1, [0]), Side("Pologne", "LOC", None, None, 1.0)]
    features = dispute_features(annotated, found.sentences, found.attributions, found.entities, found.allegations, sides)
    renamed = [Side("Pologne", "LOC", None, None, 2.0, 1, [0]), Side("Norvège", "LOC", None, None, 1.0)]
    assert features == dispute_features(annotated, found.sentences, found.attributions, found.entities, found.allegations, renamed)
    assert all(0.0 <= value <= 1.5 for value in features.values())
    assert features["main_heard"] == 1.0
    assert features["second_unheard"] == 1.0


@pytest.mark.model
def test_words_of_the_matter_leave_out_the_camps(pipeline: Pipeline) -> None:
    sentence = "Les soldats {0} et les rebelles de {1} ont rompu la trêve."
    one, _ = reading(pipeline, sentence.format("arméniens", "Paul Roy"))
    other, _ = reading(pipeline, sentence.format("iraniens", "Anne Petit"))
    assert matter_words(one) == matter_words(other)
    assert "word:trêve" in matter_words(one)
