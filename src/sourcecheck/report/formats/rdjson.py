"""``rdjson``: the Reviewdog Diagnostic Format, by lines: its columns are bytes, which an audit does not know."""

from __future__ import annotations

import json
from typing import Any

from sourcecheck.domain.audit import RuleBook
from sourcecheck.domain.findings import Finding
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
    # An audit holds no source bytes, and a wrong byte column is worse than none: lines only.
    lines = {"start": {"line": finding.region.start.line}, "end": {"line": finding.region.end.line}}
    return {
        "message": said(finding),
        "location": {"path": path, "range": lines},
        "severity": _SEVERITIES[finding.severity.value],
        "code": {"value": finding.rule},
    }
