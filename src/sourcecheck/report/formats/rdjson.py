"""``rdjson``: the Reviewdog Diagnostic Format; its columns are bytes of UTF-8, from 1."""

from __future__ import annotations

import json
from typing import Any

from sourcecheck.domain.audit import RuleBook
from sourcecheck.domain.findings import Finding
from sourcecheck.domain.text import Position
from sourcecheck.report.formats.gathering import Gathering, said
from sourcecheck.report.formats.registry import Writer
from sourcecheck.report.formats.sink import Sink

_SEVERITIES = {"error": "ERROR", "warning": "WARNING", "info": "INFO"}


def open(name: str, sink: Sink, book: RuleBook, lang: str) -> Writer:
    return _Diagnostics(sink, book, lang)


class _Diagnostics(Gathering):
    def document(self) -> str:
        found = [_diagnostic(path, finding) for path, findings in self.articles for finding in findings]
        document = {"source": {"name": "sourcecheck"}, "diagnostics": found}
        return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _diagnostic(path: str, finding: Finding) -> dict[str, Any]:
    place = {"start": _position(finding.region.start), "end": _position(finding.region.end)}
    return {
        "message": said(finding),
        "location": {"path": path, "range": place},
        "severity": _SEVERITIES[finding.severity.value],
        "code": {"value": finding.rule},
    }


def _position(position: Position) -> dict[str, int]:
    """Without a column where nobody counted bytes: a wrong one is worse than none."""
    return {"line": position.line, "column": position.byte} if position.byte else {"line": position.line}
