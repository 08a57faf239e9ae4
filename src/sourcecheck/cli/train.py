"""``sourcecheck train``: fit the classifiers on labelled articles."""

from __future__ import annotations

from pathlib import Path

import click

from sourcecheck.cli.options import house_option, lang_option

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command()
@click.argument("data", nargs=-1, required=True, type=_FILE)
@click.option("-o", "--output", type=click.Path(path_type=Path, file_okay=False), required=True, help="Folder of the new bundle.")
@click.option("--texts", multiple=True, type=_FILE, help="JSON Lines with the texts of labels kept apart (repeatable).")
@click.option("--measure", "measured", multiple=True, type=_FILE, help="Which of DATA the card's figures are for (default: all).")
@click.option("--no-figures", is_flag=True, help="Skip the cross-validation; the card then says so.")
@house_option
@lang_option
def command(
    data: tuple[Path, ...], output: Path, texts: tuple[Path, ...], measured: tuple[Path, ...], no_figures: bool,
    house: Path | None, lang: str | None,
) -> None:
    """Fit the classifiers on DATA: JSON Lines in the gold format, or CSV with the columns sentence and label.

    Articles whose part is “test” are never trained on. The same data give the same bytes.
    """
    from sourcecheck.train.product import train

    for line in train(data, output, texts=texts, measured=measured, figures=not no_figures, house=house):
        click.echo(line)
