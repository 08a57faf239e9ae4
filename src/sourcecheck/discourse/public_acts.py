"""Verbs and nouns of public expression: what somebody does who speaks in public (« dénoncer », « un hommage »)."""

from __future__ import annotations

from functools import cache

from sourcecheck.discourse.conjugation import forms
from sourcecheck.resources import Library


@cache
def public_verb_forms() -> tuple[frozenset[str], frozenset[str]]:
    """Every form of the verbs, strong and weak: the model's lemmas are too often wrong."""
    strong, weak, _ = public_acts()
    return frozenset(f for verb in strong for f in forms(verb)), frozenset(f for verb in weak for f in forms(verb))


@cache
def public_acts() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Lemmas: verbs that are always public expression, verbs that may be, nouns of what is expressed."""
    lexicon = Library().lexicon("public-acts")
    return lexicon.where(0, "strong"), lexicon.where(0, "weak"), lexicon.where(0, "noun")
