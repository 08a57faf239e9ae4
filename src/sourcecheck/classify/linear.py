"""Linear models as plain numbers: what scikit-learn learnt, run without it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Linear:
    """Weights of named features. `scale` and `shift` calibrate: probability = σ(scale · z + shift)."""

    weights: Mapping[str, float]
    intercept: float
    scale: float = 1.0
    shift: float = 0.0

    def decision(self, values: Mapping[str, float]) -> float:
        """Log-odds before calibration."""
        weights = self.weights
        total = self.intercept
        for name, value in values.items():
            weight = weights.get(name)
            if weight is not None:
                total += weight * value
        return total

    def probability(self, values: Mapping[str, float]) -> float:
        return sigmoid(self.scale * self.decision(values) + self.shift)

    def contributions(self, values: Mapping[str, float]) -> list[tuple[str, float]]:
        """What each known feature adds to the calibrated log-odds."""
        weights = self.weights
        return [(name, self.scale * weights[name] * value) for name, value in values.items() if name in weights]


@dataclass(frozen=True)
class Blend:
    """Two views of one question, averaged, then calibrated: `whole` answers it at once; `kinds` each answer
    for one kind of need, and together by noisy-or (1 − Π(1 − p)).

    `columns` and `matrix` hold, for each feature, its weight in `whole` and in every kind, so that one pass
    over the features of a sentence serves all.
    """

    whole: Linear
    kinds: tuple[tuple[str, Linear], ...]
    scale: float
    shift: float

    @cached_property
    def columns(self) -> dict[str, int]:
        names = sorted({name for model in self.models for name in model.weights})
        return {name: n for n, name in enumerate(names, 1)}

    @cached_property
    def models(self) -> tuple[Linear, ...]:
        return (self.whole, *(model for _, model in self.kinds))

    @cached_property
    def matrix(self) -> NDArray[np.float64]:
        """Features × models; the first row, of no feature, weighs nothing."""
        weights = [[model.weights.get(name, 0.0) for model in self.models] for name in self.columns]
        return np.array([[0.0] * len(self.models), *weights])

    @cached_property
    def intercepts(self) -> NDArray[np.float64]:
        return np.array([model.intercept for model in self.models])

    def decisions(self, values: Mapping[str, float], places: Sequence[int] = ()) -> list[float]:
        """Log-odds of the whole question, then of each kind. Beside what has a name in `values`, features that are 1
        may be given by their `columns`, in `places`."""
        named = self.matrix.take([self.columns.get(name, 0) for name in values], 0)
        total = self.intercepts + np.array(list(values.values())) @ named
        if places:
            total += self.matrix.take(places, 0).sum(0)
        found: list[float] = total.tolist()
        return found

    def judge(self, values: Mapping[str, float], places: Sequence[int] = ()) -> tuple[float, str]:
        """Calibrated probability of a need, and the kind that speaks loudest; features as for `decisions`."""
        whole, *each = self.decisions(values, places)
        probability = sigmoid(self.scale * logit(blended(whole, each)) + self.shift)
        best = max(zip(each, (name for name, _ in self.kinds), strict=True), key=lambda row: (row[0], row[1]))
        return probability, best[1]


def blended(whole: float, each: Iterable[float]) -> float:
    """Average of the probability of the whole and of the noisy-or of its kinds."""
    none = 1.0
    for z in each:
        none *= 1.0 - sigmoid(z)
    return (sigmoid(whole) + 1.0 - none) / 2.0


def logit(p: float) -> float:
    p = min(max(p, 1e-6), 1 - 1e-6)
    return math.log(p / (1 - p))


def sigmoid(z: float) -> float:
    if z >= 0:
        return 1.0 / (1.0 + math.exp(-z))
    e = math.exp(z)
    return e / (1.0 + e)
