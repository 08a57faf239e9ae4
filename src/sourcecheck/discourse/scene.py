"""What the search for the speakers of one article works on: its words, referents, paragraphs, and what was read so far."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable

from sourcecheck.discourse.antecedents import Asked, Discourse, best, candidates
from sourcecheck.discourse.referents import Referent, Referents
from sourcecheck.discourse.token_table import token_table
from sourcecheck.domain.discourse import Attribution, Quotation
from sourcecheck.language import Annotated


class Scene:
    """`parts` is the paragraph of every token, `quoted` marks tokens within quotation marks; `choose` ranks candidates."""

    def __init__(self, annotated: Annotated, quotations: tuple[Quotation, ...], choose: Callable[..., Referent | None] = best) -> None:
        self.annotated = annotated
        self.text = annotated.article.text
        self.table = token_table(annotated)
        self.book = Referents(self.table)
        self.memory = Discourse()
        self.choose = choose
        starts = [part.span.start for part in annotated.article.parts]
        self.parts = [max(0, bisect_right(starts, offset) - 1) for offset in self.table.start]
        self.quoted = bytearray(len(self.table))
        for quotation in quotations:
            for i in self.table.within(quotation.inner):
                self.quoted[i] = 1
        self.heads = [n.head for n in self.book.nominals]

    def place(self, attribution: Attribution) -> int:
        """The token at which an attribution is told: of its source, its cue or its first words."""
        span = attribution.source or attribution.cue or attribution.content[0]
        return min(self.table.at(span.start), len(self.table) - 1)

    def candidates(self, question: Asked) -> list[tuple[Referent, dict[str, float]]]:
        """Every referent that the question may mean, with its features."""
        return list(candidates(self.book, question, self.memory, self.parts, self.quoted))

    def chosen(self, found: list[tuple[Referent, dict[str, float]]]) -> int | None:
        """The number of the best candidate."""
        referent = self.choose(found) if found else None
        return None if referent is None else referent.number
