"""The forms of French verbs, spelled out from their infinitive (Bescherelle, L'art de conjuguer).

A tagger trips over verbs between quotation marks and inversions (« ajoute » read as an adjective,
« dit » as punctuation); the reporting verbs are a closed list, so their forms are looked up instead.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

_Add = Callable[[str, str], None]

FINITE, PARTICIPLE, GERUND, INFINITIVE = "fin", "pp", "ger", "inf"

# ending → stem of the singular present, third person plural, imperfect, future, past participle,
# simple past (il, ils); everything that follows is glued to what precedes the ending.
_THIRD: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("faire", ("fais fait", "font", "fais", "fer", "fait", "fit firent fasse fassent")),
    ("dire", ("dis dit", "disent", "dis", "dir", "dit", "dit dirent")),
    ("crire", ("cris crit", "crivent", "criv", "crir", "crit", "crivit crivirent")),
    ("rire", ("ris rit", "rient", "ri", "rir", "ri", "rit rirent")),
    ("lire", ("lis lit", "lisent", "lis", "lir", "lu", "lut lurent")),
    ("croire", ("crois croit", "croient", "croy", "croir", "cru", "crut crurent")),
    ("traire", ("trais trait", "traient", "tray", "trair", "trait", "")),
    ("uire", ("uis uit", "uisent", "uis", "uir", "uit", "uisit uisirent")),
    ("clure", ("clus clut", "cluent", "clu", "clur", "clu", "clut clurent")),
    ("prendre", ("prends prend", "prennent", "pren", "prendr", "pris", "prit prirent")),
    ("aindre", ("ains aint", "aignent", "aign", "aindr", "aint", "aignit aignirent")),
    ("eindre", ("eins eint", "eignent", "eign", "eindr", "eint", "eignit eignirent")),
    ("oindre", ("oins oint", "oignent", "oign", "oindr", "oint", "oignit oignirent")),
    ("rompre", ("romps rompt", "rompent", "romp", "rompr", "rompu", "rompit rompirent")),
    ("dre", ("ds d", "dent", "d", "dr", "du", "dit dirent")),
    ("aître", ("ais aît", "aissent", "aiss", "aîtr", "u", "ut urent")),
    ("aitre", ("ais ait", "aissent", "aiss", "aitr", "u", "ut urent")),
    ("mettre", ("mets met", "mettent", "mett", "mettr", "mis", "mit mirent")),
    ("battre", ("bats bat", "battent", "batt", "battr", "battu", "battit battirent")),
    ("vaincre", ("vaincs vainc", "vainquent", "vainqu", "vaincr", "vaincu", "vainquit vainquirent")),
    ("suivre", ("suis suit", "suivent", "suiv", "suivr", "suivi", "suivit suivirent")),
    ("vivre", ("vis vit", "vivent", "viv", "vivr", "vécu", "vécut vécurent")),
    ("prévoir", ("prévois prévoit", "prévoient", "prévoy", "prévoir", "prévu", "prévit prévirent")),
    ("cevoir", ("çois çoit", "çoivent", "cev", "cevr", "çu", "çut çurent")),
    ("savoir", ("sais sait", "savent", "sav", "saur", "su", "sut surent sache sachent")),
    ("vouloir", ("veux veut", "veulent", "voul", "voudr", "voulu", "voulut voulurent veuille veuillent")),
    ("pouvoir", ("peux peut", "peuvent", "pouv", "pourr", "pu", "put purent")),
    ("voir", ("vois voit", "voient", "voy", "verr", "vu", "vit virent")),
    ("tenir", ("tiens tient", "tiennent", "ten", "tiendr", "tenu", "tint tinrent")),
    ("venir", ("viens vient", "viennent", "ven", "viendr", "venu", "vint vinrent")),
    ("sortir", ("sors sort", "sortent", "sort", "sortir", "sorti", "sortit sortirent")),
    ("entir", ("ens ent", "entent", "ent", "entir", "enti", "entit entirent")),
    ("vrir", ("vre", "vrent", "vr", "vrir", "vert", "vrit vrirent")),
    ("frir", ("fre", "frent", "fr", "frir", "fert", "frit frirent")),
    ("quérir", ("quiers quiert", "quièrent", "quér", "querr", "quis", "quit quirent")),
)
_IMPERFECT = ("ais", "ait", "aient", "ions")
_FUTURE = ("ai", "a", "ont", "ons", "ais", "ait", "aient", "ions")
_DOUBLING = ("appeler", "jeter", "rappeler", "rejeter", "épeler", "interpeler")


@cache
def forms(infinitive: str) -> dict[str, frozenset[str]]:
    """Every form that a news text uses → what it can be (finite, past participle, gerund, infinitive).

    Shape: lower-case form → subset of {FINITE, PARTICIPLE, GERUND, INFINITIVE}.
    """
    found: dict[str, set[str]] = {}

    def add(form: str, kind: str) -> None:
        found.setdefault(form, set()).add(kind)

    add(infinitive, INFINITIVE)
    if infinitive.endswith("er"):
        _first(infinitive, add)
    else:
        if infinitive.endswith("aître"):  # spelling of 1990
            for form, kinds in forms(infinitive.replace("aître", "aitre")).items():
                for kind in kinds:
                    add(form, kind)
        for ending, pattern in _THIRD:
            if infinitive.endswith(ending):
                _third(infinitive[: -len(ending)], pattern, add)
                break
        else:
            if infinitive.endswith("ir"):
                _second(infinitive[:-2], add)
    return {form: frozenset(kinds) for form, kinds in found.items()}


def _agree(participle: str, add: _Add) -> None:
    plural = participle if participle.endswith("s") else participle + "s"
    for form in (participle, plural, participle + "e", participle + "es"):
        add(form, PARTICIPLE)


def _first(infinitive: str, add: _Add) -> None:
    stem = infinitive[:-2]
    soft = stem + "e" if stem.endswith("g") else stem[:-1] + "ç" if stem.endswith("c") else stem
    strong = _strong(infinitive, stem)
    for present in (strong + "e", strong + "es", strong + "ent", soft + "ons", stem + "ez"):
        add(present, FINITE)
    if stem.endswith("ay"):
        for present in (stem + "e", stem + "es", stem + "ent"):
            add(present, FINITE)  # embraie, embraye
    for ending in _IMPERFECT:
        add((stem if ending == "ions" else soft) + ending, FINITE)
    for past in (soft + "a", stem + "èrent", soft + "ai", soft + "ât"):
        add(past, FINITE)
    futures = {strong + "er"} | ({stem + "er"} if "é" in stem[-3:] or strong == stem else set())
    for future in sorted(futures):
        for ending in _FUTURE:
            add(future + ending, FINITE)
    add(soft + "ant", GERUND)
    _agree(stem + "é", add)


def _strong(infinitive: str, stem: str) -> str:
    """The stem before a silent ending: espère, appelle, paie, emploie, lève."""
    if stem.endswith("eet"):
        return stem  # tweeter
    if infinitive in _DOUBLING or stem.endswith(("ppel", "jet")):
        return stem + stem[-1]
    if stem.endswith(("oy", "uy", "ay")):
        return stem[:-1] + "i"
    for width in (1, 2):
        if len(stem) > width and stem[-width - 1] in "ée" and all(c not in "aeiouyéèêâîôûëï" for c in stem[-width:]):
            if stem[-width - 1] == "e" and width == 2:
                return stem
            return stem[: -width - 1] + "è" + stem[-width:]
    if stem.endswith("égu"):
        return stem[:-3] + "ègu"
    return stem


def _second(stem: str, add: _Add) -> None:
    for ending in ("is", "it", "issent", "issons", "irent", "issais", "issait", "issaient", "isse", "ît"):
        add(stem + ending, FINITE)
    for ending in _FUTURE:
        add(stem + "ir" + ending, FINITE)
    add(stem + "issant", GERUND)
    _agree(stem + "i", add)


def _third(head: str, pattern: tuple[str, ...], add: _Add) -> None:
    singular, plural, imperfect, future, participle, past = pattern
    for form in (*singular.split(), plural, imperfect + "ons", *past.split()):
        add(head + form, FINITE)
    for ending in _IMPERFECT:
        add(head + imperfect + ending, FINITE)
    for ending in _FUTURE:
        add(head + future + ending, FINITE)
    if plural.endswith("ent"):
        add(head + plural[:-2], FINITE)  # subjunctive: prenne, écrive
    add(head + imperfect + "ant", GERUND)
    _agree(head + participle, add)
