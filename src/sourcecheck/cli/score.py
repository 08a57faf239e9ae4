"""`sourcecheck score`: an archive in, tables out."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sourcecheck.cli import options
from sourcecheck.cli.exit import CLEAN, FINDINGS, NOTHING, USAGE, tell
from sourcecheck.errors import NothingToAudit, SettingsError
from sourcecheck.settings import Settings

if TYPE_CHECKING:
    from sourcecheck.archive import Outcome, Plan
    from sourcecheck.archive.run import Engine


@click.command()
@click.argument("inputs", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="INPUT…")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="Folder for the tables.")
@click.option("-f", "--format", "format_", type=click.Choice(["jsonl", "csv", "parquet"]), default="jsonl", show_default=True)
@click.option("--input-format", type=click.Choice(["csv", "tsv", "jsonl", "parquet"]), help="Format of standard input (“-”) and of files whose ending does not tell it.")
@click.option("--column", "columns", multiple=True, metavar="FIELD=NAME", help="Column of text, id, title, byline, published, section, genre or outlet (article.text reaches into nested ones).")
@click.option("--tables", "extra", multiple=True, metavar="NAME", help="More tables: attributions, allegations, speakers, or all (repeatable, or with commas).")
@click.option("--sample", metavar="N|P%", help="Only so many articles, or that share: the same ones on every machine.")
@click.option("--seed", type=int, default=0, show_default=True, help="Another seed draws another sample.")
@click.option("--since", metavar="DATE", help="Only articles published that day or later.")
@click.option("--until", metavar="DATE", help="Only articles published that day or before.")
@click.option("-j", "--jobs", type=click.IntRange(1), help="Processes (default: the setting jobs, else 1).")
@click.option("--engine", type=click.Choice(["processes", "dask"]), default="processes", show_default=True, help="Who scores: processes of this machine, or a Dask cluster (sourcecheck[cluster]).")
@click.option("--cluster", metavar="ADDRESS", help="Scheduler of the Dask cluster, such as tcp://10.0.0.5:8786 (default: a local one of --jobs workers).")
@click.option("--resume", is_flag=True, help="Go on with a run that was stopped or killed.")
@click.option("--unordered", is_flag=True, help="The order of rows may be any (in one machine the order of the input costs nothing and is kept).")
@click.option("--chunk-rows", type=click.IntRange(1), default=100, show_default=True, help="Rows that are scored and kept together.")
@options.settings_options
@options.fail_on_option
@options.allow_empty_option
def command(
    inputs: tuple[Path, ...], output: Path, format_: str, input_format: str | None, columns: tuple[str, ...], extra: tuple[str, ...],
    sample: str | None, seed: int, since: str | None, until: str | None, jobs: int | None, engine: str, cluster: str | None, resume: bool, unordered: bool,
    chunk_rows: int, fail_on: str | None, allow_empty: bool, **settings_options: Any,
) -> int:
    """Score an archive: CSV, TSV, JSON Lines, Parquet (also .gz, .zst), folders of tables or of articles, or “-”.

    Writes the tables articles and findings, a data dictionary (datapackage.json, README.md) and methods.md.
    """
    settings = options.settings_from(**settings_options)

    from sourcecheck.archive import Plan, score_archive
    from sourcecheck.archive.selection import Selection, read_day, read_sample
    from sourcecheck.cli.ticker import ticking

    selection = Selection(
        read_sample(sample, seed) if sample else None, read_day(since, "--since"), read_day(until, "--until")
    )
    plan = Plan(
        inputs, output, format_, tuple(map(_pair, columns)), settings, jobs or settings.jobs, resume, _tables(extra),
        selection, input_format, chunk_rows,
    )
    with _engine(engine, cluster, plan) as chosen, ticking(settings.lang) as told:
        outcome = score_archive(plan, told, chosen)
    return _exit_code(outcome, output, settings, fail_on, allow_empty)


def _engine(engine: str, cluster: str | None, plan: Plan) -> AbstractContextManager[Engine | None]:
    if engine == "processes" and cluster is None:
        return nullcontext()
    from sourcecheck.archive.cluster import dask_engine

    return dask_engine(plan.settings, cluster, plan.jobs)


def _exit_code(outcome: Outcome, output: Path, settings: Settings, fail_on: str | None, allow_empty: bool) -> int:
    for sentence in (*outcome.problems, *outcome.notes):
        tell(sentence)
    if any(problem.exit_code == USAGE for problem in outcome.problems):
        return USAGE
    if not outcome.rows:
        if not allow_empty and not outcome.problems:
            tell(NothingToAudit("No row is left to score: look at --since, --until and --sample."))
        return CLEAN if allow_empty else NOTHING
    click.echo(output.as_posix())
    bar = options.severity_or_never(fail_on or settings.fail_on)
    return FINDINGS if outcome.reaches(bar, settings.fail_confidence) else CLEAN


def _pair(given: str) -> tuple[str, str]:
    from sourcecheck.archive.rows import FIELDS

    field, sign, name = given.partition("=")
    if not sign or field not in FIELDS:
        raise SettingsError("--column wants FIELD=NAME with one of {known}, not “{given}”.", known=", ".join(FIELDS), given=given)
    return field, name


def _tables(given: tuple[str, ...]) -> tuple[str, ...]:
    """The two tables that are always written, then those asked for, in their own order."""
    from sourcecheck.archive.columns import ALWAYS, OPTIONAL

    asked = {name.strip() for names in given for name in names.split(",") if name.strip()} - set(ALWAYS)
    unknown = sorted(asked - {*OPTIONAL, "all"})
    if unknown:
        raise SettingsError("--tables knows {known} and all, not “{given}”.", known=", ".join(OPTIONAL), given=unknown[0])
    return (*ALWAYS, *(name for name in OPTIONAL if name in asked or "all" in asked))
