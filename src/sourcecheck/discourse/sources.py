"""The local mention of a source: the noun phrase next to a cue, read off the units of a period."""

from __future__ import annotations

from sourcecheck.discourse.cues import (
    CLITICS,
    DETERMINERS,
    QUE,
    SUBJECT_CLITICS,
    VerbGroup,
    aside_end,
    is_finite,
    is_infinitive,
    source_kinds,
    verb_forms,
)
from sourcecheck.discourse.periods import Unit

_NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "ADJ", "DET"})
_LINKS = frozenset("de d' du des à au aux en sur pour par dans chez contre".split())
_AGENCIES = frozenset("afp reuters ap belga efe dpa ansa tass bfm bfmtv bfm-tv lci cnews rtl rmc franceinfo rts rtbf rfi bbc cnn twitter x facebook "
                      "instagram telegram tiktok youtube linkedin bluesky mastodon inter info bleu mediapart".split())
_STRESSED = frozenset("lui elle eux elles moi nous".split())
_OPENERS = frozenset({"ADP", "ADV", "SCONJ", "CCONJ"})
_SUBJECTS = frozenset("il elle on ils elles je j' nous celui-ci celle-ci ceux-ci celles-ci celui celle ceux certains "
                      "certaines beaucoup plusieurs tous toutes autres personne".split())
_ADVERBIAL_HEADS = frozenset(
    "lundi mardi mercredi jeudi vendredi samedi dimanche hier aujourd'hui demain matin soir midi nuit jour semaine "
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre mois année".split()
)
_ADVERBIAL_PREPOSITIONS = frozenset("à au aux en dans lors sur devant auprès par depuis pendant via chez avec pour "
                                    "après avant dès jeudi lundi mardi mercredi vendredi samedi dimanche hier".split())


def phrase_right(units: list[Unit], start: int, appositions: bool = True) -> int:
    """One past the last unit of the noun phrase that begins at `start`; `start` itself if there is none."""
    n = len(units)
    j = start
    seen_noun = False
    if start < n and units[start].pos == "ADP" and units[start].low not in DETERMINERS:
        return start
    if start < n and units[start].low in _STRESSED and units[start].pos == "PRON" and not (start + 1 < n and units[start + 1].low in {"-", "-même", "-mêmes"}):
        return start + 1
    while j < n:
        unit = units[j]
        word = unit.low
        if unit.quotation >= 0:
            if seen_noun or unit.end - unit.start > 34 or j + 1 >= n or (j > start and units[j - 1].pos == "ADP"):
                break
            seen_noun = True  # « Selon « Le Progrès », … »
            j += 1
            continue
        if word in SUBJECT_CLITICS:
            break
        if word[0] == "-" and len(word) > 2 and seen_noun:
            j += 1  # the second half of a compound name
            continue
        if word == "(" and seen_noun:
            closing = next((k for k in range(j + 1, min(n, j + 6)) if units[k].low == ")"), None)
            if closing is None or (closing + 1 < n and units[closing + 1].low not in _LINKS):
                break
            j = closing + 1  # « le maire (DVG) de la commune »
            continue
        if unit.cap and unit.pos == "DET" and seen_noun and j + 1 < n and units[j + 1].cap:
            j += 1  # « Christophe Le Gall »
            continue
        if unit.pos in _NOMINAL or unit.cap or (j == start and word == "des"):
            if seen_noun and unit.pos == "DET" and units[j - 1].pos not in {"ADP", "CCONJ", "DET"} and units[j - 1].low not in _LINKS | {"et", "-", "tous", "toutes"}:
                break
            if unit.pos == "DET" and seen_noun and word in {"ce", "cet", "cette", "ces"} and units[j - 1].low not in _LINKS:
                break
            seen_noun = seen_noun or unit.pos in {"NOUN", "PROPN", "NUM", "ADJ"} or unit.cap
            if word in _ADVERBIAL_HEADS and j > start and units[j - 1].low not in _LINKS | DETERMINERS:
                break
        elif unit.pos == "VERB" and not seen_noun and j > start and units[j - 1].pos == "DET" and word in source_kinds():
            seen_noun = True  # « a répondu l'accusé »
        elif unit.pos == "PRON" and word not in QUE and (
            not seen_noun or (word in {"eux", "elles"} and units[j - 1].low in {"d'", "de", "entre", "parmi"})
        ):
            seen_noun = True
        elif word in _LINKS and seen_noun:
            k = j + 1
            if k >= n or units[k].quotation >= 0 or is_infinitive(units[k]) or units[k].pos in {"VERB", "AUX", "PUNCT"}:
                break
            if word in {"pour", "par", "dans", "contre", "à", "au", "aux", "en", "sur", "chez"} and not _inside(units, j):
                break
        elif word in {"-", "&", "'", ".", "n°"} and seen_noun and j + 1 < n and units[j + 1].pos in _NOMINAL and (
            word != "." or len(units[j - 1].low) <= 2
        ):
            pass
        elif word in {"et", "ou"} and seen_noun:
            if not _joins_nominal(units, j + 1):
                break
        elif unit.pos == "VERB" and seen_noun and word.endswith(("é", "és", "ée", "ées", "i", "is", "ie", "ies", "u", "us", "ue", "ues", "ant")) and not is_finite(unit):
            pass  # « le rapport publié lundi », « des témoins s'exprimant »
        elif (unit.pos == "ADV" and j + 1 < n and units[j + 1].pos in {"ADJ"} and (seen_noun or j > start)) or (unit.pos == "ADP" and seen_noun and word in {"entre", "parmi"}) or (seen_noun and word == "auprès"):
            pass
        else:
            break
        j += 1
    while j > start and units[j - 1].low in _LINKS | {"et", "ou", "-"}:
        j -= 1
    if appositions and j > start:
        j = _apposition(units, start, j)
    return j if seen_noun else start


