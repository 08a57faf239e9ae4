"""Cues: the words that present something as said, by construction, read off the units of a period.

A reporting verb is a cue only in one of its constructions (« a reconnu que » but not « reconnu coupable »);
which constructions a verb takes stands in `rules/lexicons/speech-verbs.txt` and `thought-verbs.txt`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from sourcecheck.discourse.conjugation import FINITE, GERUND, INFINITIVE, PARTICIPLE, forms
from sourcecheck.discourse.periods import QUOTE, Unit
from sourcecheck.resources import Library

DETERMINERS = frozenset(
    "le la les l' un une des du au aux ce cet cette ces son sa ses leur leurs notre nos votre vos mon ma mes "
    "quelques plusieurs chaque aucun aucune quel quelle quels quelles tout toute certains certaines d' de".split()
)
CLITICS = frozenset("ne n' se s' me m' te t' nous vous le la les l' lui leur y en".split())
SUBJECT_CLITICS = frozenset("-il -elle -on -ils -elles -je -nous -vous -t-il -t-elle -t-on".split())
PRONOUNS = frozenset("il elle on ils elles je j' nous qui".split())
QUE = frozenset({"que", "qu'", "qu"})
AVOIR = frozenset(
    "a ai as ont avons avez avait avais avaient avions eut eurent aura auront aurait auraient ait aient avoir ayant".split()
)
ETRE = frozenset(
    "est suis sont sommes était étais étaient étions fut furent sera seront serait seraient soit soient être étant".split()
)
_BEFORE_QUE = frozenset(
    "ainsi afin pour bien alors tandis dès avant après sans parce tant depuis pendant moins plus lors aussi autre "
    "autres même mêmes tel tels telle telles autant plutôt mieux pire davantage tellement si quel quelle quoi où "
    "tôt tard puis lors selon malgré hormis sauf outre maintenant à".split()
)
INFORM = frozenset("informer prévenir avertir assurer aviser rassurer alerter convaincre persuader".split())
_FACT = frozenset(
    "fait idée annonce conviction possibilité sentiment hypothèse principe espoir crainte certitude thèse argument "
    "sens constat regret souhait vœu impression preuve condition assurance avis promesse éventualité risque".split()
)
_ADVERBS = frozenset("ainsi tout de même aussi quant à lui elle eux pour sa part leur son côté par ailleurs en outre encore".split())
_NOT_CE = frozenset("contrairement jusqu' conformément grâce face rapport suite quant par".split())
_PARENTHETIC = frozenset("cela ceci autrement proprement soit".split())
_SENTENCE_STARTS = frozenset(". ! ? … : — – - ( ...".split())
_PREDICATES = {
    "de": ("qualifier", "traiter", "taxer"), "d'": ("qualifier", "traiter", "taxer"),
    "comme": ("décrire", "considérer", "présenter", "dépeindre"),
}
_WH = frozenset("comment pourquoi quand où combien quel quelle quels quelles".split())
_THINGS = frozenset("avance avances poste postes mesure adresse pointe commande relance titre livre signe cadre somme".split())
_BEFORE_SUBJECT = frozenset("le la les l' un une son sa ses leur leurs ce cet cette".split())
NOUNISH = frozenset(
    "annonce annonces demande demandes note notes juge juges critique critiques charge charges doute doutes menace "
    "menaces estime réplique répliques murmure murmures souffle rêve rêves cadre cadres analyse analyses commande "
    "commandes pointe pose mesure compte livre livres titre titres tweet signe signes relance insulte insultes "
    "riposte ripostes avance avances presse présente présentes relève adresse attaque attaques poste postes "
    "reproche reproches somme sommes cite précise précises dits écrits".split()
)


@dataclass(frozen=True)
class Entry:
    lemma: str
    verb_class: str
    frames: str


@cache
def verb_entries() -> dict[str, Entry]:
    """Lemma (« se plaindre » with its pronoun) → entry of the two verb lists."""
    library = Library()
    return {
        row[0]: Entry(row[0], row[1], row[2])
        for name in ("thought-verbs", "speech-verbs")
        for row in library.lexicon(name).rows
    }


@cache
def verb_forms() -> dict[str, tuple[tuple[Entry, frozenset[str], bool, tuple[str, ...]], ...]]:
    """Lower-case form → (entry, what the form can be, reflexive, the words that must follow: « savoir »)."""
    table: dict[str, list[tuple[Entry, frozenset[str], bool, tuple[str, ...]]]] = {}
    for entry in verb_entries().values():
        reflexive = entry.lemma.startswith(("se ", "s'"))
        head, *rest = entry.lemma.removeprefix("se ").removeprefix("s'").replace("'", "' ").split()
        for form, kinds in forms(head).items():
            table.setdefault(form, []).append((entry, kinds, reflexive, tuple(rest)))
    return {form: tuple(sorted(found, key=lambda item: -len(item[3]))) for form, found in table.items()}


@cache
def source_kinds() -> dict[str, str]:
    return {row[0]: row[1] for row in Library().lexicon("speech-sources").rows}


@cache
def said_nouns() -> dict[str, str]:
    return {row[0]: row[1] for row in Library().lexicon("speech-nouns").rows}


@dataclass(slots=True)
class VerbGroup:
    """A reporting verb with its auxiliaries and clitics: units `first` to `last`; `at` is the verb."""

    first: int
    last: int
    at: int
    entry: Entry
    form: str  # fin, pp, ger, inf
    passive: bool = False
    bare: bool = False  # a participle without auxiliary
    negative: bool = False
    inverted: int = -1  # unit of the subject clitic
    reflexive: bool = False


@dataclass(slots=True)
class Complement:
    """What follows the verb: kind que, quote, colon, si, wh, inf, attr; `start`: unit where the content begins."""

    kind: str
    start: int
    object_seen: bool = False


def is_finite(unit: Unit) -> bool:
    """Whether the unit looks like a finite verb, by its tags and its ending."""
    if unit.pos not in {"VERB", "AUX"}:
        return False
    if unit.form:
        return unit.form == "Fin"
    return not is_infinitive(unit) and not unit.low.endswith(("ant", "é", "és", "ée", "ées"))


def has_main_verb(units: list[Unit], stop: int) -> bool:
    """Whether a finite verb stands before `stop` outside a relative clause."""
    relative = False
    for k in range(stop):
        word = units[k].low
        if word == ",":
            relative = False
        elif word in {"qui", "que", "qu'", "dont", "où", "lorsque", "quand", "si"}:
            relative = k > 0 and word not in {"si"}
        elif is_finite(units[k]):
            if not relative:
                return True
            relative = False
    return False


def is_infinitive(unit: Unit) -> bool:
    return unit.pos in {"VERB", "AUX"} and unit.low.endswith(("er", "ir", "re", "oir")) and unit.low not in _NOT_INF


_NEVER_VERBS = frozenset("AUX PRON ADV PUNCT DET ADP CCONJ SCONJ NUM QUOTE SPACE SYM".split())
_NOT_INF = frozenset("offre souffre ouvre couvre découvre rentre montre entre tire retire inspire admire espère désire".split())


def verb_groups(units: list[Unit]) -> list[VerbGroup]:
    """Every reporting verb of the narrator in this period, in order."""
    table = verb_forms()
    found = []
    for k, unit in enumerate(units):
        options = table.get(unit.low)
        if options is None:
            if (unit.pos == "VERB" or (unit.pos not in _NEVER_VERBS and k and units[k - 1].low == "," and len(unit.low) > 3)) and (inverted := _inverted_subject(units, k)) is not None and not (
                inverted[1] + 1 < len(units) and units[inverted[1] + 1].low in table and is_infinitive(units[inverted[1] + 1])  # « peut-on lire »
            ):
                found.append(VerbGroup(inverted[0], inverted[1], k, Entry(unit.low, "neutral", "N"), "fin", inverted=inverted[2]))
            continue
        if unit.quotation >= 0:
            continue
        group = _group(units, k, options)
        if group is not None:
            found.append(group)
    return found


def _inverted_subject(units: list[Unit], k: int) -> tuple[int, int, int] | None:
    """(first unit, last unit, unit of the clitic) of any verb with an inverted subject: « tacle-t-il »."""
    if k + 1 < len(units) and units[k + 1].low in SUBJECT_CLITICS:
        return k, k + 1, k + 1
    if k + 2 < len(units) and units[k + 1].low == "-t" and units[k + 2].low in SUBJECT_CLITICS:
        return k, k + 2, k + 2
    for j in range(k - 1, max(0, k - 4), -1):
        if units[j].low in SUBJECT_CLITICS:
            first = j - 2 if units[j - 1].low == "-t" and j > 1 else j - 1
            if units[first].low in AVOIR | ETRE:
                while first and units[first - 1].low in CLITICS:
                    first -= 1
                return first, k, j
            return None
    return None


def _group(
    units: list[Unit], k: int, options: tuple[tuple[Entry, frozenset[str], bool, tuple[str, ...]], ...]
) -> VerbGroup | None:
    unit = units[k]
    previous = units[k - 1].low if k else ""
    if (unit.low == "maintenant" and unit.pos != "VERB") or (unit.low == "dit" and previous in _PARENTHETIC):
        return None
    if unit.pos == "ADP" and unit.low in {"contre", "entre"}:
        return None
    if unit.cap and k and units[k - 1].quotation < 0 and previous not in _SENTENCE_STARTS:
        return None  # « la Voie lactée »
    after = units[k + 1].low if k + 1 < len(units) else ""
    matched = [(option, end) for option in options if (end := _rest(units, k, option[3])) >= 0]
    if not matched:
        return None
    longest = max(end for _, end in matched)
    options = tuple(option for option, end in matched if end == longest)
    following = aside_end(units, longest + 1)
    while following == k + 1 and following + 1 < len(units) and units[following].low in {"aussi", "également", "toutefois", "cependant", "encore", "ainsi"}:
        following += 1  # « juge aussi que »
    after = units[following].low if following < len(units) else ""
    kinds = frozenset().union(*(option[1] for option in options))
    aux = _auxiliary(units, k) if PARTICIPLE in kinds else None
    first = k
    passive = False
    if aux is not None:
        first, passive = aux
    elif unit.low in NOUNISH and unit.pos not in {"VERB", "AUX"} and k == 0 and after not in SUBJECT_CLITICS and after != "-t":
        return None
    elif longest > k or (unit.low in NOUNISH and _only_verb(units, k)):
        pass
    elif (
        FINITE in kinds and unit.low not in NOUNISH and previous in {"le", "la", "les", "l'", "leur"}
        and k > 1 and units[k - 2].low in {",", "qui", ")"}
    ):
        pass  # « …, l'accuse de », a clitic and not an article
    elif FINITE in kinds and previous in {"le", "la", "les", "l'", "leur"} and k > 1 and units[k - 2].low in PRONOUNS - {"on"} and units[k - 2].pos == "PRON":
        pass  # « Il leur demande de »
    elif FINITE in kinds and previous in {"le", "l'"} and k > 1 and units[k - 2].low in {"comme", "ainsi"} and after in _BEFORE_SUBJECT:
        pass  # « Comme l'annonce le préfet »
    elif (
        FINITE in kinds and previous in {"le", "la", "les", "l'"} and k > 2 and units[k - 2].pos in {"NOUN", "PROPN"}
        and units[k - 2].low not in _TIME and after in {"comme", "de", "d'", "ainsi", QUOTE} | QUE
    ):
        pass  # « Le consortium la présente comme »
    elif (unit.low in NOUNISH and unit.pos not in {"VERB", "AUX"} and not (
        after in SUBJECT_CLITICS or after == "-t"
        or (after == QUOTE and previous not in DETERMINERS)
        or (after in QUE and previous not in DETERMINERS and (units[k - 1].pos != "ADJ" or not any(is_finite(u) for u in units[:k])) and (
            unit.low not in _THINGS or units[k - 1].pos in {"PROPN", "PRON"} or not any(is_finite(u) for u in units[:k])))
        or previous in PRONOUNS
        or (k > 1 and previous == "," and units[k - 2].quotation >= 0 and k + 1 < len(units) and (units[k + 1].pos == "DET" or units[k + 1].cap))
        or (previous == "," and after in _BEFORE_SUBJECT)  # « …, pointe un audit »
        or _before_name(units, k)
    )) or (previous in DETERMINERS and unit.pos not in {"VERB", "AUX"} and not is_infinitive(unit) and not (k > 1 and units[k - 2].low == "l'" and previous in {"un", "une"})):
        return None
    elif PARTICIPLE in kinds and previous in {"et", "puis"} and unit.low.endswith(("é", "i", "u", "is", "it")):
        pass
    elif unit.pos in {"NOUN", "PROPN"} and after not in SUBJECT_CLITICS and after != "-t" and not (
        (previous == "," and after in _BEFORE_SUBJECT) or _before_name(units, k) or
        (k > 1 and previous == "," and units[k - 2].quotation >= 0) or
        after in QUE or after in {QUOTE, ":"} or previous in PRONOUNS or (FINITE in kinds and unit.low not in NOUNISH)
    ):
        return None
    if unit.cap and k and units[k - 1].cap and unit.pos == "PROPN":
        return None
    start = first
    reflexive = negative = False
    while start and units[start - 1].low in CLITICS and start > first - 4 and not (units[start - 1].cap and units[start - 1].low == "lui"):
        start -= 1
        word = units[start].low
        reflexive |= word in {"se", "s'", "me", "m'", "nous"} and (word in {"se", "s'"} or _same_person(units, start))
        negative |= word in {"ne", "n'"}
    if start and units[start - 1].low in {"ne", "n'"}:
        negative = True
    if start > 1 and units[start - 1].low == "pas" and units[start - 2].low == "ne":
        negative = True
    negative = negative and not _expletive(units, start, longest)
    entry, kind = _choose(options, reflexive, aux is not None)
    if entry is None:
        return None
    last, inverted = longest, -1
    for j in range(first, min(longest + 3, len(units))):
        if units[j].low in SUBJECT_CLITICS:
            inverted = j
            last = max(last, j)
    form = next(f for f in (PARTICIPLE, FINITE, GERUND, INFINITIVE) if f in kind) if aux is not None else (
        next(f for f in (FINITE, GERUND, INFINITIVE, PARTICIPLE) if f in kind)
    )
    if longest == k and aux is None and form == FINITE and PARTICIPLE in kind and _reads_as_participle(units, k, start):
        form = PARTICIPLE
    if reflexive:
        passive = False
    return VerbGroup(
        start, last, k, entry, form, passive and form == PARTICIPLE, aux is None and form == PARTICIPLE,
        negative, inverted, reflexive,
    )


_FORCLUSIVES = frozenset("pas plus jamais rien aucun aucune personne guère point nul nulle ni".split())


def _expletive(units: list[Unit], start: int, last: int) -> bool:
    """« avant que le maire ne fasse savoir que »: a « ne » that denies nothing."""
    if any(u.low in _FORCLUSIVES or u.low in QUE for u in units[start : last + 1]) or (last + 1 < len(units) and units[last + 1].low in _FORCLUSIVES):
        return False
    for k in range(start - 1, max(0, start - 16), -1):
        if units[k].low in QUE:
            return units[k - 1].low in {"avant", "moins", "peur", "crainte", "sans"}
        if units[k].low in {";", ":"}:
            return False
    return False


def _before_name(units: list[Unit], k: int) -> bool:
    """« Le pont est fermé, note Anne Roux. »: a form that is also a noun, between a clause and a full name."""
    return (
        k > 1 and units[k - 1].low == "," and not units[k].cap and k + 2 < len(units) and units[k + 1].cap and units[k + 1].pos == "PROPN"
        and units[k + 2].cap and has_main_verb(units, k)
    )


def _only_verb(units: list[Unit], k: int) -> bool:
    """« L'armée annonce, via un communiqué, avoir… »: read as a noun, but the only verb its subject can have."""
    return (
        k > 0 and (units[k - 1].pos in {"NOUN", "ADJ", "PROPN"} or (units[k - 1].low == "," and 3 < k < len(units) - 1 and units[k + 1].low in {"de", "d'", "que", "qu'", "au", "aux", "à"}))
        and not units[k].cap
        and not has_main_verb(units, k) and not any(is_finite(u) for u in units[k + 1 : k + 12])
        and FINITE in frozenset().union(*(kinds for _, kinds, _, _ in verb_forms()[units[k].low]))
    )


