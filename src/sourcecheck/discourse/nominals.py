"""Noun phrases that denote who may speak: « le ministre iranien des Transports », « une source proche du dossier »."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from sourcecheck.discourse.conjugation import FINITE
from sourcecheck.discourse.cues import source_kinds, verb_forms
from sourcecheck.discourse.names import Mention, folded_words
from sourcecheck.discourse.token_table import TokenTable
from sourcecheck.domain.discourse import EntityKind, Gender
from sourcecheck.resources import Library

DEFINITE = frozenset("le la les l' du au aux des".split())
INDEFINITE = frozenset("un une d' de plusieurs certains certaines quelques divers diverses deux trois quatre cinq autre autres chaque nombreux".split())
DEMONSTRATIVE = frozenset("ce cet cette ces".split())
POSSESSIVE = frozenset("son sa ses leur leurs mon ma mes notre nos votre vos".split())
_DETERMINERS = DEFINITE | INDEFINITE | DEMONSTRATIVE | POSSESSIVE
_LINKS = frozenset("de du des d' à au aux en pour chargé chargée chargés près auprès contre".split())
_INVARIABLE = frozenset("medias pays corps fils epoux religieux secours avis propos concours proces bras".split())
_CIVIL = frozenset("m. mme m mm. me dr".split())
_BETWEEN = frozenset("la l' le les".split())
_ADJUNCTS = frozenset("adjoint adjointe délégué déléguée suppléant suppléante chef cheffe associé associée".split())
_EPONYMS = frozenset("parents époux frères sœurs enfants cousins héritiers consorts conjoints équipe famille clan cabinet administration gouvernement groupe affaire camp fondation maison couple loi réforme plan procès motion liste "
                     "association entreprise société banque festival musée institut collège lycée hôpital tribu dynastie présidence mandature".split())
_RUN = frozenset("entreprise société groupe association club équipe banque gouvernement camp administration cabinet syndicat".split())  # « le patron de l'entreprise Paul Durand »
_WITH_AIMS = frozenset("association comite collectif agence bureau fonds centre ligue mouvement parti union rassemblement commissaire haut-commissaire ministre "
                       "secretaire delegue deleguee envoye envoyee emissaire responsable rapporteur rapporteure coordinateur coordinatrice coalition alliance "
                       "conference institut programme office direction conseil organisation fondation observatoire groupe ong syndicat front commission cellule "
                       "campagne petition tribune plan loi projet texte manifeste".split())
_DEMONYMIC = ("ais", "aise", "ois", "oise", "ien", "ienne", "éen", "éenne", "ain", "aine", "and", "ande", "ard", "arde", "ol", "ole")
_KIN = frozenset("couple famille clan époux frères sœurs parents fratrie consorts conjoints cousins héritiers".split())
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


@cache
def _periphrases() -> dict[str, list[tuple[frozenset[str], tuple[str, ...]]]]:
    """By every word of theirs, in the order of the list: a phrase is only compared with those that have its noun."""
    out: dict[str, list[tuple[frozenset[str], tuple[str, ...]]]] = {}
    for said, meant in Library().lexicon("office-periphrases").rows:
        for word in sorted({*said.split()}):
            out.setdefault(word, []).append((frozenset(said.split()), tuple(meant.split())))
    return out


def _plain_office(noun: str, words: frozenset[str]) -> tuple[str, frozenset[str]]:
    """« chef de l'État », « garde des Sceaux »: the plain name of the office."""
    for said, meant in _periphrases().get(noun, ()):
        if said <= words:
            return meant[0], (words - said) | frozenset(meant)
    return noun, words


def singular(word: str) -> str:
    """The folded noun without the mark of the plural."""
    if word.endswith("aux") and len(word) > 4 and not word.endswith("eaux"):
        return word[:-3] + "al"
    return word[:-1] if word.endswith(("s", "x")) and len(word) > 3 and word not in _INVARIABLE else word


