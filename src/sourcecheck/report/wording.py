"""Numbers and counts put into words: « 3 affirmations sans source, 1 accusation sans réponse »."""

from __future__ import annotations

from gettext import NullTranslations

from sourcecheck.domain.audit import Audit
from sourcecheck.domain.findings import Change, Finding

UNSOURCED = frozenset({"SRC-001", "SRC-002", "SRC-003", "SRC-009", "FIG-001"})
"""Rules that say: the newsroom claims this, and gives no source."""


def open_findings(audit: Audit) -> tuple[Finding, ...]:
    """The findings nobody set aside."""
    return tuple(finding for finding in audit.findings if finding.suppressed is None)


def headline(audit: Audit, t: NullTranslations) -> str:
    """What stands at the top of a report, in words; never a score."""
    found = [finding for finding in open_findings(audit) if finding.change in (None, Change.NEW)]
    claims = [finding for finding in found if finding.rule in UNSOURCED]
    unsourced = len({_sentence(audit, finding) for finding in claims}) if len(claims) > 1 else len(claims)
    unanswered = sum(finding.rule == "CTR-001" for finding in found)
    loaded = sum(finding.rule.startswith("LEX-") for finding in found)
    others = len(found) - len(claims) - unanswered - loaded
    parts = [
        counted(t, unsourced, "{n} claim without a source", "{n} claims without a source"),
        counted(t, unanswered, "{n} accusation without a reply", "{n} accusations without a reply"),
        counted(t, loaded, "{n} loaded wording", "{n} loaded wordings"),
        counted(t, others, "{n} other point to read again", "{n} other points to read again"),
    ]
    told = [part for part in parts if part]
    if told:
        return ", ".join(told)
    if audit.reading.genre == "opinion":
        return t.gettext("Nothing to ask: this is read as an opinion piece, and most rules are for news.")
    return t.gettext("Nothing to ask about this text.")


def counted(t: NullTranslations, n: int, one: str, many: str) -> str:
    """The phrase for `n` things, empty for none."""
    return t.ngettext(one, many, n).format(n=n) if n else ""


def _sentence(audit: Audit, finding: Finding) -> int:
    """Several rules on one sentence are one claim."""
    sentence = audit.reading.sentence_at(finding.span.start)
    return sentence.index if sentence else -1 - finding.span.start
