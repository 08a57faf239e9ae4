"""Figures against one another: crowds counted by one side, sums that overflow, titles that differ from the body."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sourcecheck.domain.findings import Bilingual
from sourcecheck.domain.text import PartKind, Span
from sourcecheck.rules.checks import Built, Workshop
from sourcecheck.rules.evidence import Evidence
from sourcecheck.rules.hits import Hit, Place, Result, found
from sourcecheck.rules.tables import Table
from sourcecheck.rules.words import Phrases

_NUMBER = r"(?:\d{1,3}(?:[ .\u00a0\u202f]\d{3})+|\d+)"
_CROWD = re.compile(
    rf"(?:(?:plus|près|moins) de |environ |quelque |entre {_NUMBER} et )?"
    rf"(?:{_NUMBER}|(?:plusieurs |quelques |des )?(?:dizaines?|centaines?|milliers?) de|(?:plusieurs |quelques |des )?(?:dizaines|centaines) de milliers"
    rf"|une (?:dizaine|vingtaine|trentaine|quarantaine|cinquantaine|centaine)|un millier|{_NUMBER} (?:mille|millions?))"
    r"(?: de| d[’'])? ?(?:personnes|manifestants|manifestantes|participants|opposants|marcheurs|agriculteurs|lycéens"
    r"|étudiants|salariés|enseignants|grévistes|gilets jaunes|fonctionnaires|cheminots)\b", re.I)
_MARCH = re.compile(
    r"\b(?:manifest(?:é|er|ent|aient|ation|ations)\b|défil(?:é|ée|és|ent|aient|er|e|ait)\b(?! de mode)|rassembl(?:é|ée|és|ées|ent|aient|ement)\w*|cortège\w*"
    r"|battu\w* le pavé|descendu\w* dans la rue|dans les rues)", re.I)
_NOT_MARCH = re.compile(
    r"\b(?:tué\w*|mort\w*|blessé\w*|arrêté\w*|interpellé\w*|placé\w*|policiers|festival|spectateurs|supporters|prévu\w*|attendu\w*"
    r"|carnaval|concert|inscrit\w*|évacué\w*|condamné\w*|détenu\w*|garde à vue|secte|messe|pèlerin\w*|fusill\w*|licenci\w*"
    r"|en (?:19|20)\d\d|attentat|explos\w*|hommage|obsèques|cinéma|salon|foire)\b", re.I)


def single_crowd_count(workshop: Workshop, parameters: Table) -> Built:
    """A count of demonstrators without two camps, or an independent counter, behind it.

    Options: ``official``, ``organisers``, ``independent``: words that name who counted, looked for in the paragraph.
    Field ``missing``: whose count is not given. Once per article and figure.
    """
    official = Phrases(workshop.entries(parameters.texts("official")))
    organisers = Phrases(workshop.entries(parameters.texts("organisers")))
    independent = Phrases(workshop.entries(parameters.texts("independent")))

    def hits(evidence: Evidence) -> Iterator[Hit]:
        for sentence in evidence.body:
            text = evidence.words_in(sentence.span)
            if not _MARCH.search(text) or _NOT_MARCH.search(text):
                continue
            for match in _CROWD.finditer(text):
                span = Span(sentence.span.start + match.start(), sentence.span.start + match.end())
                zone = evidence.words.inside(evidence.annotated.article.parts[sentence.part].span)
                by = [any(p.find(evidence.words, zone)) for p in (official, organisers, independent)]
                if not workshop.scope.admits(evidence, span) or by[2] or (by[0] and by[1]):
                    continue
                yield Hit(span, {"missing": _missing(by[0], by[1])})

    def run(evidence: Evidence) -> Result:
        return found(hits(evidence))

    return Built(run, frozenset({"missing"}))


def _missing(official: bool, organisers: bool) -> Bilingual:
    if official:
        return Bilingual("le chiffre des organisateurs manque", "the organisers’ count is missing")
    if organisers:
        return Bilingual("le chiffre de la police manque", "the police count is missing")
    return Bilingual("personne n’est dit avoir compté", "nobody is said to have counted")


_SMALL = {w: n for n, w in enumerate("zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize".split())}
_SMALL |= {"une": 1, "vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "cent": 100}
_ANY = rf"(?:{_NUMBER}|{'|'.join(_SMALL)})"
_PARTITIONS = (
    ("civils", "militaires", "soldats", "policiers", "gendarmes", "combattants", "rebelles", "miliciens", "djihadistes"),
    ("hommes", "femmes"),
    ("hommes", "femmes", "enfants"),
    ("garçons", "filles"),
    ("adultes", "enfants", "mineurs", "adolescents"),
    ("majeurs", "mineurs"),
    ("titulaires", "contractuels", "intérimaires"),
    ("ouvriers", "cadres", "ingénieurs"),
    ("victoires", "défaites", "nuls"),
    ("voitures", "camions", "motos", "autobus"),
    ("maisons", "appartements", "immeubles"),
    ("passagers", "pilotes", "stewards"),
    ("français", "étrangers", "belges", "suisses", "espagnols", "italiens", "allemands", "britanniques", "américains", "tunisiens", "algériens",
     "marocains"),
)
_GROUPING = re.compile(r"[ .\u00a0\u202f]")
_DIVIDING = frozenset({"dont", "parmi", "soit"})
_SUM = re.compile(
    rf"\b(?P<all>{_ANY}) (?P<of>[a-zà-ÿ’' -]{{3,40}}?)(?:,| ?:| \() ?(?:dont|parmi lesquel\w+|parmi eux|soit) (?P<rest>[^.;!?\n]{{5,140}})", re.I)
_TERM = re.compile(rf"\b(?P<n>{_ANY}) (?P<what>[a-zà-ÿ-]{{4,}})\b", re.I)


def value_of(number: str) -> int | None:
    """« 1.200 », « 1 200 », « douze » as a whole number."""
    if number.isalpha():
        return _SMALL.get(number.lower())
    digits = _GROUPING.sub("", number)
    return int(digits) if digits.isdigit() else _SMALL.get(number.lower())


def overflowing_sum(workshop: Workshop, parameters: Table) -> Built:
    """« 11 morts, dont 7 civils et 5 militaires »: parts that exclude one another and exceed the whole.

    Only parts of one partition are added (civilians and soldiers, not civilians and children); one part
    alone above the whole is enough. Fields: ``sum``, ``total``.
    """

    def hits(evidence: Evidence) -> Iterator[Hit]:
        for match in _SUM.finditer(evidence.text) if evidence.has_any(_DIVIDING) else ():
            total = value_of(match["all"])
            if total is None or re.search(r"\bautres?\b|\bmillions?\b|\bmilliards?\b|%", match["of"] + match["rest"]):
                continue
            span = Span(match.start(), match.start("rest"))
            largest, end = _largest(match["rest"])
            if largest <= total:
                continue
            span = Span(match.start(), match.start("rest") + end)
            if workshop.scope.admits(evidence, span):
                yield Hit(span, {"sum": str(largest), "total": str(total)})

    def run(evidence: Evidence) -> Result:
        return found(hits(evidence))

    return Built(run, frozenset({"sum", "total"}))


def _largest(rest: str) -> tuple[int, int]:
    """The largest sum of parts that exclude one another, and where its last part ends."""
    terms = [(value_of(m["n"]) or 0, m["what"].lower(), m.end()) for m in _TERM.finditer(rest)]
    best, end = 0, 0
    for partition in _PARTITIONS:
        chosen = [t for t in terms if t[1] in partition or t[1] + "s" in partition]
        total = sum(t[0] for t in chosen)
        if len({t[1] for t in chosen}) == len(chosen) and total > best:
            best, end = total, chosen[-1][2]
    return best, end


_HEDGE = re.compile(
    r"au moins|plus de|près de|moins de|environ|quelque|précédent|premier bilan|alourdi|revu|passé|nouveau bilan|provisoire|jusqu|entre"
    r"|dizaine|centaine|millier|\bautres?\b|encore|déjà|\bdont\b|\ben (?:19|20)\d\d|parmi|avait|avaient", re.I)


def differing_figures(workshop: Workshop, parameters: Table) -> Built:
    """A figure of the title that the body gives otherwise: same noun, one other figure, and never the title's own.

    Counts of people harmed, and `units`. Hedged figures (« au moins », « un premier bilan ») are left alone.
    Fields: ``body``, the words of the body.
    """
    units = frozenset(workshop.entries(parameters.texts("units")))

    def hits(evidence: Evidence) -> Iterator[Hit]:
        title = next((p for p in evidence.annotated.article.parts if p.kind is PartKind.TITLE), None)
        if title is None:
            return
        counted = [count for count in _counts(evidence, title.span, units) if not count[3]]
        if not counted:
            return
        body = [c for s in evidence.body for c in _counts(evidence, s.span, units)]
        for span, value, what, _ in counted:
            same = [other for other in body if other[2] == what]
            if not same or any(o[1] == value or o[3] for o in same) or len({o[1] for o in same}) != 1:
                continue
            if re.search(rf"\b{value}\b", evidence.text[title.span.end :]):
                continue
            if workshop.scope.admits(evidence, span):
                words = evidence.words_in(same[0][0])
                yield Hit(span, {"body": words}, related=(Place(same[0][0], words),))

    def run(evidence: Evidence) -> Result:
        return found(hits(evidence))

    return Built(run, frozenset({"body"}))


def _counts(evidence: Evidence, zone: Span, units: frozenset[str]) -> list[tuple[Span, int, str, bool]]:
    """(words, value, noun, hedged or not) of each count in a stretch."""
    text = evidence.words_in(zone)
    found = []
    for match in _TERM.finditer(text):
        value, what = value_of(match["n"]), match["what"].lower()
        if value is not None and value > 1 and (what in units):
            found.append((Span(zone.start + match.start(), zone.start + match.end()), value, what))
    hedged = bool(found) and bool(_HEDGE.search(text))
    return [(span, value, what, hedged) for span, value, what in found]


_FROM_TO = re.compile(
    r"(?:pass(?:é|ée|és|ées|e|ent|ait|er|ant) )?de (?P<a>\d+(?:[.,]\d+)?) ?(?:%|pour cent)? à (?P<b>\d+(?:[.,]\d+)?) ?(?:%|pour cent)"
    r"[^.;\n%]{0,40}?(?:hausse|augmentation|progression|baisse|recul|diminution|chute|bond|repli) de (?P<d>\d+(?:[.,]\d+)?) ?(?:%|pour cent)")


def points_as_per_cent(workshop: Workshop, parameters: Table) -> Built:
    """« de 7 % à 8 %, soit une hausse de 1 % »: a difference in points written in per cent. Field ``points``."""

    def hits(evidence: Evidence) -> Iterator[Hit]:
        for match in _FROM_TO.finditer(evidence.text):
            a, b, d = (float(match[k].replace(",", ".")) for k in "abd")
            span = Span(*match.span())
            if a and abs(abs(b - a) - d) < 0.051 and abs(abs(b - a) / a * 100 - d) > 0.5 and workshop.scope.admits(evidence, span):
                yield Hit(span, {"points": match["d"]})

    def run(evidence: Evidence) -> Result:
        return found(hits(evidence))

    return Built(run, frozenset({"points"}))
