"""Our scorer gives the numbers of the project's scorer. The expected figures below were printed by
``shared/gold/score.py`` on this very file of ours; they are not recomputed here."""

from __future__ import annotations

from typing import Any

import pytest

from sourcecheck.domain.audit import Audit, Metrics, Toolchain
from sourcecheck.domain.discourse import (
    Allegation,
    Attribution,
    AttributionType,
    CueKind,
    Dispute,
    Entity,
    EntityKind,
    Gender,
    Reading,
    Reply,
    ReplyStatus,
    Sentence,
    Voice,
)
from sourcecheck.domain.findings import Confidence, Finding, Severity
from sourcecheck.domain.scores import NeedKind, Scores, SentenceScore
from sourcecheck.domain.text import PartKind, Position, Region, Span
from sourcecheck.train.data import article_of
from sourcecheck.train.measure import (
    added,
    average_precision,
    calibration_error,
    figures,
    same_name,
    tally,
    with_intervals,
)

TEXTS = {
    "a": "Grève au port\n\nLe maire, Paul Roy, a affirmé que la grève durerait. « Nous tiendrons », a dit Anne Lo. "
    "Les dockers ont saccagé deux grues. Le port est fermé depuis lundi.",
    "b": "Usine fermée\n\nLa direction a menti aux salariés pendant des mois. Selon le syndicat, la mascarade a coûté 3 millions. "
    "L’usine fermera en mai.",
}


def at(key: str, words: str) -> tuple[int, int]:
    start = TEXTS[key].index(words)
    return start, start + len(words)


def sentence(key: str, n: int, words: str, voice: str, kind: str | None = None, loaded: tuple[str, ...] = ()) -> dict[str, Any]:
    start, end = at(key, words)
    return {
        "n": n, "start": start, "end": end, "voice": voice, "needs_source": kind is not None, "kind": kind,
        "loaded": [list(at(key, w)) for w in loaded],
    }


GOLD = [
    {
        "id": "a", "text": TEXTS["a"],
        "sentences": [
            sentence("a", 0, "Grève au port", "other"),
            sentence("a", 1, "Le maire, Paul Roy, a affirmé que la grève durerait.", "attributed"),
            sentence("a", 2, "« Nous tiendrons », a dit Anne Lo.", "attributed"),
            sentence("a", 3, "Les dockers ont saccagé deux grues.", "narrator", "accusation", ("saccagé",)),
            sentence("a", 4, "Le port est fermé depuis lundi.", "narrator"),
        ],
        "attributions": [
            {"parts": [list(at("a", "la grève durerait"))], "type": "indirect", "speaker": "Paul Roy"},
            {"parts": [list(at("a", "Nous tiendrons"))], "type": "direct", "speaker": "Anne Lo"},
        ],
        "allegations": [{"at": 3, "accused": "dockers", "accuser": "NARRATOR", "grave": True, "reply": "none", "reply_at": None}],
        "dispute": {"exists": True, "one_sided": False},
    },
    {
        "id": "b", "text": TEXTS["b"],
        "sentences": [
            sentence("b", 0, "Usine fermée", "narrator"),
            sentence("b", 1, "La direction a menti aux salariés pendant des mois.", "narrator", "accusation", ("menti",)),
            sentence("b", 2, "Selon le syndicat, la mascarade a coûté 3 millions.", "attributed"),
            sentence("b", 3, "L’usine fermera en mai.", "narrator", "forecast"),
        ],
        "attributions": [{"parts": [list(at("b", "la mascarade a coûté 3 millions"))], "type": "indirect", "speaker": "le syndicat"}],
        "allegations": [{"at": 1, "accused": "La direction", "accuser": "NARRATOR", "grave": True, "reply": "none", "reply_at": None}],
        "dispute": {"exists": True, "one_sided": True},
    },
]