def _inside(units: list[Unit], j: int) -> bool:
    """Whether the phrase after the preposition at `j` completes the noun (« ambassadeur à l'ONU »)."""
    k = j + 1
    while k < len(units) and units[k].pos in {"DET", "ADJ"}:
        k += 1
    if k >= len(units) or units[k].low in _ADVERBIAL_HEADS:
        return False
    return (units[j - 1].pos == "NOUN" and units[j].low not in {"dans", "par"}) or (units[j].low in {"à", "au", "aux"} and units[j - 1].pos == "NOUN")


def _joins_nominal(units: list[Unit], k: int) -> bool:
    if k < len(units) and units[k].low[:1].isdigit():
        return False  # « 5 000 selon la police et | 20 000 selon les syndicats »
    seen = False
    for j in range(k, min(len(units), k + 7)):
        unit = units[j]
        if is_finite(unit) or unit.low in QUE | {":", "qui"} | SUBJECT_CLITICS:
            return False
        if unit.pos in {"VERB", "AUX"} and not seen:
            return False
        if unit.low in {",", ".", ";"} or unit.quotation >= 0:
            return seen
        seen = seen or unit.pos in {"NOUN", "PROPN"} or unit.cap
    return seen


def _apposition(units: list[Unit], start: int, end: int) -> int:
    """« Paul Durand, maire de X », « la porte-parole, Anne Roux »."""
    if end >= len(units) or units[end].low != ",":
        return end
    stop = phrase_right(units, end + 1, appositions=False)
    if stop <= end + 1:
        return end
    inner = units[end + 1 : stop]
    first = inner[0]
    named = any(u.pos == "PROPN" or u.cap for u in units[start:end])
    role = any(u.low in source_kinds() for u in inner[:4])
    if first.pos == "DET" and len(inner) > 2 and inner[1].low in source_kinds() and any(u.cap for u in inner[2:]):
        inner = inner[2:]  # « le porte-parole, le général X Y »
        first = inner[0]
    name = first.cap and (first.pos in {"PROPN", "NOUN", "ADJ", "ADV", "X", "VERB"}) and len(inner) <= 5
    outer_role = any(u.low in source_kinds() for u in units[start:end])
    closed = stop >= len(units) or units[stop].low in {",", ".", ")", ";", ":"} or units[stop].quotation >= 0
    closed = closed or (name and units[stop].low in {"à", "au", "sur", "dans", "lors"})
    if first.low in {"m.", "m", "mme", "mm.", "mmes"} and stop < len(units) and units[stop].quotation >= 0:
        return end  # « pour la procureure, M. Durand “savait” »
    full = name and sum(u.cap for u in inner) >= 2 and not named and units[start].pos == "DET" and first.low not in {"m.", "m", "mm.", "mme", "me"}
    if closed and ((named and role and first.pos != "ADP") or (name and outer_role) or full):
        return stop
    return end


