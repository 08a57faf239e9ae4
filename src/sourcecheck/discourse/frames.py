"""« Selon X », « pour X », « d'après X », « aux yeux de X »: the prepositions that frame what somebody says."""

from __future__ import annotations

from sourcecheck.discourse.cues import (
    AVOIR,
    ETRE,
    QUE,
    is_finite,
    said_nouns,
    source_kinds,
    verb_forms,
    verb_groups,
)
from sourcecheck.discourse.drafts import Cue
from sourcecheck.discourse.periods import Unit
from sourcecheck.discourse.quoted import Quoted
from sourcecheck.discourse.sources import date_end, phrase_left, phrase_right, speaker_like
from sourcecheck.discourse.verb_sources import verb_source
from sourcecheck.domain.discourse import CueKind

_CONNECTORS = frozenset("mais et or car cependant toutefois ainsi donc enfin ensuite puis aussi quant tandis alors que "
                        "pourtant néanmoins par ailleurs en outre effet , même de plus également outre".split())
_PREPOSITIONS: tuple[tuple[str, ...], ...] = (
    ("selon",), ("d'", "après"), ("à", "en", "croire"), ("aux", "yeux", "de"), ("aux", "yeux", "du"), ("aux", "yeux", "des"),
    ("aux", "yeux", "d'"), ("de", "l'", "avis", "de"), ("de", "l'", "avis", "du"), ("de", "l'", "avis", "des"),
    ("aux", "termes", "de"), ("aux", "termes", "du"), ("aux", "termes", "des"), ("aux", "termes", "d'"), ("aux", "dires", "de"), ("aux", "dires", "du"), ("aux", "dires", "des"), ("aux", "dires", "d'"), ("au", "dire", "de"),
    ("de", "l'", "aveu", "de"), ("de", "l'", "aveu", "du"), ("de", "l'", "aveu", "des"), ("dixit",),
    ("de", "l'", "aveu", "même", "de"), ("de", "l'", "aveu", "même", "du"), ("de", "l'", "aveu", "même", "des"),
    ("à", "écouter"), ("au", "dire", "du"), ("au", "dire", "des"), ("du", "point", "de", "vue", "de"), ("du", "point", "de", "vue", "du"),
    ("du", "point", "de", "vue", "des"), ("dans", "l'", "esprit", "de"), ("dans", "l'", "esprit", "du"), ("dans", "l'", "esprit", "des"),
    ("à", "l'", "entendre"), ("à", "l'", "en", "croire"), ("à", "les", "entendre"), ("à", "les", "en", "croire"), ("à", "les", "croire"), ("à", "l'", "croire"), ("à", "la", "croire"), ("à", "le", "croire"), ("à", "l'", "écouter"),
    ("à", "les", "écouter"), ("à", "le", "lire"), ("à", "la", "lire"), ("si", "l'", "on", "en", "croit"), ("si", "on", "en", "croit"), ("à", "entendre"), ("à", "ses", "yeux"), ("à", "leurs", "yeux"), ("à", "son", "avis"), ("à", "leur", "avis"),
    ("de", "son", "propre", "aveu"), ("de", "leur", "propre", "aveu"), ("de", "son", "aveu"), ("de", "source"), ("de", "sources"), ("pour",),
)
_CLITIC_SOURCES = frozenset(p for p in _PREPOSITIONS if p[0] in {"à", "de"} and p[1] in {"l'", "le", "la", "les", "ses", "leurs", "son", "leur"} and p[-1] not in {"de", "du", "des"})
_VARYING = ("vari", "diffèr", "différ", "fluctu", "oscill", "échelonn", "dépend", "modul", "adapt")
_UTTERANCES = frozenset("information informations propos déclaration déclarations renseignements témoignage témoignages confidences mots "
                        "termes dires aveux explications précisions révélations indications".split())
