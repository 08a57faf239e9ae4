"""The end of the corridor: everything a report may show of one article. Holds no spaCy object."""

from __future__ import annotations

from dataclasses import dataclass

from sourcecheck.domain.discourse import Reading
from sourcecheck.domain.findings import Card, Finding, Norm, Verdict
from sourcecheck.domain.scores import Scores
from sourcecheck.domain.text import Article

SCHEMA = "sourcecheck/audit/v1"


@dataclass(frozen=True, slots=True)
class Toolchain:
    """Versions and digests of all that shaped the result, as sorted (name, value) pairs."""

    entries: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Metrics:
    """Counts and shares, as sorted (name, value) pairs; shares are 0–1."""

    entries: tuple[tuple[str, float], ...]

    def get(self, name: str, default: float = 0.0) -> float:
        return next((value for key, value in self.entries if key == name), default)


@dataclass(frozen=True, slots=True)
class Audit:
    article: Article
    reading: Reading
    scores: Scores
    findings: tuple[Finding, ...]
    verdicts: tuple[Verdict, ...]
    metrics: Metrics
    toolchain: Toolchain
    lang: str = "fr"


@dataclass(frozen=True, slots=True)
class RuleBook:
    """The cards and norms that judged, for those who show them."""

    cards: tuple[Card, ...]
    norms: tuple[Norm, ...]

    def card(self, rule: str) -> Card | None:
        return next((card for card in self.cards if card.id == rule), None)

    def norm(self, reference: str) -> Norm | None:
        """The norm of a reference such as ``N02.3`` (the clause is after the dot)."""
        return next((norm for norm in self.norms if norm.id == reference.split(".")[0]), None)