def subject_left(units: list[Unit], group: VerbGroup, floor: int) -> tuple[int, int] | None:
    """Units of the subject to the left of a verb group, not before `floor`; None when none is found."""
    j = group.first - 1
    while j >= floor and ((units[j].pos == "ADV" and not (units[j].cap and j)) or units[j].low in {"ne", "n'", "-"}):
        j -= 1
    if j < floor:
        return None
    if units[j].quotation >= 0 and units[j].end - units[j].start <= 34:
        return j, j + 1  # « « Le Progrès » affirme que »
    if units[j].low in {"et", "mais", "ou", "puis", "avant"}:
        return None
    if units[j].low in {"lui", "eux"} and (j == floor or units[j].cap or units[j - 1].low in {",", "et", "mais", ";"}):
        return j, j + 1  # « Lui affirme que »
    if units[j].low == "qui":
        return _antecedent(units, j, floor)
    if units[j].low in _SUBJECTS and (units[j].pos in {"PRON", "DET"} or units[j].low in {"il", "elle", "on", "ils", "elles"}):
        return j, j + 1
    if units[j].low in _LASTS and j > floor and units[j - 1].low in {"ce", "cette", "ces"}:
        return j - 1, j + 1
    if units[j].low == ")":
        opening = next((k for k in range(j, floor - 1, -1) if units[k].low == "("), None)
        return phrase_left(units, opening - 1, floor) if opening is not None and opening > floor else None
    if units[j].low == ",":
        if j == floor + 1 and units[floor].low in _RETORTS:
            return None  # « Faux, répond l'éleveur »
        return _past_insertion(units, j, floor)
    found = phrase_left(units, j, floor)
    if found is not None and found[0] - 1 > floor and units[found[0] - 1].low == "," and units[found[0]].pos == "NOUN" and units[found[0]].low in source_kinds():
        outer = phrase_left(units, found[0] - 2, floor)
        if outer is not None and units[outer[0]].cap and units[outer[0]].pos == "PROPN" and (outer[0] == floor or units[outer[0] - 1].pos == "PUNCT"):
            return outer[0], found[1]  # « Anne Roux, figure du mouvement a répondu »
    return found


def _past_insertion(units: list[Unit], comma: int, floor: int) -> tuple[int, int] | None:
    """The subject before an insertion between commas: « Le maire, élu hier, affirme »."""
    best = None
    for k in range(comma - 1, floor - 1, -1):
        word = units[k].low
        if word in {";", ":", "."}:
            break
        if word == "," or k == floor:
            edge = k - 1 if word == "," else -1
            if edge > floor and units[edge].low == ")":  # « Anne Roux (PS), qui connaissait la victime, se dit »
                edge = next((i for i in range(edge - 1, floor, -1) if units[i].low == "("), 0) - 1
            if edge >= floor:
                found = phrase_left(units, edge, floor)
                if found is not None and (found[0] == floor or units[found[0] - 1].low in {",", "et", "mais", "que", "qu'", "or", "cependant", ";", "tandis", "alors"} or units[found[0] - 1].pos in {"ADV", "CCONJ", "SCONJ"}):
                    if best is None or units[found[0]].low not in _LINKS:
                        best = found
                    if units[found[0]].low not in _LINKS and units[found[0]].low not in source_kinds():
                        break
    if best is None:
        return phrase_left(units, comma - 1, floor)
    stop = _apposition(units, *best)
    return (best[0], stop) if stop <= comma else best


