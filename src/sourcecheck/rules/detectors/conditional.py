"""The conditional of rumour: what the newsroom passes on without saying who says it."""

from __future__ import annotations

from collections.abc import Iterator

from sourcecheck.discourse.token_table import token_table
from sourcecheck.discourse.tokens import Token
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
_NO_ACT = frozenset({"revendiquer", "subir", "déjouer", "découvrir", "soupçonner", "accuser", "dénoncer", "signaler"})
"""Verbs whose object or subject is an offence that somebody else did."""


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
        for index, morph in enumerate(token_table(evidence.annotated).morph):
            if "Mood=Cnd" not in morph:
                continue
            token = evidence.tokens[index]
            if not workshop.scope.admits(evidence, own_span(token)):
                continue
            head = token.head if token.dep_ in _AUXILIARIES else token
            if not _is_rumour(token, head, states):
                continue
            span = Span(token.idx, max(token.idx + len(token), head.idx + len(head)))
            accused = head.lemma_ not in _NO_ACT and not _indefinite(head) and any(span.overlaps(act) or _holds(head, act) for act in acts)
            if accused is not accusing:
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
        return head.lower_ not in _SURE and not (head.lower_ == "eu" and any(c.lemma_ == "an" for c in head.children))
    if token.dep_ == "cop":
        return "être" in states and head.pos_ in ("NOUN", "PROPN", "ADV")
    return head.lemma_ in states


def _holds(head: Token, act: Span) -> bool:
    """Whether the act is what the verb does (« aurait commis un vol »), not who does it."""
    return any(act.start <= child.idx < act.end for child in head.children if child.dep_ in ("obj", "obl:arg", "xcomp"))


def _indefinite(head: Token) -> bool:
    """« Un tireur aurait… »: nobody in particular is accused."""
    return any(
        child.dep_.startswith("nsubj") and any(d.dep_ == "det" and d.lemma_ == "un" for d in child.children)
        for child in head.children
    )
