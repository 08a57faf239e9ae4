"""The same statement with what may stand round it: when, where, how and to whom it was made; and with every verb of the lists."""

from __future__ import annotations

import pytest
from tests.discourse.hand_built import article_of

from sourcecheck.discourse.attribution import find_attributions
from sourcecheck.discourse.conjugation import FINITE, PARTICIPLE, forms
from sourcecheck.discourse.cues import verb_entries
from sourcecheck.discourse.quotation_marks import find_quotations
from sourcecheck.language import open_pipeline

pytestmark = pytest.mark.model

SAID = "La route restera fermée jusqu'à lundi"
CIRCUMSTANCES = [
    "mardi", "lundi 3 mai", "à l'AFP", "à la presse", "au micro de Radio Sud", "dans un communiqué", "dans un entretien au Monde", "devant les députés",
    "lors d'un point de presse", "à l'issue de la réunion", "en marge du sommet", "en conférence de presse", "par téléphone", "après la réunion",
    "auprès de l'AFP", "de son côté", "à plusieurs reprises", "une nouvelle fois", "sous couvert d'anonymat", "la veille", "quelques heures plus tard",
    "d'une voix blanche", "via un communiqué", "dans la foulée", "à l'antenne", "au téléphone",
]
SHAPES = [
    ("« {said} », a indiqué le préfet {c}.", SAID),
    ("« {said} », a indiqué, {c}, le préfet.", SAID),
    ("{said}, a indiqué, {c}, le préfet.", SAID),
    ("{said}, a-t-il indiqué {c}.", SAID),
    ("La route, a indiqué le préfet {c}, restera fermée jusqu'à lundi.", "La route | restera fermée jusqu'à lundi"),
    ("Le préfet a indiqué, {c}, que la route restera fermée.", "la route restera fermée"),
    ("Le préfet, {c}, a indiqué que la route restera fermée.", "la route restera fermée"),
    ("Le préfet a déclaré {c} : « {said}. »", SAID + "."),
]


def contents(sentences: list[str]) -> list[list[tuple[str, str]]]:
    """What is said in each sentence, and by whom; every sentence is a paragraph."""
    annotated = open_pipeline().annotate(article_of("\n\n".join(["Un titre", *sentences])))
    _, attributions = find_attributions(annotated, find_quotations(annotated).quotations)
    text = annotated.article.text
    found: list[list[tuple[str, str]]] = []
    for part in annotated.article.parts[1:]:
        inside = [a for a in attributions if part.span.contains(a.content[0])]
        found.append([(" | ".join(s.of(text) for s in a.content), a.source.of(text) if a.source else "") for a in inside])
    return found


@pytest.mark.parametrize(("shape", "expected"), SHAPES)
def test_circumstances_are_not_said(shape: str, expected: str) -> None:
    sentences = [shape.format(said=SAID, c=c) for c in CIRCUMSTANCES]
    wrong = [
        (sentence, got) for sentence, got in zip(sentences, contents(sentences), strict=True)
        if [said for said, _ in got] != [expected] or got[0][1].lower() not in {"le préfet", "il"}
    ]
    assert not wrong


def _present(lemma: str) -> str | None:
    reflexive = lemma.startswith(("se ", "s'"))
    head, *rest = lemma.removeprefix("se ").removeprefix("s'").replace("'", "' ").split()
    finite = [form for form, kinds in forms(head).items() if FINITE in kinds]
    if not finite or head == "en":
        return None
    verb = finite[0] if head.endswith(("er", "vrir", "frir")) else finite[min(1, len(finite) - 1)]
    clitic = "" if not reflexive else "s'" if head[0] in "aeiouyhéèêâ" else "se "
    return " ".join([clitic + verb, *rest]).replace("' ", "'")


def test_every_verb_can_be_conjugated() -> None:
    heads = {lemma.removeprefix("se ").removeprefix("s'").replace("'", "' ").split()[0] for lemma in verb_entries()} - {"en"}
    kinds = {head: set().union(*forms(head).values()) for head in heads}
    assert not [head for head in sorted(heads) if not {FINITE, PARTICIPLE} <= kinds[head]]


NOT_SO = {"cacher", "dissimuler", "décolérer", "démordre", "ressortir", "contrer", "découvrir", "mettre en lumière", "mettre en évidence"}
"""Verbs that report only when denied, or only with a finding for their subject."""


@pytest.mark.parametrize(("frame", "shape", "expected"), [
    ("n", "« {said} », {v} la préfecture.", SAID),
    ("q", "La préfecture {v} que la route restera fermée.", "la route restera fermée"),
    ("q", "Anne Roux, maire de Lignac, {v} que la route restera fermée.", "la route restera fermée"),
])
def test_every_verb_in_its_constructions(frame: str, shape: str, expected: str) -> None:
    verbs = [v for lemma, e in verb_entries().items() if frame in e.frames and lemma not in NOT_SO and (v := _present(lemma)) is not None]
    sentences = [shape.format(said=SAID, v=v) for v in verbs]
    missed = [s for s, got in zip(sentences, contents(sentences), strict=True) if not any(said == expected and source for said, source in got)]
    assert len(verbs) > 250
    assert not missed
