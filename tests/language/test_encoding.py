"""The layers in pieces and the names at once give what spaCy's own give, on models made for the test."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.ml.models.tok2vec import MaxoutWindowEncoder
from thinc.model import Model

from sourcecheck.language import encoding
from sourcecheck.language.encoding import cut, encoder_in_pieces, padded
from sourcecheck.language.names_at_once import Moves


def encoder(width: int = 16, depth: int = 3) -> Model:  # type: ignore[type-arg]
    model = MaxoutWindowEncoder(width=width, window_size=1, maxout_pieces=3, depth=depth)
    model.initialize(X=[np.zeros((2, width), dtype="f")])
    random = np.random.default_rng(7)
    for node in model.walk():
        for name in node.param_names:
            if node.has_param(name):
                node.set_param(name, random.standard_normal(node.get_param(name).shape).astype("f"))
    return model


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 40), min_size=1, max_size=6), st.integers(4, 30), st.integers(0, 2**16))
def test_pieces_give_what_whole_batches_give(lengths: list[int], piece: int, seed: int) -> None:
    model = encoder()
    random = np.random.default_rng(seed)
    sequences = [random.standard_normal((n, 16)).astype("f") for n in lengths]
    before, encoding.PIECE = encoding.PIECE, piece
    try:
        ours = encoder_in_pieces(model).predict(sequences)
    finally:
        encoding.PIECE = before
    if not any(lengths):
        assert [len(x) for x in ours] == lengths
        return
    theirs = model.predict(sequences)
    for one, other in zip(ours, list(theirs), strict=True):
        assert one.shape[0] == other.shape[0]
        assert not len(one) or np.allclose(one, other, rtol=1e-3, atol=1e-3)


def test_another_kind_of_layer_is_refused() -> None:
    with pytest.raises(ValueError, match="another shape"):
        encoder_in_pieces(MaxoutWindowEncoder(width=8, window_size=2, maxout_pieces=3, depth=1))


@given(st.lists(st.integers(0, 5), max_size=6), st.integers(0, 4))
def test_padding_can_be_cut_away_again(lengths: list[int], pad: int) -> None:
    sequences = [np.full((n, 2), i + 1, dtype="f") for i, n in enumerate(lengths)]
    flat = padded(sequences, pad, 2)
    assert len(flat) == sum(lengths) + pad * (len(lengths) + 1)
    assert all((a == b).all() for a, b in zip(cut(flat, lengths, pad), sequences, strict=True))


def test_moves_are_read_by_name_and_strange_ones_refused() -> None:
    moves = Moves.of(["B-A", "B-B", "I-A", "I-B", "L-A", "L-B", "U-B", "U-", "U-A", "O"])
    assert moves.labels == ("A", "B")
    assert moves.unit.tolist() == [8, 6]
    assert moves.closed_to_others.tolist() == [2, 3, 4, 5, 7]
    with pytest.raises(ValueError, match="X-A"):
        Moves.of(["B-A", "I-A", "L-A", "U-A", "O", "X-A"])