def _rest(units: list[Unit], k: int, rest: tuple[str, ...]) -> int:
    """Last unit of a locution whose head stands at `k` (« fait-il savoir »), or -1."""
    j = k
    for position, word in enumerate(rest):
        j += 1
        while position == 0 and j < len(units) and j < k + 5 and units[j].low != word and (
            units[j].pos == "ADV" or units[j].low in SUBJECT_CLITICS or units[j].low == "-t"
        ):
            j += 1
        if j >= len(units) or units[j].low != word:
            return -1
    return j


def _same_person(units: list[Unit], at: int) -> bool:
    return at > 0 and units[at - 1].low in {"je", "j'", "nous"}


def _choose(
    options: tuple[tuple[Entry, frozenset[str], bool, tuple[str, ...]], ...], reflexive: bool, auxiliary: bool
) -> tuple[Entry | None, frozenset[str]]:
    if reflexive:
        for entry, kinds, is_reflexive, _ in options:
            if is_reflexive:
                return entry, kinds
        return None, frozenset()
    plain = [(entry, kinds) for entry, kinds, is_reflexive, _ in options if not is_reflexive]
    if not plain:
        return None, frozenset()
    if auxiliary:
        plain.sort(key=lambda item: PARTICIPLE not in item[1])
    return plain[0]


