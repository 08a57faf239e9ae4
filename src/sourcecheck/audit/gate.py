"""Does the gate open? One question, asked of every verb alike; the format never changes the answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sourcecheck.domain.audit import Audit
from sourcecheck.domain.findings import Change, Confidence, Finding, Severity
from sourcecheck.settings import PathSettings


@dataclass
class Gate:
    """Counts findings as they pass. `fail_on` None never closes; `max_warnings` closes above that many warnings."""

    fail_on: Severity | None
    fail_confidence: Confidence = Confidence.LOW
    max_warnings: int | None = None
    closed: bool = False
    warnings: int = 0

    def see(self, audit: Audit, on_path: PathSettings | None = None) -> None:
        """`on_path` may say another bar for the file of this audit. What an ignore, a baseline or an earlier version
        of the file answers for closes nothing."""
        found = [f for f in audit.findings if f.suppressed is None and f.change in (None, Change.NEW)]
        self.warnings += sum(finding.severity is Severity.WARNING for finding in found)
        self.closed = self.closed or self._reached(found, on_path or PathSettings(""))
        if self.max_warnings is not None and self.warnings > self.max_warnings:
            self.closed = True

    def _reached(self, findings: Iterable[Finding], on_path: PathSettings) -> bool:
        bar = bar_of(on_path.fail_on) if on_path.fail_on else self.fail_on
        confidence = on_path.fail_confidence or self.fail_confidence
        return bar is not None and any(
            f.severity.rank >= bar.rank and f.confidence.rank >= confidence.rank for f in findings
        )


def bar_of(word: str | None) -> Severity | None:
    """The severity of a word of ``--fail-on``; None for “never”."""
    return None if word in (None, "never") else Severity(word)
