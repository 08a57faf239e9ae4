"""Stretches of text that hang from a word in the parse."""

from __future__ import annotations

from sourcecheck.discourse.tokens import Token
from sourcecheck.domain.text import Span

_SUBORDINATE = frozenset({"advcl", "acl", "acl:relcl", "ccomp", "conj", "parataxis", "punct", "mark", "cc", "dislocated"})


def subtree_span(token: Token) -> Span:
    """From the first to the last word that depends on `token`."""
    doc, first, last = token.doc, token.left_edge.i, token.right_edge.i
    while last > first and doc[last].is_space:
        last -= 1
    while first < last and doc[first].is_space:
        first += 1
    return Span(doc[first].idx, doc[last].idx + len(doc[last]))


def clause_span(token: Token) -> Span:
    """`token` with its arguments and adjuncts, without subordinate and coordinated clauses after it."""
    span = own_span(token)
    for child in token.children:
        if child.dep_ not in _SUBORDINATE and not child.is_space:
            span = span.cover(subtree_span(child))
    return span


def own_span(token: Token) -> Span:
    """The word itself."""
    return Span(token.idx, token.idx + len(token))
