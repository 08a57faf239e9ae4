"""``json``: one object for one article, a list for several; ``jsonl``: one object a line, at once."""

from __future__ import annotations

from sourcecheck.domain.audit import Audit, RuleBook
from sourcecheck.report.formats.audit_json import dumps
from sourcecheck.report.formats.registry import Writer
from sourcecheck.report.formats.sink import Sink


def open(name: str, sink: Sink, book: RuleBook, lang: str) -> Writer:
    return _Lines(sink) if name == "jsonl" else _Document(sink)


class _Lines:
    def __init__(self, sink: Sink) -> None:
        self.sink = sink

    def add(self, audit: Audit) -> None:
        self.sink.write(dumps(audit) + "\n")

    def finish(self) -> None:
        self.sink.close()


class _Document:
    def __init__(self, sink: Sink) -> None:
        self.sink = sink
        self.objects: list[str] = []

    def add(self, audit: Audit) -> None:
        self.objects.append(dumps(audit, indent=1))

    def finish(self) -> None:
        if len(self.objects) == 1:
            self.sink.write(self.objects[0] + "\n")
        else:
            self.sink.write("[" + ",\n".join(self.objects) + "]\n")
        self.sink.close()
