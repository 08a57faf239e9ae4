"""Floors of the whole reading on our own annotated articles.

No classifier was ever trained on these files. `articles.jsonl` was read while rules were written, `press.jsonl` (built like
real wire, national and regional press) late and in part, `unread.jsonl` never: its figures are the forecast for other texts.
The floors stand three points under what was measured on the day they were set; raise them when the product gets
better, never lower them to let a change through.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from sourcecheck.audit import Auditor
from sourcecheck.train.data import Labelled, read_labelled
from sourcecheck.train.measure import added, figures, tally

FEWEST = 20
FLOORS = {
    ("articles", "quote iou>.5"): 94.9,
    ("articles", "quote+speaker"): 90.7,
    ("articles", "voice"): 89.2,
    ("articles", "needs_source"): 66.7,
    ("press", "quote iou>.5"): 92.4,
    ("press", "quote+speaker"): 78.3,
    ("press", "voice"): 89.2,
    ("press", "needs_source"): 55.3,
    ("unread", "quote iou>.5"): 87.3,
    ("unread", "quote+speaker"): 72.1,
    ("unread", "voice"): 87.7,
    ("unread", "needs_source"): 53.7,
}


@pytest.fixture(scope="module")
def sets() -> dict[str, tuple[Labelled, ...]]:
    return {name: read_labelled([Path(__file__).with_name(f"{name}.jsonl")]) for name in ("articles", "press", "unread")}


@pytest.fixture(scope="module")
def found(auditor: Auditor, sets: dict[str, tuple[Labelled, ...]]) -> dict[tuple[str, str], float]:
    """The last value of every figure of every set: F1, or the share of right answers."""
    out = {}
    for name, rows in sets.items():
        audits = auditor.audit_many(row.article for row in rows)
        total = added(tally(row.raw, audit) for row, audit in zip(rows, audits, strict=True))
        out.update({(name, figure): values[-1] for figure, values in figures(total).items()})
    return out


def test_there_are_enough_articles_to_mean_something(sets: dict[str, tuple[Labelled, ...]]) -> None:
    for rows in sets.values():
        assert len(rows) >= FEWEST
    ids = [row.raw["id"] for rows in sets.values() for row in rows]
    assert len(set(ids)) == len(ids)


@pytest.mark.model
@pytest.mark.parametrize("which", FLOORS, ids="-".join)
def test_no_figure_falls_under_its_floor(which: tuple[str, str], found: dict[tuple[str, str], float]) -> None:
    assert found[which] >= FLOORS[which], found
