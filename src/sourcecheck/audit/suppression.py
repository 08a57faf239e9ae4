"""Findings the author set aside in the source, with the reason kept."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from fnmatch import fnmatchcase

from sourcecheck.domain.audit import Audit, RuleBook
from sourcecheck.domain.codec import replaced
from sourcecheck.domain.findings import Bilingual, Card, Confidence, Finding, Severity, Suppression
from sourcecheck.domain.text import Directive, Position, Region, Span
from sourcecheck.errors import InputError


def suppress(findings: tuple[Finding, ...], directives: Iterable[Directive]) -> tuple[Finding, ...]:
    """The findings, those under a directive marked with its reason."""
    directives = tuple(directives)
    if not directives:
        return findings
    return tuple(_marked(finding, directives) for finding in findings)


def covers(directive: Directive, finding: Finding) -> bool:
    """Whether the directive names the finding's rule (or a pattern of it) and its place."""
    named = not directive.rules or any(fnmatchcase(finding.rule, pattern) for pattern in directive.rules)
    return named and directive.span.overlaps(finding.span)


def _marked(finding: Finding, directives: tuple[Directive, ...]) -> Finding:
    for directive in directives:
        if covers(directive, finding):
            return replace(finding, suppressed=Suppression("inline", directive.reason))
    return finding


def complaints(audit: Audit, narrowed: bool = False) -> tuple[InputError, ...]:
    """What is wrong with the directives of an article: no reason given, or nothing set aside.

    `narrowed` says that only some rules ran; a directive about the others is then not called idle.
    """
    path = audit.article.path or audit.article.id
    told: list[InputError] = []
    for directive in audit.article.directives:
        if not directive.reason:
            told.append(InputError(
                "{path}:{line}: this ignore gives no reason: write it after the rules.", path=path, line=directive.line,
            ))
        if IDLE in _wrong(directive, audit, narrowed):
            told.append(InputError(
                "{path}:{line}: this ignore ({rules}) sets nothing aside: remove it.",
                path=path, line=directive.line, rules=", ".join(directive.rules) or "*",
            ))
    return tuple(told)


def _spared(directive: Directive, audit: Audit) -> bool:
    """Whether a rule the directive is about may not have run."""
    ran = [verdict.rule for verdict in audit.verdicts]
    return not directive.rules or not all(any(fnmatchcase(rule, p) for rule in ran) for p in directive.rules)


def _card(id_: str, title: Bilingual, why: Bilingual, question: Bilingual) -> Card:
    return Card(id_, title, why, title, question, "directive", {}, Severity.WARNING, Confidence.HIGH)


NO_REASON = _card(
    "IGN-001",
    Bilingual("Cette mise à l’écart ne donne pas de raison.", "This ignore gives no reason."),
    Bilingual("Qui relit plus tard doit savoir pourquoi un signalement a été écarté, et par quelle décision.",
              "Who reads the file later must know why a finding was set aside, and by what decision."),
    Bilingual("Pourquoi est-ce écarté ? Écrivez-le après les règles.", "Why is this set aside? Write it after the rules."),
)
IDLE = _card(
    "IGN-002",
    Bilingual("Cette mise à l’écart n’écarte rien.", "This ignore sets nothing aside."),
    Bilingual("Une mise à l’écart qui reste sans objet cachera un jour un signalement que personne n’a vu.",
              "An ignore left without object will one day hide a finding that nobody has seen."),
    Bilingual("Faut-il encore l’écrire ? Sinon, retirez-la.", "Is it still needed? If not, remove it."),
)
ABOUT_IGNORES = (NO_REASON, IDLE)


def with_ignores(book: RuleBook) -> RuleBook:
    """The rule book, with what is asked of ignores themselves."""
    return RuleBook((*book.cards, *ABOUT_IGNORES), book.norms)


def told_of_ignores(audit: Audit, lang: str, narrowed: bool = False) -> Audit:
    """The audit with a finding on every ignore that gives no reason or sets nothing aside, at the place of the ignore.

    `narrowed`: as in `complaints`.
    """
    directives = audit.article.directives
    if not directives:
        return audit
    seen: dict[str, int] = {}
    told = []
    for directive in directives:
        for card in _wrong(directive, audit, narrowed):
            key = f"{card.id}\0{','.join(directive.rules)}\0{directive.reason}"
            seen[key] = seen.get(key, -1) + 1
            told.append(_told(directive, card, hashlib.sha256(f"{key}\0{seen[key]}".encode()).hexdigest()[:16], lang))
    if not told:
        return audit
    return replaced(audit, findings=tuple(sorted((*audit.findings, *told), key=lambda finding: finding.span.start)))


def _wrong(directive: Directive, audit: Audit, narrowed: bool) -> Iterator[Card]:
    if not directive.reason:
        yield NO_REASON
    if not (narrowed and _spared(directive, audit)) and not any(covers(directive, f) for f in audit.findings):
        yield IDLE


def _told(directive: Directive, card: Card, fingerprint: str, lang: str) -> Finding:
    start = Position(directive.line, directive.column)
    end = Position(directive.end_line, directive.end_column) if directive.end_line else start
    at = directive.span.start
    return Finding(
        card.id, card.severity, card.confidence, Span(at, at), Region(start, end), card.message.in_language(lang),
        card.question.in_language(lang), (), fingerprint,
    )