def _auxiliary(units: list[Unit], k: int) -> tuple[int, bool] | None:
    """First unit of the auxiliary of the participle at `k`, and whether the group is passive."""
    passive = False
    for j in range(k - 1, max(-1, k - 12), -1):
        word = units[j].low
        if word == "été":
            passive = True
        elif word == "a" and j and units[j - 1].low == "y":
            continue  # « il y a quelques jours »
        elif word in AVOIR or word in ETRE:
            if not _adverbial_gap(units, j + 1, k):
                return None
            return j, passive or word in ETRE
        elif units[j].quotation >= 0 or word in _NO_GAP or (units[j].pos == "VERB" and word not in SUBJECT_CLITICS and k - j > 2):
            return None
    return None


_NO_GAP = frozenset({";", ":", ".", "que", "qu'", "qui", "(", ")", "mais", "ou"})


def _adverbial_gap(units: list[Unit], start: int, stop: int) -> bool:
    """Whether only adverbs, clitics and adverbial phrases stand between an auxiliary and its participle."""
    opened = False
    before = ""
    if sum(u.low == "," for u in units[start:stop]) % 2:
        return False  # « les lignes sont à terre, le groupe dit avoir… »
    for unit in units[start:stop]:
        governor, before = before, unit.low
        if governor in {"à", "de", "d'"} and is_infinitive(unit):
            return False  # « n'est à déplorer, fait savoir… »
        if unit.low == "," or unit.pos == "ADP" or unit.low in _TIME or unit.low in {"un", "malgré", "fin"}:
            opened = True
        elif unit.pos in {"ADV", "PRON"} or unit.low in CLITICS or unit.low in SUBJECT_CLITICS or unit.low in _ADVERBS | {"été", "pas", "-t"}:
            continue
        elif not opened:
            return False
    return True


