"""Findings the author set aside in the source, with the reason kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fnmatch import fnmatchcase

from sourcecheck.domain.findings import Finding, Suppression
from sourcecheck.domain.text import Directive


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
