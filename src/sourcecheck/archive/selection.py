"""Which rows of an archive are scored: by date, and a sample that is the same wherever and whenever it is drawn."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import blake2b

from sourcecheck.archive.dates import day_of
from sourcecheck.archive.rows import Row
from sourcecheck.errors import SettingsError, SourcecheckError
from sourcecheck.ingest import read_path

_ALL = 1 << 64


@dataclass(frozen=True)
class Sample:
    """`count` rows, or a `share` (0–1) of them: those whose identifiers hash lowest under `seed`."""

    count: int | None = None
    share: float = 1.0
    seed: int = 0


@dataclass(frozen=True)
class Selection:
    """`since` and `until` are ISO days, both included."""

    sample: Sample | None = None
    since: str | None = None
    until: str | None = None

    def dated(self) -> bool:
        return self.since is not None or self.until is not None


@dataclass
class Passed:
    """Rows that were seen, and those left out for want of a date that can be read."""

    seen: int = 0
    undated: int = 0


def read_sample(given: str, seed: int) -> Sample:
    """``500`` or ``5%``. Raises `SettingsError` for anything else."""
    number = given.strip().removesuffix("%").strip().replace(",", ".")
    try:
        if given.strip().endswith("%"):
            share = float(number) / 100
            if 0 < share <= 1:
                return Sample(None, share, seed)
        elif int(number) > 0:
            return Sample(int(number), 1.0, seed)
    except ValueError:
        pass
    raise SettingsError("--sample wants a number of articles (500) or a share (5%), not “{given}”.", given=given)


def read_day(given: str | None, option: str) -> str | None:
    """An ISO day. Raises `SettingsError` for what is not a date."""
    if given is None:
        return None
    day = day_of(given)
    if not day:
        raise SettingsError("{option} wants a date such as 2024-05-31, not “{given}”.", option=option, given=given)
    return day


def select(rows: Callable[[], Iterator[Row]], selection: Selection, passed: Passed) -> Iterator[Row]:
    """The chosen rows in their order. `rows` is called twice for a sample of a fixed count."""
    sample = selection.sample
    if sample is None or sample.count is None:
        yield from _dated(rows(), selection, passed)
        return
    # The largest of the chosen hashes stands first, to be pushed out by a smaller one.
    chosen: list[tuple[int, int]] = []
    for position, row in enumerate(_dated(rows(), selection, Passed())):
        entry = (-_hash(sample.seed, row.id), -position)
        if len(chosen) < sample.count:
            heapq.heappush(chosen, entry)
        else:
            heapq.heappushpop(chosen, entry)
    positions = {-position for _, position in chosen}
    for position, row in enumerate(_dated(rows(), selection, passed)):
        if position in positions:
            yield row


def _dated(rows: Iterator[Row], selection: Selection, passed: Passed) -> Iterator[Row]:
    sample = selection.sample
    share = sample.share if sample else 1.0
    for row in rows:
        passed.seen += 1
        if share < 1 and sample and _hash(sample.seed, row.id) >= share * _ALL:
            continue
        if selection.dated():
            day = day_of(_published(row))
            passed.undated += not day
            if not day or day < (selection.since or "") or day > (selection.until or "9999"):
                continue
        yield row


def _published(row: Row) -> str:
    if row.file is None:
        return row.fields.get("published", "")
    try:
        return read_path(row.file, row.source).published or ""
    except SourcecheckError:
        return ""


def _hash(seed: int, id_: str) -> int:
    return int.from_bytes(blake2b(f"{seed}\0{id_}".encode(), digest_size=8).digest())
