"""Where a card looks: zones, voices, inside or outside quotations and reported speech."""

from __future__ import annotations

from dataclasses import dataclass

from sourcecheck.domain.findings import Card
from sourcecheck.domain.text import PartKind, Span
from sourcecheck.rules.evidence import Evidence
from sourcecheck.rules.tables import Table

GENRES = ("news", "communique", "interview", "opinion", "live", "brief", "listing")
DEFAULT_GENRES = ("news", "communique", "interview", "live", "brief")
DEFAULT_ZONES = (PartKind.TITLE.value, PartKind.LEAD.value, PartKind.BODY.value)
DEFAULT_VOICES = ("narrator", "mixed")
PLACES = ("outside", "inside", "anywhere")
SCOPE_KEYS = ("quotations", "reported")


@dataclass(frozen=True)
class Scope:
    """`quotations` and `reported`: ``outside`` (default), ``inside`` or ``anywhere``."""

    zones: frozenset[str]
    voices: frozenset[str]
    quotations: str = "outside"
    reported: str = "outside"

    def admits(self, evidence: Evidence, span: Span) -> bool:
        sentence = evidence.sentence_of(span)
        if sentence is None or sentence.voice.value not in self.voices:
            return False
        if sentence.part_kind.value not in self.zones:
            return False
        return _fits(self.quotations, evidence.is_quoted(span)) and _fits(
            self.reported, evidence.is_reported(span)
        )


def scope_of(card: Card, parameters: Table) -> Scope:
    """The scope a card asks for; its parameters may hold ``quotations`` and ``reported``."""
    return Scope(
        frozenset(card.zones or DEFAULT_ZONES),
        frozenset(card.voices or DEFAULT_VOICES),
        parameters.choice("quotations", PLACES, "outside"),
        parameters.choice("reported", PLACES, "outside"),
    )


def _fits(wanted: str, inside: bool) -> bool:
    return wanted == "anywhere" or inside == (wanted == "inside")
