"""``sourcecheck rules …`` and ``sourcecheck explain`` as a desk calls them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from hand_built_rules import card_text

from sourcecheck.cli import explain, rules
from sourcecheck.errors import SettingsError, SourcecheckError
from sourcecheck.resources import Library


@pytest.fixture
def desk(house: Callable[..., Library], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with settings that name a house of one rule."""
    house({"ABC-001.toml": card_text()})
    (tmp_path / "sourcecheck.toml").write_text('house = "."\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_list_as_table_and_as_json(desk: Path) -> None:
    table = CliRunner().invoke(rules.command, ["list", "--lang", "en"])
    assert "ABC-001  warning  medium  1  Title" in table.output
    rows = json.loads(CliRunner().invoke(rules.command, ["list", "--json"]).output)
    assert {"ABC-001", "TXT-001"} <= {row["id"] for row in rows}
    mine = next(row for row in rows if row["id"] == "ABC-001")
    assert (mine["title"], mine["norms"], mine["flag"], mine["silent"]) == ("Titre", ["N12"], 1, 1)


def test_explain_in_both_languages(desk: Path) -> None:
    french = CliRunner().invoke(explain.command, ["abc-001"])
    assert "POURQUOI" in french.output
    english = CliRunner().invoke(explain.command, ["ABC-001", "--lang", "en"])
    assert "Because." in english.output
    unknown = CliRunner().invoke(explain.command, ["ABC-002"])
    assert isinstance(unknown.exception, SettingsError)
    assert "ABC-001" in str(unknown.exception)


def test_explain_offers_no_far_name_and_knows_what_is_asked_of_ignores(desk: Path) -> None:
    far = CliRunner().invoke(explain.command, ["QQQ-77"])
    assert isinstance(far.exception, SettingsError)
    assert "rules list" in str(far.exception)
    assert "did you mean" not in str(far.exception)
    told = CliRunner().invoke(explain.command, ["ign-001"])
    assert told.exit_code == 0
    assert "mise à l’écart" in told.output
    assert "MESURÉE" not in told.output


def test_explain_shows_no_field_names_of_templates() -> None:
    shown = CliRunner().invoke(explain.command, ["FIG-001"])
    assert shown.exit_code == 0
    assert "{" not in shown.output
    assert "detector" not in shown.output


def test_list_speaks_the_language_asked_for(desk: Path) -> None:
    assert "ABC-001  avertissement  moyenne  1  Titre" in CliRunner().invoke(rules.command, ["list"]).output


def test_new_writes_into_the_house_only(desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = CliRunner().invoke(rules.command, ["new", "NEW-001"])
    assert made.exit_code == 0
    assert (desk / "rules" / "cards" / "NEW-001.toml").is_file()
    assert "NEW-001" in CliRunner().invoke(rules.command, ["list"]).output
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "sourcecheck.toml").write_text("", encoding="utf-8")
    monkeypatch.chdir(elsewhere)
    refused = CliRunner().invoke(rules.command, ["new", "NEW-002"])
    assert isinstance(refused.exception, SourcecheckError)
    assert "--house" in str(refused.exception)


def test_book_and_its_check(desk: Path) -> None:
    assert CliRunner().invoke(rules.command, ["book", "-o", "book"]).exit_code == 0
    page = desk / "book" / "fr" / "ABC-001.md"
    assert "Parce que." in page.read_text(encoding="utf-8")
    assert CliRunner().invoke(rules.command, ["book", "-o", "book", "--check"], standalone_mode=False).return_value == 0
    page.write_text("old", encoding="utf-8")
    stale = CliRunner().invoke(rules.command, ["book", "-o", "book", "--check"], standalone_mode=False)
    assert stale.return_value == 1
    assert page.read_text(encoding="utf-8") == "old"


def test_measure_reads_judgements_into_the_house(desk: Path) -> None:
    (desk / "hits.csv").write_text("rule,good,corpus\nABC-001,1,c.jsonl\nABC-001,0,c.jsonl\n", encoding="utf-8")
    measured = CliRunner().invoke(rules.command, ["measure", "hits.csv"])
    assert "ABC-001  1/2  50%" in measured.output
    rows = json.loads(CliRunner().invoke(rules.command, ["list", "--json"]).output)
    assert next(row for row in rows if row["id"] == "ABC-001")["measured"] == {"hits": 2, "good": 1}


@pytest.mark.model
def test_test_runs_a_house_card(desk: Path) -> None:
    done = CliRunner().invoke(rules.command, ["test", ".", "--rule", "ABC-001", "--lang", "en"], standalone_mode=False)
    assert "1 cards, 2 examples, 0 failures." in done.output
    assert done.return_value == 0
    card = desk / "rules" / "cards" / "ABC-001.toml"
    card.write_text(card.read_text(encoding="utf-8").replace("Rien ici", "Un mot ici"), encoding="utf-8")
    failed = CliRunner().invoke(rules.command, ["test", ".", "--rule", "ABC-001", "--lang", "en"], standalone_mode=False)
    assert "must stay silent" in failed.output
    assert failed.return_value == 1
