"""``junit``: one suite an article, one failed case a finding, one skipped case a finding set aside, with its reason.

An article without findings is a passed case. The dialect is that of Jenkins (junit-10.xsd), which GitLab and others read.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET

from sourcecheck.domain.audit import RuleBook
from sourcecheck.domain.findings import Finding, Suppression
from sourcecheck.report.formats.gathering import Gathering, said, xml_document, xml_text
from sourcecheck.report.formats.registry import Writer
from sourcecheck.report.formats.sink import Sink


def open(name: str, sink: Sink, book: RuleBook, lang: str) -> Writer:
    return _JUnit(sink, book, lang)


class _JUnit(Gathering):
    def document(self) -> str:
        suites = [_suite(path, findings, aside) for (path, findings), aside in zip(self.articles, self.aside, strict=True)]
        totals = {name: str(sum(int(suite.get(name, "0")) for suite in suites)) for name in ("tests", "failures")}
        root = ET.Element("testsuites", {"name": "sourcecheck", **totals, "errors": "0"})
        root.extend(suites)
        return xml_document(root)


def _suite(path: str, findings: tuple[Finding, ...], aside: tuple[tuple[Finding, Suppression], ...]) -> ET.Element:
    shown = xml_text(path)
    suite = ET.Element(
        "testsuite", name=shown, tests=str(max(1, len(findings) + len(aside))), failures=str(len(findings)),
        errors="0", skipped=str(len(aside)), time="0",
    )
    if not findings and not aside:
        ET.SubElement(suite, "testcase", classname=shown, name="sourcecheck", time="0")
    for finding in findings:
        failure = ET.SubElement(_case(suite, shown, finding), "failure", message=xml_text(finding.message), type=finding.severity.value)
        start = finding.region.start
        failure.text = f"{shown}:{start.line}:{start.column} {finding.rule} {xml_text(said(finding))}"
    for finding, suppression in aside:
        ET.SubElement(_case(suite, shown, finding), "skipped", message=xml_text(_why(suppression)))
    return suite


def _case(suite: ET.Element, path: str, finding: Finding) -> ET.Element:
    start = finding.region.start
    return ET.SubElement(suite, "testcase", classname=path, name=f"{finding.rule} {start.line}:{start.column}", time="0")


def _why(suppression: Suppression) -> str:
    return f"{suppression.by}: {suppression.reason}" if suppression.reason else suppression.by
