"""Coordinates of the small pictures; the template draws them as inline SVG with text alternatives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from gettext import NullTranslations

from sourcecheck.domain.audit import Audit
from sourcecheck.domain.discourse import ReplyStatus, Voice

WIDTH = 640.0
_MOST_BARS = 8


@dataclass(frozen=True)
class Segment:
    x: float
    width: float
    voice: str
    key: str


@dataclass(frozen=True)
class Strip:
    """The voices along the article; `words` say the same for those who cannot see it."""

    segments: tuple[Segment, ...]
    words: str


@dataclass(frozen=True)
class Bar:
    name: str
    value: int
    percent: int
    width: float


@dataclass(frozen=True)
class Arc:
    """From the accusation at `x1` to its reply at `x2`; without a reply `x2` is `x1`."""

    x1: float
    x2: float
    middle: float
    height: float
    status: str
    label: str


@dataclass(frozen=True)
class ReplyMap:
    arcs: tuple[Arc, ...]
    words: str


def voices_strip(audit: Audit, t: NullTranslations) -> Strip:
    """One segment a sentence, as wide as its share of the text."""
    judged = [s for s in audit.reading.sentences if s.voice is not Voice.OTHER]
    total = sum(len(s.span) for s in judged) or 1
    segments, x = [], 0.0
    shares: dict[Voice, int] = {}
    for sentence in judged:
        width = WIDTH * len(sentence.span) / total
        segments.append(Segment(round(x, 1), round(max(width - 1, 0.5), 1), sentence.voice.value, f"s{sentence.index}"))
        shares[sentence.voice] = shares.get(sentence.voice, 0) + len(sentence.span)
        x += width
    percent = {voice: round(100 * shares.get(voice, 0) / total) for voice in Voice}
    words = t.gettext("The newsroom speaks in {narrator} % of the text, sources in {attributed} %, both in {mixed} %.").format(
        narrator=percent[Voice.NARRATOR], attributed=percent[Voice.ATTRIBUTED], mixed=percent[Voice.MIXED]
    )
    return Strip(tuple(segments), words)


def bars(rows: Sequence[tuple[str, int]]) -> tuple[Bar, ...]:
    """The largest values as bars, widths relative to the largest."""
    kept = [row for row in rows if row[1] > 0][:_MOST_BARS]
    total = sum(value for _, value in rows) or 1
    largest = max((value for _, value in kept), default=1)
    return tuple(Bar(name, value, round(100 * value / total), round(300 * value / largest, 1)) for name, value in kept)


def reply_map(audit: Audit, t: NullTranslations) -> ReplyMap | None:
    """Accusations along the text and the way to their replies; None when nobody is accused."""
    allegations = audit.reading.allegations
    if not allegations:
        return None
    length = len(audit.article.text) or 1
    arcs = []
    for allegation in allegations:
        reply = allegation.reply
        x1 = WIDTH * allegation.span.start / length
        x2 = WIDTH * reply.span.start / length if reply.span else x1
        arcs.append(
            Arc(
                round(x1, 1), round(x2, 1), round((x1 + x2) / 2, 1),
                round(12 + min(60.0, abs(x2 - x1) / 4), 1), reply.status.value, allegation.accused,
            )
        )
    answered = sum(a.reply.status in (ReplyStatus.RELEVANT, ReplyStatus.SOUGHT) for a in allegations)
    words = t.gettext("{count} accusations, {answered} answered or asked in the text.").format(
        count=len(allegations), answered=answered
    )
    return ReplyMap(tuple(arcs), words)
