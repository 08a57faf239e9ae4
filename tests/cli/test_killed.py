"""Runs of `check` that are killed, and runs at the same time: what comes after is right.

A few rounds here; ``SOURCECHECK_KILLS=50 pytest tests/cli/test_killed.py`` for a long night.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

KILLS = int(os.environ.get("SOURCECHECK_KILLS", "3"))
ARTICLE = """---
title: La halle numéro {n} a brûlé
---

Le maire a annoncé une réunion, selon un communiqué de la mairie.

L’incendie a fait *{n} morts* et 33 blessés. Le préfet aurait détourné {n} millions d’euros.

« Nous rouvrirons », a déclaré la directrice du marché.
"""
LONGER = "\nLes habitants du quartier sont en colère depuis {n} ans. L’usine a fermé en 2019, et 1{n}0 emplois ont disparu.\n" * 6

# Every audit is written down by itself, and with -j workers are started for as little work as this.
START = "from sourcecheck.audit import run; run.WORTH_A_WORKER = 500; run.KEPT_AT_ONCE = 1; from sourcecheck.cli.main import main; main()"

pytestmark = pytest.mark.model


class Repository:
    """Eight articles, each in one of two versions, so that every state has a known output."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.said: dict[tuple[int, ...], tuple[int, bytes, bytes]] = {}

    def write(self, versions: tuple[int, ...]) -> None:
        for n, version in enumerate(versions, 2):
            text = ARTICLE.format(n=n) + (LONGER.format(n=n) if version else "")
            (self.folder / f"article-{n}.md").write_text(text, encoding="utf-8")

    def start(self, *options: str) -> subprocess.Popen[bytes]:
        environment = {**os.environ, "SOURCECHECK_LANG": "en", "XDG_CACHE_HOME": str(self.folder / ".cache")}
        return subprocess.Popen(
            [sys.executable, "-c", START, "check", ".", *options],
            cwd=self.folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
        )

    def run(self, *options: str) -> tuple[int, bytes, bytes]:
        process = self.start(*options)
        out, err = process.communicate()
        return process.returncode, out, err

    def expected(self, versions: tuple[int, ...]) -> tuple[int, bytes, bytes]:
        if versions not in self.said:
            self.said[versions] = self.run("--no-cache")
        return self.said[versions]


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path)


def test_a_run_after_a_kill_is_right(repository: Repository) -> None:
    draw = random.Random(7)
    states = [(0,) * 8, (1,) * 8, (0, 1) * 4, (1, 0) * 4]
    repository.write(states[0])
    repository.expected(states[0])
    started = time.monotonic()
    repository.write(states[1])
    repository.expected(states[1])
    usual = time.monotonic() - started
    killed = 0
    for number in range(KILLS):
        state = states[number % len(states)]
        repository.write(state)
        if number % 5 != 4:  # else what earlier rounds kept is there too
            shutil.rmtree(repository.folder / ".cache", ignore_errors=True)
        options = ("-j", "2") if number % 3 == 2 else ()
        process = repository.start(*options)
        # Mostly late, where audits are written down and the run is put on record.
        time.sleep(usual * draw.uniform(0.0 if number % 4 == 3 else 0.5, 1.0))
        if process.poll() is None:
            killed += 1
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        assert repository.run(*options) == repository.expected(state), f"round {number}"
        assert repository.run(*options) == repository.expected(state), f"round {number}, repeated"
    assert killed
    print(f"{killed} of {KILLS} runs were still at work when they were killed")


def test_two_runs_at_once_agree(repository: Repository) -> None:
    state = (0, 1) * 4
    repository.write(state)
    processes = [repository.start(*options) for options in ((), ("-j", "2"), ())]
    said = [(process.communicate(), process.returncode) for process in processes]
    assert [(code, out, err) for (out, err), code in said] == [repository.expected(state)] * 3
    assert repository.run() == repository.expected(state)
