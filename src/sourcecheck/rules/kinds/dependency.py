"""Kind ``dependency``: a word and what hangs from it in the parse, with “no such child”.

Parameters: ``node`` describes the word to find; keys of a description, all optional:

- ``lemma``, ``form``: lists (``@name`` takes a word list) · ``pos``, ``dep``: lists · ``morph``: lists of
  ``Feature=Value`` that must all hold · ``entity``: lists of entity types · ``side``: ``left`` | ``right`` of its head
- ``child``: rows, each must be met by a child · ``without``: rows, none may be met by a child
- ``head``, ``not_head``: a description its head must, must not meet
- ``as``: a name; the words of that node become a field of the message

``focus``: ``node``, ``match`` (node and named children), ``subtree``, ``clause`` (the node with its arguments,
without subordinate clauses). ``except``: collocations that silence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sourcecheck.discourse.tokens import Token
from sourcecheck.domain.text import Span
from sourcecheck.errors import CardError
from sourcecheck.rules.checks import Built, Workshop
from sourcecheck.rules.clauses import clause_span, own_span, subtree_span
from sourcecheck.rules.evidence import Evidence
from sourcecheck.rules.hits import Hit, Result, found
from sourcecheck.rules.tables import Table
from sourcecheck.rules.words import Phrases, normal, verb_forms


@dataclass(frozen=True)
class Node:
    """A description of a word; empty sets ask for nothing."""

    lemma: frozenset[str]
    verb_forms: frozenset[str]
    form: frozenset[str]
    pos: frozenset[str]
    dep: frozenset[str]
    morph: tuple[tuple[str, str], ...]
    entity: frozenset[str]
    side: str
    children: tuple[Node, ...]
    without: tuple[Node, ...]
    head: Node | None
    not_head: Node | None
    name: str

    def match(self, token: Token) -> dict[str, Token] | None:
        """The named tokens if `token` fits the description, else None."""
        if not self._itself(token):
            return None
        named = {self.name: token} if self.name else {}
        if self.head is not None:
            above = self.head.match(token.head) if token.head is not token else None
            if above is None:
                return None
            named.update(above)
        if self.not_head is not None and token.head is not token and self.not_head.match(token.head) is not None:
            return None
        below = list(token.children) if self.children or self.without else []
        for wanted in self.children:
            met = next((m for child in below if (m := wanted.match(child)) is not None), None)
            if met is None:
                return None
            named.update(met)
        if any(node.match(child) is not None for node in self.without for child in below):
            return None
        return named

    def _itself(self, token: Token) -> bool:
        if self.pos and token.pos_ not in self.pos:
            return False
        if self.dep and token.dep_ not in self.dep:
            return False
        if self.lemma and not self._is_of_lemma(token):
            return False
        if self.form and normal(token.text) not in self.form:
            return False
        if self.entity and token.ent_type_ not in self.entity:
            return False
        if self.side and (token.i < token.head.i) != (self.side == "left"):
            return False
        return all(value in token.morph.get(feature, []) for feature, value in self.morph)

    def _is_of_lemma(self, token: Token) -> bool:
        if normal(token.lemma_) in self.lemma:
            return True
        return token.pos_ in ("VERB", "AUX") and normal(token.text) in self.verb_forms


def build(workshop: Workshop, parameters: Table) -> Built:
    if not parameters.has("node"):
        raise CardError("{file}: the key “{key}” is missing.", file=parameters.where, key="node")
    node = read_node(parameters.table("node"), workshop)
    focus = parameters.choice("focus", ("node", "match", "subtree", "clause"), "match")
    contexts = Phrases(workshop.entries(parameters.texts("except")))

    def hits(evidence: Evidence) -> Iterator[Hit]:
        silenced: list[Span] | None = None
        for token in evidence.tokens:
            named = node.match(token)
            if named is None:
                continue
            span = focused(token, named, focus)
            if not workshop.scope.admits(evidence, Span(token.idx, token.idx + len(token))):
                continue
            if silenced is None:
                silenced = [evidence.words.span(a, b) for a, b, _ in contexts.find(evidence.words)]
            if any(span.overlaps(other) for other in silenced):
                continue
            fields = {name: evidence.words_in(subtree_span(t)) for name, t in named.items()}
            yield Hit(span, {"lemma": token.lemma_, **fields})

    def run(evidence: Evidence) -> Result:
        return found(hits(evidence))

    return Built(run, frozenset({"lemma", *_names(node)}))


def read_node(table: Table, workshop: Workshop) -> Node:
    def words(key: str) -> frozenset[str]:
        return frozenset(normal(word) for word in workshop.entries(table.texts(key)))

    morph = []
    for item in table.texts("morph"):
        feature, equals, value = item.partition("=")
        if not equals:
            raise table.wrong("morph", 'a list such as ["Mood=Cnd"]')
        morph.append((feature, value))
    lemmas = words("lemma")
    node = Node(
        lemma=lemmas,
        verb_forms=frozenset(form for lemma in lemmas for form in verb_forms(lemma)),
        form=words("form"),
        pos=frozenset(table.texts("pos")),
        dep=frozenset(table.texts("dep")),
        morph=tuple(morph),
        entity=frozenset(table.texts("entity")),
        side=table.choice("side", ("", "left", "right"), ""),
        children=tuple(read_node(row, workshop) for row in table.rows("child")),
        without=tuple(read_node(row, workshop) for row in table.rows("without")),
        head=read_node(table.table("head"), workshop) if table.has("head") else None,
        not_head=read_node(table.table("not_head"), workshop) if table.has("not_head") else None,
        name=table.text("as", ""),
    )
    table.finish()
    return node


def focused(token: Token, named: dict[str, Token], focus: str) -> Span:
    """The characters to flag."""
    if focus == "subtree":
        return subtree_span(token)
    if focus == "clause":
        return clause_span(token)
    span = Span(token.idx, token.idx + len(token))
    if focus == "match":
        for other in named.values():
            if other is not token:
                span = span.cover(subtree_span(other) if token.is_ancestor(other) else own_span(other))
    return span


def _names(node: Node) -> set[str]:
    names = {node.name} if node.name else set()
    for other in (*node.children, *((node.head,) if node.head else ())):
        names |= _names(other)
    return names
