from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcecheck.domain.audit import Audit, RuleBook
from sourcecheck.errors import SettingsError
from sourcecheck.report.formats import open_writer
from sourcecheck.report.formats.html_site import ROWS_A_FILE, file_name, month


def rows(folder: Path, number: int) -> list[dict[str, object]]:
    script = (folder / "index-data" / f"{number}.js").read_text(encoding="utf-8")
    found: list[dict[str, object]] = json.loads(script.removeprefix("sourcecheckRows(").removesuffix(");\n"))
    return found


def test_one_page_an_article_and_an_index(audit: Audit, book: RuleBook, tmp_path: Path) -> None:
    writer = open_writer("html", tmp_path / "out", book, "fr")
    writer.add(audit)
    writer.add(audit)
    writer.finish()
    assert {p.name for p in (tmp_path / "out").iterdir()} == {"essai-digue.html", "essai-digue-2.html", "index.html", "index-data"}
    first, second = rows(tmp_path / "out", 1)
    assert first["n"] == [1, 1, 1]
    assert first["r"] == ["ANO-001", "LEX-001", "SRC-001"]
    assert first["h"] == "1 affirmation sans source, 1 mot chargé, 1 autre point à relire"
    assert second["p"] == "essai-digue-2.html"
    assert "2 articles lus" in (tmp_path / "out" / "index.html").read_text(encoding="utf-8")


def test_rows_are_kept_apart_in_small_files(audit: Audit, book: RuleBook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sourcecheck.report.formats.html_site.render_html", lambda *_, **__: b"")
    writer = open_writer("html", tmp_path, book, "fr")
    for number in range(ROWS_A_FILE + 1):
        writer.add(replace(audit, article=replace(audit.article, id=f"a{number}")))
    writer.finish()
    assert len(rows(tmp_path, 1)) == ROWS_A_FILE
    assert len(rows(tmp_path, 2)) == 1
    assert all(path.stat().st_size < 2_000_000 for path in tmp_path.rglob("*"))


@given(st.lists(st.text(max_size=90), max_size=12))
def test_names_are_safe_and_unlike_each_other(identifiers: list[str]) -> None:
    taken = {"index"}
    names = [file_name(identifier, taken) for identifier in identifiers]
    assert len(set(names)) == len(names)
    assert "index" not in names
    for name in names:
        assert name.replace("-", "").isalnum()
        assert name.isascii()
        assert name == name.lower()
        assert len(name) < 80


def test_a_row_tells_section_and_month(audit: Audit, book: RuleBook, tmp_path: Path) -> None:
    writer = open_writer("html", tmp_path, book, "fr")
    writer.add(replace(audit, article=replace(audit.article, section="Région", published="2024-05-17T08:00:00")))
    writer.add(audit)
    writer.finish()
    assert [(row["c"], row["m"]) for row in rows(tmp_path, 1)] == [("Région", "2024-05"), ("", "")]


@pytest.mark.parametrize("date", ["le 3 mai", "2024", "2024-13-01", "05/2024", ""])
def test_a_date_written_otherwise_has_no_month(date: str) -> None:
    assert month(date) == ""


def test_a_folder_is_needed(book: RuleBook, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for target in (None, tmp_path / "file"):
        with pytest.raises(SettingsError, match="folder"):
            open_writer("html", target, book, "fr")


def test_concise_is_one_line_a_finding(audit: Audit, book: RuleBook, tmp_path: Path) -> None:
    writer = open_writer("concise", tmp_path / "out.txt", book, "fr")
    writer.add(audit)
    writer.finish()
    lines = (tmp_path / "out.txt").read_text(encoding="utf-8").splitlines()
    assert lines[0] == f"digue.txt:3:1: error SRC-001 {audit.findings[0].message}"
    assert len(lines) == 3
