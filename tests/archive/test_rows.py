"""Rows of every format, and clear words when they cannot be read."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcecheck.archive.opening import Gauge
from sourcecheck.archive.rows import EmptyTable, Row, read_rows
from sourcecheck.archive.sources import Source, list_sources, table_kind
from sourcecheck.errors import InputError, SourcecheckError


def rows(file: Path, mapping: dict[str, str] | None = None, gauge: Gauge | None = None) -> list[Row]:
    return list(read_rows(Source(file, file.name, table_kind(file)), mapping or {}, gauge=gauge))


def test_usual_column_names_are_found_and_the_others_carried(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("Titre,Texte,Journal,Page\nUn titre,Un texte,Le Port,3\n", encoding="utf-8-sig")
    row = rows(file)[0]
    assert row.fields == {"title": "Un titre", "text": "Un texte", "outlet": "Le Port"}
    assert row.carried == {"Journal": "Le Port", "Page": "3"}


def test_the_separator_of_the_header_is_that_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text('id;texte\r\n1;"Un, deux\r\ntrois"\r\n', encoding="utf-8", newline="")
    assert rows(file)[0].fields == {"id": "1", "text": "Un, deux\r\ntrois"}


@pytest.mark.parametrize("packed", ["gz", "zst"])
def test_compressed_json_lines_and_a_named_column(tmp_path: Path, packed: str) -> None:
    data = b'{"corps": "Un", "n": 1}\n\n{"corps": "Deux", "n": [1, {"a": 2}]}\n'
    file = tmp_path / f"a.jsonl.{packed}"
    file.write_bytes(pack(data, packed))
    gauge = Gauge(file.stat().st_size)
    read = rows(file, {"text": "corps"}, gauge)
    assert [row.fields["text"] for row in read] == ["Un", "Deux"]
    assert read[1].carried == {"n": [1, {"a": 2}]}
    assert gauge.fraction() == 1.0


def pack(data: bytes, packed: str) -> bytes:
    if packed == "gz":
        return gzip.compress(data)
    compressor = pytest.importorskip("zstandard").ZstdCompressor()
    return compressor.compress(data[:9]) + compressor.compress(data[9:])  # two frames, as `cat a.zst b.zst` makes


@pytest.mark.parametrize("packed", ["gz", "zst"])
@pytest.mark.parametrize("cut", ["short", "damaged"])
def test_a_broken_archive_keeps_its_first_rows_and_says_so(tmp_path: Path, packed: str, cut: str) -> None:
    lines = "".join(json.dumps({"text": f"Phrase {i * i * 7919 % 10007}", "n": i}) + "\n" for i in range(30_000))
    data = pack(lines.encode(), packed)
    file = tmp_path / f"a.jsonl.{packed}"
    middle = len(data) // 2
    file.write_bytes(data[:middle] if cut == "short" else data[:middle] + b"\0" * 40 + data[middle + 40 :])
    seen: list[Row] = []
    with pytest.raises(InputError, match="cut short or damaged"):
        seen.extend(read_rows(Source(file, file.name, "jsonl"), {}))
    assert seen


def test_nested_columns_by_name_and_by_path(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    article = {"text": ["Premier alinéa.", "Second."], "meta": {"titre": "Un titre"}}
    table = arrow.Table.from_pylist([{"uid": 7, "article": article, "n": 1.5, "day": None}])
    parquet.write_table(table, tmp_path / "a.parquet")
    (tmp_path / "a.parquet.gz").write_bytes(gzip.compress((tmp_path / "a.parquet").read_bytes()))
    for name in ("a.parquet", "a.parquet.gz"):
        row = rows(tmp_path / name)[0]
        assert row.fields == {"id": "7", "text": "Premier alinéa.\n\nSecond.", "title": "Un titre"}
        assert row.carried == {"n": 1.5, "day": None}
    assert rows(tmp_path / "a.parquet", {"title": "uid"})[0].fields["title"] == "7"


def test_lines_of_two_encodings_are_read_and_counted(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes("id,texte\n1,été\n".encode() + "2,été à Lyon\n".encode("cp1252") + "3,l’été — ".encode() + b"\x80\n")
    gauge = Gauge(file.stat().st_size)
    assert [row.fields["text"] for row in rows(file, gauge=gauge)] == ["été", "été à Lyon", "l’été — €"]
    assert gauge.mended_lines == 2


def test_wide_text_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a.tsv"
    file.write_text("id\ttexte\n1\tL'été\n", encoding="utf-16")
    assert rows(file)[0].fields["text"] == "L'été"


@pytest.mark.parametrize(
    ("name", "content", "mapping", "said"),
    [
        ("a.csv", "a,b\n1,2\n", {}, "no text column.*a, b"),
        ("a.csv", "text\nx\n", {"text": "corps"}, "no column “corps”"),
        ("a.csv", "text,text\nx,y\n", {}, "two columns named “text”"),
        ("a.csv", 'id,text\n1,"never closed\n2,x\n', {}, "not well-formed"),
        ("a.jsonl", "{oops\n", {}, "not well-formed"),
        ("a.jsonl", "[1, 2]\n", {}, "not a JSON object"),
        ("a.csv", "", {}, "is empty"),
        ("a.csv", "id,text\n", {}, "is empty"),
        ("a.parquet", "PAR1 it is not", {}, "not well-formed"),
    ],
)
def test_mistakes(tmp_path: Path, name: str, content: str, mapping: dict[str, str], said: str) -> None:
    file = tmp_path / name
    file.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=said):
        rows(file, mapping)


def test_an_empty_table_is_nothing_to_audit(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,text\n")
    with pytest.raises(EmptyTable) as caught:
        rows(tmp_path / "a.csv")
    assert caught.value.exit_code == 3


def test_a_bad_row_carries_its_error_and_the_others_go_on(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "Un"}\n{oops\n7\n{"text": "Deux"}\n')
    read = rows(tmp_path / "a.jsonl")
    assert [row.fields.get("text") for row in read] == ["Un", None, None, "Deux"]
    assert [row.number for row in read] == [0, 1, 2, 3]
    assert "Line 2 of a.jsonl" in str(read[1].error)
    (tmp_path / "a.csv").write_text('id,text\n1,Un\n2,x,y\n3,"q" x\n4,Deux\n')
    read = rows(tmp_path / "a.csv")
    assert [row.fields.get("text") for row in read] == ["Un", None, None, "Deux"]
    assert "3 cells for 2 columns" in str(read[1].error)


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1), min_size=1, max_size=8))
def test_what_csv_writes_is_read_back(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    import csv

    file = tmp_path_factory.mktemp("csv") / "a.csv"
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, quoting=csv.QUOTE_ALL)
        writer.writerows([["id", "text"], *([f"a{i}", text] for i, text in enumerate(texts))])
    assert [row.fields["text"] for row in rows(file)] == texts


def test_folders_of_tables_and_of_articles(tmp_path: Path) -> None:
    for name in ("2023/a.csv", "2024/a.csv", "2024/notes.md", "art/b/un.txt", "art/deux.md", "art/.hidden.txt", "art/odd.pdf"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("text\nx\n")
    sources, problems = list_sources([tmp_path / "2023", tmp_path / "2024" / "a.csv", tmp_path / "2023" / "a.csv", tmp_path / "art"], None)
    assert not problems
    assert [source.name for source in sources] == ["2023/a.csv", "2024/a.csv", "2023/a.csv (3)", "art"]
    read = list(read_rows(sources[3], {}))
    assert [(row.source, row.id) for row in read] == [("art/b/un.txt", "b/un"), ("art/deux.md", "deux")]
    sources, problems = list_sources([tmp_path / "2024"], None)
    assert [source.name for source in sources] == ["2024/a.csv"]


@pytest.mark.parametrize(("name", "said"), [("nowhere.csv", "does not exist"), ("a.xlsx", "CSV, TSV"), ("empty", "holds neither")])
def test_inputs_that_hold_nothing(tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "a.xlsx").write_text("x")
    (tmp_path / "empty").mkdir()
    sources, problems = list_sources([tmp_path / name], None)
    assert not sources
    assert said in str(problems[0])
    assert isinstance(problems[0], SourcecheckError)
    assert list_sources([tmp_path / "a.xlsx"], "csv")[0][0].kind == "csv"
