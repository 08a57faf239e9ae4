"""Measure the product on annotated articles: as it ships, or cross-validated."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sourcecheck.audit.conductor import Auditor
from sourcecheck.classify import Classifiers
from sourcecheck.domain.audit import Audit
from sourcecheck.domain.findings import Confidence, Finding, Severity
from sourcecheck.domain.scores import LoadedTerm, NeedKind, Scores, SentenceScore
from sourcecheck.domain.text import Position, Region
from sourcecheck.language import Pipeline
from sourcecheck.train import crossval
from sourcecheck.train.data import Labelled
from sourcecheck.train.examples import Examples, build
from sourcecheck.train.measure import Figure, Tally, added, calibration_error, details, tally, with_intervals

__all__ = ["Report", "evaluate", "evaluate_by_fold"]


@dataclass(frozen=True)
class Report:
    """What `sourcecheck evaluate` prints. `designs` is the table of baselines and ablations (cross-validation only);
    `unmeasured` names the figures of layers that nobody annotated in these articles."""

    articles: int
    figures: tuple[Figure, ...]
    details: dict[str, dict[str, float]]
    shown_precision: float
    shown: int
    cards_per_100_words: float
    designs: tuple[crossval.Row, ...] = ()
    calibration_own: float = 0.0
    unmeasured: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {
            "articles": self.articles,
            "figures": {
                f.name: {"values": list(f.values), "low": f.low, "high": f.high}
                for f in self.figures
                if f.name not in self.unmeasured
            },
            "details": self.details,
            "shown": {"sentences": self.shown, "precision": self.shown_precision},
            "cards per 100 words": self.cards_per_100_words,
            "calibration error in the newsroom's voice": self.calibration_own,
            "designs": [
                {"name": r.name, "ap": r.ap, "precision": r.precision, "recall": r.recall, "f1": r.f1} for r in self.designs
            ],
        }


def evaluate(auditor: Auditor, data: Sequence[Labelled]) -> Report:
    """The product as it ships."""
    audits = list(auditor.audit_many(row.article for row in data))
    tallies = [tally(row.raw, audit) for row, audit in zip(data, audits, strict=True)]
    bar = auditor.classifiers.bundle.shown_threshold
    pairs = [
        (score.needs_source and score.probability >= bar, true)
        for row, audit in zip(data, audits, strict=True)
        for score, true in _labelled_scores(row, audit)
    ]
    return replace(_report(tallies, audits, pairs, list(_own_pairs(data, audits))), unmeasured=_unmeasured(data))


def evaluate_by_fold(auditor: Auditor, data: Sequence[Labelled], more: Sequence[Labelled], tables: bool = True) -> Report:
    """Cross-validated by article: the reading as it ships, the classifiers fitted anew for every fold.

    `more` is trained on in every fold and never measured.
    """
    parsed = list(auditor.pipeline.annotate_many(row.article for row in data))
    audits = [auditor.judge(one) for one in parsed]
    classifiers = auditor.classifiers
    measured = build(data, parsed, classifiers.cues, classifiers.loaded_cues)
    beside = examples_of(more, auditor.pipeline, classifiers)
    held = crossval.cross_validate(measured, beside)
    audits = _rescored(audits, measured, held)
    tallies = [tally(row.raw, audit) for row, audit in zip(data, audits, strict=True)]
    pairs = [(bool(s), row.needs_source) for s, row in zip(held.shown, measured.sentences, strict=True)]
    report = _report(tallies, audits, pairs, [])
    designs: tuple[crossval.Row, ...] = ()
    if tables:
        labels = [row.needs_source for row in measured.sentences]
        ours = crossval.need_row("shipped design (blend)", held.probabilities, held.flagged, labels)
        designs = (*crossval.baselines(measured), *crossval.ablations(measured, beside), ours)
    return replace(report, unmeasured=_unmeasured(data), designs=designs, calibration_own=round(100 * crossval.calibration(measured, held), 1))


def _unmeasured(data: Sequence[Labelled]) -> tuple[str, ...]:
    missing: list[str] = []
    if not any("attributions" in row.raw for row in data):
        missing += [
            "quote iou>.5", "quote cov>.3", "quote+speaker", "speaker", "recall direct", "recall indirect", "recall mixed",
            "precision by cue", "speaker by cue",
        ]
    if not any("allegations" in row.raw for row in data):
        missing += ["allegation", "unanswered", "reply"]
    if not any("dispute" in row.raw for row in data):
        missing.append("one_sided")
    if not any(row.has_loaded for row in data):
        missing.append("loaded")
    if not any("voice" in s for row in data for s in row.raw["sentences"]):
        missing.append("voice")
    return tuple(missing)


def examples_of(data: Sequence[Labelled], pipeline: Pipeline, classifiers: Classifiers) -> Examples:
    if not data:
        return Examples((), ())
    return build(data, pipeline.annotate_many(row.article for row in data), classifiers.cues, classifiers.loaded_cues)


def _report(
    tallies: list[Tally], audits: list[Audit], shown: list[tuple[bool, bool]], own: list[tuple[float, bool]]
) -> Report:
    words = sum(len(audit.article.text.split()) for audit in audits)
    cards = sum(score.needs_source for audit in audits for score in audit.scores.sentences)
    visible = [true for is_shown, true in shown if is_shown]
    return Report(
        len(tallies), tuple(with_intervals(tallies)), details(added(tallies)),
        round(100 * sum(visible) / len(visible), 1) if visible else 0.0, len(visible),
        round(100 * cards / words, 2) if words else 0.0,
        calibration_own=round(100 * calibration_error(own), 1),
    )


def _labelled_scores(row: Labelled, audit: Audit) -> Iterable[tuple[SentenceScore, bool]]:
    from sourcecheck.train.examples import label_of

    for sentence, score in zip(audit.reading.sentences, audit.scores.sentences, strict=True):
        label = label_of(sentence.span, row.labels)
        yield score, bool(label and label.needs_source)


def _own_pairs(data: Sequence[Labelled], audits: Sequence[Audit]) -> Iterable[tuple[float, bool]]:
    for row, audit in zip(data, audits, strict=True):
        for score, true in _labelled_scores(row, audit):
            if audit.reading.sentences[score.sentence].voice.value in ("narrator", "mixed"):
                yield score.probability, true


def _rescored(audits: list[Audit], measured: Examples, held: crossval.Held) -> list[Audit]:
    """The audits with out-of-fold scores, and out-of-fold loaded terms in place of the LEX findings."""
    out = []
    sentences = iter(zip(held.kinds, held.probabilities.tolist(), held.flagged.tolist(), strict=True))
    by_article: dict[int, list[LoadedTerm]] = {}
    for term, probability, kept in zip(measured.terms, held.term_probabilities.tolist(), held.terms_kept.tolist(), strict=True):
        if kept:
            by_article.setdefault(term.article, []).append(LoadedTerm(term.span, term.category, probability, ""))
    for number, audit in enumerate(audits):
        scores = []
        for sentence in audit.reading.sentences:
            kind, probability, flagged = next(sentences)
            scores.append(SentenceScore(sentence.index, probability, flagged, NeedKind(kind) if flagged else None))
        terms = tuple(by_article.get(number, ()))
        others = tuple(f for f in audit.findings if not f.rule.startswith("LEX"))
        out.append(replace(audit, scores=Scores(tuple(scores), terms), findings=others + tuple(map(_lexical, terms))))
    return out


def _lexical(term: LoadedTerm) -> Finding:
    nowhere = Region(Position(1, 1), Position(1, 1))
    return Finding("LEX-CV", Severity.WARNING, Confidence.MEDIUM, term.span, nowhere, "", "", (), "", score=term.probability)
