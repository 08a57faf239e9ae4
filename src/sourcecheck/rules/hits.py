"""What a check hands back: hits, or why there are none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sourcecheck.domain.findings import Bilingual, Confidence, Outcome, Severity
from sourcecheck.domain.text import Span

Words = str | Bilingual
"""What a message shows: words of the article, or our own in both languages."""


@dataclass(frozen=True, slots=True)
class Place:
    """Another place of the article to look at, and why."""

    span: Span
    label: Words


@dataclass(frozen=True, slots=True)
class Hit:
    """One place (or the article as a whole) that a card flags.

    `fields` fill the message and the question; a value may differ by language. `severity` and
    `confidence` replace those of the card for this hit. A hit on the whole article
    stands on the title (`Evidence.title`); its `key` identifies it against edits (the accused, the
    party…); for the others the sentence does.
    """

    span: Span
    fields: Mapping[str, Words] = field(default_factory=dict)
    related: tuple[Place, ...] = ()
    score: float | None = None
    severity: Severity | None = None
    confidence: Confidence | None = None
    whole_article: bool = False
    key: str = ""


_SILENT = Bilingual("", "")


@dataclass(frozen=True, slots=True)
class Result:
    """The outcome of one check; `note` says why when nothing was judged."""

    outcome: Outcome
    hits: tuple[Hit, ...] = ()
    note: Bilingual = _SILENT


CLEAR = Result(Outcome.CLEAR)


def found(hits: Iterable[Hit]) -> Result:
    """Flagged if there is a hit, else clear."""
    hits = tuple(hits)
    return Result(Outcome.FLAGGED, hits) if hits else CLEAR


def not_applicable(fr: str, en: str) -> Result:
    return Result(Outcome.NOT_APPLICABLE, (), Bilingual(fr, en))


def by_hand(fr: str, en: str) -> Result:
    """The machine cannot tell; a person must read."""
    return Result(Outcome.BY_HAND, (), Bilingual(fr, en))
