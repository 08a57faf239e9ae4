"""A card is the whole rule; every mistake in it is one sentence that names file and key."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hand_built_rules import card_text

from sourcecheck.domain.findings import Confidence, Severity
from sourcecheck.domain.text import Span
from sourcecheck.errors import CardError
from sourcecheck.resources import Library
from sourcecheck.rules import load_rules
from sourcecheck.rules.cards import marked, read_card


def test_a_card_is_read_whole(house: Callable[..., Library]) -> None:
    library = house({"ABC-001.toml": card_text(more='confidence = "high"\ntier = 2')})
    card = read_card(library.find("rules/cards/ABC-001.toml"))
    assert (card.id, card.severity, card.confidence, card.tier) == ("ABC-001", Severity.WARNING, Confidence.HIGH, 2)
    assert card.flag[0].text == "Un mot est là."
    assert card.flag[0].spans == (Span(3, 6),)
    assert card.silent[0].spans == ()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (('severity = "warning"', 'severitty = "warning"'), "“severitty” is unknown; did you mean “severity”"),
        (('severity = "warning"', 'severity = "fatal"'), "info | warning | error"),
        (('norms = ["N12"]', "norms = []"), "at least one norm"),
        (('norms = ["N12"]', 'norms = ["N99"]'), "“N99” is not in norms.toml"),
        (('kind = "lexicon"', 'kind = "lexikon"'), "did you mean “lexicon”"),
        (('fr = "Titre", en = "Title"', 'fr = "Titre"'), "“title” must be a table"),
        (("{words}", "{wrds}"), "“wrds”"),
        (('words = ["mot"]', 'wordz = ["mot"]'), "did you mean “words”"),
        (('words = ["mot"]', 'words = ["@missing-list"]'), "missing-list"),
        (("Rien ici.", "Rien [[ici]]."), "marks nothing"),
        (("[[mot]]", "[[mot"), "not closed"),
        (("Parce que.", "Parce que c’est illégal."), "illégal"),
        (('id = "ABC-001"', 'id = "ABC-002"'), "must be the name of the file"),
        (('norms = ["N12"]', 'norms = ["N12"]\nlegal = "yes"'), "true | false"),
        (('norms = ["N12"]', 'norms = ["N12"]\nzones = ["boddy"]'), "did you mean “body”"),
        (('norms = ["N12"]', 'norms = ["N12"]\npolicy = "terrorists"'), "did you mean “terrorist”"),
    ],
)
def test_every_mistake_names_file_and_key(
    house: Callable[..., Library], change: tuple[str, str], told: str
) -> None:
    text = card_text()
    assert change[0] in text
    library = house({"ABC-001.toml": text.replace(*change)})
    with pytest.raises(CardError, match="ABC-001") as caught:
        load_rules(library)
    assert told in str(caught.value)


def test_toml_that_is_not_toml(house: Callable[..., Library]) -> None:
    library = house({"ABC-001.toml": "id = "})
    with pytest.raises(CardError, match=r"ABC-001\.toml is not valid TOML"):
        load_rules(library)


def test_marks_give_exact_spans() -> None:
    assert marked("a [[bc]] d [[e]]") == ("a bc d e", (Span(2, 4), Span(7, 8)))
