from __future__ import annotations

import pytest

from sourcecheck.discourse.countries import country_named, country_of, fold_party


@pytest.mark.parametrize(
    ("name", "country"),
    [("Erevan", "Arménie"), ("les forces arméniennes", "Arménie"), ("l'Arménie", "Arménie"), ("Paul Aubin", "Paul Aubin"), ("Sofia", "Bulgarie")],
)
def test_fold_party(name: str, country: str) -> None:
    assert fold_party(name) == country


def test_only_a_country_or_its_seat_names_it() -> None:
    assert country_named("Bakou") == "Azerbaïdjan"
    assert country_named("le gouvernement bulgare") is None


@pytest.mark.parametrize(("word", "country"), [("arménienne", "Arménie"), ("Nord-Coréens", "Corée du Nord"), ("grecques", "Grèce"), ("table", None)])
def test_demonyms_in_their_four_forms(word: str, country: str | None) -> None:
    assert country_of(word) == country
