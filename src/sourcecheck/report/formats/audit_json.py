"""One audit as JSON by the contract (``sourcecheck/audit/v1``)."""

from __future__ import annotations

import json
from typing import Any

from sourcecheck.domain.audit import SCHEMA, Audit
from sourcecheck.domain.discourse import Allegation, Attribution, Entity, Reading
from sourcecheck.domain.findings import Finding
from sourcecheck.domain.text import Notice, Span


def audit_as_json(audit: Audit) -> dict[str, Any]:
    """The contract's object: offsets are characters of ``article.text``, end exclusive."""
    article, reading, text = audit.article, audit.reading, audit.article.text
    return {
        "schema": SCHEMA,
        "toolchain": dict(audit.toolchain.entries),
        "article": {
            "id": article.id,
            "path": article.path,
            "title": article.title,
            "byline": article.byline,
            "published": article.published,
            "section": article.section,
            "genre": reading.genre,
            "text": text,
            "parts": [{"kind": part.kind.value, **_span(part.span)} for part in article.parts],
            "notices": [_notice(notice) for notice in article.notices],
        },
        "sentences": _sentences(audit),
        "quotations": [
            {**_span(q.inner), "use": q.use.value, "balanced": q.balanced} for q in reading.quotations
        ],
        "attributions": [_attribution(a, reading, text) for a in reading.attributions],
        "speakers": _speakers(reading, text),
        "allegations": [_allegation(a) for a in reading.allegations],
        "dispute": {
            "exists": reading.dispute.exists,
            "one_sided": reading.dispute.one_sided,
            "parties": [
                {"name": p.name, "heard": p.heard, "words": p.words, "attributions": p.attributions}
                for p in reading.dispute.parties
            ],
        },
        "loaded": [
            {**_span(t.span), "category": t.category, "probability": t.probability} for t in audit.scores.loaded
        ],
        "metrics": dict(audit.metrics.entries),
        "findings": [finding_as_json(finding) for finding in audit.findings],
        "verdicts": [{"rule": v.rule, "outcome": v.outcome.value, "note": v.note} for v in audit.verdicts],
    }


def dumps(audit: Audit, indent: int | None = None) -> str:
    """The contract's object as text; without `indent` one line."""
    return json.dumps(audit_as_json(audit), ensure_ascii=False, indent=indent)


def finding_as_json(finding: Finding) -> dict[str, Any]:
    region = finding.region
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "confidence": finding.confidence.value,
        **_span(finding.span),
        "line": region.start.line,
        "column": region.start.column,
        "end_line": region.end.line,
        "end_column": region.end.column,
        "whole_article": finding.whole_article,
        "message": finding.message,
        "question": finding.question,
        "norms": list(finding.norms),
        "related": [{**_span(r.span), "label": r.label} for r in finding.related],
        "score": finding.score,
        "fingerprint": finding.fingerprint,
        "suppressed": None
        if finding.suppressed is None
        else {"by": finding.suppressed.by, "reason": finding.suppressed.reason},
        **({"change": finding.change.value} if finding.change is not None else {}),
    }


def _span(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _notice(notice: Notice) -> str:
    return notice.message.format(**dict(notice.values))


def _sentences(audit: Audit) -> list[dict[str, Any]]:
    scores = {score.sentence: score for score in audit.scores.sentences}
    out = []
    for sentence in audit.reading.sentences:
        score = scores.get(sentence.index)
        out.append(
            {
                **_span(sentence.span),
                "voice": sentence.voice.value,
                "needs_source": bool(score and score.needs_source),
                "kind": score.kind.value if score and score.kind and score.needs_source else None,
                "score": round(score.probability, 4) if score else 0.0,
                "reasons": [reason.code for reason in score.reasons] if score and score.needs_source else [],
            }
        )
    return out


def _attribution(attribution: Attribution, reading: Reading, text: str) -> dict[str, Any]:
    return {
        "type": attribution.type.value,
        "content": [_span(part) for part in attribution.content],
        "cue": attribution.cue and _span(attribution.cue),
        "cue_kind": attribution.cue_kind.value,
        "verb_class": attribution.verb_class.value,
        "source": attribution.source and _span(attribution.source),
        "speaker": reading.speaker_name(attribution),
        "named": attribution.named,
    }


def _speakers(reading: Reading, text: str) -> list[dict[str, Any]]:
    out = []
    for entity in reading.entities:
        spoken = [a for a in reading.attributions if a.speaker == entity.index]
        if spoken:
            out.append(_speaker(entity, spoken, text))
    return out


def _speaker(entity: Entity, spoken: list[Attribution], text: str) -> dict[str, Any]:
    words = sum(len(part.of(text).split()) for attribution in spoken for part in attribution.content)
    return {
        "name": entity.name,
        "kind": entity.kind.value,
        "role": entity.role,
        "named": entity.named,
        "party": entity.party,
        "attributions": len(spoken),
        "words": words,
    }


def _allegation(allegation: Allegation) -> dict[str, Any]:
    reply = allegation.reply
    return {
        **_span(allegation.span),
        "accused": allegation.accused,
        "accuser": allegation.accuser,
        "matter": allegation.matter,
        "grave": allegation.grave,
        "legal": allegation.legal,
        "reply": {
            "status": reply.status.value,
            "start": reply.span.start if reply.span else None,
            "end": reply.span.end if reply.span else None,
        },
    }
