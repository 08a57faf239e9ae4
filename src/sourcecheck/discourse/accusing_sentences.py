"""How much a sentence accuses at all, whoever it is: its words without any name, its voice, the roles that its parties fill.

The words are lemmas of nouns, verbs, adjectives and adverbs that stand for no party and name no country: exchanging
two camps changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from sourcecheck.discourse.candidates import Candidate
from sourcecheck.discourse.countries import country_of
from sourcecheck.discourse.parties import PartyBook
from sourcecheck.discourse.tokens import Stretch
from sourcecheck.domain.discourse import Sentence

_WORDS = frozenset({"NOUN", "VERB", "ADJ", "ADV"})
_OF_THE_PARTY = ("kind:", "position")
_WORD_WEIGHT = 0.5
_SHORTEST = 3


def sentence_features(
    sentences: Sequence[Sentence], candidates: Sequence[Candidate], book: PartyBook
) -> dict[int, dict[str, float]]:
    """Features of every sentence that has a candidate, by its index."""
    here: dict[int, list[Candidate]] = {}
    for candidate in candidates:
        here.setdefault(candidate.sentence, []).append(candidate)
    size = max(1, len(sentences))
    out = {}
    for index, found in here.items():
        sentence = sentences[index]
        f = _words(book.doc.within(sentence.span), book)
        f[f"voice:{sentence.voice.value}"] = 1.0
        f["place"] = index / size
        for candidate in found:
            for name, value in candidate.features.items():
                if value > f.get(name, 0.0) and not name.startswith(_OF_THE_PARTY):
                    f[name] = value
        out[index] = f
    return out


def _words(span: Stretch, book: PartyBook) -> dict[str, float]:
    parties = {token.i for token, _ in book.mentions_in(span.start, span.end)}
    return {
        "word:" + token.lemma_.lower(): _WORD_WEIGHT
        for token in span
        if token.pos_ in _WORDS and len(token) >= _SHORTEST and token.i not in parties and not token.text[:1].isupper()
        and country_of(token.lower_) is None
    }
