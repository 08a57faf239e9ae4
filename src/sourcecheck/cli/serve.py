"""`sourcecheck serve`: the local page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from sourcecheck.cli import options


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="127.0.0.1, localhost or ::1.")
@click.option("--port", default=8765, show_default=True, type=click.IntRange(0, 65535), help="0 takes any free port.")
@click.option("--answers", type=click.Path(path_type=Path), help="SQLite file that keeps the answers.")
@click.option("--open/--no-open", "open_browser", default=True, help="Open the page in the browser.")
@options.settings_options
def command(host: str, port: int, answers: Path | None, open_browser: bool, **settings_options: Any) -> None:
    """A page on this machine: paste or drop a draft, correct it, see the report follow."""
    settings = options.settings_from(**settings_options)

    from sourcecheck.desk.answers import default_path
    from sourcecheck.desk.server import serve
    from sourcecheck.resources.translation import translator

    t = translator(settings.lang)

    def ready(address: str) -> None:
        click.echo(t.gettext("The desk is open at {address} (Ctrl-C to stop).").format(address=address))
        if open_browser:
            import webbrowser

            webbrowser.open(address)

    serve(settings, answers or default_path(), host, port, ready)
