"""Verbs that govern a reporting verb: « tient à souligner », « vient d'annoncer », « Et d'ajouter : »."""

from __future__ import annotations

from sourcecheck.discourse.cues import AVOIR, CLITICS, ETRE, SUBJECT_CLITICS, VerbGroup
from sourcecheck.discourse.periods import Unit

_RAISING = frozenset("tient tiennent tenait tenu veut veulent voulu voulait préfère préfèrent préférait souhaite souhaitent souhaité tente tentent "
                     "vient viennent finit croit peut aime s'empresse ose osent osait osé cru dû pu essayé essaie essaient tenté fini commence "
                     "commencé continue continuent préféré aimé tâché borné bornée borne contenté contentée contente contentent limité limitée empressé empressée permis hasardé "
                     "risqué jugé estimé trouvé".split())

_GOVERNORS = frozenset("vient viennent venait venaient tenu tient tenait tiennent voulu compte comptent souhaité entend entendent borne bornent borné bornée "
                       "contente contentent contenté contentée limite limitent limité limitée hésite hésitent hésité jusqu' empresse empressé empressée fini "
                       "commencé soin cesse cessé contenta borna réussi réussit réussissent parvenu parvenue parvenus parvient parviennent manqué manque manquent manquera ose osent osait osé prié tente tenté".split())


def raise_governor(units: list[Unit], group: VerbGroup) -> int:
    """« …, tient à souligner le maire », « veut croire X »: the governor opens the incise. First unit of the group."""
    if group.form != "inf" or group.first < 2:
        return group.first
    k = group.first - 1
    if units[k].low in {"à", "d'", "de", "par"}:
        k -= 1
        if k > 0 and units[k].low in {"bon", "utile", "nécessaire", "important", "judicieux"}:
            k -= 1  # « a cru bon de préciser »
    while k > 0 and (units[k].pos == "ADV" or units[k].low in CLITICS or units[k].low in SUBJECT_CLITICS or units[k].low in {"-t", "t"}):
        k -= 1
    if units[k].low in _RAISING and k > 0:
        aux = k - 1
        first = aux if units[aux].low in AVOIR | ETRE else k
        while first > 1 and units[first - 1].low in CLITICS:
            first -= 1
        if units[first - 1].quotation >= 0 or units[first - 1].low in {",", "?", "!", "…", "–"}:
            group.first, group.form = first, "fin"
            for j in range(first, group.at):
                if units[j].low in SUBJECT_CLITICS:
                    group.inverted = j
    return group.first


def governed(units: list[Unit], group: VerbGroup) -> bool:
    """« vient d'annoncer », « a tenu à rappeler », « compte demander »: the infinitive that reports."""
    if group.first > 1 and units[0].low == "et" and units[group.first - 1].low in {"de", "d'"} and group.first <= 14:
        return True  # « Et d'ajouter : », « Et le maire de conclure : »
    window = {u.low for u in units[max(0, group.first - 4) : group.first]}
    return bool(window & _GOVERNORS)


def purpose(units: list[Unit], group: VerbGroup) -> bool:
    """« pour révéler que », « sans préciser que », « avant de conclure que »."""
    if not group.first:
        return False
    before = units[group.first - 1].low
    return before in {"pour", "sans"} or (before in {"de", "d'"} and group.first > 1 and units[group.first - 2].low in {"avant", "afin"})


def coordinated_participle(units: list[Unit], group: VerbGroup) -> bool:
    """« avait appelé au calme et demandé de fermer les volets »: the auxiliary stands before the first participle."""
    if group.last + 1 < len(units) and units[group.last + 1].low == "par":
        return False  # « …, accusée par X de »
    if units[group.at].low.endswith(("ée", "és", "ées")):
        return False  # « a logé des cadres, appelés à »
    k = group.first - 1
    while k >= 0 and units[k].pos == "ADV":
        k -= 1
    if k < 0 or units[k].low not in {"et", "puis", "mais", ","}:
        return False
    for j in range(k - 1, max(-1, k - 40), -1):
        if units[j].low in AVOIR and j + 1 < len(units):
            return True
        if units[j].low in {";", "."}:
            return False
    return False


def impersonal(units: list[Unit], group: VerbGroup) -> bool:
    return any(units[k].low == "il" for k in range(max(0, group.first - 3), group.first))
