"""An archive in, tables out: the corridor with rows at both ends."""

from sourcecheck.archive.run import Plan, score_archive

__all__ = ["Plan", "score_archive"]
