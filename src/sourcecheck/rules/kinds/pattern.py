"""Kind ``pattern``: sequences of tokens, in the language of spaCy's Matcher.

Parameters: ``patterns``, a list of patterns (each a list of token descriptions such as
``{ LEMMA = "selon" }``; ``{ LEMMA = { IN = ["@name"] } }`` takes a word list), ``focus`` (two numbers:
first and last token to flag, negative from the end), ``except`` (collocations that silence).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from spacy.matcher import Matcher
from spacy.tokens import Doc
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


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A token pattern; `needs`: words that its tokens name, by attribute; `first`: those of its first token, if it
    names some; `size`: how many tokens it covers at most (None: any number)."""

    tokens: list[dict[str, Any]]
    needs: tuple[tuple[str, frozenset[str]], ...]
    first: tuple[str, frozenset[str]] | None
    size: int | None

    @classmethod
    def read(cls, tokens: list[dict[str, Any]]) -> _Pattern:
        wanted = [_needed(token) for token in tokens]
        bounded = all({key.upper(): value for key, value in token.items()}.get("OP", "1") in ("1", "?") for token in tokens)
        return cls(tokens, tuple(need for need in wanted if need), wanted[0], len(tokens) if bounded else None)

    def windows(self, evidence: Evidence) -> Iterator[Doc | DocSpan]:
        """Where to search: spaCy's matcher makes an object of every token it passes, so it is shown those alone that
        may begin a match and the few that may follow."""
        doc = evidence.annotated.doc
        if not all(evidence.has_tokens(attribute, words) for attribute, words in self.needs):
            return
        if self.first is None or self.size is None:
            yield doc
            return
        attribute, words = self.first
        for n, word in enumerate(evidence.token_column(attribute)):
            if word in words:
                yield doc[n : n + self.size]


class _Searches:
    """A matcher for every pattern, run where all the words are there that its tokens name."""

    def __init__(self, patterns: list[list[dict[str, Any]]]) -> None:
        self._patterns = [_Pattern.read(pattern) for pattern in patterns]
        self._vocab: Vocab | None = None
        self._matchers: list[Matcher | None] = []

    def find(self, evidence: Evidence) -> list[DocSpan]:
        """Matches in order, the longest first where they overlap."""
        doc = evidence.annotated.doc
        if self._vocab is not doc.vocab:  # one vocabulary in a run of the product, another in each unit test
            self._vocab, self._matchers = doc.vocab, [None] * len(self._patterns)
        found: list[DocSpan] = []
        for n, pattern in enumerate(self._patterns):
            for window in pattern.windows(evidence):
                matcher = self._matchers[n]
                if matcher is None:
                    matcher = self._matchers[n] = Matcher(doc.vocab)
                    matcher.add("card", [pattern.tokens])
                found.extend(matcher(window, as_spans=True))
        return filter_spans(found) if found else found


_NAMED = {"LOWER": "LOWER", "LEMMA": "LEMMA", "ORTH": "ORTH", "TEXT": "ORTH"}


def _needed(token: dict[str, Any]) -> tuple[str, frozenset[str]] | None:
    """The attribute of a token description that lists its words, and these; None if the token may be missing."""
    given = {key.upper(): value for key, value in token.items()}
    if given.get("OP", "1") not in ("1", "+"):
        return None
    for key, attribute in _NAMED.items():
        words = given.get(key)
        if isinstance(words, dict):
            words = words.get("IN")
        if isinstance(words, str):
            words = [words]
        if isinstance(words, list) and all(isinstance(word, str) for word in words):
            return attribute, frozenset(words)
    return None


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
    searches = _Searches(patterns)
    focus = parameters.raw("focus", [0, -1])
    if not (isinstance(focus, list) and len(focus) == 2 and all(isinstance(n, int) for n in focus)):
        raise parameters.wrong("focus", "two whole numbers such as [0, -1]")
    contexts = Phrases(workshop.entries(parameters.texts("except")))

    def hits(evidence: Evidence) -> Iterator[Hit]:
        if workshop.scope.quotations == "inside" and not evidence.reading.quotations:
            return
        silenced: list[Span] | None = None
        for match in searches.find(evidence):
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
