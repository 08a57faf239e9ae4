"""What each side of a dispute is called by the newsroom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sourcecheck.domain.discourse import Party
from sourcecheck.domain.text import Span
from sourcecheck.rules.checks import Built, Workshop
from sourcecheck.rules.clauses import own_span
from sourcecheck.rules.detectors.sides import SideNames, names_of, two_sides
from sourcecheck.rules.evidence import Evidence
from sourcecheck.rules.hits import Hit, Place, Result, found, not_applicable
from sourcecheck.rules.tables import Table
from sourcecheck.rules.words import normal


@dataclass(frozen=True)
class _Called:
    """Where the newsroom uses a class of words for a side."""

    party: Party
    judged: tuple[Span, ...]
    plain: tuple[Span, ...]


def uneven_names(workshop: Workshop, parameters: Table) -> Built:
    """One side is called by words that judge, the other by plain ones, in the newsroom's voice.

    Options: ``judging`` and ``plain``, nouns tied to a side by its name or the adjective of its country. Fields: ``here``,
    ``there``: the words for one side and for the other.
    """
    judging, plain = (frozenset(workshop.entries(parameters.texts(key))) for key in ("judging", "plain"))

    def hits(evidence: Evidence, sides: tuple[Party, ...]) -> Iterator[Hit]:
        called = [_called(evidence, party, names_of(evidence, party, sides), judging, plain) for party in sides]
        for one, other in ((called[0], called[1]), (called[1], called[0])):
            if one.judged and other.plain and not other.judged and len(one.judged) >= len(one.plain):
                yield _hit(evidence, one.judged[0], other.plain[0])

    def run(evidence: Evidence) -> Result:
        sides = two_sides(evidence)
        if sides is None:
            return not_applicable("pas de différend entre deux parties identifiables", "no dispute between two identifiable parties")
        return found(hit for hit in hits(evidence, sides) if workshop.scope.admits(evidence, hit.span))

    return Built(run, frozenset({"here", "there"}))


def _hit(evidence: Evidence, here: Span, there: Span) -> Hit:
    fields = {"here": evidence.words_in(here), "there": evidence.words_in(there)}
    return Hit(here, fields, related=(Place(there, fields["there"]),))


def _called(evidence: Evidence, party: Party, names: SideNames, judging: frozenset[str], plain: frozenset[str]) -> _Called:
    """Nouns of the two classes that the party's name, or its adjective, completes, in the newsroom's voice."""
    judged: list[Span] = []
    neutral: list[Span] = []
    for token in evidence.tokens:
        words = {normal(token.lemma_), normal(token.text).removesuffix("s")}
        if not words & (judging | plain) or _not_ours(evidence, own_span(token)):
            continue
        owner = next((t for t in token.children if t.dep_ in ("nmod", "amod", "appos", "flat:name") and names.has(t)), None)
        if owner is not None:
            (judged if words & judging else neutral).append(own_span(token).cover(own_span(owner)))
    return _Called(party, tuple(judged), tuple(neutral))


def _not_ours(evidence: Evidence, span: Span) -> bool:
    return evidence.is_quoted(span) or evidence.is_reported(span)
