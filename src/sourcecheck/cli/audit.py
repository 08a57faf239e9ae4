"""`sourcecheck audit`: drafts in, reports out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sourcecheck.cli import options
from sourcecheck.cli.exit import CLEAN, FINDINGS, NOTHING, USAGE, tell
from sourcecheck.cli.inputs import Inputs
from sourcecheck.errors import NothingToAudit

if TYPE_CHECKING:
    from sourcecheck.domain.audit import Audit
    from sourcecheck.domain.text import Article

DEFAULT_FOLDER = Path("sourcecheck-report")
FOLDER_FORMATS = ("html", "docx")


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("-f", "--format", "format_", default="html", show_default=True, help="html, json, jsonl, text, concise, docx.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File, or folder for html and docx (default: sourcecheck-report/).")
@click.option("--stdin-filename", default="stdin.txt", help="What to call the text read from “-”.")
@click.option("--redact", multiple=True, metavar="NAME", help="Hide this name in the report (“unnamed” hides every unnamed source; “all” keeps only the structure).")
@options.settings_options
@options.fail_on_option
@options.allow_empty_option
def command(
    paths: tuple[str, ...],
    format_: str,
    output: Path | None,
    stdin_filename: str,
    redact: tuple[str, ...],
    fail_on: str | None,
    allow_empty: bool,
    **settings_options: Any,
) -> int:
    """Audit drafts (files, folders, or “-” for standard input): one HTML report per article and an index."""
    settings = options.settings_from(**settings_options)
    inputs = Inputs(paths, stdin_filename)
    articles = iter(inputs)
    first = next(articles, None)
    if first is None:
        if not inputs.failed and not allow_empty:
            tell(NothingToAudit("There is nothing to audit: name at least one article."))
        return USAGE if inputs.failed else (CLEAN if allow_empty else NOTHING)

    from sourcecheck.audit import open_auditor
    from sourcecheck.audit.gate import Gate
    from sourcecheck.cli.progress import progress
    from sourcecheck.report.formats import open_writer
    from sourcecheck.report.wording import headline
    from sourcecheck.resources.translation import translator

    auditor = open_auditor(settings)
    target = output or (DEFAULT_FOLDER if format_ in FOLDER_FORMATS else None)
    writer = open_writer(format_, target, auditor.book, settings.lang)
    bar = options.severity_or_never(fail_on) if fail_on else settings.fail_on
    gate = Gate(bar, settings.fail_confidence)
    with progress(len(inputs), settings.lang) as step:
        try:
            for audit in auditor.audit_many(_with_genre(chain((first,), articles), settings.genre)):
                writer.add(_redacted(audit, redact))
                gate.see(audit)
                if format_ in FOLDER_FORMATS:
                    click.echo(f"{audit.article.path} — {headline(audit, translator(settings.lang))}")
                step()
        finally:
            writer.finish()
    if format_ == "html" and target is not None:
        click.echo((target / "index.html").as_posix())
    if inputs.failed:
        return USAGE
    return FINDINGS if gate.closed else CLEAN


def _with_genre(articles: Iterable[Article], genre: str | None) -> Iterator[Article]:
    """The articles; those that do not say their genre get the one of the command line."""
    for article in articles:
        yield replace(article, genre=genre) if genre and not article.genre else article


def _redacted(audit: Audit, names: tuple[str, ...]) -> Audit:
    if not names:
        return audit
    from sourcecheck.report.redaction import redact

    return redact(audit, names)