def _antecedent(units: list[Unit], qui: int, floor: int) -> tuple[int, int] | None:
    j = qui - 1
    if j >= floor and units[j].low == ",":
        j -= 1
    if j < floor:
        return None
    found = phrase_left(units, j, floor)
    if found is None:
        return None
    start, end = found
    while start < end - 1 and (units[start].low in _LINKS or units[start].pos == "ADP"):
        start += 1
    if start and units[found[0]].low in {"du", "de", "d'", "des"} and found[0] - 1 > floor and units[found[0] - 1].low == ",":
        outer = phrase_left(units, found[0] - 2, floor)
        if outer is not None and any(u.cap for u in units[outer[0] : outer[1]]):
            return outer  # « Anne Roux, du CNRS, qui affirme »
    found = start, end
    if units[start].low == "ce" and end == start + 1:
        return None
    # past an apposition: « Anne Roux, maire de X, qui affirme »
    if start - 1 > floor and units[start - 1].low == "," and units[start].low in source_kinds():
        outer = phrase_left(units, start - 2, floor)
        if outer is not None and any(u.pos == "PROPN" or u.cap for u in units[outer[0] : outer[1]]):
            return outer[0], end
    return found


def phrase_left(units: list[Unit], j: int, floor: int) -> tuple[int, int] | None:
    """The noun phrase that ends at unit `j`."""
    end = j + 1
    start = end
    k = j
    noun = False
    while k >= floor:
        unit = units[k]
        word = unit.low
        if word in QUE and k > floor and units[k - 1].low in {"tel", "tels", "telle", "telles", "ainsi"}:
            k -= 1
            continue
        if unit.quotation >= 0 or word in QUE | {"qui", ":", ";", ",", "où", "dont", "quoi", ".", "mais", "car", "si", "or"}:
            break
        if unit.pos == "SCONJ":
            break
        if word in {"-", "–", "—"} and units[k + 1 : k + 2] and units[k + 1].start > unit.end and k > 0 and unit.start > units[k - 1].end:
            break  # a dateline, an aside
        if unit.pos in {"VERB", "AUX"} and (is_finite(unit) or is_infinitive(unit)) and not (unit.cap and k):
            break
        if unit.low == "selon" or (unit.low == "après" and k > floor and units[k - 1].low == "d'"):
            break
        if unit.pos in {"NOUN", "PROPN", "PRON", "NUM"} or (unit.cap and (k or unit.pos not in _OPENERS)):
            noun = True
            start = k
        elif unit.pos in {"DET", "ADJ"} or word in DETERMINERS:
            start = k
        elif word in _LINKS or word in {"et", "ou", "-", "'", "."} or unit.pos in {"ADP", "VERB", "X", "ADV"}:
            pass
        else:
            break
        k -= 1
    if not noun:
        return None
    while start < end and units[start].low in {"et", "ou", "-", "."}:
        start += 1
    if start > floor and (units[start - 1].pos in {"ADP", "VERB", "AUX"} or units[start - 1].low in _LINKS):
        # the words so far complete something else: « du chantage de la Russie et les démocrates »
        for k in range(start + 1, end):
            opens = units[k].pos == "DET" or (units[k].cap and units[k - 1].low in {"et", "ou"})
            if opens and units[k - 1].pos != "ADP" and units[k - 1].low not in _LINKS:
                start = k
                break
    start = _drop_fronted(units, start, end)
    return (start, end) if start < end else None


def _drop_fronted(units: list[Unit], start: int, end: int) -> int:
    """Leave out a fronted adverbial glued to the subject: « Lundi soir le maire »."""
    for k in range(start + 1, end):
        if units[k].pos == "DET" and units[k - 1].low in _ADVERBIAL_HEADS and units[k].low in {"le", "la", "les", "l'", "un", "une"}:
            return k
    if units[start].low in _LINKS or units[start].pos == "ADP":
        for k in range(start + 1, end):
            if units[k].pos == "DET" and units[k - 1].pos in {"NOUN", "PROPN", "ADJ", "NUM"}:
                return k
    return start


