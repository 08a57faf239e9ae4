"""Samples that are the same everywhere, and dates however they are written."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from sourcecheck.archive.dates import day_of
from sourcecheck.archive.rows import Row
from sourcecheck.archive.selection import Passed, Sample, Selection, read_day, read_sample, select
from sourcecheck.errors import SettingsError

ROWS = [Row("a", i, {"id": f"id{i}", "published": f"2024-{1 + i % 12:02d}-15"}) for i in range(1200)]


def drawn(selection: Selection, rows: list[Row] = ROWS) -> list[str]:
    return [row.id for row in select(lambda: iter(rows), selection, Passed())]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2024-05-07", "2024-05-07"), ("2024-05-07T10:00:00+02:00", "2024-05-07"), ("2024/5/7", "2024-05-07"), ("20240507", "2024-05-07"),
        ("07/05/2024", "2024-05-07"), ("7.5.2024 08:12", "2024-05-07"), ("1er août 2023", "2023-08-01"), ("mardi 7 mai 2024", "2024-05-07"),
        ("Tue, 07 May 2024 10:00:00 GMT", "2024-05-07"), ("2024-05", "2024-05-01"), ("1715040000", "2024-05-07"),
        ("2024-13-01", ""), ("hier", ""), ("", ""), ("31/02/2024", ""), ("12345678901", ""),
    ],
)
def test_days(written: str, day: str) -> None:
    assert day_of(written) == day


def test_a_sample_has_its_size_and_does_not_depend_on_the_order() -> None:
    chosen = drawn(Selection(Sample(count=50, seed=3)))
    assert len(chosen) == 50
    assert chosen == sorted(chosen, key=lambda name: int(name[2:]))
    shuffled = random.Random(1).sample(ROWS, len(ROWS))
    assert set(drawn(Selection(Sample(count=50, seed=3)), shuffled)) == set(chosen)
    assert set(drawn(Selection(Sample(count=50, seed=4)))) != set(chosen)
    assert drawn(Selection(Sample(count=9000))) == [row.id for row in ROWS]


def test_a_share_grows_with_the_archive_and_keeps_what_it_chose() -> None:
    chosen = drawn(Selection(Sample(share=0.1)))
    assert 80 <= len(chosen) <= 160
    assert [name for name in chosen if int(name[2:]) < 600] == drawn(Selection(Sample(share=0.1)), ROWS[:600])


def test_dates_include_both_ends_and_count_what_has_none() -> None:
    rows = [*ROWS, Row("a", 1200, {"id": "x"})]
    passed = Passed()
    kept = list(select(lambda: iter(rows), Selection(since="2024-02-15", until="2024-03-15"), passed))
    assert {row.fields["published"][:7] for row in kept} == {"2024-02", "2024-03"}
    assert (passed.seen, passed.undated) == (1201, 1)


def test_both_options_read_what_people_write() -> None:
    assert read_sample("500", 1) == Sample(500, 1.0, 1)
    assert read_sample("2,5 %", 0) == Sample(None, 0.025, 0)
    assert read_day("07/05/2024", "--since") == "2024-05-07"
    for wrong in ("0", "-3", "120%", "many", "0%"):
        with pytest.raises(SettingsError, match="--sample"):
            read_sample(wrong, 0)
    with pytest.raises(SettingsError, match="--until"):
        read_day("soon", "--until")


def test_the_date_of_an_article_file_is_in_the_file(tmp_path: Path) -> None:
    rows = []
    for day in ("2024-05-07", "2024-06-07"):
        file = tmp_path / f"{day}.md"
        file.write_text(f"---\ntitle: Un vote à la mairie\ndate: {day}\n---\n\nLe maire a voté, a annoncé le conseil de la ville.\n", encoding="utf-8")
        rows.append(Row(file.name, 0, {"id": day}, file=file))
    (tmp_path / "image.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\x00" * 64)
    rows.append(Row("image.txt", 0, {"id": "image"}, file=tmp_path / "image.txt"))
    passed = Passed()
    assert [row.id for row in select(lambda: iter(rows), Selection(since="2024-06-01"), passed)] == ["2024-06-07"]
    assert passed.undated == 1
