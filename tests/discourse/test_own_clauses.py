"""Clauses that no source covers, and the sentences around: features of the voice."""

from __future__ import annotations

from tests.discourse.hand_built import spell

from sourcecheck.discourse.attribution import find_attributions
from sourcecheck.discourse.own_clauses import around_features
from sourcecheck.discourse.quotation_marks import find_quotations
from sourcecheck.discourse.voice import voice_features

SAID = "Le_DET maire_NOUN affirme_VERB:Fin que_SCONJ la_DET piscine_NOUN rouvrira_VERB:Fin lundi_NOUN ._PUNCT"
PLAIN = "La_DET piscine_NOUN rouvrira_VERB:Fin lundi_NOUN matin_NOUN à_ADP Lorvy_PROPN ._PUNCT"
ANGRY = "Les_DET riverains_NOUN dénoncent_VERB:Fin la_DET fermeture_NOUN ._PUNCT"


def features(spelling: str) -> list[dict[str, float]]:
    annotated = spell(spelling)
    quotations, attributions = find_attributions(annotated, find_quotations(annotated).quotations)
    return voice_features(annotated, quotations, attributions)


def test_public_expression_is_told_from_other_acts() -> None:
    angry, plain = features(f"{ANGRY} | {PLAIN}")
    assert angry["free-finite-strong"] > 0
    assert angry["free-no-other-act"] == 1.0
    assert plain["free-finite-else"] > 0
    assert "free-no-other-act" not in plain


def test_names_tell_whether_an_attribution_touches_the_sentence() -> None:
    said, plain = features(f"{SAID} | {PLAIN}")
    assert said["own-place"] == 0.0
    assert "free-place" not in said
    assert plain["free-place"] == 1.0
    assert "own-place" not in plain


def test_the_sentence_before_counts_as_sourced_in_the_same_paragraph_or_apart() -> None:
    assert features(f"{SAID} | {PLAIN}")[1]["free-same-1-sourced"] > 0.5
    apart = features(f"{SAID} ¶ {PLAIN}")[1]
    assert apart["free-apart-1-sourced"] > 0.5
    assert "free-same-1-sourced" not in apart


def test_the_edges_of_an_article_are_marked() -> None:
    described: list[dict[str, float]] = [{}, {}]
    around_features(described, [0, 1])
    assert described[0]["free-edge-1"] == 1.0
    assert described[1]["free-edge+1"] == 1.0
    assert described[1]["free-lead"] == 1.0
    around_features([], [])
