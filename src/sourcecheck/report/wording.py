"""Numbers and counts put into words: « 3 affirmations sans source, 1 accusation sans réponse »."""

from __future__ import annotations

from collections.abc import Iterable
from gettext import NullTranslations

from sourcecheck.domain.audit import Audit
from sourcecheck.domain.findings import Finding


def open_findings(audit: Audit) -> tuple[Finding, ...]:
    """The findings nobody set aside."""
    return tuple(finding for finding in audit.findings if finding.suppressed is None)


def headline(audit: Audit, t: NullTranslations) -> str:
    """What stands at the top of a report, in words; never a score."""
    families = [finding.rule for finding in open_findings(audit)]
    unsourced = _count(families, ("SRC-001", "SRC-002", "SRC-003", "FIG-001"))
    unanswered = _count(families, ("CTR-001",))
    loaded = sum(rule.startswith("LEX-") for rule in families)
    others = len(families) - unsourced - unanswered - loaded
    parts = [
        counted(t, unsourced, "{n} claim without a source", "{n} claims without a source"),
        counted(t, unanswered, "{n} accusation without a reply", "{n} accusations without a reply"),
        counted(t, loaded, "{n} loaded wording", "{n} loaded wordings"),
        counted(t, others, "{n} other point to read again", "{n} other points to read again"),
    ]
    told = [part for part in parts if part]
    return ", ".join(told) if told else t.gettext("Nothing to ask about this text.")


def counted(t: NullTranslations, n: int, one: str, many: str) -> str:
    """The phrase for `n` things, empty for none."""
    return t.ngettext(one, many, n).format(n=n) if n else ""


def _count(rules: Iterable[str], wanted: tuple[str, ...]) -> int:
    return sum(rule in wanted for rule in rules)
