"""Rows of every format, and clear words when they cannot be read."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from sourcecheck.archive.rows import read_rows
from sourcecheck.errors import InputError


def test_usual_column_names_are_found_and_the_others_carried(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("Titre,Texte,Journal\nUn titre,Un texte,Le Port\n", encoding="utf-8-sig")
    row = next(read_rows(file, {}))
    assert row.fields == {"title": "Un titre", "text": "Un texte"}
    assert row.carried == {"Journal": "Le Port"}


def test_json_lines_gzip_and_a_named_column(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl.gz"
    with gzip.open(file, "wt", encoding="utf-8") as stream:
        stream.write('{"corps": "Un", "n": 1}\n\n{"corps": "Deux", "n": 2}\n')
    assert [row.fields["text"] for row in read_rows(file, {"text": "corps"})] == ["Un", "Deux"]


@pytest.mark.parametrize(
    ("name", "content", "mapping", "said"),
    [
        ("a.xlsx", "x", {}, "CSV, TSV"),
        ("a.csv", "a,b\n1,2\n", {}, "no text column"),
        ("a.csv", "text\nx\n", {"text": "corps"}, "no column “corps”"),
        ("a.jsonl", "{oops\n", {}, "not well-formed"),
    ],
)
def test_mistakes(tmp_path: Path, name: str, content: str, mapping: dict[str, str], said: str) -> None:
    file = tmp_path / name
    file.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=said):
        list(read_rows(file, mapping))
