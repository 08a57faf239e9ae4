"""`sourcecheck audit`: drafts in, reports out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sourcecheck.cli import options
from sourcecheck.cli.exit import CLEAN, FINDINGS, USAGE
from sourcecheck.cli.inputs import Inputs
from sourcecheck.errors import SourcecheckError

if TYPE_CHECKING:
    from sourcecheck.domain.audit import Audit

DEFAULT_FOLDER = Path("sourcecheck-report")
FOLDER_FORMATS = ("html", "docx")


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("-f", "--format", "format_", default="html", show_default=True, help="html, json, jsonl, text, concise, docx.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File, or folder for html and docx (default: sourcecheck-report/).")
@click.option("--stdin-filename", default="stdin.txt", help="What to call the text read from “-”.")
@click.option("--redact", multiple=True, metavar="NAME", help="Hide this name in the report (“unnamed” hides every unnamed source; “all” keeps only the structure).")
@options.files_options
@options.settings_options
@options.fail_on_option
@options.allow_empty_option
def command(
    paths: tuple[str, ...],
    format_: str,
    output: Path | None,
    stdin_filename: str,
    redact: tuple[str, ...],
    force_exclude: bool,
    fail_on: str | None,
    allow_empty: bool,
    **settings_options: Any,
) -> int:
    """Audit drafts (files, folders, or “-” for standard input): one HTML report per article and an index."""
    settings = options.settings_from(**settings_options)
    inputs = Inputs(paths, settings, stdin_name=stdin_filename, force_exclude=force_exclude)
    if not inputs.files:
        return inputs.nothing(allow_empty)

    from sourcecheck.audit.gate import Gate, bar_of
    from sourcecheck.audit.run import AuditRun
    from sourcecheck.cli.progress import progress
    from sourcecheck.report.formats import open_writer
    from sourcecheck.report.wording import headline
    from sourcecheck.resources.translation import translator

    target = output or (DEFAULT_FOLDER if format_ in FOLDER_FORMATS else None)
    gate = Gate(bar_of(fail_on or settings.fail_on), settings.fail_confidence)
    # No cache here: a draft leaves no copy behind.
    with AuditRun(settings, jobs=settings.jobs) as run, progress(len(inputs), settings.lang) as step:
        writer = None
        try:
            for audit in run.audit_drafts(inputs.drafts()):
                if isinstance(audit, SourcecheckError):
                    inputs.fail(audit)
                    continue
                writer = writer or open_writer(format_, target, run.book, settings.lang)
                writer.add(_redacted(audit, redact))
                gate.see(audit, None if fail_on else inputs.on_audit(audit))
                if format_ in FOLDER_FORMATS:
                    click.echo(f"{audit.article.path} — {headline(audit, translator(settings.lang))}")
                step()
        finally:
            if writer is not None:
                writer.finish()
    if format_ == "html" and target is not None and writer is not None:
        click.echo((target / "index.html").as_posix())
    if inputs.failed:
        return USAGE
    return FINDINGS if gate.closed else CLEAN


def _redacted(audit: Audit, names: tuple[str, ...]) -> Audit:
    if not names:
        return audit
    from sourcecheck.report.redaction import redact

    return redact(audit, names)
