"""Scoring an archive in chunks: each chunk's rows appear whole or not at all, so a run can be killed and resumed.

A chunk is a fixed stretch of an input file. Its rows are written beside the output and renamed into place; a
resumed run skips the chunks that are there, if input, settings and toolchain are the same. The final tables are the
chunks in order: no row is lost, none is twice, and the bytes do not depend on the number of workers.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from sourcecheck.archive.output import write_tables
from sourcecheck.archive.rows import Row, read_rows
from sourcecheck.archive.tables import article_row, failed_row, finding_rows
from sourcecheck.audit import Auditor, open_auditor
from sourcecheck.domain.text import Article
from sourcecheck.errors import SettingsError, SourcecheckError
from sourcecheck.ingest import article_from_text
from sourcecheck.settings import Settings

CHUNK_ROWS = 100
CHUNKS_A_WORKER = 40
"""A worker is replaced after that many chunks: spaCy's string store only grows."""


@dataclass(frozen=True)
class Plan:
    """What to score and where to put it. `columns`: field → column name."""

    inputs: tuple[Path, ...]
    output: Path
    format: str = "jsonl"
    columns: tuple[tuple[str, str], ...] = ()
    settings: Settings = field(default_factory=Settings)
    jobs: int = 1
    resume: bool = False


@dataclass(frozen=True)
class Chunk:
    """A stretch of one input file: the unit that is scored by one worker and appears whole or not at all."""

    number: int
    source: str
    rows: tuple[Row, ...]
    folder: Path
    settings: Settings

    @property
    def file(self) -> Path:
        """Where its tables are put."""
        return self.folder / f"{self.number:08d}.json"


Engine = Callable[[Iterator[Chunk]], Iterator[tuple[Chunk, str]]]
"""Scores chunks somewhere else (`cluster`): the chunks in any order, each with what `scored` makes of it."""


@cache
def _auditor(settings: Settings) -> Auditor:
    return open_auditor(settings)


def score_archive(plan: Plan, told: Callable[[int], None] = lambda rows: None, engine: Engine | None = None) -> int:
    """Score every row; returns how many. `told` hears the rows done after each chunk; `engine` replaces the processes of `plan.jobs`.

    Raises `SourcecheckError` for inputs that cannot be read and an output that belongs to another run.
    """
    chunks_folder = plan.output / "chunks"
    _claim(plan, chunks_folder)
    done = 0
    for rows in _results(plan, chunks_folder, engine):
        done += rows
        told(done)
    write_tables(chunks_folder, plan.output, plan.format)
    (plan.output / "methods.md").write_text(_methods(plan, done), encoding="utf-8")
    return done


def _methods(plan: Plan, rows: int) -> str:
    """What a paper cites: how the tables were made, without a clock or a path of this machine."""
    lines = ["# How these tables were made", "", f"Rows read: {rows}, from {', '.join(path.name for path in plan.inputs)}.", ""]
    lines += [f"- {name}: {value}" for name, value in _auditor(plan.settings).toolchain.entries]
    chosen = plan.settings
    lines += [
        f"- jurisdiction: {chosen.jurisdiction}",
        f"- rules selected: {', '.join(chosen.select) or 'all'}; ignored: {', '.join(chosen.ignore) or 'none'}",
        f"- columns named: {', '.join(f'{field}={name}' for field, name in plan.columns) or 'none'}",
        "",
        "The same rows, settings and versions give the same bytes, whatever the number of processes. A finding says what",
        "a text lacks, never what is true; measured precision of the rules is in the rule book of sourcecheck.",
    ]
    return "\n".join(lines) + "\n"


def _claim(plan: Plan, chunks: Path) -> None:
    """Make the folder ours; an earlier run's chunks are kept only when resuming the same run."""
    key = _run_key(plan)
    mark = chunks / "run.json"
    if chunks.is_dir() and any(chunks.iterdir()):
        if not plan.resume:
            raise SettingsError("{path} holds an earlier run: add --resume to go on with it, or name another folder.", path=plan.output)
        if not mark.is_file() or json.loads(mark.read_text())["key"] != key:
            raise SettingsError("{path} was begun with other inputs, settings or versions: name another folder.", path=plan.output)
        for partial in chunks.glob("*.partial"):
            partial.unlink()
        return
    chunks.mkdir(parents=True, exist_ok=True)
    mark.write_text(json.dumps({"key": key}))


