"""`sourcecheck baseline`: accept the findings of today, drop the accepted ones that no longer stand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sourcecheck.cli import options
from sourcecheck.cli.exit import CLEAN, USAGE
from sourcecheck.cli.inputs import Inputs
from sourcecheck.errors import SourcecheckError
from sourcecheck.resources.translation import N_, translator
from sourcecheck.settings import Settings

if TYPE_CHECKING:
    from sourcecheck.domain.audit import Audit

_FILE = Path("sourcecheck-baseline.json")


@click.group()
def command() -> None:
    """Accepted findings."""


@command.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("-o", "--output", type=click.Path(path_type=Path), default=_FILE, show_default=True)
@click.option("--reason", default="", help="Kept with every entry.")
@options.files_options
@options.settings_options
def create(paths: tuple[str, ...], output: Path, reason: str, force_exclude: bool, **settings_options: Any) -> int:
    """Accept every finding of the articles as they are now."""
    from sourcecheck.audit.baseline import accept, write_baseline

    settings = options.settings_from(**settings_options)
    inputs = Inputs(paths, settings, force_exclude=force_exclude)
    made = accept(_audits(inputs, settings), reason)
    write_baseline(made, output)
    _tell(N_("{path}: {count} accepted."), settings, path=output, count=len(made.accepted))
    return USAGE if inputs.failed else CLEAN


@command.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("--baseline", "file", type=click.Path(path_type=Path), default=_FILE, show_default=True)
@options.files_options
@options.settings_options
def prune(paths: tuple[str, ...], file: Path, force_exclude: bool, **settings_options: Any) -> int:
    """Drop the entries of these articles that no finding answers to any more."""
    from sourcecheck.audit.baseline import Baseline, found_in, read_baseline, write_baseline

    settings = options.settings_from(**settings_options)
    known = read_baseline(file)
    inputs = Inputs(paths, settings, force_exclude=force_exclude)
    seen = {a.article.path or a.article.id: found_in(a) for a in _audits(inputs, settings)}
    gone = set(known.stale(seen, inputs.collected.folders))
    write_baseline(Baseline(tuple(entry for entry in known.accepted if entry not in gone)), file)
    _tell(N_("{path}: {count} dropped."), settings, path=file, count=len(gone))
    return USAGE if inputs.failed else CLEAN


@command.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("--baseline", "file", type=click.Path(path_type=Path), default=_FILE, show_default=True)
@click.option("--reason", default="", help="Kept with every new entry.")
@options.files_options
@options.settings_options
def update(paths: tuple[str, ...], file: Path, reason: str, force_exclude: bool, **settings_options: Any) -> int:
    """Accept what stands now in these articles, keep the reasons given before, drop what no longer stands."""
    from sourcecheck.audit.baseline import read_baseline, write_baseline

    settings = options.settings_from(**settings_options)
    known = read_baseline(file)
    inputs = Inputs(paths, settings, force_exclude=force_exclude)
    renewed = known.renewed(_audits(inputs, settings), inputs.collected.folders, reason)
    write_baseline(renewed, file)
    before, after = set(known.accepted), set(renewed.accepted)
    _tell(N_("{path}: {new} accepted, {gone} dropped."), settings, path=file, new=len(after - before), gone=len(before - after))
    return USAGE if inputs.failed else CLEAN


def _tell(message: str, settings: Settings, **fields: object) -> None:
    click.echo(translator(settings.lang).gettext(message).format(**fields))


def _audits(inputs: Inputs, settings: Settings) -> Iterator[Audit]:
    """The audits of what can be read, from the cache where they are kept; what cannot is told."""
    from sourcecheck.audit.cache import AuditCache, cache_folder
    from sourcecheck.audit.run import AuditRun

    cache = AuditCache(cache_folder(settings)) if settings.cache else None
    with AuditRun(settings, cache, settings.jobs) as run:
        for result in run.audit_drafts(inputs.drafts()):
            if isinstance(result, SourcecheckError):
                inputs.fail(result)
            else:
                yield result
