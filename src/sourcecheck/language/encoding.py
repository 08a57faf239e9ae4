"""The window layers of the token encoders, computed in pieces that stay in the processor's cache.

Stock runs every layer over a whole batch: each step (window, product, maxout, norm, residual) writes and
reads megabytes. Here a piece of `PIECE` tokens goes through all layers before the next one begins, with as many
tokens of its neighbours on both sides as there are layers (after Alwani et al., “Fused-layer CNN accelerators”,
2016). The arithmetic is that of `spacy.MaxoutWindowEncoder.v2`: float32, the same sums.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from thinc.model import Model

Floats = NDArray[np.float32]

PIECE = 512
"""Tokens that go through the layers together: a few hundred kilobytes of intermediate results."""
_EPSILON = np.float32(1e-8)


@dataclass(frozen=True)
class Layer:
    """Window of three tokens → maxout of `pieces` → layer norm; added to its input.

    `weights` (3·width, pieces·width): the columns of one maxout piece stand together.
    """

    weights: Floats
    bias: Floats
    gain: Floats
    shift: Floats
    pieces: int

    @classmethod
    def of(cls, residual: Model[Any, Any]) -> Layer:
        """From a thinc layer ``residual(expand_window>>maxout>>layernorm>>dropout)``. Raises `ValueError` for another shape."""
        parts: dict[str, Any] = {node.name: node for node in residual.walk()}
        if not {"expand_window", "maxout", "layernorm"} <= parts.keys() or parts["expand_window"].attrs["window_size"] != 1:
            raise ValueError(f"layer of another shape: {residual.name}")
        maxout, norm = parts["maxout"], parts["layernorm"]
        w, b = maxout.get_param("W"), maxout.get_param("b")  # (width, pieces, 3·width), (width, pieces)
        width, pieces, window = w.shape
        if window != 3 * width:
            raise ValueError(f"layer of another shape: {residual.name}")
        return cls(
            np.ascontiguousarray(w.transpose(1, 0, 2).reshape(pieces * width, window).T),
            np.ascontiguousarray(b.T.reshape(-1)), norm.get_param("G"), norm.get_param("b"), pieces,
        )


class Workspace:
    """Arrays that every piece of one call uses again; a call has its own, since threads may read at once."""

    def __init__(self, rows: int, width: int, pieces: int) -> None:
        self.window: Floats = np.empty((rows, 3 * width), dtype=np.float32)
        self.product: Floats = np.empty((rows, pieces * width), dtype=np.float32)
        self.best: Floats = np.empty((rows, width), dtype=np.float32)
        self.squares: Floats = np.empty((rows, width), dtype=np.float32)
        self.share: Floats = np.full((width, 1), 1 / width, dtype=np.float32)


def encode_in_pieces(nlp: Language) -> None:
    """Put the faster layers into the two token encoders of the French pipeline (the shared one and that of the names)."""
    shared: Any = nlp.get_pipe("tok2vec")
    own: Any = nlp.get_pipe("ner")
    for encoder in (shared.model, own.model.get_ref("tok2vec").layers[0]):
        encoder.layers[1] = encoder_in_pieces(encoder.layers[1])


def encoder_in_pieces(encoder: Model[Any, Any]) -> Model[Any, Any]:
    """The same layer as ``with_array(residual(…)>>residual(…)…)``, for prediction only."""
    layers = tuple(Layer.of(residual) for residual in encoder.layers[0].layers)
    width, halo = layers[0].gain.shape[0], len(layers)
    pad = int(encoder.attrs["pad"])

    def forward(model: Model[Any, Any], sequences: Sequence[Floats], is_train: bool) -> tuple[list[Floats], Any]:
        if is_train:
            no_training()
        flat = padded(sequences, pad, width)
        encoded = np.empty_like(flat)
        space = Workspace(min(PIECE + 2 * halo, len(flat)), width, layers[0].pieces)
        for start in range(0, len(flat), PIECE):
            first, last = max(0, start - halo), min(len(flat), start + PIECE + halo)
            end = min(start + PIECE, len(flat))
            encoded[start:end] = _through(layers, flat[first:last].copy(), space)[start - first : end - first]
        return cut(encoded, [len(sequence) for sequence in sequences], pad), no_training

    return Model("encoder_in_pieces", forward, layers=[encoder], dims={"nO": width})


def _through(layers: Sequence[Layer], x: Floats, space: Workspace) -> Floats:
    """All layers over one piece, in place. Rows within as many places of a cut edge as there are layers are not valid."""
    n, width = x.shape
    window, product, best, squares = space.window[:n], space.product[:n], space.best[:n], space.squares[:n]
    for layer in layers:
        window[0, :width] = 0
        window[1:, :width] = x[:-1]
        window[:, width : 2 * width] = x
        window[:-1, 2 * width :] = x[1:]
        window[n - 1, 2 * width :] = 0
        np.dot(window, layer.weights, out=product)
        np.add(product, layer.bias, out=product)
        np.maximum(product[:, :width], product[:, width : 2 * width], out=best)
        for piece in range(2, layer.pieces):
            np.maximum(best, product[:, piece * width : (piece + 1) * width], out=best)
        best -= np.dot(best, space.share)
        np.multiply(best, best, out=squares)
        best *= (np.dot(squares, space.share) + _EPSILON) ** np.float32(-0.5)
        best *= layer.gain
        best += layer.shift
        x += best
    return x


def padded(sequences: Sequence[Floats], pad: int, width: int) -> Floats:
    """One array (tokens and padding, width), with `pad` rows of zeros before, between and after the sequences."""
    flat = np.zeros((sum(len(s) + pad for s in sequences) + pad, width), dtype=np.float32)
    at = pad
    for sequence in sequences:
        flat[at : at + len(sequence)] = sequence
        at += len(sequence) + pad
    return flat


def cut(flat: Floats, lengths: Sequence[int], pad: int) -> list[Floats]:
    """The sequences of a `padded` array."""
    out, at = [], pad
    for length in lengths:
        out.append(flat[at : at + length])
        at += length + pad
    return out


def no_training(_: Any = None) -> Any:
    """What stands where training would go back through a layer."""
    raise RuntimeError("a pipeline opened for auditing cannot be trained")
