"""Small linear models shipped as JSON: named features, weights, a threshold. No numerical library at run time."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "weights"


@dataclass(frozen=True)
class Linear:
    """Logistic regression. `weights` by feature name; a feature it does not know weighs nothing."""

    bias: float
    weights: Mapping[str, float]
    threshold: float

    def score(self, features: Mapping[str, float]) -> float:
        """Log-odds."""
        weight_of = self.weights.get
        total = 0.0
        for name, value in features.items():
            if value and (weight := weight_of(name)) is not None:
                total += weight * value
        return self.bias + total

    def probability(self, features: Mapping[str, float]) -> float:
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, self.score(features)))))

    def accepts(self, features: Mapping[str, float]) -> bool:
        return self.probability(features) >= self.threshold


@cache
def load(name: str) -> Linear:
    """The model ``weights/NAME.json`` (fields bias, threshold, weights)."""
    data = json.loads((_FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return Linear(float(data["bias"]), {str(k): float(v) for k, v in data["weights"].items()}, float(data["threshold"]))