def _reads_as_participle(units: list[Unit], k: int, start: int) -> bool:
    """« dit », « écrit »: a participle after a noun, a verb after a subject."""
    if k + 1 < len(units) and (units[k + 1].low in SUBJECT_CLITICS or units[k + 1].low in QUE or units[k + 1].low == QUOTE):
        return False
    if k + 1 < len(units) and (is_infinitive(units[k + 1]) or (
            k + 2 < len(units) and units[k + 1].low in {"ne", "n'"} and (units[k + 2].low in {"pas", "plus", "rien"} or is_infinitive(units[k + 2])))):
        return False  # « Le gérant, Paul Durand, dit vouloir »
    if units[k].form == "Part" and k and units[k - 1].low in {",", "est", "comme"}:
        return True
    return units[k].pos not in {"VERB", "AUX"} and start == k


_ASIDES = frozenset(
    tuple(words.split()) for words in (
        "pour sa part", "pour leur part", "pour ma part", "pour notre part", "de son côté", "de leur côté", "de sa part", "à son tour",
        "à leur tour", "quant à lui", "quant à elle", "quant à eux", "quant à elles", "en revanche", "par ailleurs", "en substance",
        "à cette occasion", "à ce sujet", "à ce propos", "en outre", "au passage", "dans la foulée", "en effet", "au contraire",
        "de nouveau", "à nouveau", "sans détour", "de même", "en même temps", "au préalable", "par la suite", "à demi-mot",
        "d' ailleurs", "du reste", "en tout cas", "de fait", "au final", "en tout état de cause", "sans ambages", "sans surprise", "à l' époque",
        "haut et fort", "sur l' honneur", "leurs grands dieux", "ses grands dieux", "la main sur le cœur", "sous serment", "noir sur blanc",
        "dur comme fer", "du bout des lèvres", "sans sourciller", "sans détours", "à mots couverts", "les yeux dans les yeux", "mordicus",
        "une nouvelle fois", "une fois de plus", "l' an dernier", "l' an passé", "la veille", "le lendemain", "l' avant-veille", "quelques heures plus tard",
        "quelques jours plus tard", "quelques minutes plus tard", "quelques instants plus tard", "un peu plus tard", "les larmes aux yeux", "la voix tremblante",
        "d' une voix blanche", "d' une voix ferme", "d' un ton ferme", "d' un ton sec", "sous couvert d' anonymat", "sous le couvert de l' anonymat",
        "sous le couvert d' anonymat", "sous le sceau de l' anonymat", "non sans humour", "non sans ironie", "non sans malice", "sourire aux lèvres", "le sourire aux lèvres",
        "en larmes", "avec force", "avec fermeté", "avec ironie", "par téléphone", "au téléphone", "à l' antenne", "à l' audience", "à la barre", "tout net", "tout de go",
        "à la presse", "en conférence de presse", "sur place", "à plusieurs reprises", "dans un premier temps", "à la fois",
    )
)
_ASIDES_BEGIN = frozenset(words[0] for words in _ASIDES) | {"il"}
_SPANS_OF_TIME = frozenset("an ans mois semaine semaines jour jours heure heures minutes années".split())