_FIRST_WORDS = frozenset(p[0] for p in _PREPOSITIONS)
_BY_FIRST_WORD = {word: tuple(p for p in _PREPOSITIONS if p[0] == word) for word in sorted(_FIRST_WORDS)}
_LONGEST_PREPOSITION = max(len(p) for p in _PREPOSITIONS)
_NOT_SPEAKER = frozenset(
    "cas saison saisons besoin besoins taille âge type types modalité modalités calendrier principe niveau niveaux moyens "
    "degré critère critères ordre méthode procédure formule régions catégorie catégories circonstances période pièce goût "
    "goûts zone zones date dates planning usage usages règle règles vœu situation humeur nature rythme axe logique "
    "importance nombre valeur format mode mœurs échelle barème jour jours heure heures juridictions pays endroits lieux secteurs quartiers départements académies "
    "années mois versions variantes modèles espèces".split()
)
PRONOUNS = frozenset("lui elle eux elles moi nous".split())
NAMED = frozenset(
    "intitulé intitulée intitulés intitulées nommé nommée nommés nommées baptisé baptisée baptisés baptisées dénommé dénommée "
    "surnommé surnommée surnommés dit dite dits dites appelé appelée appelés appelées titré titrée estampillé estampillée "
    "étiqueté étiquetée alias".split()
)
_MADE = ("adapt", "inspir", "dessin", "sculpt", "pein", "réalis", "tourn", "restaur", "reconstitu", "fabriqu", "grav", "model", "compos", "calcul")
_SEATS = frozenset("élysée matignon kremlin bercy pentagone vatican bundestag beauvau quirinal".split())
_ONLOOKERS = frozenset("public monde loi droit autres spectateurs justice histoire".split())
_MANY = frozenset("nombre plupart majorité partie poignée dizaine dizaines vingtaine trentaine centaine centaines milliers grand plusieurs".split())
_MODELS = frozenset("midi roman nouvelle guerre nature modèle œuvre film pièce match concert scénario photo bande manga".split())


def frame_cues(marks: Quoted, units: list[Unit]) -> list[Cue]:
    """Every preposition that frames a statement, in order."""
    cues = []
    for i, unit in enumerate(units):
        patterns = _BY_FIRST_WORD.get(unit.low)
        if patterns is None:
            continue
        following = tuple([u.low for u in units[i : i + _LONGEST_PREPOSITION]])
        for pattern in patterns:
            if following[: len(pattern)] == pattern:
                cue = _preposition(marks, units, i, i + len(pattern), pattern)
                if cue is not None:
                    cues.append(cue)
                break
    return cues


