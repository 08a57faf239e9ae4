"""Cue, source and content of every attribution; speakers are resolved later, in `entities`."""

from __future__ import annotations

from sourcecheck.domain.discourse import Attribution, Quotation
from sourcecheck.language import Annotated


def find_attributions(
    annotated: Annotated, quotations: tuple[Quotation, ...]
) -> tuple[tuple[Quotation, ...], tuple[Attribution, ...]]:
    """The quotations with their use decided, and the attributions (speaker None)."""
    return quotations, ()
