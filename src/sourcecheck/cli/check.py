"""`sourcecheck check`: the gate of a content repository."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import click

from sourcecheck.cli import options
from sourcecheck.cli.exit import CLEAN, FINDINGS, NOTHING, USAGE, tell
from sourcecheck.cli.inputs import Inputs, shown
from sourcecheck.domain.findings import Confidence, Severity
from sourcecheck.domain.text import Article
from sourcecheck.errors import InputError, NothingToAudit, SettingsError


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("-f", "--format", "formats", multiple=True, default=("text",), metavar="FORMAT[:FILE]",
              help="text, concise, json, jsonl, sarif, github, gitlab, junit, rdjson, checkstyle, markdown; repeatable, each to a file or standard output.")
@click.option("--stdin-filename", default="stdin.md", help="What to call the text read from “-”.")
@click.option("--baseline", type=click.Path(path_type=Path), help="File of accepted findings.")
@click.option("--since", metavar="REF", help="Only what is new in the files changed since this commit.")
@click.option("--fail-confidence", type=click.Choice(["low", "medium", "high"]), help="Only findings at least this sure close the gate.")
@click.option("--max-warnings", type=click.IntRange(0), help="More warnings than this close the gate.")
@click.option("--exit-zero", is_flag=True, help="Exit 0 whatever is found (mistakes still exit 2).")
@click.option("--no-cache", is_flag=True, help="Audit everything anew and keep nothing.")
@options.settings_options
@options.fail_on_option
@options.allow_empty_option
def command(
    paths: tuple[str, ...], formats: tuple[str, ...], stdin_filename: str, baseline: Path | None, since: str | None,
    fail_confidence: str | None, max_warnings: int | None, exit_zero: bool, no_cache: bool,
    fail_on: str | None, allow_empty: bool, **settings_options: Any,
) -> int:
    """Findings of articles in a repository; exits 1 when one stands at or above --fail-on (default: error)."""
    settings = options.settings_from(**settings_options)
    inputs = Inputs(paths, stdin_filename)
    if not inputs.files:
        if not inputs.failed:
            tell(NothingToAudit("There is nothing to audit: name at least one article."))
        return USAGE if inputs.failed else (CLEAN if allow_empty else NOTHING)
    history = _history(since, inputs) if since is not None else None

    from sourcecheck.audit import open_auditor
    from sourcecheck.audit.baseline import Baseline, found_in, read_baseline
    from sourcecheck.audit.cache import AuditCache, CachedAuditor, cache_folder
    from sourcecheck.audit.gate import Gate
    from sourcecheck.audit.since import audit_since
    from sourcecheck.audit.suppression import complaints
    from sourcecheck.report.formats import open_writer

    accepted_at = baseline or settings.baseline
    accepted = read_baseline(accepted_at) if accepted_at else Baseline()
    bar = options.severity_or_never(fail_on) if fail_on else (settings.fail_on or Severity.ERROR)
    gate = Gate(
        bar, Confidence(fail_confidence) if fail_confidence else settings.fail_confidence,
        max_warnings if max_warnings is not None else settings.max_warnings,
    )
    kept = settings.cache and not no_cache
    auditor = CachedAuditor(settings, AuditCache(cache_folder(settings))) if kept else open_auditor(settings)
    if isinstance(auditor, CachedAuditor):
        inputs.read = auditor.read
    seen: dict[str, frozenset[tuple[str, str]]] = {}
    writers = [open_writer(name, target, auditor.book, settings.lang) for name, target in _targets(formats)]
    with ExitStack() as stack:
        for writer in writers:
            stack.callback(writer.finish)
        for audit, news in audit_since(auditor.audit_many, inputs, history or _no_history):
            for complaint in complaints(audit, narrowed=bool(settings.select or settings.ignore)):
                tell(complaint)
            seen[audit.article.path or audit.article.id] = found_in(audit)
            news = accepted.apply(news)
            gate.see(news)
            for writer in writers:
                writer.add(news)
    for entry in accepted.stale(seen):
        tell(InputError("The baseline entry {rule} of {path} no longer stands: prune it.", rule=entry.rule, path=entry.path))
    if inputs.failed:
        return USAGE
    return FINDINGS if gate.closed and not exit_zero else CLEAN


def _history(ref: str, inputs: Inputs) -> Callable[[Article], Article | None]:
    """Narrows `inputs` to the changed files; the function gives the version of an article that `ref` has."""
    from sourcecheck.audit.since import open_history

    history = open_history(ref, Path.cwd())
    # A missing file is kept: it is told, never passed over.
    inputs.files = [f for f in inputs.files if f == "-" or not Path(f).exists() or history.is_changed(Path(f))]
    files = {inputs.stdin_name if f == "-" else shown(f): Path(inputs.stdin_name if f == "-" else f) for f in inputs.files}

    def before(article: Article) -> Article | None:
        name = article.path or article.id
        return history.before(files[name], name) if name in files else None

    return before


def _no_history(article: Article) -> None:
    return None


def _targets(formats: tuple[str, ...]) -> list[tuple[str, Path | None]]:
    """``sarif:out.sarif`` → a file; a bare name → standard output, which one format alone may use."""
    out: list[tuple[str, Path | None]] = []
    for given in formats:
        name, _, file = given.partition(":")
        out.append((name, Path(file) if file else None))
    if sum(target is None for _, target in out) > 1:
        raise SettingsError("Two formats cannot share standard output: give one a file, such as -f sarif:out.sarif.")
    return out
