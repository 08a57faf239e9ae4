"""The classifiers at work: a reading in, scores out."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sourcecheck.classify.bundle import Bundle, load, shipped_bundle
from sourcecheck.classify.cues import Cues, cluster_file, read_cues
from sourcecheck.classify.features import OWN_VOICES, ArticleFeatures, featurize
from sourcecheck.classify.lexical import Lexical
from sourcecheck.classify.loaded import LoadedCues, find_candidates, read_loaded_cues
from sourcecheck.classify.reasons import Explainer, read_explainer
from sourcecheck.domain.discourse import Reading
from sourcecheck.domain.scores import LoadedTerm, NeedKind, Scores, SentenceScore
from sourcecheck.language import Annotated
from sourcecheck.resources import Library

LEXICONS = (
    "stakes-words", "stakes-phrases", "stakes-units", "stakes-camps",
    "loaded-words", "loaded-phrases", "loaded-literal",
)


@dataclass(frozen=True)
class Classifiers:
    """Trained models with the word lists they were trained with."""

    bundle: Bundle
    cues: Cues
    loaded_cues: LoadedCues
    explainer: Explainer

    @property
    def digest(self) -> str:
        """Identifies the weights that judge, for the toolchain of an audit."""
        return self.bundle.digest

    def score(self, annotated: Annotated, reading: Reading) -> Scores:
        """Every sentence's probability of needing a source, and the loaded terms of the newsroom's voice."""
        features = featurize(annotated, reading, self.cues, name_words=False)
        return Scores(self._sentences(features), self._loaded(features))

    @cached_property
    def _lexical(self) -> Lexical:
        return Lexical(self.bundle.need.columns, self.cues.clusters)

    def _sentences(self, features: ArticleFeatures) -> tuple[SentenceScore, ...]:
        out = []
        bundle = self.bundle
        sentences = features.view.reading.sentences
        for sentence, row in zip(sentences, features.sentences, strict=True):
            if sentence.voice not in OWN_VOICES:
                out.append(SentenceScore(sentence.index, bundle.reported, False, None))
                continue
            raw, kind = bundle.need.judge(row.values, self._lexical.places(row.spoken))
            probability = round(raw, 6)
            needs = probability >= bundle.need_threshold
            reasons, exemptions = self.explainer.explain(features, row, bundle.need.whole) if needs else ((), ())
            out.append(
                SentenceScore(sentence.index, probability, needs, NeedKind(kind) if needs else None, reasons, exemptions)
            )
        return tuple(out)

    def _loaded(self, features: ArticleFeatures) -> tuple[LoadedTerm, ...]:
        out = []
        for candidate in find_candidates(features.view, self.loaded_cues):
            probability = round(self.bundle.loaded.probability(candidate.values), 6)
            if probability >= self.bundle.loaded_threshold:
                out.append(LoadedTerm(candidate.span, candidate.category, probability, candidate.lemma))
        return tuple(out)


def open_classifiers(library: Library, folder: Path | None = None) -> Classifiers:
    """The shipped classifiers, or those of `folder`; `ModelError` when they do not match this version."""
    bundle = load(folder or shipped_bundle(), lexicon_digest(library))
    return Classifiers(bundle, read_cues(library), read_loaded_cues(library), read_explainer(library))


def lexicon_digest(library: Library) -> str:
    """One digest of all word lists that make features."""
    total = hashlib.sha256()
    for name in LEXICONS:
        for row in library.lexicon(name).rows:
            total.update("\t".join(row).encode() + b"\n")
    total.update(cluster_file().read_bytes())
    return total.hexdigest()
