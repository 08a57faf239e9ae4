"""Phrases and articles are cut by one rule, so they always meet."""

from __future__ import annotations

import pytest
from hand_built_rules import annotated
from hypothesis import given
from hypothesis import strategies as st

from sourcecheck.rules.words import Phrases, normal, words_of


def matches(phrase: str, words: list[str], exact: bool = False, **more: object) -> list[str]:
    source = annotated(words, **more)  # type: ignore[arg-type]
    cut = words_of(source)
    return [cut.span(a, b).of(source.article.text) for a, b, _ in Phrases([phrase], exact).find(cut)]


def test_form_and_lemma() -> None:
    words, lemmas = ["Des", "grèves", "."], ["de", "grève", "."]
    assert matches("grève", words, lemmas=lemmas) == ["grèves"]
    assert matches("grève", words, exact=True, lemmas=lemmas) == []


def test_apostrophes_and_capitals_do_not_matter() -> None:
    assert matches("d'après", ["D’", "après", "lui"]) == ["D’après"]


def test_choice_prefix_and_gap() -> None:
    assert matches("un|une maire", ["Une", "maire"]) == ["Une maire"]
    assert matches("attaqu*", ["attaquait", "attente"]) == ["attaquait"]
    assert matches("ni … ni", ["ni", "le", "club", "ni", "lui"]) == ["ni le club ni"]
    assert matches("ni … ni", ["ni", ".", "club", "ni", "lui"]) == []


def test_a_form_the_lemmatizer_missed_is_still_that_verb() -> None:
    words = ["Elle", "montre", "tout"]
    assert matches("montrer", words, pos=["PRON", "VERB", "PRON"]) == ["montre"]
    assert matches("montrer", words, pos=["PRON", "NOUN", "PRON"]) == []


def test_the_longest_phrase_wins() -> None:
    source = annotated(["crime", "de", "guerre"])
    cut = words_of(source)
    assert [phrase for _, _, phrase in Phrases(["crime", "crime de guerre"]).find(cut)] == ["crime de guerre"]


@given(st.text(max_size=40))
def test_normal_keeps_every_character_in_place(text: str) -> None:
    assert len(normal(text)) == len(text)


@pytest.mark.parametrize("text", ["Aujourd’hui, l’État (2024) a dit « non ».", "a-t-il   dit\u00a0?"])
def test_word_spans_slice_to_their_words(text: str) -> None:
    source = annotated(text.split())
    cut = words_of(source)
    assert [cut.span(n, n).of(source.article.text) for n in range(len(cut.forms))] == [
        source.article.text[a:b] for a, b in zip(cut.starts, cut.ends, strict=True)
    ]
    assert "".join(source.article.text.split()) == "".join(
        source.article.text[a:b] for a, b in zip(cut.starts, cut.ends, strict=True)
    )
