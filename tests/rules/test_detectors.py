"""Detectors on hand-built parses and readings: what patterns cannot say."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hand_built_rules import annotated, evidence, place

from sourcecheck.domain.discourse import (
    Allegation,
    Attribution,
    AttributionType,
    CueKind,
    Dispute,
    Entity,
    EntityKind,
    Gender,
    Party,
    Quotation,
    QuotationUse,
    Reply,
    ReplyStatus,
    VerbClass,
    Voice,
)
from sourcecheck.domain.findings import Bilingual, Card, Outcome, Severity
from sourcecheck.domain.text import PartKind, Span
from sourcecheck.resources import Library
from sourcecheck.rules.detectors import DETECTORS
from sourcecheck.rules.detectors.figures import find_tolls
from sourcecheck.rules.evidence import Evidence
from sourcecheck.rules.hits import Result
from sourcecheck.rules.kinds import compile_card

T = Bilingual("x", "x")


def check(name: str, seen: Evidence, severity: Severity = Severity.ERROR, **parameters: Any) -> Result:
    scope = {key: parameters.pop(key) for key in ("voices", "zones") if key in parameters}
    card = Card("ABC-001", T, T, T, T, "detector", {"detector": name, **parameters}, severity, norms=("N12",), **scope)
    return compile_card(card, Library()).run(seen)


def shown(result: Result, seen: Evidence) -> list[str]:
    return [seen.words_in(hit.span) for hit in result.hits]


def person(index: int, name: str, party: str | None = None) -> Entity:
    return Entity(index, name, EntityKind.PERSON, None, True, Gender.UNKNOWN, False, (), (), party)


def test_every_detector_is_used_by_a_card() -> None:
    from sourcecheck.rules import load_rules

    used = {card.parameters["detector"] for card in load_rules(Library()).cards if card.kind == "detector"}
    assert used == set(DETECTORS)


@pytest.mark.parametrize(
    ("words", "tolls"),
    [
        (["Il", "y", "a", "11", "morts", "et", "33", "blessés"], ["11 morts", "33 blessés"]),
        (["Les", "deux", "blessés", "vont", "bien"], []),
        (["Vingt", "-", "deux", "personnes", "ont", "été", "tuées"], ["Vingt-deux personnes ont été tuées"]),
        (["Il", "a", "gagné", "12", "matchs"], []),
        (["tuant", "trois", "civils"], ["trois civils"]),
        (["avec", "trois", "civils"], []),
        (["Le", "bilan", "est", "de", "1", "200", "disparus"], ["1 200 disparus"]),
    ],
)
def test_tolls(words: list[str], tolls: list[str]) -> None:
    seen = evidence(annotated(words))
    assert [toll.span.of(seen.text).replace(" - ", "-") for toll in find_tolls(seen.words)] == tolls


def test_a_toll_is_covered_by_a_source_in_its_sentence_or_the_same_figure_elsewhere() -> None:
    source = annotated(["Il", "y", "a", "11", "morts", ".", "Autre", "bilan", ":", "11", "morts", "."])
    assert len(check("unsourced-toll", evidence(source)).hits) == 2
    second = place(source.article.text, "Autre bilan : 11 morts")
    assert check("unsourced-toll", evidence(source, contents=[second])).outcome is Outcome.CLEAR


def test_an_old_toll_is_history() -> None:
    source = annotated(["En", "1999", ",", "11", "morts", "."])
    assert check("unsourced-toll", evidence(source)).outcome is Outcome.CLEAR


def quoted(words: list[str], pos: list[str], **more: Any) -> Evidence:
    source = annotated(words, pos=pos)
    text = source.article.text
    outer = Span(text.index("«"), text.index("»") + 1)
    inner = Span(outer.start + 2, outer.end - 2)
    for token in source.doc:
        if token.pos_ == "VERB":
            token.set_morph("Mood=Ind")
    seen = evidence(source, **more)
    return replace(seen, reading=replace(seen.reading, quotations=(Quotation(outer, inner, QuotationUse.SPEECH),)))


WORDS = ["Rien", ".", "«", "On", "nous", "a", "menti", "sur", "tout", "cela", ".", "»", "Fin", "."]
TAGS = ["NOUN", "PUNCT", "PUNCT", "PRON", "PRON", "AUX", "VERB", "ADP", "PRON", "PRON", "PUNCT", "PUNCT", "NOUN", "PUNCT"]


def test_an_orphan_quotation() -> None:
    assert len(check("orphan-quotation", quoted(WORDS, TAGS)).hits) == 1
    assert check("orphan-quotation", quoted(WORDS, TAGS), words=9).outcome is Outcome.CLEAR


def test_a_quotation_with_a_speaker_is_no_orphan() -> None:
    seen = quoted(WORDS, TAGS)
    inner = seen.reading.quotations[0].inner
    spoken = Attribution(0, AttributionType.DIRECT, (inner,), None, CueKind.CONTINUATION, "", None, 0, True)
    seen = replace(seen, reading=replace(seen.reading, attributions=(spoken,), entities=(person(0, "Jeanne"),)))
    assert check("orphan-quotation", seen).outcome is Outcome.CLEAR


def test_a_charged_verb_is_flagged_with_its_own_severity() -> None:
    source = annotated(["Il", "prétend", "que", "tout", "va"])
    text = source.article.text

    def seen(lemma: str) -> Evidence:
        base = evidence(source)
        said = Attribution(
            0, AttributionType.INDIRECT, (place(text, "tout va"),), place(text, "prétend"), CueKind.VERB, lemma, None, None, False
        )
        return replace(base, reading=replace(base.reading, attributions=(said,)))

    hits = check("charged-verb", seen("prétendre"), list="card-charged-verbs").hits
    assert [(hit.severity, hit.span) for hit in hits] == [(Severity.WARNING, place(text, "prétend"))]
    assert check("charged-verb", seen("marteler"), list="card-charged-verbs").hits[0].severity is Severity.INFO
    assert check("charged-verb", seen("dire"), list="card-charged-verbs").outcome is Outcome.CLEAR


def accused(reply: ReplyStatus = ReplyStatus.NONE, **more: Any) -> Evidence:
    words = ["Zor", "accuse", "Mir", "de", "fraude", "."]
    source = annotated(
        words, lemmas=["Zor", "accuser", "Mir", "de", "fraude", "."],
        pos=["PROPN", "VERB", "PROPN", "ADP", "NOUN", "PUNCT"],
        heads=[1, 1, 1, 4, 1, 1], deps=["nsubj", "ROOT", "obj", "case", "obl:arg", "punct"],
    )
    text = source.article.text
    values: dict[str, Any] = {
        "index": 0, "span": Span(0, len(text) - 1), "act": place(text, "accuse"), "sentence": 0, "accused": "Mir",
        "accused_entity": 1, "accuser": "Zor", "accuser_entity": 0, "matter": "fraud", "grave": True, "legal": False,
        "conditional": False, "attribution": None, "reply": Reply(reply),
    }
    allegation = Allegation(**{**values, **more})
    return evidence(source, allegations=(allegation,), entities=(person(0, "Zor"), person(1, "Mir")))


def test_a_grave_accusation_asks_for_a_reply() -> None:
    result = check("unanswered-accusation", accused())
    assert [hit.fields["accused"] for hit in result.hits] == ["Mir"]
    assert result.hits[0].severity is None
    off_topic = check("unanswered-accusation", accused(ReplyStatus.OFF_TOPIC)).hits[0]
    assert "pas sur ce point" in off_topic.fields["status"].fr  # type: ignore[union-attr]


@pytest.mark.parametrize("reply", [ReplyStatus.RELEVANT, ReplyStatus.SOUGHT])
def test_a_reply_or_an_attempt_is_enough(reply: ReplyStatus) -> None:
    assert check("unanswered-accusation", accused(reply)).outcome is Outcome.CLEAR


@pytest.mark.parametrize("change", [{"grave": False}, {"legal": True}])
def test_no_reply_is_asked_for(change: dict[str, Any]) -> None:
    assert check("unanswered-accusation", accused(**change), procedure=["accus*"]).outcome is Outcome.CLEAR


def dispute(**counts: int) -> Evidence:
    """A dispute whose parties have so many acts told and so many victims, each in a sentence of its own."""
    words = ["Titre", "¶", "Un", "corps", ".", "Deux", "faits", "."]
    source = annotated(words, kinds=(PartKind.TITLE, PartKind.BODY))
    places = (place(source.article.text, "corps"), place(source.article.text, "faits"))
    parties = tuple(
        Party(name, True, (), 0, 1, places[:count], places[:count], ((VerbClass.NEUTRAL, 1),))
        for name, count in counts.items()
    )
    return evidence(source, dispute=Dispute(True, False, parties))


def test_harmful_acts_and_victims_of_one_side_only() -> None:
    acts = check("uneven-acts", dispute(Alpha=2, Beta=0))
    assert acts.hits[0].whole_article
    assert (acts.hits[0].fields["charged"], acts.hits[0].fields["spared"]) == ("Alpha", "Beta")
    assert check("uneven-acts", dispute(Alpha=2, Beta=1)).outcome is Outcome.CLEAR
    assert check("uneven-acts", dispute(Alpha=1, Beta=0)).outcome is Outcome.CLEAR
    assert check("uneven-acts", dispute(Alpha=2)).outcome is Outcome.NOT_APPLICABLE
    assert check("uneven-victims", dispute(Alpha=1, Beta=0)).hits[0].fields["missing"] == "Beta"
    assert check("uneven-victims", dispute(Alpha=1, Beta=0), known=["un corps"]).outcome is Outcome.CLEAR


def test_one_sided() -> None:
    seen = dispute(Alpha=0, Beta=1)
    charge = replace(accused().reading.allegations[0], accused="Beta", accuser="Alpha")
    alpha, beta = seen.reading.dispute.parties
    silent = replace(beta, heard=False)

    def judged(*parties: Party, one_sided: bool = True, **more: Any) -> Result:
        reading = replace(seen.reading, dispute=Dispute(True, one_sided, parties), allegations=more.pop("allegations", (charge,)))
        return check("one-sided-dispute", replace(seen, reading=reading), **{"attributions": 0, **more})

    assert judged(alpha, silent).hits[0].fields["silent"] == "Beta"
    assert judged(alpha, silent, attributions=2).outcome is Outcome.CLEAR
    assert judged(alpha, beta, one_sided=False).outcome is Outcome.CLEAR
    assert judged(replace(alpha, heard=False), silent).outcome is Outcome.CLEAR, "nobody speaks: no side is favoured"
    assert judged(alpha, replace(silent, name="Daech"), unreachable=["daech"]).outcome is Outcome.CLEAR
    assert judged(alpha, silent, figurative=["Titre"]).outcome is Outcome.CLEAR
    assert judged(alpha, silent, allegations=()).outcome is Outcome.CLEAR, "a bystander"


@pytest.mark.parametrize(
    ("words", "flagged"),
    [
        (["pour", "la", "et", "la", "paix"], ["la et"]),
        (["le", "ou", "la", "candidate"], []),
        (["entre", "l’", ".", "Fin"], ["l’."]),
        (["les", "dans", "la", "rue"], ["les dans"]),
        (["en", "(", "OSCE", ")", "hier"], ["en ( OSCE )"]),
        (["un", "immédiat", "dans", "le", "bus"], ["un immédiat dans"]),
        (["un", "total", "de", "dix"], []),
        (["le", "de", "Gaulle"], []),
    ],
)
def test_lost_words(words: list[str], flagged: list[str]) -> None:
    seen = evidence(annotated(words))
    result = check("lost-words", seen, adjectives=["@card-adjectives-never-nouns"])
    assert [text.replace("(OSCE)", "( OSCE )").replace("( OSCE)", "( OSCE )") for text in shown(result, seen)] == flagged


def test_scare_quotes_only_without_a_speaker() -> None:
    source = annotated(["Le", "«", "chef", "»", "dort"])
    text = source.article.text
    mark = Quotation(place(text, "« chef»"), place(text, "chef"), QuotationUse.SCARE)
    base = evidence(source)
    scare = replace(base, reading=replace(base.reading, quotations=(mark,)))
    assert shown(check("scare-quotes", scare, quotations="anywhere"), scare) == ["« chef»"]
    title = replace(base, reading=replace(base.reading, quotations=(replace(mark, use=QuotationUse.TITLE),)))
    assert check("scare-quotes", title, quotations="anywhere").outcome is Outcome.CLEAR


def test_unbalanced_brackets() -> None:
    seen = evidence(annotated(["Un", "club", "(", "deux", "joue"]))
    assert shown(check("unbalanced-marks", seen), seen) == ["("]
    closed = evidence(annotated(["Un", "club", "(", "deux", ")", "joue"]))
    assert check("unbalanced-marks", closed).outcome is Outcome.CLEAR
    listed = evidence(annotated(["a", ")", "le", "club"]))
    assert check("unbalanced-marks", listed).outcome is Outcome.CLEAR


def test_voices_other_than_the_newsrooms_are_not_judged() -> None:
    source = annotated(["Il", "y", "a", "11", "morts", "."])
    assert check("unsourced-toll", evidence(source, voices=[Voice.ATTRIBUTED])).outcome is Outcome.CLEAR
