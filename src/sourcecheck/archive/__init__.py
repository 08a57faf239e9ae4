"""An archive in, tables out: the corridor with rows at both ends."""

from sourcecheck.archive.plan import Outcome, Plan, Progress
from sourcecheck.archive.run import score_archive

__all__ = ["Outcome", "Plan", "Progress", "score_archive"]