def aside_end(units: list[Unit], j: int) -> int:
    """Past « pour sa part », « de son côté », « en revanche » at `j`; `j` if none stands there."""
    words = tuple([u.low for u in units[j : j + 6]])
    if words[:3] == ("il", "y", "a") and len(words) > 4 and words[4] in _SPANS_OF_TIME:
        return j + 5
    for length in (6, 5, 4, 3, 2):
        if words[:length] in _ASIDES:
            return j + length
    return j


def complement(units: list[Unit], group: VerbGroup) -> Complement | None:
    """The construction that follows a reporting verb, or None."""
    frames = group.entry.frames
    n = len(units)
    j = group.last + 1
    limit = min(n, j + 34)
    if frames in {"y", "t"}:
        j = aside_end(units, j)
        if not _takes_for(units, group, j):
            return None
        quoted = frames == "y" and j + 1 < n and units[j].pos == "DET" and units[j + 1].quotation >= 0
        return Complement("attr", j + quoted)  # « y voit une « fable » »
    object_seen = comma = False
    commas = 0
    verbless = True
    noun_at = -1
    while j < limit:
        unit = units[j]
        word = unit.low
        if word in _ASIDES_BEGIN and (past := aside_end(units, j)) > j:
            j = past
            continue
        if unit.quotation >= 0:
            if _later_clause(units, group, j, limit):
                j += 1
                continue
            return Complement("quote", j, object_seen)
        if word in QUE:
            found = _que(units, group, j, object_seen, noun_at, commas)
            if found is not None:
                return found
            if not comma and not object_seen:
                return None
            return _quote_later(units, j, limit, object_seen)
        if word == ":":
            return Complement("colon", j + 1, object_seen)
        if word == "(":
            closing = next((k for k in range(j + 1, min(n, j + 12)) if units[k].low == ")"), None)
            if closing is None:
                return None
            j = closing + 1
            continue
        if word in {";", ".", "?", "!", "…"}:
            return None
        if commas % 2 == 0 and verbless:
            found = _infinitive(units, group, j, frames, object_seen)
            if found is not None:
                return found
            if "s" in frames and not object_seen:
                if word == "si" or (word == "s'" and j + 1 < n and units[j + 1].low in {"il", "ils"}):
                    return Complement("si", j)
                if word in _WH and (j == group.last + 1 or units[j - 1].pos == "ADV" or units[j - 1].low == ","):
                    return Complement("wh", j)
        if word in {"de", "d'", "comme"} and object_seen and not comma and group.entry.lemma in _PREDICATES.get(word, ()) and j + 1 < n:
            after = units[j + 1]
            if after.pos in {"ADJ", "VERB", "NOUN", "DET"} and after.quotation < 0 and not is_infinitive(after) and noun_at >= 0 and (
                word == "comme" or after.pos in {"ADJ", "VERB"}
            ):
                return Complement("attr", group.last + 1, True)
        if not comma and verbless and _predicate_of_object(units, group, j, noun_at, object_seen):
            return Complement("attr", group.last + 1, True)
        if "p" in frames and j == group.last + 1 and verbless and _predicative(units, j):
            colon = next((i for i in range(j, min(n - 1, j + 8)) if units[i].low == ":" and units[i + 1].quotation >= 0), None)
            if colon is not None:
                return Complement("colon", colon + 1, object_seen)
            stop = next((i for i in range(j, min(limit, j + 4)) if units[i].low == ","), min(limit, j + 4))
            if not any(units[i].low in QUE for i in range(j, stop)):
                return Complement("attr", j)
        if word in {"pour", "afin"} and not comma and object_seen and any(is_infinitive(u) for u in units[j + 1 : j + 4]):
            return None
        if word == "," and not object_seen and not comma and (past := _past_aside(units, j, limit)) > j:
            j = past
            continue
        if word == ",":
            comma = True
            commas += 1
        elif word in {"et", "mais", "ou", "car", "donc"} and j + 1 < n and _verb_starts(units, j + 1):
            return None
        elif unit.form == "Part" and j > group.last + 2 and units[j - 1].low == "," and word.endswith(("é", "ée", "és", "ées")) and word in verb_forms():
            return None  # « a annoncé des mesures, jugées « tardives » par X »
        elif word in {"qui", "dont", "lorsque", "quand", "puisque", "parce", "tandis", "après", "avant"} and word not in {"après", "avant"}:
            return _quote_later(units, j, limit, object_seen) if "o" in frames else None
        elif (is_finite(unit) and (unit.pos == "VERB" or j > group.last + 1)) or (j > group.last + 1 and word.endswith("ant") and word != "maintenant" and any(GERUND in kinds for _, kinds, _, _ in verb_forms().get(word, ()))):
            return None
        elif word.endswith(("-même", "-mêmes")) or word in {"même", "mêmes"}:
            pass
        elif unit.pos in {"NOUN", "PROPN", "PRON"} and not object_seen and not comma:
            object_seen = _bare_object(units, group.last + 1, j)
            if object_seen:
                noun_at = j
        if unit.pos == "NOUN":
            noun_at = j
        j += 1
    return None


