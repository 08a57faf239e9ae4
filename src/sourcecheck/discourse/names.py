"""Proper names of an article, as the model sees them and repaired, and those it missed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from sourcecheck.discourse.conjugation import FINITE
from sourcecheck.discourse.cues import source_kinds, verb_forms
from sourcecheck.discourse.token_table import TokenTable, token_table
from sourcecheck.domain.discourse import EntityKind, Gender
from sourcecheck.domain.text import Span
from sourcecheck.language import Annotated
from sourcecheck.resources import Library

CIVILITIES = {
    "m.": Gender.MASCULINE, "m": Gender.MASCULINE, "mm.": Gender.MASCULINE, "monsieur": Gender.MASCULINE,
    "mme": Gender.FEMININE, "mme.": Gender.FEMININE, "mmes": Gender.FEMININE, "mlle": Gender.FEMININE,
    "madame": Gender.FEMININE, "mademoiselle": Gender.FEMININE, "me": Gender.UNKNOWN, "maître": Gender.UNKNOWN,
    "dr": Gender.UNKNOWN, "dr.": Gender.UNKNOWN, "docteur": Gender.UNKNOWN, "pr": Gender.UNKNOWN, "pr.": Gender.UNKNOWN,
    "mgr": Gender.MASCULINE, "monseigneur": Gender.MASCULINE, "sir": Gender.MASCULINE, "lord": Gender.MASCULINE,
}
_TITLES = frozenset(
    "président présidente premier première ministre roi reine pape prince princesse général colonel capitaine "
    "commandant sénateur sénatrice député députée maire gouverneur chancelier chancelière juge procureur procureure "
    "professeur inspecteur lieutenant cheikh imam père sœur frère saint état".split()
)
_PARTICLES = frozenset("de du des d' d’ la le les l' l’ von van der den ben bin al el abou ibn y da di do dos ould el- al-".split())
PRESS_NAMES = frozenset(
    "courrier progres depeche voix monde jour figaro liberation parisien express point observateur obs tribune gazette echo echos temps soir matin times post "
    "herald journal presse radio tv france television info infos mediapart canard humanite croix provence ouest telegramme montagne republicain "
    "independant populaire eclair union voix marseillaise nouvelle republique bien public alsace est paris-normandie charente telegraph guardian "
    "tages-anzeiger spiegel welt bild zeitung pais mundo repubblica corriere stampa afrique actualite actu news nouvelliste devoir libre belgique "
    "derniere heure avenir tageblatt wort liberte quotidien hebdo magazine revue bbc cnn rtl bfm bfmtv lci cnews tf1 rmc rts rtbf rfi tele".split()
) - frozenset("france nouvelle republique est union public bien ouest alsace provence afrique paris-normandie belgique montagne point libre".split())
PRESS_WORDS = frozenset("jazeera arabiya press presse news tv tele television radio times post daily tribune gazette herald mediapart reuters afp bbc cnn bfm "
                        "bfmtv lci cnews rtl rmc rts rtbf rfi franceinfo".split())
_KINDS = {"PER": EntityKind.PERSON, "ORG": EntityKind.ORGANISATION, "LOC": EntityKind.PLACE, "MISC": EntityKind.ORGANISATION}
_COMMON_STARTS = frozenset("selon samedi dimanche lundi mardi mercredi jeudi vendredi hier interrogé interrogée face ceux celui celle".split())
_NAMED_BY_TITLE = frozenset("pape roi reine prince princesse sœur frère mère père saint cheikh rabbin".split())
_MINISTRIES = frozenset(
    "justice intérieur éducation défense finances économie santé culture travail environnement agriculture étrangères budget "
    "transports écologie état états-unis france agriculture industrie logement jeunesse sports armées sceaux".split()
)
_BODIES = frozenset("république confédération fédération union royaume banque commission conseil assemblée sénat parlement chambre cour région "
                    "département métropole agglomération gouvernement parti".split())
_PLACE_PREPOSITIONS = frozenset("à en au aux dans vers depuis sur près".split())
_LANDS = frozenset("ville villes commune communes département départements région régions canton cantons pays état états royaume capitale métropole agglomération "
                   "collectivité union opposition droite gauche front école maison bourse marine cour place".split())  # which begin the names of places too
_BODY_WORDS = frozenset("airport airports airlines airways air aéroport aéroports bank banque corp corporation inc ltd gmbh holding holdings group company limited "
                        "rail railways railway motors pharma pharmaceuticals foods energy energies energie energies telecom telecoms mobile logistics steel oil gas "
                        "petroleum mining resources industries technologies systems solutions services university college hospital council foundation institute".split())
COMPANY_WORDS = (_BODY_WORDS | {"aeroport"}) - frozenset("university college hospital council foundation institute".split())
_PARTY_WORDS = frozenset("vert verte modem insoumis insoumise engagé engagée centriste libéral libérale socialiste républicain républicaine écologiste communiste".split())
_STATES = frozenset("usa us uk rdc eau rfa rda urss ue uae nyc la drc car rca dom tom idf paca".split())
_COMMON_ACRONYMS = frozenset("ong pme pmi tpe chu chr chru sdis smur samu ehpad crs caf cpam epci ccas esn ag ca pdg drh dg".split())
_HOUSES = frozenset(
    "brasserie boulangerie pâtisserie clinique hôpital lycée collège école université faculté banque société groupe compagnie maison domaine ferme garage "
    "cabinet éditions laboratoire laboratoires imprimerie fonderie papeterie verrerie sucrerie laiterie fromagerie biscuiterie conserverie cimenterie "
    "aciérie forges chantiers transports ateliers établissements entreprise hôtel restaurant café cinéma théâtre musée librairie pharmacie olympique "
    "racing sporting union club association fondation institut fédération ligue syndicat parti mouvement rassemblement agence office caisse mutuelle "
    "coopérative chambre comité collectif résidence ehpad autocars cars travaux constructions galeries magasins supermarché pompes abattoirs "
    "abattoir carrières mines scierie menuiserie tannerie filature brûlerie distillerie cave caves vignobles moulins minoterie".split()
)
_CALLED = frozenset(
    "association collectif syndicat ong site journal quotidien hebdomadaire magazine revue média chaîne radio blog podcast fondation société entreprise "
    "start-up groupe compagnie enseigne marque coopérative mutuelle club parti mouvement micro-parti réseau coordination comité plateforme application "
    "laboratoire cabinet institut agence confédération fédération union formation coalition alliance organisation centrale".split()
)
_FEASTS = frozenset("noël pâques toussaint pentecôte ascension ramadan aïd carême hanouka épiphanie assomption".split())
_DAYS = frozenset("lundi mardi mercredi jeudi vendredi samedi dimanche hier".split())
_SCORE = re.compile(r"\d+[-–]\d+")
_OWNERS = frozenset("son sa leur mon ma notre votre ton ta".split())
_ARTICLES = frozenset("l' le la les un une d' du des cette cet ce son sa leur".split())
_NOT_SURNAMES = frozenset("sud nord est ouest".split())
_CONTRACTION = frozenset("l d n s j m t c qu jusqu lorsqu puisqu".split())


@lru_cache(maxsize=20000)
def folded_words(text: str) -> tuple[str, ...]:
    """Lower-case words without accents, elided articles or civilities: how names are compared."""
    decomposed = unicodedata.normalize("NFD", text.casefold().replace("’", "'"))
    bare = decomposed if decomposed.isascii() else "".join([c for c in decomposed if not unicodedata.combining(c)])
    words = []
    for word in re.findall(r"\w+", bare):
        if word not in _CONTRACTION and word not in ("m", "mm", "mme", "mlle", "dr", "pr", "me", "le", "la", "les", "du", "de", "des", "un", "une"):
            words.append(word)
    return tuple(words)


@dataclass(frozen=True)
class Mention:
    """A proper name in the text. `gender` is what a civility before it says."""

    span: Span
    text: str
    kind: EntityKind
    words: tuple[str, ...]
    first_token: int
    last_token: int
    gender: Gender
    guessed: bool = False  # the kind is a guess


@cache
def first_names() -> dict[str, str]:
    """Folded first name → f, m or e (either)."""
    return {words[0]: row[1] for row in Library().lexicon("first-names").rows if len(words := folded_words(row[0])) == 1}


def find_names(annotated: Annotated) -> tuple[Mention, ...]:
    """Proper names in order: those the model labels, repaired, and runs of capitalised proper nouns it missed."""
    table = token_table(annotated)
    taken = bytearray(len(table))
    found: list[Mention] = []
    for ent in table.entities:
        start, end, person, kind_forced = ent.start, ent.end, ent.label_ == "PER", False
        while start < end and (table.low[start] in CIVILITIES or not table.is_capital(start) or (table.low[start] == "mes" and start + 1 < end)):
            start += 1
        if start < end and person and (source_kinds().get(table.low[start]) == "organisation" or table.low[start] in _HOUSES):
            person = False
        if start < end and (table.low[start] in _TITLES or (ent.label_ != "ORG" and table.low[start] in _offices())):
            start = _after_title(table, start, end, person)
        elif end - start >= 3 and (not person or table.low[start] in _BODIES):
            start = _after_ministry(table, start, end)
        if start + 2 < end and table.pos[start] == "VERB" and folded_words(table.text(start + 1, start + 2))[:1] and folded_words(table.text(start + 1, start + 2))[0] in first_names():
            start += 1  # « Soutenir Anne Roux »
        known = start + 2 < end and folded_words(table.text(start + 1, start + 2))[:1]
        if known and _labels(table, start) and (known[0] in first_names() or (person and all(table.text(i, i + 1).istitle() for i in range(start + 1, start + 3)))):
            start += 1  # « le RN Paul Durand », « la Verte Anne Roux »
        if start + 2 == end and table.low[start] in ("l'", "l’") and table.text(start + 1, end).isupper():
            start += 1  # « L'ONU »
        if person and start + 2 < end and table.low[start] in ("le", "la", "l'") and table.low[start + 1] in _TITLES | _offices():
            start = _after_title(table, start + 1, end, person)  # « Le Chef d'état-major Paul Durand »
        note = next((i for i in range(start + 1, end) if table.low[i].startswith("[") or table.low[i] in (":", ";", "?") or (
            table.low[i] == "»" and "«" not in table.low[start:i])), end)
        end = min(end, note)  # « Parti du centre[1] »
        if ent.label_ == "ORG":
            opened = next((i for i in range(start + 1, end) if table.low[i] in ("«", "“")), end)
            end = opened if end - opened > 3 and "»" not in table.low[opened:end] and "”" not in table.low[opened:end] else end
            end = next((i for i in range(start + 1, end) if table.pos[i] in ("VERB", "AUX") and not table.is_capital(i) and "VerbForm=Fin" in table.morph[i]), end)
        while end > start and (table.pos[end - 1] in ("PUNCT", "SPACE") or table.low[end - 1] in _PARTICLES):
            end -= 1
        while end - 1 > start and not person and not table.is_capital(end - 1) and table.pos[end - 1] in ("VERB", "AUX") and "VerbForm=Fin" in table.morph[end - 1]:
            end -= 1  # « la Cour des comptes épingle »
        end = next((i for i in range(start + 1, end) if table.low[i] == "," and i + 2 < len(table) and table.low[i + 2] in ("ans", "an", "mois")), end)
        if not person:
            end = next((i for i in range(start + 1, end - 1) if _says(table, i)), end)
        while end - 1 > start and (table.low[end - 1] in _DAYS or _SCORE.fullmatch(table.low[end - 1])):
            end -= 1  # « le RC Massy 2-0 dimanche »
        if start < end and not person and table.pos[start] != "PROPN" and start > 1 and table.low[start - 1] in _CALLED and table.low[start - 2] in _ARTICLES:
            end = max(end, _end_of_name(table, start, taken))
        if end - start == 1 and not person:
            longer = _longer(table, start, end)
            if longer > end:
                end, kind_forced = longer, True
        if person:
            end = _cut_at_verb(table, start, end)
        if end <= start or _is_sentence_word(table, start, end) or (end - start == 1 and not person and table.low[start] in _FEASTS):
            continue
        kind = _KINDS.get(ent.label_, EntityKind.ORGANISATION)
        if kind_forced or (kind is EntityKind.PERSON and not person) or (kind is EntityKind.PLACE and _names_body(table, start, end)):
            kind = EntityKind.ORGANISATION
        found.append(_mention(table, start, end, kind, ent.label_ != "ORG"))
        taken[start:end] = b"\1" * (end - start)
    found.extend(_called(table, taken))
    found.extend(_missed(table, taken))
    found.extend(_surnames(table, taken, found))
    return _people_by_first_name(table, _joined(table, sorted(found, key=lambda m: (m.span.start, m.span.end))))


def _longer(table: TokenTable, start: int, end: int) -> int:
    """The end of « France Faune », « Confédération des bergers », of which the model sees the first word."""
    size, pos = len(table), table.pos
    if end >= size or table.sentence[end] != table.sentence[start]:
        return end
    begun = table.entity_starts
    if table.is_capital(end) and pos[end] in ("PROPN", "NOUN", "X") and end not in begun and table.start[end] - table.end[start] == 1:
        return end + 1
    body = table.is_capital(start) and source_kinds().get(table.low[start]) == "organisation" and not table.text(start, end).isupper()
    if body and table.low[end] in ("des", "du", "de", "d'") and end not in begun:
        k = end + 1
        if k < size and table.low[k] in ("la", "l'", "les"):
            k += 1
        if k < size and pos[k] == "NOUN" and k not in begun and table.sentence[k] == table.sentence[start]:
            return k + 2 if k + 1 < size and pos[k + 1] == "ADJ" and k + 1 not in begun else k + 1
    return end


def _labels(table: TokenTable, i: int) -> bool:
    """Whether the word is a party that a name in the same breath belongs to."""
    text = table.text(i, i + 1)
    low = table.low[i].removeprefix("ex-")
    return i > 0 and table.low[i - 1] in ("l'", "le", "la", "ex-") and ((2 <= len(text) <= 6 and text.replace("-", "").isupper()) or low in _PARTY_WORDS)


def names_body(low: str) -> bool:
    """Whether the word, in small letters, is one that bodies are called by."""
    return low in _HOUSES or low in _BODY_WORDS or low in _CALLED or low in _BODIES or source_kinds().get(low) == "organisation"


def _names_body(table: TokenTable, start: int, end: int) -> bool:
    """« CHU Hassan-II », « Chemin de fer du Nord », « Marseille Airport »: what the model takes for a place is a body by its words."""
    first, text = table.low[start], table.text(start, start + 1)
    if end - start < 2:
        return False
    if first in _HOUSES or first in ("chemin", "chemins") or any(table.low[i] in _BODY_WORDS for i in range(start, end)):
        return True
    acronym = 2 <= len(text) <= 6 and text.isalpha() and text.isupper() and first not in _STATES
    return acronym or (source_kinds().get(first) == "organisation" and first not in _LANDS)


def _says(table: TokenTable, i: int) -> bool:
    """« la Cour des comptes épingle la région »: a verb that the model took into the name."""
    if table.is_capital(i) or table.pos[i + 1] != "DET" or table.low[i - 1] in _PARTICLES:
        return False
    return any(FINITE in kinds for _, kinds, _, _ in verb_forms().get(table.low[i], ()))


def _people_by_first_name(table: TokenTable, found: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """« Odette, 79 ans », « ajoute Hassan »: a first name alone that never stands after a preposition of place."""
    lone: dict[str, list[int]] = {}
    for i, mention in enumerate(found):
        if len(mention.words) == 1 and mention.guessed and mention.kind is not EntityKind.PERSON and mention.words[0] in first_names():
            lone.setdefault(mention.words[0], []).append(i)
    out = list(found)
    for places in lone.values():
        starts = [out[i].first_token for i in places]
        if any(t and table.low[t - 1] in _PLACE_PREPOSITIONS for t in starts):
            continue
        if any(_shows_person(table, out[i]) for i in places):
            for i in places:
                out[i] = replace(out[i], kind=EntityKind.PERSON)
    return tuple(out)


def _shows_person(table: TokenTable, mention: Mention) -> bool:
    """An age or a function beside the name, or a clause of which it is the subject."""
    low, after = table.low, mention.last_token
    if after + 2 < len(low) and low[after] == ",":
        if low[after + 2] in ("ans", "an", "mois"):
            return True
        if low[after + 1] in ("un", "une", "le", "la") and source_kinds().get(low[after + 2], source_kinds().get(low[min(after + 3, len(low) - 1)])) == "person":
            return True
    return table.dep[mention.first_token] in ("nsubj", "nsubj:pass")

def _joined(table: TokenTable, found: list[Mention]) -> tuple[Mention, ...]:
    """Pieces of one name put together: « Vallaud » « - » « Belkacem », « Ömer » « Fatih Sayan »."""
    out: list[Mention] = []
    for mention in found:
        last = out[-1] if out else None
        if last is not None and (last.guessed or last.last_token - last.first_token == 1) and table.sentence[last.first_token] == table.sentence[mention.first_token]:
            gap = mention.first_token - last.last_token
            hyphen = gap == 1 and table.low[last.last_token] == "-" and table.end[last.last_token] == table.start[mention.first_token]
            glued = gap == 0 and not table.text(last.first_token, last.last_token).isupper() and mention.kind is EntityKind.PERSON and last.kind is not EntityKind.PLACE and table.low[last.first_token] not in _MINISTRIES | _BODIES
            if hyphen or glued:
                kind = EntityKind.PERSON if EntityKind.PERSON in (last.kind, mention.kind) else last.kind
                out[-1] = _mention(table, last.first_token, mention.last_token, kind)
                continue
        out.append(mention)
    return tuple(out)


def _after_ministry(table: TokenTable, start: int, end: int) -> int:
    """« Justice Jean Dupont », « États-Unis Jean Dupont »: the person begins after the ministry or the country."""
    if table.low[start] in _BODIES:
        for i in range(start + 1, end - 1):
            folded = folded_words(table.text(i, i + 1))
            if folded and folded[0] in first_names() and table.is_capital(i):
                return i
    if table.low[start] in _MINISTRIES:
        if all(table.is_capital(i) and table.pos[i] in ("PROPN", "X", "NOUN") for i in range(start + 1, end)):
            return start + 1
        for i in range(start + 1, end - 1):
            folded = folded_words(table.text(i, i + 1))
            if folded and folded[0] in first_names():
                return i
    return start


@cache
def _offices() -> frozenset[str]:
    return frozenset(noun for noun, kind in source_kinds().items() if kind == "person") - _NAMED_BY_TITLE


def _after_title(table: TokenTable, start: int, end: int, person: bool) -> int:
    """« Président des États-Unis Jean Dupont »: where the bearer's name begins; `end` when there is none."""
    for i in range(start + 1, end):
        folded = folded_words(table.text(i, i + 1))
        if table.is_capital(i) and folded and folded[0] in first_names() and i + 1 < end:
            return i
    while start < end and (table.low[start] in _TITLES or table.low[start] in _offices() or not table.is_capital(start)):
        start += 1
    return start if person and not any(not table.is_capital(i) and table.low[i] not in _PARTICLES for i in range(start, end)) else end


