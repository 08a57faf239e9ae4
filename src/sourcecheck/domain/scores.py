"""What the classifiers say of a reading."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sourcecheck.domain.text import Span


class NeedKind(StrEnum):
    """Why a sentence would need a source (annotation guidelines, T4)."""

    ACCUSATION = "accusation"
    CASUALTIES = "casualties"
    FIGURE = "figure"
    CAUSE = "cause"
    MOTIVE = "motive"
    DISPUTE = "dispute"
    FORECAST = "forecast"
    NONPUBLIC = "nonpublic"


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that weighed, for or against: a stable code (words are in the report) and its weight in log-odds."""

    code: str
    weight: float
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class SentenceScore:
    """`probability` is calibrated; `exemptions` name what would excuse the sentence, with the place
    (a sentence elsewhere that sources it) where there is one."""

    sentence: int
    probability: float
    needs_source: bool
    kind: NeedKind | None
    reasons: tuple[Reason, ...] = ()
    exemptions: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class LoadedTerm:
    """Words in the newsroom's voice that judge. `category`: judging, charged, criminal, status, doubt,
    convicting, euphemism."""

    span: Span
    category: str
    probability: float
    lemma: str


@dataclass(frozen=True, slots=True)
class Scores:
    sentences: tuple[SentenceScore, ...]
    loaded: tuple[LoadedTerm, ...]
