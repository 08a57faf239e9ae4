"""Chunks scored by the processes of this machine."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import chain, islice
from multiprocessing import active_children, connection, get_context, parent_process
from threading import Thread

from sourcecheck.archive.chunk import Chunk, auditor_for, lost, put, score_and_put
from sourcecheck.errors import SettingsError
from sourcecheck.settings import Settings

ROWS_A_WORKER = 4000
"""Workers are replaced after about that many rows each: the string store of the language model only grows."""


def score_chunks(chunks: Iterator[Chunk], jobs: int, chunk_rows: int) -> Iterator[Chunk]:
    """The chunks as they are done, in any order. A worker that is killed is replaced and nothing is lost."""
    generation = max(1, ROWS_A_WORKER // chunk_rows) * jobs
    if jobs <= 1:
        for chunk in islice(chunks, generation):  # a small archive needs no second process
            score_and_put(chunk)
            yield chunk
    while (first := next(chunks, None)) is not None:
        broken: list[Chunk] = []
        yield from _pool(chain((first,), islice(chunks, generation - 1)), jobs, broken)
        # Whoever was at work when a process died is scored apart: one of them may be the cause.
        for chunk in sorted(broken, key=lambda chunk: chunk.number):
            _apart(chunk)
            yield chunk


def _pool(chunks: Iterator[Chunk], jobs: int, broken: list[Chunk]) -> Iterator[Chunk]:
    """Until the chunks end or a process dies; then `broken` holds the chunks that were under way."""
    with _workers(jobs) as pool:
        # A few chunks ahead, so that memory stays flat however long the archive is.
        waiting: dict[Future[int], Chunk] = {}
        _submit(pool, islice(chunks, 2 * jobs), waiting, broken)
        while waiting:
            done, _ = wait(waiting, return_when=FIRST_COMPLETED)
            for future in done:
                chunk = waiting.pop(future)
                if isinstance(future.exception(), BrokenProcessPool):
                    broken.append(chunk)
                    continue
                future.result()
                yield chunk
                if not broken:
                    _submit(pool, islice(chunks, 1), waiting, broken)


def _submit(pool: ProcessPoolExecutor, chunks: Iterator[Chunk], waiting: dict[Future[int], Chunk], broken: list[Chunk]) -> None:
    for chunk in chunks:
        try:
            waiting[pool.submit(score_and_put, chunk)] = chunk
        except BrokenProcessPool:
            broken.append(chunk)


def _apart(chunk: Chunk) -> None:
    """Score a chunk in a process of its own; one that kills it is given up, but not when no process can live at all."""
    with _workers(1) as pool:
        try:
            pool.submit(_ready, chunk.settings).result()
        except BrokenProcessPool:
            raise SettingsError("The processes that score die as they start: free some memory, or use -j 1.") from None
        try:
            pool.submit(score_and_put, chunk).result()
        except BrokenProcessPool:
            put(chunk, lost(chunk))


def _ready(settings: Settings) -> None:
    auditor_for(settings)


@contextmanager
def _workers(jobs: int) -> Iterator[ProcessPoolExecutor]:
    """Processes that end with the block; at once when it is left by an interrupt, since no chunk is ever half there."""
    before = set(active_children())
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_prepare)
    try:
        yield pool
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        for process in set(active_children()) - before:
            process.kill()
        raise
    pool.shutdown()


def _prepare() -> None:
    """A worker leaves an interrupt to its parent, and ends with it instead of waiting for ever."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:
        Thread(target=_watch, args=(parent.sentinel,), daemon=True).start()


def _watch(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)
