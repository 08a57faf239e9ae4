"""gitlab, junit, rdjson, checkstyle, markdown: what their consumers parse."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from sourcecheck.domain.audit import Audit, RuleBook
from sourcecheck.domain.findings import Suppression
from sourcecheck.report.formats import open_writer

HOSTILE = "a | <b>&\x0b`c`\nd"


def written(name: str, audits: list[Audit], book: RuleBook, folder: Path) -> str:
    writer = open_writer(name, folder / "out", book, "en")
    for audit in audits:
        writer.add(audit)
    writer.finish()
    return (folder / "out").read_text(encoding="utf-8")


@pytest.fixture
def loud(audit: Audit) -> Audit:
    """The same finding three times: twice open, once set aside."""
    one = replace(audit.findings[0], suppressed=None, message=HOSTILE)
    aside = replace(one, suppressed=Suppression("inline", "su"))
    return replace(audit, findings=(one, one, aside))


def test_gitlab_fingerprints_are_distinct_and_stable(loud: Audit, book: RuleBook, tmp_path: Path) -> None:
    other = replace(loud, article=replace(loud.article, path="autre.md"))
    text = written("gitlab", [loud, other], book, tmp_path)
    issues = json.loads(text)
    assert len(issues) == len({issue["fingerprint"] for issue in issues}) == 4
    assert all({"description", "check_name", "severity"} <= set(issue) for issue in issues)
    assert issues[2]["location"]["path"] == "autre.md"
    assert issues[0]["location"]["lines"]["begin"] == loud.findings[0].region.start.line
    assert text == written("gitlab", [loud, other], book, tmp_path)


def test_junit_counts_what_it_lists(loud: Audit, book: RuleBook, tmp_path: Path) -> None:
    root = ET.fromstring(written("junit", [loud, replace(loud, findings=())], book, tmp_path))
    assert (root.get("tests"), root.get("failures")) == ("4", "2")
    assert (len(root.findall("*/testcase")), len(root.findall("*/testcase/failure"))) == (4, 2)
    assert [skipped.get("message") for skipped in root.findall("*/testcase/skipped")] == ["inline: su"]
    assert "a | <b>&" in str(root.findall("*/testcase/failure")[0].get("message"))


def test_checkstyle_places_and_severities(loud: Audit, book: RuleBook, tmp_path: Path) -> None:
    root = ET.fromstring(written("checkstyle", [loud], book, tmp_path))
    errors = root.findall("file[@name='digue.txt']/error")
    start = loud.findings[0].region.start
    assert [(e.get("line"), e.get("column")) for e in errors] == [(str(start.line), str(start.column))] * 2
    assert errors[0].get("severity") == loud.findings[0].severity.value


def test_a_reason_cannot_break_out_of_a_checkstyle_comment(loud: Audit, book: RuleBook, tmp_path: Path) -> None:
    aside = replace(loud.findings[0], suppressed=Suppression("inline", "a --> <error/> ---"))
    text = written("checkstyle", [replace(loud, findings=(aside,))], book, tmp_path)
    root = ET.fromstring(text)
    assert "inline: a" in text.split("</checkstyle>")[1]
    assert len(root.findall("file")) == 1
    assert not root.findall("file/error")


def test_the_markdown_summary_keeps_the_reasons(loud: Audit, book: RuleBook, tmp_path: Path) -> None:
    text = written("markdown", [loud], book, tmp_path)
    assert "Set aside: 1" in text
    assert "inline: su" in text


def test_rdjson(loud: Audit, book: RuleBook, tmp_path: Path) -> None:
    found = json.loads(written("rdjson", [loud], book, tmp_path))["diagnostics"]
    assert len(found) == 2
    start = loud.findings[0].region.start
    assert found[0]["location"]["range"]["start"] == {"line": start.line, "column": start.byte}
    assert found[0]["code"]["value"] == loud.findings[0].rule


def test_markdown_keeps_words_of_an_article_inside_their_cell(loud: Audit, book: RuleBook, tmp_path: Path) -> None:
    text = written("markdown", [loud], book, tmp_path)
    page = MarkdownIt("commonmark", {"html": True}).enable("table").render(text)
    assert page.count("<tr>") == 3
    assert page.count("<td>") == 8
    assert "<b>" not in page
    assert "a | &lt;b&gt;&amp; `c` d" in page
