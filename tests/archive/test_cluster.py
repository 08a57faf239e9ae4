"""A cluster of two workers gives the bytes of one machine, also when a worker is killed on the way."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sourcecheck.archive import Plan, Progress, score_archive
from sourcecheck.archive import cluster as archive_cluster
from sourcecheck.archive.chunk import Chunk
from sourcecheck.archive.rows import Row
from sourcecheck.errors import SettingsError
from sourcecheck.settings import Settings

TEXTS = [
    "La halle du port a brûlé.\n\nL'incendie a fait 11 morts, selon les pompiers.", "", "« Nous porterons plainte », a dit la maire.",
    "Le maire a détourné des fonds.\n\nLe conseil a voté le budget.",
]


def archive(folder: Path, rows: int) -> Path:
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    table = pyarrow.Table.from_pylist([{"id": f"a{i}", "text": TEXTS[i % 4], "n": i} for i in range(rows)])
    parquet.write_table(table, folder / "archive.parquet")
    return folder / "archive.parquet"


def content(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir()) if file.name != "methods.md"}


@pytest.fixture(scope="module")
def two_workers() -> Iterator[str]:
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address="127.0.0.1:0", host="127.0.0.1", silence_logs=50) as local:
        yield local.scheduler_address


def worker_pids() -> dict[str, int]:
    from distributed import default_client

    pids: dict[str, int] = default_client().run(os.getpid)
    return pids


@pytest.mark.model
@pytest.mark.cluster
def test_a_worker_killed_on_the_way_loses_and_doubles_nothing(tmp_path: Path, two_workers: str) -> None:
    file = archive(tmp_path, 40)
    score_archive(Plan((file,), tmp_path / "one", "parquet", chunk_rows=4))
    killed: list[int] = []

    def kill_once(progress: Progress) -> None:
        if progress.rows >= 8 and not killed:
            killed.append(min(worker_pids().values()))
            os.kill(killed[0], signal.SIGKILL)

    plan = Plan((file,), tmp_path / "cluster", "parquet", chunk_rows=4)
    with archive_cluster.dask_engine(plan.settings, two_workers) as engine:
        outcome = score_archive(plan, kill_once, engine)
        assert killed
        assert killed[0] not in worker_pids().values()
    assert outcome.rows == 40
    assert content(tmp_path / "cluster") == content(tmp_path / "one")


@pytest.mark.model
@pytest.mark.cluster
def test_a_run_goes_on_with_another_engine(tmp_path: Path, two_workers: str) -> None:
    file = archive(tmp_path, 12)
    score_archive(Plan((file,), tmp_path / "one", chunk_rows=4))

    def stop(progress: Progress) -> None:
        raise KeyboardInterrupt

    with archive_cluster.dask_engine(Settings(), two_workers) as engine:
        with pytest.raises(KeyboardInterrupt):
            score_archive(Plan((file,), tmp_path / "both", chunk_rows=4), stop, engine)
        told: list[Progress] = []
        score_archive(Plan((file,), tmp_path / "both", chunk_rows=4, resume=True), told.append, engine)
    assert (told[-1].rows, told[-1].resumed) == (12, 4)
    assert content(tmp_path / "both") == content(tmp_path / "one")


@pytest.mark.model
@pytest.mark.cluster
def test_a_worker_with_another_toolchain_is_refused(two_workers: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive_cluster, "toolchain_digest", lambda settings: "of another version")
    with pytest.raises(SettingsError, match=r"A worker on .+ has another sourcecheck"), archive_cluster.dask_engine(Settings(), two_workers):
        pass


def deadly(chunk: Chunk, expected: str) -> str:
    if chunk.number == 1:
        os._exit(1)
    return archive_cluster.score_here(chunk, expected)


@pytest.mark.model
@pytest.mark.cluster
def test_a_chunk_that_kills_its_workers_costs_itself_alone(tmp_path: Path) -> None:
    dask = pytest.importorskip("dask")
    import cloudpickle

    cloudpickle.register_pickle_by_value(sys.modules[__name__])
    file = archive(tmp_path, 12)
    plan = Plan((file,), tmp_path / "out", chunk_rows=4)
    errors: list[Any] = []
    with dask.config.set({"distributed.scheduler.allowed-failures": 0}), archive_cluster.dask_engine(Settings(), workers=1, work=deadly) as engine:
        outcome = score_archive(plan, errors.append, engine)
    assert outcome.rows == 12
    assert outcome.errors == 4 + 2  # the chunk, and the empty texts of the others
    assert errors[-1].rows == 12


def test_nobody_at_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr(archive_cluster, "CONNECT_SECONDS", 1)
    with (
        pytest.raises(SettingsError, match=r"No Dask scheduler answers at tcp://127\.0\.0\.1:9"),
        archive_cluster.dask_engine(Settings(), "tcp://127.0.0.1:9"),
    ):
        pass


def test_without_the_extra_one_sentence_and_exit_2(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(SettingsError, match=r"install sourcecheck\[cluster\]") as raised, archive_cluster.dask_engine(Settings()):
        pass
    assert raised.value.exit_code == 2


def test_files_of_this_machine_are_not_sent_to_others(tmp_path: Path) -> None:
    chunk = Chunk(0, (Row("articles", 0, file=tmp_path / "un.txt"),), tmp_path, Settings())
    with pytest.raises(SettingsError, match="cannot read a folder"):
        list(archive_cluster._self_contained(iter((chunk,))))
