"""`sourcecheck init`: a commented sourcecheck.toml."""

from __future__ import annotations

from pathlib import Path

import click

from sourcecheck.cli import options
from sourcecheck.cli.exit import spoken_language
from sourcecheck.errors import SettingsError
from sourcecheck.settings.read import FILE_NAME


@click.command()
@options.lang_option
def command(lang: str | None) -> None:
    """Write a commented sourcecheck.toml in the current folder; nothing is asked, and an existing one is left alone."""
    from sourcecheck.resources.translation import translator
    from sourcecheck.settings import find_settings
    from sourcecheck.settings.written import commented

    here = Path.cwd()
    there = find_settings(here)
    if there is not None and there.parent == here:
        raise SettingsError("{path} holds settings already: edit it, or move it away first.", path=there.name)
    t = translator(lang or spoken_language())
    try:
        with Path(FILE_NAME).open("x", encoding="utf-8", newline="\n") as file:
            file.write(commented(t.gettext))
    except OSError as error:
        raise SettingsError("{path} cannot be written ({reason}): choose another place.", path=FILE_NAME, reason=error.strerror) from None
    click.echo(t.gettext("{path} is written: decide what you like in it, then run “sourcecheck check .”.").format(path=FILE_NAME))