def audit(key: str, voices: str, scores: list[tuple[float, bool]], contents: list[tuple[str, AttributionType, str | None]],
          loaded: list[str], accused: list[tuple[int, str, ReplyStatus]], one_sided: bool) -> Audit:
    gold = next(g for g in GOLD if g["id"] == key)
    names = {"n": Voice.NARRATOR, "a": Voice.ATTRIBUTED, "m": Voice.MIXED, "o": Voice.OTHER}
    sentences = tuple(
        Sentence(i, Span(s["start"], s["end"]), 0, PartKind.BODY, names[v])
        for i, (s, v) in enumerate(zip(gold["sentences"], voices, strict=True))
    )
    entities, attributions = [], []
    for words, kind, speaker in contents:
        if speaker is not None:
            entities.append(Entity(len(entities), speaker, EntityKind.PERSON, None, True, Gender.UNKNOWN, False, ()))
        attributions.append(
            Attribution(
                len(attributions), kind, (Span(*at(key, words)),), None, CueKind.VERB, "", None,
                len(entities) - 1 if speaker is not None else None, True,
            )
        )
    allegations = tuple(
        Allegation(i, sentences[n].span, sentences[n].span, n, who, None, None, None, "fault", True, False, False, None, Reply(status))
        for i, (n, who, status) in enumerate(accused)
    )
    reading = Reading("news", sentences, (), tuple(attributions), tuple(entities), allegations, Dispute(True, one_sided))
    judged = tuple(SentenceScore(i, p, needs, NeedKind.ACCUSATION if needs else None) for i, (p, needs) in enumerate(scores))
    nowhere = Region(Position(1, 1), Position(1, 1))
    findings = tuple(
        Finding("LEX-001", Severity.WARNING, Confidence.HIGH, Span(*at(key, w)), nowhere, "", "", (), "") for w in loaded
    )
    return Audit(article_of(gold), reading, Scores(judged, ()), findings, (), Metrics(()), Toolchain(()))


def audits() -> list[Audit]:
    return [
        audit(
            "a", "oaann", [(0.1, False), (0.05, False), (0.02, False), (0.8, True), (0.6, True)],
            [("la grève durerait", AttributionType.INDIRECT, "M. Paul Roy"), ("tiendrons", AttributionType.DIRECT, None)],
            ["saccagé", "fermé"], [(3, "les dockers", ReplyStatus.NONE)], False,
        ),
        audit(
            "b", "nnma", [(0.2, False), (0.7, True), (0.3, False), (0.1, False)],
            [("mascarade a coûté 3 millions", AttributionType.MIXED, "la direction"), ("des mois", AttributionType.INDIRECT, "x")],
            ["mascarade"], [(1, "direction", ReplyStatus.RELEVANT), (3, "usine", ReplyStatus.NONE)], True,
        ),
    ]


EXPECTED: dict[str, tuple[float, ...]] = {
    "quote iou>.5": (75.0, 100.0, 85.7),
    "quote cov>.3": (75.0, 100.0, 85.7),
    "quote+speaker": (25.0, 33.3, 28.6),
    "needs_source": (66.7, 66.7, 66.7),
    "loaded": (33.3, 50.0, 40.0),
    "allegation": (66.7, 100.0, 80.0),
    "unanswered": (50.0, 50.0, 50.0),
    "one_sided": (100.0, 100.0, 100.0),
    "speaker": (33.3,),
    "voice": (75.0,),
    "reply": (50.0,),
    "needs_source AP": (81.0,),
    "recall direct": (100.0,),
    "recall indirect": (100.0,),
    "recall mixed": (0.0,),
}


def test_the_numbers_of_the_projects_scorer() -> None:
    found = figures(added(tally(g, a) for g, a in zip(GOLD, audits(), strict=True)))
    assert {name: found[name] for name in EXPECTED} == EXPECTED
    assert set(found) - set(EXPECTED) == {"need kind", "calibration error"}


def test_intervals_hold_the_figure_and_do_not_depend_on_chance() -> None:
    tallies = [tally(g, a) for g, a in zip(GOLD, audits(), strict=True)]
    once, twice = with_intervals(tallies), with_intervals(tallies)
    assert once == twice
    assert all(f.low <= f.values[-1] <= f.high for f in once)


@pytest.mark.parametrize(
    ("ours", "gold", "same"),
    [
        ("M. Paul Roy", "Paul Roy", True), ("Roy", "Paul Roy", True), ("Paul Martin", "Anne Martin", False),
        ("le ministre", "ministre", True), (None, "UNKNOWN", True), (None, "Paul Roy", False), ("Éric", "eric", True),
    ],
)
def test_names(ours: str | None, gold: str, same: bool) -> None:
    assert same_name(ours, gold) is same


def test_average_precision_and_calibration_on_known_cases() -> None:
    assert average_precision([(0.9, True), (0.8, False), (0.7, True)]) == pytest.approx((1 + 2 / 3) / 2)
    assert average_precision([(0.9, False)]) == 0.0
    assert calibration_error([(0.25, False), (0.25, False), (0.25, False), (0.25, True)]) == pytest.approx(0.0)
    assert calibration_error([(0.9, False)] * 10) == pytest.approx(0.9)
