"""« A, dit X. B. C, précise-t-il. »: B, between two statements of one speaker in one paragraph, is that speaker's too."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from sourcecheck.discourse.contents import SUMMARIES
from sourcecheck.domain.discourse import Attribution, AttributionType, CueKind
from sourcecheck.domain.text import Span
from sourcecheck.language import Annotated

_FOLLOWING = frozenset({CueKind.INCISE, CueKind.PREPOSITION})  # cues that come after what they present
_MOST = 2  # sentences between the two statements
_LONGEST = 22  # words of such a sentence; longer ones tell the background


def go_on(annotated: Annotated, attributions: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
    """The attributions, and those of the sentences that stand between two of the same speaker; renumbered in order."""
    bounds = [Span(s.start_char, s.end_char) for s in annotated.sentences]
    found = [
        between for before, after in pairwise(sorted(attributions, key=lambda a: a.content[0].start))
        if (between := _between(annotated, bounds, before, after, attributions)) is not None
    ]
    if not found:
        return attributions
    merged = sorted([*attributions, *found], key=lambda a: (a.content[0].start, -a.content[-1].end))
    return tuple(replace(a, index=i) for i, a in enumerate(merged))


def _between(
    annotated: Annotated, bounds: list[Span], before: Attribution, after: Attribution, attributions: tuple[Attribution, ...]
) -> Attribution | None:
    if before.speaker is None or before.speaker != after.speaker or AttributionType.DIRECT in (before.type, after.type):
        return None
    if not {before.cue_kind, after.cue_kind} & _FOLLOWING:
        return None
    last = max(before.content[-1].end, before.cue.end if before.cue else 0, before.source.end if before.source else 0)
    first = min(s.start for s in (*after.content, after.cue, after.source) if s is not None)
    inside = [s for s in bounds if s.start >= last and s.end <= first]
    inside = [s for s in inside if not any(b.start < s.start < b.end for b in bounds)]
    if not inside or len(inside) > _MOST:
        return None
    text = annotated.article.text
    whole = Span(inside[0].start, inside[-1].end)
    if any(c.overlaps(whole) for a in attributions for c in a.content) or any(mark in whole.of(text) for mark in "«»“”\"?"):
        return None
    words = whole.of(text).split()
    if len(words) > _LONGEST * len(inside) or (words[0].lower() in {"ce", "cet", "cette", "ces"} and words[1].lower().strip(",") in SUMMARIES):
        return None  # « Cette annonce intervient… »: about what was said
    part = next((p for p in annotated.article.parts if p.span.start <= before.content[-1].start < p.span.end), None)
    if part is None or not part.span.contains(whole) or not part.span.contains(after.content[0]):
        return None
    said = whole.of(text).rstrip().rstrip(".…!")
    number = next(i for i, s in enumerate(bounds) if s.start == whole.start)
    return Attribution(
        index=0, type=AttributionType.INDIRECT, content=(Span(whole.start, whole.start + len(said)),), cue=None,
        cue_kind=CueKind.CONTINUATION, cue_lemma="", source=None, speaker=before.speaker, named=before.named, sentence=number,
    )
