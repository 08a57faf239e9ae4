"""Features on hand-built documents."""

from __future__ import annotations

from classify.building import parsed, reading
from sourcecheck.classify.cues import read_cues
from sourcecheck.classify.features import featurize
from sourcecheck.domain.discourse import Voice
from sourcecheck.domain.text import Span
from sourcecheck.resources import Library

CUES = read_cues(Library())

TOLL = [
    ("Le", "le", "DET", "det"), ("raid", "raid", "NOUN", "nsubj"), ("a", "avoir", "AUX", "aux:tense"),
    ("tué", "tuer", "VERB", "ROOT"), ("douze", "douze", "NUM", "nummod"), ("civils~", "civil", "NOUN", "obj"),
    (".", ".", "PUNCT", "punct"),
]


def features(tokens: list[tuple[str, str, str, str]], voice: Voice = Voice.NARRATOR, content: Span | None = None) -> dict[str, float]:
    annotated = parsed(tokens)
    return featurize(annotated, reading(annotated, [voice], content), CUES).sentences[0].values


def test_a_toll_is_seen_by_word_role_and_number() -> None:
    found = features(TOLL)
    assert found["has:casualties"] == 1.0
    assert found["root:casualties"] == 1.0
    assert found["fig:people"] == 1.0
    assert found["subj:violence"] == 1.0


def test_reported_words_are_not_the_newsrooms() -> None:
    annotated = parsed(TOLL)
    found = features(TOLL, Voice.MIXED, Span(0, len(annotated.article.text)))
    assert "has:casualties" not in found
    assert found["len:share"] == 0.0


def test_names_and_camps_are_masked() -> None:
    one = features([("Moussa", "Moussa", "PROPN", "nsubj"), ("Traoré", "Traoré", "PROPN", "flat:name"), *TOLL[2:]])
    two = features([("Paul", "Paul", "PROPN", "nsubj"), *TOLL[2:]])
    assert one == two
    camps = [[("Les", "le", "DET", "det"), (w, w, "NOUN", "nsubj"), *TOLL[2:]] for w in ("russes", "ukrainiens", "socialistes")]
    assert features(camps[0]) == features(camps[1]) == features(camps[2])


def test_years_and_ages_are_no_figures() -> None:
    tokens = [
        ("Né", "naître", "VERB", "ROOT"), ("en", "en", "ADP", "case"), ("1987~", "1987", "NUM", "obl"),
        (",", ",", "PUNCT", "punct"), ("âgé", "âgé", "ADJ", "amod"), ("de", "de", "ADP", "case"),
        ("38", "38", "NUM", "nummod"), ("ans~", "an", "NOUN", "obl"), (".", ".", "PUNCT", "punct"),
    ]
    found = features(tokens)
    assert found["fig:year"] == 1.0
    assert found["fig:age"] == 1.0
    assert "fig:any" not in found


def test_a_phrase_must_stand_whole() -> None:
    cause = [("En", "en", "ADP", "ROOT"), ("raison", "raison", "NOUN", "fixed"), ("de", "de", "ADP", "case"), ("pluies", "pluie", "NOUN", "obl")]
    other = [("En", "en", "ADP", "ROOT"), ("raisonnant", "raisonner", "VERB", "fixed"), ("de", "de", "ADP", "case"), ("haut", "haut", "ADJ", "obl")]
    assert "ph:cause" in features(cause)
    assert "ph:cause" not in features(other)


def test_a_source_before_it_in_the_paragraph_is_seen() -> None:
    two = parsed([*TOLL, *TOLL], {0, len(TOLL)})
    rows = featurize(two, reading(two, [Voice.ATTRIBUTED, Voice.NARRATOR]), CUES).sentences
    assert rows[1].values["ctx:sourced-before"] == 1.0
    assert "ctx:sourced-before" not in rows[0].values
