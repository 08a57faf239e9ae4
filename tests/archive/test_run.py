"""A run killed and resumed gives every row once, and the same bytes."""

from __future__ import annotations

import importlib
import json
import os
from pathlib import Path

import pytest

from sourcecheck.archive import Plan, Progress, chunk, local, score_archive
from sourcecheck.archive.selection import Sample, Selection
from sourcecheck.domain.findings import Confidence, Severity
from sourcecheck.errors import SettingsError

pytestmark = pytest.mark.model

TEXTS = ["La halle a brûlé.\n\nL'incendie a fait 11 morts.", "", "Le maire a voté."]


def archive(folder: Path, rows: int = 9) -> Path:
    lines = [json.dumps({"id": f"a{i}", "text": TEXTS[i % 3], "journal": "Port", "n": i}) for i in range(rows)]
    file = folder / "archive.jsonl"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def rows_of(folder: Path, table: str = "articles") -> list[dict]:  # type: ignore[type-arg]
    return [json.loads(line) for line in (folder / f"{table}.jsonl").read_text().splitlines()]


def content(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir()) if file.name != "methods.md"}


def test_a_stopped_run_is_resumed_without_loss_or_double(tmp_path: Path) -> None:
    file = archive(tmp_path)
    outcome = score_archive(Plan((file,), tmp_path / "whole", chunk_rows=2))
    assert (outcome.rows, outcome.errors) == (9, 3)
    assert outcome.reaches(Severity.ERROR, Confidence.LOW)
    assert not outcome.reaches(None, Confidence.LOW)

    def stop(progress: Progress) -> None:
        if progress.rows >= 4:
            raise KeyboardInterrupt

    broken = Plan((file,), tmp_path / "broken", chunk_rows=2)
    with pytest.raises(KeyboardInterrupt):
        score_archive(broken, stop)
    (tmp_path / "broken" / "chunks" / "00000009.json.1.partial").write_text("{half")
    with pytest.raises(SettingsError, match="--resume"):
        score_archive(broken)
    told: list[Progress] = []
    score_archive(Plan((file,), tmp_path / "broken", chunk_rows=2, resume=True), told.append)
    assert told[-1] == Progress(9, 3, 4, 1.0)
    rows = rows_of(tmp_path / "broken")
    assert [row["id"] for row in rows] == [f"a{i}" for i in range(9)]
    assert content(tmp_path / "broken") == content(tmp_path / "whole")
    assert [bool(row["error"]) for row in rows[:3]] == [False, True, False]
    assert rows[0]["journal"] == rows[0]["outlet"] == "Port"
    assert "9 rows seen, 9 chosen." in (tmp_path / "whole" / "methods.md").read_text()
    again = score_archive(Plan((file,), tmp_path / "broken", chunk_rows=2, resume=True))
    assert (again.rows, again.findings) == (9, outcome.findings)


def test_processes_and_chunks_do_not_change_the_bytes(tmp_path: Path) -> None:
    file = archive(tmp_path)
    score_archive(Plan((file,), tmp_path / "a", chunk_rows=100))
    score_archive(Plan((file,), tmp_path / "b", chunk_rows=2, jobs=2))
    for table in ("articles", "findings"):
        assert rows_of(tmp_path / "a", table) == rows_of(tmp_path / "b", table)