def find_nominals(table: TokenTable, names: tuple[Mention, ...]) -> list[Nominal]:
    """The noun phrases of possible sources, in order; a phrase ends before a proper name in apposition."""
    at_name = {}
    inside_name = bytearray(len(table))
    for number, proper in enumerate(names):
        if proper.first_token >= 0:
            at_name[proper.first_token] = number
            for i in range(proper.first_token, proper.last_token):
                inside_name[i] = 1
    kinds = _kinds()
    found: list[Nominal] = []
    counsel = not {"avocat", "avocate", "avocats", "me"}.isdisjoint(table.low)
    end = 0
    for i, low in enumerate(table.low):
        kind = kinds.get(low.removeprefix("ex-"))
        if i + 2 < len(table) and table.low[i + 1] == "-" and table.end[i] == table.start[i + 1] and kinds.get(f"{low}-{table.low[i + 2]}") is not None:
            low = f"{low}-{table.low[i + 2]}"  # « aide-soignante », in three tokens
            kind = kinds[low]
        if kind is None or (table.pos[i] not in ("NOUN", "PROPN", "ADJ", "X") and not _after_determiner(table, i)) or inside_name[i]:
            continue
        if table.pos[i] == "ADJ" and i + 1 < len(table) and table.pos[i + 1] == "NOUN" and table.low[i + 1] in kinds:
            continue
        if low in ("ancien", "ancienne") and i + 1 < len(table) and table.pos[i + 1] in ("NOUN", "ADJ") and table.low[i + 1] not in _LINKS:
            continue  # « l'ancien international »
        first, determiner = _determiner(table, i)
        if determiner == "bare" and i < end:
            continue
        last, name = _extent(table, i, at_name, names, inside_name, kind is EntityKind.PERSON)
        if determiner == "bare" and name < 0 and (not _stands_alone(table, i) or (last < len(table) and table.low[last] in ("que", "qu'", "«"))):
            continue
        plural = table.low[first] in ("les", "des", "ces", "ses", "leurs", "aux", "plusieurs", "certains", "certaines", "quelques") if (
            determiner != "bare" and first < i) else bool(table.plural(i))
        if (not plural and table.low[first] in ("deux", "trois", "quatre", "cinq", "d'", "de")) or (table.pos[first] == "NUM" and first < i):
            plural = bool(table.plural(i))
        if kind is EntityKind.ORGANISATION and "ans" in table.low[first:last]:
            kind = EntityKind.PERSON  # « le producteur de 61 ans »
        if low == "conseil" and counsel and not table.is_capital(i) and _is_counsel(table, i, last, name, names, at_name):
            kind = EntityKind.PERSON
        words = frozenset(folded_words(table.text(first, last)))
        if {"ex", "ancienne", "anciens", "anciennes"} & words:
            words = (words - {"ex", "ancienne", "anciens", "anciennes"}) | {"ancien"}  # « l'ex-maire », « l'ancien maire »
        noun = singular(folded_words(low)[-1]) if folded_words(low) else low
        noun, words = _plain_office(noun, words)
        found.append(Nominal(first, i, last, noun, words, determiner, kind, plural, _gender(table, first, i, low), name))
        end = last
    return found


def _is_counsel(table: TokenTable, head: int, last: int, name: int, names: tuple[Mention, ...], at_name: dict[int, int]) -> bool:
    """« le conseil », « son conseil », « le conseil de Paul Durand »: a lawyer, where the article has lawyers."""
    if last == head + 1:
        return name < 0 or names[name].kind is EntityKind.PERSON
    of = at_name.get(head + 2, -1) if table.low[head + 1] in ("de", "d'") else -1
    return of >= 0 and names[of].kind is EntityKind.PERSON


def _stands_alone(table: TokenTable, i: int) -> bool:
    """A noun without article that may still head a phrase: an apposition, a headline, a function held."""
    if table.is_capital(i) or i == 0 or table.sentence[i - 1] != table.sentence[i]:
        return True
    return table.low[i - 1] in (",", "(", "est", "était", "devenu", "—", "–", ":")


