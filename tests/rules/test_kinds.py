"""Every kind of rule, on hand-built parses."""

from __future__ import annotations

from typing import Any

import pytest
from hand_built_rules import annotated, evidence, place

from sourcecheck.domain.discourse import Voice
from sourcecheck.domain.findings import Bilingual, Card, Outcome
from sourcecheck.domain.scores import LoadedTerm, NeedKind, Scores, SentenceScore
from sourcecheck.domain.text import PartKind
from sourcecheck.errors import CardError
from sourcecheck.resources import Library
from sourcecheck.rules.evidence import Evidence
from sourcecheck.rules.hits import Result
from sourcecheck.rules.kinds import compile_card

T = Bilingual("x", "x")


def check(kind: str, parameters: dict[str, Any], seen: Evidence, **more: Any) -> Result:
    card = Card("ABC-001", T, T, T, T, kind, parameters, norms=("N12",), **more)
    return compile_card(card, Library()).run(seen)


def shown(result: Result, seen: Evidence) -> list[str]:
    return [seen.words_in(hit.span) for hit in result.hits]


def test_lexicon_with_collocations_that_excuse() -> None:
    seen = evidence(annotated(["Le", "régime", "de", "retraite", "et", "le", "régime", "kazakh"]))
    result = check("lexicon", {"words": ["régime"], "except": ["régime de retraite"]}, seen)
    assert shown(result, seen) == ["régime"]
    assert result.hits[0].span.start == seen.text.index("régime kazakh")


def test_words_in_quotation_marks_are_not_the_newsrooms() -> None:
    source = annotated(["Un", "«", "régime", "»", "honni"])
    outside = evidence(source)
    quoted = evidence(source, quotations=[place(source.article.text, "régime")])
    assert len(check("lexicon", {"words": ["régime"]}, outside).hits) == 1
    assert check("lexicon", {"words": ["régime"]}, quoted).outcome is Outcome.CLEAR
    assert len(check("lexicon", {"words": ["régime"], "quotations": "inside"}, quoted).hits) == 1
    assert check("lexicon", {"words": ["régime"], "quotations": "inside"}, outside).outcome is Outcome.CLEAR


def test_reported_words_voices_and_zones() -> None:
    source = annotated(["Titre", "régime", "¶", "Un", "régime", "."], kinds=(PartKind.TITLE, PartKind.BODY))
    text = source.article.text
    plain = evidence(source)
    assert len(check("lexicon", {"words": ["régime"]}, plain).hits) == 2
    assert len(check("lexicon", {"words": ["régime"]}, plain, zones=("body",)).hits) == 1
    body = place(text, "Un régime.")
    assert len(check("lexicon", {"words": ["régime"]}, evidence(source, contents=[body])).hits) == 1
    attributed = evidence(source, voices=[Voice.ATTRIBUTED, Voice.ATTRIBUTED])
    assert check("lexicon", {"words": ["régime"]}, attributed).outcome is Outcome.CLEAR
    assert len(check("lexicon", {"words": ["régime"]}, attributed, voices=("attributed",)).hits) == 2


@pytest.mark.parametrize(
    ("guard", "hits"),
    [
        ({"words": ["vérifié"], "within": "sentence"}, 1),
        ({"words": ["vérifié"], "within": "paragraph"}, 0),
        ({"words": ["vérifié"], "within": "next"}, 0),
        ({"words": ["image"], "within": "before"}, 0),
        ({"words": ["image"], "within": "after"}, 1),
        ({"words": ["vidéo truquée"], "within": "words"}, 0),
        ({"figures": True, "within": "paragraph"}, 1),
        ({"attributed": True, "within": "sentence"}, 1),
    ],
)
def test_guards(guard: dict[str, Any], hits: int) -> None:
    seen = evidence(annotated(["Une", "image", ",", "une", "vidéo", "truquée", ".", "Rien", "vérifié", "."]))
    assert len(check("lexicon", {"words": ["vidéo"], "unless": [guard]}, seen).hits) == hits
    assert len(check("lexicon", {"words": ["vidéo"], "require": [guard]}, seen).hits) == 1 - hits


def test_fewest_and_most() -> None:
    seen = evidence(annotated(["mot", "mot", "mot"]))
    assert len(check("lexicon", {"words": ["mot"]}, seen).hits) == 3
    assert len(check("lexicon", {"words": ["mot"], "at_most": 2}, seen).hits) == 2
    assert check("lexicon", {"words": ["mot"], "at_least": 4}, seen).outcome is Outcome.CLEAR


