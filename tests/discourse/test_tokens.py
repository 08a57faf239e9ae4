"""Plain tokens say what spaCy's tokens say."""

from __future__ import annotations

import gc
import re
import weakref
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from spacy.language import BaseDefaults
from spacy.tokens import Doc
from spacy.vocab import create_vocab

from sourcecheck.discourse.phrases import PhraseList
from sourcecheck.discourse.token_table import token_table
from sourcecheck.discourse.tokens import forget, tokens_of
from sourcecheck.domain.text import Article, Part, PartKind, SourceMap, Span
from sourcecheck.language import Annotated

VOCAB = create_vocab(None, BaseDefaults)
WORDS = ("La", "maire", "a", "dit", "L’", "école", ",", "« ", "İzmir", "42", "\n")


def annotated(words: list[str], heads: list[int], spaces: list[bool]) -> Annotated:
    doc = Doc(
        VOCAB, words=words, spaces=spaces, heads=heads, deps=["ROOT" if h == i else "dep" for i, h in enumerate(heads)],
        pos=["NOUN"] * len(words), lemmas=[w.lower() for w in words], morphs=["Gender=Fem|Number=Sing"] * len(words),
    )
    part = Part(PartKind.BODY, Span(0, len(doc.text)))
    return Annotated(Article("a", doc.text, (part,), SourceMap.identity(doc.text)), doc)


@st.composite
def trees(draw: st.DrawFn) -> Annotated:
    """Words that hang from words before them or after them, without circles."""
    size = draw(st.integers(1, 9))
    order = draw(st.permutations(range(size)))
    heads = [0] * size
    for place, i in enumerate(order):
        heads[i] = i if place == 0 else order[draw(st.integers(0, place - 1))]
    words = draw(st.lists(st.sampled_from(WORDS), min_size=size, max_size=size))
    return annotated(words, heads, draw(st.lists(st.booleans(), min_size=size, max_size=size)))


def said(token: Any) -> tuple[object, ...]:
    near = [[t.i for t in group] for group in (token.children, token.lefts, token.rights, token.subtree)]
    return (
        token.i, token.idx, token.text, token.lower_, token.lemma_, token.pos_, token.dep_, len(token), str(token.morph),
        token.morph.get("Gender"), token.morph.get("Mood"), token.head.i, token.is_title, near, (token.sent.start, token.sent.end),
    )


@given(trees())
def test_every_token_says_what_its_original_says(source: Annotated) -> None:
    assert [said(token) for token in tokens_of(source)] == [said(token) for token in source.doc]


def test_edges_are_the_first_and_last_below() -> None:
    token = tokens_of(annotated(list(WORDS[:5]), [1, 1, 1, 2, 3], [True] * 5))[2]
    assert (token.left_edge.i, token.right_edge.i) == (2, 4)


@given(trees(), st.data())
def test_a_stretch_is_the_one_that_characters_overlap(source: Annotated, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(source.article.text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(source.article.text))))
    expected, found = source.tokens(span), tokens_of(source).within(span)
    assert (found.start, found.end) == (expected.start, expected.end)
    if len(expected):
        assert (found.text, found.root.i, found[0].i, [t.i for t in found]) == (
            expected.text, expected.root.i, expected[0].i, [t.i for t in expected])


def test_a_token_has_those_below_it_among_its_descendants() -> None:
    maire, _, dit = tokens_of(annotated(["maire", "a", "dit"], [2, 2, 2], [True, True, False]))
    assert dit.is_ancestor(maire)
    assert not maire.is_ancestor(dit)
    assert dit.nbor(-2) is maire


PHRASES = ("fait", "fait divers", "faits", "mise en cause", "cause")


@given(st.lists(st.sampled_from(("un", "Fait", "divers", "fait-divers", "MISE", "en", "cause", "l'", ". ", "causes")), max_size=12))
def test_phrases_are_found_as_by_one_expression(words: list[str]) -> None:
    text = " ".join(words) + "."
    one = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(PHRASES, key=lambda w: (-len(w), w)))})(?!\w)", re.IGNORECASE)
    part = Part(PartKind.BODY, Span(0, len(text)))
    source = Annotated(Article("a", text, (part,), SourceMap.identity(text)), Doc(VOCAB, words=[text], spaces=[False]))
    found = PhraseList(PHRASES, re.escape).find(text, token_table(source).places)
    assert [match.span() for match in found] == [match.span() for match in one.finditer(text)]


def test_what_is_forgotten_is_made_again_and_nothing_holds_the_parse() -> None:
    gc.disable()
    source = annotated(["Le", "maire", "parle"], [1, 2, 2], [True, True, False])
    old = tokens_of(source)
    held = weakref.ref(source)
    forget(source)
    assert len(old) == 0
    assert [token.head.i for token in tokens_of(source)] == [1, 2, 2]
    forget(source)
    del source, old
    gone = held() is None
    gc.enable()
    assert gone
