"""Words of time that only the date of publication can anchor."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sourcecheck.domain.text import Span
from sourcecheck.rules.checks import Built, Workshop
from sourcecheck.rules.detectors.calendar import DAYS, MONTHS
from sourcecheck.rules.evidence import Evidence
from sourcecheck.rules.hits import Hit, Result, found, not_applicable
from sourcecheck.rules.tables import Table

_MONTH = f"(?:{'|'.join(MONTHS)})"
_DAY = f"(?:{'|'.join(DAYS)})"
_ABSOLUTE = re.compile(rf"\b\d{{1,2}}(?:er)? {_MONTH}\b|\b\d{{1,2}}[/.]\d{{1,2}}[/.](?:20)?\d\d\b", re.I)
_LOOSE = re.compile(
    rf"\b(?:hier|aujourd[’']hui|avant-hier|{_DAY}(?: (?:dernier|matin|soir|après-midi))?(?! (?:\d|prochain))"
    r"|il y a (?:\d+|deux|trois|quatre|cinq|six|sept|huit|dix) (?:jours|semaines|mois)|la semaine dernière|le mois dernier)\b", re.I)


def unanchored_time(workshop: Workshop, parameters: Table) -> Built:
    """« mercredi », « hier » in an article that neither carries a date of publication nor writes one out.

    One finding: the first such words. With a date of publication the question does not arise.
    """

    def hits(evidence: Evidence) -> Iterator[Hit]:
        if _ABSOLUTE.search(evidence.text):
            return
        for match in _LOOSE.finditer(evidence.text):
            span = Span(*match.span())
            before = evidence.text[max(0, span.start - 4) : span.start].lower()
            if workshop.scope.admits(evidence, span) and not re.search(r"\b(?:les|le|du|un) $", before):
                yield Hit(span)
                return

    def run(evidence: Evidence) -> Result:
        if evidence.annotated.article.published:
            return not_applicable("L’article porte sa date de publication.", "The article carries its date of publication.")
        return found(hits(evidence))

    return Built(run, frozenset())
