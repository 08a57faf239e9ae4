"""Days, dates and protected names, on hand-built articles."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hand_built_rules import annotated, evidence
from hypothesis import given
from hypothesis import strategies as st
from test_detectors import check, shown

from sourcecheck.domain.text import PartKind
from sourcecheck.rules.evidence import Evidence

DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONTHS = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre")


def of(text: str, published: str | None = None, kinds: tuple[PartKind, ...] = (PartKind.BODY,)) -> Evidence:
    return evidence(annotated(text.split(" "), kinds=kinds, article={"published": published}))


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)), st.integers(0, 6))
def test_a_weekday_is_flagged_exactly_when_the_calendar_contradicts_it(day: date, weekday: int) -> None:
    written = f"{DAYS[weekday]} {day.day} {MONTHS[day.month - 1]} {day.year}"
    seen = of(f"La séance aura lieu {written} .")
    assert shown(check("incompatible-times", seen), seen) == ([] if weekday == day.weekday() else [written])


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)), st.sampled_from(["hier", "demain", "avant-hier"]), st.integers(0, 6))
def test_yesterday_counts_from_the_day_of_publication(day: date, word: str, weekday: int) -> None:
    meant = day + timedelta(days={"hier": -1, "demain": 1, "avant-hier": -2}[word])
    seen = of(f"Le pont a fermé {word} {DAYS[weekday]} .", day.isoformat())
    assert bool(check("incompatible-times", seen).hits) == (weekday != meant.weekday())


def test_without_a_year_or_a_date_of_publication_nothing_is_judged() -> None:
    seen = of("La séance aura lieu lundi 3 mars .")
    assert not check("incompatible-times", seen).hits


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("Mathis Delaunoy , 16 ans , a été interpellé .", ["Mathis Delaunoy"]),
        ("Mathis Delaunoy , 18 ans , a été interpellé .", []),
        ("Mathis D. , 16 ans , a été interpellé .", []),
        ("Mathis Delaunoy , 16 ans , a gagné le concours .", []),
        ("Mathis Delaunoy , 16 ans , champion de judo , a été interpellé .", []),
        ("Le lycéen Mathis Delaunoy a été interpellé .", ["Mathis Delaunoy"]),
    ],
)
def test_full_names_of_minors_in_a_case(text: str, flagged: list[str]) -> None:
    seen = of(text)
    assert shown(check("named-minor", seen, justice=["interpell*"], public=["champion"]), seen) == flagged
