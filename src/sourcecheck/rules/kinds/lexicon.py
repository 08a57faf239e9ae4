"""Kind ``lexicon``: words and phrases of a list.

Parameters: ``words`` (phrases; ``@name`` takes the list rules/lexicons/name.txt), ``exact`` (forms only,
no lemmas), ``except`` (collocations that silence a match they touch), ``reach`` (``match``, or
``sentence`` to flag the whole sentence).
"""

from __future__ import annotations

from collections.abc import Iterator

from sourcecheck.domain.text import Span
from sourcecheck.rules.checks import Built, Workshop
from sourcecheck.rules.evidence import Evidence
from sourcecheck.rules.hits import Hit, Result, found
from sourcecheck.rules.tables import Table
from sourcecheck.rules.words import Phrases


def build(workshop: Workshop, parameters: Table) -> Built:
    exact = parameters.yes_no("exact", False)
    phrases = Phrases(workshop.entries(parameters.texts("words")), exact)
    contexts = Phrases(workshop.entries(parameters.texts("except")))
    reach = parameters.choice("reach", ("match", "sentence"), "match")

    def hits(evidence: Evidence) -> Iterator[Hit]:
        words = evidence.words
        silenced: list[Span] | None = None
        for first, last, phrase in phrases.find(words):
            span = words.span(first, last)
            if not workshop.scope.admits(evidence, span):
                continue
            if silenced is None:
                silenced = [words.span(a, b) for a, b, _ in contexts.find(words)]
            if any(span.overlaps(other) for other in silenced):
                continue
            sentence = evidence.sentence_of(span)
            if reach == "sentence" and sentence is not None:
                span = sentence.span
            yield Hit(span, {"entry": phrase})

    def run(evidence: Evidence) -> Result:
        return found(hits(evidence))

    return Built(run, frozenset({"entry"}))
