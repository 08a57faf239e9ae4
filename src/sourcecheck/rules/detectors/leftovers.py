"""What drafting or a machine left in the copy."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sourcecheck.domain.text import Span
from sourcecheck.rules.checks import Built, Workshop
from sourcecheck.rules.evidence import Evidence
from sourcecheck.rules.hits import Hit, Result, found
from sourcecheck.rules.tables import Table

_LEFTOVERS = re.compile(
    r"\b(?:TK){1,3}\b|(?<![\w-])TKTK\w*|(?<!chromosome )(?<!chromosomes )(?<!siècle )(?<![A-Z] )\bX{2,6}\b(?! ?(?:siècle|es?\b|ème))"
    r"|\b[ÀA] (?:VÉRIFIER|VERIFIER|COMPLÉTER|COMPLETER|CONFIRMER|PRÉCISER|PRECISER|SOURCER|RELIRE|REMPLACER)\b"
    r"|\[[^\]\n]{0,60}(?i:[àa] (?:vérifier|verifier|compléter|completer|confirmer|préciser|sourcer|ajouter|trouver|remplacer)"
    r"|insérer|inserer|placeholder|citation needed|lien ici|nom ici|date ici)[^\]\n]{0,60}\]"
    r"|\[(?i:nom|prénom|date|lieu|ville|chiffre|source|titre|âge|fonction|lien|votre nom|nom de l[’'][^\]\n]{1,30})\]"
    r"|(?i:\ben tant (?:que modèle de langage|que modèle linguistique|qu[’']ia\b|qu[’']intelligence artificielle"
    r"|qu[’']assistant virtuel)|\bvoici (?:l[’']article|une version|un article|une proposition d[’']article|le texte)"
    r" (?:demandé|réécrit|corrigé|révisé|reformulé|améliorée?|corrigée|réécrite|révisée|reformulée|d[’']environ)"
    r"|\bmes données d[’']entraînement|\bma dernière mise à jour de connaissances|\bn[’']hésitez pas à me (?:dire|demander)"
    r"|\bsouhaitez-vous que je\b|\blorem ipsum\b|:contentReference|\boaicite\b|\bturn0search\d+)"
    r"|(?:^|(?<=\n))(?i:voici l[’']article)[^\n]{0,80}:(?=\s*\n|\s*$)"
)


_MARKS = ("TK", "XX", "[", "VÉRIFIER", "VERIFIER", "COMPLÉTER", "COMPLETER", "CONFIRMER", "PRÉCISER", "PRECISER", "SOURCER", "RELIRE", "REMPLACER")
_BEGINNINGS = ("en tant qu", "voici l", "voici un", "mes données d", "ma dernière mise à jour de c", "hésitez pas à me", "souhaitez-vous que je",
               "lorem ipsum", ":contentreference", "oaicite", "turn0search")


def _may_hold(text: str) -> bool:
    """Whether any stretch without which `_LEFTOVERS` finds nothing is there: most articles are spared the search."""
    small = text.lower()
    return any(mark in text for mark in _MARKS) or any(words in small for words in _BEGINNINGS)


def drafting_leftovers(workshop: Workshop, parameters: Table) -> Built:
    """Marks of an unfinished text (TK, XX, « [nom à vérifier] », « À COMPLÉTER ») and sentences of a text generator."""

    def hits(evidence: Evidence) -> Iterator[Hit]:
        if not _may_hold(evidence.text):
            return
        for match in _LEFTOVERS.finditer(evidence.text):
            span = Span(*match.span())
            if workshop.scope.admits(evidence, span):
                yield Hit(span)

    def run(evidence: Evidence) -> Result:
        return found(hits(evidence))

    return Built(run, frozenset())