@pytest.mark.parametrize(
    ("pattern", "hits"),
    [
        ([{"TEXT": "zig"}, {"TEXT": "vif", "OP": "?"}, {"TEXT": "zag"}], ["zig vif zag", "zig zag"]),
        ([{"TEXT": "zig"}, {"OP": "*", "TEXT": {"REGEX": "^[^.]+$"}}, {"TEXT": "zag"}], ["zig vif zag", "zig ou zig zag"]),
        ([{"LEMMA": {"IN": ["zig", "ou"]}}, {"TEXT": "vif", "OP": "?"}], ["zig vif", "zig", "ou", "zig"]),
        ([{"TEXT": "zag", "OP": "?"}, {"TEXT": "."}, {"TEXT": "zig"}], ["zag. zig"]),
        ([{"ORTH": "zag"}, {"TEXT": "fin", "OP": "?"}], ["zag", "zag"]),
    ],
)
def test_token_patterns_are_found_wherever_they_begin(pattern: list[dict[str, Any]], hits: list[str]) -> None:
    seen = evidence(annotated(["zig", "vif", "zag", ".", "zig", "ou", "zig", "zag"]))
    assert shown(check("pattern", {"patterns": [pattern]}, seen), seen) == hits


def test_token_pattern_with_focus() -> None:
    seen = evidence(annotated(["le", "régime", "de", "Zorba"], pos=["DET", "NOUN", "ADP", "PROPN"]))
    parameters = {"patterns": [[{"TEXT": "régime"}, {"TEXT": {"IN": ["de"]}}, {"POS": "PROPN"}]], "focus": [0, 0]}
    assert shown(check("pattern", parameters, seen), seen) == ["régime"]
    with pytest.raises(CardError, match="token pattern is wrong"):
        check("pattern", {"patterns": [[{"LOVER": "régime"}]]}, seen)


def tree(negated: bool) -> Evidence:
    words = ["Le", "club", "a", "menti"] + (["jamais"] if negated else []) + ["."]
    return evidence(
        annotated(
            words, lemmas=["le", "club", "avoir", "mentir", *(["jamais"] if negated else []), "."],
            pos=["DET", "NOUN", "AUX", "VERB", *(["ADV"] if negated else []), "PUNCT"],
            heads=[1, 3, 3, 3, *([3] if negated else []), 3],
            deps=["det", "nsubj", "aux:tense", "ROOT", *(["advmod"] if negated else []), "punct"],
        )
    )


def test_dependency_with_no_such_child() -> None:
    node = {
        "lemma": ["mentir"], "pos": ["VERB"], "child": [{"dep": ["nsubj"], "as": "agent"}],
        "without": [{"dep": ["advmod"], "form": ["pas", "jamais"]}],
    }
    seen = tree(negated=False)
    result = check("dependency", {"node": node}, seen)
    assert shown(result, seen) == ["Le club a menti"]
    assert result.hits[0].fields["agent"] == "Le club"
    assert check("dependency", {"node": node}, tree(negated=True)).outcome is Outcome.CLEAR
    assert check("dependency", {"node": {**node, "head": {"lemma": ["dire"]}}}, seen).outcome is Outcome.CLEAR
    under = {"form": ["club"], "head": {"lemma": ["mentir"], "as": "verb"}, "not_head": {"lemma": ["dire"]}}
    assert shown(check("dependency", {"node": under, "focus": "node"}, seen), seen) == ["club"]


def test_metric_over_the_article() -> None:
    seen = evidence(annotated(["un", "deux", "trois"]))
    met = check("metric", {"when": [{"metric": "words", "at_least": 3}]}, seen)
    assert met.hits[0].whole_article
    assert met.hits[0].fields["value"] == "3"
    assert check("metric", {"when": [{"metric": "words", "at_most": 2}]}, seen).outcome is Outcome.CLEAR
    with pytest.raises(CardError, match="words"):
        check("metric", {"when": [{"metric": "wrds"}]}, seen)


def test_scores() -> None:
    source = annotated(["Un", "fait", "affreux", "."])
    loaded = LoadedTerm(place(source.article.text, "affreux"), "judging", 0.8, "affreux")
    scores = Scores((SentenceScore(0, 0.9, True, NeedKind.FIGURE),), (loaded,))
    seen = evidence(source, scores)
    assert shown(check("score", {"score": "needs_source"}, seen), seen) == ["Un fait affreux."]
    assert check("score", {"score": "needs_source", "kinds": ["cause"]}, seen).outcome is Outcome.CLEAR
    assert check("score", {"score": "needs_source", "minimum": 0.95}, seen).outcome is Outcome.CLEAR
    assert shown(check("score", {"score": "loaded", "categories": ["judging"]}, seen), seen) == ["affreux"]
    assert check("score", {"score": "loaded", "except": ["fait affreux"]}, seen).outcome is Outcome.CLEAR
    none = check("score", {"score": "needs_source"}, evidence(source))
    assert none.outcome is Outcome.NOT_APPLICABLE
