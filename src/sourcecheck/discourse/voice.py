"""The voice of every sentence."""

from __future__ import annotations

from sourcecheck.domain.discourse import Attribution, Quotation, Sentence, Voice
from sourcecheck.domain.text import PartKind
from sourcecheck.language import Annotated
from sourcecheck.language.annotated import span_of


def assign_voices(
    annotated: Annotated, quotations: tuple[Quotation, ...], attributions: tuple[Attribution, ...]
) -> tuple[Sentence, ...]:
    out = []
    parts = annotated.article.parts
    for index, sent in enumerate(annotated.sentences):
        span = span_of(sent)
        part = next((i for i, p in enumerate(parts) if p.span.overlaps(span)), 0)
        kind = parts[part].kind if parts else PartKind.BODY
        voice = Voice.OTHER if kind is PartKind.FURNITURE else Voice.NARRATOR
        out.append(Sentence(index, span, part, kind, voice))
    return tuple(out)
