"""sarif, github, junit, rdjson: read by who reads them, or held against the limits that those set."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from sourcecheck.domain.audit import Audit, RuleBook
from sourcecheck.domain.findings import Change, Related, Severity, Suppression
from sourcecheck.domain.text import SourceMap, Span
from sourcecheck.report.formats import open_writer, sarif


def written(name: str, audits: list[Audit], book: RuleBook, folder: Path) -> Path:
    target = folder / f"out.{name}"
    writer = open_writer(name, target, book, "en")
    for audit in audits:
        writer.add(audit)
    writer.finish()
    return target


def run_of(audits: list[Audit], book: RuleBook, folder: Path) -> dict[str, Any]:
    run: dict[str, Any] = json.loads(written("sarif", audits, book, folder).read_text(encoding="utf-8"))["runs"][0]
    return run


def many(audit: Audit, severity: Severity, count: int) -> Audit:
    return replace(audit, findings=(replace(audit.findings[0], severity=severity, suppressed=None),) * count)


def test_sarif_tools_reads_what_was_found(audit: Audit, book: RuleBook, tmp_path: Path) -> None:
    loader = pytest.importorskip("sarif.loader", reason="sarif-tools is not installed")
    three = replace(audit, findings=tuple(replace(audit.findings[0], suppressed=None, severity=s) for s in Severity))
    report = loader.load_sarif_file(str(written("sarif", [three], book, tmp_path))).get_report()
    assert {severity: report.get_issue_count_for_severity(severity) for severity in ("error", "warning", "note")} == {
        "error": 1, "warning": 1, "note": 1,
    }


def test_sarif_paths_are_relative_uris(audit: Audit, book: RuleBook, tmp_path: Path) -> None:
    path = "été/a b&c#1.md"
    run = run_of([replace(audit, article=replace(audit.article, path=path))], book, tmp_path)
    place = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place["uriBaseId"] == "%SRCROOT%"
    assert place["uri"].isascii()
    assert unquote(place["uri"]) == path


def test_sarif_rules_carry_help_and_precision(audit: Audit, book: RuleBook, tmp_path: Path) -> None:
    rules = run_of([audit], book, tmp_path)["tool"]["driver"]["rules"]
    assert [rule["properties"]["precision"] for rule in rules] == ["medium"] * 3
    assert "https://example.org/charte" in rules[0]["help"]["markdown"]
    assert "https" not in rules[0]["help"]["text"]


def test_sarif_suppressions_are_on_all_results_or_on_none(audit: Audit, book: RuleBook, tmp_path: Path) -> None:
    bare = replace(audit.findings[0], suppressed=None)
    aside = replace(bare, suppressed=Suppression("inline", "su de tous"))
    assert all("suppressions" not in r for r in run_of([replace(audit, findings=(bare,))], book, tmp_path)["results"])
    kept = [r["suppressions"] for r in run_of([replace(audit, findings=(bare, aside))], book, tmp_path)["results"]]
    assert kept == [[], [{"kind": "inSource", "status": "accepted", "justification": "su de tous"}]]


def test_sarif_says_what_changed_and_what_belongs_to_it(audit: Audit, book: RuleBook, tmp_path: Path) -> None:
    related = (Related(Span(0, 8), "ici"),)
    found = tuple(replace(audit.findings[0], change=change, related=related) for change in Change)
    results = run_of([replace(audit, findings=found)], book, tmp_path)["results"]
    assert [r["baselineState"] for r in results] == ["new", "updated", "unchanged"]
    region = results[0]["relatedLocations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"], region["endColumn"]) == (1, 1, 9)


def test_sarif_keeps_the_worst_and_says_how_many_it_left_out(
    audit: Audit, book: RuleBook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sarif, "MOST_RESULTS", 3)
    run = run_of([many(audit, Severity.INFO, 4), many(audit, Severity.ERROR, 2)], book, tmp_path)
    assert [result["level"] for result in run["results"]] == ["note", "error", "error"]
    assert "3" in run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]
    monkeypatch.setattr(sarif, "MOST_RESULTS", 6)
    whole = run_of([many(audit, Severity.INFO, 4), many(audit, Severity.ERROR, 2)], book, tmp_path)
    assert "toolExecutionNotifications" not in whole["invocations"][0]


@pytest.mark.parametrize(("count", "shown", "in_log"), [(10, 10, 0), (11, 9, 2), (40, 9, 31)])
def test_github_stays_inside_ten_of_each_level(
    audit: Audit, book: RuleBook, tmp_path: Path, count: int, shown: int, in_log: int
) -> None:
    lines = written("github", [many(audit, s, count) for s in Severity], book, tmp_path).read_text(encoding="utf-8").splitlines()
    for command in ("error", "warning", "notice"):
        annotations = [line for line in lines if line.startswith(f"::{command} ")]
        assert len(annotations) == min(count, 10)
        assert sum("file=" in line for line in annotations) == shown
    assert sum(line.startswith("- ") for line in lines) == 3 * in_log
    assert next(line for line in lines if line.startswith("::")).startswith("::error ")


def test_github_log_lines_are_no_commands(audit: Audit, book: RuleBook, tmp_path: Path) -> None:
    hostile = replace(audit.findings[0], suppressed=None, message="x\n::error::y ##[error]z")
    text = written("github", [replace(audit, findings=(hostile,) * 12)], book, tmp_path).read_text(encoding="utf-8")
    log = text.split("::group::")[1].splitlines()[1:-1]
    assert len(log) == 3
    assert all(line.startswith("- ") and "##[" not in line for line in log)


def test_junitparser_counts_failed_and_skipped(audit: Audit, book: RuleBook, tmp_path: Path) -> None:
    junitparser = pytest.importorskip("junitparser", reason="junitparser is not installed")
    bare = replace(audit.findings[0], suppressed=None)
    found = (bare, bare, replace(bare, suppressed=Suppression("baseline", "")))
    document = junitparser.JUnitXml.fromfile(str(written("junit", [replace(audit, findings=found)], book, tmp_path)))
    told = document.failures, document.tests
    document.update_statistics()
    assert (document.failures, document.tests) == told == (2, 3)
    assert document.skipped == 1


def test_rdjson_columns_are_bytes(audit: Audit, book: RuleBook, tmp_path: Path) -> None:
    source = "😀é la digue cède\n"
    start = source.index("la digue")
    region = SourceMap.identity(source).region(Span(start, start + 8))
    found = replace(audit.findings[0], suppressed=None, region=region)
    target = written("rdjson", [replace(audit, findings=(found,))], book, tmp_path)
    place = json.loads(target.read_text(encoding="utf-8"))["diagnostics"][0]["location"]["range"]
    cut = source.encode()[place["start"]["column"] - 1 : place["end"]["column"] - 1]
    assert cut.decode() == "la digue"
