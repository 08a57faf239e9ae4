"""Detectors of figures, leftovers, procedure and anonymity, on hand-built articles."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hand_built_rules import annotated, evidence, place, reading
from test_detectors import check, shown

from sourcecheck.domain.discourse import Attribution, AttributionType, CueKind
from sourcecheck.domain.findings import Bilingual, Outcome
from sourcecheck.domain.scores import Scores
from sourcecheck.domain.text import PartKind
from sourcecheck.resources import Library
from sourcecheck.rules.detectors.counts import value_of
from sourcecheck.rules.detectors.spelling import sound_of
from sourcecheck.rules.evidence import Evidence
from sourcecheck.rules.jurisdictions import load_jurisdiction


def of(text: str, kinds: tuple[PartKind, ...] = (PartKind.BODY,)) -> Evidence:
    return evidence(annotated(text.split(" "), kinds=kinds))


@pytest.mark.parametrize(("words", "value"), [("1.200", 1200), ("1 200", 1200), ("douze", 12), ("Onze", 11), ("mille", None)])
def test_numbers(words: str, value: int | None) -> None:
    assert value_of(words) == value


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("Il y a 11 morts , dont 7 civils et 5 militaires .", ["11 morts, dont 7 civils et 5 militaires"]),
        ("Il y a 12 morts , dont 7 civils et 5 militaires .", []),
        ("Il y a 11 morts , dont 9 civils et 4 enfants .", []),
        ("Il y a 20 morts , dont 22 policiers .", ["20 morts, dont 22 policiers"]),
    ],
)
def test_parts_of_one_partition_do_not_exceed_the_whole(text: str, flagged: list[str]) -> None:
    seen = of(text)
    result = check("overflowing-sum", seen)
    assert shown(result, seen) == flagged
    assert not flagged or int(str(result.hits[0].fields["sum"])) > int(str(result.hits[0].fields["total"]))


@pytest.mark.parametrize(
    ("body", "flagged"),
    [
        ("Il y a 11 morts .", ["12 morts"]),
        ("Il y a 12 morts .", []),
        ("Il y a au moins 11 morts .", []),
        ("Il y a 11 morts et 9 morts .", []),
        ("Il y a 11 blessés .", []),
    ],
)
def test_a_title_and_its_body(body: str, flagged: list[str]) -> None:
    seen = of(f"Accident : 12 morts ¶ {body}", (PartKind.TITLE, PartKind.BODY))
    assert shown(check("differing-figures", seen, zones=("title",), units=["morts", "blessés"]), seen) == flagged


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("Le taux passe de 7 % à 8 % , une hausse de 1 % .", True),
        ("Le taux passe de 7 % à 8 % , une hausse de 14 % .", False),
        ("Le taux passe de 100 % à 98 % , une baisse de 2 % .", False),
    ],
)
def test_points_are_not_per_cent(text: str, flagged: bool) -> None:
    assert bool(check("points-as-per-cent", of(text)).hits) is flagged


def test_a_crowd_needs_two_counts_or_a_counter_of_its_own() -> None:
    options = {"official": ["police"], "organisers": ["syndicats"], "independent": ["Occurrence"]}
    alone = check("single-crowd-count", of("Hier 600 personnes ont défilé ."), **options)
    assert alone.hits[0].fields["missing"] == Bilingual("personne n’est dit avoir compté", "nobody is said to have counted")
    one = check("single-crowd-count", of("Hier 600 personnes ont défilé selon la police ."), **options)
    assert "organisateurs" in one.hits[0].fields["missing"].fr  # type: ignore[union-attr]
    both = "Hier 600 personnes ont défilé selon la police et 900 selon les syndicats ."
    assert not check("single-crowd-count", of(both), **options).hits
    assert not check("single-crowd-count", of("Hier 600 personnes ont défilé a compté Occurrence ."), **options).hits


@pytest.mark.parametrize(
    ("text", "flagged"),
    [("Il y a XX salariés", ["XX"]), ("Une taille XXL", []), ("Au XX siècle", []), ("Le [nom à vérifier] a dit", ["[nom à vérifier]"]),
     ("Le total ( À CONFIRMER ) monte", ["À CONFIRMER"]), ("Il [le maire] viendra", [])],
)
def test_leftovers(text: str, flagged: list[str]) -> None:
    seen = of(text)
    assert shown(check("drafting-leftovers", seen), seen) == flagged


def test_the_country_decides_which_word_is_foreign() -> None:
    noun = of("Une inculpation surprend .")
    france = replace(noun, jurisdiction=load_jurisdiction(Library(), "FR"))
    belgium = replace(noun, jurisdiction=load_jurisdiction(Library(), "BE"))
    assert shown(check("procedure-words", france), noun) == ["inculpation"]
    assert not check("procedure-words", belgium).hits
    assert not check("procedure-words", france, abroad=["surprend"]).hits


@pytest.mark.parametrize(
    ("source", "more", "flagged"),
    [("un cadre", "", True), ("le cadre", "", False), ("un passant", "", False), ("un cadre", " Paul Roy", False)],
)
def test_an_indefinite_insider_without_a_name_is_anonymous(source: str, more: str, flagged: bool) -> None:
    built = annotated(f"Selon {source}{more} tout va .".split(" "))
    text = built.article.text
    said = Attribution(0, AttributionType.INDIRECT, (place(text, "tout va"),), place(text, "Selon"), CueKind.PREPOSITION, "selon",
                       place(text, source), None, False)
    seen = Evidence(built, reading(built, attributions=(said,)), Scores((), ()), load_jurisdiction(Library(), "FR"))
    assert bool(check("anonymous-source", seen, nouns=["cadre"]).hits) is flagged
    assert not check("anonymous-source", seen, nouns=["cadre"], attacks=["escroc"]).hits


def test_a_poll_names_what_is_missing_and_a_notice_is_enough() -> None:
    options: dict[str, list[str]] = {"polls": ["sondage"], "electoral": ["candidat"], "institutes": ["Ifop"], "clients": ["pour"],
                                     "notice": ["notice"]}
    bare = check("poll-without-notice", of("Un sondage Ifop donne le candidat à 52 % ."), **options)
    assert bare.hits[0].fields["missing"] == Bilingual(
        "commanditaire, nombre de personnes interrogées, dates, marge d’erreur", "client, sample size, dates, margin of error"
    )
    assert not check("poll-without-notice", of("Un sondage Ifop donne le candidat à 52 % . La notice suit ."), **options).hits
    assert not check("poll-without-notice", of("Un sondage donne le oui à 52 % ."), **options).hits


def test_a_weekday_needs_a_date_unless_the_article_is_dated() -> None:
    text = "Le conseil a voté mercredi la vente ."
    assert shown(check("unanchored-time", of(text)), of(text)) == ["mercredi"]
    assert not check("unanchored-time", of("Le conseil a voté mercredi 3 mars la vente .")).hits
    dated = evidence(annotated(text.split(" "), article={"published": "2026-03-04"}))
    assert check("unanchored-time", dated).outcome is Outcome.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("Pachinian", "Pashinyan", True), ("Karabakh", "Karabak", True), ("Martin", "Marchand", False), ("Tchekov", "Chekov", True)],
)
def test_transliterations_sound_alike(one: str, other: str, same: bool) -> None:
    assert (sound_of(one) == sound_of(other)) is same


def test_the_rarer_spelling_is_flagged_with_the_usual_one() -> None:
    words = "Bachir parle . Bachir part . Bashir rit .".split(" ")
    built = annotated(words, pos=["PROPN" if w.endswith("ir") else "NOUN" for w in words])
    result = check("rival-spellings", evidence(built))
    assert shown(result, evidence(built)) == ["Bashir"]
    assert result.hits[0].fields["other"] == "Bachir"
