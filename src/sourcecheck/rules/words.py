"""Words of an article and phrases of a word list, cut by one rule, so that they always meet."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from spacy.attrs import IDX, LEMMA, LENGTH, POS
from spacy.parts_of_speech import AUX, VERB

from sourcecheck.discourse.conjugation import forms
from sourcecheck.domain.text import Span
from sourcecheck.language import Annotated

_WORD = re.compile(r"\w+[’']|\w+|[^\w\s]")
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "«": '"', "»": '"', "“": '"', "”": '"'})
_VERBAL = frozenset({int(AUX), int(VERB)})
GAP = "…"
"""In a phrase: up to `GAP_WORDS` words of any kind."""
GAP_WORDS = 4


@lru_cache(maxsize=1 << 15)
def normal(text: str) -> str:
    """Lower case, straight apostrophes and quotation marks: one character in, one out."""
    folded = text.lower()
    if len(folded) != len(text):  # a capital whose small letter is two characters
        folded = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return folded.translate(_APOSTROPHES)


_INFINITIVE = re.compile(r"^[a-zà-ÿœ]{2,}(?:er|ir|re)$")


def verb_forms(infinitive: str) -> frozenset[str]:
    """Every form of a verb; empty for a word that cannot be an infinitive.

    The parse's lemmas miss some verbs (« montre » stays « montre »), so forms are looked up as well.
    """
    return frozenset(forms(infinitive)) if _INFINITIVE.match(infinitive) else frozenset()


def cut(phrase: str) -> tuple[str, ...]:
    """The words of a phrase; apostrophes stay with the elided word (« l' », « aujourd' » « hui »)."""
    return tuple(normal(word) for word in re.findall(r"…|[\w|]+\*?[’']?|[^\w\s]", phrase))


@dataclass(frozen=True)
class Words:
    """The words of one article. `forms` are normalised, `lemmas` come from the parse where a token is that word."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    forms: tuple[str, ...]
    lemmas: tuple[str, ...]
    verbs: frozenset[int]
    """Numbers of the words tagged as verbs."""
    positions: dict[str, tuple[int, ...]]
    """Form or lemma → the word numbers it stands at, in order."""

    def span(self, first: int, last: int) -> Span:
        return Span(self.starts[first], self.ends[last])

    def inside(self, span: Span) -> range:
        """Numbers of the words that begin inside `span`."""
        return range(bisect_left(self.starts, span.start), bisect_left(self.starts, span.end))

    def at(self, offset: int) -> int:
        """Number of the last word that begins at or before `offset` (−1: none)."""
        return bisect_right(self.starts, offset) - 1


def words_of(annotated: Annotated) -> Words:
    """Cut an article into words."""
    strings = annotated.doc.vocab.strings
    tokens = {
        int(index): (int(length), int(lemma), int(pos))
        for index, length, lemma, pos in annotated.doc.to_array([IDX, LENGTH, LEMMA, POS]).tolist()
    }
    starts, ends, words, lemmas, verbs = [], [], [], [], []
    positions: dict[str, list[int]] = {}
    for n, match in enumerate(_WORD.finditer(annotated.article.text)):
        form = normal(match.group())
        token = tokens.get(match.start())
        lemma = form
        if token is not None and token[0] == len(form):
            lemma = normal(strings[token[1]])
            if token[2] in _VERBAL:
                verbs.append(n)
        starts.append(match.start())
        ends.append(match.end())
        words.append(form)
        lemmas.append(lemma)
        positions.setdefault(form, []).append(n)
        if lemma != form:
            positions.setdefault(lemma, []).append(n)
    return Words(
        tuple(starts), tuple(ends), tuple(words), tuple(lemmas), frozenset(verbs), {k: tuple(v) for k, v in positions.items()}
    )


class Phrases:
    """A compiled list of phrases.

    In a phrase every word matches the form or (unless `exact`) the lemma; ``a|b`` is a choice,
    ``attaqu*`` any word that begins so, ``…`` up to four words inside one sentence.
    """

    def __init__(self, phrases: Iterable[str], exact: bool = False) -> None:
        self.exact = exact
        self._by_first: dict[str, list[tuple[tuple[str, ...], str, bool]]] = {}
        self._prefixes: list[tuple[str, tuple[str, ...], str]] = []
        for phrase in phrases:
            parts = cut(phrase)
            if not parts:
                continue
            for first in parts[0].split("|"):
                if first.endswith("*"):
                    self._prefixes.append((first[:-1], parts[1:], phrase))
                    continue
                self._by_first.setdefault(first, []).append((parts[1:], phrase, False))
                if not exact:
                    for form in verb_forms(first):
                        self._by_first.setdefault(form, []).append((parts[1:], phrase, form != first))

    def __bool__(self) -> bool:
        return bool(self._by_first or self._prefixes)

    def find(self, words: Words, within: range | None = None) -> Iterator[tuple[int, int, str]]:
        """(first word, last word, phrase) of every match, longest first at each place, in order."""
        found: list[tuple[int, int, str]] = []
        for first in self._by_first.keys() & words.positions.keys():
            for n in words.positions[first]:
                if self._allowed(words, n, first, within):
                    found.extend(self._rest(words, n, self._by_first[first]))
        for prefix, rest, phrase in self._prefixes:
            for key, numbers in words.positions.items():
                if key.startswith(prefix):
                    for n in numbers:
                        if self._allowed(words, n, key, within):
                            found.extend(self._rest(words, n, [(rest, phrase, False)]))
        last_end = -1
        for first_word, last_word, phrase in sorted(set(found), key=lambda hit: (hit[0], -hit[1], hit[2])):
            if last_word > last_end:
                last_end = last_word
                yield first_word, last_word, phrase

    def _allowed(self, words: Words, n: int, key: str, within: range | None) -> bool:
        return (within is None or n in within) and (not self.exact or words.forms[n] == key)

    def _rest(
        self, words: Words, n: int, candidates: list[tuple[tuple[str, ...], str, bool]]
    ) -> Iterator[tuple[int, int, str]]:
        for rest, phrase, verb_only in candidates:
            if verb_only and n not in words.verbs:
                continue
            end = self._match(words, n + 1, rest)
            if end is not None:
                yield n, end - 1, phrase

    def _match(self, words: Words, n: int, rest: tuple[str, ...]) -> int | None:
        if not rest:
            return n
        if rest[0] == GAP:
            for skipped in range(GAP_WORDS + 1):
                end = self._match(words, n + skipped, rest[1:])
                if end is not None:
                    return end
                if n + skipped >= len(words.forms) or words.forms[n + skipped] in ".!?;:":
                    return None
            return None
        if n >= len(words.forms) or not self._same(words, n, rest[0]):
            return None
        return self._match(words, n + 1, rest[1:])

    def _same(self, words: Words, n: int, wanted: str) -> bool:
        form, lemma = words.forms[n], words.lemmas[n]
        for choice in wanted.split("|"):
            if choice.endswith("*"):
                if form.startswith(choice[:-1]):
                    return True
            elif form == choice or (not self.exact and (lemma == choice or self._is_form(words, n, choice))):
                return True
        return False

    def _is_form(self, words: Words, n: int, verb: str) -> bool:
        return n in words.verbs and words.forms[n] in verb_forms(verb)
