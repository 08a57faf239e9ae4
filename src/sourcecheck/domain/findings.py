"""What the rules say: cards, findings and the outcome of every check."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sourcecheck.domain.text import Region, Span


class Severity(StrEnum):
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"

    @property
    def rank(self) -> int:
        return ("info", "warning", "error").index(self.value)


class Confidence(StrEnum):
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"

    @property
    def rank(self) -> int:
        return ("low", "medium", "high").index(self.value)


class Outcome(StrEnum):
    FLAGGED = "flagged"
    CLEAR = "clear"
    NOT_APPLICABLE = "not-applicable"
    BY_HAND = "by-hand"
    FAILED = "failed"


class Change(StrEnum):
    """What a finding is against an earlier version of the file: not there, in other words, or at another place."""

    NEW = "new"
    EDITED = "edited"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Bilingual:
    """A text an editor reads, in both languages of the product."""

    fr: str
    en: str

    def in_language(self, lang: str) -> str:
        return self.en if lang == "en" else self.fr


@dataclass(frozen=True, slots=True)
class Norm:
    """A press code or law. `status`: read, read in part, unverified — shown as such."""

    id: str
    name: str
    status: str
    url: str
    summary: Bilingual
    legal: bool = False


@dataclass(frozen=True, slots=True)
class Example:
    """A test of the card: `text` without marks; `spans` are the words that must be flagged (empty: must stay silent)."""

    text: str
    spans: tuple[Span, ...]
    genre: str | None = None
    published: str | None = None
    byline: str | None = None
    jurisdiction: str | None = None
    policy: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """A whole rule as data: what it looks for, why, what to ask the writer, and its own tests."""

    id: str
    title: Bilingual
    why: Bilingual
    message: Bilingual
    question: Bilingual
    kind: str
    parameters: Mapping[str, Any] = field(hash=False)
    severity: Severity = Severity.WARNING
    confidence: Confidence = Confidence.MEDIUM
    norms: tuple[str, ...] = ()
    tier: int = 1
    genres: tuple[str, ...] = ()
    voices: tuple[str, ...] = ()
    zones: tuple[str, ...] = ()
    blind_spots: Bilingual = Bilingual("", "")
    flag: tuple[Example, ...] = ()
    silent: tuple[Example, ...] = ()
    legal: bool = False
    policy: str | None = None
    jurisdictions: tuple[str, ...] = ()
    measured_hits: int = 0
    measured_good: int = 0

    @property
    def family(self) -> str:
        return self.id.split("-", 1)[0]


@dataclass(frozen=True, slots=True)
class Related:
    span: Span
    label: str


@dataclass(frozen=True, slots=True)
class Suppression:
    """`by`: inline, baseline, policy, editor."""

    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to ask the writer. An article-level finding (`whole_article`) is pinned to the title."""

    rule: str
    severity: Severity
    confidence: Confidence
    span: Span
    region: Region
    message: str
    question: str
    norms: tuple[str, ...]
    fingerprint: str
    related: tuple[Related, ...] = ()
    score: float | None = None
    suppressed: Suppression | None = None
    whole_article: bool = False
    change: Change | None = None
    """Set when two versions were compared; only what is new closes a gate."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of one check on one article, so that silence is never ambiguous."""

    rule: str
    outcome: Outcome
    note: str = ""