def _run_key(plan: Plan) -> str:
    """A digest of everything that shapes the rows."""
    digest = hashlib.sha256()
    for path in plan.inputs:
        stat = path.stat()
        digest.update(f"{path.name}\0{stat.st_size}\0".encode())
        with path.open("rb") as stream:
            digest.update(stream.read(1 << 20))
    digest.update(repr((plan.columns, CHUNK_ROWS, plan.settings, _auditor(plan.settings).toolchain)).encode())
    return digest.hexdigest()


def _results(plan: Plan, folder: Path, engine: Engine | None) -> Iterator[int]:
    chunks = _chunks(plan, folder)
    if engine is not None:
        yield from _elsewhere(chunks, engine)
        return
    if plan.jobs <= 1:
        yield from map(_score_chunk, chunks)
        return
    context = get_context("spawn")
    with ProcessPoolExecutor(plan.jobs, mp_context=context, max_tasks_per_child=CHUNKS_A_WORKER) as pool:
        # A few chunks ahead, so that memory stays flat however long the archive is.
        waiting = [pool.submit(_score_chunk, chunk) for chunk in islice(chunks, 2 * plan.jobs)]
        while waiting:
            yield waiting.pop(0).result()
            waiting.extend(pool.submit(_score_chunk, chunk) for chunk in islice(chunks, 1))


def _elsewhere(chunks: Iterator[Chunk], engine: Engine) -> Iterator[int]:
    """Chunks scored by an engine and put in place here, so that the machines share no disk."""
    before = 0

    def missing() -> Iterator[Chunk]:
        nonlocal before
        for chunk in chunks:
            if chunk.file.is_file():
                before += len(chunk.rows)
            else:
                yield chunk

    for chunk, tables in engine(missing()):
        _put(chunk, tables)
        yield len(chunk.rows)
    yield before


def _chunks(plan: Plan, folder: Path) -> Iterator[Chunk]:
    number = 0
    for path in plan.inputs:
        rows = read_rows(path, dict(plan.columns))
        while batch := tuple(islice(rows, CHUNK_ROWS)):
            yield Chunk(number, path.name, batch, folder, plan.settings)
            number += 1


def _score_chunk(chunk: Chunk) -> int:
    if not chunk.file.is_file():
        _put(chunk, scored(chunk))
    return len(chunk.rows)


def _put(chunk: Chunk, tables: str) -> None:
    partial = chunk.file.with_name(f"{chunk.file.name}.{os.getpid()}.partial")
    partial.write_text(tables, encoding="utf-8")
    os.replace(partial, chunk.file)


def scored(chunk: Chunk) -> str:
    """The rows of a chunk as tables (JSON); touches no file of the output."""
    articles: dict[int, dict[str, Any]] = {}
    findings: list[dict[str, Any]] = []
    readable: list[tuple[Row, Article]] = []
    for row in chunk.rows:
        id_ = row.fields.get("id", f"{chunk.source}:{row.number}")
        try:
            readable.append((row, _article(row, id_)))
        except SourcecheckError as mistake:
            articles[row.number] = failed_row(str(mistake), chunk.source, row.number, id_, row.carried)
    audits = _auditor(chunk.settings).audit_many(article for _, article in readable)
    for (row, _), audit in zip(readable, audits, strict=True):
        articles[row.number] = article_row(audit, chunk.source, row.number, row.carried)
        findings.extend(finding_rows(audit, chunk.source, row.number))
    tables = {"articles": [articles[row.number] for row in chunk.rows], "findings": findings}
    return json.dumps(tables, ensure_ascii=False, default=str)


def _article(row: Row, id_: str) -> Article:
    fields = row.fields
    return article_from_text(
        fields.get("text", ""), id_, title=fields.get("title"), byline=fields.get("byline"),
        published=fields.get("published"), section=fields.get("section"), genre=fields.get("genre"),
    )
