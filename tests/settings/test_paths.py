"""Tables of ``[[paths]]``: which files they mean, and what they say together."""

from __future__ import annotations

from pathlib import Path

import pytest

from sourcecheck.domain.findings import Confidence
from sourcecheck.errors import SettingsError
from sourcecheck.settings import PathSettings, Settings, for_path, load_settings, matcher

TABLES = """
[[paths]]
pattern = "opinion/"
genre = "opinion"
ignore = ["LEX-*"]

[[paths]]
pattern = "/wire/**/*.md"
fail-on = "never"
fail-confidence = "high"

[[paths]]
pattern = "opinion/news-*.md"
genre = "news"
ignore = ["SRC-001"]
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    file = tmp_path / "sourcecheck.toml"
    file.write_text(TABLES, encoding="utf-8")
    read, _ = load_settings(file)
    assert read.root == tmp_path
    return read


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("opinion/a.md", PathSettings("", "opinion", ignore=("LEX-*",))),
        ("2024/opinion/b/a.md", PathSettings("", "opinion", ignore=("LEX-*",))),
        ("opinion/news-1.md", PathSettings("", "news", ignore=("LEX-*", "SRC-001"))),
        ("wire/x/a.md", PathSettings("", fail_on="never", fail_confidence=Confidence.HIGH)),
        ("sub/wire/x/a.md", PathSettings("")),
        ("opinions.md", PathSettings("")),
    ],
)
def test_the_later_table_wins_and_ignored_rules_add_up(settings: Settings, path: str, said: PathSettings) -> None:
    found = for_path(settings, path)
    assert (found.genre, found.select, found.ignore, found.fail_on, found.fail_confidence) == (
        said.genre, said.select, said.ignore, said.fail_on, said.fail_confidence,
    )


def test_a_matcher_reads_patterns_in_order() -> None:
    wanted = matcher(("*.md", "!draft-*.md", "/keep/draft-1.md"))
    assert [wanted(path) for path in ("a/b.md", "a/draft-2.md", "keep/draft-1.md", "x.txt")] == [True, False, True, False]


def test_a_pattern_that_says_nothing_is_one_sentence() -> None:
    with pytest.raises(SettingsError, match="not gitignore syntax"):
        for_path(Settings(paths=(PathSettings("!"),)), "a.md")
