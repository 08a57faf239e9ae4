"""Articles to measure with: a corpus, repeated with other names so that its words do not run out."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator
from itertools import count
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "corpora" / "wikinews.jsonl"
EXAMPLE = ROOT / "examples" / "brouillon.txt"

_NAME = re.compile(r"(?<=[a-zà-ÿ,] )[A-ZÀ-Ý][a-zà-ÿ]{2,}")
_SYLLABLES = [consonant + vowel for consonant in "bcdfglmnprstv" for vowel in "aeiou"]


def corpus(path: Path) -> list[str]:
    """The texts of a file of ``{"text"}`` lines; the example draft when there is no such file."""
    if not path.is_file():
        return [EXAMPLE.read_text(encoding="utf-8")]
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]


def articles(path: Path, characters: int | None = None) -> Iterator[str]:
    """Articles without end: the corpus, then again and again with new names. `characters` cuts them at a paragraph after so many."""
    texts = corpus(path)
    for turn in count():
        for text in texts:
            yield renamed(_cut(text, characters), turn)


def renamed(text: str, turn: int) -> str:
    """The text with another ending on every name inside a sentence; as it is at turn 0."""
    if turn == 0:
        return text

    def other(found: re.Match[str]) -> str:
        number = zlib.crc32(f"{turn} {found[0]}".encode())
        return found[0][:3] + "".join(_SYLLABLES[number // 65**place % 65] for place in range(3))

    return _NAME.sub(other, text)


def _cut(text: str, characters: int | None) -> str:
    if characters is None or len(text) <= characters:
        return text
    end = text.find("\n", characters)
    return text[:end] if end > 0 else text
