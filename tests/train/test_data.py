"""Labelled data: the gold format, CSV, and mistakes told in one sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sourcecheck.domain.text import PartKind, Span
from sourcecheck.errors import InputError
from sourcecheck.train.data import digest_of_data, read_labelled

ROW = {
    "id": "a1", "text": "Le titre\n\nUn raid a fait dix morts.",
    "sentences": [
        {"n": 0, "start": 0, "end": 8, "voice": "narrator", "needs_source": False, "kind": None, "loaded": []},
        {"n": 1, "start": 10, "end": 35, "voice": "narrator", "needs_source": True, "kind": "casualties", "loaded": [[13, 17]]},
    ],
}


def write(path: Path, *rows: object) -> Path:
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


def test_the_gold_format(tmp_path: Path) -> None:
    (one,) = read_labelled([write(tmp_path / "g.jsonl", ROW)])
    assert [p.kind for p in one.article.parts] == [PartKind.TITLE, PartKind.BODY]
    assert one.labels[1].needs_source
    assert one.labels[1].kind == "casualties"
    assert one.labels[1].loaded == (Span(13, 17),)
    assert one.has_loaded
    assert one.weight == 1.0


def test_articles_may_count_less(tmp_path: Path) -> None:
    (one,) = read_labelled([write(tmp_path / "g.jsonl", {**ROW, "weight": 0.25})])
    assert one.weight == 0.25


def test_labels_apart_from_texts(tmp_path: Path) -> None:
    bare = {**ROW, "text": None}
    del bare["text"]
    labels = write(tmp_path / "labels.jsonl", bare)
    with pytest.raises(InputError, match="has no text"):
        read_labelled([labels])
    texts = write(tmp_path / "texts.jsonl", {"id": "a1", "title": "Le titre", "text": "Un raid a fait dix morts."})
    (one,) = read_labelled([labels], [texts])
    assert one.article.text == ROW["text"]


def test_csv_with_articles(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("article;sentence;label;kind\nx;Un premier fait.;non;\nx;Dix morts.;oui;casualties\ny;Autre.;0;\n", encoding="utf-8")
    x, y = read_labelled([path])
    assert x.article.text == "Un premier fait. Dix morts."
    assert [label.needs_source for label in x.labels] == [False, True]
    assert not x.has_loaded
    assert len(y.labels) == 1


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("t.csv", "phrase,avis\nUn fait.,1\n", "columns"),
        ("t.jsonl", "{pas du json", "line 1"),
        ("t.jsonl", '{"id": "a", "text": "b"}', "gold format"),
        ("t.jsonl", "", "No labelled article"),
        ("t.csv", "sentence,label,kind\nUn fait.,1,rumeur\n", "rumeur"),
    ],
)
def test_mistakes_are_told(tmp_path: Path, name: str, content: str, words: str) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=words):
        read_labelled([path])


def test_one_id_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="occurs twice"):
        read_labelled([write(tmp_path / "g.jsonl", ROW, ROW)])


def test_the_digest_follows_labels_not_key_order(tmp_path: Path) -> None:
    one = read_labelled([write(tmp_path / "a.jsonl", ROW)])
    two = read_labelled([write(tmp_path / "b.jsonl", dict(reversed(ROW.items())))])
    changed = read_labelled([write(tmp_path / "c.jsonl", {**ROW, "id": "a2"})])
    assert digest_of_data(one) == digest_of_data(two) != digest_of_data(changed)
