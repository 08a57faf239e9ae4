"""Does the gate open? One question, asked of every verb alike; the format never changes the answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sourcecheck.domain.audit import Audit
from sourcecheck.domain.findings import Confidence, Finding, Severity


@dataclass
class Gate:
    """Counts findings as they pass. `fail_on` None never closes; `max_warnings` closes above that many warnings."""

    fail_on: Severity | None
    fail_confidence: Confidence = Confidence.LOW
    max_warnings: int | None = None
    closed: bool = False
    warnings: int = 0

    def see(self, audit: Audit) -> None:
        open_findings = [finding for finding in audit.findings if finding.suppressed is None]
        self.warnings += sum(finding.severity is Severity.WARNING for finding in open_findings)
        self.closed = self.closed or self._reached(open_findings)
        if self.max_warnings is not None and self.warnings > self.max_warnings:
            self.closed = True

    def _reached(self, findings: Iterable[Finding]) -> bool:
        fail_on = self.fail_on
        return fail_on is not None and any(
            f.severity.rank >= fail_on.rank and f.confidence.rank >= self.fail_confidence.rank for f in findings
        )
