"""Reading → scores: what needs a source and has none, and the newsroom's own words that judge."""

from sourcecheck.classify.classifiers import Classifiers, open_classifiers

__all__ = ["Classifiers", "open_classifiers"]
