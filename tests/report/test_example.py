"""The example of the README, through the whole corridor."""

from __future__ import annotations

from pathlib import Path

import pytest

from sourcecheck.audit import Auditor
from sourcecheck.ingest import read_path
from sourcecheck.report.single import render_html

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "brouillon.txt"


@pytest.mark.model
def test_the_example_shows_its_faults_and_spares_its_quotations(auditor: Auditor) -> None:
    audit = auditor.audit(read_path(EXAMPLE))
    text = audit.article.text
    found = {(finding.rule, finding.span.of(text)) for finding in audit.findings if not finding.whole_article}
    assert ("FIG-001", "deux blessés") in found
    assert any(rule == "SRC-001" and "a falsifié" in words for rule, words in found)
    assert any(rule == "CTR-001" for rule, _ in found)
    assert not any("expertise dès le mois de novembre" in words for _, words in found)
    assert len(render_html(audit, auditor.book, "fr")) < 250_000
