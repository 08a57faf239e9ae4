"""From labelled articles to rows a model can be fitted on, by the same path as an audit."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sourcecheck.classify.cues import Cues
from sourcecheck.classify.features import featurize
from sourcecheck.classify.loaded import LoadedCues, find_candidates
from sourcecheck.discourse import read
from sourcecheck.domain.discourse import Reading, Voice
from sourcecheck.domain.text import Span
from sourcecheck.language import Annotated
from sourcecheck.train.data import Label, Labelled

OWN = frozenset({Voice.NARRATOR.value, Voice.MIXED.value})


@dataclass(frozen=True)
class SentenceRow:
    """`own`: labelled, and in the newsroom's voice by our reading, so that it may be flagged; `weight` is its article's."""

    article: int
    span: Span
    values: dict[str, float]
    voice: str
    needs_source: bool
    kind: str | None
    labelled: bool = True
    weight: float = 1.0

    @property
    def own(self) -> bool:
        return self.labelled and self.voice in OWN


@dataclass(frozen=True)
class TermRow:
    article: int
    span: Span
    values: dict[str, float]
    loaded: bool
    category: str


@dataclass(frozen=True)
class Examples:
    sentences: tuple[SentenceRow, ...]
    terms: tuple[TermRow, ...]


Parse = Callable[[Iterable[Labelled]], Iterable[Annotated]]
Read = Callable[[Labelled, Annotated], Reading]


def build(data: Iterable[Labelled], annotated: Iterable[Annotated], cues: Cues, loaded_cues: LoadedCues, reader: Read | None = None) -> Examples:
    """Rows of all articles. `reader` replaces our own reading (an oracle, for experiments)."""
    sentences: list[SentenceRow] = []
    terms: list[TermRow] = []
    for number, (row, parsed) in enumerate(zip(data, annotated, strict=True)):
        reading = reader(row, parsed) if reader else read(parsed)
        features = featurize(parsed, reading, cues)
        for sentence, found in zip(reading.sentences, features.sentences, strict=True):
            label = label_of(sentence.span, row.labels)
            sentences.append(
                SentenceRow(
                    number, sentence.span, found.values, sentence.voice.value,
                    bool(label and label.needs_source), label.kind if label else None,
                    label is not None and label.needs_source is not None, row.weight,
                )
            )
        if row.has_loaded:
            marked = [span for label in row.labels for span in label.loaded]
            for candidate in find_candidates(features.view, loaded_cues):
                hit = any(candidate.span.overlaps(span) for span in marked)
                terms.append(TermRow(number, candidate.span, candidate.values, hit, candidate.category))
    return Examples(tuple(sentences), tuple(terms))


def label_of(span: Span, labels: tuple[Label, ...]) -> Label | None:
    """The annotated sentence that shares most characters with ours."""
    best, most = None, 0
    for label in labels:
        shared = min(span.end, label.span.end) - max(span.start, label.span.start)
        if shared > most:
            best, most = label, shared
    return best
