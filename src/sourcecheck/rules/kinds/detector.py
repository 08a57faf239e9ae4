"""Kind ``detector``: a named Python function, for what patterns cannot say.

Parameters: ``detector`` (its name) and the options it declares.
"""

from __future__ import annotations

from sourcecheck.rules.checks import Built, Workshop
from sourcecheck.rules.detectors import DETECTORS
from sourcecheck.rules.tables import Table


def build(workshop: Workshop, parameters: Table) -> Built:
    return DETECTORS[parameters.choice("detector", DETECTORS)](workshop, parameters)
