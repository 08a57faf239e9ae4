"""The order in which an article is understood; each step is a pure function of those before it."""

from __future__ import annotations

from sourcecheck.discourse.allegations import find_allegations
from sourcecheck.discourse.attribution import find_attributions
from sourcecheck.discourse.continuations import go_on
from sourcecheck.discourse.dispute import find_dispute
from sourcecheck.discourse.entities import resolve_speakers
from sourcecheck.discourse.genre import detect_genre
from sourcecheck.discourse.quotation_marks import find_quotations
from sourcecheck.discourse.replies import link_replies
from sourcecheck.discourse.voice import assign_voices
from sourcecheck.domain.discourse import Attribution, Entity, Quotation, Reading
from sourcecheck.language import Annotated


def who_says_what(
    annotated: Annotated, marked: tuple[Quotation, ...]
) -> tuple[tuple[Quotation, ...], tuple[Attribution, ...], tuple[Entity, ...]]:
    """Quotations, attributions with their speakers, and entities: what voices and allegations are read from, here and in their fits."""
    quotations, attributions = find_attributions(annotated, marked)
    entities, attributions = resolve_speakers(annotated, quotations, attributions)
    return quotations, go_on(annotated, attributions), entities


def read(annotated: Annotated) -> Reading:
    """Understand one article."""
    marks = find_quotations(annotated)
    quotations, attributions, entities = who_says_what(annotated, marks.quotations)
    sentences = assign_voices(annotated, quotations, attributions)
    genre = detect_genre(annotated, sentences, attributions)
    allegations = find_allegations(annotated, sentences, quotations, attributions, entities)
    allegations = link_replies(annotated, sentences, attributions, entities, allegations)
    dispute, entities = find_dispute(annotated, sentences, attributions, entities, allegations)
    return Reading(
        genre=genre,
        sentences=sentences,
        quotations=quotations,
        attributions=attributions,
        entities=entities,
        allegations=allegations,
        dispute=dispute,
        unbalanced_marks=marks.unbalanced,
    )
