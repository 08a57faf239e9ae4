"""Names, noun phrases and the agreement of referents, without the model."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.discourse.hand_built import spell

from sourcecheck.discourse.entities import resolve_speakers
from sourcecheck.discourse.name_clusters import cluster_names
from sourcecheck.discourse.names import find_names, folded_words
from sourcecheck.discourse.nominals import find_nominals, singular
from sourcecheck.discourse.token_table import token_table
from sourcecheck.domain.discourse import Attribution, AttributionType, CueKind, EntityKind, Gender
from sourcecheck.domain.text import Span


def indirect(content: Span, source: Span | None, index: int = 0, cue: Span | None = None) -> Attribution:
    return Attribution(
        index=index, type=AttributionType.INDIRECT, content=(content,), cue=cue,
        cue_kind=CueKind.PREPOSITION if source else CueKind.NONE, cue_lemma="selon", source=source, speaker=None, named=False,
    )


def test_names_are_compared_without_accents_articles_and_civilities() -> None:
    assert folded_words("M. Éric de la Tour") == ("eric", "tour")


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    once = folded_words(text)
    assert folded_words(" ".join(once)) == once


@pytest.mark.parametrize(("word", "expected"), [("ministres", "ministre"), ("medias", "medias"), ("generaux", "general"), ("pays", "pays")])
def test_singular(word: str, expected: str) -> None:
    assert singular(word) == expected


def test_a_surname_joins_the_full_name() -> None:
    annotated = spell("Anne_PROPN Duroc_PROPN parle_VERB:Fin ._PUNCT | Puis_ADV Duroc_PROPN part_VERB:Fin ._PUNCT")
    clusters = cluster_names(annotated, find_names(annotated))
    assert [(c.name, len(c.mentions), c.gender) for c in clusters] == [("Anne Duroc", 2, Gender.FEMININE)]


def test_a_phrase_ends_before_the_name_it_stands_with() -> None:
    annotated = spell(
        "Selon_ADP la_DET ministre_NOUN de_ADP la_DET Culture_NOUN Anne_PROPN Duroc_PROPN ,_PUNCT tout_PRON va_VERB:Fin ._PUNCT"
    )
    table = token_table(annotated)
    names = find_names(annotated)
    nominal = next(n for n in find_nominals(table, names) if n.noun == "ministre")
    assert table.text(nominal.first, nominal.last) == "la ministre de la Culture"
    assert names[nominal.name].text == "Anne Duroc"
    assert nominal.gender is Gender.FEMININE


def test_an_indefinite_source_is_anonymous_and_keeps_its_article() -> None:
    annotated = spell("Selon_ADP une_DET source_NOUN policière_ADJ ,_PUNCT il_PRON fuit_VERB:Fin ._PUNCT")
    text = annotated.article.text
    at = text.index("une source policière")
    source = Span(at, at + len("une source policière"))
    start = text.index("il fuit")
    entities, resolved = resolve_speakers(annotated, (), (indirect(Span(start, start + 7), source),))
    assert resolved[0].speaker is not None
    entity = entities[resolved[0].speaker]
    assert (entity.name, entity.kind, resolved[0].named) == ("une source policière", EntityKind.UNNAMED, False)


def test_nothing_said_before_a_floating_quotation_leaves_it_without_speaker() -> None:
    annotated = spell("«_PUNCT Tout_PRON va_VERB:Fin bien_ADV »_PUNCT ._PUNCT")
    _, resolved = resolve_speakers(annotated, (), (indirect(Span(2, 14), None),))
    assert resolved[0].speaker is None
    assert not resolved[0].named


def test_every_mention_slices_to_words_of_the_text() -> None:
    annotated = spell("Le_DET maire_NOUN de_ADP Lorvy_PROPN ,_PUNCT Paul_PROPN Aubin_PROPN ,_PUNCT attend_VERB:Fin ._PUNCT")
    entities, _ = resolve_speakers(annotated, (), ())
    for entity in entities:
        for mention in entity.mentions:
            assert mention.of(annotated.article.text).strip() == mention.of(annotated.article.text) != ""
    assert any(e.name == "Paul Aubin" and e.role == "maire de Lorvy" for e in entities)
