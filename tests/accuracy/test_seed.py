"""The article the project was born from, when it lies beside the checkout: what a deputy editor marks in it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from sourcecheck.audit import Auditor
from sourcecheck.domain.audit import Audit
from sourcecheck.domain.findings import Severity
from sourcecheck.domain.text import Span
from sourcecheck.ingest import read_path

SEED = Path(__file__).resolve().parents[3] / "shared" / "seed"

pytestmark = [pytest.mark.model, pytest.mark.skipif(not SEED.is_dir(), reason="../shared is not here")]


@pytest.fixture(scope="module")
def seed(auditor: Auditor) -> Audit:
    return auditor.audit(read_path(next(SEED.glob("*.txt")), "seed.txt"))


@pytest.fixture(scope="module")
def marked() -> dict:  # type: ignore[type-arg]
    data: dict = yaml.safe_load((SEED / "gold.yaml").read_text(encoding="utf-8"))  # type: ignore[type-arg]
    return data


def found(audit: Audit, entry: dict) -> bool:  # type: ignore[type-arg]
    """A finding of the same family, on the marked words where the mark has a place."""
    family = entry["rule"].split("-")[0]
    for finding in audit.findings:
        if finding.rule.split("-")[0] != family:
            continue
        if entry.get("scope") == "article":
            if finding.rule == entry["rule"]:
                return True
        elif audit.article.source_map.source_span(finding.span).overlaps(Span(entry["start"], entry["end"])):
            return True
    return False


def test_every_must_is_found(seed: Audit, marked: dict) -> None:  # type: ignore[type-arg]
    must = [entry for entry in marked["findings"] if entry["need"] == "must"]
    assert len(must) == 12
    assert [entry["id"] for entry in must if not found(seed, entry)] == []


def test_most_shoulds_are_found(seed: Audit, marked: dict) -> None:  # type: ignore[type-arg]
    should = [entry for entry in marked["findings"] if entry["need"] == "should"]
    assert sum(found(seed, entry) for entry in should) >= 6


def test_what_is_well_sourced_stays_clear(seed: Audit, marked: dict) -> None:  # type: ignore[type-arg]
    loud = [f for f in seed.findings if f.severity is not Severity.INFO and not f.whole_article]
    for entry in marked["must_not_flag"]:
        place = Span(entry["start"], entry["end"])
        hits = [f.rule for f in loud if seed.article.source_map.source_span(f.span).overlaps(place)]
        if entry["id"] == "N03":  # « la continuerait » is rightly a lost word; the conditional itself must stay clear
            hits = [rule for rule in hits if not rule.startswith("TXT")]
        assert hits == [], entry["id"]


def test_the_cards_fit_on_a_desk(seed: Audit) -> None:
    sentences = {seed.reading.sentence_at(f.span.start) for f in seed.findings if not f.whole_article}
    assert len(sentences) + 1 <= 12