def _preposition(marks: Quoted, units: list[Unit], i: int, j: int, pattern: tuple[str, ...]) -> Cue | None:
    n = len(units)
    if j >= n:
        return None
    cue = (i, j)
    if i and units[i - 1].low in {"nommé", "nommée", "baptisé", "baptisée"}:
        return None
    if pattern == ("d'", "après") and i and units[i - 1].low.startswith(_MADE) and units[i - 1].form == "Part":
        return None  # « sculptée d'après une carte postale »
    first = i - 1 if i and units[i - 1].low in {"toujours", "encore"} else i
    if pattern in _CLITIC_SOURCES:
        before = units[i - 1].low if i else ","
        if units[j].quotation >= 0 and i and units[j - 1].low in {"yeux", "avis", "aveu"}:
            return Cue(CueKind.PREPOSITION, first, j, cue, (i + 1, i + 2), " ".join(pattern), "neutral", "quote", j, first, anaphoric=True)
        if not ((before in {",", ":", ";", "et", "mais", ".", "–", "—", "que", "qu'"} or (i and units[i].cap)) and units[j].low in {",", ".", ";"}):
            return None  # « s'apprêtait à l'entendre sur ce contrat »
        return Cue(CueKind.PREPOSITION, first, j, cue, (i + 1, i + 2), " ".join(pattern), "neutral", "incise", clause=first, anaphoric=True)
    if pattern == ("selon",) and i and (units[i - 1].low != "," or not speaker_like(units, j, min(n, j + 3), strict=True)) and not units[j].cap and any(u.low.startswith(_VARYING) and u.pos in {"VERB", "ADJ", "AUX"} for u in units[max(0, i - 14) : i]):
        return None  # « le prix varie selon les communes »
    if pattern == ("selon",) and units[j].low in {"lequel", "laquelle", "lesquels", "lesquelles"}:
        source = _selon_lequel(units, i)
        if source is None:  # « X a révélé des informations selon lesquelles »
            return Cue(CueKind.NOUN, i, j + 1, (i, j + 1), _revealer(units, i), "selon", "neutral", "right", j + 1, i)
        return Cue(CueKind.PREPOSITION, i, j + 1, (i, j + 1), source, "selon", "neutral", "right", j + 1, i)
    if pattern in {("pour",), ("selon",), ("d'", "après")} and units[j].low in {"qui", "lequel", "laquelle", "lesquels", "lesquelles"}:
        antecedent = _selon_lequel(units, i)
        if antecedent is None or not speaker_like(units, *antecedent) or units[i - 1].low != ",":
            return None
        return Cue(CueKind.PREPOSITION, i, j + 1, cue, antecedent, " ".join(pattern), "neutral", "right", j + 1, i - 1)
    if pattern[:1] == ("de",) and pattern[1] in {"source", "sources"}:
        if i and units[i - 1].low not in {",", "mais", "et", ";", "–", "—"} and units[i - 1].quotation < 0:
            return None
        end = phrase_right(units, j - 1, appositions=False)
        if end <= j:
            return None
        source = (j - 1, end)
    else:
        j = _giver(units, j)
        end = phrase_right(units, j)
        if units[j].low == "ce" and j + 1 < n and units[j + 1].low in QUE:
            end = next((k for k in range(j + 2, min(n, j + 16)) if units[k].low in {",", "."}), j)
        if end <= j:
            return None
        source = (j, end)
    if pattern == ("pour",) and not _pour(marks, units, i, j, end):
        return None
    head = next((u.low for u in units[source[0] : source[1]] if (u.pos in {"NOUN", "PROPN", "PRON"} and u.low not in _MANY) or u.low in PRONOUNS), units[source[0]].low)
    if head in _NOT_SPEAKER or units[j].low in QUE or (pattern[:2] == ("aux", "yeux") and head in _ONLOOKERS) or (
            pattern[:2] == ("aux", "termes") and head in {"loi", "contrat", "accord", "bail", "convention", "traité"}):
        return None
    if pattern == ("d'", "après") and head in _MODELS:
        return None
    cut = first > 1 and units[first - 1].low == "," and units[first - 2].low in ETRE | AVOIR  # « Le site a, selon X, perdu dix postes »
    last = end if cut else insertion_end(units, end, i <= 3 and not any(is_finite(u) for u in units[:i]))
    return Cue(
        CueKind.PREPOSITION, first, last, cue, source, " ".join(pattern), "neutral", "incise", clause=first,
        anaphoric=(units[j].low in PRONOUNS and end == j + 1) or units[j].low in {"ses", "son", "sa"},
    )


def _giver(units: list[Unit], j: int) -> int:
    """« selon les informations que X a confiées », « selon les propos de X »: where the mention of X begins."""
    k = j + (units[j].pos == "DET" and j + 1 < len(units))
    if units[k].low not in _UTTERANCES:
        return j
    for at in range(k + 1, min(len(units) - 1, k + 4)):
        word = units[at].low
        if word in QUE | {"par", "de", "d'", "du"} and units[at].quotation < 0:
            start = at if word == "du" else at + 1
            end = phrase_right(units, start, appositions=False)
            who = end > start and speaker_like(units, start, end, strict=True)
            if who and (word not in QUE or (end < len(units) and is_finite(units[end]))):
                return start
            return j
        if units[at].pos not in {"VERB", "ADJ"}:
            return j
    return j


