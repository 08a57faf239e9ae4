"""Speakers given too late, and crowds that speak with no one in them."""

from __future__ import annotations

from collections.abc import Iterator

from sourcecheck.discourse.tokens import Token
from sourcecheck.domain.discourse import Attribution, AttributionType
from sourcecheck.domain.text import Span
from sourcecheck.rules.checks import Built, Workshop
from sourcecheck.rules.clauses import clause_span
from sourcecheck.rules.detectors.naming import entity_at
from sourcecheck.rules.evidence import Evidence
from sourcecheck.rules.hits import Hit, Place, Result, found
from sourcecheck.rules.tables import Table
from sourcecheck.rules.words import normal


def late_speaker(workshop: Workshop, parameters: Table) -> Built:
    """A quotation of which more than `most` sentences (default 2) pass before its speaker is given.

    Silent when the sentence before the quotation, or its heading, already names that speaker, or an attribution just
    before is the same person's. Field ``who``.
    """
    most = parameters.whole("most", 2)

    def hits(evidence: Evidence) -> Iterator[Hit]:
        before: Attribution | None = None
        for attribution in evidence.reading.attributions:
            previous, before = before, attribution
            source, start = attribution.source, attribution.extent.start
            if attribution.type is not AttributionType.DIRECT or source is None or source.start < start:
                continue
            passed = [s for s in evidence.reading.sentences if s.span.start < source.start and attribution.extent.overlaps(s.span)]
            if len(passed) <= most or _known(evidence, attribution, previous):
                continue
            span = Span(start, min(passed[0].span.end, attribution.content[0].end))
            if workshop.scope.admits(evidence, span):
                who = evidence.words_in(source)
                yield Hit(span, {"who": who, "passed": str(len(passed))}, related=(Place(source, who),))

    def run(evidence: Evidence) -> Result:
        return found(hits(evidence))

    return Built(run, frozenset({"who", "passed"}))


def _known(evidence: Evidence, attribution: Attribution, previous: Attribution | None) -> bool:
    """Whether the reader already knows who speaks when the quotation opens."""
    if attribution.speaker is None:
        return False
    if previous is not None and previous.speaker == attribution.speaker and attribution.sentence - previous.sentence <= _RECENT:
        return True
    first = evidence.sentence_of(Span(attribution.extent.start, attribution.extent.start + 1))
    recent = [s for s in evidence.reading.sentences if first is not None and first.index - _RECENT <= s.index < first.index]
    mentions = evidence.reading.entities[attribution.speaker].mentions
    return any(mention.overlaps(s.span) for mention in mentions for s in recent)


_RECENT = 2
"""Sentences back in which a mention still tells who speaks."""


def collective_without_voice(workshop: Workshop, parameters: Table) -> Built:
    """« Les riverains sont furieux »: a crowd that speaks or feels, and nobody of it is quoted.

    Options: ``crowds``, plural nouns of crowds; ``feelings``, adjectives and participles said of them; ``verbs``, what they
    do in one voice. Silent as soon as a source of the article is one of them (« un riverain », « l'un d'eux »). Field ``crowd``.
    One finding for each crowd.
    """
    crowds = frozenset(workshop.entries(parameters.texts("crowds")))
    feelings = frozenset(workshop.entries(parameters.texts("feelings")))
    verbs = workshop.verbs(parameters.texts("verbs"))

    def hits(evidence: Evidence) -> Iterator[Hit]:
        done: set[str] = set()
        for token in evidence.tokens_among(crowds):
            word = normal(token.text)
            if word not in crowds or word in done or not _whole_crowd(token):
                continue
            head = token.head
            felt = bool({normal(head.lemma_), normal(head.text).removesuffix("s")} & feelings)
            if token.dep_ not in ("nsubj", "nsubj:pass") or not (felt or verbs.has(head)):
                continue
            span = Span(clause_span(token).start, token.idx + len(token)).cover(Span(head.idx, head.idx + len(head)))
            if workshop.scope.admits(evidence, span) and not _one_of_them(evidence, word):
                done.add(word)
                yield Hit(span, {"crowd": evidence.words_in(Span(token.left_edge.idx, token.idx + len(token)))})

    def run(evidence: Evidence) -> Result:
        return found(hits(evidence))

    return Built(run, frozenset({"crowd"}))


def _whole_crowd(token: Token) -> bool:
    """« les riverains », with no number, no « certains », no relative clause that picks some of them."""
    children = list(token.children)
    definite = any(c.dep_ == "det" and normal(c.text) in ("les", "l'", "la", "des") for c in children)
    return definite and not any(c.dep_ in ("nummod", "acl", "acl:relcl", "nmod", "obl:mod") for c in children)


def _one_of_them(evidence: Evidence, crowd: str) -> bool:
    """Whether somebody quoted is of that crowd, or three people of no name speak."""
    stem = crowd.removesuffix("s")[:_STEM]
    nameless = 0
    for attribution in evidence.reading.attributions:
        if attribution.source is None or attribution.type is AttributionType.INDIRECT:
            continue
        words = [normal(w) for w in evidence.words_in(attribution.source).replace("’", "' ").split()]
        entity = entity_at(evidence, attribution.source)
        words += normal((entity.role or "") if entity else "").split()
        if any(w[:_STEM] == stem and w != crowd for w in words) or {"eux", "elles"} & set(words):
            return True
        nameless += not attribution.named
    return nameless >= _ENOUGH


_STEM = 5
_ENOUGH = 3
