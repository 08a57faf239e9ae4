"""The JSON Schema of an audit: it takes what is written, names all of it, and refuses what is not an audit."""

from __future__ import annotations

import copy
from dataclasses import replace
from typing import Any

import jsonschema
import pytest

from sourcecheck.audit import Auditor
from sourcecheck.domain.audit import Audit
from sourcecheck.domain.findings import Change, Finding
from sourcecheck.ingest import article_from_text
from sourcecheck.report.audit_schema import audit_schema
from sourcecheck.report.formats.audit_json import audit_as_json

TEXT = (
    "La halle a brûlé\n\nPar Ada Lenoir\n\nL’incendie a fait onze morts. Le maire a détourné 40 000 euros, affirme "
    "l’opposante Paule Kervella : « Il a volé la ville. » Le maire n’a pas répondu. Ce vandale doit partir."
)


def closed(schema: Any) -> Any:
    """The schema with no room for keys it does not name."""
    if isinstance(schema, list):
        return [closed(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    out = {key: closed(item) for key, item in schema.items()}
    return {**out, "additionalProperties": False} if "properties" in out and "required" in out else out


STRICT = jsonschema.Draft202012Validator(closed(audit_schema()))


@pytest.fixture
def written(audit: Audit) -> dict[str, Any]:
    def stamped(finding: Finding) -> Finding:
        return replace(finding, fingerprint="0" * 16)

    return audit_as_json(replace(audit, findings=tuple(map(stamped, audit.findings))))


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(audit_schema())


def test_what_is_written_is_named_to_the_last_key(written: dict[str, Any]) -> None:
    STRICT.validate(written)
    assert written["findings"]


def test_a_comparison_may_say_what_changed(audit: Audit) -> None:
    found = tuple(replace(audit.findings[0], fingerprint="0" * 16, change=change) for change in Change)
    STRICT.validate(audit_as_json(replace(audit, findings=found)))


@pytest.mark.model
def test_a_real_audit(auditor: Auditor) -> None:
    document = audit_as_json(auditor.audit(article_from_text(TEXT, "essai")))
    STRICT.validate(document)
    assert all(document[name] for name in ("sentences", "attributions", "speakers", "allegations", "findings", "verdicts", "metrics"))


@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        (("schema",), "sourcecheck/audit/v0"), (("sentences", 0, "voice"), "author"), (("sentences", 0, "score"), 2),
        (("findings", 0, "severity"), "fatal"), (("findings", 0, "line"), 0), (("findings", 0, "fingerprint"), "x"),
        (("article", "text"), None), (("metrics", "words"), "many"), (("verdicts", 0, "outcome"), "passed"),
    ],
)
def test_what_is_wrong_is_refused(written: dict[str, Any], path: tuple[Any, ...], wrong: Any) -> None:
    broken = copy.deepcopy(written)
    place = broken
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = wrong
    assert not jsonschema.Draft202012Validator(audit_schema()).is_valid(broken)


@pytest.mark.parametrize("key", ["schema", "article", "sentences", "findings", "verdicts", "dispute"])
def test_what_is_missing_is_refused_and_what_is_new_is_not(written: dict[str, Any], key: str) -> None:
    validator = jsonschema.Draft202012Validator(audit_schema())
    assert validator.is_valid({**written, "later": 1})
    del written[key]
    assert not validator.is_valid(written)
