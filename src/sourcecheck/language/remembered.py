"""Token vectors that are computed once: most words of an article were met before.

The first half of both token encoders (hash embeddings, static vector, mixing layer: two fifths of their
arithmetic) looks at one token alone. Its output is kept by word, norm and following blank, so a token that
was met before costs a look-up. The second half, which looks at neighbours, is untouched.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import NORM, ORTH, SPACY
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab
from thinc.model import Model

from sourcecheck.language.encoding import Floats, no_training

MOST_ROWS = 30_000
"""Rows kept before starting afresh: 12 MB for each encoder."""
_MIX = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F), np.uint64(0x165667B19E3779F9))


class Memory:
    """Rows of vectors by token key."""

    def __init__(self, width: int) -> None:
        self.rows: Floats = np.zeros((1024, width), dtype=np.float32)
        self.index: dict[int, int] = {}

    def find(self, keys: NDArray[np.uint64]) -> NDArray[np.int64]:
        """Row of each key, -1 for a new one."""
        get = self.index.get
        return np.array([get(key, -1) for key in keys.tolist()], dtype=np.int64)

    def add(self, keys: NDArray[np.uint64], vectors: Floats) -> NDArray[np.int64]:
        """Keep the vectors; returns their rows."""
        start = len(self.index)
        needed = start + len(keys)
        if needed > len(self.rows):
            grown = np.zeros((max(needed, 2 * len(self.rows)), self.rows.shape[1]), dtype=np.float32)
            grown[:start] = self.rows[:start]
            self.rows = grown
        self.rows[start:needed] = vectors
        self.index.update(zip(keys.tolist(), range(start, needed), strict=True))
        return np.arange(start, needed)

    def forget_if_full(self) -> None:
        if len(self.index) > MOST_ROWS:
            self.index.clear()


def remember_token_vectors(nlp: Language) -> None:
    """Put a memory in front of the context-free half of the two token encoders of the French pipeline."""
    shared: Any = nlp.get_pipe("tok2vec")
    own: Any = nlp.get_pipe("ner")
    for encoder in (shared.model, own.model.get_ref("tok2vec").layers[0]):
        encoder.layers[0] = _remembering(encoder.layers[0], nlp.vocab, encoder.get_dim("nO"))


def _remembering(embed: Model[Any, Any], vocab: Vocab, width: int) -> Model[Any, Any]:
    memory = Memory(width)

    def forward(model: Model[Any, Any], docs: Sequence[Doc], is_train: bool) -> tuple[list[Floats], Any]:
        if is_train:
            no_training()
        vectors = _vectors(docs, memory, embed, vocab)
        return vectors, no_training

    return Model("remembered_token_vectors", forward, layers=[embed], dims={"nO": width})


def _vectors(docs: Sequence[Doc], memory: Memory, embed: Model[Any, Any], vocab: Vocab) -> list[Floats]:
    features = [doc.to_array([ORTH, NORM, SPACY]) for doc in docs]
    tokens: NDArray[np.uint64] = np.concatenate(features) if features else np.zeros((0, 3), dtype=np.uint64)
    with np.errstate(over="ignore"):
        keys = tokens[:, 0] * _MIX[0] ^ tokens[:, 1] * _MIX[1] ^ tokens[:, 2] * _MIX[2]
    distinct, first, where = np.unique(keys, return_index=True, return_inverse=True)
    memory.forget_if_full()
    rows = memory.find(distinct)
    new = np.flatnonzero(rows < 0)
    if len(new):
        computed = embed.predict([_lone_tokens(tokens[first[new]], vocab)])[0]
        rows[new] = memory.add(distinct[new], computed)
    every = memory.rows[rows[where.reshape(-1)]]
    out, start = [], 0
    for doc in docs:
        out.append(every[start : start + len(doc)])
        start += len(doc)
    return out


def _lone_tokens(features: NDArray[np.uint64], vocab: Vocab) -> Doc:
    """A Doc of the given tokens, only to compute what does not depend on neighbours."""
    words = [vocab.strings[int(orth)] for orth in features[:, 0]]
    doc = Doc(vocab, words=words, spaces=[bool(space) for space in features[:, 2]])
    for token, norm in zip(doc, features[:, 1].tolist(), strict=True):
        if token.norm != norm:
            token.norm_ = vocab.strings[norm]
    return doc
