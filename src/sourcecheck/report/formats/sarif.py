"""``sarif``: one SARIF 2.1.0 document for code-scanning services; regions cut out the words of the finding."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from sourcecheck import __version__
from sourcecheck.domain.audit import Audit, RuleBook
from sourcecheck.domain.findings import Card, Finding, Norm
from sourcecheck.domain.text import Article, Region
from sourcecheck.report.formats.registry import Writer
from sourcecheck.report.formats.sink import Sink
from sourcecheck.resources.translation import N_, translator

MOST_RESULTS = 25_000
"""More are refused by the services that read SARIF; the worst are kept."""
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_PROBLEM = {"error": "error", "warning": "warning", "info": "recommendation"}
_BASELINE = {"new": "new", "edited": "updated", "moved": "unchanged"}
_STATUS = {"read": N_("text read"), "read in part": N_("text read in part"), "unverified": N_("unverified: check before citing it")}
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def open(name: str, sink: Sink, book: RuleBook, lang: str) -> Writer:
    return _Sarif(sink, book, lang)


class _Sarif:
    def __init__(self, sink: Sink, book: RuleBook, lang: str) -> None:
        self.sink = sink
        self.book = book
        self.lang = lang
        self.index = {card.id: i for i, card in enumerate(book.cards)}
        self.results: list[tuple[int, dict[str, Any]]] = []

    def add(self, audit: Audit) -> None:
        for finding in audit.findings:
            self.results.append((-finding.severity.rank, _result(finding, audit.article, self.index)))

    def finish(self) -> None:
        """Results in the order of the articles; where there are too many, the worst, and a notification of the rest."""
        kept = sorted(range(len(self.results)), key=lambda i: self.results[i][0])[:MOST_RESULTS]
        results = [self.results[i][1] for i in sorted(kept)]
        if any("suppressions" in result for result in results):
            for result in results:  # all or none (SARIF 2.1.0, 3.27.23)
                result.setdefault("suppressions", [])
        driver = {
            "name": "sourcecheck",
            "semanticVersion": __version__,
            "rules": [_rule(card, self.book, self.lang) for card in self.book.cards],
        }
        run = {
            "tool": {"driver": driver},
            "invocations": [_invocation(len(self.results) - len(results), self.lang)],
            "columnKind": "unicodeCodePoints",
            "language": self.lang,
            "results": results,
        }
        document = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
        self.sink.write(json.dumps(document, ensure_ascii=False, indent=1) + "\n")
        self.sink.close()


def _invocation(left_out: int, lang: str) -> dict[str, Any]:
    invocation: dict[str, Any] = {"executionSuccessful": True}
    if left_out:
        said = translator(lang).gettext("{n} more findings are not shown.").format(n=left_out)
        invocation["toolExecutionNotifications"] = [
            {"level": "warning", "descriptor": {"id": "too-many-results"}, "message": {"text": said}}
        ]
    return invocation


def _rule(card: Card, book: RuleBook, lang: str) -> dict[str, Any]:
    norms = [(reference, norm) for reference in card.norms if (norm := book.norm(reference)) is not None]
    t = translator(lang)
    why, question = card.why.in_language(lang), card.question.in_language(lang)
    measured = ""
    if card.measured_hits:
        measured = t.gettext("Measured: {good} of {hits} findings were right.").format(good=card.measured_good, hits=card.measured_hits)
    plain = [why, f"→ {question}", *(f"{reference} · {norm.name} ({t.gettext(_STATUS[norm.status])})" for reference, norm in norms), measured]
    marked = [
        f"# {card.id} — {card.title.in_language(lang)}", why, f"> {question}",
        "\n".join(f"- {reference} · {_linked(norm)} ({t.gettext(_STATUS[norm.status])})" for reference, norm in norms), measured,
    ]
    return {
        "id": card.id,
        "name": card.id.replace("-", ""),
        "shortDescription": {"text": card.title.in_language(lang)},
        "fullDescription": {"text": why},
        "help": {"text": "\n".join(filter(None, plain)), "markdown": "\n\n".join(filter(None, marked))},
        "defaultConfiguration": {"level": _LEVELS[card.severity.value]},
        "properties": {
            "precision": card.confidence.value,
            "problem.severity": _PROBLEM[card.severity.value],
            "tags": [card.family],
        },
    }


def _linked(norm: Norm) -> str:
    return f"[{norm.name}]({norm.url})" if norm.url.startswith("https://") else norm.name


def _result(finding: Finding, article: Article, index: Mapping[str, int]) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "level": _LEVELS[finding.severity.value],
        "message": {"text": f"{finding.message} {finding.question}"},
        "locations": [_location(article, finding.region)],
        "partialFingerprints": {"sourcecheck/v1": finding.fingerprint},
        "properties": {"confidence": finding.confidence.value},
    }
    if finding.rule in index:
        result["ruleIndex"] = index[finding.rule]
    if finding.related:
        result["relatedLocations"] = [
            {"id": number, **_location(article, article.source_map.region(place.span)), "message": {"text": place.label}}
            for number, place in enumerate(finding.related)
        ]
    if finding.change is not None:
        result["baselineState"] = _BASELINE[finding.change.value]
    if finding.suppressed is not None:
        kind = "inSource" if finding.suppressed.by == "inline" else "external"
        result["suppressions"] = [{"kind": kind, "status": "accepted", "justification": finding.suppressed.reason}]
    return result


def _location(article: Article, region: Region) -> dict[str, Any]:
    """Relative to the root of the source, as a URI; columns from 1, the end past the last character."""
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(article.path or article.id), "uriBaseId": "%SRCROOT%"},
            "region": {
                "startLine": region.start.line, "startColumn": region.start.column,
                "endLine": region.end.line, "endColumn": region.end.column,
            },
        }
    }
