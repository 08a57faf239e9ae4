"""A small audit made by hand, so that these tests need no language model."""

from __future__ import annotations

import pytest

from sourcecheck.domain import discourse as d
from sourcecheck.domain.audit import Audit, Metrics, RuleBook, Toolchain
from sourcecheck.domain.findings import (
    Bilingual,
    Card,
    Confidence,
    Finding,
    Norm,
    Outcome,
    Severity,
    Suppression,
    Verdict,
)
from sourcecheck.domain.scores import Scores
from sourcecheck.domain.text import Article, Part, PartKind, SourceMap, Span

TITLE = "La digue de Port-Lannion cède"
FIRST = "La société Ouestmer a maquillé les comptes du chantier <script>alert(1)</script>."
SECOND = "« Rien n’était caché », a répondu Paule Kervella."
THIRD = "Un employé parle de pressions."
TEXT = "\n\n".join((TITLE, FIRST, f"{SECOND} {THIRD}"))


def span(words: str) -> Span:
    """Where the words first stand in the text."""
    start = TEXT.index(words)
    return Span(start, start + len(words))


def finding(rule: str, words: str, severity: Severity, **more: object) -> Finding:
    place = span(words)
    fields = {
        "rule": rule, "severity": severity, "confidence": Confidence.HIGH, "span": place,
        "region": SourceMap.identity(TEXT).region(place), "message": f"« {words} » : qui le dit ?",
        "question": "Qui l’affirme ?", "norms": ("N01",), "fingerprint": f"{rule}-1",
    }
    return Finding(**(fields | more))  # type: ignore[arg-type]


def card(rule: str) -> Card:
    text = Bilingual(f"Titre {rule}", f"Title {rule}")
    return Card(rule, text, text, text, text, "pattern", {}, norms=("N01",))


@pytest.fixture
def book() -> RuleBook:
    norm = Norm("N01", "Charte <b>", "read", "https://example.org/charte", Bilingual("Citer ses sources.", "Name sources."))
    return RuleBook((card("SRC-001"), card("LEX-001"), card("ANO-001")), (norm,))


@pytest.fixture
def audit() -> Audit:
    parts = (Part(PartKind.TITLE, span(TITLE)), Part(PartKind.LEAD, span(FIRST)), Part(PartKind.BODY, span(f"{SECOND} {THIRD}")))
    article = Article("essai/digue", TEXT, parts, SourceMap.identity(TEXT), path="digue.txt", title=TITLE, byline="A. Essai")
    return Audit(
        article, reading(), Scores((), ()),
        (
            finding("SRC-001", FIRST, Severity.ERROR),
            finding("LEX-001", "maquillé", Severity.WARNING),
            finding("ANO-001", "Un employé", Severity.INFO),
            finding("ANO-001", "pressions", Severity.INFO, suppressed=Suppression("editor", "vu avec la rédactrice")),
        ),
        (Verdict("SRC-001", Outcome.FLAGGED), Verdict("LEX-001", Outcome.FLAGGED), Verdict("ANO-001", Outcome.FLAGGED)),
        Metrics((("quoted_unknown_gender", 1.0), ("quoted_women", 1.0), ("words", 25.0))),
        Toolchain((("sourcecheck", "essai"),)),
    )



def reading() -> d.Reading:
    voices = ((TITLE, 0, d.Voice.NARRATOR), (FIRST, 1, d.Voice.NARRATOR), (SECOND, 2, d.Voice.ATTRIBUTED), (THIRD, 2, d.Voice.MIXED))
    kinds = (PartKind.TITLE, PartKind.LEAD, PartKind.BODY)
    sentences = tuple(d.Sentence(i, span(words), part, kinds[part], voice) for i, (words, part, voice) in enumerate(voices))
    entities = (
        d.Entity(0, "Ouestmer", d.EntityKind.ORGANISATION, None, True, d.Gender.UNKNOWN, False, (span("Ouestmer"),), ("Ouestmer",), "Ouestmer"),
        d.Entity(1, "Paule Kervella", d.EntityKind.PERSON, "directrice", True, d.Gender.FEMININE, False, (span("Paule Kervella"),)),
        d.Entity(2, "Un employé", d.EntityKind.UNNAMED, None, False, d.Gender.MASCULINE, False, (span("Un employé"),)),
    )
    said = span("Rien n’était caché")
    attributions = (
        d.Attribution(0, d.AttributionType.DIRECT, (said,), span("a répondu"), d.CueKind.VERB, "répondre", span("Paule Kervella"), 1, True, sentence=2),
        d.Attribution(1, d.AttributionType.INDIRECT, (span("de pressions"),), span("parle"), d.CueKind.VERB, "parler", span("Un employé"), 2, False, sentence=3),
    )
    allegation = d.Allegation(
        0, span(FIRST), span("maquillé"), 1, "Ouestmer", 0, None, None, "fraud", True, False, False, None,
        d.Reply(d.ReplyStatus.RELEVANT, said, 2, 0, distance=1),
    )
    parties = (d.Party("Ouestmer", True, (0,), 4, 1, (span("maquillé"),), ()),)
    return d.Reading("news", sentences, (d.Quotation(span("« Rien n’était caché »"), said, d.QuotationUse.SPEECH),), attributions, entities, (allegation,), d.Dispute(True, False, parties))
