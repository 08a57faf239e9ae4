"""`sourcecheck cache`: the audits kept on disk."""

from __future__ import annotations

from pathlib import Path

import click

from sourcecheck.cli import options
from sourcecheck.cli.exit import CLEAN
from sourcecheck.cli.replay import cache_home


@click.group()
def command() -> None:
    """The audits kept on disk, so that nothing is audited twice."""


@command.command()
@options.config_option
def info(config: Path | None) -> int:
    """Where the audits are kept, how many, how large; and the runs on record."""
    from sourcecheck.audit.cache import AuditCache, cache_folder

    cache = AuditCache(cache_folder(options.settings_from(config=config, lang=None, house=None)))
    entries, size = cache.size()
    click.echo(f"{cache.file}: {entries} ({size / 1e6:.1f} MB)")
    records = _records()
    click.echo(f"{Path(cache_home()) / 'runs'}: {len(records)} ({sum(file.stat().st_size for file in records) / 1e6:.1f} MB)")
    return CLEAN


@command.command()
@options.config_option
def clear(config: Path | None) -> int:
    """Remove every audit that is kept, and every run on record."""
    from sourcecheck.audit.cache import AuditCache, cache_folder

    cache = AuditCache(cache_folder(options.settings_from(config=config, lang=None, house=None)))
    click.echo(f"{cache.file}: -{cache.clear()}")
    records = _records()
    for file in records:
        file.unlink(missing_ok=True)
    click.echo(f"{Path(cache_home()) / 'runs'}: -{len(records)}")
    return CLEAN


def _records() -> list[Path]:
    return sorted((Path(cache_home()) / "runs").glob("*"))
