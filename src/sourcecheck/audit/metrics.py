"""Counts and shares of one reading: what the report shows and an archive compares."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from sourcecheck.domain.audit import Metrics
from sourcecheck.domain.discourse import EntityKind, Gender, Reading, ReplyStatus, Voice
from sourcecheck.domain.findings import Finding, Severity
from sourcecheck.domain.scores import Scores
from sourcecheck.domain.text import Span

_OPEN = (ReplyStatus.NONE, ReplyStatus.OFF_TOPIC)


def measure(text: str, reading: Reading, scores: Scores, findings: Iterable[Finding]) -> Metrics:
    """Metrics by name, sorted: ``…_share`` are 0–1, ``…_per_1000_words`` are rates, the others counts."""
    judged = [sentence for sentence in reading.sentences if sentence.voice is not Voice.OTHER]
    words = sum(count_words(text, sentence.span) for sentence in judged)
    voices = Counter(sentence.voice for sentence in judged)
    open_findings = [finding for finding in findings if finding.suppressed is None]
    severities = Counter(finding.severity for finding in open_findings)
    needs = sum(score.needs_source for score in scores.sentences)
    unanswered = sum(a.grave and a.reply.status in _OPEN for a in reading.allegations)
    spoken = [reading.entities[a.speaker] for a in reading.attributions if a.speaker is not None]
    people = {entity.index: entity for entity in spoken if entity.kind is EntityKind.PERSON and entity.named}
    genders = Counter(entity.gender for entity in people.values())
    quoted = sum(count_words(text, part) for a in reading.attributions for part in a.content)
    values: dict[str, float] = {
        "words": words,
        "sentences": len(judged),
        "attributions": len(reading.attributions),
        "speakers": len({entity.index for entity in spoken}),
        "unnamed_attributions": sum(not a.named for a in reading.attributions),
        "allegations": len(reading.allegations),
        "unanswered_allegations": unanswered,
        "needs_source": needs,
        "loaded": len(scores.loaded),
        "quoted_women": genders[Gender.FEMININE],
        "quoted_men": genders[Gender.MASCULINE],
        "quoted_unknown_gender": genders[Gender.UNKNOWN],
        "findings_error": severities[Severity.ERROR],
        "findings_warning": severities[Severity.WARNING],
        "findings_info": severities[Severity.INFO],
        "needs_source_per_1000_words": _rate(needs, words),
        "loaded_per_1000_words": _rate(len(scores.loaded), words),
        "reported_words_share": min(1.0, _share(quoted, words)),
    }
    for voice in Voice:
        if voice is not Voice.OTHER:
            values[f"{voice.value}_share"] = _share(voices[voice], len(judged))
    return Metrics(tuple(sorted((name, round(float(value), 4)) for name, value in values.items())))


def count_words(text: str, span: Span) -> int:
    """Words between blanks that hold a letter or a digit."""
    return sum(map(_is_word, span.of(text).split()))


@lru_cache(maxsize=1 << 16)
def _is_word(between_blanks: str) -> bool:
    return any(c.isalnum() for c in between_blanks)


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _rate(count: float, words: int) -> float:
    return 1000 * count / words if words else 0.0
