"""Named detectors: what patterns cannot say. Registered here by hand; a card names one.

A detector is a builder: it reads its options from the card once and returns the check with the names of
the fields it gives to the message.
"""

from __future__ import annotations

from collections.abc import Callable

from sourcecheck.rules.checks import Built, Workshop
from sourcecheck.rules.detectors import accusing, figures, garbled, layout, quoting, sourcing, wording
from sourcecheck.rules.tables import Table

DETECTORS: dict[str, Callable[[Workshop, Table], Built]] = {
    "accusing-title": accusing.accusing_title,
    "charged-paraphrase": quoting.charged_paraphrase,
    "charged-verb": quoting.charged_verb,
    "crime-label": wording.crime_label,
    "furniture": layout.furniture,
    "imputed-cause": accusing.imputed_cause,
    "lost-words": garbled.lost_words,
    "narrator-accusation": accusing.narrator_accusation,
    "no-origin": sourcing.no_origin,
    "one-sided-dispute": accusing.one_sided_dispute,
    "orphan-quotation": quoting.orphan_quotation,
    "territory-status": wording.territory_status,
    "unanswered-accusation": accusing.unanswered_accusation,
    "unbalanced-marks": layout.unbalanced_marks,
    "uneven-acts": accusing.uneven_acts,
    "uneven-victims": accusing.uneven_victims,
    "unreferenced-document": sourcing.unreferenced_document,
    "unsourced-toll": figures.unsourced_toll,
}
