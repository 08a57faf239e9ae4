"""Named detectors: what patterns cannot say. Registered here by hand; a card names one.

A detector is a builder: it reads its options from the card once and returns the check with the names of
the fields it gives to the message.
"""

from __future__ import annotations

from collections.abc import Callable

from sourcecheck.rules.checks import Built, Workshop
from sourcecheck.rules.detectors import garbled, layout, sourcing
from sourcecheck.rules.tables import Table

DETECTORS: dict[str, Callable[[Workshop, Table], Built]] = {
    "furniture": layout.furniture,
    "lost-words": garbled.lost_words,
    "no-origin": sourcing.no_origin,
    "unbalanced-marks": layout.unbalanced_marks,
    "unreferenced-document": sourcing.unreferenced_document,
}
