"""``sourcecheck explain RULE``: why a rule exists, its norm, its examples."""

from __future__ import annotations

from pathlib import Path

import click

from sourcecheck.cli.exit import spoken_language
from sourcecheck.cli.rules import HOUSE, LANG, open_rules


@click.command()
@click.argument("rule")
@LANG
@HOUSE
def command(rule: str, lang: str | None, house: Path | None) -> None:
    """Why RULE exists, the norms it stands on, the question it asks, its examples."""
    from sourcecheck.audit.suppression import ABOUT_IGNORES
    from sourcecheck.rules.book import explain, explain_card

    rules, id_, language = open_rules(house), rule.upper(), lang or spoken_language()
    own = next((card for card in ABOUT_IGNORES if card.id == id_), None)
    click.echo(explain_card(own, rules.book, language) if own else explain(rules, id_, language))
