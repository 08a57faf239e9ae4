"""``junit``: one suite an article, one failed case a finding; an article without findings is a passed case."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from sourcecheck.domain.audit import RuleBook
from sourcecheck.domain.findings import Finding
from sourcecheck.report.formats.gathering import Gathering, said, xml_document, xml_text
from sourcecheck.report.formats.registry import Writer
from sourcecheck.report.formats.sink import Sink


def open(name: str, sink: Sink, book: RuleBook, lang: str) -> Writer:
    return _JUnit(sink, book, lang)


class _JUnit(Gathering):
    def document(self) -> str:
        cases = sum(max(1, len(findings)) for _, findings in self.articles)
        failures = sum(len(findings) for _, findings in self.articles)
        root = ET.Element("testsuites", name="sourcecheck", tests=str(cases), failures=str(failures), errors="0")
        for path, findings in self.articles:
            suite = ET.SubElement(
                root, "testsuite", name=xml_text(path), tests=str(max(1, len(findings))),
                failures=str(len(findings)), errors="0", skipped="0", time="0",
            )
            if not findings:
                ET.SubElement(suite, "testcase", classname=xml_text(path), name="sourcecheck", time="0")
            for finding in findings:
                _case(suite, xml_text(path), finding)
        return xml_document(root)


def _case(suite: ET.Element, path: str, finding: Finding) -> None:
    start = finding.region.start
    name = f"{finding.rule} {start.line}:{start.column}"
    case = ET.SubElement(suite, "testcase", classname=path, name=name, time="0")
    failure = ET.SubElement(case, "failure", message=xml_text(finding.message), type=finding.severity.value)
    failure.text = f"{path}:{start.line}:{start.column} {finding.rule} {xml_text(said(finding))}"