def _after_determiner(table: TokenTable, i: int) -> bool:
    if i == 0 or table.low[i - 1] not in _DETERMINERS or table.pos[i] in ("AUX", "ADP", "ADV"):
        return False
    return table.pos[i] != "VERB" or table.low[i].endswith(
        ("é", "és", "ée", "ées", "u", "us", "ue", "ues", "ant", "ants", "ante", "antes"))  # « l'élue », « le prévenu », « l'exploitant »


def _determiner(table: TokenTable, head: int) -> tuple[int, str]:
    """The first token of the phrase and what determines it; adjectives and numbers may stand between."""
    i = head - 1
    while i >= 0 and head - i <= 4 and table.sentence[i] == table.sentence[head]:
        low = table.low[i]
        if low in _DETERMINERS:
            kind = ("definite" if low in DEFINITE else "demonstrative" if low in DEMONSTRATIVE else
                    "possessive" if low in POSSESSIVE else "indefinite")
            if low in ("deux", "trois", "quatre", "cinq", "autre", "autres", "nombreux") and i and table.low[i - 1] in _DETERMINERS - {"de", "d'"}:
                i -= 1
                continue
            if low == "des" and not (table.dep[i] == "case" or table.pos[i] == "ADP" or _object_of(table, i)):
                kind = "indefinite"
            if low in ("d'", "de") and head - i == 1:
                return head, "bare"
            if kind == "definite" and "autre" in table.low[i + 1 : head]:
                kind = "indefinite"
            return i, kind
        if table.pos[i] == "NUM" and head - i <= 2 and (i == 0 or table.low[i - 1] not in _DETERMINERS - {"de", "d'"}) and not table.is_capital(head):
            return i, "indefinite"  # « douze médecins »
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
    table: TokenTable, head: int, at_name: dict[int, int], names: tuple[Mention, ...], inside_name: bytearray, person: bool = False
) -> tuple[int, int]:
    """(end of the phrase, number of the proper name in apposition right after it or -1)."""
    j, size, sentence = head + 1, len(table), table.sentence[head]
    while j < size and table.low[j][0] == "-" and table.start[j] == table.end[j - 1] and not inside_name[j]:
        j += 2 if table.low[j] == "-" and j + 1 < size and table.start[j + 1] == table.end[j] else 1  # « l'état-major »
    if j + 1 < size and table.pos[j] in ("NOUN", "VERB", "X", "ADV") and len(table.low[j]) > 5 and table.low[j].endswith(_DEMONYMIC) and not table.is_capital(j) and (
            table.low[j + 1] == "," or j + 1 in at_name):
        j += 1  # « l'entraîneur langonnais, Paul Durand »: an adjective read as a noun
    while j < size and j - head < _LONGEST and table.sentence[j] == sentence:
        low, pos = table.low[j], table.pos[j]
        if j in at_name:
            party = names[at_name[j]]
            label = party.kind is EntityKind.ORGANISATION and names[at_name[party.last_token]].kind is EntityKind.PERSON if party.last_token in at_name else False
            if person and party.kind is not EntityKind.PERSON and j == head + 1 and (label or _is_acronym(table, j)) and party.last_token < size:
                j = party.last_token  # « le député LR Paul Durand », « le maire RN de X »
                continue
            if j - 1 == head and table.low[head] in _KIN and party.kind is EntityKind.PERSON and party.last_token < size:
                j = party.last_token  # « le couple Durand », « les époux Durand »
                continue
            holder = person and party.kind is EntityKind.PERSON and len(party.words) > 1 and table.low[j - 1] in _RUN
            if j - 1 > head and table.low[j - 1] in _EPONYMS and not holder and party.last_token < size:
                j = party.last_token  # « un porte-parole de l'équipe Durand »
                continue
            return j, at_name[j]
        if low in ("m.", "mme", "me", "m", "dr", "mgr") and (j + 1 in at_name or (j + 2 in at_name and table.low[j + 1] == ".")):
            return j, at_name.get(j + 1, at_name.get(j + 2, -1))
        if low == "«" and j + 1 in at_name:
            return j, at_name[j + 1]
        if low == "(" or (low == "«" and j + 1 < size and table.is_capital(j + 1)):
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
            while k < size and (table.low[k] in _LINKS or table.low[k] in _BETWEEN or table.low[k] in _CIVIL):
                k += 1
            if low in ("pour", "contre") and singular(folded_words(table.low[head])[-1] if folded_words(table.low[head]) else "") not in _WITH_AIMS:
                break  # « le parquet de Nancy | pour corruption »
            if person and low in ("de", "d'") and k < size and table.pos[k] == "NUM" and not (k + 1 < size and table.low[k + 1] in ("ans", "an", "mois")):
                break  # « le ministre | de vingt points »
            if low in ("à", "en") and k == j + 1 and k < size and not _at_home(table, low, k, inside_name, names, at_name):
                break
            while k < size and table.pos[k] in ("ADJ", "NUM") and not inside_name[k]:
                k += 1
            if k >= size or table.sentence[k] != sentence:
                break
            if inside_name[k]:
                if low not in ("de", "du", "des", "d'", "et") and not head <= table.head[k] < j:
                    break
                j = k
                while j < size and inside_name[j] and (j == k or j not in at_name):
                    j += 1
                continue
            close = low in ("de", "du", "des", "d'", "et") or head <= table.head[k] < j
            if close and table.pos[k] in ("NOUN", "PROPN", "X", "PRON") and table.low[k] not in ("qui", "que", "dont", "où"):
                j = k + 1
                continue
            break
        if pos == "NOUN" and j + 1 in at_name and not table.is_capital(j) and (
                names[at_name[j + 1]].kind is EntityKind.PERSON or low.endswith(("ais", "aise", "ois", "oise", "ien", "ienne", "éen", "éenne"))):
            return j + 1, at_name[j + 1]  # « le médiateur kényan Paul Durand »: the adjective read as a noun
        if pos in ("ADJ", "NOUN", "X") and low != "critique" and _only_finite(low):
            break  # « le ministère parle de »
        if pos in ("ADJ", "PROPN", "X", "NUM") or (pos == "NOUN" and j == head + 1 and low in _ADJUNCTS) or (
                pos == "VERB" and "VerbForm=Part" in table.morph[j] and not table.low[j].endswith("ant")
                and j + 1 < size and table.low[j + 1] in _LINKS):
            j += 1
            continue
        break
    return j, -1


