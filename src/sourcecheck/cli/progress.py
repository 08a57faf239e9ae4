"""A progress bar on standard error, only for work that lasts over a second and only on a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def progress(total: int, lang: str) -> Iterator[Callable[[], None]]:
    """A function to call after each article."""
    if total < 2 or not sys.stderr.isatty():
        yield lambda: None
        return
    started = time.monotonic()
    done = 0
    bar = None

    def step() -> None:
        nonlocal done, bar
        done += 1
        if bar is None and time.monotonic() - started > 1:
            bar = _open(total)
        if bar is not None:
            bar[0].update(bar[1], completed=done)

    try:
        yield step
    finally:
        if bar is not None:
            bar[0].stop()


def _open(total: int):  # type: ignore[no-untyped-def]
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    shown = Progress(BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=Console(stderr=True), transient=True)
    task = shown.add_task("", total=total)
    shown.start()
    return shown, task
