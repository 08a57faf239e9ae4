"""Directives without a reason, and directives that set nothing aside, are told."""

from __future__ import annotations

import pytest

from sourcecheck.audit.suppression import complaints, told_of_ignores, with_ignores
from sourcecheck.domain.audit import Audit, Metrics, RuleBook, Toolchain
from sourcecheck.domain.discourse import Dispute, Reading
from sourcecheck.domain.findings import Confidence, Finding, Outcome, Severity, Verdict
from sourcecheck.domain.scores import Scores
from sourcecheck.domain.text import Article, Directive, SourceMap, Span

TEXT = "Onze morts et trente blessés."
WHOLE = Span(0, len(TEXT))


def audit_with(rules: tuple[str, ...], reason: str, place: Span = WHOLE) -> Audit:
    where = Span(0, 10)
    finding = Finding(
        "FIG-001", Severity.ERROR, Confidence.HIGH, where, SourceMap.identity(TEXT).region(where), "m", "q", (), "f",
    )
    article = Article(
        "a", TEXT, (), SourceMap.identity(TEXT), path="a.md", directives=(Directive(rules, reason, place, 4, 1),)
    )
    verdicts = (Verdict("FIG-001", Outcome.FLAGGED), Verdict("FIG-002", Outcome.CLEAR))
    return Audit(article, Reading("news", (), (), (), (), (), Dispute(False, False)), Scores((), ()), (finding,), verdicts, Metrics(()), Toolchain(()))


CASES = pytest.mark.parametrize(
    ("audit", "narrowed", "said"),
    [
        (audit_with(("FIG-001",), "préfet"), False, []),
        (audit_with((), "préfet"), False, []),
        (audit_with(("FIG-*",), ""), False, ["no reason"]),
        (audit_with(("FIG-002",), "préfet"), False, ["sets nothing aside"]),
        (audit_with(("FIG-001",), "préfet", Span(20, 29)), False, ["sets nothing aside"]),
        (audit_with(("SRC-001",), ""), False, ["no reason", "sets nothing aside"]),
        (audit_with(("SRC-001",), "préfet"), True, []),
        (audit_with(("FIG-002",), "préfet"), True, ["sets nothing aside"]),
    ],
)


@CASES
def test_complaints_are_findings_too(audit: Audit, narrowed: bool, said: list[str]) -> None:
    told = [f for f in told_of_ignores(audit, "en", narrowed).findings if f.rule.startswith("IGN-")]
    assert len(told) == len(said)
    assert all(words in f.message and f.region.start.line == 4 for words, f in zip(said, told, strict=True))
    assert len({f.fingerprint for f in told}) == len(told)
    assert all(with_ignores(RuleBook((), ())).card(f.rule) for f in told)


@CASES
def test_complaints(audit: Audit, narrowed: bool, said: list[str]) -> None:
    told = [str(error) for error in complaints(audit, narrowed)]
    assert len(told) == len(said)
    assert all(words in sentence and sentence.startswith("a.md:4:") for words, sentence in zip(said, told, strict=True))
