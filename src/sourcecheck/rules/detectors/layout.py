"""The copy itself: marks that do not pair, page furniture in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sourcecheck.domain.text import PartKind, Span
from sourcecheck.rules.checks import Built, Workshop
from sourcecheck.rules.evidence import Evidence
from sourcecheck.rules.hits import Hit, Result, found
from sourcecheck.rules.tables import Table

_BRACKET = re.compile(r"[()\[\]]")
_SMILEYS = (":)", ";)", ":-)", ";-)", ":(", ":-(")


def unbalanced_marks(workshop: Workshop, parameters: Table) -> Built:
    """Quotation marks the reading could not pair, and brackets without their other half."""

    def hits(evidence: Evidence) -> Iterator[Hit]:
        spans = list(evidence.reading.unbalanced_marks)
        for part in evidence.annotated.article.parts:
            if part.kind.value in workshop.scope.zones:
                spans.extend(_open_brackets(evidence.text, part.span))
        for span in sorted(set(spans)):
            yield Hit(span, {"mark": evidence.words_in(span)})

    def run(evidence: Evidence) -> Result:
        return found(hits(evidence))

    return Built(run, frozenset({"mark"}))


def _open_brackets(text: str, part: Span) -> Iterator[Span]:
    stack: list[int] = []
    for match in _BRACKET.finditer(text, part.start, part.end):
        i = match.start()
        if text[i] in "([":
            stack.append(i)
        elif stack and text[stack[-1]] == {")": "(", "]": "["}[text[i]]:
            stack.pop()
        elif not _enumerates(text, part, i) and not text[max(0, i - 2) : i + 1].endswith(_SMILEYS):
            yield Span(i, i + 1)
    for i in stack:
        if not text.startswith(tuple("(" + s for s in ("…",)), i):
            yield Span(i, i + 1)


def _enumerates(text: str, part: Span, i: int) -> bool:
    """« a) », « 1) » at the start of an item."""
    head = text[max(part.start, i - 3) : i].split()
    return bool(head) and head[-1].isalnum() and len(head[-1]) <= 2


def furniture(workshop: Workshop, parameters: Table) -> Built:
    """Blocks of the page that ingest set apart. One finding for a run of blocks, on the first."""

    def hits(evidence: Evidence) -> Iterator[Hit]:
        before = False
        for part in evidence.annotated.article.parts:
            is_furniture = part.kind is PartKind.FURNITURE
            if is_furniture and not before:
                yield Hit(part.span)
            before = is_furniture

    def run(evidence: Evidence) -> Result:
        return found(hits(evidence))

    return Built(run)
