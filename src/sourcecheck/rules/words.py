"""Words of an article and phrases of a word list, cut by one rule, so that they always meet."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

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


class Phrases:
    """A compiled list of phrases.

    In a phrase every word matches the form or (unless `exact`) the lemma; ``a|b`` is a choice,
    ``attaqu*`` any word that begins so, ``…`` up to four words inside one sentence.
    """

    def __init__(self, phrases: Iterable[str], exact: bool = False) -> None:
        self.exact = exact
        self._by_first: dict[str, list[_Tail]] = {}
        self._prefixes: list[tuple[str, list[_Tail]]] = []
        for phrase in phrases:
            parts = cut(phrase)
            if not parts:
                continue
            rest = tuple(None if part == GAP else _Wanted.read(part, exact) for part in parts[1:])
            for first in parts[0].split("|"):
                if first.endswith("*"):
                    self._prefixes.append((first[:-1], [(rest, phrase, False)]))
                    continue
                self._by_first.setdefault(first, []).append((rest, phrase, False))
                if not exact:
                    for form in verb_forms(first):
                        self._by_first.setdefault(form, []).append((rest, phrase, form != first))

    def __bool__(self) -> bool:
        return bool(self._by_first or self._prefixes)

    def find(self, words: Words, within: range | None = None) -> Iterator[_Match]:
        """(first word, last word, phrase) of every match, longest first at each place, in order."""
        hits = words.matches.get(self)
        if hits is None:
            hits = words.matches[self] = sorted(set(self._candidates(words)), key=lambda hit: (hit[0], -hit[1], hit[2]))
        last_end = -1
        for hit in hits:
            if hit[1] > last_end and (within is None or hit[0] in within):
                last_end = hit[1]
                yield hit

    def _candidates(self, words: Words) -> list[_Match]:
        """Every match, wherever it stands and whatever it overlaps."""
        found: list[_Match] = []
        for first in self._by_first.keys() & words.positions.keys():
            self._collect(words, first, self._by_first[first], found)
        for prefix, tails in self._prefixes:
            for key in words.positions:
                if key.startswith(prefix):
                    self._collect(words, key, tails, found)
        return found

    def _collect(self, words: Words, first: str, tails: list[_Tail], found: list[_Match]) -> None:
        """Add the matches that begin with the form or lemma `first`."""
        for n in words.positions[first]:
            if self.exact and words.forms[n] != first:
                continue
            for rest, phrase, verb_only in tails:
                if verb_only and n not in words.verbs:
                    continue
                end = _match(words, n + 1, rest) if rest else n + 1
                if end is not None:
                    found.append((n, end - 1, phrase))


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
