"""The rule book and the blank card."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hand_built_rules import card_text

from sourcecheck.errors import CardError, SettingsError
from sourcecheck.resources import Library
from sourcecheck.rules import load_rules
from sourcecheck.rules.blank import write_blank
from sourcecheck.rules.book import explain, pages, stale, write_pages


def test_explain_tells_why_norm_question_and_examples() -> None:
    rules = load_rules(Library(), select=["TXT-001"])
    page = explain(rules, "TXT-001", "fr")
    card = rules.cards[0]
    for text in (card.title.fr, card.why.fr, card.question.fr, "N02.3", "art. 3", card.silent[0].text):
        assert text in page
    assert card.why.en in explain(rules, "TXT-001", "en")
    with pytest.raises(SettingsError, match="TXT-001"):
        explain(rules, "TXT-01", "fr")


def test_an_unverified_norm_is_shown_as_such(house: Callable[..., Library]) -> None:
    library = house({"ABC-001.toml": card_text().replace('"N12"', '"N30", "N13.9"')})
    page = explain(load_rules(library, select=["ABC-001"]), "ABC-001", "fr")
    assert "non vérifiée" in page
    assert "texte lu en partie" in page


def test_pages_escape_and_go_stale(house: Callable[..., Library], tmp_path: Path) -> None:
    library = house({"ABC-001.toml": card_text(word="<script>")})
    written = pages(load_rules(library, select=["ABC-001"]))
    assert "<script>" not in written["fr.html"]
    assert "<mark>&lt;script&gt;</mark>" in written["fr.html"]
    folder = tmp_path / "book"
    assert stale(written, folder) == sorted(written)
    write_pages(written, folder)
    assert stale(written, folder) == []
    (folder / "fr" / "ABC-001.md").write_text("old", encoding="utf-8")
    (folder / "fr" / "GON-001.md").write_text("gone", encoding="utf-8")
    assert stale(written, folder) == ["fr/ABC-001.md", "fr/GON-001.md"]
    write_pages(written, folder)
    assert stale(written, folder) == []


def test_a_blank_card_is_a_card(tmp_path: Path) -> None:
    write_blank("NEW-001", tmp_path)
    rules = load_rules(Library(tmp_path), select=["NEW-001"])
    assert rules.cards[0].flag[0].spans
    with pytest.raises(SettingsError, match="exists already"):
        write_blank("NEW-001", tmp_path)
    with pytest.raises(CardError, match="three capitals"):
        write_blank("new1", tmp_path)
