"""Word lists are sorted, sourced and licensed."""

from __future__ import annotations

from pathlib import Path

import pytest

from sourcecheck.errors import CardError
from sourcecheck.resources import Library, read_lexicon
from sourcecheck.resources.shipped import shipped_root

HEADER = "# source: us\n# licence: MIT\n"


@pytest.mark.parametrize(
    ("body", "said"),
    [("b\na\n", "out of order"), ("a\na\n", "repeated"), ("", "empty"), ("a\n# late: x\n", "before the first entry")],
)
def test_a_list_that_breaks_the_format(tmp_path: Path, body: str, said: str) -> None:
    file = tmp_path / "words.txt"
    file.write_text(HEADER + body, encoding="utf-8")
    with pytest.raises(CardError, match=said):
        read_lexicon(file)


def test_a_list_without_licence_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "words.txt"
    file.write_text("# source: us\na\n", encoding="utf-8")
    with pytest.raises(CardError, match="licence"):
        read_lexicon(file)


def test_every_shipped_list_reads() -> None:
    files = sorted((shipped_root() / "rules" / "lexicons").glob("*.txt"))
    assert files
    for file in files:
        assert read_lexicon(file).rows


def test_a_house_list_replaces_the_shipped_one(tmp_path: Path) -> None:
    folder = tmp_path / "rules" / "lexicons"
    folder.mkdir(parents=True)
    (folder / "furniture.txt").write_text(HEADER + "Offre du jour\n", encoding="utf-8")
    assert Library(tmp_path).lexicon("furniture").entries == {"Offre du jour"}