def _past_aside(units: list[Unit], j: int, limit: int) -> int:
    """Past an insertion with a verb of its own right after the verb: « a répondu, quand on l'a interrogé, que »; `j` if none."""
    closing = next((k for k in range(j + 2, limit) if units[k].low == ","), None)
    if closing is None or closing + 1 >= len(units) or any(u.quotation >= 0 or u.low in {":", ";"} for u in units[j:closing]):
        return j
    opens = units[j + 1].low in {"comme", "quand", "lorsque", "lorsqu'", "si", "s'", "alors", "bien", "même", "avant", "après", "sans", "tout", "en"}
    goes_on = units[closing + 1].low in QUE | {"pour", "de", "d'", "à"} or units[closing + 1].quotation >= 0 or any(
        is_infinitive(units[k]) and all(u.low in CLITICS for u in units[closing + 1 : k]) for k in range(closing + 1, min(len(units), closing + 4)))
    return closing + 1 if opens and goes_on and any(u.pos in {"VERB", "AUX"} for u in units[j:closing]) else j


def _later_clause(units: list[Unit], group: VerbGroup, j: int, limit: int) -> bool:
    """Whether the quotation at `j` is only a name on the way to the clause: « a assuré au « 20 heures » être prêt »."""
    if j == group.last + 1 or units[j - 1].low not in {"au", "le", "à", "du", "dans", "l'", "la", "sur", "de"}:
        return False
    if units[j].end - units[j].start > 32:
        return False
    for k in range(j + 1, min(limit, j + 12)):
        if units[k].low in QUE and units[k - 1].low not in _BEFORE_QUE:
            return "q" in group.entry.frames
        if is_infinitive(units[k]) and units[k - 1].pos not in {"ADP"}:
            return "i" in group.entry.frames
        if is_infinitive(units[k]) and units[k - 1].low in {"de", "d'"} and units[k - 2].low == ",":
            return "x" in group.entry.frames  # « accuse le navire, le « Horizon », d'avoir pêché »
        if is_finite(units[k]) or units[k].low in {";", ".", "et", "qui"}:
            return False
    return False


