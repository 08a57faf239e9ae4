"""Short articles written for the tests, read through the whole discourse room."""

from __future__ import annotations

import re

from sourcecheck.discourse import read
from sourcecheck.domain.discourse import Reading
from sourcecheck.domain.text import Article, Part, PartKind, SourceMap, Span
from sourcecheck.language import Annotated, Pipeline

TITLE = "Les nouvelles du jour dans la commune"


def article(text: str, title: str = TITLE, **fields: object) -> Article:
    whole = f"{title}\n\n{text}"
    parts = tuple(
        Part(PartKind.TITLE if n == 0 else PartKind.BODY, Span(m.start(), m.end()))
        for n, m in enumerate(re.finditer(r"[^\n]+", whole))
    )
    return Article("test", whole, parts, SourceMap.identity(whole), title=title, **fields)  # type: ignore[arg-type]


def reading(pipeline: Pipeline, text: str, title: str = TITLE) -> tuple[Annotated, Reading]:
    annotated = pipeline.annotate(article(text, title))
    return annotated, read(annotated)
