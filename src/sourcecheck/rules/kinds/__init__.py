"""The kinds of rule, one file each; a card names one."""

from __future__ import annotations

from collections.abc import Callable

from sourcecheck.domain.findings import Card
from sourcecheck.errors import CardError
from sourcecheck.resources import Library
from sourcecheck.rules.cards import check_templates
from sourcecheck.rules.checks import Built, Workshop, finished
from sourcecheck.rules.kinds import dependency, detector, lexicon, metric, pattern, score
from sourcecheck.rules.tables import Table
from sourcecheck.settings.read import nearest

KINDS: dict[str, Callable[[Workshop, Table], Built]] = {
    "lexicon": lexicon.build,
    "pattern": pattern.build,
    "dependency": dependency.build,
    "metric": metric.build,
    "score": score.build,
    "detector": detector.build,
}


def compile_card(card: Card, library: Library) -> Built:
    """The check of a card; anything wrong in its parameters or templates is a `CardError`."""
    where = f"{card.id}.toml"
    if card.kind not in KINDS:
        raise CardError(
            "{file}: the kind “{kind}” is unknown; did you mean “{near}”?",
            file=where, kind=card.kind, near=nearest(card.kind, tuple(KINDS)),
        )
    parameters = Table(f"{where} [parameters]", card.parameters)
    workshop = Workshop.for_card(card, library, parameters)
    built = finished(workshop, parameters, KINDS[card.kind](workshop, parameters))
    check_templates(card, built.fields, where)
    return built
