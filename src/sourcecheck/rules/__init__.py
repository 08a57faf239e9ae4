"""Cards → checks; an article, its reading and its scores → findings and verdicts."""

from sourcecheck.rules.judging import judge
from sourcecheck.rules.ruleset import Rule, RuleSet, load_rules

__all__ = ["Rule", "RuleSet", "judge", "load_rules"]
