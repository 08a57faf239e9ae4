"""`sourcecheck baseline`: accept the findings of today, drop the accepted ones that no longer stand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from sourcecheck.cli import options
from sourcecheck.cli.exit import CLEAN, USAGE
from sourcecheck.cli.inputs import Inputs

_FILE = Path("sourcecheck-baseline.json")


@click.group()
def command() -> None:
    """Accepted findings."""


@command.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("-o", "--output", type=click.Path(path_type=Path), default=_FILE, show_default=True)
@click.option("--reason", default="", help="Kept with every entry.")
@options.settings_options
def create(paths: tuple[str, ...], output: Path, reason: str, **settings_options: Any) -> int:
    """Accept every finding of the articles as they are now."""
    from sourcecheck.audit import open_auditor
    from sourcecheck.audit.baseline import accept, write_baseline

    settings = options.settings_from(**settings_options)
    inputs = Inputs(paths)
    made = accept(open_auditor(settings).audit_many(inputs), reason)
    write_baseline(made, output)
    click.echo(f"{output}: {len(made.accepted)}")
    return USAGE if inputs.failed else CLEAN


@command.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("--baseline", "file", type=click.Path(path_type=Path), default=_FILE, show_default=True)
@options.settings_options
def prune(paths: tuple[str, ...], file: Path, **settings_options: Any) -> int:
    """Drop the entries of these articles that no finding answers to any more."""
    from sourcecheck.audit import open_auditor
    from sourcecheck.audit.baseline import Baseline, found_in, read_baseline, write_baseline

    settings = options.settings_from(**settings_options)
    known = read_baseline(file)
    inputs = Inputs(paths)
    seen = {a.article.path or a.article.id: found_in(a) for a in open_auditor(settings).audit_many(inputs)}
    gone = set(known.stale(seen))
    write_baseline(Baseline(tuple(entry for entry in known.accepted if entry not in gone)), file)
    click.echo(f"{file}: -{len(gone)}")
    return USAGE if inputs.failed else CLEAN
