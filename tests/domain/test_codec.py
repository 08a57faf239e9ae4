"""Nouns survive the way to JSON and back."""

from __future__ import annotations

import json

import pytest

from sourcecheck.domain.codec import decode, encode
from sourcecheck.domain.discourse import Attribution, AttributionType, CueKind, Reply, ReplyStatus
from sourcecheck.domain.text import Article, Part, PartKind, SourceMap, Span


def test_an_attribution_comes_back_equal() -> None:
    attribution = Attribution(
        0, AttributionType.MIXED, (Span(3, 9), Span(12, 20)), Span(0, 2), CueKind.VERB, "dire", None, 4, True
    )
    assert decode(Attribution, json.loads(json.dumps(encode(attribution)))) == attribution


def test_an_article_comes_back_with_its_source_map() -> None:
    article = Article("x", "Bonjour.", (Part(PartKind.BODY, Span(0, 8)),), SourceMap.identity("Bonjour."), genre="news")
    again = decode(Article, json.loads(json.dumps(encode(article))))
    assert again == article
    assert again.source_map.region(Span(0, 8)) == article.source_map.region(Span(0, 8))


def test_a_missing_field_is_an_error() -> None:
    data = encode(Reply(ReplyStatus.SOUGHT))
    with pytest.raises(ValueError, match=r"shorter|longer|argument"):
        decode(Reply, data[:-1])
