"""Words of an article and phrases of a word list, cut by one rule, so that they always meet."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import takewhile

from sourcecheck.discourse.conjugation import forms
from sourcecheck.discourse.token_table import token_table
from sourcecheck.domain.text import Span
from sourcecheck.language import Annotated

_WORD = re.compile(r"\w+[’']?|[^\w\s]")
_STRAIGHT = (("’", "'"), ("ʼ", "'"), ("«", '"'), ("»", '"'), ("“", '"'), ("”", '"'))
_VERBAL = ("AUX", "VERB")
GAP = "…"
"""In a phrase: up to `GAP_WORDS` words of any kind."""
GAP_WORDS = 4


def folded(text: str) -> str:
    """Lower case, straight apostrophes and quotation marks: one character in, one out."""
    small = text.lower()
    if len(small) != len(text):  # a capital whose small letter is two characters
        small = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    for written, straight in _STRAIGHT:
        small = small.replace(written, straight)
    return small


normal = lru_cache(maxsize=1 << 15)(folded)
"""`folded` of a word, remembered."""


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
    positions: Mapping[str, Sequence[int]]
    """Form or lemma → the word numbers it stands at, in order."""
    matches: dict[Phrases, list[_Match]] = field(default_factory=dict, compare=False, repr=False)
    """What lists of phrases found here, overlaps included: a list is searched once, however many ask for it."""

    def span(self, first: int, last: int) -> Span:
        return Span(self.starts[first], self.ends[last])

    def inside(self, span: Span) -> range:
        """Numbers of the words that begin inside `span`."""
        return range(bisect_left(self.starts, span.start), bisect_left(self.starts, span.end))

    def beginning_with(self, letters: str) -> list[str]:
        """The forms and lemmas that begin so."""
        first = bisect_left(self._sorted, letters)
        return list(takewhile(lambda word: word.startswith(letters), self._sorted[first:]))

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self.positions)

    def at(self, offset: int) -> int:
        """Number of the last word that begins at or before `offset` (−1: none)."""
        return bisect_right(self.starts, offset) - 1


def words_of(annotated: Annotated) -> Words:
    """Cut an article into words."""
    table = token_table(annotated)
    token_at = dict(zip(table.start, range(len(table)), strict=True))
    text = folded(annotated.article.text)
    spans = [match.span() for match in _WORD.finditer(text)]
    starts, ends = zip(*spans, strict=True) if spans else ((), ())
    words = [text[start:end] for start, end in spans]
    lemmas = words.copy()
    verbs: set[int] = set()
    positions: defaultdict[str, list[int]] = defaultdict(list)
    token_ends, token_pos, token_lemmas = table.end, table.pos, table.lemma
    for n, (start, end) in enumerate(spans):
        form = words[n]
        i = token_at.get(start)
        if i is not None and token_ends[i] == end:
            lemma = normal(token_lemmas[i])
            if lemma != form:
                lemmas[n] = lemma
                positions[lemma].append(n)
            if token_pos[i] in _VERBAL:
                verbs.add(n)
        positions[form].append(n)
    return Words(starts, ends, tuple(words), tuple(lemmas), frozenset(verbs), dict(positions))


@dataclass(frozen=True, slots=True)
class _Wanted:
    """One word of a phrase after its first: the words that will do, beginnings of words, forms of verbs."""

    words: frozenset[str]
    beginnings: tuple[str, ...]
    verb_forms: frozenset[str]
    exact: bool

    @classmethod
    def read(cls, part: str, exact: bool) -> _Wanted:
        choices = part.split("|")
        words = frozenset(choice for choice in choices if not choice.endswith("*"))
        forms = frozenset[str]() if exact else frozenset(form for word in words for form in verb_forms(word))
        return cls(words, tuple(choice[:-1] for choice in choices if choice.endswith("*")), forms, exact)

    def meets(self, article: Words, n: int) -> bool:
        form = article.forms[n]
        if form in self.words or (self.beginnings and form.startswith(self.beginnings)):
            return True
        return not self.exact and (article.lemmas[n] in self.words or (form in self.verb_forms and n in article.verbs))


_Tail = tuple[tuple[_Wanted | None, ...], str, bool]
"""The words of a phrase after its first (None: a gap), the phrase as written, whether only a verb may begin it."""
_Match = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class _Tails:
    """How the phrases of one first word go on: `by_second` where the second word can be looked up, else `others`."""

    others: list[_Tail] = field(default_factory=list)
    by_second: dict[str, list[_Tail]] = field(default_factory=dict)

    def add(self, tail: _Tail) -> None:
        second = tail[0][0] if tail[0] else None
        if second is None or second.beginnings:
            self.others.append(tail)
            return
        for word in second.words | second.verb_forms:
            self.by_second.setdefault(word, []).append(tail)

    def after(self, words: Words, n: int) -> list[_Tail]:
        """Those worth trying after word `n`."""
        if not self.by_second or n + 1 >= len(words.forms):
            return self.others
        form, lemma = words.forms[n + 1], words.lemmas[n + 1]
        found = self.by_second.get(form)
        more = self.by_second.get(lemma) if lemma != form else None
        return [*self.others, *(found or ()), *(more or ())] if found or more else self.others


class Phrases:
    """A list of phrases, compiled when first looked for.

    In a phrase every word matches the form or (unless `exact`) the lemma; ``a|b`` is a choice,
    ``attaqu*`` any word that begins so, ``…`` up to four words inside one sentence.
    """

    def __init__(self, phrases: Iterable[str], exact: bool = False) -> None:
        self.exact = exact
        self.phrases = tuple(phrase for phrase in phrases if phrase.strip())

    def __bool__(self) -> bool:
        return bool(self.phrases)

    @cached_property
    def _by_first(self) -> dict[str, _Tails]:
        """By the first word of each phrase, a beginning of a word with its asterisk."""
        out: defaultdict[str, _Tails] = defaultdict(_Tails)
        for phrase in self.phrases:
            firsts, *after = cut(phrase)
            rest = tuple(None if part == GAP else _Wanted.read(part, self.exact) for part in after)
            for first in firsts.split("|"):
                out[first].add((rest, phrase, False))
                for form in () if self.exact or first.endswith("*") else verb_forms(first):
                    out[form].add((rest, phrase, form != first))
        return dict(out)

    @cached_property
    def _beginnings(self) -> tuple[str, ...]:
        return tuple(first for first in self._by_first if first.endswith("*"))

    def find(self, words: Words, within: range | None = None) -> Iterator[_Match]:
        """(first word, last word, phrase) of every match, longest first at each place, in order."""
        hits = words.matches.get(self)
        if hits is None:
            hits = words.matches[self] = sorted(self._candidates(words), key=lambda hit: (hit[0], -hit[1], hit[2]))
        last_end = -1
        for hit in hits:
            if hit[1] > last_end and (within is None or hit[0] in within):
                last_end = hit[1]
                yield hit

    def _candidates(self, words: Words) -> set[_Match]:
        """Every match, wherever it stands and whatever it overlaps."""
        found: set[_Match] = set()
        for first in self._by_first.keys() & words.positions.keys():
            self._collect(words, first, self._by_first[first], found)
        for beginning in self._beginnings:
            for word in words.beginning_with(beginning[:-1]):
                self._collect(words, word, self._by_first[beginning], found)
        return found

    def _collect(self, words: Words, first: str, tails: _Tails, found: set[_Match]) -> None:
        """Add the matches that begin with the form or lemma `first`."""
        for n in words.positions[first]:
            if self.exact and words.forms[n] != first:
                continue
            for rest, phrase, verb_only in tails.after(words, n):
                if verb_only and n not in words.verbs:
                    continue
                end = _match(words, n + 1, rest)
                if end is not None:
                    found.add((n, end - 1, phrase))


def _match(words: Words, n: int, rest: tuple[_Wanted | None, ...]) -> int | None:
    """The number of the word after the phrase whose words from `n` on are `rest`; None where they do not stand."""
    size = len(words.forms)
    for k, wanted in enumerate(rest):
        if wanted is None:
            return _match_after_gap(words, n, rest[k + 1 :])
        if n >= size or not wanted.meets(words, n):
            return None
        n += 1
    return n


def _match_after_gap(words: Words, n: int, rest: tuple[_Wanted | None, ...]) -> int | None:
    for start in range(n, n + GAP_WORDS + 1):
        end = _match(words, start, rest)
        if end is not None:
            return end
        if start >= len(words.forms) or words.forms[start] in ".!?;:":
            return None
    return None
