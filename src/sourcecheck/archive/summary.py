"""The tables of an archive → figures by outlet, author, section and month, each with its interval."""

from __future__ import annotations

import csv
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sourcecheck.archive import intervals
from sourcecheck.archive.intervals import Floats, Interval
from sourcecheck.archive.measures import (
    ALL,
    ARTICLES,
    AUTHOR,
    COLUMNS,
    GROUP_COLUMNS,
    MEASURES,
    RATE,
    RULE_SCALE,
    SHARE,
    Measure,
    group_of,
    measures_query,
    rule_key,
    rules_query,
)
from sourcecheck.archive.reading import format_of, read_columns
from sourcecheck.errors import NothingToAudit

SMALL = 30
"""Groups of fewer articles, and shares of fewer things, are greyed and said to be small."""


@dataclass(frozen=True)
class Cell:
    """One figure. `n` is what it is divided by, `events` what was counted; `value` is None where `n` is 0."""

    value: float | None
    low: float | None
    high: float | None
    n: float
    events: float
    interval: str
    warning: str


@dataclass(frozen=True)
class Group:
    name: str
    articles: int
    cells: dict[str, Cell]

    @property
    def small(self) -> bool:
        return self.articles < SMALL


@dataclass(frozen=True)
class Grouping:
    """The groups of one column, by name (the unnamed last), and the queries that give the values."""

    key: str
    groups: tuple[Group, ...]
    queries: tuple[str, ...]

    @property
    def named(self) -> bool:
        return any(group.name for group in self.groups)


@dataclass(frozen=True)
class Summary:
    """`rules` are those with a finding, sorted."""

    format: str
    articles: int
    errors: int
    words: int
    rules: tuple[str, ...]
    whole: Grouping
    groupings: tuple[Grouping, ...]


@dataclass
class _Table:
    """The audited articles as arrays: counts (articles × columns), a code for the group in every grouping."""

    counts: Floats
    names: dict[str, list[str]]
    codes: dict[str, NDArray[np.int64]]
    errors: int
    rules: tuple[str, ...] = ()
    found: NDArray[np.int64] = field(default_factory=lambda: np.zeros((0, 2), dtype=np.int64))


def summarize(folder: Path, by: tuple[str, ...] = ()) -> Summary:
    """The figures of the tables in `folder`; `by` names more columns of articles to group by.

    Holds some 250 bytes an article. Raises `InputError` for missing or damaged tables, `NothingToAudit` for no article.
    """
    format_ = format_of(folder)
    columns = {**GROUP_COLUMNS, **{name: name for name in by}}
    table = _read(folder, format_, columns)
    if not len(table.counts):
        raise NothingToAudit("No article of these tables was audited: column error says why.")
    whole = _grouping(table, ALL, "", format_)
    groupings = tuple(_grouping(table, key, column, format_) for key, column in columns.items())
    words = int(table.counts[:, COLUMNS.index("words")].sum())
    return Summary(format_, len(table.counts), table.errors, words, table.rules, whole, groupings)


def write_csv(summary: Summary, target: Path) -> None:
    """``summary.csv``, tidy: one row for each group and metric."""
    header = ("group_by", "group", "metric", "value", "low", "high", "n_articles", "n", "warning", "events", "interval")
    with target.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(header)
        for grouping in (summary.whole, *summary.groupings):
            for group in grouping.groups:
                for metric, cell in group.cells.items():
                    figures = (_told(figure) for figure in (cell.value, cell.low, cell.high))
                    writer.writerow(
                        (grouping.key, group.name, metric, *figures, group.articles, int(cell.n), cell.warning, int(cell.events), cell.interval)
                    )


def _told(figure: float | None) -> str:
    return "" if figure is None else f"{figure:.8g}"


def _read(folder: Path, format_: str, columns: dict[str, str]) -> _Table:
    counts = array("d")
    names: dict[str, dict[str, int]] = {key: {} for key in columns}
    codes = {key: array("q") for key in columns}
    places: dict[int, int] = {}
    errors = 0
    wanted = ("input", "row", "error", *COLUMNS, *columns.values())
    for input_, row, error, *cells in read_columns(folder, "articles", format_, wanted):
        if error:
            errors += 1
            continue
        places[hash((input_, int(row)))] = len(counts) // len(COLUMNS)
        counts.extend(float(cell or 0) for cell in cells[: len(COLUMNS)])
        for key, cell in zip(columns, cells[len(COLUMNS) :], strict=True):
            known = names[key]
            codes[key].append(known.setdefault(group_of(cell, key), len(known)))
    table = _Table(
        np.array(counts, dtype=np.float64).reshape(-1, len(COLUMNS)), {key: list(known) for key, known in names.items()},
        {key: np.array(code, dtype=np.int64) for key, code in codes.items()}, errors,
    )
    table.names[ALL], table.codes[ALL] = [""], np.zeros(len(table.counts), dtype=np.int64)
    _read_findings(folder, format_, places, table)
    return table


