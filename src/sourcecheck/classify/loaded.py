"""Loaded language: words in the newsroom's own voice that carry a judgement.

Two steps. Candidates come from word lists (``loaded-words``, ``loaded-phrases``), from morphology
(-ard, -aille, ultra-…) and from classes (a judging adjective on a noun of act); literal collocations
(``loaded-literal``: régime de retraite, guerre des prix) drop out at once. Then a trained filter weighs
the context of each candidate.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from sourcecheck.classify.view import View, Zone
from sourcecheck.domain.discourse import Voice
from sourcecheck.domain.text import PartKind, Span
from sourcecheck.resources import Library

_PEJORATIVE = re.compile(r"^(?:\w{3,}(?:aillerie|assier|ouillard|ocrature)|(?:gauch|flicar|chauff)ard)$")
_MARKS = frozenset("«»“”\"")
_OURS = (Zone.NARRATOR, Zone.CUE)
_PEJORATIVE_ENDS = ("aillerie", "assier", "ouillard", "ocrature", "ard")
_EXCESS = re.compile(r"^(?:ultra|hyper|archi|super|méga|pseudo|soi-disant)-\w{4,}$")
_READ_POS = frozenset({"NOUN", "ADJ", "VERB", "ADV", "AUX", "PROPN"})
_SPORT = frozenset(
    "match but équipe championnat coupe joueur entraîneur club finale victoire stade ligue buteur tournoi cycliste étape "
    "rugby football tennis basket score film roman album festival concert acteur réalisateur chanteur spectacle exposition".split()
)


@dataclass(frozen=True)
class LoadedCues:
    """`words`: lemma → (category, strength, parts of speech); `phrases`: first word → second word → (words, category, strength);
    `literal`: lemma → phrases in which it is meant literally."""

    words: dict[str, tuple[tuple[str, int, frozenset[str]], ...]]
    phrases: dict[str, dict[str, tuple[tuple[tuple[str, ...], str, int], ...]]]
    literal: dict[str, tuple[str, ...]]
    acts: frozenset[str]
    parties: frozenset[str]

    @cached_property
    def begins(self) -> Begins:
        return Begins(frozenset(self.words))


    def phrases_in(self, seen: View) -> set[str]:
        """The first words of the phrases whose longest word the article has: « de », « à » or « la » begin so many."""
        present = (self._by_longest.keys() & seen.words) | (self._by_longest.keys() & seen.lemmas)
        return set().union(*(self._by_longest[word] for word in present))

    @cached_property
    def _by_longest(self) -> dict[str, set[str]]:
        """The longest word of every phrase → the first words of these phrases."""
        out: dict[str, set[str]] = defaultdict(set)
        for first, by_second in self.phrases.items():
            for parts, _, _ in chain.from_iterable(by_second.values()):
                out[max(parts, key=len)].add(first)
        return dict(out)


class Begins(dict[str, bool]):
    """Word → whether it can be a candidate by itself, by its form; remembered for the articles that follow."""

    def __init__(self, listed: frozenset[str]) -> None:
        super().__init__()
        self._listed = listed

    def __missing__(self, word: str) -> bool:
        if len(self) > _MOST_REMEMBERED:
            self.clear()
        may = self[word] = word in self._listed or "-" in word or word.endswith(_PEJORATIVE_ENDS)
        return may


_MOST_REMEMBERED = 20_000


@dataclass(frozen=True)
class Candidate:
    span: Span
    category: str
    lemma: str
    sentence: int
    values: dict[str, float]


def read_loaded_cues(library: Library) -> LoadedCues:
    words: dict[str, list[tuple[str, int, frozenset[str]]]] = defaultdict(list)
    for lemma, category, strength, pos in library.lexicon("loaded-words").rows:
        words[lemma].append((category, int(strength), frozenset(pos.split("|"))))
    phrases: dict[str, list[tuple[tuple[str, ...], str, int]]] = defaultdict(list)
    for phrase, category, strength in library.lexicon("loaded-phrases").rows:
        parts = tuple(_pieces(phrase))
        phrases[parts[0]].append((parts, category, int(strength)))
    literal: dict[str, list[str]] = defaultdict(list)
    for lemma, phrase in library.lexicon("loaded-literal").rows:
        literal[lemma].append(phrase)
    stakes = library.lexicon("stakes-words").rows
    return LoadedCues(
        {lemma: tuple(rows) for lemma, rows in words.items()},
        {first: _by_second(rows) for first, rows in phrases.items()},
        {lemma: tuple(rows) for lemma, rows in literal.items()},
        frozenset(lemma for lemma, kind in stakes if kind in ("violence", "fault")),
        frozenset(lemma for lemma, kind in stakes if kind == "party"),
    )


def _by_second(
    rows: list[tuple[tuple[str, ...], str, int]]
) -> dict[str, tuple[tuple[tuple[str, ...], str, int], ...]]:
    """Phrases by their second word ("" when they have one only), longest first."""
    groups: dict[str, list[tuple[tuple[str, ...], str, int]]] = defaultdict(list)
    for row in rows:
        groups[row[0][1] if len(row[0]) > 1 else ""].append(row)
    return {second: tuple(sorted(group, key=lambda row: (-len(row[0]), row))) for second, group in groups.items()}


def _pieces(phrase: str) -> list[str]:
    """Words as the tokenizer cuts them: « n'hésite pas » → n' · hésite · pas."""
    return re.findall(r"[\w-]+'|[\w-]+|[^\w\s]", phrase)


def find_candidates(seen: View, cues: LoadedCues) -> Iterator[Candidate]:
    """Terms that may be loaded, in the order of the text, none overlapping another."""
    words, lemmas, zones = seen.words, seen.lemmas, seen.zones
    begins, listed, here = cues.begins, cues.words, cues.phrases_in(seen)
    for index, sentence in enumerate(seen.reading.sentences):
        if sentence.voice is Voice.OTHER and sentence.part_kind is not PartKind.TITLE:
            continue
        first, last = seen.bounds[index]
        begin = [
            i
            for i in range(first, last)
            if (
                begins[word := words[i]]
                or (lemma := lemmas[i]) in listed
                or word in here
                or lemma in here
            )
            and zones[i] in _OURS
        ]
        if not begin:
            continue
        quoted = _in_marks(seen, first, last)
        taken = first
        for i in begin:
            if i < taken or i in quoted:
                continue
            found = _match(seen, i, last, quoted, cues)
            if found is None:
                continue
            end, category, strength, lemma, how = found
            values = _context(seen, index, i, end, category, strength, how, cues)
            values["l:" + lemma] = 1.0
            yield Candidate(seen.span(i, end), category, lemma, index, values)
            taken = end + 1


def _in_marks(seen: View, first: int, last: int) -> set[int]:
    """Tokens between quotation marks of any use, balanced inside the sentence."""
    out: set[int] = set()
    if _MARKS.isdisjoint(seen.words[first:last]):
        return out
    opened: int | None = None
    for i in range(first, last):
        word = seen.words[i]
        if word in ("«", "“") or (word == '"' and opened is None):
            opened = i
        elif word in ("»", "”", '"') and opened is not None:
            out.update(range(opened, i + 1))
            opened = None
    return out


def _match(
    seen: View, i: int, last: int, quoted: set[int], cues: LoadedCues
) -> tuple[int, str, int, str, str] | None:
    """(last token, category, strength, lemma, how) of the candidate that begins at token `i`."""
    word, lemma, pos = seen.words[i], seen.lemmas[i], seen.pos[i]
    keys = (lemma,) if lemma == word else (lemma, word)
    for key in keys:
        if key in cues.literal and any(_holds(seen, i, phrase) for phrase in cues.literal[key]):
            return None
    for key in keys:
        by_second = cues.phrases.get(key)
        if by_second is None:
            continue
        for parts, category, strength in _near(seen, i, last, by_second):
            end = _phrase_end(seen, i, last, parts)
            if end is not None and not (quoted & set(range(i, end + 1))):
                return end, category, strength, " ".join(parts), "phrase"
    if pos not in _READ_POS or seen.names[i]:
        return None
    for key in keys:
        for category, strength, allowed in cues.words.get(key, ()):
            if pos in allowed:
                return i, category, strength, key, "word"
    if _EXCESS.match(word):
        return i, "judging", 1, "*excess", "morphology"
    if pos in ("NOUN", "ADJ") and _PEJORATIVE.match(word):
        return i, "charged", 2, "*pejorative", "morphology"
    return None


def _near(
    seen: View, i: int, last: int, by_second: dict[str, tuple[tuple[tuple[str, ...], str, int], ...]]
) -> list[tuple[tuple[str, ...], str, int]]:
    """Phrases whose second word is among the next tokens (an adverb may stand between), longest first."""
    found = list(by_second.get("", ()))
    for k in range(i + 1, min(i + 4, last)):
        word, lemma = seen.words[k], seen.lemmas[k]
        if word in by_second:
            found.extend(by_second[word])
        if lemma != word and lemma in by_second:
            found.extend(by_second[lemma])
        if seen.pos[k] not in ("SPACE", "ADV"):
            break
    return sorted(found, key=lambda row: (-len(row[0]), row)) if len(found) > 1 else found


def _phrase_end(seen: View, i: int, last: int, parts: tuple[str, ...]) -> int | None:
    """Last token of the phrase at `i`; each part matches a form or a lemma, a few adverbs may stand inside."""
    k = i
    for n, part in enumerate(parts):
        if n:
            k += 1
            while k < last and seen.pos[k] == "SPACE":
                k += 1
            if k < last and seen.words[k] != part and seen.lemmas[k] != part and seen.pos[k] == "ADV" and part not in ("pas",):
                k += 1
        if k >= last or (seen.words[k] != part and seen.lemmas[k] != part):
            return None
    return k


def _holds(seen: View, i: int, phrase: str) -> bool:
    """Whether the literal collocation covers token `i`."""
    a = max(0, seen.starts[i] - len(phrase))
    found = seen.lower_text.find(phrase, a, seen.ends[i] + len(phrase))
    return found >= 0 and found < seen.ends[i] and seen.starts[i] < found + len(phrase)


def _context(
    seen: View, index: int, i: int, end: int, category: str, strength: int, how: str, cues: LoadedCues
) -> dict[str, float]:
    sentence = seen.reading.sentences[index]
    head = seen.heads[i]
    out = {
        "cat:" + category: 1.0,
        f"strength:{strength}": 1.0,
        "how:" + how: 1.0,
        f"cat-strength:{category}-{strength}": 1.0,
        "voice:" + sentence.voice.value: 1.0,
        "pos:" + seen.pos[i]: 1.0,
        "dep:" + seen.deps[i].split(":")[0]: 1.0,
    }
    if sentence.part_kind is PartKind.TITLE:
        out["in:title"] = 1.0
    if seen.zones[i] == Zone.CUE:
        out["in:cue"] = 1.0
    if head != i and seen.masks[head] in cues.acts:
        out["head:act"] = 1.0
    if head != i and seen.masks[head] in cues.parties:
        out["head:party"] = 1.0
    if head != i and seen.names[head]:
        out["head:name"] = 1.0
    first, last = seen.bounds[index]
    if not _SPORT.isdisjoint(seen.lemmas[first:last]):
        out["near:sport"] = 1.0
    if any(seen.words[k] in ("ne", "n'", "pas") for k in range(max(first, i - 3), min(last, end + 3)) if not i <= k <= end):
        out["near:negation"] = 1.0
    if any(seen.numbers[max(first, i - 2) : min(last, end + 3)]):
        out["near:number"] = 1.0
    if any(seen.names[first:last]):
        out["near:name"] = 1.0
    if "Person=1" in seen.morphs[i] or "Person=2" in seen.morphs[i]:
        out["mood:speaker"] = 1.0
    if seen.morphs[i].find("Mood=Cnd") >= 0:
        out["mood:conditional"] = 1.0
    if i > first and seen.words[i - 1] in ("de", "d'", "du", "des"):
        out["after:de"] = 1.0
    if i > first and seen.words[i - 1] in ("très", "trop", "plus", "si", "aussi", "extrêmement", "particulièrement"):
        out["after:degree"] = 1.0
    out["genre:" + seen.reading.genre] = 1.0
    return out
