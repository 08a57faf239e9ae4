"""Precision judged by hand: drawn, judged, read back, shown with an interval."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from hand_built_rules import annotated, card_text, reading

from sourcecheck.domain.discourse import Reading
from sourcecheck.domain.scores import Scores
from sourcecheck.domain.text import Article
from sourcecheck.errors import InputError
from sourcecheck.language import Annotated
from sourcecheck.resources import Library
from sourcecheck.rules import load_rules
from sourcecheck.rules.book import precision_words
from sourcecheck.rules.measures import Measure, wilson, write_measures
from sourcecheck.rules.measuring import draw_hits, read_judgements, read_rows, write_hits


def understand(articles: Iterable[Article]) -> Iterator[tuple[Annotated, Reading, Scores]]:
    for article in articles:
        source = annotated(article.text.split(" "))
        yield Annotated(article, source.doc), reading(source), Scores((), ())


def test_wilson() -> None:
    low, high = wilson(17, 20)
    assert (round(low, 3), round(high, 3)) == (0.640, 0.948)
    assert wilson(0, 0) == (0.0, 1.0)
    assert wilson(20, 20)[1] == 1.0


def test_from_corpus_to_the_card(house: Callable[..., Library], tmp_path: Path) -> None:
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text("\n".join(json.dumps({"id": str(n), "text": f"un mot {n}"}) for n in range(9)), encoding="utf-8")
    library = house({"ABC-001.toml": card_text()})
    rules = load_rules(library, select=["ABC-001"])
    hits = draw_hits(read_rows(corpus), rules, understand, most=4, seed=1)
    assert len(hits) == 4
    assert hits == draw_hits(read_rows(corpus), rules, understand, most=4, seed=1)
    table = tmp_path / "hits.csv"
    write_hits(table, hits, corpus.name)
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["words"] for row in rows} == {"mot"}
    for row, good in zip(rows, ("1", "1", "0", ""), strict=True):
        row["good"] = good
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    measures, source = read_judgements(table)
    assert (measures, source) == ({"ABC-001": Measure(3, 2)}, "corpus.jsonl")
    write_measures(tmp_path / "rules" / "measures.toml", measures, source)
    card = load_rules(library, select=["ABC-001"]).cards[0]
    assert (card.measured_hits, card.measured_good) == (3, 2)
    assert precision_words(card, "fr").startswith("2/3 (67 %")


def test_a_title_stands_before_the_text_once(tmp_path: Path) -> None:
    corpus = tmp_path / "c.jsonl"
    rows = [{"title": "Un titre", "text": "Un corps."}, {"title": "Un titre", "text": "Un titre\n\nUn corps."}]
    corpus.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    first, second = read_rows(corpus)
    assert first.text == second.text == "Un titre\n\nUn corps."
    assert [part.kind.value for part in first.parts] == ["title", "body"]
    assert [article.id for article in read_rows(corpus, most=1)] == ["c.jsonl-1"]


def test_bad_tables_and_corpora_are_one_sentence(tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("rule,good\nABC-001,oui\n", encoding="utf-8")
    with pytest.raises(InputError, match="line 2"):
        read_judgements(table)
    table.write_text("rule,good\nABC-001,\n", encoding="utf-8")
    with pytest.raises(InputError, match="no judgement"):
        read_judgements(table)
    with pytest.raises(InputError, match="cannot be read"):
        list(read_rows(tmp_path / "none.jsonl"))
    table.write_text("not json", encoding="utf-8")
    with pytest.raises(InputError, match="not JSON Lines"):
        list(read_rows(table))
