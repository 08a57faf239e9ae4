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
    from sourcecheck.rules.book import explain

    click.echo(explain(open_rules(house), rule.upper(), lang or spoken_language()))
