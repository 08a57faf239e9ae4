"""Kind ``pattern``: sequences of tokens, in the language of spaCy's Matcher.

Parameters: ``patterns``, a list of patterns (each a list of token descriptions such as
``{ LEMMA = "selon" }``; ``{ LEMMA = { IN = ["@name"] } }`` takes a word list), ``focus`` (two numbers:
first and last token to flag, negative from the end), ``except`` (collocations that silence).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from spacy.matcher import Matcher
from spacy.tokens import Span as DocSpan
from spacy.util import filter_spans
from spacy.vocab import Vocab

from sourcecheck.domain.text import Span
from sourcecheck.errors import CardError
from sourcecheck.rules.checks import Built, Workshop
from sourcecheck.rules.evidence import Evidence
from sourcecheck.rules.hits import Hit, Result, found
from sourcecheck.rules.tables import Table
from sourcecheck.rules.words import Phrases


class _Matchers:
    """The matcher of the last vocabulary seen: one in a run of the product, another in each unit test."""

    def __init__(self, patterns: list[list[dict[str, Any]]]) -> None:
        self._patterns = patterns
        self._vocab: Vocab | None = None
        self._matcher: Matcher | None = None

    def of(self, vocab: Vocab) -> Matcher:
        if self._matcher is None or self._vocab is not vocab:
            self._matcher = Matcher(vocab, validate=True)
            self._matcher.add("card", self._patterns)
            self._vocab = vocab
        return self._matcher


def build(workshop: Workshop, parameters: Table) -> Built:
    raw = parameters.raw("patterns", [])
    if not isinstance(raw, list) or not raw or not all(isinstance(p, list) and p for p in raw):
        raise parameters.wrong("patterns", "a list of lists of token descriptions")
    patterns = [[_expand(token, workshop) for token in pattern] for pattern in raw]
    try:
        Matcher(Vocab(), validate=True).add("card", patterns)
    except ValueError as error:
        reason = " ".join(str(error).split())[:200]
        raise CardError("{file}: a token pattern is wrong: {reason}", file=parameters.where, reason=reason) from None
    matchers = _Matchers(patterns)
    focus = parameters.raw("focus", [0, -1])
    if not (isinstance(focus, list) and len(focus) == 2 and all(isinstance(n, int) for n in focus)):
        raise parameters.wrong("focus", "two whole numbers such as [0, -1]")
    contexts = Phrases(workshop.entries(parameters.texts("except")))

    def hits(evidence: Evidence) -> Iterator[Hit]:
        spans: list[DocSpan] = filter_spans(matchers.of(evidence.annotated.doc.vocab)(evidence.annotated.doc, as_spans=True))
        silenced: list[Span] | None = None
        for match in spans:
            first, last = (n if n >= 0 else len(match) + n for n in focus)
            tokens = match[min(first, len(match) - 1) : last + 1]
            span = Span(tokens.start_char, tokens.end_char)
            if not workshop.scope.admits(evidence, span):
                continue
            if silenced is None:
                silenced = [evidence.words.span(a, b) for a, b, _ in contexts.find(evidence.words)]
            if not any(span.overlaps(other) for other in silenced):
                yield Hit(span, {"lemma": tokens.root.lemma_})

    def run(evidence: Evidence) -> Result:
        return found(hits(evidence))

    return Built(run, frozenset({"lemma"}))


def _expand(value: Any, workshop: Workshop) -> Any:
    """Replace ``@name`` in lists by the entries of that word list."""
    if isinstance(value, dict):
        return {key: _expand(item, workshop) for key, item in value.items()}
    if isinstance(value, list):
        return list(workshop.entries(item for item in value if isinstance(item, str))) + [
            item for item in value if not isinstance(item, str)
        ]
    return value