def _cut_at_verb(table: TokenTable, start: int, end: int) -> int:
    """A person's name holds no small-letter word but a particle."""
    for i in range(start + 1, end):
        hyphened = table.low[i - 1].endswith("-") and table.start[i] == table.end[i - 1]
        if not table.is_capital(i) and not hyphened and table.low[i] not in _PARTICLES and table.low[i][:1].isalpha():
            return i
    return end


def _is_sentence_word(table: TokenTable, start: int, end: int) -> bool:
    """A lone capitalised common word at the head of a sentence is no name."""
    if end - start != 1 or (start and table.sentence[start - 1] == table.sentence[start]):
        return False
    return table.pos[start] not in ("PROPN", "NOUN", "X") or table.low[start] in _COMMON_STARTS


def _may_begin(table: TokenTable, i: int) -> bool:
    """A proper noun, an acronym, or a capitalised word within the sentence that a proper noun follows."""
    if table.low[i] in _COMMON_ACRONYMS and i and table.low[i - 1] in _ARTICLES:
        return False  # « l'ONG », « le CHU »
    if table.pos[i] == "PROPN":
        return True
    if table.pos[i] not in ("NOUN", "X", "ADJ") or i == 0 or table.sentence[i - 1] != table.sentence[i]:
        return False
    if table.low[i - 1] in ("«", '"', "“", "—", "–", ":", "("):
        return False
    text = table.text(i, i + 1)
    follows = i + 1 < len(table) and table.is_capital(i + 1) and table.pos[i + 1] == "PROPN" and table.pos[i] == "NOUN"
    return follows or (2 <= len(text) <= 6 and text.isupper() and text.isalpha())


