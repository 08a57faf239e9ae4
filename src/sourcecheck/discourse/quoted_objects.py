"""Whether the quoted object of a verb is words said, and not a name, a title or a charge."""

from __future__ import annotations

from sourcecheck.discourse.cues import CLITICS, Complement, VerbGroup, source_kinds, verb_forms
from sourcecheck.discourse.frames import NAMED
from sourcecheck.discourse.periods import Unit
from sourcecheck.discourse.quoted import Quoted
from sourcecheck.discourse.verb_sources import place_of

TITLED = frozenset(
    "livre film roman chanson album titre loi projet opération opérations plan programme dispositif spectacle pièce "
    "journal émission série article dossier rapport thème slogan mouvement collectif association parti groupe réseau "
    "exposition concept phénomène prix label label stratégie campagne mission navire force unité brigade site blog "
    "documentaire ouvrage hashtag hashtags mot-dièse cellule slogans devise mention tube single reportage rubrique magazine revue mot terme expression nom surnom sobriquet".split()
)
CHARGES = frozenset("accuser soupçonner suspecter inculper".split())
_BRINGS_OUT = frozenset({"publier", "présenter", "signer", "livrer", "lancer", "diffuser", "dévoiler", "chanter", "célébrer", "produire", "écrire"})
_WANTING = ("veu", "voul", "enten", "compt", "espèr", "espér", "souhait", "voudr")
_NO_MORE_THAN = frozenset({"se borner", "se contenter", "se limiter", "se fendre"})  # « se borne à un « oui » »
_ALSO_DO = frozenset("assurer garantir préparer".split())
_LIKENING = frozenset("présenter décrire dépeindre considérer définir désigner voir percevoir".split())
_PLEADING = frozenset({"plaider", "militer", "se prononcer", "opter", "se battre"})
_ELSEWHERE = frozenset("dans pour avec chez sous entre vers lors parmi depuis pendant".split())


def object_quote(marks: Quoted, units: list[Unit], group: VerbGroup, found: Complement) -> bool:
    """Whether a quoted object is words said, and not a name, a title or a charge."""
    k = found.start
    frames = group.entry.frames
    quotation = marks.quotations[units[k].quotation]
    long = marks.words(quotation) >= 4 and marks.has_verb(quotation)
    between = units[group.last + 1 : k]
    close = all(u.pos in {"ADV", "ADP"} or u.low in {",", ":", "à", "de", "d'"} for u in between)
    aside = len(between) > 2 and between[0].low == between[-1].low == ","  # « confirme, sous couvert d'anonymat, « … » »
    close = close or aside
    if group.entry.lemma in _NO_MORE_THAN:
        return all(u.pos in {"ADV", "ADP", "DET", "ADJ"} for u in between)
    close = close or (units[k - 1].low == "comme" and group.entry.lemma in _LIKENING)  # « présente son usine comme « la plus propre » »
    marked = "a" in frames and _opens_with(marks, units, k, "à")  # « invite les élus « à la retenue » »
    by = any(units[j].low == "par" and all(u.pos == "DET" for u in units[j + 1 : k]) for j in range(max(group.last, k - 3), k))  # « justifie ce choix par l'« urgence » »
    if "w" in frames and not long and not close and not marked and not by and not quoted_infinitive(marks, units, k):
        return False
    if group.entry.lemma == "parler" and not long and group.first and place_of(units, 0) is None and any(u.low == "on" for u in units[max(0, group.first - 2) : group.first]):
        return False  # « quand on parle de « nouvelle vague » »
    if group.entry.lemma in _ALSO_DO and not long and (group.form == "inf" or units[k - 1].pos == "DET"):
        return False  # « pour assurer le « redressement national » »
    if any(u.pos == "VERB" and u.low.endswith("ant") and u.form == "Part" for u in between):
        return False  # « en filmant des singes regardant une « épreuve » »: another verb's
    governor = next((u.low for u in reversed(units[group.last + 1 : k]) if (u.pos == "ADP" or u.low == "lors") and u.low not in {"de", "d'", "du", "des"}), "")
    if group.entry.lemma in _PLEADING and governor == "pour":
        governor = ""
    if source_kinds().get(units[k - 1].low) == "document" and quotation.inner.of(marks.text)[:1].islower():
        governor = ""  # « évoque dans un communiqué « un simple incident » »
    if governor in _ELSEWHERE and not aside and marks.words(quotation) <= 3:
        return False
    if units[k - 1].low in NAMED and (group.bare or k - 1 > group.last):
        return False
    if k - 1 > group.last + 1 and units[k - 1].form == "Part" and units[k - 1].low in verb_forms() and units[k - 2].pos in {"NOUN", "ADJ"}:
        return False  # « a relevé la taxe, une mesure jugée « hostile » »
    before = next((u for u in reversed(units[group.last + 1 : k]) if u.pos in {"NOUN", "PROPN"}), None)
    name = quotation.inner.of(marks.text)[:1]
    if group.entry.lemma in _BRINGS_OUT and name.isupper() and not marks.has_verb(quotation) and quotation.inner.of(marks.text)[-1:] not in {".", "!", "?"}:
        return False  # « publie « La Ville sans murs » »
    if before is not None and k - units.index(before) <= 3 and before.low in TITLED and not long and (name.isupper() or name.isdigit()):
        return False
    if group.entry.lemma == "appeler" and not any(_opens_with(marks, units, k, m) for m in ("à", "au", "aux")) and not any(u.low in {"à", "au", "aux"} for u in units[group.last + 1 : k]):
        return False
    if (group.passive or group.bare) and group.entry.lemma in CHARGES and not long:
        return any(u.low == "par" for u in units[group.last + 1 : k])
    return True


def _opens_with(marks: Quoted, units: list[Unit], k: int, word: str) -> bool:
    return marks.quotations[units[k].quotation].inner.of(marks.text).lower().startswith((word + " ", word + "\xa0"))


def quoted_infinitive(marks: Quoted, units: list[Unit], k: int) -> bool:
    """« a exhorté les siens à « tenir bon » »: the infinitive asked for stands between the marks."""
    inner = marks.quotations[units[k].quotation].inner.of(marks.text)
    first = [word for word in inner.replace("’", "'").replace("'", "' ").split() if word.lower() not in CLITICS | {"pas", "plus", "rien"}][:1]
    wanted = " " in inner and units[k - 1].low.startswith(_WANTING)  # « entend « tourner la page » »
    return bool(first) and (wanted or units[k - 1].low in {"à", "de", "d'"}) and first[0].lower().endswith(("er", "ir", "re", "oir")) and len(first[0]) > 3
