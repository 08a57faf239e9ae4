"""Baselines: what is accepted, what no longer stands, what an update keeps."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from test_suppression import audit_with

from sourcecheck.audit.baseline import Accepted, Baseline, accept, found_in, read_baseline, write_baseline
from sourcecheck.domain.audit import Audit
from sourcecheck.errors import SettingsError


def audit_of(path: str, *fingerprints: str) -> Audit:
    audit = audit_with((), "")
    findings = tuple(replace(audit.findings[0], fingerprint=fingerprint) for fingerprint in fingerprints)
    return replace(audit, article=replace(audit.article, path=path), findings=findings)


def entry(path: str, fingerprint: str, reason: str = "") -> Accepted:
    return Accepted(path, "FIG-001", fingerprint, reason)


def test_accepted_findings_are_set_aside_by_file_rule_and_sentence_never_by_count() -> None:
    baseline = accept([audit_of("a.md", "one", "two")], "known")
    assert [f.suppressed is not None for f in baseline.apply(audit_of("a.md", "one", "three")).findings] == [True, False]
    assert [f.suppressed for f in baseline.apply(audit_of("b.md", "one")).findings] == [None]
    applied = baseline.apply(audit_of("a.md", "one")).findings[0].suppressed
    assert applied is not None
    assert (applied.by, applied.reason) == ("baseline", "known")


def test_stale_entries_are_those_of_audited_files_and_of_files_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "there.md").write_text("x")
    baseline = Baseline((entry("a.md", "one"), entry("a.md", "two"), entry("there.md", "x"), entry("old/gone.md", "x"), entry("gone.md", "x")))
    seen = {"a.md": found_in(audit_of("a.md", "one"))}
    assert baseline.stale(seen) == (entry("a.md", "two"),)
    assert baseline.stale(seen, ["old"]) == (entry("a.md", "two"), entry("old/gone.md", "x"))
    assert baseline.stale(seen, ["."]) == (entry("a.md", "two"), entry("old/gone.md", "x"), entry("gone.md", "x"))


def test_an_update_keeps_reasons_adds_what_is_new_and_drops_what_is_gone() -> None:
    baseline = Baseline((entry("a.md", "one", "why one"), entry("a.md", "two", "why two"), entry("b.md", "x", "why x")))
    renewed = baseline.renewed([audit_of("a.md", "one", "three")], (), "today")
    assert renewed.accepted == (entry("a.md", "one", "why one"), entry("a.md", "three", "today"), entry("b.md", "x", "why x"))
    assert renewed.renewed([audit_of("a.md", "one", "three")], (), "later") == renewed


def test_a_file_comes_back_as_it_went_and_another_is_refused(tmp_path: Path) -> None:
    baseline = accept([audit_of("é.md", "b", "a")], "« raison »")
    write_baseline(baseline, tmp_path / "known.json")
    assert read_baseline(tmp_path / "known.json") == baseline
    (tmp_path / "known.json").write_text('{"format": "other"}')
    with pytest.raises(SettingsError, match="not a baseline"):
        read_baseline(tmp_path / "known.json")
