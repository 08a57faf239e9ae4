"""The day an archive gives for an article, however it is written."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier janv january jan", "février fevrier févr fev february feb", "mars march mar", "avril avr april apr",
            "mai may", "juin june jun", "juillet juil july jul", "août aout august aug", "septembre sept september sep",
            "octobre oct october", "novembre nov november", "décembre decembre déc december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?!\d)")
_YEAR_LAST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)")
_IN_WORDS = re.compile(r"(?:[^\W\d]+\.?,? +)?(?:le +)?(\d{1,2})(?:er)? +([^\W\d]+)\.?,? +(\d{4})(?!\d)", re.IGNORECASE)


def day_of(written: str) -> str:
    """``2024-05-07`` of an ISO date, ``07/05/2024`` (day first), ``7 mai 2024``, ``20240507`` or seconds since 1970.

    A month alone counts as its first day. Empty when nothing is understood.
    """
    text = written.strip()
    if found := _YEAR_FIRST.match(text):
        return _day(found[1], found[2], found[3] or "1")
    if found := _YEAR_LAST.match(text):
        return _day(found[3], found[2], found[1])
    if (found := _IN_WORDS.match(text)) and (month := _MONTHS.get(found[2].casefold())):
        return _day(found[3], str(month), found[1])
    if re.fullmatch(r"\d{8}", text):
        return _day(text[:4], text[4:6], text[6:])
    if re.fullmatch(r"\d{10}|\d{13}", text):
        return datetime.fromtimestamp(int(text[:10]), UTC).date().isoformat()
    return ""


def _day(year: str, month: str, day: str) -> str:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""
