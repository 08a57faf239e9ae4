"""``github``: workflow commands, worst first, inside the limit of ten errors, ten warnings and ten notices a step.

What does not fit is written to the log in plain lines, and the tenth annotation of its level says how many.
"""

from __future__ import annotations

from collections.abc import Mapping

from sourcecheck.domain.audit import Audit, RuleBook
from sourcecheck.domain.findings import Finding
from sourcecheck.report.formats.registry import Writer
from sourcecheck.report.formats.sink import Sink
from sourcecheck.report.wording import open_findings
from sourcecheck.resources.translation import translator

MOST = 10
"""Annotations of one level that a step may show."""
_COMMANDS: Mapping[str, str] = {"error": "error", "warning": "warning", "info": "notice"}


def open(name: str, sink: Sink, book: RuleBook, lang: str) -> Writer:
    return _Annotations(sink, book, lang)


class _Annotations:
    def __init__(self, sink: Sink, book: RuleBook, lang: str) -> None:
        self.sink = sink
        self.book = book
        self.lang = lang
        self.t = translator(lang)
        self.found: list[tuple[str, Finding]] = []

    def add(self, audit: Audit) -> None:
        path = audit.article.path or audit.article.id
        self.found.extend((path, finding) for finding in open_findings(audit))

    def finish(self) -> None:
        self.found.sort(key=lambda pair: (-pair[1].severity.rank, pair[0], pair[1].region.start.line, pair[1].rule))
        rest: list[tuple[str, Finding]] = []
        for severity, command in _COMMANDS.items():
            level = [pair for pair in self.found if pair[1].severity.value == severity]
            shown = level if len(level) <= MOST else level[: MOST - 1]
            for path, finding in shown:
                self.sink.write(annotation(command, path, finding, self._title(finding)))
            if len(level) > len(shown):
                more = self.t.gettext("{n} more findings of this level are in the log.").format(n=len(level) - len(shown))
                self.sink.write(f"::{command} title=sourcecheck::{_escaped(more)}\n")
                rest += level[len(shown) :]
        if rest:
            self.sink.write("::group::sourcecheck\n")
            for path, finding in rest:
                self.sink.write(_log_line(path, finding))
            self.sink.write("::endgroup::\n")
        self.sink.close()

    def _title(self, finding: Finding) -> str:
        card = self.book.card(finding.rule)
        return f"{finding.rule} {card.title.in_language(self.lang)}" if card else finding.rule


def annotation(command: str, path: str, finding: Finding, title: str) -> str:
    """One workflow command; values escaped as the runner asks."""
    start, end = finding.region.start, finding.region.end
    place = f"file={_property(path)},line={start.line},endLine={end.line}"
    if start.line == end.line:
        place += f",col={start.column},endColumn={end.column}"
    return f"::{command} {place},title={_property(title)}::{_escaped(f'{finding.message} {finding.question}')}\n"


def _log_line(path: str, finding: Finding) -> str:
    """A line that the runner takes for no command: ``::`` counts at the start only, ``##[`` anywhere."""
    place = finding.region.start
    line = f"- {path}:{place.line}:{place.column}: {finding.severity.value} {finding.rule} {finding.message} {finding.question}"
    return " ".join(line.split()).replace("##[", "## [") + "\n"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
