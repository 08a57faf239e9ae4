"""Lemmas are forgotten when they are many, and found again the same."""

from __future__ import annotations

import pytest

from sourcecheck.ingest import article_from_text
from sourcecheck.language import open_pipeline, opening

TEXT = "Les grutiers du port ont cessé le travail lundi.\n\nLes grutiers avaient cessé de répondre, dit la maire, et ils cessent encore."


def test_a_full_cache_starts_afresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MOST_LEMMAS", 2)
    cache = opening.Forgetful()
    for number in range(5):
        cache[number] = str(number)
    assert cache == {4: "4"}


@pytest.mark.model
def test_lemmas_do_not_depend_on_what_is_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    pipeline = open_pipeline()
    article = article_from_text(TEXT, "a")
    remembered = [token.lemma_ for token in pipeline.annotate(article).doc]
    cache = pipeline.nlp.get_pipe("lemmatizer").cache  # type: ignore[attr-defined]
    if not isinstance(cache, opening.Forgetful):
        pytest.skip("this version of the model is opened by spaCy itself")
    monkeypatch.setattr(opening, "MOST_LEMMAS", 3)
    cache.clear()
    assert [token.lemma_ for token in pipeline.annotate(article).doc] == remembered
    assert len(cache) <= 3
