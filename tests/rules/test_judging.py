"""Findings and outcomes: sorted, stable against edits elsewhere, never a crash."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hand_built_rules import annotated, card_text, reading

from sourcecheck.domain.findings import Bilingual, Finding, Outcome, Severity
from sourcecheck.domain.scores import Scores
from sourcecheck.domain.text import Position
from sourcecheck.resources import Library
from sourcecheck.rules import RuleSet, judge, load_rules
from sourcecheck.rules.checks import Built
from sourcecheck.rules.evidence import Evidence
from sourcecheck.rules.hits import Hit, Place, Result, found
from sourcecheck.rules.judging import shortened


@pytest.fixture
def rules(house: Callable[..., Library]) -> RuleSet:
    library = house({"ABC-001.toml": card_text(), "ABC-002.toml": card_text("ABC-002", "fait")})
    return load_rules(library, select=["ABC-*"])


def findings(words: list[str], rules: RuleSet, **more: object) -> tuple[Finding, ...]:
    source = annotated(words)
    return judge(source, reading(source, **more), Scores((), ()), rules)[0]  # type: ignore[arg-type]


def test_findings_are_sorted_and_tell_place_and_words(rules: RuleSet) -> None:
    found_here = findings(["Un", "fait", ".", "Un", "mot", "."], rules)
    assert [f.rule for f in found_here] == ["ABC-002", "ABC-001"]
    assert found_here[1].message == "« mot » est signalé."
    assert found_here[1].region.start == Position(1, 13)


def test_english(rules: RuleSet) -> None:
    source = annotated(["Un", "mot"])
    (finding,), _ = judge(source, reading(source), Scores((), ()), rules, lang="en")
    assert (finding.message, finding.question) == ("“mot” is flagged.", "Why?")


def test_every_rule_has_an_outcome(rules: RuleSet) -> None:
    source = annotated(["Un", "mot"])
    _, verdicts = judge(source, reading(source), Scores((), ()), rules, ignore={"ABC-002"})
    assert [(v.rule, v.outcome) for v in verdicts] == [
        ("ABC-001", Outcome.FLAGGED), ("ABC-002", Outcome.NOT_APPLICABLE)
    ]


def test_opinion_is_out_of_scope_by_default(rules: RuleSet) -> None:
    source = annotated(["Un", "mot"])
    got, verdicts = judge(source, reading(source, genre="opinion"), Scores((), ()), rules)
    assert got == ()
    assert {v.outcome for v in verdicts} == {Outcome.NOT_APPLICABLE}
    assert "opinion" in verdicts[0].note


def test_a_broken_check_is_an_outcome_and_silences_nothing_else(rules: RuleSet) -> None:
    def broken(evidence: Evidence) -> Result:
        raise KeyError("x")

    first, second = rules.rules
    damaged = replace(rules, rules=(replace(first, built=Built(broken)), second))
    source = annotated(["Un", "fait"])
    got, verdicts = judge(source, reading(source), Scores((), ()), damaged)
    assert [f.rule for f in got] == ["ABC-002"]
    assert verdicts[0].outcome is Outcome.FAILED
    assert "KeyError" in verdicts[0].note


def test_fingerprints_survive_edits_elsewhere(rules: RuleSet) -> None:
    before = findings(["Un", "mot", "ici", "."], rules)[0]
    after = findings(["Autre", "phrase", ".", "Un", "mot", "ici", "."], rules)[0]
    assert before.fingerprint == after.fingerprint
    assert before.fingerprint != findings(["Un", "mot", "là", "."], rules)[0].fingerprint
    twice = findings(["Un", "mot", ".", "Un", "mot", "."], rules)
    assert twice[0].fingerprint != twice[1].fingerprint


def test_a_finding_on_the_whole_article_hangs_on_its_key_not_on_the_title(rules: RuleSet) -> None:
    def whole(evidence: Evidence) -> Result:
        return found([Hit(evidence.title, whole_article=True, key="parti", severity=Severity.ERROR)])

    built = replace(rules, rules=(replace(rules.rules[0], built=Built(whole)),))
    one, other = findings(["Un", "titre"], built)[0], findings(["Un", "autre", "titre"], built)[0]
    assert one.whole_article
    assert one.severity is Severity.ERROR
    assert one.fingerprint == other.fingerprint


def test_other_places_are_named_in_the_language_of_the_reader(rules: RuleSet) -> None:
    def whole(evidence: Evidence) -> Result:
        return found([Hit(evidence.title, related=(Place(evidence.title, Bilingual("ici", "here")),))])

    built = replace(rules, rules=(replace(rules.rules[0], built=Built(whole)),))
    source = annotated(["Un", "mot"])
    for lang, label in (("fr", "ici"), ("en", "here")):
        (finding,), _ = judge(source, reading(source), Scores((), ()), built, lang)
        assert [related.label for related in finding.related] == [label]


def test_long_words_are_cut_between_words() -> None:
    assert shortened("a\nb") == "a b"
    cut = shortened("mot " * 60)
    assert len(cut) <= 92
    assert cut.endswith("mot …")
