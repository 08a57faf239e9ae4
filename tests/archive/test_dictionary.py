"""The data dictionary says what the tables hold, whatever their format."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from sourcecheck.archive import Plan, score_archive
from sourcecheck.archive.columns import ABOUT, TABLES
from sourcecheck.archive.output import FORMATS

pytestmark = pytest.mark.model

ROWS = [
    {"id": "a", "text": "Le préfet accuse le club de fraude.\n\n« C'est faux », a répondu Paul Rivier.", "journal": "Port", "n": 1, "x": 0.5, "ok": True, "date": "7 mai 2024"},
    {"id": "b", "text": "", "journal": None, "n": None, "x": 2, "ok": False, "tags": ["un", "deux"], "words": "taken"},
]
TYPES = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "array": list}


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dictionary")
    (folder / "in.jsonl").write_text("\n".join(map(json.dumps, ROWS)) + "\n")
    for format_ in FORMATS:
        score_archive(Plan((folder / "in.jsonl",), folder / format_, format_, tables=tuple(TABLES)))
    return folder


def rows_of(file: Path) -> Iterator[dict[str, object]]:
    if file.suffix == ".jsonl":
        yield from map(json.loads, file.read_text(encoding="utf-8").splitlines())
    elif file.suffix == ".csv":
        with file.open(encoding="utf-8", newline="") as stream:
            yield from csv.DictReader(stream)
    else:
        yield from pytest.importorskip("pyarrow.parquet").read_table(file).to_pylist()


@pytest.mark.parametrize("format_", FORMATS)
def test_every_cell_is_of_the_type_that_is_said(outputs: Path, format_: str) -> None:
    package = json.loads((outputs / format_ / "datapackage.json").read_text(encoding="utf-8"))
    readme = (outputs / format_ / "README.md").read_text(encoding="utf-8")
    assert [resource["name"] for resource in package["resources"]] == list(TABLES)
    for resource in package["resources"]:
        fields = {field["name"]: field["type"] for field in resource["schema"]["fields"]}
        rows = list(rows_of(outputs / format_ / resource["path"]))
        assert len(rows) == resource["rowCount"]
        for row in rows:
            assert list(row) == list(fields)
            if format_ != "csv":
                for name, value in row.items():
                    assert value is None or isinstance(value, TYPES[fields[name]]), (name, value)
        assert all(f"| {name} |" in readme for name in fields)
        assert ABOUT[resource["name"]] in readme
    articles = list(rows_of(outputs / format_ / f"articles.{format_}"))
    assert [row["input_words"] for row in articles] == [{"csv": ""}.get(format_), "taken"]
    assert articles[0]["published_day"] == "2024-05-07"
    assert articles[1]["error"] == "Le texte de l’article est vide."


def test_frictionless_accepts_it(outputs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Types, primary keys and foreign keys of the tables in CSV, by the library of the norm."""
    frictionless = pytest.importorskip("frictionless")
    monkeypatch.chdir(outputs / "csv")
    report = frictionless.Package("datapackage.json").validate()
    assert report.valid, report.flatten(["resource", "rowNumber", "fieldName", "note"])
    assert report.stats["tasks"] == len(TABLES)


def test_every_metric_has_a_meaning(outputs: Path) -> None:
    """A metric that audit adds is a column that the dictionary must explain."""
    from sourcecheck.archive.chunk import auditor_for
    from sourcecheck.ingest import article_from_text
    from sourcecheck.settings import Settings

    audit = auditor_for(Settings()).audit(article_from_text("Le maire a voté.", "a"))
    assert {name for name, _ in audit.metrics.entries} <= {column.name for column in TABLES["articles"]}
