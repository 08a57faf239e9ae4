"""95 % intervals of ratios of sums over articles.

The sentences of an article resemble one another, so the article is the unit: a percentile bootstrap over articles with
a fixed seed (B. Efron, R. Tibshirani, An Introduction to the Bootstrap, 1993, ch. 13). Above `MOST_RESAMPLED` articles
the linearised ratio estimator (W. G. Cochran, Sampling Techniques, 3rd ed. 1977, 6.3) gives the same and costs one
pass. Where no article differs from another (nothing counted, or everything, or one article) neither says anything:
Wilson's interval for a share (1927), Byar's for a Poisson rate (Breslow & Day, vol. II, 1987, p. 69).
"""

from __future__ import annotations

import math
import zlib
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
REPLICATES = 1000
MOST_RESAMPLED = 10_000
SEED = 20240501
Z = 1.959964
BOOTSTRAP, LINEARISED, WILSON, POISSON = "bootstrap", "linearised", "wilson", "poisson"


@dataclass(frozen=True)
class Interval:
    """`low` and `high` of the ratio without its scale; `method` says how they were found."""

    low: float
    high: float
    method: str


def resampled(parts: Floats, over: Floats, name: str) -> tuple[Floats, Floats]:
    """Sums of both (articles × measures) in `REPLICATES` draws of as many articles; the draws depend on `name` alone."""
    articles = len(parts)
    generator = np.random.default_rng([SEED, zlib.crc32(name.encode("utf-8"))])
    tops, bottoms = [], []
    block = max(1, min(REPLICATES, 2_000_000 // max(1, articles)))
    for start in range(0, REPLICATES, block):
        size = min(block, REPLICATES - start)
        drawn = generator.integers(0, articles, (size, articles)) + np.arange(size)[:, None] * articles
        weights = np.bincount(drawn.ravel(), minlength=size * articles).reshape(size, articles).astype(np.float64)
        tops.append(weights @ parts)
        bottoms.append(weights @ over)
    return np.concatenate(tops), np.concatenate(bottoms)


def percentiles(tops: Floats, bottoms: Floats) -> Interval | None:
    """The middle 95 % of the replicates of one measure; None when too few of them hold anything to divide by."""
    there = bottoms > 0
    if there.sum() < REPLICATES // 2:
        return None
    low, high = np.quantile(tops[there] / bottoms[there], (0.025, 0.975))
    return Interval(float(low), float(high), BOOTSTRAP)


def linearised(articles: int, sums: tuple[float, float, float, float, float]) -> Interval:
    """From n and the sums of x, y, x², xy, y² over the articles: x/y ± z·s, not below 0."""
    x, y, xx, xy, yy = sums
    ratio = x / y
    spread = max(0.0, xx - 2 * ratio * xy + ratio * ratio * yy)
    error = math.sqrt(spread * articles / max(1, articles - 1)) / y
    return Interval(max(0.0, ratio - Z * error), ratio + Z * error, LINEARISED)


@lru_cache(maxsize=4096)
def wilson(count: float, total: float) -> Interval:
    """The score interval of a share."""
    share, square = count / total, Z * Z
    middle = (share + square / (2 * total)) / (1 + square / total)
    half = Z * math.sqrt(share * (1 - share) / total + square / (4 * total * total)) / (1 + square / total)
    return Interval(max(0.0, middle - half), min(1.0, middle + half), WILSON)


def poisson(count: float, over: float) -> Interval:
    """Byar's interval of a rate: `count` events in `over` units."""
    low = count * (1 - 1 / (9 * count) - Z / (3 * math.sqrt(count))) ** 3 if count else 0.0
    more = count + 1
    high = more * (1 - 1 / (9 * more) + Z / (3 * math.sqrt(more))) ** 3
    return Interval(max(0.0, low) / over, high / over, POISSON)
