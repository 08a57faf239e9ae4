"""Quotation marks of French typography, paired paragraph by paragraph."""

from __future__ import annotations

from dataclasses import dataclass

from sourcecheck.domain.discourse import Quotation
from sourcecheck.domain.text import Span
from sourcecheck.language import Annotated


@dataclass(frozen=True)
class Marks:
    quotations: tuple[Quotation, ...]
    unbalanced: tuple[Span, ...]


def find_quotations(annotated: Annotated) -> Marks:
    return Marks((), ())
