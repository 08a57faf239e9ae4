"""An audit as rows of two tables, and what their columns mean."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sourcecheck.domain.audit import Audit

ARTICLE_COLUMNS = {
    "input": "file the row came from", "row": "number of the row in that file, from 0", "id": "identifier of the article",
    "title": "title", "byline": "author as given", "published": "date as given", "section": "section as given",
    "genre": "genre found or given", "error": "why the row could not be audited; empty when it was",
}
FINDING_COLUMNS = {
    "input": "file the row came from", "row": "number of the row in that file", "id": "identifier of the article",
    "rule": "rule", "severity": "info, warning or error", "confidence": "low, medium or high",
    "start": "first character in the text", "end": "one past the last character", "words": "what is flagged",
    "message": "what the text lacks", "question": "what to ask", "score": "probability, where a classifier gave one",
    "fingerprint": "stays the same while the sentence does",
}


def article_row(audit: Audit, source: str, row: int, carried: Mapping[str, Any]) -> dict[str, Any]:
    """One row: the columns of `ARTICLE_COLUMNS`, every metric, and the carried columns (prefixed when a name is taken)."""
    article = audit.article
    out: dict[str, Any] = {
        "input": source, "row": row, "id": article.id, "title": article.title, "byline": article.byline,
        "published": article.published, "section": article.section, "genre": audit.reading.genre, "error": "",
        **dict(audit.metrics.entries), "one_sided": audit.reading.dispute.one_sided,
    }
    return _with_carried(out, carried)


def failed_row(error: str, source: str, row: int, id_: str, carried: Mapping[str, Any]) -> dict[str, Any]:
    return _with_carried({"input": source, "row": row, "id": id_, "error": error}, carried)


def _with_carried(out: dict[str, Any], carried: Mapping[str, Any]) -> dict[str, Any]:
    for key, value in carried.items():
        out[f"input_{key}" if key in out else str(key)] = value
    return out


def finding_rows(audit: Audit, source: str, row: int) -> list[dict[str, Any]]:
    text = audit.article.text
    return [
        {
            "input": source, "row": row, "id": audit.article.id, "rule": f.rule, "severity": f.severity.value,
            "confidence": f.confidence.value, "start": f.span.start, "end": f.span.end, "words": f.span.of(text),
            "message": f.message, "question": f.question, "score": f.score, "fingerprint": f.fingerprint,
        }
        for f in audit.findings if f.suppressed is None
    ]
