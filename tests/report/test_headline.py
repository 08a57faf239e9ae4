"""What stands at the top of a report when there is nothing to ask."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sourcecheck.report.wording import headline
from sourcecheck.resources.translation import translator


@pytest.mark.parametrize(("genre", "words"), [("news", "about this text"), ("opinion", "opinion piece")])
def test_an_opinion_says_why_little_is_asked(genre: str, words: str, audit) -> None:  # type: ignore[no-untyped-def]
    quiet = replace(audit, findings=(), reading=replace(audit.reading, genre=genre))
    assert words in headline(quiet, translator("en"))