def _takes_for(units: list[Unit], group: VerbGroup, j: int) -> bool:
    """« y voit une menace », « voit la loi comme une menace », « tient l'État pour responsable »."""
    if j >= len(units):
        return False
    if units[j].quotation >= 0 and "w" not in group.entry.frames:
        return any(u.low == "y" for u in units[group.first : group.at])  # « y voit « une menace » »
    if units[j].pos not in {"DET", "PROPN"}:
        return False
    near = [u.low for u in units[j : j + 12]]
    stop = next((i for i, word in enumerate(near) if word in {",", ".", ";", "qui", "que", "qu'"}), len(near))
    if group.entry.frames == "t":
        return any(a == "pour" and b.startswith("responsable") for a, b in pairwise(near[:stop]))
    if "comme" in near[1:stop]:
        return True
    clause = next((i for i, word in enumerate(near) if word in {",", ".", ";"}), len(near))
    told = any(u.quotation >= 0 for u in units[j : j + clause]) or (stop < len(near) and near[stop] in QUE)
    return told and any(u.low == "y" for u in units[group.first : group.at])  # not « y voit la fin d'une époque », a bare noun


def _predicate_of_object(units: list[Unit], group: VerbGroup, j: int, noun_at: int, object_seen: bool) -> bool:
    """« juge le texte inacceptable », « estime à 3 millions le coût », « attribue cette attaque au régime »."""
    lemma, word = group.entry.lemma, units[j].low
    first = group.last + 1
    if lemma in {"estimer", "évaluer", "chiffrer"}:
        return word == "à" and j + 1 < len(units) and units[j + 1].low[:1].isdigit()
    if lemma in {"considérer", "juger"}:
        return (
            (object_seen and noun_at == j - 1 and units[j].pos == "ADJ" and units[first].pos == "DET"
            and word.startswith(("in", "im", "ir", "il"))) or (word in {"nécessaire", "dangereux", "dangereuse", "suffisant", "suffisante"}
            and object_seen and noun_at == j - 1)
        )
    if lemma in {"attribuer", "imputer"}:
        return word in {"à", "au", "aux"} and object_seen and units[first].low in {"ce", "cet", "cette", "ces"}
    return False


def _quote_later(units: list[Unit], j: int, limit: int, object_seen: bool) -> Complement | None:
    """A quotation further on in the object, past a relative clause: « a dénoncé ceux qui « trichent » »."""
    for k in range(j, min(limit, j + 8)):
        if units[k].quotation >= 0:
            return Complement("quote", k, object_seen)
        if units[k].low in {",", ";", ".", ":"} or (units[k].pos == "VERB" and units[k].low in verb_forms()):
            return None
    return None


def _predicative(units: list[Unit], j: int) -> bool:
    """Whether an adjective or participle follows: « se dit très inquiet »."""
    if units[j].pos in {"ADJ", "VERB"}:
        return not is_finite(units[j])
    return (
        units[j].pos == "ADV" and units[j].low not in {"pas", "plus", "jamais", "ainsi", "aussi", "également"}
        and j + 1 < len(units) and units[j + 1].pos == "ADJ"
    )


def _verb_starts(units: list[Unit], j: int) -> bool:
    while j < len(units) and (units[j].low in CLITICS or units[j].pos == "ADV"):
        j += 1
    return j < len(units) and units[j].pos in {"VERB", "AUX"}


def _bare_object(units: list[Unit], low_at: int, j: int) -> bool:
    """Whether the noun at `j` is a direct object: no preposition between the verb and it."""
    if units[j].pos == "PRON" and units[j].low in CLITICS | PRONOUNS:
        return False
    word = units[j].low
    if word in _TIME:
        return False
    for k in range(j - 1, low_at - 1, -1):
        if units[k].pos == "DET" and k > low_at and units[k - 1].pos in {"NOUN", "PROPN"} and units[k].low not in {"du", "des", "de", "d'"}:
            return True  # « a proposé aux délégués | une prime »
        if units[k].pos == "ADP" or units[k].low in {"du", "des", "au", "aux", "de", "d'", "à"}:
            return units[k].low == "des" and k == low_at
        if units[k].low == ",":
            return False
    return True


_TIME = frozenset(
    "lundi mardi mercredi jeudi vendredi samedi dimanche matin soir midi après-midi hier aujourd'hui demain janvier "
    "février mars avril mai juin juillet août septembre octobre novembre décembre jour semaine mois année fois "
    "veille lendemain heure heures nuit fin début mi dernier dernière soirée matinée".split()
)