def skip_adverbials(units: list[Unit], j: int) -> int:
    """Past what may stand between an inverted verb and its subject: « a déclaré lundi à la presse le ministre »."""
    n = len(units)
    while j < n:
        word = units[j].low
        stop = date_end(units, j)
        if stop > j or (stop := aside_end(units, j)) > j:
            j = stop
        elif (units[j].pos == "ADV" and word not in _ADVERBIAL_PREPOSITIONS) or word in {"hier", "encore", "notamment", "ainsi", "aussi"}:
            j += 1
        elif word == "," and j + 3 < n and units[j + 1].pos in {"ADJ", "VERB", "ADV"} and units[j + 2].low == ",":
            j += 3  # « lâche, amer, le retraité »
        elif word == "," and j + 2 < n and (
            (units[j + 1].low in _ADVERBIAL_PREPOSITIONS | {"sous", "entre", "sans", "face"} and (units[j + 1].pos == "ADP" or units[j + 1].low in {"lors", "auprès", "face"}))
            or date_end(units, j + 1) > j + 1 or aside_end(units, j + 1) > j + 1
            or (units[j + 1].pos == "ADV" and units[min(j + 2, n - 1)].pos in {"ADJ", "VERB", "ADP"} and not is_finite(units[min(j + 2, n - 1)]))
        ):
            stop = next((k for k in range(j + 2, min(n, j + 12)) if units[k].low == "," or is_finite(units[k])), j)
            if not (j < stop < n - 1 and units[stop].low == ","):
                return j
            j = stop + 1  # « a confié, à l'agence, le directeur », « a affirmé, lundi 3 mai à Tunis, la ministre »
        elif word in _ADVERBIAL_PREPOSITIONS and units[j].pos in {"ADP", "DET", "ADV", "NOUN"}:
            stop = _adverbial_end(units, j)
            if j < stop < n - 1 and units[stop].low == "," and units[j - 1].low == "," and (units[stop + 1].pos == "DET" or units[stop + 1].cap):
                j = stop + 1  # « a reconnu, mardi, lors d'un point de presse, le colonel »
                continue
            if j < stop < n and (units[stop].pos in {"DET", "PROPN", "NOUN"} or units[stop].cap):
                j = stop
                continue
            return j
        else:
            return j
    return j


def _dates(unit: Unit) -> bool:
    """A day, a month, a time of day — spelled small, unlike « le Midi libre »."""
    return unit.low in _ADVERBIAL_HEADS and not unit.cap


def date_end(units: list[Unit], j: int) -> int:
    """Past « lundi », « ce vendredi », « le 26 mars », « mardi 3 mai dernier », « dans la soirée »; `j` if no date."""
    n = len(units)
    k = j
    if units[k].low in {"le", "ce", "cet", "cette", "l'"} and k + 1 < n and (_dates(units[k + 1]) or units[k + 1].low.isdigit()):
        k += 1
        if units[k].low.isdigit() and not (k + 1 < n and units[k + 1].low in _ADVERBIAL_HEADS):
            return j
    if k == j and not _dates(units[k]):
        return j
    while k < n and (_dates(units[k]) or units[k].low.isdigit() or units[k].low in {"dernier", "dernière", "er", "-", "1er"}):
        k += 1
    return k


