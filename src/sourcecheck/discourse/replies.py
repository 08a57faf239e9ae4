"""The reply of the accused to each allegation."""

from __future__ import annotations

from sourcecheck.domain.discourse import Allegation, Attribution, Entity, Sentence
from sourcecheck.language import Annotated


def link_replies(
    annotated: Annotated,
    sentences: tuple[Sentence, ...],
    attributions: tuple[Attribution, ...],
    entities: tuple[Entity, ...],
    allegations: tuple[Allegation, ...],
) -> tuple[Allegation, ...]:
    return allegations
