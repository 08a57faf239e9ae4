"""Kind ``metric``: a count or share over the whole article.

Parameters: ``[[parameters.when]]`` rows with ``metric`` and ``at_least`` and/or ``at_most``; all must hold.
The finding is pinned to the title. ``value`` in the message is that of the first row.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sourcecheck.domain.discourse import EntityKind, Gender, Voice
from sourcecheck.rules.checks import Built, Workshop
from sourcecheck.rules.evidence import Evidence
from sourcecheck.rules.hits import Hit, Result, found
from sourcecheck.rules.tables import Table


def _words(evidence: Evidence) -> float:
    return sum(sum(any(c.isalnum() for c in w) for w in evidence.words_in(s.span).split()) for s in evidence.body)


def _speakers(evidence: Evidence) -> set[int]:
    return {a.speaker for a in evidence.reading.attributions if a.speaker is not None}


def _people(evidence: Evidence, gender: Gender | None = None) -> float:
    entities = [evidence.reading.entities[n] for n in _speakers(evidence)]
    people = [e for e in entities if e.kind is EntityKind.PERSON and e.named]
    return sum(gender is None or e.gender is gender for e in people)


def _voice_share(evidence: Evidence, voice: Voice) -> float:
    judged = [s for s in evidence.body if s.voice is not Voice.OTHER]
    return sum(s.voice is voice for s in judged) / len(judged) if judged else 0.0


METRICS: dict[str, Callable[[Evidence], float]] = {
    "words": _words,
    "sentences": lambda e: len(e.body),
    "attributions": lambda e: len(e.reading.attributions),
    "resolved_attributions": lambda e: sum(a.speaker is not None for a in e.reading.attributions),
    "unnamed_attributions": lambda e: sum(not a.named for a in e.reading.attributions),
    "named_attributions": lambda e: sum(a.named for a in e.reading.attributions),
    "speakers": lambda e: len(_speakers(e)),
    "quoted_people": _people,
    "quoted_women": lambda e: _people(e, Gender.FEMININE),
    "quoted_men": lambda e: _people(e, Gender.MASCULINE),
    "quoted_unknown_gender": lambda e: _people(e, Gender.UNKNOWN),
    "allegations": lambda e: len(e.reading.allegations),
    "grave_allegations": lambda e: sum(a.grave for a in e.reading.allegations),
    "parties": lambda e: len(e.reading.dispute.parties),
    "narrator_share": lambda e: _voice_share(e, Voice.NARRATOR),
    "attributed_share": lambda e: _voice_share(e, Voice.ATTRIBUTED),
}
"""Metric → its value in one article; shares are 0–1, the others counts."""


@dataclass(frozen=True)
class Condition:
    metric: str
    at_least: float
    at_most: float

    def value(self, evidence: Evidence) -> float | None:
        """The value if the condition holds, else None."""
        value = METRICS[self.metric](evidence)
        return value if self.at_least <= value <= self.at_most else None


def build(workshop: Workshop, parameters: Table) -> Built:
    conditions = []
    for row in parameters.rows("when"):
        metric = row.choice("metric", METRICS)
        conditions.append(Condition(metric, row.number("at_least", float("-inf")), row.number("at_most", float("inf"))))
        row.finish()
    if not conditions:
        raise parameters.wrong("when", "a list of tables [[parameters.when]]")

    def run(evidence: Evidence) -> Result:
        values = []
        for condition in conditions:
            value = condition.value(evidence)
            if value is None:
                return found(())
            values.append(value)
        shown = {condition.metric: f"{value:g}" for condition, value in zip(conditions, values, strict=True)}
        return found([Hit(evidence.title, {"value": f"{values[0]:g}", **shown}, whole_article=True, score=values[0])])

    return Built(run, frozenset({"value", *(condition.metric for condition in conditions)}))
