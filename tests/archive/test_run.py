"""A run killed and resumed gives every row once, and the same bytes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sourcecheck.archive import Plan, score_archive
from sourcecheck.archive import run as archive_run
from sourcecheck.errors import SettingsError

pytestmark = pytest.mark.model


def archive(folder: Path, rows: int = 9) -> Path:
    texts = ["La halle a brûlé.\n\nL'incendie a fait 11 morts.", "", "Le maire a voté."]
    lines = [json.dumps({"id": f"a{i}", "text": texts[i % 3], "journal": "Port"}) for i in range(rows)]
    file = folder / "archive.jsonl"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def rows_of(folder: Path) -> list[dict]:  # type: ignore[type-arg]
    return [json.loads(line) for line in (folder / "articles.jsonl").read_text().splitlines()]


def test_a_stopped_run_is_resumed_without_loss_or_double(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive_run, "CHUNK_ROWS", 2)
    file = archive(tmp_path)
    whole = Plan((file,), tmp_path / "whole")
    assert score_archive(whole) == 9

    def stop(done: int) -> None:
        if done >= 4:
            raise KeyboardInterrupt

    broken = Plan((file,), tmp_path / "broken")
    with pytest.raises(KeyboardInterrupt):
        score_archive(broken, stop)
    (tmp_path / "broken" / "chunks" / "00000009.json.1.partial").write_text("{half")
    with pytest.raises(SettingsError, match="--resume"):
        score_archive(broken)
    score_archive(Plan((file,), tmp_path / "broken", resume=True))
    rows = rows_of(tmp_path / "broken")
    assert [row["id"] for row in rows] == [f"a{i}" for i in range(9)]
    assert (tmp_path / "broken" / "articles.jsonl").read_bytes() == (tmp_path / "whole" / "articles.jsonl").read_bytes()
    assert [bool(row["error"]) for row in rows[:3]] == [False, True, False]
    assert rows[0]["journal"] == "Port"
    assert "Rows read: 9, from archive.jsonl." in (tmp_path / "whole" / "methods.md").read_text()


def test_another_run_does_not_mix_in(tmp_path: Path) -> None:
    file = archive(tmp_path, 3)
    score_archive(Plan((file,), tmp_path / "out"))
    archive(tmp_path, 6)
    with pytest.raises(SettingsError, match="other inputs"):
        score_archive(Plan((file,), tmp_path / "out", resume=True))


def test_csv_and_parquet_hold_the_same_rows(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    file = archive(tmp_path, 3)
    score_archive(Plan((file,), tmp_path / "p", format="parquet"))
    score_archive(Plan((file,), tmp_path / "c", format="csv"))
    table = parquet.read_table(tmp_path / "p" / "articles.parquet").to_pylist()
    assert [row["id"] for row in table] == ["a0", "a1", "a2"]
    assert len((tmp_path / "c" / "articles.csv").read_text().splitlines()) == 4
