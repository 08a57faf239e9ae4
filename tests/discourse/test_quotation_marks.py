from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.discourse.hand_built import article_of, plain

from sourcecheck.discourse.quotation_marks import find_quotations
from sourcecheck.domain.text import Span
from sourcecheck.language import Annotated


def inner(text: str) -> list[str]:
    return [q.inner.of(text) for q in find_quotations(_annotated(text)).quotations]


def _annotated(text: str) -> Annotated:
    return plain(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Il a dit : « Nous partons. »", ["Nous partons."]),
        ("Il parle d'« urgence » et de “calme”.", ["urgence", "calme"]),
        ('Elle a crié "au feu" puis "silence".', ["au feu", "silence"]),
        ("L'élue l'a dit : aujourd'hui, c'est fini.", []),
        ("Le fût mesure 15\" et la planche 3\" de large.", []),
        ("Il l'appelle 'le vieux' depuis vingt ans.", ["le vieux"]),
        ("Il a dit ''oui'' sans hésiter.", ["oui"]),
        ("Un fichier «sans espaces».", ["sans espaces"]),
        ("‘’Il pleut’’, dit-elle, et parle de ‘’grêle’’.", ["Il pleut", "grêle"]),
        ("Elle ajoute qu’‘’il neige’’ aussi.", ["il neige"]),
        ("»Il pleut encore », dit-elle.", ["Il pleut encore"]),
    ],
)
def test_marks_of_every_kind(text: str, expected: list[str]) -> None:
    assert inner(text) == expected


def test_nested_quotation_has_a_depth() -> None:
    text = "Elle raconte : « Il m'a dit “va-t'en” hier. »"
    quotations = find_quotations(_annotated(text)).quotations
    assert [(q.inner.of(text), q.depth) for q in quotations] == [
        ("Il m'a dit “va-t'en” hier.", 0),
        ("va-t'en", 1),
    ]


def test_one_closing_mark_may_close_both_levels() -> None:
    text = "Elle raconte : « Il a crié « au voleur »."
    marks = find_quotations(_annotated(text))
    assert [q.inner.of(text) for q in marks.quotations if q.depth == 0] == ["Il a crié « au voleur"]
    assert marks.unbalanced == ()


def test_guillemets_that_reopen_every_paragraph_run_on() -> None:
    text = "Il a lu : « Premier point.\n\n« Deuxième point.\n\n« Dernier point. »\n\nPuis il est sorti."
    marks = find_quotations(_annotated(text))
    assert [q.inner.of(text) for q in marks.quotations] == ["Premier point.", "Deuxième point.", "Dernier point."]
    assert all(q.balanced for q in marks.quotations)
    assert marks.unbalanced == ()


def test_a_quotation_may_run_over_paragraphs_without_any_mark() -> None:
    text = "« Nous avons tout perdu.\n\nLa maison est partie.\n\nIl ne reste rien. »"
    marks = find_quotations(_annotated(text))
    assert [q.inner.of(text) for q in marks.quotations] == [
        "Nous avons tout perdu.", "La maison est partie.", "Il ne reste rien.",
    ]
    assert marks.unbalanced == ()


def test_a_mark_that_is_never_closed_is_reported_and_its_extent_inferred() -> None:
    text = "Le maire a répondu : « Je ne sais pas. La séance est levée.\n\nLe public est sorti."
    marks = find_quotations(_annotated(text))
    assert [(q.inner.of(text), q.balanced) for q in marks.quotations] == [("Je ne sais pas.", False)]
    assert marks.unbalanced == (Span(text.index("«"), text.index("«") + 1),)


def test_a_closing_mark_alone_is_reported() -> None:
    text = "Le préfet a parlé. Nous restons prudents », a-t-il dit."
    marks = find_quotations(_annotated(text))
    assert [(q.inner.of(text), q.balanced) for q in marks.quotations] == [("Nous restons prudents", False)]
    assert len(marks.unbalanced) == 1


def test_straight_marks_of_odd_count() -> None:
    text = 'Elle a dit "oui" puis "non et elle est partie.'
    marks = find_quotations(_annotated(text))
    assert marks.quotations[0].inner.of(text) == "oui"
    assert len(marks.unbalanced) == 1


def test_dialogue_dash_with_incise() -> None:
    text = "— Je ne viendrai pas, dit-elle. Tu peux partir."
    assert inner(text) == ["Je ne viendrai pas", "Tu peux partir."]


def test_a_turn_whose_incise_names_the_speaker() -> None:
    text = "— Quels bateaux ? lance Modou, patron de pirogue, sur le quai. Ceux qu'on nous promet depuis 2019 ?"
    assert inner(text) == ["Quels bateaux ?", "Ceux qu'on nous promet depuis 2019 ?"]


def test_a_list_item_is_no_turn() -> None:
    assert inner("— Trois routes coupées, deux ponts fermés.") == []


def test_non_breaking_spaces_are_not_said() -> None:
    text = "Il a dit «\u00a0oui\u202f»."
    assert inner(text) == ["oui"]


_ALPHABET = st.text(alphabet="ab l'’«»“”\"'—.\n\u00a0,:dD1!", max_size=120)


@given(_ALPHABET)
def test_never_raises_and_never_leaves_the_text(raw: str) -> None:
    article = article_of(raw)
    annotated = Annotated.__new__(Annotated)
    object.__setattr__(annotated, "article", article)
    marks = find_quotations(annotated)
    for q in marks.quotations:
        assert q.outer.contains(q.inner)
        assert q.outer.end <= len(raw)
        assert any(part.span.start <= q.outer.start and q.outer.end <= part.span.end for part in article.parts)
