"""Linters of prose beside sourcecheck, in one run, on annotated articles: time, and what they find for the same intent.

    python benchmarks/peers.py [--proselint PROGRAM] [--textlint PROGRAM]

The intent is to show an editor the sentences that assert without a source, and the words that judge. The peers were
made for other ends (English style); no rule of theirs reads French. Programs that are not given are left out. textlint
wants textlint-rule-write-good (weasel words, passives) installed beside it.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

ARTICLES = Path(__file__).resolve().parents[1] / "tests" / "accuracy" / "articles.jsonl"
CHECK = str(Path(sys.executable).with_name("sourcecheck"))
Place = tuple[str, int, int]
"""File, line, column, both from 1."""


def sourcecheck(out: bytes) -> Iterable[Place]:
    for line in out.decode().splitlines():
        name, row, column, _ = line.split(":", 3)
        yield name, int(row), int(column)


def textlint(out: bytes) -> Iterable[Place]:
    for file in json.loads(out):
        for message in file["messages"]:
            yield Path(file["filePath"]).name, message["line"], message["column"]


def proselint(out: bytes) -> Iterable[Place]:
    for uri, file in json.loads(out)["result"].items():
        for found in file["diagnostics"]:
            yield uri.rsplit("/", 1)[-1], found["pos"][0], found["pos"][1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--proselint")
    parser.add_argument("--textlint")
    given = parser.parse_args()
    rows = [json.loads(line) for line in ARTICLES.read_text(encoding="utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for row in rows:
            (folder / f"{row['id']}.md").write_text(row["text"], encoding="utf-8")
        files = sorted(file.name for file in folder.glob("*.md"))
        runs: list[tuple[str, list[str], Callable[[bytes], Iterable[Place]]]] = [
            ("sourcecheck, first run", [CHECK, "check", "--no-cache", "-f", "concise", *files], sourcecheck),
        ]
        if given.textlint:
            runs.append(("textlint, write-good", [given.textlint, "--rule", "write-good", "--format", "json", *files], textlint))
        if given.proselint:
            runs.append(("proselint", [given.proselint, "check", "-o", "json", *files], proselint))
        total = sum(len(wanted(row)) for row in rows)
        print(f"{len(rows)} articles, {total} sentences annotated as needing a source or holding a loaded word")
        print(f"{'':24} {'seconds':>8} {'findings':>9} {'on such a sentence':>19} {'sentences met':>14}")
        for title, command, read in runs:
            start = time.perf_counter()
            done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
            seconds = time.perf_counter() - start
            found = list(read(done.stdout))
            hits, met = compare(rows, found)
            print(f"{title:24} {seconds:8.2f} {len(found):9} {hits:19} {met:14}")


def wanted(row: dict[str, Any]) -> list[tuple[int, int]]:
    return [(s["start"], s["end"]) for s in row["sentences"] if s["needs_source"] or s["loaded"]]


def compare(rows: Iterable[dict[str, Any]], found: Iterable[Place]) -> tuple[int, int]:
    """Findings that begin in a wanted sentence, and wanted sentences in which one begins."""
    hits = 0
    met = set()
    by_file = {f"{row['id']}.md": row for row in rows}
    for name, line, column in found:
        row = by_file[name]
        starts = [0, *(i + 1 for i, c in enumerate(row["text"]) if c == "\n")]
        offset = starts[line - 1] + column - 1
        inside = [place for place in wanted(row) if place[0] <= offset < place[1]]
        hits += bool(inside)
        met.update((name, place) for place in inside)
    return hits, len(met)


if __name__ == "__main__":
    main()
