"""A JSON Schema (2020-12) of ``sourcecheck.toml``, made from the keys and their readers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from inspect import getclosurevars
from typing import Any

from sourcecheck.domain.findings import Confidence, Severity
from sourcecheck.settings import read
from sourcecheck.settings.explained import EXPLAINED, PATH_EXPLAINED

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def settings_schema() -> dict[str, Any]:
    """What `load_settings` accepts, as far as form goes; whether a rule or a file exists is not said here."""
    return {
        "$schema": DIALECT,
        "title": "Settings of sourcecheck (sourcecheck.toml, or [tool.sourcecheck] of pyproject.toml)",
        **_table(read.KEYS, EXPLAINED),
    }


def _table(keys: Mapping[str, tuple[str, Callable[..., Any]]], words: Mapping[str, str]) -> dict[str, Any]:
    properties = {key: {"description": words[key], **_form(reader)} for key, (_, reader) in keys.items()}
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _form(reader: Callable[..., Any]) -> dict[str, Any]:
    text: dict[str, Any] = {"type": "string"}
    forms: Mapping[Callable[..., Any], dict[str, Any]] = {
        read._text: text,
        read._path: text,
        read._texts: {"type": "array", "items": text},
        read._genre: {"enum": list(read.GENRES)},
        read._whole: {"type": "integer", "minimum": 0},
        read._yes_no: {"type": "boolean"},
        read._confidence: {"enum": [word.value for word in Confidence]},
        read._severities: {"type": "object", "additionalProperties": {"enum": [word.value for word in Severity]}},
        read._table: {"type": "object", "additionalProperties": text},
    }
    if reader is read._paths:
        return {"type": "array", "items": {**_table(read.PATH_KEYS, PATH_EXPLAINED), "required": ["pattern"]}}
    # A reader that `_one_of` made knows its words.
    return forms[reader] if reader in forms else {"enum": list(getclosurevars(reader).nonlocals["allowed"])}
