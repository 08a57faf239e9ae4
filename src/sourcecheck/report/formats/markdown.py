"""``markdown``: a summary for a step summary or a merge request: counts, a table of findings, worst first, and what was set aside."""

from __future__ import annotations

import re
from collections import Counter
from gettext import NullTranslations

from sourcecheck.domain.audit import RuleBook
from sourcecheck.domain.findings import Severity
from sourcecheck.report.formats.gathering import Gathering, said
from sourcecheck.report.formats.registry import Writer
from sourcecheck.report.formats.sink import Sink
from sourcecheck.resources.translation import translator

MOST_ROWS = 500
"""A step summary is cut at one mebibyte; more rows are counted, not shown."""
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#~&!])")


def open(name: str, sink: Sink, book: RuleBook, lang: str) -> Writer:
    return _Summary(sink, book, lang)


class _Summary(Gathering):
    def document(self) -> str:
        t = translator(self.lang)
        rows = [(path, finding) for path, findings in self.articles for finding in findings]
        rows.sort(key=lambda row: (-row[1].severity.rank, row[0], row[1].region.start.line, row[1].rule))
        count = Counter(finding.severity for _, finding in rows)
        lines = [
            "## sourcecheck", "",
            t.gettext("Articles: {n}").format(n=len(self.articles)) + " · "
            + " · ".join(f"{severity.value}: {count[severity]}" for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO)),
        ]
        if rows:
            head = (t.gettext("Place"), t.gettext("Severity"), t.gettext("Rule"), t.gettext("Finding"))
            lines += ["", "| " + " | ".join(head) + " |", "| --- | --- | --- | --- |"]
        for path, finding in rows[:MOST_ROWS]:
            place = escaped(f"{path}:{finding.region.start.line}")
            lines.append(f"| {place} | {finding.severity.value} | {finding.rule} | {escaped(said(finding))} |")
        if len(rows) > MOST_ROWS:
            lines += ["", t.gettext("{n} more findings are not shown.").format(n=len(rows) - MOST_ROWS)]
        return "\n".join(lines + self._set_aside(t)) + "\n"

    def _set_aside(self, t: NullTranslations) -> list[str]:
        """What was set aside and why, so that a reader of the summary can disagree."""
        rows = [(path, finding, why) for (path, _), pairs in zip(self.articles, self.aside, strict=True) for finding, why in pairs]
        if not rows:
            return []
        lines = ["", t.gettext("Set aside: {n}").format(n=len(rows)), ""]
        for path, finding, why in rows[:MOST_ROWS]:
            reason = f"{why.by}: {why.reason}" if why.reason else why.by
            lines.append(f"- {escaped(f'{path}:{finding.region.start.line}')} {finding.rule} — {escaped(reason)}")
        if len(rows) > MOST_ROWS:
            lines += ["", t.gettext("{n} more findings are not shown.").format(n=len(rows) - MOST_ROWS)]
        return lines


def escaped(text: str) -> str:
    """Words of an article as plain text of one table cell: no markup, no HTML, no line break."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
