"""Opinion polls on an election: what French law wants told with them (law of 19 July 1977, article 2)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sourcecheck.domain.findings import Bilingual
from sourcecheck.rules.checks import Built, Workshop
from sourcecheck.rules.detectors.calendar import MONTHS
from sourcecheck.rules.evidence import Evidence
from sourcecheck.rules.hits import Hit, Result, found
from sourcecheck.rules.tables import Table
from sourcecheck.rules.words import Phrases

_MONTH = f"(?:{'|'.join(MONTHS)})"
_SAMPLE = re.compile(r"\d[\d .\u00a0\u202f]*(?:personnes|électeurs|sondés|inscrits|répondants|français|adultes|habitants)|échantillon", re.I)
_DATES = re.compile(rf"(?:du|entre le|les|le|réalisé\w*|mené\w*|interrogé\w*|effectué\w*)\b[^.]{{0,40}}\b\d{{1,2}}(?:er)?\b[^.]{{0,20}}{_MONTH}", re.I)
_MARGIN = re.compile(r"marges? d[’']erreur|intervalle de confiance", re.I)
_RESULT = re.compile(r"\d\s?%|\bpour cent\b|\ben tête\b|\bl[’']emporterait\b")
_LABELS = (
    Bilingual("institut", "pollster"),
    Bilingual("commanditaire", "client"),
    Bilingual("nombre de personnes interrogées", "sample size"),
    Bilingual("dates", "dates"),
    Bilingual("marge d’erreur", "margin of error"),
)


def poll_without_notice(workshop: Workshop, parameters: Table) -> Built:
    """A poll on an election whose mandatory mentions are missing from the article.

    Silent when the poll is not on an election, when no result is given, or when the article sends to the notice.
    Options: ``polls``, ``electoral``, ``institutes``, ``clients`` (« pour … » phrases), ``notice``; ``allowed``, how many of
    the five mentions may be missing (1). Field ``missing``.
    """
    polls = Phrases(workshop.entries(parameters.texts("polls")))
    electoral = Phrases(workshop.entries(parameters.texts("electoral")))
    institutes = Phrases(workshop.entries(parameters.texts("institutes")))
    clients = Phrases(workshop.entries(parameters.texts("clients")))
    notice = Phrases(workshop.entries(parameters.texts("notice")))
    allowed = parameters.whole("allowed", 1)

    def hits(evidence: Evidence) -> Iterator[Hit]:
        words = evidence.words
        for first, last, _ in polls.find(words):
            span = words.span(first, last)
            part = evidence.part_of(span)
            if part is None or not workshop.scope.admits(evidence, span):
                continue
            near = words.inside(part.span)
            if words.forms[first] == "sondages" and first and words.forms[first - 1] in ("les", "des", "aux", "ces"):
                continue  # polls in general
            if not any(electoral.find(words, near)) or not _RESULT.search(evidence.words_in(part.span)):
                continue
            text = evidence.text
            given = (
                any(institutes.find(words)), any(clients.find(words)), bool(_SAMPLE.search(text)),
                bool(_DATES.search(text)), bool(_MARGIN.search(text)),
            )
            missing = [label for label, there in zip(_LABELS, given, strict=True) if not there]
            if len(missing) > allowed and not any(notice.find(words)):
                fr, en = ", ".join(m.fr for m in missing), ", ".join(m.en for m in missing)
                yield Hit(span, {"missing": Bilingual(fr, en)})
            return

    def run(evidence: Evidence) -> Result:
        return found(hits(evidence))

    return Built(run, frozenset({"missing"}))
