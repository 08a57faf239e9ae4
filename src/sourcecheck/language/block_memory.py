"""Parses kept by block, for a draft that is corrected and looked at again."""

from __future__ import annotations

from collections import OrderedDict

from spacy.tokens import Doc

from sourcecheck.domain.text import Article
from sourcecheck.language.annotated import Annotated
from sourcecheck.language.pipeline import Pipeline, block_texts


class BlockMemory:
    """Annotates articles, parsing only the blocks it has not met; the result is that of `Pipeline.annotate`.

    A block's parse depends on nothing outside the block, so nothing can be stale. Holds at most
    `most_blocks` parses, the oldest forgotten first.
    """

    def __init__(self, pipeline: Pipeline, most_blocks: int = 2_000) -> None:
        self.pipeline = pipeline
        self.most_blocks = most_blocks
        self.docs: OrderedDict[str, Doc] = OrderedDict()

    def annotate(self, article: Article) -> Annotated:
        texts = block_texts(article)
        new = list(dict.fromkeys(text for text in texts if text not in self.docs))
        self.docs.update(zip(new, self.pipeline.parse_blocks(new), strict=True))
        for text in texts:
            self.docs.move_to_end(text)
        annotated = self.pipeline.join(article, [self.docs[text] for text in texts])
        while len(self.docs) > self.most_blocks:
            self.docs.popitem(last=False)
        return annotated
