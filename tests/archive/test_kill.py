"""SIGKILL at any moment, again and again: every row exactly once, and the bytes of a run that was left alone.

``SOURCECHECK_KILLS=200`` asks for more kills than the suite can wait for.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sourcecheck.archive import Plan, chunk, score_archive
from sourcecheck.archive.columns import TABLES

pytestmark = [pytest.mark.model, pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")]

KILLS = int(os.environ.get("SOURCECHECK_KILLS", "8"))
SENTENCES = ["Le maire a voté.", "L'incendie a fait 11 morts.", "« La halle est fermée », a dit Paul Rivier.", "Le préfet accuse le club de fraude."]


def archive(folder: Path, rows: int) -> Path:
    file = folder / "archive.jsonl"
    with file.open("w", encoding="utf-8") as stream:
        for i in range(rows):
            text = "" if i % 17 == 5 else "\n\n".join(SENTENCES[(i + k) % 4] for k in range(1 + i % 4))
            stream.write(json.dumps({"id": f"a{i}", "text": text, "n": i}) + "\n")
    return file


def content(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir()) if file.name not in ("methods.md", "README.md")}


def plan(file: Path, output: Path) -> Plan:
    return Plan((file,), output, tables=tuple(TABLES), chunk_rows=3, resume=True)


def test_killed_in_one_process(tmp_path: Path) -> None:
    rows = 6 * KILLS + 40
    file = archive(tmp_path, rows)
    chunk.auditor_for(plan(file, tmp_path).settings).toolchain  # noqa: B018  the children find it loaded
    rng, kills, tried, whole = random.Random(8), 0, 0, 0.4
    while True:
        tried += 1
        child = os.fork()
        if child == 0:  # dies by the kill, or by itself when the tables stand
            try:
                score_archive(plan(file, tmp_path / "killed"))
                os._exit(0)
            finally:
                os._exit(1)
        if kills < KILLS:
            time.sleep(rng.uniform(0, whole))
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        if os.WIFSIGNALED(status):
            kills += 1
        elif kills >= KILLS:
            assert os.WEXITSTATUS(status) == 0
            break
        else:  # done before the kill: begin anew, with kills that come sooner
            assert os.WEXITSTATUS(status) == 0
            (tmp_path / "killed").rename(tmp_path / f"killed-{tried}")
            whole /= 1.5
    score_archive(plan(file, tmp_path / "whole"))
    for folder in [tmp_path / "killed", *tmp_path.glob("killed-*")]:
        assert content(folder) == content(tmp_path / "whole")
        ids = [json.loads(line)["id"] for line in (folder / "articles.jsonl").read_text().splitlines()]
        assert ids == [f"a{i}" for i in range(rows)]


def start(file: Path, output: Path) -> subprocess.Popen[bytes]:
    words = ["score", file.name, "-o", output.name, "--tables", "all", "--chunk-rows", "3", "--resume", "-j", "2"]
    return subprocess.Popen(
        [sys.executable, "-c", "from sourcecheck.cli.main import main; main()", *words],
        cwd=file.parent, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, start_new_session=True,
    )


def chunks_in(folder: Path) -> int:
    return len(list((folder / "killed" / "chunks").glob("0*.json")))


def workers_of(process: int) -> list[int]:
    out = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            told = (folder / "stat").read_text().rpartition(")")[2].split()
            if int(told[1]) == process and b"spawn_main" in (folder / "cmdline").read_bytes():
                out.append(int(folder.name))
        except OSError:
            continue
    return out


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
def test_killed_in_two_processes_and_their_workers(tmp_path: Path) -> None:
    file = archive(tmp_path, 15 * KILLS)
    rng, orphans = random.Random(9), []
    run = start(file, tmp_path / "killed")
    for kill in range(KILLS // 2):  # a worker, then the whole run, by turns
        deadline = time.monotonic() + 120
        before = chunks_in(tmp_path)
        while run.poll() is None and time.monotonic() < deadline and chunks_in(tmp_path) < before + 3:
            time.sleep(0.05)
        if run.poll() is not None:
            break
        time.sleep(rng.uniform(0, 0.1))
        workers = workers_of(run.pid)
        if kill % 2 == 0 and workers:
            os.kill(workers[0], signal.SIGKILL)
        else:
            orphans += workers
            os.kill(run.pid, signal.SIGKILL)
            run.communicate()
            run = start(file, tmp_path / "killed")
    _, errors = run.communicate(timeout=300)
    assert run.returncode == 0, errors.decode()
    score_archive(plan(file, tmp_path / "whole"))
    assert content(tmp_path / "killed") == content(tmp_path / "whole")
    assert not [worker for worker in orphans if Path(f"/proc/{worker}").exists()]
