"""Linear models as plain numbers: what scikit-learn learnt, run without it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


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
class ManyClasses:
    """One linear model per class; the largest decision wins, ties by name."""

    classes: tuple[tuple[str, Linear], ...]

    def best(self, values: Mapping[str, float], allowed: Iterable[str] | None = None) -> str:
        among = None if allowed is None else set(allowed)
        rows = [(model.decision(values), name) for name, model in self.classes if among is None or name in among]
        return max(rows, key=lambda row: (row[0], row[1]))[1]


def sigmoid(z: float) -> float:
    if z >= 0:
        return 1.0 / (1.0 + math.exp(-z))
    e = math.exp(z)
    return e / (1.0 + e)
