"""`sourcecheck score`: an archive in, tables out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from sourcecheck.cli import options
from sourcecheck.cli.exit import CLEAN, NOTHING
from sourcecheck.errors import SettingsError


@click.command()
@click.argument("inputs", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="INPUT…")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="Folder for the tables.")
@click.option("-f", "--format", "format_", type=click.Choice(["jsonl", "csv", "parquet"]), default="jsonl", show_default=True)
@click.option("--column", "columns", multiple=True, metavar="FIELD=NAME", help="Column of text, id, title, byline, published, section or genre.")
@click.option("-j", "--jobs", type=click.IntRange(1), default=1, show_default=True, help="Processes.")
@click.option("--resume", is_flag=True, help="Go on with a run that was stopped.")
@options.settings_options
def command(
    inputs: tuple[Path, ...], output: Path, format_: str, columns: tuple[str, ...], jobs: int, resume: bool,
    **settings_options: Any,
) -> int:
    """Score CSV, TSV, JSON Lines (also .gz) or Parquet: articles and findings as two tables."""
    settings = options.settings_from(**settings_options)
    for path in inputs:
        if not path.is_file():
            raise SettingsError("{path} does not exist: check the name and the folder.", path=path)

    from sourcecheck.archive import Plan, score_archive

    plan = Plan(inputs, output, format_, tuple(map(_pair, columns)), settings, jobs, resume)
    rows = score_archive(plan, lambda done: click.echo(f"\r{done}", nl=False, err=True))
    click.echo("", err=True)
    return CLEAN if rows else NOTHING


def _pair(given: str) -> tuple[str, str]:
    from sourcecheck.archive.rows import FIELDS

    field, sign, name = given.partition("=")
    if not sign or field not in FIELDS:
        raise SettingsError("--column wants FIELD=NAME with one of {known}, not “{given}”.", known=", ".join(FIELDS), given=given)
    return field, name
