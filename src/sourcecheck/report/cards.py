"""Findings as an editor meets them: one card a sentence, the question first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sourcecheck.domain.audit import Audit, RuleBook
from sourcecheck.domain.findings import Finding, Severity
from sourcecheck.domain.text import Span


@dataclass(frozen=True)
class NormView:
    """A norm as cited: `reference` with its clause, `verified` false when nobody checked it at its source."""

    reference: str
    name: str
    url: str
    summary: str
    status: str
    verified: bool


@dataclass(frozen=True)
class ItemView:
    """One finding on a card."""

    rule: str
    family: str
    title: str
    severity: str
    confidence: str
    message: str
    question: str
    why: str
    words: str
    start: int
    end: int
    line: int
    column: int
    fingerprint: str
    whole_article: bool
    legal: bool
    precision: str
    norms: tuple[NormView, ...]
    related: tuple[tuple[int, int, str], ...]
    suppressed_by: str
    reason: str


@dataclass(frozen=True)
class CardView:
    """All that is asked about one sentence (or about the article: `sentence` is None)."""

    key: str
    sentence: int | None
    start: int
    end: int
    severity: str
    items: tuple[ItemView, ...]


def open_cards(audit: Audit, book: RuleBook) -> tuple[CardView, ...]:
    """The cards of the findings nobody set aside, in the order of the text."""
    return _cards(audit, book, (f for f in audit.findings if f.suppressed is None))


def suppressed_cards(audit: Audit, book: RuleBook) -> tuple[CardView, ...]:
    """The cards of the findings set aside with a reason."""
    return _cards(audit, book, (f for f in audit.findings if f.suppressed is not None))


def _cards(audit: Audit, book: RuleBook, findings: Iterable[Finding]) -> tuple[CardView, ...]:
    groups: dict[int | None, list[Finding]] = {}
    for finding in findings:
        sentence = None if finding.whole_article else audit.reading.sentence_at(finding.span.start)
        groups.setdefault(sentence.index if sentence else None, []).append(finding)
    cards = [_card(audit, book, index, group) for index, group in groups.items()]
    return tuple(sorted(cards, key=lambda card: (card.start, card.sentence is not None, card.end)))


def _card(audit: Audit, book: RuleBook, index: int | None, findings: list[Finding]) -> CardView:
    ranked = sorted(findings, key=lambda f: (-f.severity.rank, -f.confidence.rank, f.span.start, f.rule))
    span = audit.reading.sentences[index].span if index is not None else _cover(findings)
    worst: Severity = max((f.severity for f in findings), key=lambda severity: severity.rank)
    return CardView(
        key="article" if index is None else f"s{index}",
        sentence=index,
        start=span.start,
        end=span.end,
        severity=worst.value,
        items=tuple(_item(audit, book, finding) for finding in ranked),
    )


def _cover(findings: list[Finding]) -> Span:
    return Span(min(f.span.start for f in findings), max(f.span.end for f in findings))


def _item(audit: Audit, book: RuleBook, finding: Finding) -> ItemView:
    card = book.card(finding.rule)
    lang = audit.lang
    return ItemView(
        rule=finding.rule,
        family=finding.rule.split("-", 1)[0],
        title=card.title.in_language(lang) if card else finding.rule,
        severity=finding.severity.value,
        confidence=finding.confidence.value,
        message=finding.message,
        question=finding.question,
        why=card.why.in_language(lang) if card else "",
        words=finding.span.of(audit.article.text),
        start=finding.span.start,
        end=finding.span.end,
        line=finding.region.start.line,
        column=finding.region.start.column,
        fingerprint=finding.fingerprint,
        whole_article=finding.whole_article,
        legal=bool(card and card.legal),
        precision=f"{card.measured_good}/{card.measured_hits}" if card and card.measured_hits else "",
        norms=tuple(view for reference in finding.norms if (view := _norm(book, reference, lang)) is not None),
        related=tuple((r.span.start, r.span.end, r.label) for r in finding.related),
        suppressed_by=finding.suppressed.by if finding.suppressed else "",
        reason=finding.suppressed.reason if finding.suppressed else "",
    )


def _norm(book: RuleBook, reference: str, lang: str) -> NormView | None:
    norm = book.norm(reference)
    if norm is None:
        return None
    return NormView(
        reference, norm.name, norm.url if norm.url.startswith(("http://", "https://")) else "",
        norm.summary.in_language(lang), norm.status, norm.status in ("read", "read in part"),
    )