def test_a_long_run_goes_on_in_fresh_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The memory of a process that reads for ever grows with every word it has not met."""
    file, seen = archive(tmp_path), set()
    real = local.score_and_put
    monkeypatch.setattr(local, "ROWS_A_WORKER", 4)
    monkeypatch.setattr(local, "score_and_put", lambda chunk: seen.add(chunk.number) or real(chunk))  # not known to other processes
    monkeypatch.setattr(local, "_submit", _submitting(real))
    score_archive(Plan((file,), tmp_path / "a", chunk_rows=2))
    monkeypatch.undo()
    score_archive(Plan((file,), tmp_path / "b", chunk_rows=2))
    assert seen == {0, 1}
    assert rows_of(tmp_path / "a") == rows_of(tmp_path / "b")


def _submitting(work):  # type: ignore[no-untyped-def]
    def submit(pool, chunks, waiting, broken):  # type: ignore[no-untyped-def]
        for piece in chunks:
            waiting[pool.submit(work, piece)] = piece

    return submit


def test_another_run_does_not_mix_in(tmp_path: Path) -> None:
    file = archive(tmp_path, 3)
    score_archive(Plan((file,), tmp_path / "out"))
    archive(tmp_path, 6)
    with pytest.raises(SettingsError, match="other inputs"):
        score_archive(Plan((file,), tmp_path / "out", resume=True))


def test_files_of_somebody_else_are_never_overwritten(tmp_path: Path) -> None:
    file = archive(tmp_path, 3).rename(tmp_path / "articles.jsonl")
    with pytest.raises(SettingsError, match=r"articles\.jsonl that is not ours"):
        score_archive(Plan((file,), tmp_path))
    assert len(file.read_text().splitlines()) == 3


def test_one_folder_has_one_run_at_a_time(tmp_path: Path) -> None:
    file = archive(tmp_path)

    def meddle(progress: Progress) -> None:
        with pytest.raises(SettingsError, match="Another run"):
            score_archive(Plan((file,), tmp_path / "out", resume=True, chunk_rows=2))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        score_archive(Plan((file,), tmp_path / "out", chunk_rows=2), meddle)


def test_csv_and_parquet_hold_the_same_rows(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    file = archive(tmp_path, 3)
    score_archive(Plan((file,), tmp_path / "j"))
    score_archive(Plan((file,), tmp_path / "p", format="parquet"))
    score_archive(Plan((file,), tmp_path / "c", format="csv"))
    assert parquet.read_table(tmp_path / "p" / "articles.parquet").to_pylist() == rows_of(tmp_path / "j")
    assert len((tmp_path / "c" / "articles.csv").read_text().splitlines()) == 4


def test_a_sample_is_scored_and_told(tmp_path: Path) -> None:
    file = archive(tmp_path)
    score_archive(Plan((file,), tmp_path / "out", selection=Selection(Sample(count=4, seed=1))))
    assert len(rows_of(tmp_path / "out")) == 4
    methods = (tmp_path / "out" / "methods.md").read_text()
    assert "9 rows seen, 4 chosen." in methods
    assert "--sample 4 --seed 1" in methods
    assert str(tmp_path) not in methods


def test_an_input_that_breaks_off_costs_only_its_rest(tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text('id,text\nb0,Le maire a voté.\nb1,"never closed\n', encoding="utf-8")
    outcome = score_archive(Plan((bad, archive(tmp_path, 3)), tmp_path / "out"))
    assert [row["id"] for row in rows_of(tmp_path / "out")] == ["b0", "a0", "a1", "a2"]
    assert [problem.values["path"] for problem in outcome.problems] == ["bad.csv"]


def test_no_row_leaves_no_folder(tmp_path: Path) -> None:
    empty = tmp_path / "empty.csv"
    empty.write_text("id,text\n")
    outcome = score_archive(Plan((empty,), tmp_path / "out"))
    assert (outcome.rows, [problem.exit_code for problem in outcome.problems]) == (0, [3])
    assert not (tmp_path / "out").exists()


def test_one_text_that_breaks_a_stage_costs_only_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = archive(tmp_path, 3)
    auditor = chunk.auditor_for(Plan((file,), tmp_path).settings)

    class Fragile:
        def audit_many(self, articles):  # type: ignore[no-untyped-def]
            raise ZeroDivisionError("somewhere")

        def audit(self, article):  # type: ignore[no-untyped-def]
            if article.id == "a0":
                raise ZeroDivisionError("somewhere")
            return auditor.audit(article)

    monkeypatch.setattr(chunk, "auditor_for", lambda settings: Fragile())
    score_archive(Plan((file,), tmp_path / "out"))
    rows = rows_of(tmp_path / "out")
    assert "ZeroDivisionError" in rows[0]["error"]
    assert rows[2]["error"] == ""
    assert rows[2]["words"] == 4


def test_folders_of_articles_and_every_table(tmp_path: Path) -> None:
    folder = tmp_path / "press"
    (folder / "2024").mkdir(parents=True)
    (folder / "2024" / "un.txt").write_text(TEXTS[0], encoding="utf-8")
    (folder / "deux.html").write_text(
        "<html lang=fr><head><title>Un vote à la mairie</title></head><body><article><h1>Un vote à la mairie</h1>"
        "<p>Le conseil a voté, a annoncé le maire Paul Rivier.</p></article></body></html>", encoding="utf-8",
    )
    (folder / "trois.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\x00" * 64)
    tables = ("articles", "findings", "attributions", "allegations", "speakers")
    score_archive(Plan((folder,), tmp_path / "out", tables=tables))
    rows = rows_of(tmp_path / "out")
    assert [(row["input"], row["id"]) for row in rows] == [("press/2024/un.txt", "2024/un"), ("press/deux.html", "deux"), ("press/trois.txt", "trois")]
    assert "PNG" in rows[2]["error"]
    assert rows_of(tmp_path / "out", "speakers")[0]["name"] == "Paul Rivier"
    assert rows_of(tmp_path / "out", "attributions")[0]["speaker_name"] == "Paul Rivier"
    assert (tmp_path / "out" / "allegations.jsonl").is_file()


def test_a_cell_of_markup_is_read_as_html(tmp_path: Path) -> None:
    rows = [
        {"id": "a", "titre": "Le pont & la halle", "texte": "<p>Le maire a vot&eacute; mardi.</p><p>L'incendie a fait <b>11 morts</b>.</p>", "auteur": "Zoé"},
        {"id": "b", "titre": "Le pont & la halle", "texte": "Le maire a voté mardi.\n\nL'incendie a fait 11 morts."},
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)))
    score_archive(Plan((tmp_path / "a.jsonl",), tmp_path / "out"))
    one, other = rows_of(tmp_path / "out")
    assert (one["error"], one["title"], one["byline"]) == ("", "Le pont & la halle", "Zoé")
    assert (one["words"], one["needs_source"]) == (other["words"], other["needs_source"])
    assert [row["words"] for row in rows_of(tmp_path / "out", "findings") if row["rule"] == "FIG-001"] == ["11 morts"] * 2


POISON = """
import os
from sourcecheck.archive.chunk import score_and_put as real

def score_and_put(chunk):
    if chunk.number == 1:
        os.kill(os.getpid(), 9)
    return real(chunk)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs SIGKILL")
def test_rows_that_kill_their_worker_are_told_and_cost_nobody_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "poison_for_workers.py").write_text(POISON)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(local, "score_and_put", importlib.import_module("poison_for_workers").score_and_put)
    outcome = score_archive(Plan((archive(tmp_path, 6),), tmp_path / "out", chunk_rows=2, jobs=2))
    rows = rows_of(tmp_path / "out")
    assert [row["id"] for row in rows] == [f"a{i}" for i in range(6)]
    assert [i for i, row in enumerate(rows) if "tué" in row["error"]] == [2, 3]
    assert outcome.errors == 2 + 2  # and the two empty texts


def test_processes_that_cannot_live_are_not_the_fault_of_the_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "stillborn_workers.py").write_text("import os\ndef prepare():\n    os._exit(1)\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(local, "_prepare", importlib.import_module("stillborn_workers").prepare)
    with pytest.raises(SettingsError, match="die as they start"):
        score_archive(Plan((archive(tmp_path, 12),), tmp_path / "out", chunk_rows=2, jobs=2))
