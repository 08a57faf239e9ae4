"""Fit the three small models of voice (narrator, attributed, mixed) on labelled articles (gold format).

Features are those of the discourse room on its own reading, end to end, so that training sees what use sees.
`python -m sourcecheck.train.voice GOLD [MORE…] [--texts TEXTS]` fits on all the files, prints the accuracy on GOLD held
out by article (ten folds, the other files always in training) and writes `discourse/weights/voice-*.json`.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sourcecheck.discourse import voice as voice_stage
from sourcecheck.discourse.quotation_marks import find_quotations
from sourcecheck.discourse.reading import who_says_what
from sourcecheck.discourse.voice import voice_features
from sourcecheck.language import Annotated, open_pipeline
from sourcecheck.language.annotated import span_of
from sourcecheck.train.data import read_labelled

FOLDS, STRENGTH, DIGITS = 10, 0.05, 4
LEAST_SEEN = 4
VOICES = ("narrator", "attributed", "mixed")
WEIGHTS = Path(voice_stage.__file__).parent / "weights"
Features = dict[str, float]


@dataclass
class VoiceRows:
    """Sentences with a labelled voice: features, labels, the number of the article each stands in, and how much it counts."""

    features: list[Features] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    articles: list[int] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)

    def add(self, features: Features, label: str, article: int, weight: float = 1.0) -> None:
        self.features.append(features)
        self.labels.append(label)
        self.articles.append(article)
        self.weights.append(weight)


def voice_rows(pairs: Iterable[tuple[Mapping[str, Any], Annotated]]) -> VoiceRows:
    """The labelled sentences of gold articles, each with the features of the parsed sentence that covers it most."""
    rows = VoiceRows()
    for number, (raw, annotated) in enumerate(pairs):
        quotations, attributions, _ = who_says_what(annotated, find_quotations(annotated).quotations)
        described = voice_features(annotated, quotations, attributions)
        spans = [span_of(sentence) for sentence in annotated.sentences]
        for sentence in raw["sentences"]:
            shared = [min(sentence["end"], s.end) - max(sentence["start"], s.start) for s in spans]
            best = max(range(len(spans)), key=shared.__getitem__, default=-1)
            if best >= 0 and shared[best] > 0 and sentence.get("voice"):
                rows.add(described[best], sentence["voice"], number, float(raw.get("weight", 1.0)))
    return rows


def _fit(rows: Sequence[VoiceRows], kept: Sequence[Sequence[int]]) -> tuple[Any, Any]:
    """A multinomial model of the kept rows of each; a feature seen less often than `LEAST_SEEN` is left out."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    chosen = [(one, i) for one, numbers in zip(rows, kept, strict=True) for i in numbers if one.labels[i] in VOICES]
    seen = Counter(name for one, i in chosen for name, value in one.features[i].items() if value)
    features = [{n: v for n, v in one.features[i].items() if seen[n] >= LEAST_SEEN} for one, i in chosen]
    vectorizer = DictVectorizer()
    model = LogisticRegression(C=STRENGTH, max_iter=3000)
    matrix = vectorizer.fit_transform(features)
    return vectorizer, model.fit(matrix, [one.labels[i] for one, i in chosen], sample_weight=[one.weights[i] for one, i in chosen])


def held_out(rows: VoiceRows, more: VoiceRows | None = None) -> list[str]:
    """The voice of every row, by models that saw no sentence of its article."""
    extra = more or VoiceRows()
    answers = [""] * len(rows.labels)
    for fold in range(FOLDS):
        train = [i for i, a in enumerate(rows.articles) if a % FOLDS != fold and rows.labels[i] in VOICES]
        test = [i for i, a in enumerate(rows.articles) if a % FOLDS == fold]
        if not train or not test:
            continue
        vectorizer, model = _fit((rows, extra), (train, range(len(extra.labels))))
        for i, answer in zip(test, model.predict(vectorizer.transform([rows.features[i] for i in test])), strict=True):
            answers[i] = "other" if "no-assertion" in rows.features[i] else str(answer)
    return answers


def accuracy(rows: VoiceRows, answers: Sequence[str]) -> float:
    """Share of right voices among the sentences that assert something, as the scorer counts."""
    right = [answer == label for answer, label in zip(answers, rows.labels, strict=True) if label != "other"]
    return sum(right) / len(right) if right else 0.0


def write(rows: VoiceRows, folder: Path = WEIGHTS) -> None:
    """Fit on all the rows and write one file of weights a voice."""
    vectorizer, model = _fit((rows,), (range(len(rows.labels)),))
    names = vectorizer.get_feature_names_out()
    for voice, weights, bias in zip(model.classes_, model.coef_, model.intercept_, strict=True):
        kept = {n: round(float(w), DIGITS) for n, w in sorted(zip(names, weights, strict=True)) if round(float(w), DIGITS)}
        content = {"bias": round(float(bias), DIGITS), "threshold": 0.5, "weights": kept}
        (folder / f"voice-{voice}.json").write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")


def joined(first: VoiceRows, second: VoiceRows) -> VoiceRows:
    last = max(first.articles, default=-1) + 1
    return VoiceRows(
        first.features + second.features, first.labels + second.labels,
        first.articles + [last + a for a in second.articles], first.weights + second.weights,
    )


def train_from(gold: Path, more: Sequence[Path] = (), texts: Sequence[Path] = (), folder: Path = WEIGHTS) -> float:
    """Fit on the files and write the weights; the accuracy on `gold`, held out by article. Articles of the
    `test` part are left out."""
    pipeline = open_pipeline()

    def parsed(path: Path) -> Iterable[tuple[Mapping[str, Any], Annotated]]:
        for row in read_labelled([path], texts):
            if row.part != "test":
                yield row.raw, pipeline.annotate(row.article)

    rows, extra = voice_rows(parsed(gold)), VoiceRows()
    for path in more:
        extra = joined(extra, voice_rows(parsed(path)))
    found = accuracy(rows, held_out(rows, extra))
    write(joined(rows, extra), folder)
    return found


def _main() -> None:
    parser = argparse.ArgumentParser(prog="python -m sourcecheck.train.voice")
    parser.add_argument("gold", type=Path)
    parser.add_argument("more", type=Path, nargs="*")
    parser.add_argument("--texts", type=Path, action="append", default=[])
    given = parser.parse_args()
    sys.stdout.write(f"voice, held out by article: {100 * train_from(given.gold, given.more, given.texts):.1f}\n")


if __name__ == "__main__":
    _main()
