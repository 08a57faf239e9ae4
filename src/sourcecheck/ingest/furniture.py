"""Page furniture in text copied off a web page: newsletter boxes, comment widgets, share buttons.

A block is furniture when it is a known phrase (word list ``furniture.txt``), or a short block without a
full sentence that stands among such blocks at the end of the page.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from sourcecheck.resources import Library

_MAX_WORDS = 14
_TAIL_WORDS = 9


def furniture_blocks(texts: Sequence[str]) -> frozenset[int]:
    """The indices of the blocks that are furniture."""
    found = {i for i, text in enumerate(texts) if is_furniture(text)}
    if not found:
        return frozenset()
    # Once a widget began after the last long paragraph, what is short after it belongs to it.
    last_prose = max((i for i, text in enumerate(texts) if _is_prose(text) and i not in found), default=-1)
    tail = [i for i in sorted(found) if i > last_prose]
    if tail:
        found.update(range(tail[0], len(texts)))
    return frozenset(found)


def is_furniture(text: str) -> bool:
    """Whether a block is a known phrase of page furniture."""
    folded = fold(text)
    if len(folded.split()) > _MAX_WORDS or text.lstrip().startswith(("«", "“", '"')):
        return False
    exact, pattern = _phrases()
    return folded in exact or bool(pattern.match(folded))


def _is_prose(text: str) -> bool:
    return len(text.split()) > _TAIL_WORDS and text.rstrip(" »”\"')").endswith((".", "!", "?", "…", ":"))


def fold(text: str) -> str:
    """Lower case, no accents, no punctuation: how phrases are compared."""
    decomposed = unicodedata.normalize("NFD", text.casefold().replace("’", "'"))
    kept = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(re.findall(r"[a-z0-9']+", kept))


@cache
def _phrases() -> tuple[frozenset[str], re.Pattern[str]]:
    """Whole phrases, and beginnings (entries that end with ``…``)."""
    entries = list(Library().lexicon("furniture"))
    exact = frozenset(fold(entry) for entry in entries if not entry.endswith("…"))
    starts = sorted((fold(entry) for entry in entries if entry.endswith("…")), key=len, reverse=True)
    return exact, re.compile(r"(?:" + "|".join(re.escape(start) for start in starts) + r")\b")