@cache
def _only_finite(low: str) -> bool:
    """Whether the word is a form of a verb of speech, and of a conjugated one."""
    kinds = {kind for _, forms, _, _ in verb_forms().get(low, ()) for kind in forms}
    return kinds == {FINITE}


def _is_acronym(table: TokenTable, i: int) -> bool:
    text = table.text(i, i + 1)
    return 2 <= len(text) <= 7 and text.replace("-", "").isupper()


def _at_home(
    table: TokenTable, link: str, k: int, inside_name: bytearray, names: tuple[Mention, ...], at_name: dict[int, int]
) -> bool:
    """« ambassadeur en Syrie », « ministre en charge de », but not « le ministre en marge de »."""
    if inside_name[k]:
        return k in at_name and names[at_name[k]].kind is EntityKind.PLACE
    return link == "en" and table.low[k] in ("charge", "chef", "exercice", "titre", "histoire", "droit", "sciences", "communication")


_OF_ARTICLE = {
    **dict.fromkeys(("le", "un", "ce", "du", "au", "cet"), Gender.MASCULINE), **dict.fromkeys(("la", "une", "cette"), Gender.FEMININE),
}


def _gender(table: TokenTable, first: int, head: int, low: str) -> Gender:
    """By the article, then by the noun itself."""
    article = _OF_ARTICLE.get(table.low[first])
    if article is not None and first < head:
        return article
    low = low.removeprefix("ex-")
    told = _gendered().get(low)
    return told if told is not None else Gender.UNKNOWN if _kinds()[low] is EntityKind.PERSON else table.gender(head)
