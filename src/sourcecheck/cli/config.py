"""`sourcecheck config show`, `config schema`: the settings in force, and the forms of what is read and written."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import click

from sourcecheck.cli import options
from sourcecheck.cli.exit import spoken_language
from sourcecheck.resources.translation import N_, translator

_WHERE = (N_("default"), N_("command line"))
"""Where a value comes from when it comes from no file; shown translated."""


@click.group()
def command() -> None:
    """The settings in force; JSON Schemas."""


@command.command()
@options.settings_options
def show(config: Path | None, **overrides: Any) -> None:
    """Every setting, its value, and where it was decided: a settings file that says the same."""
    from sourcecheck.settings import find_settings, load_settings
    from sourcecheck.settings.written import as_toml, read_back

    file = config if config is not None else find_settings(Path.cwd())
    settings, origins = load_settings(file, {name: value or None for name, value in overrides.items()})
    t = translator(spoken_language() if overrides["lang"] is None else settings.lang)
    source = t.gettext("Settings file: {path}").format(path=file) if file else t.gettext("No settings file was found.")
    click.echo(f"# {source}")
    for origin in origins:
        value, where = read_back(origin.key, origin.value, settings.root), t.gettext(origin.where)
        if (origin.key, origin.where) == ("lang", "default") and os.environ.get("SOURCECHECK_LANG"):
            value, where = spoken_language(), "SOURCECHECK_LANG"
        click.echo(f"# {origin.key}  # {where}" if value is None else f"{origin.key} = {as_toml(value)}  # {where}")


@command.command()
@click.argument("name", type=click.Choice(["settings", "audit"]))
def schema(name: str) -> None:
    """The JSON Schema (2020-12) of sourcecheck.toml, or of one audit as JSON."""
    if name == "settings":
        from sourcecheck.settings.schema import settings_schema as made
    else:
        from sourcecheck.report.audit_schema import audit_schema as made
    click.echo(json.dumps(made(), ensure_ascii=False, indent=2))