def _revealer(units: list[Unit], i: int) -> tuple[int, int] | None:
    """Who gives the information of « selon laquelle »: the subject of the reporting verb it is the object of."""
    for group in reversed(verb_groups(units[:i])):
        if i - group.last <= 8 and not group.passive and not group.bare and group.entry.frames != "N":
            source = verb_source(units, group, i)
            return source if source is not None and speaker_like(units, *source) else None
    return None


def _selon_lequel(units: list[Unit], i: int) -> tuple[int, int] | None:

    j = i - 1
    if j >= 0 and units[j].low == ",":
        j -= 1
    found = phrase_left(units, j, 0) if j >= 0 else None
    if found is None:
        return None
    start, end = found
    while start < end - 1 and (units[start].pos == "ADP" or units[start].low in {"d'", "de"}):
        start += 1
    found = start, end
    words = {u.low for u in units[found[0] : found[1]]}
    if words & set(said_nouns()) or any(w.rstrip("s") in said_nouns() for w in words):
        return None
    return found


def _pour(marks: Quoted, units: list[Unit], i: int, j: int, end: int) -> bool:
    """« Pour le maire, … »: at the head of a clause, followed by a comma, before somebody who can speak."""
    head = i == 0 or _verdict(units, i) or units[i - 1].low == "." or (units[i - 1].low == "," and (i <= 3 or not any(is_finite(u) for u in units[:i]))) or units[i - 1].low in {",", ";", "mais", "et", "que", "qu'", "tandis", "alors", ":", "car", "or", "donc", "puisque", "puisqu'"} or (
        i <= 3 and all(u.low in _CONNECTORS or u.pos == "ADV" for u in units[:i])
    )
    if not head:
        return False
    if end < len(units) - 1 and units[end - 1].cap and units[end].low == "pour":
        end = next((k for k in range(end, min(len(units), end + 4)) if units[k].low == ","), end)  # « l'association X pour tous, »
    if end >= len(units) - 1 and _verdict(units, i):
        return speaker_like(units, j, end, strict=True)
    if end < len(units) and units[end].low == "(":
        end = next((k + 1 for k in range(end, min(len(units), end + 9)) if units[k].low == ")"), end)  # « Pour Anne Roux (Lille), »
    if units[j].low in {"ce", "cet", "cette", "ces"} and any(source_kinds().get(u.low) == "document" for u in units[j + 1 : j + 3] if u.pos == "NOUN"):
        return False  # « Pour cette ultime émission, »
    told = i and end + 1 < len(units) and units[end].low in {"c'", "il"} and any(is_finite(u) for u in units[end + 1 : end + 4])
    if end >= len(units) or not (told or units[end].low in {","} or units[end].quotation >= 0 or (end == j + 1 and units[j].low in {"lui", "elle", "eux", "elles"})):
        return False
    if i > 3 and units[i - 1].low == "," and any(is_finite(u) for u in units[:i]) and not any(units[k].low in {"tandis", "alors", "mais", "et"} for k in range(max(0, i - 3), i)):
        return False
    if any(marks.annotated.doc[u.token].ent_type_ == "LOC" for u in units[j : j + 2]) and not any(
        u.quotation >= 0 for u in units[end:]
    ) and not any(u.low in source_kinds() or u.low in _SEATS for u in units[j : j + 2]):
        return False  # « Pour l'Italie, la situation… »
    for k in range(j, min(end - 2, j + 4)):
        if units[k].low in _MANY and units[k + 1].low in {"de", "d'", "des"}:
            j = k + 1 + (units[k + 1].low != "des")  # « Pour un certain nombre d'observateurs, »
            break
    return speaker_like(units, j, end, strict=True)


