"""Who is said to have done something blameworthy, by whom."""

from __future__ import annotations

from sourcecheck.domain.discourse import Allegation, Attribution, Entity, Quotation, Sentence
from sourcecheck.language import Annotated


def find_allegations(
    annotated: Annotated,
    sentences: tuple[Sentence, ...],
    quotations: tuple[Quotation, ...],
    attributions: tuple[Attribution, ...],
    entities: tuple[Entity, ...],
) -> tuple[Allegation, ...]:
    return ()
