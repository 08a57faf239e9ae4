"""``text``: for a terminal or a mail — place, what is asked, the words under it.

Colour only on a terminal, and not where NO_COLOR is set (https://no-color.org): elsewhere plain bytes.
"""

from __future__ import annotations

import os
from collections import Counter
from gettext import NullTranslations

from sourcecheck.domain.audit import Audit, RuleBook
from sourcecheck.domain.findings import Change, Finding, Severity
from sourcecheck.report.formats.registry import Writer
from sourcecheck.report.formats.sink import Sink
from sourcecheck.report.wording import headline, open_findings
from sourcecheck.resources.translation import translator

_CONTEXT = 46
_CHANGES = (Change.EDITED, Change.MOVED)
_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


def open(name: str, sink: Sink, book: RuleBook, lang: str) -> Writer:
    return _Text(sink, translator(lang))


class _Text:
    def __init__(self, sink: Sink, translation: NullTranslations) -> None:
        self.sink = sink
        self.t = translation
        self.colours = sink.is_terminal and not os.environ.get("NO_COLOR")

    def add(self, audit: Audit) -> None:
        name = audit.article.path or audit.article.id
        self.sink.write(f"{name} — {headline(audit, self.t)}\n")
        for finding in open_findings(audit):
            self.sink.write(self._finding(name, finding, audit.article.text))
        self._set_aside(name, audit)
        self.sink.write("\n")

    def _set_aside(self, name: str, audit: Audit) -> None:
        """What the writer set aside, with the reason; of what was accepted elsewhere (a baseline may be long), how many."""
        elsewhere: Counter[str] = Counter()
        for finding in audit.findings:
            if finding.suppressed is None:
                continue
            if finding.suppressed.by not in ("inline", "editor"):
                elsewhere[finding.suppressed.by] += 1
                continue
            place, said = finding.region.start, self.t.gettext("set aside")
            self.sink.write(f"{name}:{place.line}:{place.column}: {said} {finding.rule} — {finding.suppressed.reason}\n")
        for by, count in sorted(elsewhere.items()):
            self.sink.write(self.t.gettext("{n} set aside ({by})").format(n=count, by=by) + "\n")

    def _finding(self, name: str, finding: Finding, text: str) -> str:
        place = finding.region.start
        severity = self.t.gettext(finding.severity.value)
        severity = self._painted(severity, finding.severity)
        change = f" [{self._change(finding.change)}]" if finding.change in _CHANGES else ""
        lines = [f"{name}:{place.line}:{place.column}: {severity} {finding.rule}{change} {finding.message}"]
        if not finding.whole_article:
            words, carets = underlined(text, finding)
            lines.extend((words, self._painted(carets, finding.severity)))
        lines.append(f"    → {finding.question}")
        return "\n".join(lines) + "\n"

    def _change(self, change: Change | None) -> str:
        return self.t.gettext("edited sentence") if change is Change.EDITED else self.t.gettext("moved sentence")

    def _painted(self, words: str, severity: Severity) -> str:
        if not self.colours:
            return words
        from rich.color import ColorSystem
        from rich.style import Style

        return Style.parse(_STYLES[severity]).render(words, color_system=ColorSystem.STANDARD)

    def finish(self) -> None:
        self.sink.close()


def underlined(text: str, finding: Finding) -> list[str]:
    """The words in their line, and carets under them."""
    start, end = finding.span.start, finding.span.end
    left = max(text.rfind("\n", 0, start) + 1, start - _CONTEXT)
    stop = text.find("\n", end)
    right = min(stop if stop >= 0 else len(text), end + _CONTEXT)
    before = ("…" if left > 0 and text[left - 1] != "\n" else "") + text[left:start]
    after = text[end:right] + ("…" if right < len(text) and text[right] != "\n" else "")
    words = text[start:end].replace("\n", " ")
    return [f"    {before}{words}{after}", "    " + " " * len(before) + "^" * max(1, len(words))]
