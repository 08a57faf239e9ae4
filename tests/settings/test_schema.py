"""The JSON Schema of the settings and the reader of the settings say the same."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sourcecheck.errors import SettingsError
from sourcecheck.settings import KEYS, load_settings
from sourcecheck.settings.explained import EXAMPLES, EXPLAINED, PATH_EXPLAINED
from sourcecheck.settings.read import PATH_KEYS
from sourcecheck.settings.schema import settings_schema

SHIPPED = Path(__file__).parents[2] / "docs" / "schema" / "settings.schema.json"
VALIDATOR = jsonschema.Draft202012Validator(settings_schema())

WORDS = st.sampled_from(["fr", "FR", "never", "warning", "low", "high", "news", "opinion", "LEX-*", "desk", ""])
VALUES = st.one_of(
    WORDS, st.booleans(), st.integers(-2, 3), st.lists(WORDS, max_size=2), st.dictionaries(WORDS, WORDS, max_size=2),
    st.lists(st.dictionaries(st.sampled_from([*PATH_KEYS, "gender"]), st.one_of(WORDS, st.lists(WORDS, max_size=1)), max_size=3), max_size=2),
)


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(settings_schema())


def test_the_shipped_schema_is_that_of_the_code() -> None:
    assert json.loads(SHIPPED.read_text(encoding="utf-8")) == settings_schema(), "run: sourcecheck config schema settings"


def test_every_key_is_explained() -> None:
    assert set(EXPLAINED) == set(KEYS)
    assert set(PATH_EXPLAINED) == set(PATH_KEYS)
    assert set(EXAMPLES) <= set(KEYS)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from([*KEYS, "langue"]), VALUES, max_size=2))
def test_schema_and_reader_agree(tmp_path: Path, table: dict[str, Any]) -> None:
    file = tmp_path / "sourcecheck.toml"
    file.write_text("\n".join(f"{json.dumps(key)} = {_toml(value)}" for key, value in table.items()), encoding="utf-8")
    assert tomllib.loads(file.read_text(encoding="utf-8")) == table
    try:
        load_settings(file)
        accepted = True
    except SettingsError:
        accepted = False
    assert VALIDATOR.is_valid(table) == accepted, table


@pytest.mark.parametrize("table", [{"jobs": -1}, {"lang": "de"}, {"langue": "fr"}, {"paths": [{}]}, {"severity": {"LEX-005": "loud"}}])
def test_wrong_settings_are_refused(table: dict[str, Any]) -> None:
    assert not VALIDATOR.is_valid(table)


def _toml(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {_toml(item)}" for key, item in value.items()) + "}"
    return "[" + ", ".join(map(_toml, value)) + "]" if isinstance(value, list) else json.dumps(value)
