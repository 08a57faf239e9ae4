"""``checkstyle``: the XML that most review tools read; what was set aside stands in comments at the end, with its reason."""

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
        comments = []
        for (path, findings), aside in zip(self.articles, self.aside, strict=True):
            file = ET.SubElement(root, "file", name=xml_text(path))
            for finding in findings:
                start = finding.region.start
                ET.SubElement(
                    file, "error", line=str(start.line), column=str(start.column), severity=finding.severity.value,
                    message=xml_text(said(finding)), source=f"sourcecheck.{finding.rule}",
                )
            for finding, why in aside:
                place = f"{path}:{finding.region.start.line}:{finding.region.start.column}"
                comments.append(_comment(f"{place} {finding.rule} {why.by}: {why.reason}"))
        # After the root: readers that take every child of a file for an error break on a comment there.
        return xml_document(root) + "".join(comments)


def _comment(text: str) -> str:
    """A comment of one line; two hyphens would end it."""
    return f"<!-- {' '.join(xml_text(text).split()).replace('--', '- -').replace('--', '- -')} -->\n"