def _called(table: TokenTable, taken: bytearray) -> Iterable[Mention]:
    """« l'association Eau vive », « le site Contre-pied », and the same words wherever they stand again."""
    spelled: set[tuple[str, ...]] = set()
    for i in range(1, len(table) - 1):
        if table.low[i] not in _CALLED or table.low[i - 1] not in _ARTICLES or taken[i] or taken[i + 1] or not table.is_capital(i + 1):
            continue
        if table.sentence[i + 1] != table.sentence[i] or table.low[i + 1] in CIVILITIES or table.is_capital(i):
            continue
        spelled.add(tuple(table.text(k, k + 1) for k in range(i + 1, _end_of_name(table, i + 1, taken))))
    if not spelled:
        return
    for i in range(len(table)):
        for words in sorted(spelled, key=lambda w: (-len(w), w)):
            end = i + len(words)
            if end <= len(table) and not any(taken[i:end]) and table.text(i, i + 1) == words[0] and all(
                    table.text(i + k, i + k + 1) == word for k, word in enumerate(words)):
                taken[i:end] = b"\1" * len(words)
                yield _mention(table, i, end, EntityKind.ORGANISATION, False)
                break


def _surnames(table: TokenTable, taken: bytearray, found: list[Mention]) -> Iterable[Mention]:
    """« Castan est arrivé »: the surname of somebody named in full, which the tagger took for a common word."""
    known = {m.text.split()[-1] for m in found if m.kind is EntityKind.PERSON and len(m.words) > 1 and m.text.split()[-1][:1].isupper()}
    for i in range(len(table)):
        if not taken[i] and table.is_capital(i) and len(table.low[i]) > 3 and table.text(i, i + 1) in known and table.low[i] not in _MINISTRIES | _offices():
            before_name = i + 1 < len(table) and taken[i + 1]
            if not before_name and not any(m.first_token <= i < m.last_token for m in found):
                yield _mention(table, i, i + 1, EntityKind.PERSON)


