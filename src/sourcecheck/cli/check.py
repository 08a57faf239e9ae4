"""`sourcecheck check`: the gate of a content repository."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sourcecheck.cli import options
from sourcecheck.cli.exit import CLEAN, FINDINGS, USAGE, tell
from sourcecheck.cli.inputs import Inputs
from sourcecheck.cli.recording import Recording, recording
from sourcecheck.domain.findings import Confidence, Severity
from sourcecheck.errors import InputError, SettingsError, SourcecheckError
from sourcecheck.settings import Settings

if TYPE_CHECKING:
    from sourcecheck.audit.drafts import Draft, Result
    from sourcecheck.audit.run import AuditRun
    from sourcecheck.domain.audit import Audit

Before = Callable[["Draft"], "Draft | None"]


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("-f", "--format", "formats", multiple=True, default=("text",), metavar="FORMAT[:FILE]",
              help="text, concise, json, jsonl, sarif, github, gitlab, junit, rdjson, checkstyle, markdown; repeatable, each to a file or standard output.")
@click.option("--stdin-filename", default="stdin.md", help="What to call the text read from “-”: decides how it is read and which settings hold.")
@click.option("--baseline", type=click.Path(path_type=Path), help="File of accepted findings.")
@click.option("--since", metavar="REF", help="Only what is new in the files changed since this commit.")
@click.option("--fail-confidence", type=click.Choice(["low", "medium", "high"]), help="Only findings at least this sure close the gate.")
@click.option("--max-warnings", type=click.IntRange(0), help="More warnings than this close the gate.")
@click.option("--exit-zero", is_flag=True, help="Exit 0 whatever is found (mistakes still exit 2).")
@click.option("--no-cache", is_flag=True, help="Audit everything anew and keep nothing.")
@options.files_options
@options.settings_options
@options.fail_on_option
@options.allow_empty_option
def command(
    paths: tuple[str, ...], formats: tuple[str, ...], stdin_filename: str, baseline: Path | None, since: str | None,
    fail_confidence: str | None, max_warnings: int | None, exit_zero: bool, no_cache: bool, force_exclude: bool,
    fail_on: str | None, allow_empty: bool, **settings_options: Any,
) -> int:
    """Findings of articles in a repository; exits 1 when one stands at or above --fail-on (default: error)."""
    targets = _targets(formats)
    with recording() as record:
        record.watch_settings(settings_options["config"])
        settings = options.settings_from(**settings_options)
        settings = replace(
            settings,
            fail_on=fail_on or settings.fail_on or Severity.ERROR.value,
            fail_confidence=Confidence(fail_confidence) if fail_confidence else settings.fail_confidence,
            max_warnings=settings.max_warnings if max_warnings is None else max_warnings,
            baseline=baseline or settings.baseline,
            cache=settings.cache and not no_cache,
            paths=tuple(_outbid(table, fail_on, fail_confidence) for table in settings.paths),
        )
        inputs = Inputs(paths, settings, stdin_name=stdin_filename, force_exclude=force_exclude)
        if not inputs.files:
            return inputs.nothing(allow_empty)
        before = _history(since, inputs) if since is not None else None
        closed = _checked(inputs, settings, targets, before, record)
        if inputs.failed:
            return USAGE
        code = FINDINGS if closed and not exit_zero else CLEAN
        if settings.cache:
            record.put_on_record(code, inputs, [target for _, target in targets if target is not None])
        return code


def _checked(
    inputs: Inputs, settings: Settings, targets: list[tuple[str, Path | None]], before: Before | None, record: Recording,
) -> bool:
    """Audits, writes, tells; whether the gate is closed."""
    from sourcecheck.audit.baseline import Baseline, found_in, read_baseline
    from sourcecheck.audit.cache import AuditCache, cache_folder
    from sourcecheck.audit.gate import Gate, bar_of
    from sourcecheck.audit.run import AuditRun
    from sourcecheck.audit.since import told_only_of_news
    from sourcecheck.audit.suppression import with_ignores
    from sourcecheck.report.formats import open_writer
    from sourcecheck.report.formats.registry import SHOWING_CHANGES

    record.watch(*([settings.baseline] if settings.baseline else []))
    record.watch_house(settings.house)
    accepted = read_baseline(settings.baseline) if settings.baseline else Baseline()
    gate = Gate(bar_of(settings.fail_on), settings.fail_confidence, settings.max_warnings)
    seen: dict[str, frozenset[tuple[str, str]]] = {}
    with ExitStack() as stack:
        run = stack.enter_context(AuditRun(settings, AuditCache(cache_folder(settings)) if settings.cache else None, settings.jobs))
        book = with_ignores(run.book)
        writers = [(name, open_writer(name, target, book, settings.lang)) for name, target in targets]
        for _, writer in writers:
            stack.callback(writer.finish)
        for audit, news in _results(run, inputs, before):
            seen[audit.article.path or audit.article.id] = found_in(audit)
            news = accepted.apply(news)
            gate.see(news, inputs.on_audit(news))
            for name, writer in writers:
                writer.add(news if before is None or name in SHOWING_CHANGES else told_only_of_news(news))
    for entry in accepted.stale(seen, inputs.collected.folders):
        tell(InputError("The baseline entry {rule} of {path} no longer stands: prune it.", rule=entry.rule, path=entry.path))
    return gate.closed


def _results(run: AuditRun, inputs: Inputs, before: Before | None) -> Iterator[tuple[Audit, Audit]]:
    """Each article's whole audit, and what of it is to be told; what cannot be read is told here."""
    from sourcecheck.audit.suppression import told_of_ignores

    narrowed = bool(run.settings.select or run.settings.ignore or run.settings.paths)

    def audit_drafts(drafts: Iterable[Draft | SourcecheckError]) -> Iterator[Result]:
        for result in run.audit_drafts(drafts):
            yield result if isinstance(result, SourcecheckError) else told_of_ignores(result, run.settings.lang, narrowed)

    if before is None:
        for result in audit_drafts(inputs.drafts()):
            if isinstance(result, SourcecheckError):
                inputs.fail(result)
            else:
                yield result, result
        return
    from sourcecheck.audit.since import Comparison, audit_both, only_news

    comparisons: list[Comparison] = []
    for compared in audit_both(audit_drafts, inputs.drafts(), before):
        if isinstance(compared, SourcecheckError):
            inputs.fail(compared)
        else:
            comparisons.append(compared)
    yield from zip([compared.now for compared in comparisons], only_news(comparisons), strict=True)


