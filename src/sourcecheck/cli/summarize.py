"""`sourcecheck summarize`: the tables of an archive → one page and one tidy table."""

from __future__ import annotations

from pathlib import Path

import click

from sourcecheck.cli import options
from sourcecheck.cli.exit import CLEAN


@click.command()
@click.argument("tables", type=click.Path(path_type=Path), metavar="OUT")
@click.option("--by", multiple=True, metavar="COLUMN", help="One more column of articles to group by (repeatable).")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Folder for summary.html and summary.csv (default: OUT).")
@options.lang_option
@options.config_option
@options.house_option
def command(tables: Path, by: tuple[str, ...], output: Path | None, lang: str | None, config: Path | None, house: Path | None) -> int:
    """Figures by outlet, author, section and month from the tables that “score” wrote: summary.html and summary.csv."""
    settings = options.settings_from(config=config, lang=lang, house=house)

    from sourcecheck.archive.page import write_summary

    click.echo(write_summary(tables, output or tables, by, settings).as_posix())
    return CLEAN
