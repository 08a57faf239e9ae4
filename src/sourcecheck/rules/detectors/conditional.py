"""The conditional of rumour: what the newsroom passes on without saying who says it."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from sourcecheck.domain.text import Span
from sourcecheck.rules.checks import Built, Workshop
from sourcecheck.rules.clauses import own_span
from sourcecheck.rules.evidence import Evidence
from sourcecheck.rules.hits import Hit, Result, found
from sourcecheck.rules.tables import Table

_AUXILIARIES = frozenset({"aux", "aux:tense", "aux:pass", "cop", "dep"})
_MAIN = frozenset({"ROOT", "conj", "parataxis"})
_SURE = frozenset({"dû", "pu", "fallu", "voulu", "souhaité", "aimé", "préféré", "mieux", "mérité", "suffi"})
"""Participles of regret and of possibility, not of rumour."""


def rumour_conditional(workshop: Workshop, parameters: Table) -> Built:
    """A main clause in the epistemic conditional (« aurait détourné », « serait sur le départ »).

    Only compound forms, and simple ones of `states`. Not the conditional that hangs from a condition, of possibility,
    of a wish, or of the future in the past (Grevisse & Goosse, Le Bon Usage, § 889). Options: ``states``, verbs whose simple
    conditional tells a rumour; ``accusing``: only (or, when false, never) clauses that hold an allegation.
    """
    states = frozenset(workshop.entries(parameters.texts("states")))
    accusing = parameters.yes_no("accusing", False)

    def hits(evidence: Evidence) -> Iterator[Hit]:
        acts = [allegation.act for allegation in evidence.reading.allegations]
        for token in evidence.annotated.doc:
            if "Mood=Cnd" not in str(token.morph) or not workshop.scope.admits(evidence, own_span(token)):
                continue
            head = token.head if token.dep_ in _AUXILIARIES else token
            if not _is_rumour(token, head, states):
                continue
            span = Span(token.idx, max(token.idx + len(token), head.idx + len(head)))
            if any(span.overlaps(act) or _holds(head, act) for act in acts) is not accusing:
                continue
            yield Hit(span)

    def run(evidence: Evidence) -> Result:
        return found(hits(evidence))

    return Built(run, frozenset())


def _is_rumour(token: Token, head: Token, states: frozenset[str]) -> bool:
    if head.dep_ not in _MAIN or head.i < token.i or head.i - token.i > 8:
        return False
    if token.lower_ in ("devrait", "devraient", "pourrait", "pourraient", "faudrait", "voudrait", "voudraient"):
        return False
    compound = token.i != head.i and token.lemma_ in ("avoir", "être") and head.pos_ in ("VERB", "AUX")
    if compound:
        return head.lower_ not in _SURE
    if token.dep_ == "cop":
        return "être" in states and head.pos_ in ("NOUN", "PROPN", "ADV")
    return head.lemma_ in states


def _holds(head: Token, act: Span) -> bool:
    return any(act.start <= child.idx < act.end for child in head.children)