def _end_of_name(table: TokenTable, start: int, taken: bytearray) -> int:
    """One past « Eau vive », « Santé en lutte », « Sauvons nos rivières »: capitals, an adjective or a complement after them."""
    end, size, pos = start + 1, len(table), table.pos
    while end < size and not taken[end] and table.is_capital(end) and pos[end] not in ("PUNCT", "SPACE"):
        end += 1
    if end < size and pos[end] == "ADJ" and not taken[end]:
        return end + 1
    link = 1 if end < size and table.low[end] in ("en", "pour", "contre", "sans", "aux", "des", "du", "de", "d'", "à", "sur", "nos", "notre") else 0
    if link and end + 2 < size and pos[end + 1] == "DET":
        link = 2
    if link and end + link < size and pos[end + link] in ("NOUN", "PRON", "ADJ") and not taken[end + link] and not table.is_capital(end + link):
        return end + link + 1
    return end


def _missed(table: TokenTable, taken: bytearray) -> Iterable[Mention]:
    i, length = 0, len(table)
    while i < length:
        if taken[i] or not table.is_capital(i) or table.low[i] in CIVILITIES or not _may_begin(table, i):
            i += 1
            continue
        j = i + 1
        while j < length and not taken[j] and table.sentence[j] == table.sentence[i] and (
            (table.is_capital(j) and table.pos[j] in ("PROPN", "NOUN", "ADJ", "X"))
            or (table.low[j] in _PARTICLES and j + 1 < length and table.is_capital(j + 1) and table.pos[j + 1] == "PROPN")
        ):
            j += 1
        while i < j and (table.low[i] in _TITLES or table.low[i] in _offices()):
            i += 1
        if i < j - 2 and _labels(table, i) and (folded_words(table.text(i + 1, i + 2)) or ("",))[0] in first_names():
            i += 1  # « le Vert Paul Durand »
        if i < j - 1 and table.low[i] in _MINISTRIES and i and table.low[i - 1] in ("de", "du", "des", "la", "l'", "les", "d'"):
            i += 1
        if i == j:
            continue
        if not _is_sentence_word(table, i, j) and table.low[i][-1:].isalnum() and len(table.low[i]) > 1:
            yield _mention(table, i, j, EntityKind.ORGANISATION)
        i = j


