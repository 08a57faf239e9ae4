"""``concise``: one line a finding, ``path:line:column: severity RULE message``, as editors and scripts read it."""

from __future__ import annotations

from sourcecheck.domain.audit import Audit, RuleBook
from sourcecheck.report.formats.registry import Writer
from sourcecheck.report.formats.sink import Sink
from sourcecheck.report.wording import open_findings


def open(name: str, sink: Sink, book: RuleBook, lang: str) -> Writer:
    return _Concise(sink)


class _Concise:
    def __init__(self, sink: Sink) -> None:
        self.sink = sink

    def add(self, audit: Audit) -> None:
        name = audit.article.path or audit.article.id
        for finding in open_findings(audit):
            place = finding.region.start
            message = " ".join(finding.message.split())
            self.sink.write(f"{name}:{place.line}:{place.column}: {finding.severity.value} {finding.rule} {message}\n")

    def finish(self) -> None:
        self.sink.close()
