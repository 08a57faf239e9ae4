"""Kind ``score``: what a classifier says.

Parameters: ``score`` = ``needs_source`` (with ``kinds`` of the guidelines; flags the sentence) or
``loaded`` (with ``categories``; flags the words); ``minimum`` probability (0–1).
"""

from __future__ import annotations

from collections.abc import Iterator

from sourcecheck.domain.findings import Bilingual
from sourcecheck.domain.scores import NeedKind
from sourcecheck.rules.checks import Built, Workshop
from sourcecheck.rules.evidence import Evidence
from sourcecheck.rules.hits import Hit, Result, found, not_applicable
from sourcecheck.rules.tables import Table
from sourcecheck.rules.words import Phrases

KIND_WORDS = {
    NeedKind.ACCUSATION: Bilingual("acte imputé à une partie", "act imputed to a party"),
    NeedKind.CASUALTIES: Bilingual("bilan", "toll"),
    NeedKind.FIGURE: Bilingual("chiffre que quelqu’un a compté", "figure somebody counted"),
    NeedKind.CAUSE: Bilingual("cause ou responsabilité", "cause or responsibility"),
    NeedKind.MOTIVE: Bilingual("intention ou sentiment prêtés", "intention or feeling lent"),
    NeedKind.DISPUTE: Bilingual("point que les parties se disputent", "point the parties dispute"),
    NeedKind.FORECAST: Bilingual("prévision", "forecast"),
    NeedKind.NONPUBLIC: Bilingual("fait qui n’est pas public", "fact that is not public"),
}
"""Why a sentence needs a source, as an editor reads it."""
CATEGORIES = ("judging", "charged", "criminal", "status", "doubt", "convicting", "euphemism")


def build(workshop: Workshop, parameters: Table) -> Built:
    which = parameters.choice("score", ("needs_source", "loaded"))
    minimum = parameters.number("minimum", 0.5)
    if which == "needs_source":
        kinds = frozenset(parameters.texts("kinds", [kind.value for kind in NeedKind]))
        return Built(lambda evidence: _needs(evidence, workshop, kinds, minimum), frozenset({"kind"}))
    categories = frozenset(parameters.texts("categories", CATEGORIES))
    contexts = Phrases(workshop.entries(parameters.texts("except")))
    return Built(lambda evidence: _loaded(evidence, workshop, categories, minimum, contexts), frozenset({"lemma"}))


def _needs(evidence: Evidence, workshop: Workshop, kinds: frozenset[str], minimum: float) -> Result:
    if not evidence.scores.sentences:
        return not_applicable("aucun classifieur n’a noté les phrases", "no classifier scored the sentences")

    def hits() -> Iterator[Hit]:
        for score in evidence.scores.sentences:
            sentence = evidence.reading.sentences[score.sentence]
            if score.probability < minimum or not score.needs_source:
                continue
            if kinds and (score.kind is None or score.kind.value not in kinds):
                continue
            if sentence.voice.value in workshop.scope.voices and sentence.part_kind.value in workshop.scope.zones:
                kind = KIND_WORDS[score.kind] if score.kind else Bilingual("", "")
                yield Hit(sentence.span, {"kind": kind}, score=score.probability)

    return found(hits())


def _loaded(
    evidence: Evidence, workshop: Workshop, categories: frozenset[str], minimum: float, contexts: Phrases
) -> Result:
    def hits() -> Iterator[Hit]:
        for term in evidence.scores.loaded:
            if term.probability < minimum or (categories and term.category not in categories):
                continue
            if not workshop.scope.admits(evidence, term.span):
                continue
            silenced = [evidence.words.span(a, b) for a, b, _ in contexts.find(evidence.words)]
            if not any(term.span.overlaps(other) for other in silenced):
                yield Hit(term.span, {"lemma": term.lemma}, score=term.probability)

    return found(hits())
