"""Fit the three small models of voice (narrator, attributed, mixed) on labelled articles (gold format).

Features are those of the discourse room on its own reading, end to end, so that training sees what use sees.
`python -m sourcecheck.train.voice GOLD [MORE…]` fits on all the files, prints the accuracy on GOLD held out by
article (ten folds, the other files always in training) and writes `discourse/weights/voice-*.json`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sourcecheck.discourse import voice as voice_stage
from sourcecheck.discourse.attribution import find_attributions
from sourcecheck.discourse.quotation_marks import find_quotations
from sourcecheck.discourse.voice import voice_features
from sourcecheck.language import Annotated, open_pipeline
from sourcecheck.language.annotated import span_of
from sourcecheck.train.data import article_of

FOLDS, STRENGTH, DIGITS = 10, 0.3, 4
VOICES = ("narrator", "attributed", "mixed")
WEIGHTS = Path(voice_stage.__file__).parent / "weights"
Features = dict[str, float]


@dataclass
class VoiceRows:
    """Sentences with a labelled voice: features, labels, and the number of the article each stands in."""

    features: list[Features] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    articles: list[int] = field(default_factory=list)


def voice_rows(pairs: Iterable[tuple[Mapping[str, Any], Annotated]]) -> VoiceRows:
    """The labelled sentences of gold articles, each with the features of the parsed sentence that covers it most."""
    rows = VoiceRows()
    for number, (raw, annotated) in enumerate(pairs):
        quotations, attributions = find_attributions(annotated, find_quotations(annotated).quotations)
        described = voice_features(annotated, quotations, attributions)
        spans = [span_of(sentence) for sentence in annotated.sentences]
        for sentence in raw["sentences"]:
            shared = [min(sentence["end"], s.end) - max(sentence["start"], s.start) for s in spans]
            best = max(range(len(spans)), key=shared.__getitem__, default=-1)
            if best >= 0 and shared[best] > 0 and sentence.get("voice"):
                rows.features.append(described[best])
                rows.labels.append(sentence["voice"])
                rows.articles.append(number)
    return rows


def _fit(features: Sequence[Features], labels: Sequence[str]) -> tuple[Any, Any]:
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    vectorizer = DictVectorizer()
    model = LogisticRegression(C=STRENGTH, max_iter=3000)
    return vectorizer, model.fit(vectorizer.fit_transform(features), list(labels))


def held_out(rows: VoiceRows, more: VoiceRows | None = None) -> list[str]:
    """The voice of every row, by models that saw no sentence of its article."""
    extra = more or VoiceRows()
    answers = [""] * len(rows.labels)
    for fold in range(FOLDS):
        train = [i for i, a in enumerate(rows.articles) if a % FOLDS != fold and rows.labels[i] in VOICES]
        test = [i for i, a in enumerate(rows.articles) if a % FOLDS == fold]
        if not train or not test:
            continue
        known = [i for i, label in enumerate(extra.labels) if label in VOICES]
        vectorizer, model = _fit(
            [rows.features[i] for i in train] + [extra.features[i] for i in known],
            [rows.labels[i] for i in train] + [extra.labels[i] for i in known],
        )
        for i, answer in zip(test, model.predict(vectorizer.transform([rows.features[i] for i in test])), strict=True):
            answers[i] = "other" if "no-assertion" in rows.features[i] else str(answer)
    return answers


def accuracy(rows: VoiceRows, answers: Sequence[str]) -> float:
    """Share of right voices among the sentences that assert something, as the scorer counts."""
    right = [answer == label for answer, label in zip(answers, rows.labels, strict=True) if label != "other"]
    return sum(right) / len(right) if right else 0.0


def write(rows: VoiceRows, folder: Path = WEIGHTS) -> None:
    """Fit on all the rows and write one file of weights a voice."""
    known = [i for i, label in enumerate(rows.labels) if label in VOICES]
    vectorizer, model = _fit([rows.features[i] for i in known], [rows.labels[i] for i in known])
    names = vectorizer.get_feature_names_out()
    for voice, weights, bias in zip(model.classes_, model.coef_, model.intercept_, strict=True):
        kept = {n: round(float(w), DIGITS) for n, w in sorted(zip(names, weights, strict=True)) if round(float(w), DIGITS)}
        content = {"bias": round(float(bias), DIGITS), "threshold": 0.5, "weights": kept}
        (folder / f"voice-{voice}.json").write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")


def joined(first: VoiceRows, second: VoiceRows) -> VoiceRows:
    last = max(first.articles, default=-1) + 1
    return VoiceRows(first.features + second.features, first.labels + second.labels, first.articles + [last + a for a in second.articles])


def train_from(gold: Path, more: Sequence[Path] = (), folder: Path = WEIGHTS) -> float:
    """Fit on the files and write the weights; the accuracy on `gold`, held out by article. Articles of the
    `test` part are left out."""
    pipeline = open_pipeline()

    def parsed(path: Path) -> Iterable[tuple[Mapping[str, Any], Annotated]]:
        for line in path.read_text(encoding="utf-8").splitlines():
            raw = json.loads(line)
            if raw.get("part") != "test" and "text" in raw:
                yield raw, pipeline.annotate(article_of(raw))

    rows, extra = voice_rows(parsed(gold)), VoiceRows()
    for path in more:
        extra = joined(extra, voice_rows(parsed(path)))
    found = accuracy(rows, held_out(rows, extra))
    write(joined(rows, extra), folder)
    return found


if __name__ == "__main__":
    sys.stdout.write(f"voice, held out by article: {100 * train_from(Path(sys.argv[1]), [Path(p) for p in sys.argv[2:]]):.1f}\n")
