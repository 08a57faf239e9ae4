"""What stands between quotation marks, as far as an attribution has to know it."""

from __future__ import annotations

from sourcecheck.discourse.cues import (
    CLITICS,
    QUE,
    VerbGroup,
    is_finite,
    is_infinitive,
    source_kinds,
    verb_groups,
)
from sourcecheck.discourse.drafts import InnerIncise, source_span, span_of_units
from sourcecheck.discourse.governors import raise_governor
from sourcecheck.discourse.periods import Unit, Words
from sourcecheck.discourse.sources import phrase_right, skip_adverbials, speaker_like
from sourcecheck.domain.discourse import Quotation, QuotationUse
from sourcecheck.domain.text import Span
from sourcecheck.language import Annotated


class Quoted:
    """The quotations of one article: how long, whether a sentence, whether cut by an incise."""

    def __init__(self, annotated: Annotated, quotations: tuple[Quotation, ...]) -> None:
        self.text = annotated.article.text
        self.annotated = annotated
        self.quotations = quotations
        self.tokens = Words(annotated)
        self.verbs: dict[int, bool] = {}
        self.inner = {
            i: found for i, q in enumerate(quotations) if q.depth == 0 and (found := self._inner_incise(q)) is not None
        }

    def words(self, quotation: Quotation) -> int:
        return len(quotation.inner.of(self.text).split())

    def has_verb(self, quotation: Quotation) -> bool:
        """Whether a finite verb stands between the marks."""
        start = quotation.inner.start
        known = self.verbs.get(start)
        if known is None:
            known = self.verbs[start] = any(is_finite(u) for u in self.tokens.inside(start, quotation.inner.end))
        return known

    def opens_with_infinitive(self, quotation: Quotation) -> bool:
        for unit in self.tokens.inside(quotation.inner.start, quotation.inner.end)[:4]:
            if unit.low not in CLITICS and unit.low not in {"ne", "pas", "plus"}:
                return is_infinitive(unit)
        return False

    def pieces(self, number: int) -> list[Span]:
        """What is said between the marks: all of it, or without the incise (« Moi, dit-il, j'ai froid »)."""
        found = self.inner.get(number)
        return found.pieces if found is not None else [self.quotations[number].inner]

    def runs_from(self, number: int) -> bool:
        """Whether the quotation goes on from one that the paragraph before it left open."""
        if number == 0:
            return False
        previous = self.quotations[number - 1]
        while previous.depth and number > 1:
            number -= 1
            previous = self.quotations[number - 1]
        return previous.depth == 0 and previous.balanced and previous.outer.end == previous.inner.end

    def is_utterance(self, number: int) -> bool:
        """Words that can stand as an utterance after a colon."""
        quotation = self.quotations[number]
        said = quotation.inner.of(self.text)
        whole = said[-1:] in {".", "!", "?", "…"} and (self.has_verb(quotation) or (said[:1].isupper() and self.words(quotation) >= 2))
        sentence = self.has_verb(quotation) and quotation.inner.of(self.text)[:1].isupper()
        return whole or sentence or (self.words(quotation) >= 3 and self.has_verb(quotation)) or self.words(quotation) >= 6

    def idle_use(self, quotation: Quotation) -> QuotationUse:
        inner = quotation.inner.of(self.text)
        return QuotationUse.TITLE if inner[:1].isupper() else QuotationUse.SCARE

    def _inner_incise(self, quotation: Quotation) -> InnerIncise | None:
        span = quotation.inner
        if len(span) < 16:
            return None
        units = self.tokens.inside(span.start, span.end)
        for group in verb_groups(units):
            left = group.first - 1
            left = raise_governor(units, group) - 1
            if group.form not in {"fin", "pp"} or group.bare or group.passive or left < 1:
                continue
            if units[left].low not in {",", "?", "!", "…", "–", "—", "..."} or "n" not in group.entry.frames:
                continue
            end = self._inner_end(units, group)
            if end is None:
                continue
            stop, source = end
            pieces = []
            head, tail = Span(span.start, units[left].start + (units[left].low in {"?", "!", "…"})), span.end
            if len(head):
                pieces.append(head)
            at = stop
            while at < len(units) and units[at].low in {",", ".", "–", "—", ";", ":"}:
                at += 1
            if at < len(units):
                pieces.append(Span(units[at].start, tail))
            return InnerIncise(pieces, span_of_units(units, (group.first, group.last + 1)), source_span(units, source, self.text), group.entry.lemma, group.entry.verb_class)
        return None

    def _inner_end(self, units: list[Unit], group: VerbGroup) -> tuple[int, tuple[int, int]] | None:
        """End of an incise inside quotation marks, and its subject."""
        n = len(units)
        if group.inverted >= 0:
            if units[group.inverted].low not in {"-il", "-elle", "-ils", "-elles", "-t-il", "-t-elle", "-on"}:
                return None
            source, stop = (group.inverted, group.inverted + 1), group.last + 1
        else:
            start = skip_adverbials(units, group.last + 1)
            stop = phrase_right(units, start)
            if stop <= start or not speaker_like(units, start, stop) or units[start].low in {"que", "qu'", "de", "d'"}:
                return None
            if units[start].pos not in {"DET", "PROPN", "NOUN", "PRON", "ADJ"} and not units[start].cap:
                return None
            source = (start, stop)
        if group.inverted < 0 and stop + 1 < n and units[stop].low == "," and (
            units[stop + 1].low[:1].isdigit() or units[stop + 1].low in {"qui", "lui", "elle", "dont"} or units[stop + 1].low in source_kinds()
            or (stop + 2 < n and units[stop + 1].pos == "DET" and units[stop + 2].low in source_kinds())
        ):
            for k in range(stop + 2, min(n, stop + 40)):
                if units[k].low in {".", "!", "?", ":"}:
                    return k, source
            return n, source
        for k in range(stop, min(n, stop + 14)):
            if units[k].low in {",", ".", ";", ")", "–", "—", "!", "?", ":"}:
                return k, source
            if units[k].low in QUE or is_finite(units[k]):
                return None
        return (n, source) if n <= stop + 14 else None
