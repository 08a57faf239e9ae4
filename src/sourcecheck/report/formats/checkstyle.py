"""``checkstyle``: the XML that most review tools read."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from sourcecheck.domain.audit import RuleBook
from sourcecheck.report.formats.gathering import Gathering, said, xml_document, xml_text
from sourcecheck.report.formats.registry import Writer
from sourcecheck.report.formats.sink import Sink


def open(name: str, sink: Sink, book: RuleBook, lang: str) -> Writer:
    return _Checkstyle(sink, book, lang)


class _Checkstyle(Gathering):
    def document(self) -> str:
        root = ET.Element("checkstyle", version="4.3")
        for path, findings in self.articles:
            file = ET.SubElement(root, "file", name=xml_text(path))
            for finding in findings:
                start = finding.region.start
                ET.SubElement(
                    file, "error", line=str(start.line), column=str(start.column), severity=finding.severity.value,
                    message=xml_text(said(finding)), source=f"sourcecheck.{finding.rule}",
                )
        return xml_document(root)
