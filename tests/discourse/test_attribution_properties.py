"""Whatever the words, the reading never fails and every span stays inside one paragraph."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.discourse.hand_built import read, spell

from sourcecheck.discourse.conjugation import FINITE, PARTICIPLE, forms
from sourcecheck.discourse.cues import verb_entries
from sourcecheck.domain.discourse import AttributionType

_WORDS = [
    "le_DET", "maire_NOUN", "Anne_PROPN", "Roux_PROPN", "a_AUX:Fin", "est_AUX:Fin", "affirme_VERB:Fin", "dit_VERB:Fin",
    "déclaré_VERB:Part", "ajoutant_VERB:Part", "préciser_VERB:Inf", "partir_VERB:Inf", "que_SCONJ", "qu'_SCONJ+", "qui_PRON",
    "selon_ADP", "pour_ADP", "d'_ADP+", "après_ADP", "de_ADP", "source_NOUN", "à_ADP", "et_CCONJ", "mais_CCONJ", "ce_PRON",
    "-t_PRON", "-il_PRON", "on_PRON", "nous_PRON", ",_PUNCT", "._PUNCT", ":_PUNCT", ";_PUNCT", "«_PUNCT", "»_PUNCT", '"_PUNCT',
    "—_PUNCT", "(_PUNCT", ")_PUNCT", "?_PUNCT", "lundi_NOUN", "12_NUM", "va_VERB:Fin", "y_PRON", "ne_ADV", "s'_PRON+", "comme_SCONJ",
    "|", "¶",
]


@given(st.lists(st.sampled_from(_WORDS), max_size=40))
@settings(max_examples=400, deadline=None)
def test_never_raises_and_spans_are_sound(words: list[str]) -> None:
    annotated = spell("Titre_NOUN ¶ " + " ".join(words))
    text = annotated.article.text
    quotations, attributions = read(annotated)
    parts = [part.span for part in annotated.article.parts]
    assert [a.index for a in attributions] == list(range(len(attributions)))
    for attribution in attributions:
        assert attribution.content
        assert 0 <= attribution.sentence < len(annotated.sentences)
        for span in (*attribution.content, attribution.cue, attribution.source):
            if span is not None:
                assert len(span)
                assert span.of(text).strip()
                assert any(part.contains(span) for part in parts)
        assert all(a.end <= b.start for a, b in zip(attribution.content, attribution.content[1:], strict=False))
        if attribution.type is AttributionType.INDIRECT:
            assert not any(q.outer.overlaps(span) for q in quotations if q.depth == 0 for span in attribution.content)


def test_the_verb_lists_are_well_formed() -> None:
    entries = verb_entries()
    assert len(entries) > 500
    for entry in entries.values():
        assert entry.verb_class in {"neutral", "factive", "doubt", "charged"}, entry
        assert set(entry.frames) <= set("qidasonpxwmyt"), entry


def test_conjugation() -> None:
    assert FINITE in forms("espérer")["espère"]
    assert FINITE in forms("appeler")["appelle"]
    assert FINITE in forms("annoncer")["annonça"]
    assert PARTICIPLE in forms("reconnaître")["reconnue"]
    assert FINITE in forms("reconnaître")["reconnait"]
    assert FINITE in forms("prétendre")["prétendent"]
    assert "prétende" in forms("prétendre")
    assert "craign" not in forms("craindre")
