"""Accepted findings: keyed by file, rule and sentence, never by count, so that a swap cannot hide."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from sourcecheck.domain.audit import Audit
from sourcecheck.domain.codec import replaced
from sourcecheck.domain.findings import Suppression
from sourcecheck.errors import SettingsError

FORMAT = "sourcecheck/baseline/v1"


@dataclass(frozen=True, order=True)
class Accepted:
    """One accepted finding: `fingerprint` stands for rule, normalised sentence and occurrence."""

    path: str
    rule: str
    fingerprint: str
    reason: str = ""


@dataclass(frozen=True)
class Baseline:
    accepted: tuple[Accepted, ...] = ()

    def apply(self, audit: Audit) -> Audit:
        """The audit with accepted findings set aside."""
        known = {(a.rule, a.fingerprint): a for a in self.accepted if a.path == _path(audit)}
        if not known:
            return audit
        findings = tuple(
            replace(f, suppressed=Suppression("baseline", known[f.rule, f.fingerprint].reason))
            if f.suppressed is None and (f.rule, f.fingerprint) in known else f
            for f in audit.findings
        )
        return replaced(audit, findings=findings)

    def stale(self, seen: Mapping[str, frozenset[tuple[str, str]]], walked: Iterable[str] = ()) -> tuple[Accepted, ...]:
        """The entries that no finding answers to: of audited files (path → rules and fingerprints found), and of
        files that are gone from the folders `walked`."""
        folders = frozenset(walked)

        def is_gone(path: str) -> bool:
            above = {".", *(parent.as_posix() for parent in PurePath(path).parents)}
            return not folders.isdisjoint(above) and not os.path.exists(path)

        return tuple(
            a for a in self.accepted
            if ((a.rule, a.fingerprint) not in seen[a.path] if a.path in seen else is_gone(a.path))
        )

    def renewed(self, audits: Iterable[Audit], walked: Iterable[str], reason: str) -> Baseline:
        """What stands now is accepted, with the reasons that were given; what no longer stands is dropped."""
        audits = list(audits)
        now = accept(audits, reason)
        given = {(a.path, a.rule, a.fingerprint): a for a in self.accepted}
        gone = set(self.stale({_path(audit): found_in(audit) for audit in audits}, walked))
        elsewhere = {a for a in self.accepted if a not in gone}
        fresh = {a for a in now.accepted if (a.path, a.rule, a.fingerprint) not in given}
        return Baseline(tuple(sorted(elsewhere | fresh)))


def accept(audits: Iterable[Audit], reason: str = "") -> Baseline:
    """A baseline of every finding nobody set aside."""
    return Baseline(
        tuple(sorted(
            Accepted(_path(audit), f.rule, f.fingerprint, reason)
            for audit in audits for f in audit.findings if f.suppressed is None or f.suppressed.by == "baseline"
        ))
    )


def found_in(audit: Audit) -> frozenset[tuple[str, str]]:
    """Rule and fingerprint of every finding of an audit."""
    return frozenset((f.rule, f.fingerprint) for f in audit.findings)


def read_baseline(path: Path) -> Baseline:
    """Raises `SettingsError` for a file that is missing or not a baseline."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["format"] != FORMAT:
            raise ValueError(data["format"])
        return Baseline(tuple(Accepted(**entry) for entry in data["accepted"]))
    except OSError as error:
        raise SettingsError(
            "The baseline {path} cannot be read ({reason}): create it with “sourcecheck baseline create”.",
            path=path, reason=error.strerror,
        ) from None
    except (ValueError, KeyError, TypeError):
        raise SettingsError("{path} is not a baseline of sourcecheck: create it again.", path=path) from None


def write_baseline(baseline: Baseline, path: Path) -> None:
    """Sorted, one entry a line, put in place whole."""
    rows = ",\n".join(
        "  " + json.dumps({"path": a.path, "rule": a.rule, "fingerprint": a.fingerprint, "reason": a.reason}, ensure_ascii=False)
        for a in sorted(baseline.accepted)
    )
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    partial.write_text(f'{{"format": "{FORMAT}", "accepted": [\n{rows}\n]}}\n', encoding="utf-8")
    os.replace(partial, path)


def _path(audit: Audit) -> str:
    return audit.article.path or audit.article.id
