"""An article with its parse."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan

from sourcecheck.domain.text import Article, Span


@dataclass(frozen=True)
class Annotated:
    """An article and its Doc. `doc.text == article.text`, so token offsets are article offsets."""

    article: Article
    doc: Doc

    def __post_init__(self) -> None:
        if self.doc.text != self.article.text:
            raise ValueError(f"the parse of {self.article.id} does not spell its text")

    @cached_property
    def sentences(self) -> tuple[DocSpan, ...]:
        """Sentences in order, white space trimmed at both ends; none crosses the border of a part."""
        out = []
        for sent in self.doc.sents:
            start, end = sent.start, sent.end
            while start < end and self.doc[start].is_space:
                start += 1
            while end > start and self.doc[end - 1].is_space:
                end -= 1
            if start < end:
                out.append(self.doc[start:end])
        return tuple(out)

    def tokens(self, span: Span) -> DocSpan:
        """The tokens that overlap `span`."""
        found = self.doc.char_span(span.start, span.end, alignment_mode="expand")
        assert found is not None
        return found


def span_of(tokens: DocSpan) -> Span:
    """Characters of a stretch of tokens."""
    return Span(tokens.start_char, tokens.end_char)
