"""Findings the author set aside in the source, with the reason kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fnmatch import fnmatchcase

from sourcecheck.domain.audit import Audit
from sourcecheck.domain.findings import Finding, Suppression
from sourcecheck.domain.text import Directive
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
        if not (narrowed and _spared(directive, audit)) and not any(covers(directive, f) for f in audit.findings):
            told.append(InputError(
                "{path}:{line}: this ignore ({rules}) sets nothing aside: remove it.",
                path=path, line=directive.line, rules=", ".join(directive.rules) or "*",
            ))
    return tuple(told)


def _spared(directive: Directive, audit: Audit) -> bool:
    """Whether a rule the directive is about may not have run."""
    ran = [verdict.rule for verdict in audit.verdicts]
    return not directive.rules or not all(any(fnmatchcase(rule, p) for rule in ran) for p in directive.rules)
