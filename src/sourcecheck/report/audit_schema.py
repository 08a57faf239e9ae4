"""A JSON Schema (2020-12) of one audit as JSON (``sourcecheck/audit/v1``), with the words of the nouns themselves.

Objects may grow: a key that the schema does not name is no mistake, one that it names stays.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from sourcecheck.domain.audit import SCHEMA
from sourcecheck.domain.discourse import (
    AttributionType,
    CueKind,
    EntityKind,
    QuotationUse,
    ReplyStatus,
    VerbClass,
    Voice,
)
from sourcecheck.domain.findings import Change, Confidence, Outcome, Severity
from sourcecheck.domain.scores import NeedKind
from sourcecheck.domain.text import PartKind

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string"}
_YES_NO: Schema = {"type": "boolean"}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_FROM_ONE: Schema = {"type": "integer", "minimum": 1}
_SHARE: Schema = {"type": "number", "minimum": 0, "maximum": 1}
_SPAN = {"start": _COUNT, "end": _COUNT}


def audit_schema() -> Schema:
    """The object that `audit_as_json` makes; offsets are characters of ``article.text``, end exclusive."""
    article = _object({
        "id": _TEXT, "path": _or_null(_TEXT), "title": _or_null(_TEXT), "byline": _or_null(_TEXT),
        "published": _or_null(_TEXT), "section": _or_null(_TEXT), "genre": _TEXT, "text": _TEXT,
        "parts": _list({"kind": _words(PartKind), **_SPAN}), "notices": {"type": "array", "items": _TEXT},
    })
    dispute = _object({
        "exists": _YES_NO, "one_sided": _YES_NO,
        "parties": _list({"name": _TEXT, "heard": _YES_NO, "words": _COUNT, "attributions": _COUNT}),
    })
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"One audit of sourcecheck ({SCHEMA})",
        **_object({
            "schema": {"const": SCHEMA},
            "toolchain": {"type": "object", "additionalProperties": _TEXT},
            "article": article,
            "sentences": _sentences(),
            "quotations": _list({**_SPAN, "use": _words(QuotationUse), "balanced": _YES_NO}),
            "attributions": _attributions(),
            "speakers": _list({
                "name": _TEXT, "kind": _words(EntityKind), "role": _or_null(_TEXT), "named": _YES_NO,
                "party": _or_null(_TEXT), "attributions": _FROM_ONE, "words": _COUNT,
            }),
            "allegations": _allegations(),
            "dispute": dispute,
            "loaded": _list({**_SPAN, "category": _TEXT, "probability": _SHARE}),
            "metrics": {"type": "object", "additionalProperties": {"type": "number"}},
            "findings": _findings(),
            "verdicts": _list({"rule": _TEXT, "outcome": _words(Outcome), "note": _TEXT}),
        }),
    }


def _sentences() -> Schema:
    return _list({
        **_SPAN, "voice": _words(Voice), "needs_source": _YES_NO, "kind": _or_null(_words(NeedKind)), "score": _SHARE,
        "reasons": {"type": "array", "items": _TEXT},
    })


def _attributions() -> Schema:
    return _list({
        "type": _words(AttributionType), "content": _list(_SPAN), "cue": _or_null(_object(_SPAN)), "cue_kind": _words(CueKind),
        "verb_class": _words(VerbClass), "source": _or_null(_object(_SPAN)), "speaker": _or_null(_TEXT), "named": _YES_NO,
    })


def _allegations() -> Schema:
    reply = _object({"status": _words(ReplyStatus), "start": _or_null(_COUNT), "end": _or_null(_COUNT)})
    return _list({
        **_SPAN, "accused": _or_null(_TEXT), "accuser": _or_null(_TEXT), "matter": _TEXT, "grave": _YES_NO, "legal": _YES_NO,
        "reply": reply,
    })


def _findings() -> Schema:
    suppressed = _object({"by": _TEXT, "reason": _TEXT})
    schema = _list({
        "rule": _TEXT, "severity": _words(Severity), "confidence": _words(Confidence), **_SPAN,
        "line": _FROM_ONE, "column": _FROM_ONE, "end_line": _FROM_ONE, "end_column": _FROM_ONE, "whole_article": _YES_NO,
        "message": _TEXT, "question": _TEXT, "norms": {"type": "array", "items": _TEXT}, "related": _list({**_SPAN, "label": _TEXT}),
        "score": _or_null(_SHARE), "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{16}$"}, "suppressed": _or_null(suppressed),
    })
    # Only where two versions were compared.
    schema["items"]["properties"]["change"] = _words(Change)
    return schema


def _object(properties: Schema) -> Schema:
    """An object that has all of `properties`."""
    return {"type": "object", "properties": properties, "required": list(properties)}


def _list(properties: Schema) -> Schema:
    return {"type": "array", "items": _object(properties)}


def _words(kind: type[StrEnum]) -> Schema:
    return {"enum": [member.value for member in kind]}


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}
