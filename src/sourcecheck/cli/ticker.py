"""How far an archive is, on standard error: one line that moves on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from gettext import NullTranslations
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from sourcecheck.archive import Progress

TERMINAL_SECONDS, LOG_SECONDS = 0.2, 30.0


@dataclass
class Ticker:
    """Tells progress with the rate of this run and the time left, as often as suits where it is read."""

    t: NullTranslations
    stream: TextIO
    moving: bool
    clock: Callable[[], float] = time.monotonic
    started: float = field(init=False)
    told_at: float = field(init=False)
    base: tuple[float, int, float] | None = None
    last: Progress | None = None
    width: int = 0

    def __post_init__(self) -> None:
        self.started = self.told_at = self.clock()

    def __call__(self, progress: Progress) -> None:
        self.last = progress
        if self.base is None or progress.rows == progress.resumed:  # rows of an earlier run, and the model's loading, say nothing of the rate
            self.base = (self.clock(), progress.rows, progress.fraction)
        if self.clock() - self.told_at >= (TERMINAL_SECONDS if self.moving else LOG_SECONDS):
            self.told_at = self.clock()
            self._write(self.line(progress))

    def line(self, progress: Progress) -> str:
        since, rows, fraction = self.base or (self.started, 0, 0.0)
        seconds, fresh = self.clock() - since, progress.rows - rows
        told = self.t.gettext("{rows} articles, {percent} % read").format(rows=progress.rows, percent=int(100 * progress.fraction))
        if fresh > 0 and seconds > 0:
            told += self.t.gettext(", {rate} a second").format(rate=f"{fresh / seconds:.1f}")
            if fraction < progress.fraction < 1:
                left = seconds * (1 - progress.fraction) / (progress.fraction - fraction)
                told += self.t.gettext(", about {time} left").format(time=duration(left))
        if progress.errors:
            told += self.t.gettext(", {errors} in error").format(errors=progress.errors)
        return told

    def finish(self) -> None:
        """What was done in all, once."""
        if self.last is None:
            return
        seconds = self.clock() - self.started
        told = self.t.gettext("{rows} articles in {time}, {errors} in error").format(
            rows=self.last.rows, time=duration(seconds), errors=self.last.errors
        )
        self._write(told)
        if self.moving:
            self.stream.write("\n")
        self.stream.flush()

    def _write(self, line: str) -> None:
        if self.moving:
            self.stream.write("\r" + line.ljust(self.width))
            self.width = len(line)
        else:
            self.stream.write(line + "\n")
        self.stream.flush()


def duration(seconds: float) -> str:
    """``45 s``, ``12 min``, ``3 h 05``."""
    if seconds < 90:
        return f"{round(seconds)} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60:02d}"


@contextmanager
def ticking(lang: str) -> Iterator[Ticker]:
    """A function that hears the progress of an archive and tells it."""
    from sourcecheck.resources.translation import translator

    ticker = Ticker(translator(lang), sys.stderr, sys.stderr.isatty())
    try:
        yield ticker
    finally:
        ticker.finish()
