"""News, communique, interview, opinion, live, brief, listing."""

from __future__ import annotations

from sourcecheck.domain.discourse import Attribution, Sentence
from sourcecheck.language import Annotated


def detect_genre(
    annotated: Annotated, sentences: tuple[Sentence, ...], attributions: tuple[Attribution, ...]
) -> str:
    return annotated.article.genre or "news"
