"""Scoring an archive in chunks: each chunk's rows appear whole or not at all, so a run can be killed and resumed.

A chunk is a fixed stretch of the rows. Its tables are written beside the output and renamed into place; a resumed run
skips the chunks that are there, if input, settings and toolchain are the same. The final tables are the chunks in
order: no row is lost, none is twice, and the bytes do not depend on the number of workers.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from itertools import islice
from pathlib import Path

from sourcecheck.archive.chunk import Chunk, Head, auditor_for, put, read_head, scored
from sourcecheck.archive.columns import TABLES
from sourcecheck.archive.dictionary import datapackage, readme
from sourcecheck.archive.local import score_chunks
from sourcecheck.archive.methods import Facts, methods
from sourcecheck.archive.opening import Gauge
from sourcecheck.archive.output import FORMATS, chunk_files, table_columns, write_tables
from sourcecheck.archive.plan import STDIN, Outcome, Plan, Progress
from sourcecheck.archive.rows import Row, columns_read, read_rows
from sourcecheck.archive.selection import Passed, select
from sourcecheck.archive.sources import ARTICLES, Source, list_sources, spool
from sourcecheck.errors import InputError, SettingsError

__all__ = ["Chunk", "Engine", "Plan", "score_archive", "scored"]

Engine = Callable[[Iterator[Chunk]], Iterator[tuple[Chunk, str]]]
"""Scores chunks somewhere else (`cluster`): the chunks in any order, each with what `scored` makes of it."""


def score_archive(
    plan: Plan, told: Callable[[Progress], None] = lambda progress: None, engine: Engine | None = None
) -> Outcome:
    """Score every chosen row. `told` hears of every chunk; `engine` replaces the processes of `plan.jobs`.

    Raises `SourcecheckError` for an output that belongs to another run or cannot be written; inputs that cannot
    be read are in the outcome, and the others are scored.
    """
    chunks = plan.output / "chunks"
    try:
        _refuse_others(plan)
        chunks.mkdir(parents=True, exist_ok=True)
        with _alone(chunks):
            return _Run(plan, chunks).go(told, engine)
    except OSError as error:
        raise SettingsError("{path} cannot be written ({reason}).", path=plan.output.as_posix(), reason=error.strerror or error) from None


def _refuse_others(plan: Plan) -> None:
    """An output folder is new, or that of the run that is resumed; files of somebody else are never overwritten."""
    shown = plan.output.as_posix()
    if STDIN in plan.inputs and plan.input_format is None:
        raise SettingsError("Standard input has no name that tells its format: add --input-format csv, tsv, jsonl or parquet.")
    if (plan.output / "run.json").is_file():
        if not plan.resume:
            raise SettingsError("{path} holds an earlier run: add --resume to go on with it, or name another folder.", path=shown)
        return
    names = [f"{table}.{format_}" for table in TABLES for format_ in FORMATS]
    taken = next((name for name in (*names, "datapackage.json") if (plan.output / name).exists()), None)
    if taken is not None:
        raise SettingsError("{path} holds a file {file} that is not ours: name another folder.", path=shown, file=taken)


@contextmanager
def _alone(chunks: Path) -> Iterator[None]:
    """Two runs never write one folder; the lock falls with the process that holds it."""
    try:
        import fcntl
    except ImportError:  # no such locks on Windows
        yield
        return
    with (chunks / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SettingsError("Another run is writing {path}: wait for it or name another folder.", path=chunks.parent.as_posix()) from None
        yield


class _Run:
    """One run: the sources as they are read, and what must be told of them at the end."""

    def __init__(self, plan: Plan, chunks: Path) -> None:
        self.plan, self.chunks = plan, chunks
        files = [path for path in plan.inputs if path != STDIN]
        self.sources, problems = list_sources(files, plan.input_format)
        if STDIN in plan.inputs and plan.input_format is not None:
            self.sources += (spool(sys.stdin.buffer, chunks, plan.input_format),)
        self.problems: dict[str, InputError] = {str(problem): problem for problem in problems}
        self.digests = {source.name: _digest(source) for source in self.sources}
        self.gauges: dict[str, Gauge] = {}
        self.passed = Passed()

    def go(self, told: Callable[[Progress], None], engine: Engine | None) -> Outcome:
        mark = self.plan.output / "run.json"
        key = self._key()
        if mark.is_file():
            said = json.loads(mark.read_text(encoding="utf-8"))
            if said["key"] != key:
                raise SettingsError(
                    "{path} was begun with other inputs, settings or versions: name another folder.", path=self.plan.output.as_posix()
                )
            if said["finished"]:
                self._sweep()
                return Outcome(said["rows"], said["errors"], said["findings"])
            for partial in self.chunks.glob("*.partial"):
                partial.unlink()
        else:
            _replace(mark, {"key": key, "finished": False})
        rows = errors = resumed = 0
        for chunk, fresh in self._done(engine):
            head = read_head(chunk.file)
            rows, errors, resumed = rows + head.rows, errors + head.errors, resumed + (0 if fresh else head.rows)
            told(Progress(rows, errors, resumed, chunk.fraction))
        return self._finish(mark, key)

    def _key(self) -> str:
        """A digest of everything that shapes the tables."""
        plan = self.plan
        shaping = (
            sorted(self.digests.items()), plan.columns, plan.chunk_rows, plan.tables, plan.selection, plan.format,
            plan.settings, auditor_for(plan.settings).toolchain,
        )
        return hashlib.sha256(repr(shaping).encode()).hexdigest()

    def _done(self, engine: Engine | None) -> Iterator[tuple[Chunk, bool]]:
        """Every chunk once, those of an earlier run as they are met."""
        there: list[Chunk] = []

        def missing() -> Iterator[Chunk]:
            for chunk in self._cut():
                if chunk.file.is_file():
                    there.append(replace(chunk, rows=()))
                else:
                    yield chunk

        scored_now = _elsewhere(missing(), engine) if engine else score_chunks(missing(), self.plan.jobs, self.plan.chunk_rows)
        for chunk in scored_now:
            while there:
                yield there.pop(), False
            yield chunk, True
        while there:
            yield there.pop(), False

    def _cut(self) -> Iterator[Chunk]:
        rows = select(self._rows, self.plan.selection, self.passed)
        number = 0
        while batch := tuple(islice(rows, self.plan.chunk_rows)):
            yield Chunk(number, batch, self.chunks, self.plan.settings, self.plan.tables, self._fraction())
            number += 1

    def _rows(self) -> Iterator[Row]:
        for source in self.sources:
            gauge = self.gauges[source.name] = Gauge(_size(source))
            try:
                yield from read_rows(source, dict(self.plan.columns), self.chunks, gauge)
            except InputError as problem:
                self.problems[str(problem)] = problem
            gauge.share = 1.0

    def _fraction(self) -> float:
        total = sum(map(_size, self.sources)) or 1
        return min(1.0, sum(gauge.fraction() * gauge.size for gauge in self.gauges.values()) / total)

    def _finish(self, mark: Path, key: str) -> Outcome:
        plan, output = self.plan, self.plan.output
        heads = [read_head(file) for file in chunk_files(self.chunks)]
        findings = _sum(heads)
        rows, errors = sum(head.rows for head in heads), sum(head.errors for head in heads)
        notes = tuple(
            InputError("Lines of {path} that were not UTF-8 and were read as Windows-1252: {lines}.", path=name, lines=gauge.mended_lines)
            for name, gauge in self.gauges.items() if gauge.mended_lines
        )
        problems = tuple(self.problems.values())
        if rows:
            columns, auditor = table_columns(self.chunks), auditor_for(plan.settings)
            counts = write_tables(self.chunks, output, plan.format, plan.tables)
            facts = Facts(
                plan.command(), tuple(map(self._told_source, self.sources)), self.passed.seen, rows, errors,
                sum(head.words for head in heads), self.passed.undated, findings, counts, tuple(map(str, problems)), tuple(map(str, notes)),
            )
            (output / "datapackage.json").write_text(datapackage(columns, counts, plan.format, auditor.book), encoding="utf-8")
            (output / "README.md").write_text(readme(columns, counts, plan.format), encoding="utf-8")
            (output / "methods.md").write_text(methods(facts, auditor, plan.told_settings()), encoding="utf-8")
            _replace(mark, {"key": key, "finished": True, "rows": rows, "errors": errors, "findings": findings})
        else:
            mark.unlink()
        self._sweep()
        return Outcome(rows, errors, findings, problems, notes)

    def _told_source(self, source: Source) -> tuple[str, str, str]:
        columns = columns_read(source, dict(self.plan.columns), self.chunks)
        return source.name, self.digests[source.name], ", ".join(f"{field}={name}" for field, name in columns.items())

    def _sweep(self) -> None:
        """The chunks go once the tables stand; an empty folder of ours goes too."""
        shutil.rmtree(self.chunks, ignore_errors=True)
        with suppress(OSError):
            self.plan.output.rmdir()


def _elsewhere(chunks: Iterator[Chunk], engine: Engine) -> Iterator[Chunk]:
    """Chunks scored by an engine and put in place here, so that the machines share no disk."""
    for chunk, tables in engine(chunks):
        put(chunk, tables)
        yield chunk


def _sum(heads: list[Head]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for head in heads:
        total.update(head.findings)
    return dict(sorted(total.items()))


def _replace(file: Path, content: object) -> None:
    partial = file.with_name(f".{file.name}.partial")
    partial.write_text(json.dumps(content), encoding="utf-8")
    os.replace(partial, file)


def _size(source: Source) -> int:
    with suppress(OSError):
        return sum(file.stat().st_size for file in source.files) if source.kind == ARTICLES else source.path.stat().st_size
    return 0


def _digest(source: Source) -> str:
    """SHA-256 of the bytes; of names and bytes for a folder."""
    digest = hashlib.sha256()
    try:
        if source.kind != ARTICLES:
            with source.path.open("rb") as stream:
                return hashlib.file_digest(stream, "sha256").hexdigest()
        for file in source.files:
            with file.open("rb") as stream:
                digest.update(f"{source.name_of(file)}\0{hashlib.file_digest(stream, 'sha256').hexdigest()}\n".encode())
    except OSError:
        return "unreadable"
    return digest.hexdigest()
