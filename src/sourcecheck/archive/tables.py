"""An audit as rows of the tables that `columns` describes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from sourcecheck.archive.columns import TABLES
from sourcecheck.archive.dates import day_of
from sourcecheck.archive.rows import Row
from sourcecheck.domain.audit import Audit
from sourcecheck.domain.discourse import Attribution, Voice

Cells = dict[str, Any]
_TAKEN = frozenset(column.name for column in TABLES["articles"])


def article_row(audit: Audit, row: Row) -> Cells:
    """One row: identity, every metric, and the carried columns (prefixed when a name is taken)."""
    article, reading = audit.article, audit.reading
    voices = Counter(sentence.voice for sentence in reading.sentences)
    metrics = {name: int(value) if value.is_integer() else value for name, value in audit.metrics.entries}
    return {
        **_key(row), "title": article.title, "byline": article.byline, "outlet": row.fields.get("outlet"),
        "section": article.section, "published": article.published, "published_day": day_of(article.published or ""),
        "genre": reading.genre, "error": "", **metrics,
        **{f"{voice.value}_sentences": voices[voice] for voice in Voice if voice is not Voice.OTHER},
        "grave_allegations": sum(allegation.grave for allegation in reading.allegations),
        "one_sided": reading.dispute.one_sided, **_carried(row.carried),
    }


def failed_row(error: str, row: Row) -> Cells:
    """One row of what is known without an audit."""
    known = {name: row.fields.get(name) for name in ("title", "byline", "outlet", "section", "published", "genre")}
    return {**_key(row), **known, "published_day": day_of(known["published"] or ""), "error": error, **_carried(row.carried)}


def _key(row: Row) -> Cells:
    return {"input": row.source, "row": row.number, "id": row.id}


def _carried(carried: Mapping[str, Any]) -> Cells:
    return {f"input_{key}" if key in _TAKEN else str(key): value for key, value in carried.items()}


def carried_name(column: str) -> str:
    """What a carried column of the input is called in the tables."""
    return f"input_{column}" if column in _TAKEN else column


def finding_rows(audit: Audit, row: Row) -> list[Cells]:
    text = audit.article.text
    return [
        {
            **_key(row), "rule": f.rule, "severity": f.severity.value, "confidence": f.confidence.value,
            "start": f.span.start, "end": f.span.end, "line": f.region.start.line, "column": f.region.start.column,
            "words": f.span.of(text), "message": f.message, "question": f.question, "norms": " ".join(f.norms),
            "whole_article": f.whole_article, "score": f.score, "fingerprint": f.fingerprint,
        }
        for f in audit.findings if f.suppressed is None
    ]


def attribution_rows(audit: Audit, row: Row) -> list[Cells]:
    text, reading = audit.article.text, audit.reading
    return [
        {
            **_key(row), "number": a.index, "type": a.type.value, "start": a.extent.start, "end": a.extent.end,
            "words": _content(a, text), "cue": a.cue.of(text) if a.cue else None, "cue_kind": a.cue_kind.value,
            "verb_class": a.verb_class.value, "source": a.source.of(text) if a.source else None, "speaker": a.speaker,
            "speaker_name": reading.speaker_name(a), "named": a.named,
        }
        for a in reading.attributions
    ]


def _content(attribution: Attribution, text: str) -> str:
    return " … ".join(part.of(text) for part in attribution.content)


def allegation_rows(audit: Audit, row: Row) -> list[Cells]:
    text = audit.article.text
    return [
        {
            **_key(row), "number": a.index, "start": a.span.start, "end": a.span.end, "words": a.span.of(text),
            "act": a.act.of(text), "matter": a.matter, "accused": a.accused, "accuser": a.accuser, "grave": a.grave,
            "legal": a.legal, "conditional": a.conditional, "reply": a.reply.status.value,
            "reply_words": a.reply.span.of(text) if a.reply.span else None,
        }
        for a in audit.reading.allegations
    ]


def speaker_rows(audit: Audit, row: Row) -> list[Cells]:
    text, reading = audit.article.text, audit.reading
    said: dict[int, list[Attribution]] = {}
    for attribution in reading.attributions:
        if attribution.speaker is not None:
            said.setdefault(attribution.speaker, []).append(attribution)
    return [
        {
            **_key(row), "number": e.index, "name": e.name, "kind": e.kind.value, "role": e.role, "named": e.named,
            "gender": e.gender.value, "party": e.party, "attributions": len(said[e.index]),
            "words": sum(len(part.of(text).split()) for a in said[e.index] for part in a.content),
        }
        for e in reading.entities if e.index in said
    ]


ROWS_OF: dict[str, Callable[[Audit, Row], list[Cells]]] = {
    "findings": finding_rows, "attributions": attribution_rows, "allegations": allegation_rows, "speakers": speaker_rows,
}
