"""`sourcecheck cache`: the audits kept on disk."""

from __future__ import annotations

from pathlib import Path

import click

from sourcecheck.cli import options
from sourcecheck.cli.exit import CLEAN


@click.group()
def command() -> None:
    """The audits kept on disk, so that nothing is audited twice."""


@command.command()
@options.config_option
def info(config: Path | None) -> int:
    """Where the audits are kept, how many, how large."""
    from sourcecheck.audit.cache import AuditCache, cache_folder

    folder = cache_folder(options.settings_from(config=config, lang=None, house=None))
    entries, size = AuditCache(folder).size()
    click.echo(f"{folder}: {entries} ({size / 1e6:.1f} MB)")
    return CLEAN


@command.command()
@options.config_option
def clear(config: Path | None) -> int:
    """Remove every audit that is kept."""
    from sourcecheck.audit.cache import AuditCache, cache_folder

    folder = cache_folder(options.settings_from(config=config, lang=None, house=None))
    click.echo(f"{folder}: -{AuditCache(folder).clear()}")
    return CLEAN