def _verdict(units: list[Unit], i: int) -> bool:
    """« Une décision « scandaleuse » pour le parti »: whose word the quoted one is."""
    before = i - 1 - (units[i - 1].low == ",") if i else -1
    while 0 < before < i and units[before].quotation < 0 and units[before].pos in {"NOUN", "PROPN", "ADJ", "DET", "ADP"} and i - before < 6:
        before -= 1  # « Une « posture indigne » des syndicats pour le ministre »
    return before >= 0 and units[before].quotation >= 0 and not any(is_finite(u) for u in units[:i])


def _goes_on(unit: Unit) -> bool:
    """Whether the mention of a source goes on past its noun phrase: « des témoins s'exprimant sur… », « un rapport publié | mardi par X »."""
    if unit.quotation >= 0 or is_finite(unit):
        return False
    return unit.pos in {"VERB", "ADP", "ADV", "AUX"} or unit.low in {"s'", "se"} or date_end([unit], 0) > 0


def insertion_end(units: list[Unit], end: int, initial: bool = False) -> int:
    """Past « , interrogé par l'AFP », « cité par CNN » or « s'exprimant sur les réseaux » after the source."""
    n = len(units)
    if end < n and units[end].low == "(":
        end = next((k + 1 for k in range(end, min(n, end + 9)) if units[k].low == ")"), end)
    if initial and end < n and (_goes_on(units[end]) or date_end(units, end) > end):
        for k in range(end, min(n, end + 30)):
            if units[k].low == "," and k + 1 < n and units[k + 1].low == "qui":
                end = k
                break
            if units[k].low == ",":
                return k
            titled = units[k].quotation >= 0 and (units[k - 1].pos == "ADP" or units[k - 1].low in NAMED)  # « un rapport | de l'Insee sur « Les revenus », »
            if (units[k].quotation >= 0 and not titled) or is_finite(units[k]) or units[k].low in {";", "."}:
                break
    if initial and units[0].low in _FIRST_WORDS and end + 1 < n and units[end].low == "," and units[end + 1].low == "qui":
        closing = next((k for k in range(end + 2, min(n, end + 24)) if units[k].low == ","), None)
        if closing is not None and any(is_finite(u) for u in units[closing:]):
            return closing  # « Pour X, qui habite à deux pas, »
    if end + 2 < n and units[end].low == "," and units[end + 1].low in {"du", "de", "d'"} and any(u.cap for u in units[end + 2 : end + 4]):
        closing = next((k for k in range(end + 2, min(n, end + 10)) if units[k].low in {",", "."} or is_finite(units[k]) or units[k].quotation >= 0), end)
        return closing if closing > end and units[closing].low in {",", "."} else end  # « Anne Roux, du CNRS, »
    named = end > 0 and units[end - 1].cap
    role = end + 1 < n and units[end].low == "," and (
        units[end + 1].low in source_kinds()
        or (named and units[end + 1].pos == "NOUN" and not units[end + 1].cap)
        or (units[end + 1].low[:1].isdigit() and end + 2 < n and units[end + 2].low == "ans")
    )
    if role:
        for k in range(end + 1, min(n, end + 20)):
            if units[k].low == ",":
                if k + 1 < n and (units[k + 1].low in source_kinds() or units[k + 1].low[:1].isdigit()):
                    continue
                return k
            if units[k].low == "." and k == n - 1:
                return k
            if units[k].quotation >= 0 or is_finite(units[k]) or units[k].low in {";", "."}:
                break
    if end + 1 < n and units[end].low == "," and units[end + 1].low.endswith(("é", "ée", "és", "ées", "ant", "i", "u")) and (
        units[end + 1].pos in {"VERB", "ADJ"} or (end + 2 < n and units[end + 2].low == "par")
    ) and not (units[end + 1].low.endswith("ant") and units[end + 1].low in verb_forms()):
        return next((k for k in range(end + 1, min(n, end + 16)) if units[k].low in {",", ".", ";"} or units[k].quotation >= 0), end)
    return end
