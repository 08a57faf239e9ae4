"""Why a sentence was or was not flagged, in codes whose words stand in ``reports/reasons.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass

from sourcecheck.classify.features import ArticleFeatures, SentenceFeatures, place_of
from sourcecheck.classify.linear import Linear
from sourcecheck.domain.scores import Reason
from sourcecheck.domain.text import Span
from sourcecheck.errors import SettingsError
from sourcecheck.resources import Library

MOST = 4
LEAST = 0.05


@dataclass(frozen=True)
class Explainer:
    """`codes`: feature → code; `excuses`: codes that speak for the sentence; `always`: feature → excuse
    that is named whenever it holds, whatever it weighed."""

    codes: Mapping[str, str]
    excuses: frozenset[str]

    def explain(
        self, features: ArticleFeatures, row: SentenceFeatures, model: Linear
    ) -> tuple[tuple[Reason, ...], tuple[Reason, ...]]:
        """What weighed for the flag, heaviest first; and what would excuse the sentence, with its place."""
        totals: dict[str, float] = {}
        places: dict[str, Span | None] = {}
        told = {name: value for name, value in row.values.items() if name in self.codes}
        for name, weight in model.contributions(told):
            code = self.codes[name]
            totals[code] = totals.get(code, 0.0) + weight
            if places.get(code) is None:
                places[code] = place_of(features, row, name)
        if row.source_elsewhere is not None:
            code = "sourced-elsewhere"
            totals.setdefault(code, 0.0)
            places[code] = features.view.reading.sentences[row.source_elsewhere].span
        ordered = sorted(totals.items(), key=lambda item: (-abs(item[1]), item[0]))
        reasons = [Reason(c, round(w, 4), places.get(c)) for c, w in ordered if c not in self.excuses and w >= LEAST]
        excuses = [Reason(c, round(w, 4), places.get(c)) for c, w in ordered if c in self.excuses]
        return tuple(reasons[:MOST]), tuple(excuses[:MOST])


def read_explainer(library: Library) -> Explainer:
    """``reports/reasons.toml``: one table a code, with `fr`, `en`, `features` and `excuse`."""
    path = library.find("reports/reasons.toml")
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise SettingsError("{path} is not valid TOML: {reason}.", path=path.name, reason=error) from None
    codes = {name: code for code, table in tables.items() for name in table.get("features", ())}
    return Explainer(codes, frozenset(code for code, table in tables.items() if table.get("excuse")))
