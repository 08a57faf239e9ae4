"""Noun phrases that denote who may speak: « le ministre iranien des Transports », « une source proche du dossier »."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from sourcecheck.discourse.cues import source_kinds
from sourcecheck.discourse.names import Mention, folded_words
from sourcecheck.discourse.token_table import TokenTable
from sourcecheck.domain.discourse import EntityKind, Gender
from sourcecheck.resources import Library

DEFINITE = frozenset("le la les l' du au aux des".split())
INDEFINITE = frozenset("un une d' de plusieurs certains certaines quelques divers diverses deux trois quatre cinq autre autres chaque nombreux".split())
DEMONSTRATIVE = frozenset("ce cet cette ces".split())
POSSESSIVE = frozenset("son sa ses leur leurs mon ma mes notre nos votre vos".split())
_DETERMINERS = DEFINITE | INDEFINITE | DEMONSTRATIVE | POSSESSIVE
_LINKS = frozenset("de du des d' à au aux en pour chargé chargée chargés près auprès sur contre".split())
_BETWEEN = frozenset("la l' le les".split())
_LONGEST = 16


@dataclass(slots=True)
class Nominal:
    """A noun phrase from token `first` to `last` (exclusive); `words` are those of the whole phrase, folded."""

    first: int
    head: int
    last: int
    noun: str
    words: frozenset[str]
    determiner: str  # definite, indefinite, demonstrative, possessive, bare
    kind: EntityKind
    plural: bool
    gender: Gender
    name: int = -1  # number of the proper name it stands with, in the list of mentions


@cache
def _kinds() -> dict[str, EntityKind]:
    names = {"person": EntityKind.PERSON, "organisation": EntityKind.ORGANISATION, "group": EntityKind.GROUP,
             "document": EntityKind.DOCUMENT, "unnamed": EntityKind.UNNAMED}
    return {noun: names[kind] for noun, kind in source_kinds().items()}


@cache
def _gendered() -> dict[str, Gender]:
    """Nouns whose form tells the gender."""
    genders = {"f": Gender.FEMININE, "m": Gender.MASCULINE}
    return {row[0]: genders[row[1]] for row in Library().lexicon("role-genders").rows}


def singular(word: str) -> str:
    """The folded noun without the mark of the plural."""
    if word.endswith("aux") and len(word) > 4 and not word.endswith("eaux"):
        return word[:-3] + "al"
    return word[:-1] if word.endswith(("s", "x")) and len(word) > 3 and word not in ("medias", "porte-paroles") else word


def find_nominals(table: TokenTable, names: tuple[Mention, ...]) -> list[Nominal]:
    """The noun phrases of possible sources, in order; a phrase ends before a proper name in apposition."""
    at_name = {}
    inside_name = bytearray(len(table))
    for number, name in enumerate(names):
        if name.first_token >= 0:
            at_name[name.first_token] = number
            for i in range(name.first_token, name.last_token):
                inside_name[i] = 1
    kinds = _kinds()
    found: list[Nominal] = []
    end = 0
    for i, low in enumerate(table.low):
        kind = kinds.get(low)
        if kind is None or (table.pos[i] not in ("NOUN", "PROPN", "ADJ", "X") and not _after_determiner(table, i)) or inside_name[i]:
            continue
        first, determiner = _determiner(table, i)
        if determiner == "bare" and i < end:
            continue
        last, name = _extent(table, i, at_name, names, inside_name)
        if determiner == "bare" and name < 0 and not (table.is_capital(i) or table.sentence[i - 1] != table.sentence[i]):
            if not (i and table.low[i - 1] in (",", "(", "est", "était", "devenu", "—", "–", ":")):
                continue
        plural = table.low[first] in ("les", "des", "ces", "ses", "leurs", "aux", "plusieurs", "certains", "certaines", "quelques") if (
            determiner != "bare" and first < i) else bool(table.plural(i))
        if not plural and table.low[first] in ("deux", "trois", "quatre", "cinq", "d'", "de"):
            plural = bool(table.plural(i))
        words = frozenset(folded_words(table.text(first, last)))
        noun = singular(folded_words(low)[-1]) if folded_words(low) else low
        found.append(Nominal(first, i, last, noun, words, determiner, kind, plural, _gender(table, first, i, low), name))
        end = last
    return found


def _after_determiner(table: TokenTable, i: int) -> bool:
    return i > 0 and table.low[i - 1] in _DETERMINERS and table.pos[i] not in ("VERB", "AUX", "ADP", "ADV")


def _determiner(table: TokenTable, head: int) -> tuple[int, str]:
    """The first token of the phrase and what determines it; adjectives and numbers may stand between."""
    i = head - 1
    while i >= 0 and head - i <= 4 and table.sentence[i] == table.sentence[head]:
        low = table.low[i]
        if low in _DETERMINERS:
            kind = ("definite" if low in DEFINITE else "demonstrative" if low in DEMONSTRATIVE else
                    "possessive" if low in POSSESSIVE else "indefinite")
            if low in ("deux", "trois", "quatre", "cinq", "autre", "autres", "nombreux") and i and table.low[i - 1] in _DETERMINERS:
                i -= 1
                continue
            if low == "des" and not (table.dep[i] == "case" or table.pos[i] == "ADP" or _object_of(table, i)):
                kind = "indefinite"
            if low in ("d'", "de") and head - i == 1:
                return head, "bare"
            if kind == "definite" and "autre" in table.low[i + 1 : head]:
                kind = "indefinite"
            return i, kind
        if low in ("premier", "première", "vice", "ex", "ex-", "ancien", "ancienne", "nouveau", "nouvelle", "-") or (table.pos[i] in ("ADJ", "NUM", "PUNCT") and low not in (
                ",", ".", ":", ";", "(", ")", "«", "»", '"')):
            i -= 1
            continue
        break
    first = head
    while first > 0 and table.low[first - 1] in ("premier", "première", "ancien", "ancienne", "ex"):
        first -= 1
    return first, "bare"


def _object_of(table: TokenTable, i: int) -> bool:
    """« des » after a noun is « de les »."""
    return i > 0 and table.pos[i - 1] in ("NOUN", "PROPN", "ADJ")


def _extent(
    table: TokenTable, head: int, at_name: dict[int, int], names: tuple[Mention, ...], inside_name: bytearray
) -> tuple[int, int]:
    """(end of the phrase, number of the proper name in apposition right after it or -1)."""
    j, size, sentence = head + 1, len(table), table.sentence[head]
    while j < size and j - head < _LONGEST and table.sentence[j] == sentence:
        low, pos = table.low[j], table.pos[j]
        if j in at_name:
            return j, at_name[j]
        if low in ("m.", "mme", "me", "m", "dr", "mgr") and (j + 1 in at_name or (j + 2 in at_name and table.low[j + 1] == ".")):
            return j, at_name.get(j + 1, at_name.get(j + 2, -1))
        if low == "«" and j + 1 in at_name:
            return j, at_name[j + 1]
        if low in ("(", "«"):
            close = next((k for k in range(j + 1, min(size, j + 5)) if table.low[k] in (")", "»")), -1)
            if close < 0:
                break
            if low == "(" and j + 1 in at_name and names[at_name[j + 1]].last_token == close and not any(c.islower() for c in names[at_name[j + 1]].text[1:]):
                nxt = close + 1
                if nxt in at_name:
                    return j, at_name[nxt]
            j = close + 1
            continue
        if low in _LINKS or (low == "et" and j + 1 < size and table.low[j + 1] in ("de", "du", "des", "d'")):
            k = j + 1
            while k < size and (table.low[k] in _LINKS or table.low[k] in _BETWEEN):
                k += 1
            while k < size and table.pos[k] in ("ADJ", "NUM") and not inside_name[k]:
                k += 1
            if k >= size or table.sentence[k] != sentence:
                break
            if inside_name[k]:
                j = k
                while j < size and inside_name[j] and (j == k or j not in at_name):
                    j += 1
                continue
            if table.pos[k] in ("NOUN", "PROPN", "X", "PRON") and table.low[k] not in ("qui", "que", "dont", "où"):
                j = k + 1
                continue
            break
        if pos in ("ADJ", "PROPN", "X", "NUM") or (pos == "NOUN" and j == head + 1) or (
                pos == "VERB" and "VerbForm=Part" in table.morph[j] and not table.low[j].endswith("ant")
                and j + 1 < size and table.low[j + 1] in _LINKS):
            j += 1
            continue
        break
    return j, -1


def _gender(table: TokenTable, first: int, head: int, low: str) -> Gender:
    """By the article, then by the noun itself."""
    article = {"le": Gender.MASCULINE, "un": Gender.MASCULINE, "ce": Gender.MASCULINE, "du": Gender.MASCULINE, "au": Gender.MASCULINE,
               "cet": Gender.MASCULINE, "la": Gender.FEMININE, "une": Gender.FEMININE, "cette": Gender.FEMININE}.get(table.low[first])
    if article is not None and first < head:
        return article
    return _gendered().get(low, table.gender(head))