def _history(ref: str, inputs: Inputs) -> Before:
    """Narrows `inputs` to the changed files; the function gives the version of a draft that `ref` has."""
    from sourcecheck.audit.since import open_history

    history = open_history(ref, Path.cwd())
    # A missing file is kept: it is told, never passed over.
    inputs.files[:] = [f for f in inputs.files if f == "-" or not Path(f).exists() or history.is_changed(Path(f))]

    def before(draft: Draft) -> Draft | None:
        path = history.old_path(Path(inputs.by_name[draft.name]))
        data = history.old_bytes(path) if path is not None else None
        if path is None or data is None:
            return None
        return inputs.draft_at(str(history.root / path), data, draft.name)

    return before


def _outbid(table: Any, fail_on: str | None, fail_confidence: str | None) -> Any:
    """Path settings without what the command line decides."""
    return replace(
        table, fail_on=None if fail_on else table.fail_on, fail_confidence=None if fail_confidence else table.fail_confidence
    )


def _targets(formats: tuple[str, ...]) -> list[tuple[str, Path | None]]:
    """``sarif:out.sarif`` → a file; a bare name → standard output, which one format alone may use."""
    out: list[tuple[str, Path | None]] = []
    for given in formats:
        name, _, file = given.partition(":")
        out.append((name, Path(file) if file else None))
    if sum(target is None for _, target in out) > 1:
        raise SettingsError("Two formats cannot share standard output: give one a file, such as -f sarif:out.sarif.")
    return out