def _que(
    units: list[Unit], group: VerbGroup, j: int, object_seen: bool, noun_at: int, commas: int
) -> Complement | None:
    previous = units[j - 1].low
    frames = group.entry.frames
    start = j + 1
    if units[j].low == "qu" and start < len(units) and units[start].low == "'":
        start += 1
    if start >= len(units):
        return None
    if previous == "ce":
        if j >= 2 and units[j - 2].low in {"de", "à", "d'", "sur"} and j - 2 <= group.last + 4 and units[j - 3].low not in _NOT_CE:
            return Complement("que", start)
        return None
    if previous == "," and units[j].pos == "PRON" and j - 1 > group.last + 1 and (commas % 2 or object_seen):
        return None  # « se réjouit de cette décision, qu'elle juge… »
    if previous == "," and object_seen and noun_at >= j - 3 and group.entry.lemma not in INFORM and commas % 2:
        return None  # « a proposé une prime, que les élus ont refusée »
    if previous in _FACT or (noun_at == j - 1 and units[noun_at].low in _FACT):
        return Complement("que", start)
    if previous == "pour" and group.entry.lemma in _PLEADS_FOR:
        return Complement("que", start)
    adverbs_only = all(
        units[i].pos == "ADV" or units[i].low in _ADVERBS for i in range(group.last + 1, j)
    )
    beside = j - 2 == group.last and (previous == "bien" or previous in {"tôt", "tard"})  # « précise bien que rien n'est décidé »
    if j > group.last + 1 and previous in _BEFORE_QUE and not beside and units[j - 1].pos != "PROPN" and not (adverbs_only and previous in {"ainsi", "même", "aussi"}):
        return None
    if "q" not in frames:
        return None
    if object_seen and group.entry.lemma not in INFORM and units[j].pos == "PRON":
        return None
    if object_seen and group.entry.lemma not in INFORM and j == noun_at + 1:
        return None
    return Complement("que", start, object_seen)


_PLEADS_FOR = frozenset({"plaider", "militer", "insister", "prier", "se battre", "lutter", "se prononcer"})
_WITH_INFINITIVE = frozenset("ne n' pas plus jamais rien point bien mieux trop tout toujours encore déjà".split())


def _completes_noun(units: list[Unit], first: int, j: int) -> bool:
    """Whether « de + infinitive » at `j` completes the object right before it."""
    k = j - 1
    while k > first and units[k].pos == "ADJ":
        k -= 1
    return units[k].pos == "NOUN" and units[first].pos == "DET" and k - first <= 3 and not any(u.pos == "ADP" or u.low in {"au", "aux"} for u in units[first:k])


def _infinitive(
    units: list[Unit], group: VerbGroup, j: int, frames: str, object_seen: bool
) -> Complement | None:
    """The infinitive whose marker or first word stands at `j`."""
    word = units[j].low
    first = group.last + 1
    marker = ""
    start = j
    if word in {"de", "d'"} or word == "à":
        marker = "à" if word == "à" else "de"
        start = j + 1
        if marker == "à" and start + 1 < len(units) and units[start].low == "ce" and units[start + 1].low in QUE:
            if units[j - 1].low in _NOT_CE:
                return None
            return Complement("que", start + 2, object_seen)
    k = start
    while k < len(units) and (units[k].low in CLITICS or units[k].low in {"pas", "plus", "jamais", "rien", "-", "point"}
                              or (units[k].pos == "ADV" and k < start + 4)):
        k += 1
    if k >= len(units) or not (is_infinitive(units[k]) or (
        k > start and units[k - 1].low in {"ne", "pas", "plus", "jamais", "rien"} and units[k].low.endswith(("er", "ir", "re", "oir"))
    )):
        return None
    if not marker:
        if "i" in frames and all(units[i].pos == "ADV" or units[i].low in CLITICS or units[i].pos == "ADP" or units[i].low in _TIME
                                 or ((units[i].pos in {"PROPN", "DET", "NOUN", "NUM"} or units[i].quotation >= 0 or j - first > 2) and not object_seen)
                                 for i in range(first, j)):
            if j > first and units[j - 1].pos in {"ADP"}:
                return None
            if j > first and (units[j - 1].low in {"pour", "sans", "afin", "avant", "après", "par", "de", "d'", "à"} or any(is_infinitive(u) for u in units[first:j])):
                return None  # « a cru bon de demander un délai pour faire | examiner »
            while start < k and units[start].pos == "ADV" and units[start].low not in _WITH_INFINITIVE:
                start += 1  # « annonce officiellement | soutenir »
            return Complement("inf", start)
        return None
    if marker and object_seen and "d" in said_nouns().get(units[j - 1].low, "") and set("qo") & set(frames):
        return Complement("inf", start, object_seen)
    if marker == "de":
        if "d" in frames and "x" not in frames and object_seen and _completes_noun(units, first, j):
            return None  # « réclame l'interdiction de vendre »
        if "d" in frames or ("x" in frames and (object_seen or group.first < group.at or group.passive or group.bare)):
            return Complement("inf", start, object_seen)
        return None
    if "a" in frames or ("x" in frames and object_seen and "a" in frames):
        return Complement("inf", start, object_seen)
    return None