def _mention(table: TokenTable, start: int, end: int, kind: EntityKind, guessed: bool = True) -> Mention:
    before = table.low[start - 1] if start else ""
    if before in _NAMED_BY_TITLE and end - start == 1 and not (start > 1 and table.low[start - 2] in _OWNERS):
        start, kind, before = start - 1, EntityKind.PERSON, ""
    text = table.text(start, end)
    if before == "." and start > 1 and table.low[start - 2] in ("m", "mm", "mme", "dr", "pr"):
        before = table.low[start - 2]
    if "[" in text[1:]:
        text = text[: text.index("[", 1)].rstrip()  # « Parti du centre[1] »
    words = folded_words(text)
    put = kind is EntityKind.PLACE and before in _PLACE_PREPOSITIONS  # « à Sidi Salah »
    if before in CIVILITIES or (kind is not EntityKind.PERSON and not put and 2 <= len(words) <= 4 and words[0] in first_names() and words[-1] not in _NOT_SURNAMES):
        kind = EntityKind.PERSON
    firm = len(words) > 1 and words[0] not in first_names() and not COMPANY_WORDS.isdisjoint(words[1:])  # « Vitalis Pharma »
    if kind is EntityKind.PERSON and before not in CIVILITIES and (firm or PRESS_WORDS.intersection(words) or any(w.isdigit() for w in words)):
        kind = EntityKind.ORGANISATION
    span = Span(table.start[start], table.end[end - 1])
    return Mention(span, text, kind, words, start, end, CIVILITIES.get(before, Gender.UNKNOWN), guessed)
