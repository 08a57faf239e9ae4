"""`sourcecheck train` and `sourcecheck evaluate`, from labelled files to a bundle and its figures."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from sourcecheck.classify.bundle import load
from sourcecheck.cli.evaluate import command as evaluate
from sourcecheck.cli.train import command as train

PRESS = Path(__file__).resolve().parents[2] / "corpus" / "press-sentences.jsonl"


@pytest.mark.model
def test_train_then_evaluate(tmp_path: Path) -> None:
    """A newsroom's own labels, without loaded words: the shipped filter is kept."""
    runner = CliRunner()
    done = runner.invoke(train, [str(PRESS), "-o", str(tmp_path / "bundle"), "--no-figures"], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    assert "articles, bundle" in done.output
    assert load(tmp_path / "bundle").loaded.weights
    assert "Not measured" in (tmp_path / "bundle" / "card.md").read_text(encoding="utf-8")

    shown = runner.invoke(evaluate, [str(PRESS), "--bundle", str(tmp_path / "bundle"), "--json"], catch_exceptions=False)
    report = json.loads(shown.output)
    assert report["articles"] == 28
    assert report["figures"]["needs_source"]["values"][2] > 60
    assert "quote+speaker" not in report["figures"]
    assert set(report["details"]["recall by kind"]) >= {"accusation", "casualties", "motive"}


@pytest.mark.model
def test_cross_validation_prints_the_baselines(tmp_path: Path) -> None:
    done = CliRunner().invoke(evaluate, [str(PRESS), "--cv"], catch_exceptions=False)
    for name in ("majority", "length alone", "words alone", "reading alone", "shipped design"):
        assert name in done.output


def test_a_missing_file_is_one_sentence() -> None:
    done = CliRunner().invoke(train, ["nowhere.jsonl", "-o", "x"])
    assert done.exit_code == 2
    assert "nowhere.jsonl" in done.output
