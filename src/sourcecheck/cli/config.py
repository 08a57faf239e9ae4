"""`sourcecheck config show`: the settings in force and where each comes from."""

from __future__ import annotations

from pathlib import Path

import click

from sourcecheck.cli import options


@click.group()
def command() -> None:
    """The settings."""


@command.command()
@options.config_option
@options.lang_option
def show(config: Path | None, lang: str | None) -> None:
    """Every setting, its value, and where it was decided."""
    from sourcecheck.settings import find_settings, load_settings

    file = config if config is not None else find_settings(Path.cwd())
    _, origins = load_settings(file, {"lang": lang})
    for origin in origins:
        click.echo(f"{origin.key} = {_shown(origin.value)}  # {origin.where}")


def _shown(value: object) -> str:
    if value is None:
        return "—"
    if isinstance(value, tuple):
        return "[" + ", ".join(_shown(item) for item in value) + "]"
    return value.as_posix() if isinstance(value, Path) else str(value)