def _adverbial_end(units: list[Unit], j: int) -> int:
    """End of a prepositional phrase that closes before a new determiner or name."""
    k = j + 1
    n = len(units)
    seen = False
    while k < n:
        unit = units[k]
        if unit.quotation >= 0 or unit.low in {",", ".", ";", ":"}:
            return k
        if seen and (unit.pos == "DET" or unit.low in {"le", "la", "les", "l'", "un", "une", "son", "sa", "ses", "leur", "leurs", "m.", "mme", "me", "dr", "pr"}) and units[k - 1].low not in _LINKS:
            return k
        if unit.cap and (units[k - 1].low in _AGENCIES or units[k - 1].low.isdigit()):
            return k
        if seen and unit.cap and units[k - 1].low not in _MEDIA and units[k - 1].pos != "ADP" and units[k - 1].low not in _LINKS and not units[k - 1].cap:
            return k
        if unit.pos in {"NOUN", "PROPN", "NUM", "PRON"} or unit.cap:
            seen = True
        elif unit.pos in {"VERB", "AUX"} and is_finite(unit):
            return j
        k += 1
    return k


_RETORTS = frozenset("faux vrai exact inexact impossible insuffisant insuffisante absurde ridicule mensonge mensonges non oui si certes normal logique bref rien jamais "
                     "inacceptable scandaleux incompréhensible dommage trop assez erreur".split())
_MEDIA = frozenset("agence agences chaîne chaînes radio quotidien journal magazine site hebdomadaire télévision micro émission station".split())


def speaker_like(units: list[Unit], start: int, end: int, strict: bool = False) -> bool:
    """Whether a noun phrase can name somebody or something that speaks."""
    kinds = source_kinds()
    inner = units[start:end]
    if not inner:
        return False
    if inner[0].low in _STRESSED | {"celui-ci", "celle-ci", "ceux-ci", "certains", "certaines", "beaucoup", "plusieurs", "d'", "d'autres", "on"} and len(inner) <= 2:
        return True
    if len(inner) == 2 and inner[0].low in {"ce", "cette", "ces"} and inner[1].low in _LASTS:
        return True
    head = next((u for u in inner if u.pos in {"NOUN", "PROPN"} or (u.cap and u.pos != "DET") or (u.pos in {"VERB", "ADJ"} and u.low in kinds and len(inner) <= 3)), None)
    if head is None or head.low in _ADVERBIAL_HEADS or inner[0].low in {"aucun", "aucune"}:
        return False
    if head.low in kinds or head.low.removeprefix("vice-").removeprefix("ex-").removeprefix("sous-").removeprefix("co-").removeprefix("méta-").removeprefix("contre-") in kinds or any(u.low in kinds for u in inner[:3] if not strict):
        return True
    return bool(head.cap and head.pos != "DET" and (head.pos == "PROPN" or not strict or len(inner) > 1))


_CAUSING = ("pouss", "condui", "amen", "incit", "contrain", "convain", "oblig", "forc", "encourag", "autoris")
_INDEFINITE = frozenset("un une des certains certaines plusieurs nombre beaucoup d'autres quelques".split())
_LASTS = frozenset({"dernier", "dernière", "derniers", "dernières"})


def main_subject(units: list[Unit], group: VerbGroup) -> tuple[int, int] | None:
    """The subject of the main clause, for a gerund or an infinitive: the nearest before it that can speak, else
    the first after."""
    beside = _beside_participle(units, group)
    if beside is not None and units[group.first].low not in {"en", "tout"} and (units[beside[0]].low in _INDEFINITE or (beside[0] and units[beside[0] - 1].low == ",")):
        return beside
    fallback = None
    for k in range(group.first - 1, -1, -1):
        if not is_finite(units[k]) and not (units[k].pos == "ADV" and units[k].low in verb_forms() and k and not units[k].low.endswith("ment")):
            continue  # a finite verb, or one the tagger took for an adverb
        found, relative = _subject_of_finite(units, group, k)
        if found is None:
            continue
        if _may_say(units, found):
            return found
        pushed = None if relative else _pushed(units, k, group.first)
        if pushed is not None:
            return pushed
        fallback = fallback or found
        if not relative:
            break
    if fallback is not None:
        return beside or _maker_before_comma(units, group) or fallback
    if group.form == "ger" and group.first > 1 and units[group.first - 1].low == ",":
        before = phrase_left(units, group.first - 2, 0)
        if before is not None and (_may_say(units, before) or units[before[1] - 1].low in _LASTS):
            return before  # « Ce dernier, accusant X de… »
    return _subject_after(units, group)


