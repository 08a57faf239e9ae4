"""Measured precision of the rules: ``rules/measures.toml``, written by ``sourcecheck rules measure``."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from sourcecheck.domain.findings import Card
from sourcecheck.errors import SettingsError
from sourcecheck.resources import Library
from sourcecheck.rules.tables import Table, read_toml

FILE = "rules/measures.toml"


@dataclass(frozen=True)
class Measure:
    """How many drawn hits of a rule a person judged, and how many an editor would keep."""

    hits: int
    good: int

    @property
    def precision(self) -> float:
        return self.good / self.hits if self.hits else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        return wilson(self.good, self.hits)


def wilson(good: int, hits: int, z: float = 1.959964) -> tuple[float, float]:
    """The 95 % score interval of a share (Wilson 1927); (0, 1) when nothing was judged."""
    if hits == 0:
        return 0.0, 1.0
    share = good / hits
    middle = share + z * z / (2 * hits)
    spread = z * math.sqrt(share * (1 - share) / hits + z * z / (4 * hits * hits))
    whole = 1 + z * z / hits
    return max(0.0, (middle - spread) / whole), min(1.0, (middle + spread) / whole)


def read_measures(library: Library) -> dict[str, Measure]:
    """Rule → measure; no file, no measures."""
    try:
        path = library.find(FILE)
    except SettingsError:
        return {}
    data = Table(path.name, read_toml(path))
    out = {}
    for rule in data.values:
        row = data.table(rule)
        out[rule] = Measure(row.whole("hits", 0), row.whole("good", 0))
        row.text("corpus", "")
        row.finish()
    return out


def write_measures(path: Path, measures: Mapping[str, Measure], corpus: str) -> None:
    """Write the file anew, rules in order; measures of other rules that stand in it are kept."""
    old = read_toml(path) if path.is_file() else {}
    for rule, measure in measures.items():
        old[rule] = {"hits": measure.hits, "good": measure.good, "corpus": corpus}
    lines = [
        "# Precision judged by hand: hits drawn at random, and how many of them an editor would keep.",
        "# Written by `sourcecheck rules measure`.",
    ]
    for rule in sorted(old):
        row = old[rule]
        lines += ["", f"[{rule}]", f"hits = {row['hits']}", f"good = {row['good']}"]
        if row.get("corpus"):
            lines.append(f'corpus = "{row["corpus"]}"')
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def apply_measures(card: Card, measures: Mapping[str, Measure]) -> Card:
    """The card with the measure of the file, where there is one."""
    measure = measures.get(card.id)
    return replace(card, measured_hits=measure.hits, measured_good=measure.good) if measure else card
