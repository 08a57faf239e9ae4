"""Figures against one another: crowds counted by one side, sums that overflow, titles that differ from the body."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sourcecheck.domain.findings import Bilingual
from sourcecheck.domain.text import PartKind, Span
from sourcecheck.rules.checks import Built, Workshop
from sourcecheck.rules.detectors.figures import find_tolls
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
    r"\b(?:manifest(?!ement)(?!e\b(?! ))\w*|défil(?:é|ée|és|ent|aient|er|e|ait)\b(?! de mode)|rassembl(?:é|ée|és|ées|ent|aient|ement)\w*|cortège\w*"
    r"|battu\w* le pavé|descendu\w* dans la rue|dans les rues)", re.I)
_NOT_MARCH = re.compile(
    r"\b(?:tué\w*|mort\w*|blessé\w*|arrêté\w*|interpellé\w*|placé\w*|policiers|festival|spectateurs|supporters|prévu\w*|attendu\w*"
    r"|carnaval|concert|inscrit\w*|évacué\w*|condamné\w*|détenu\w*|garde à vue|secte|messe|pèlerin\w*|fusill\w*|licenci\w*"
    r"|attentat|explos\w*|hommage|obsèques|cinéma|salon|foire)\b", re.I)


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
