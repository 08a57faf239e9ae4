"""`sourcecheck lsp`: the editor server."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path

import click

from sourcecheck.cli import options
from sourcecheck.cli.exit import spoken_language
from sourcecheck.errors import SettingsError
from sourcecheck.resources.translation import translator


@click.command()
@click.option("--stdio", is_flag=True, help="Speak on standard input and output (always so; editors like to say it).")
@options.settings_options
def command(
    stdio: bool, config: Path | None, lang: str | None, house: Path | None, genre: str | None,
    select: tuple[str, ...], ignore: tuple[str, ...],
) -> None:
    """An editor server (LSP) on standard input and output: findings while a draft is written."""
    if find_spec("pygls") is None:
        raise SettingsError("The editor server needs a package more: install “sourcecheck[lsp]”.")

    from sourcecheck.lsp.looking import Wishes
    from sourcecheck.lsp.server import serve

    language = lang or spoken_language()
    if sys.stdin.isatty():
        said = translator(language).gettext("An editor speaks to this server: name the command there (docs/editor.md). Ctrl-C stops it.")
        click.echo(said, err=True)
    overrides = {"lang": lang, "house": house, "genre": genre, "select": select or None, "ignore": ignore or None}
    serve(Wishes(config, overrides, language))
