from __future__ import annotations

import pytest

from sourcecheck.domain.audit import Audit, RuleBook
from sourcecheck.report.redaction import redact
from sourcecheck.report.single import render_html


def test_a_chosen_person_is_hidden_everywhere_under_every_form(audit: Audit, book: RuleBook) -> None:
    page = render_html(redact(audit, ["paule kervella"]), book, "fr").decode()
    assert "Kervella" not in page
    assert "Paule" not in page
    assert "█████ ████████" in page
    assert "Ouestmer" in page


def test_unnamed_hides_the_source_and_keeps_its_words(audit: Audit) -> None:
    hidden = redact(audit, ["unnamed"])
    assert "Un employé" not in hidden.article.text
    assert "██ ███████ parle de pressions." in hidden.article.text
    assert hidden.reading.entities[2].name == "██ ███████"
    assert "Paule Kervella" in hidden.article.text
    assert all("employé" not in finding.message for finding in hidden.findings)


def test_all_leaves_structure_and_the_words_of_the_product(audit: Audit, book: RuleBook) -> None:
    hidden = redact(audit, ["all"])
    page = render_html(hidden, book, "fr").decode()
    for word in ("Ouestmer", "maquillé", "Kervella", "employé", "Port-Lannion", "digue", "rédactrice", "Essai", "directrice"):
        assert word not in page, word
    assert "qui le dit" in page
    assert len(hidden.article.text) == len(audit.article.text)


@pytest.mark.parametrize("names", [["unnamed"], ["all"], ["Ouestmer"], ["Paule Kervella", "unnamed"]])
def test_offsets_and_counts_hold(audit: Audit, names: list[str]) -> None:
    hidden = redact(audit, names)
    assert [f.span for f in hidden.findings] == [f.span for f in audit.findings]
    assert hidden.metrics == audit.metrics
    assert hidden.article.source_map == audit.article.source_map
    for before, after in zip(audit.article.text, hidden.article.text, strict=True):
        assert after in (before, "█")


def test_a_name_is_hidden_as_whole_words_only(audit: Audit) -> None:
    assert redact(audit, ["port"]).article.text.startswith("La digue de ████-Lannion")
    assert redact(audit, ["compte"]).article.text == audit.article.text


def test_nothing_asked_nothing_changed(audit: Audit) -> None:
    assert redact(audit, [" "]) == audit
