"""``checkstyle``: the XML that most review tools read; what was set aside stands in comments, with its reason."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from sourcecheck.domain.audit import RuleBook
from sourcecheck.report.formats.gathering import Gathering, said, xml_document, xml_text
from sourcecheck.report.formats.registry import Writer
from sourcecheck.report.formats.sink import Sink


def open(name: str, sink: Sink, book: RuleBook, lang: str) -> Writer:
    return _Checkstyle(sink, book, lang)


def _inside_comment(text: str) -> str:
    """Text that an XML comment can hold: two hyphens would end it."""
    return xml_text(text).replace("--", "- -").replace("--", "- -")


class _Checkstyle(Gathering):
    def document(self) -> str:
        root = ET.Element("checkstyle", version="4.3")
        for (path, findings), aside in zip(self.articles, self.aside, strict=True):
            file = ET.SubElement(root, "file", name=xml_text(path))
            for finding in findings:
                start = finding.region.start
                ET.SubElement(
                    file, "error", line=str(start.line), column=str(start.column), severity=finding.severity.value,
                    message=xml_text(said(finding)), source=f"sourcecheck.{finding.rule}",
                )
            for finding, why in aside:
                place = f"{finding.region.start.line}:{finding.region.start.column}"
                file.append(ET.Comment(_inside_comment(f" {finding.rule} {place} {why.by}: {why.reason} ")))
        return xml_document(root)
