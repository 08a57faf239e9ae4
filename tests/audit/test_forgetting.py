"""What is remembered of words from one article to the next changes speed alone."""

from __future__ import annotations

import pytest

from sourcecheck.audit import open_auditor
from sourcecheck.classify import lexical, loaded, view
from sourcecheck.discourse import scan, token_table
from sourcecheck.ingest import article_from_text
from sourcecheck.language import opening, remembered
from sourcecheck.settings import Settings

pytestmark = pytest.mark.model

TEXTS = (
    "La halle du port a brûlé.\n\nL'incendie a fait 11 morts, selon les pompiers. « Nous porterons plainte », a promis la maire, Anne Roux.",
    "Le directeur aurait détourné des fonds, affirme le syndicat.\n\nJoint par téléphone, il n'a pas souhaité répondre. Un scandale inouï.",
    "Le conseil a voté le budget.\n\nSelon plusieurs sources, le préfet Paul Vidal a menti ; ses services démentent.",
)


def test_forgetting_at_every_turn_gives_the_same_audits(monkeypatch: pytest.MonkeyPatch) -> None:
    auditor = open_auditor(Settings())
    articles = [article_from_text(text, str(number)) for number, text in enumerate(TEXTS)]
    remembering = list(auditor.audit_many(articles))
    assert any(audit.findings for audit in remembering)
    for module in (scan, token_table, lexical, view, loaded):
        monkeypatch.setattr(module, "_MOST_REMEMBERED", 3)
    monkeypatch.setattr(opening, "MOST_LEMMAS", 3)
    monkeypatch.setattr(remembered, "MOST_ROWS", 3)
    forgetful = [auditor.audit(article) for article in articles]
    assert forgetful == remembering