def _read_findings(folder: Path, format_: str, places: dict[int, int], table: _Table) -> None:
    rules: dict[str, int] = {}
    found = array("q")
    for input_, row, rule in read_columns(folder, "findings", format_, ("input", "row", "rule")):
        place = places.get(hash((input_, int(row))))
        if place is not None:
            found.extend((place, rules.setdefault(str(rule), len(rules))))
    table.rules = tuple(sorted(rules))
    rank = np.array([table.rules.index(rule) for rule in rules], dtype=np.int64)
    table.found = np.array(found, dtype=np.int64).reshape(-1, 2)
    if len(found):
        table.found[:, 1] = rank[table.found[:, 1]]


def _grouping(table: _Table, key: str, column: str, format_: str) -> Grouping:
    names, codes = table.names[key], table.codes[key]
    by_rule = key != AUTHOR  # few articles each, and a person: findings by rule are not told by author
    order = np.argsort(codes, kind="stable")
    borders = np.searchsorted(codes[order], np.arange(len(names) + 1))
    found_groups = _found_by_group(table, codes, len(names)) if by_rule else None
    groups = []
    for number in sorted(range(len(names)), key=lambda n: (not names[n], names[n].casefold(), names[n])):
        members = order[borders[number] : borders[number + 1]]
        rules = _rule_counts(table, members, found_groups[number]) if found_groups is not None else None
        groups.append(_group(table, key, names[number], members, rules))
    queries = (measures_query(key, column, format_), *((rules_query(key, column, format_),) if by_rule else ()))
    return Grouping(key, tuple(groups), queries)


def _found_by_group(table: _Table, codes: NDArray[np.int64], groups: int) -> list[NDArray[np.int64]]:
    of = codes[table.found[:, 0]]
    order = np.argsort(of, kind="stable")
    borders = np.searchsorted(of[order], np.arange(groups + 1))
    return [table.found[order[borders[n] : borders[n + 1]]] for n in range(groups)]


def _rule_counts(table: _Table, members: NDArray[np.int64], found: NDArray[np.int64]) -> Floats:
    """Findings of each rule in each article of the group (articles × rules)."""
    width = len(table.rules)
    local = np.searchsorted(members, found[:, 0])  # members are in the order of the table
    flat = np.bincount(local * width + found[:, 1], minlength=len(members) * width)
    return flat.reshape(len(members), width).astype(np.float64)


def _group(table: _Table, key: str, name: str, members: NDArray[np.int64], rules: Floats | None) -> Group:
    counts = table.counts[members]
    measures = (*MEASURES, *(_rule_measure(rule) for rule in table.rules)) if rules is not None else MEASURES
    parts = np.column_stack([_sum(counts, measure.parts) for measure in MEASURES])
    over = np.column_stack([_sum(counts, measure.over) for measure in MEASURES])
    if rules is not None:
        words = counts[:, [COLUMNS.index("words")]]
        parts, over = np.hstack([parts, rules]), np.hstack([over, np.repeat(words, rules.shape[1], axis=1)])
    found = _intervals(measures, parts, over, f"{key}/{name}")
    cells = {
        measure.key: _cell(measure, float(part), float(total), interval, len(members))
        for measure, part, total, interval in zip(measures, parts.sum(axis=0), over.sum(axis=0), found, strict=True)
    }
    return Group(name, len(members), cells)


def _rule_measure(rule: str) -> Measure:
    return Measure(rule_key(rule), (), ("words",), RATE, RULE_SCALE)


def _sum(counts: Floats, columns: Iterable[str]) -> Floats:
    if tuple(columns) == (ARTICLES,):
        return np.ones(len(counts))
    total: Floats = counts[:, [COLUMNS.index(name) for name in columns]].sum(axis=1)
    return total


def _intervals(measures: tuple[Measure, ...], parts: Floats, over: Floats, name: str) -> Iterator[Interval | None]:
    """For every measure its interval, unscaled; None where there is nothing to divide by."""
    articles = len(parts)
    draws = intervals.resampled(parts, over, name) if 1 < articles <= intervals.MOST_RESAMPLED else None
    for column, measure in enumerate(measures):
        x, y = parts[:, column], over[:, column]
        count, total = float(x.sum()), float(y.sum())
        if total <= 0:
            yield None
        elif articles == 1 or count == 0 or (measure.kind == SHARE and count == total):
            yield _model(measure, count, total)
        elif draws is not None:
            yield intervals.percentiles(draws[0][:, column], draws[1][:, column]) or _model(measure, count, total)
        else:
            yield intervals.linearised(articles, (count, total, float(x @ x), float(x @ y), float(y @ y)))


def _model(measure: Measure, count: float, total: float) -> Interval:
    return intervals.wilson(count, total) if measure.kind == SHARE else intervals.poisson(count, total)


def _cell(measure: Measure, events: float, n: float, interval: Interval | None, articles: int) -> Cell:
    if interval is None:
        return Cell(None, None, None, n, events, "", "no-data")
    small = articles < SMALL or (measure.kind == SHARE and n < SMALL)
    scale = measure.scale
    return Cell(
        scale * events / n, scale * interval.low, scale * interval.high, n, events, interval.method, "small-sample" if small else ""
    )