def _may_say(units: list[Unit], found: tuple[int, int]) -> bool:
    alone = found[1] - found[0] == 1 and units[found[0]].low in _SUBJECTS | SUBJECT_CLITICS
    return alone or units[found[1] - 1].low in _LASTS or speaker_like(units, *found)


def _subject_of_finite(units: list[Unit], group: VerbGroup, k: int) -> tuple[tuple[int, int] | None, bool]:
    """The subject of the finite verb at `k`, and whether its clause is a relative one."""
    probe = VerbGroup(k, k, k, group.entry, "fin")
    while probe.first > 0 and units[probe.first - 1].low in CLITICS:
        probe.first -= 1
    if probe.first > 0 and units[probe.first - 1].low in SUBJECT_CLITICS:
        at = probe.first - 1
        object_relative = at > 1 and units[at - 1].low in QUE and units[at - 2].low in {"celui", "celle", "ceux", "celles"}
        return (None if object_relative else (at, at + 1)), object_relative
    if k + 1 < len(units) and units[k + 1].low in SUBJECT_CLITICS:
        return (k + 1, k + 2), False
    found = subject_left(units, probe, 0)
    relative = probe.first > 0 and units[probe.first - 1].low == "qui"
    if found is not None and found[0] and units[found[0] - 1].low in QUE | {"dont", "où"}:
        relative = True
    return found, relative


def _beside_participle(units: list[Unit], group: VerbGroup) -> tuple[int, int] | None:
    """« certains se demandant si », « à des partisans criant « … » »: the phrase right before a participle."""
    if group.form != "ger" or group.first < 1 or units[group.first].low in {"en", "tout"}:
        return None
    j = group.first - 1
    while j > 0 and (units[j].low in CLITICS or units[j].low in {"s'", "se"}):
        j -= 1
    if units[j].low in _SUBJECTS and units[j].pos in {"PRON", "DET"}:
        return j, j + 1
    if units[j].pos not in {"NOUN", "PROPN", "ADJ"}:
        return None
    found = phrase_left(units, j, 0)
    while found is not None and found[0] < found[1] - 1 and (units[found[0]].pos == "ADP" or units[found[0]].low == ","):
        found = found[0] + 1, found[1]
    return found if found is not None and speaker_like(units, *found, strict=True) else None


def _pushed(units: list[Unit], k: int, stop: int) -> tuple[int, int] | None:
    """« ces éléments ont poussé X à critiquer…, affirmant que »: whom a thing made act."""
    for j in range(k, min(k + 3, stop)):
        if units[j].low.startswith(_CAUSING) and units[j].pos in {"VERB", "AUX", "ADJ"}:
            end = phrase_right(units, j + 1)
            if end > j + 1 and end < stop and speaker_like(units, j + 1, end):
                return j + 1, end
    return None


def _maker_before_comma(units: list[Unit], group: VerbGroup) -> tuple[int, int] | None:
    """« un clip de la chanteuse X, dénonçant »: who is behind the thing before the participle."""
    if group.form != "ger" or group.first < 2 or units[group.first - 1].low != ",":
        return None
    found = phrase_left(units, group.first - 2, 0)
    if found is None:
        return None
    for k in range(found[0], found[1] - 1):
        if units[k].low in {"de", "d'", "du", "des", "par"}:
            start = k + 1 if units[k].low in {"de", "d'", "par"} else k
            if speaker_like(units, start, found[1], strict=True):
                return start, found[1]
    return None


def _subject_after(units: list[Unit], group: VerbGroup) -> tuple[int, int] | None:
    for k in range(group.last + 1, len(units)):
        if units[k].low in {"il", "elle", "ils", "elles"}:
            return k, k + 1
        if units[k].low == "," and k + 1 < len(units):
            end = phrase_right(units, k + 1)
            if end > k + 1 and end < len(units) and (is_finite(units[end]) or units[end].pos == "AUX"):
                return k + 1, end
    return None
