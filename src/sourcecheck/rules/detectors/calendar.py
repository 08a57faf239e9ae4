"""Days and dates that cannot all be true."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from sourcecheck.domain.findings import Bilingual
from sourcecheck.domain.text import Span
from sourcecheck.rules.checks import Built, Workshop
from sourcecheck.rules.evidence import Evidence
from sourcecheck.rules.hits import Hit, Place, Result, found
from sourcecheck.rules.tables import Table
from sourcecheck.rules.words import normal

DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_DAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre")
_DAYS_AND_MONTHS = (frozenset(DAYS), frozenset(MONTHS))
_SMALL = {"deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7}
_DAY = "|".join(DAYS)
_DATED = re.compile(rf"\b(?P<day>{_DAY}) (?P<n>\d{{1,2}})(?:er)? (?P<month>{'|'.join(MONTHS)})(?: (?P<year>\d{{4}}))?\b", re.I)
_RELATIVE = re.compile(rf"\b(?P<word>avant-hier|hier|aujourd[’']hui|demain|après-demain),? (?:\(?)(?P<day>{_DAY})\b", re.I)
_OFFSETS = {"avant-hier": -2, "hier": -1, "aujourd'hui": 0, "demain": 1, "après-demain": 2}
_AGO = re.compile(rf"\bil y a (?P<n>[2-7]|{'|'.join(_SMALL)}) jours\b", re.I)
_LOOSE_DAY = re.compile(rf"\b(?P<day>{_DAY})\b(?! (?:\d|prochain|en huit))", re.I)
_NEAR = 400
"""Most days between an article and a date without a year: beyond, the year cannot be guessed."""


def incompatible_times(workshop: Workshop, parameters: Table) -> Built:
    """A day that the calendar, the date of publication or another sentence contradicts.

    Three cases: a weekday beside a full date (« lundi 4 mars 2026 »; without a year, in the year of
    publication or the two beside it); « hier, mardi » against the date of publication; « il y a quatre
    jours » and a weekday said of one event (they share `shared` content words, default 2), counted from
    the date of publication or else from the first weekday of the article. Field ``instead``.
    """
    shared = parameters.whole("shared", 2)

    def hits(evidence: Evidence) -> Iterator[Hit]:
        for hit in (*_dated(evidence), *_relative(evidence), *_ago(evidence, shared)):
            if workshop.scope.admits(evidence, hit.span):
                yield hit

    def run(evidence: Evidence) -> Result:
        return found(hits(evidence))

    return Built(run, frozenset({"instead"}))


def _published(evidence: Evidence) -> date | None:
    try:
        return date.fromisoformat((evidence.annotated.article.published or "")[:10])
    except ValueError:
        return None


def _dated(evidence: Evidence) -> Iterator[Hit]:
    if not evidence.has_any(_DAYS_AND_MONTHS[0]) or not evidence.has_any(_DAYS_AND_MONTHS[1]):
        return
    published = _published(evidence)
    for match in _DATED.finditer(evidence.text):
        if match["year"]:
            years = [int(match["year"])]
        else:
            years = [published.year + step for step in (-1, 0, 1)] if published else []
        days = [day for day in (_date(year, match) for year in years) if day is not None]
        if published and not match["year"]:
            days = [day for day in days if abs((day - published).days) <= _NEAR]
        wanted = DAYS.index(match["day"].lower())
        if not days or any(day.weekday() == wanted for day in days):
            continue
        near = min(days, key=lambda day: (abs((day - published).days) if published else 0, day))
        yield Hit(Span(*match.span()), {"instead": _falls(near)})


def _date(year: int, match: re.Match[str]) -> date | None:
    try:
        return date(year, MONTHS.index(match["month"].lower()) + 1, int(match["n"]))
    except ValueError:
        return None


def _falls(day: date) -> Bilingual:
    n = day.weekday()
    return Bilingual(
        f"le {day.day}{'er' if day.day == 1 else ''} {MONTHS[day.month - 1]} {day.year} est un {DAYS[n]}",
        f"{day.isoformat()} is a {_DAYS_EN[n]}",
    )


def _relative(evidence: Evidence) -> Iterator[Hit]:
    published = _published(evidence)
    if published is None:
        return
    for match in _RELATIVE.finditer(evidence.text):
        day = published + timedelta(days=_OFFSETS[normal(match["word"])])
        if day.weekday() != DAYS.index(match["day"].lower()):
            yield Hit(Span(*match.span()), {"instead": _falls(day)})


def _ago(evidence: Evidence, shared: int) -> Iterator[Hit]:
    """« il y a N jours » against a weekday, when two sentences speak of one event."""
    today = _today(evidence) if evidence.has_any({"jours"}) else None
    if today is None:
        return
    for match in _AGO.finditer(evidence.text):
        n = _SMALL.get(match["n"].lower()) or int(match["n"])
        span = Span(*match.span())
        mine = _content(evidence, span)
        for other in _LOOSE_DAY.finditer(evidence.text):
            place = Span(*other.span())
            if other["day"].lower() == DAYS[today] or len(mine & _content(evidence, place)) < shared:
                continue
            gap = (today - DAYS.index(other["day"].lower())) % 7
            if gap != n % 7:
                told = Bilingual(
                    f"d’un {other['day'].lower()} à un {DAYS[today]}, il y a {gap} jour{'s' if gap > 1 else ''}",
                    f"from a {_DAYS_EN[DAYS.index(other['day'].lower())]} to a {_DAYS_EN[today]} there are {gap} days",
                )
                yield Hit(span, {"instead": told}, related=(Place(place, evidence.words_in(place)),))
                break


def _today(evidence: Evidence) -> int | None:
    """The weekday of the article: of its date of publication, else the first that its text names."""
    published = _published(evidence)
    if published is not None:
        return published.weekday()
    first = _LOOSE_DAY.search(evidence.text)
    return DAYS.index(first["day"].lower()) if first else None


def _content(evidence: Evidence, place: Span) -> frozenset[str]:
    """Nouns and verbs of the clause round a place, by the first letters of their lemmas (« éclater », « éclatement »)."""
    token = next(iter(evidence.tokens.within(place)), None)
    sentence = evidence.sentence_of(place)
    if token is None or sentence is None:
        return frozenset()
    words = evidence.tokens.within(sentence.span)
    near = (t for t in words if abs(t.i - token.i) <= _REACH and t.pos_ in ("NOUN", "PROPN", "VERB") and len(t) > 3)
    return frozenset(normal(t.lemma_)[:6] for t in near) - _EMPTY


_REACH = 9
"""Words on each side of a day that may name its event."""
_EMPTY = frozenset(day[:6] for day in DAYS) | {"avoir", "être", "jour", "jours", "matin", "soir", "année", "semain", "annonc", "déclar", "indiqu"}
