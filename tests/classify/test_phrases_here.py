"""Phrases are tried where their longest word stands in the article: none may be lost by it."""

import re

from sourcecheck.classify.cues import read_cues
from sourcecheck.classify.loaded import read_loaded_cues
from sourcecheck.resources import Library

CUES = read_cues(Library())
PHRASES = Library().lexicon("stakes-phrases").rows


def _words(text: str) -> dict[str, list[int]]:
    return {word: [] for word in re.findall(r"\w+", text)}


def test_every_phrase_of_the_list_is_tried_where_it_stands() -> None:
    for phrase, kind in PHRASES:
        text = f"hier, {phrase} demain."
        found = CUES.phrases_in(text, _words(text))
        start = text.index(phrase)
        tried = [row for beginning in found.values() for row in beginning.at(text, start)]
        assert (phrase, kind) in tried, phrase


def test_phrases_are_left_out_where_their_words_are_missing() -> None:
    text = "le chat dort sur la table."
    assert len(CUES.phrases_in(text, _words(text))) < len(CUES.phrases) / 4


def test_an_underscore_leaves_every_phrase_in() -> None:
    assert CUES.phrases_in("_un_mot_", _words("_un_mot_")) == CUES.phrases


def test_loaded_phrases_are_found_by_form_or_lemma() -> None:
    cues = read_loaded_cues(Library())

    class Seen:
        words: list[str]
        lemmas: list[str]

    for first, by_second in cues.phrases.items():
        for parts, _, _ in (row for rows in by_second.values() for row in rows):
            seen = Seen()
            seen.words, seen.lemmas = list(parts), ["x"] * len(parts)
            assert first in cues.phrases_in(seen), parts  # type: ignore[arg-type]
            seen.words, seen.lemmas = seen.lemmas, seen.words
            assert first in cues.phrases_in(seen), parts  # type: ignore[arg-type]
