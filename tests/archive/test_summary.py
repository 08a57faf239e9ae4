"""Figures of hand-made tables: the page's own DuckDB queries give the same numbers, in every format."""

from __future__ import annotations

import csv
import html
import json
import os
import random
import re
from pathlib import Path

import numpy as np
import pytest

from sourcecheck.archive import intervals
from sourcecheck.archive.columns import ALWAYS, ARTICLES, METRICS
from sourcecheck.archive.output import FORMATS, write_tables
from sourcecheck.archive.page import write_summary
from sourcecheck.archive.summary import summarize
from sourcecheck.errors import InputError, NothingToAudit
from sourcecheck.settings import Settings

OUTLETS = ["Le Port", "L'Écho, « du » Val", "7 jours", None]
RULES = ["SRC-001", "LEX-002", "FIG-001"]


def tables(folder: Path, format_: str, articles: int = 300, outlets: list[str | None] = OUTLETS) -> Path:
    """The tables that `score` would write of made-up audits."""
    rng = random.Random(5)
    chunks, out = folder / "chunks", folder / format_
    chunks.mkdir(exist_ok=True)
    out.mkdir()
    rows, findings = [], []
    for i in range(articles):
        row: dict[str, object] = {column.name: None for column in ARTICLES} | {"input": "a.csv", "row": i, "id": f"a{i}", "error": ""}
        row |= {"outlet": outlets[(0, 1, 3)[i % 3] if i % 40 else 2], "section": "Justice" if i % 3 else None, "byline": f"Auteur {i % 6}"}
        row |= {"published_day": f"2024-{1 + i % 5:02d}-1{i % 9}" if i % 11 else "", "edition": f"{i % 2:03d}"}
        if i % 50 == 7:
            row["error"] = "Le texte est vide."
        else:
            row |= {column.name: rng.randrange(5) for column in METRICS}
            grave = rng.randrange(3)
            row |= {"words": rng.randrange(100, 900), "sentences": 30, "narrator_sentences": rng.randrange(10, 25), "attributions": 6}
            row |= {"grave_allegations": grave, "unanswered_allegations": rng.randrange(grave + 1), "one_sided": False}
            findings += [{"input": "a.csv", "row": i, "rule": rng.choice(RULES), "words": 'des "mots",\nlongs'} for _ in range(rng.randrange(4))]
        rows.append(row)
    head = {"rows": len(rows), "errors": 6, "words": 0, "findings": {}, "carried": {"edition": "string"}}
    (chunks / "00000000.json").write_text("\n".join(json.dumps(part) for part in (head, rows, findings)) + "\n")
    write_tables(chunks, out, format_, ALWAYS)
    return out


def tidy(folder: Path) -> dict[tuple[str, str, str], dict[str, str]]:
    with (folder / "summary.csv").open(encoding="utf-8", newline="") as stream:
        return {(row["group_by"], row["group"], row["metric"]): row for row in csv.DictReader(stream)}


@pytest.mark.parametrize("format_", FORMATS)
def test_every_shown_query_gives_the_numbers_of_the_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format_: str) -> None:
    duckdb = pytest.importorskip("duckdb")
    out = tables(tmp_path, format_)
    page = write_summary(out, out, ("edition",), Settings()).read_text(encoding="utf-8")
    told, met = tidy(out), set()
    monkeypatch.chdir(out)
    sections = re.findall(r'<section class="grouping" id="([^"]+)">(.*?)(?=<section class="grouping"|</main>)', page, re.S)
    assert [key for key, _ in sections] == ["all", "outlet", "author", "section", "month", "edition", "reading"]
    for key, content in sections:
        queries = [html.unescape(query) for query in re.findall(r"<pre[^>]*><code>(.*?)</code></pre>", content, re.S)]
        assert len(queries) == {"author": 1, "reading": 0}.get(key, 2)
        for query in queries:
            result = duckdb.sql(query)
            for values in result.fetchall():
                found = dict(zip(result.columns, values, strict=True))
                group = found.pop("group")
                if "rule" in found:
                    metrics = {f"{found['rule']}_per_1000_words": found["per_1000_words"]}
                else:
                    assert found.pop("n_articles") == int(told[key, group, "narrator_share"]["n_articles"])
                    metrics = found
                for metric, value in metrics.items():
                    met.add((key, group, metric))
                    row = told[key, group, metric]
                    assert (row["value"] == "") if value is None else float(row["value"]) == pytest.approx(value, rel=1e-6)
    rest = [told[name] for name in told.keys() - met]
    assert all(float(row["value"] or 0) == 0 for row in rest)
    assert len(met) > 250


def test_formats_give_the_same_table_whatever_the_order_of_the_rows(tmp_path: Path) -> None:
    pages = {}
    for format_ in FORMATS:
        out = tables(tmp_path, format_)
        write_summary(out, tmp_path / f"s-{format_}", (), Settings(lang="en"))
        pages[format_] = (tmp_path / f"s-{format_}" / "summary.csv").read_bytes()
    assert len(set(pages.values())) == 1


