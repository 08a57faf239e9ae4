"""``sarif``: one SARIF 2.1.0 document for code-scanning services; regions cut out the words of the finding."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from sourcecheck import __version__
from sourcecheck.domain.audit import Audit, RuleBook
from sourcecheck.domain.findings import Card, Finding
from sourcecheck.report.formats.registry import Writer
from sourcecheck.report.formats.sink import Sink

MOST_RESULTS = 25_000
"""More are refused by the services that read SARIF; the worst are kept."""
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_PRECISION = {"high": "high", "medium": "medium", "low": "low"}
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def open(name: str, sink: Sink, book: RuleBook, lang: str) -> Writer:
    return _Sarif(sink, book, lang)


class _Sarif:
    def __init__(self, sink: Sink, book: RuleBook, lang: str) -> None:
        self.sink = sink
        self.book = book
        self.lang = lang
        self.results: list[tuple[int, dict[str, Any]]] = []

    def add(self, audit: Audit) -> None:
        index = {card.id: i for i, card in enumerate(self.book.cards)}
        for finding in audit.findings:
            uri = quote(audit.article.path or audit.article.id)
            self.results.append((-finding.severity.rank, _result(finding, uri, index)))

    def finish(self) -> None:
        if len(self.results) > MOST_RESULTS:
            self.results.sort(key=lambda pair: pair[0])
            self.results = self.results[:MOST_RESULTS]
        driver = {
            "name": "sourcecheck",
            "semanticVersion": __version__,
            "rules": [_rule(card, self.book, self.lang) for card in self.book.cards],
        }
        run = {
            "tool": {"driver": driver},
            "columnKind": "unicodeCodePoints",
            "language": self.lang,
            "results": [result for _, result in self.results],
        }
        document = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
        self.sink.write(json.dumps(document, ensure_ascii=False, indent=1) + "\n")
        self.sink.close()


def _rule(card: Card, book: RuleBook, lang: str) -> dict[str, Any]:
    norms = [norm for reference in card.norms if (norm := book.norm(reference)) is not None]
    lines = [card.why.in_language(lang), "", card.question.in_language(lang), ""]
    lines.extend(f"- {norm.name} ({norm.status})" for norm in norms)
    if card.measured_hits:
        lines.append(f"\n{card.measured_good}/{card.measured_hits}")
    text = "\n".join(lines)
    return {
        "id": card.id,
        "name": card.id.replace("-", ""),
        "shortDescription": {"text": card.title.in_language(lang)},
        "fullDescription": {"text": card.why.in_language(lang)},
        "help": {"text": text, "markdown": text},
        "defaultConfiguration": {"level": _LEVELS[card.severity.value]},
        "properties": {"precision": _PRECISION[card.confidence.value], "tags": [card.family]},
    }


def _result(finding: Finding, uri: str, index: dict[str, int]) -> dict[str, Any]:
    start, end = finding.region.start, finding.region.end
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index[finding.rule],
        "level": _LEVELS[finding.severity.value],
        "message": {"text": f"{finding.message} {finding.question}"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": uri, "uriBaseId": "%SRCROOT%"},
                    "region": {
                        "startLine": start.line, "startColumn": start.column,
                        "endLine": end.line, "endColumn": end.column,
                    },
                }
            }
        ],
        "partialFingerprints": {"sourcecheck/v1": finding.fingerprint},
    }
    if finding.suppressed is not None:
        kind = "inSource" if finding.suppressed.by == "inline" else "external"
        result["suppressions"] = [{"kind": kind, "justification": finding.suppressed.reason}]
    return result
