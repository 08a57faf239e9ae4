"""``gitlab``: the Code Quality report (a JSON array of issues), each with a fingerprint of its own."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from typing import Any

from sourcecheck.domain.audit import RuleBook
from sourcecheck.domain.findings import Finding
from sourcecheck.report.formats.gathering import Gathering, said
from sourcecheck.report.formats.registry import Writer
from sourcecheck.report.formats.sink import Sink

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def open(name: str, sink: Sink, book: RuleBook, lang: str) -> Writer:
    return _CodeQuality(sink, book, lang)


class _CodeQuality(Gathering):
    def document(self) -> str:
        seen: Counter[tuple[str, str, str]] = Counter()
        issues = []
        for path, findings in self.articles:
            for finding in findings:
                key = (path, finding.rule, finding.fingerprint)
                issues.append(_issue(path, finding, seen[key]))
                seen[key] += 1
        return json.dumps(issues, ensure_ascii=False, indent=1) + "\n"


def _issue(path: str, finding: Finding, occurrence: int) -> dict[str, Any]:
    # GitLab drops issues of equal fingerprint, so the path and the occurrence are part of it.
    key = "\0".join((path, finding.rule, finding.fingerprint, str(occurrence)))
    return {
        "description": said(finding),
        "check_name": finding.rule,
        "fingerprint": hashlib.sha256(key.encode()).hexdigest()[:32],
        "severity": _SEVERITIES[finding.severity.value],
        "location": {"path": path, "lines": {"begin": finding.region.start.line, "end": finding.region.end.line}},
    }
