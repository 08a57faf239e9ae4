"""``github``: workflow commands, worst first, inside the limit of ten errors and ten warnings a step."""

from __future__ import annotations

from collections import Counter

from sourcecheck.domain.audit import Audit, RuleBook
from sourcecheck.domain.findings import Finding
from sourcecheck.report.formats.registry import Writer
from sourcecheck.report.formats.sink import Sink
from sourcecheck.report.wording import open_findings
from sourcecheck.resources.translation import translator

_MOST = 10
_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def open(name: str, sink: Sink, book: RuleBook, lang: str) -> Writer:
    return _Annotations(sink, lang)


class _Annotations:
    def __init__(self, sink: Sink, lang: str) -> None:
        self.sink = sink
        self.t = translator(lang)
        self.found: list[tuple[str, Finding]] = []

    def add(self, audit: Audit) -> None:
        path = audit.article.path or audit.article.id
        self.found.extend((path, finding) for finding in open_findings(audit))

    def finish(self) -> None:
        ordered = sorted(
            self.found, key=lambda pair: (-pair[1].severity.rank, pair[0], pair[1].region.start.line, pair[1].rule)
        )
        count: Counter[str] = Counter()
        for path, finding in ordered:
            command = _COMMANDS[finding.severity.value]
            count[command] += 1
            if count[command] <= _MOST:
                self.sink.write(annotation(command, path, finding))
        for command, total in sorted(count.items()):
            if total > _MOST:
                more = self.t.gettext("{n} more findings of this level are in the log.").format(n=total - _MOST)
                self.sink.write(f"::notice title=sourcecheck {command}::{_escaped(more)}\n")
        self.sink.close()


def annotation(command: str, path: str, finding: Finding) -> str:
    """One workflow command; values escaped as the runner asks."""
    start, end = finding.region.start, finding.region.end
    place = f"file={_property(path)},line={start.line},endLine={end.line}"
    if start.line == end.line:
        place += f",col={start.column},endColumn={end.column}"
    return f"::{command} {place},title={_property(finding.rule)}::{_escaped(f'{finding.message} {finding.question}')}\n"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
