"""`sourcecheck init`: a commented sourcecheck.toml."""

from __future__ import annotations

from pathlib import Path

import click

from sourcecheck.errors import SettingsError
from sourcecheck.settings.read import FILE_NAME

_CONTENT = """\
# Settings of sourcecheck. Every line is optional; what is commented out is the default.

# lang = "fr"                # language of reports and messages: fr, en
# jurisdiction = "FR"        # vocabulary of justice: FR, BE, CH, QC
# house = "desk"             # the newsroom's own folder, searched before the shipped rules/ and reports/
# select = ["SRC-*"]         # only these rules
# ignore = ["SRC-007"]       # not these rules
# genre = "news"             # genre of articles that do not say it
# fail-on = "never"          # exit code 1 from this severity on: never, info, warning, error

# [severity]
# "LEX-005" = "warning"      # info, warning, error

# [policy]
# terrorist = "afp"          # see “sourcecheck rules list” and rules/policies/
"""


@click.command()
def command() -> None:
    """Write a commented sourcecheck.toml in the current folder; an existing one is left alone."""
    path = Path(FILE_NAME)
    if path.exists():
        raise SettingsError("{path} exists already: edit it, or move it away first.", path=path)
    path.write_text(_CONTENT, encoding="utf-8")
    click.echo(path)