def test_intervals_hold_the_value_and_small_groups_are_said(tmp_path: Path) -> None:
    out = tables(tmp_path, "jsonl")
    page = write_summary(out, out, (), Settings()).read_text(encoding="utf-8")
    rows = tidy(out)
    for row in rows.values():
        if row["value"]:
            assert float(row["low"]) <= float(row["value"]) <= float(row["high"])
            assert row["interval"] in ("bootstrap", "linearised", "wilson", "poisson")
        else:
            assert row["warning"] == "no-data"
    small = [row for row in rows.values() if int(row["n_articles"]) < 30]
    assert small
    assert all(row["warning"] for row in small)
    assert "moins de 30 articles" in page
    assert '<tr class="small"><th scope="row">7 jours' in page
    assert "Par titre de presse" in page
    for forbidden in ("<script", "http:", "https:", "src=", "@import", "url("):
        assert forbidden not in page.replace('href="data:,"', "")


def test_a_page_does_not_rank(tmp_path: Path) -> None:
    out = tables(tmp_path, "jsonl")
    page = write_summary(out, out, (), Settings(lang="en")).read_text(encoding="utf-8")
    for word in ("best", "worst", "rank", "score of", "biased", "better", "top "):
        assert not re.search(rf"\b{word}", page, re.I), word
    groups = [group.name for group in summarize(out).groupings[0].groups]
    assert groups == ["7 jours", "L'Écho, « du » Val", "Le Port", ""]


def test_a_missing_column_is_said_on_the_page_and_a_wrong_one_refused(tmp_path: Path) -> None:
    out = tables(tmp_path, "csv", 40, [None] * 4)
    page = write_summary(out, out, (), Settings()).read_text(encoding="utf-8")
    assert "--column CHAMP=NOM" in page
    assert 'id="outlet"' not in page
    with pytest.raises(InputError, match="no column “journal”"):
        summarize(out, ("journal",))


def test_folders_that_hold_no_tables(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no tables"):
        summarize(tmp_path)
    (tmp_path / "run.json").write_text("{}")
    with pytest.raises(InputError, match="--resume"):
        summarize(tmp_path)
    (tmp_path / "findings.jsonl").write_text("")
    (tmp_path / "articles.jsonl").write_text('{"input": "a"\n')
    with pytest.raises(InputError, match="not well-formed"):
        summarize(tmp_path)
    empty = tables(tmp_path, "csv", 0)
    with pytest.raises(NothingToAudit):
        summarize(empty)


def test_known_intervals() -> None:
    assert intervals.wilson(8, 10) == intervals.Interval(pytest.approx(0.4902, abs=1e-3), pytest.approx(0.9433, abs=1e-3), "wilson")
    # exact limits of Poisson counts 0 and 10 are 0–3.689 and 4.795–18.39
    assert intervals.poisson(0, 1.0).high == pytest.approx(3.689, abs=0.05)
    ten = intervals.poisson(10, 1.0)
    assert (ten.low, ten.high) == (pytest.approx(4.795, abs=0.05), pytest.approx(18.39, abs=0.05))


def test_the_two_ways_for_many_articles_agree() -> None:
    rng = np.random.default_rng(2)
    over = rng.integers(100, 900, 4000).astype(float)
    parts = rng.poisson(over / 100).astype(float)
    tops, bottoms = intervals.resampled(parts[:, None], over[:, None], "x")
    drawn = intervals.percentiles(tops[:, 0], bottoms[:, 0])
    told = intervals.linearised(4000, (parts.sum(), over.sum(), parts @ parts, parts @ over, over @ over))
    assert drawn is not None
    assert (told.low, told.high) == (pytest.approx(drawn.low, rel=0.01), pytest.approx(drawn.high, rel=0.01))


def test_95_of_100_archives_hold_the_true_figure() -> None:
    """Coverage of the bootstrap for articles whose sentences resemble one another: 40 articles, 400 archives."""
    rng = np.random.default_rng(3)
    held = 0
    for archive in range(400):
        over = rng.integers(10, 40, 40).astype(float)
        parts = rng.binomial(over.astype(int), rng.beta(3, 7, 40)).astype(float)
        tops, bottoms = intervals.resampled(parts[:, None], over[:, None], str(archive))
        found = intervals.percentiles(tops[:, 0], bottoms[:, 0])
        assert found is not None
        held += found.low <= 0.3 <= found.high
    assert 0.90 <= held / 400 <= 0.98


@pytest.mark.browser
def test_the_page_fits_a_phone_and_asks_the_network_for_nothing(tmp_path: Path) -> None:
    sync_api = pytest.importorskip("playwright.sync_api")
    out = tables(tmp_path, "jsonl")
    page_file = write_summary(out, out, (), Settings())
    with sync_api.sync_playwright() as playwright:
        path = "/usr/bin/chromium" if os.path.exists("/usr/bin/chromium") else None
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for width in (1280, 390):
            page = browser.new_page(viewport={"width": width, "height": 800})
            asked, said = [], []
            page.on("request", lambda request, asked=asked: asked.append(request.url))
            page.on("console", lambda message, said=said: said.append(message.text))
            page.goto(page_file.as_uri())
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
            assert said == []
            assert page.locator("svg.ci circle").first.bounding_box()["width"] > 4
        browser.close()
