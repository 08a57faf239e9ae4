"""What the commands `train` and `evaluate` do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from sourcecheck.audit.conductor import Auditor, open_auditor
from sourcecheck.classify import Classifiers, open_classifiers
from sourcecheck.classify.bundle import Bundle, load, shipped_bundle
from sourcecheck.classify.classifiers import lexicon_digest
from sourcecheck.classify.cues import read_cues
from sourcecheck.classify.loaded import read_loaded_cues
from sourcecheck.errors import ModelError
from sourcecheck.language import open_pipeline
from sourcecheck.resources import Library
from sourcecheck.settings import Settings
from sourcecheck.train.card import model_card
from sourcecheck.train.data import Labelled, digest_of_data, read_labelled
from sourcecheck.train.evaluation import Report, evaluate, evaluate_by_fold
from sourcecheck.train.examples import build
from sourcecheck.train.fit import fit
from sourcecheck.train.write import write_bundle


def train(
    data: Sequence[Path], output: Path, *, texts: Sequence[Path] = (), measured: Sequence[Path] = (), figures: bool = True,
    house: Path | None = None,
) -> Iterator[str]:
    """Fit on `data`, write the bundle, and say what was done line by line."""
    library = Library(house)
    rows = [row for row in read_labelled(data, texts) if row.part != "test"]
    digest = digest_of_data(rows)
    cues, loaded_cues = read_cues(library), read_loaded_cues(library)
    parsed = open_pipeline().annotate_many(row.article for row in rows)
    models = fit(build(rows, parsed, cues, loaded_cues), before=_shipped())
    write_bundle(output, models, model_card(models, rows, None, digest, _sources(data)), lexicon_digest(library), digest)
    report = None
    if figures:
        core = {row.article.id for row in read_labelled(measured or data, texts)}
        auditor = _auditor(library, output, house)
        report = evaluate_by_fold(
            auditor, [row for row in rows if row.article.id in core], [row for row in rows if row.article.id not in core]
        )
        write_bundle(output, models, model_card(models, rows, report, digest, _sources(data)), lexicon_digest(library), digest)
    yield f"{len(rows)} articles, bundle {load(output).digest} in {output.name}"
    if report is not None:
        yield from tables(report)


def _shipped() -> Bundle | None:
    """The bundle in the package; None while it is being made for other features."""
    try:
        return load(shipped_bundle())
    except ModelError:
        return None


def _sources(data: Sequence[Path]) -> list[str]:
    return sorted(path.name for path in data)


def measure(
    gold: Sequence[Path], *, bundle: Path | None = None, by_fold: bool = False, more: Sequence[Path] = (),
    texts: Sequence[Path] = (), house: Path | None = None,
) -> Report:
    """Audit the articles of `gold` and compare."""
    library = Library(house)
    data = read_labelled(gold, texts)
    auditor = _auditor(library, bundle, house)
    if not by_fold:
        return evaluate(auditor, data)
    extra: list[Labelled] = [row for row in read_labelled(more, texts) if row.part != "test"] if more else []
    return evaluate_by_fold(auditor, data, extra)


def _auditor(library: Library, bundle: Path | None, house: Path | None) -> Auditor:
    classifiers: Classifiers | None = open_classifiers(library, bundle) if bundle else None
    auditor = open_auditor(replace(Settings(), house=house))
    return replace(auditor, classifiers=classifiers) if classifiers else auditor


def tables(report: Report) -> Iterator[str]:
    """The report as aligned text."""
    yield f"{report.articles} articles"
    for figure in report.figures:
        if figure.name in report.unmeasured:
            continue
        if len(figure.values) == 3:
            p, r, f = figure.values
            shown = f"P {p:5.1f}  R {r:5.1f}  F1 {f:5.1f}"
        else:
            shown = f"{figure.values[0]:29.1f}"
        yield f"{figure.name:18} {shown}   [{figure.low:.1f}–{figure.high:.1f}]"
    yield f"{'shown at warning':18} {report.shown} sentences, precision {report.shown_precision:.1f}"
    yield f"{'cards':18} {report.cards_per_100_words:.2f} needs-source per 100 words"
    yield f"{'calibration':18} {report.calibration_own:.1f} (expected error in the newsroom's voice)"
    for title, rows in report.details.items():
        if rows and title not in report.unmeasured:
            yield f"{title}: " + ", ".join(f"{name} {value:.1f}" for name, value in rows.items())
    if report.designs:
        yield f"{'design':40} {'AP':>5} {'P':>5} {'R':>5} {'F1':>5}"
        for row in report.designs:
            yield f"{row.name:40} {row.ap:5.1f} {row.precision:5.1f} {row.recall:5.1f} {row.f1:5.1f}"
