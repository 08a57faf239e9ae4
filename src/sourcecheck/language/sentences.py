"""Where a French sentence ends: punctuation, abbreviations, quotation marks — decided before the parse."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc

NAME = "sourcecheck_sentences"
_END = frozenset({".", "!", "?", "…", "...", "?!", "!?", "!!", "??"})
_CLOSERS = frozenset({"»", "”", '"', ")", "]", "’"})
_OPENERS = frozenset({"«", "“", '"', "—", "–", "-", "(", "["})
_ABBREVIATIONS = frozenset(
    """m mm mme mmes mlle dr drs pr prs me mes st ste art al av bd cf ex n no p pp vol env éd ed jr sr chap fig
    hab réf tél vs ph cie ltd inc dir resp max min app boul""".split()
)
_INITIAL = re.compile(r"[A-ZÀ-Ý]")


@Language.component(NAME)
def mark_sentences(doc: Doc) -> Doc:
    """Set `is_sent_start` on every token, so that the parser never moves a border."""
    starts: Any = np.full((len(doc), 1), -1, dtype=np.int64).astype(np.uint64)
    for index in sentence_starts([token.text for token in doc]):
        starts[index, 0] = 1
    doc.from_array([SENT_START], starts)
    return doc


def sentence_starts(words: Sequence[str]) -> list[int]:
    """Indices of the tokens that begin a sentence; white space never does unless the text begins with it.

    A sentence ends at a full stop, exclamation mark, question mark or ellipsis, with the closing marks
    after it, when what follows begins like a sentence (capital, figure, opening mark before one).
    """
    out = [0] if words else []
    for index, word in enumerate(words):
        if word in _END and not _is_abbreviation(words, index):
            start = _start_after(words, index + 1)
            if start is not None and start != out[-1]:
                out.append(start)
    return out


def _is_abbreviation(words: Sequence[str], index: int) -> bool:
    """Whether the mark at `index` ends an abbreviation or an initial, or is the omission of “[…]”."""
    if index == 0:
        return False
    before = words[index - 1]
    if before in ("[", "("):
        return True
    if words[index] != ".":
        return False
    return before.lower() in _ABBREVIATIONS or (len(before) == 1 and bool(_INITIAL.match(before)))


def _start_after(words: Sequence[str], index: int) -> int | None:
    """The first token of the sentence that follows an end mark, None when the sentence goes on."""
    length = len(words)
    while index < length and (words[index] in _CLOSERS or words[index] in _END):
        if words[index] == '"' and index + 1 < length and not words[index + 1].isspace() and words[index - 1].isspace():
            break
        index += 1
    while index < length and words[index].isspace():
        index += 1
    if index >= length:
        return None
    look = index
    while look < length and (words[look] in _OPENERS or words[look].isspace()):
        look += 1
    if look >= length:
        return None
    first = words[look][0]
    opened_aside = words[index] in ("(", "[") and look > index
    return index if first.isupper() or first.isdigit() or opened_aside else None
