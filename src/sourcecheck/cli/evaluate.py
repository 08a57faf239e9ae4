"""``sourcecheck evaluate``: measure the product on annotated articles."""

from __future__ import annotations

import json
from pathlib import Path

import click

from sourcecheck.cli.options import house_option, lang_option

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command()
@click.argument("gold", nargs=-1, required=True, type=_FILE)
@click.option("--bundle", type=click.Path(path_type=Path, exists=True, file_okay=False), help="Classifiers to measure (default: the shipped ones).")
@click.option("--cv", is_flag=True, help="Fit the classifiers anew for every fold of the articles; prints baselines and ablations.")
@click.option("--with", "more", multiple=True, type=_FILE, help="With --cv: labelled articles to train on and never measure.")
@click.option("--texts", multiple=True, type=_FILE, help="JSON Lines with the texts of labels kept apart (repeatable).")
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of tables.")
@house_option
@lang_option
def command(
    gold: tuple[Path, ...], bundle: Path | None, cv: bool, more: tuple[Path, ...], texts: tuple[Path, ...], as_json: bool,
    house: Path | None, lang: str | None,
) -> None:
    """Compare audits of the texts in GOLD with their annotations: quotations, speakers, voices, needs, loaded words,
    allegations, with 95 % intervals over articles, by kind and by cue."""
    from sourcecheck.train.product import measure, tables

    report = measure(gold, bundle=bundle, by_fold=cv, more=more, texts=texts, house=house)
    if as_json:
        click.echo(json.dumps(report.as_json(), ensure_ascii=False))
        return
    for line in tables(report):
        click.echo(line)
