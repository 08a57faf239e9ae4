"""All that the checks may look at in one article, gathered once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cached_property

from sourcecheck.discourse.act_classes import Act, Frame, find_acts
from sourcecheck.discourse.tokens import Token, Tokens, tokens_of
from sourcecheck.domain.discourse import Reading, Sentence, Voice
from sourcecheck.domain.scores import Scores, SentenceScore
from sourcecheck.domain.text import Part, PartKind, Span
from sourcecheck.language import Annotated
from sourcecheck.rules.jurisdictions import Jurisdiction
from sourcecheck.rules.words import Words, normal, words_of

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
STEM = 5
"""Letters of a stem."""


@dataclass(frozen=True)
class Evidence:
    """An article, its parse, its reading and its scores, with the look-ups that checks share.

    Checks ask here whether words stand in quotation marks or in what a source is held to have said;
    none of them searches for quotation marks by itself.
    """

    annotated: Annotated
    reading: Reading
    scores: Scores
    jurisdiction: Jurisdiction
    policy: Mapping[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return self.annotated.article.text

    def words_in(self, span: Span) -> str:
        return span.of(self.text)

    @cached_property
    def words(self) -> Words:
        return words_of(self.annotated)

    @property
    def tokens(self) -> Tokens:
        return tokens_of(self.annotated)

    def has_any(self, words: AbstractSet[str]) -> bool:
        """Whether a form or lemma of the article is one of `words`: what a search would need, asked before searching."""
        return not self.words.positions.keys().isdisjoint(words)

    def tokens_among(self, words: AbstractSet[str]) -> list[Token]:
        """The tokens whose form or lemma is one of `words`, in order."""
        forms, lemmas = self.tokens.table.low, self._lemmas
        found = [n for n, form in enumerate(forms) if form in words or lemmas[n] in words]
        return [self.tokens[n] for n in found]

    def stems(self, span: Span) -> frozenset[str]:
        """The first letters of the content words of a stretch, by lemma: enough to meet a word of the same family."""
        tokens = self.tokens.within(span)
        return frozenset(self._stems[tokens.start : tokens.end]) - {""}

    @cached_property
    def _stems(self) -> list[str]:
        """Of every token; empty for one that carries no content."""
        table = self.tokens.table
        rows = zip(self._lemmas, table.pos, table.start, table.end, strict=True)
        return [lemma[:STEM] if pos in _CONTENT and end - start > 2 else "" for lemma, pos, start, end in rows]

    @cached_property
    def _lemmas(self) -> list[str]:
        """Of every token, normalised."""
        return list(map(normal, self.tokens.table.lemma))

    def token_column(self, attribute: str) -> list[str]:
        """By its name in a token pattern (LOWER, LEMMA or ORTH), what every token of the article is."""
        if attribute == "LOWER":
            return self.tokens.lower
        table = self.tokens.table
        return table.lemma if attribute == "LEMMA" else [self.text[a:b] for a, b in zip(table.start, table.end, strict=True)]

    def has_tokens(self, attribute: str, words: AbstractSet[str]) -> bool:
        """Whether any token is one of `words` by that attribute."""
        if attribute == "ORTH" and not any(word in self.text for word in words):
            return False
        forms = self._token_forms.get(attribute)
        if forms is None:
            forms = self._token_forms[attribute] = frozenset(self.token_column(attribute))
        return not forms.isdisjoint(words)

    @cached_property
    def _token_forms(self) -> dict[str, frozenset[str]]:
        return {}

    @cached_property
    def _acts_and_frames(self) -> tuple[list[Act], list[Frame]]:
        return find_acts(self.annotated)

    @property
    def acts(self) -> list[Act]:
        """Harmful words of the article, in order."""
        return self._acts_and_frames[0]

    @property
    def frames(self) -> list[Frame]:
        """Accusing words of the article, in order."""
        return self._acts_and_frames[1]

    @cached_property
    def _quoted(self) -> bytes:
        return _mask(len(self.text), [quotation.inner for quotation in self.reading.quotations])

    @cached_property
    def _reported(self) -> bytes:
        return _mask(len(self.text), [part for a in self.reading.attributions for part in a.content])

    @cached_property
    def _sentence_starts(self) -> tuple[int, ...]:
        return tuple(sentence.span.start for sentence in self.reading.sentences)

    @cached_property
    def _score_by_sentence(self) -> dict[int, SentenceScore]:
        return {score.sentence: score for score in self.scores.sentences}

    def is_quoted(self, span: Span) -> bool:
        """Whether any of the words stands between quotation marks."""
        return b"\1" in self._quoted[span.start : span.end]

    def is_reported(self, span: Span) -> bool:
        """Whether any of the words belongs to what a source is held to have said."""
        return b"\1" in self._reported[span.start : span.end]

    def sentence_of(self, span: Span) -> Sentence | None:
        """The sentence in which `span` begins."""
        index = bisect_right(self._sentence_starts, span.start) - 1
        if index < 0:
            return None
        sentence = self.reading.sentences[index]
        return sentence if span.start < sentence.span.end else None

    def voice_of(self, span: Span) -> Voice:
        sentence = self.sentence_of(span)
        return sentence.voice if sentence else Voice.OTHER

    def score_of(self, sentence: Sentence) -> SentenceScore | None:
        return self._score_by_sentence.get(sentence.index)

    def part_of(self, span: Span) -> Part | None:
        return self.annotated.article.part_at(span.start)

    def paragraph(self, sentence: Sentence) -> tuple[Sentence, ...]:
        """The sentences of the same part, in order."""
        return tuple(other for other in self.reading.sentences if other.part == sentence.part)

    def following(self, sentence: Sentence) -> Sentence | None:
        """The next sentence of the same part."""
        n = sentence.index + 1
        if n < len(self.reading.sentences) and self.reading.sentences[n].part == sentence.part:
            return self.reading.sentences[n]
        return None

    @cached_property
    def title(self) -> Span:
        """The title, else the first part: where a finding on the whole article is pinned."""
        parts = self.annotated.article.parts
        if not parts:
            return Span(0, 0)
        return next((part.span for part in parts if part.kind is PartKind.TITLE), parts[0].span)

    @cached_property
    def body(self) -> tuple[Sentence, ...]:
        """Sentences of the lead and the body."""
        return tuple(s for s in self.reading.sentences if s.part_kind in (PartKind.LEAD, PartKind.BODY))


def _mask(length: int, spans: list[Span]) -> bytes:
    mask = bytearray(length)
    for span in spans:
        mask[span.start : span.end] = b"\1" * len(span)
    return bytes(mask)
