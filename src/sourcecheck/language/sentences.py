"""Where a French sentence ends: punctuation, abbreviations, quotation marks — decided before the parse."""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

_END = frozenset({".", "!", "?", "…", "...", "?!", "!?", "!!", "??"})
_CLOSERS = frozenset({"»", "”", '"', ")", "]", "’"})
_ABBREVIATIONS = frozenset(
    {"m.", "mm.", "mme.", "dr.", "pr.", "me.", "st.", "art.", "al.", "av.", "bd.", "cf.", "ex.", "etc.", "n.", "p.", "vol.", "env.", "éd.", "jr.", "sr."}
)
_OPENERS = frozenset({"«", "“", '"', "—", "–", "-", "(", "["})
_INITIAL = re.compile(r"^[A-ZÀ-Ý]\.$")


NAME = "sourcecheck_sentences"


@Language.component(NAME)
def mark_sentences(doc: Doc) -> Doc:
    """Set `is_sent_start` on every token, so that the parser never moves a border."""
    new = True
    for i, token in enumerate(doc):
        token.is_sent_start = new and not token.is_space
        if new and token.is_space:
            token.is_sent_start = i == 0
            continue
        new = _ends_before(doc, i + 1) if i + 1 < len(doc) else False
    return doc


def _ends_before(doc: Doc, i: int) -> bool:
    """Whether a sentence begins at token `i`, judging by what stands before it."""
    j = i - 1
    while j >= 0 and (doc[j].is_space or doc[j].text in _CLOSERS):
        j -= 1
    if j < 0 or doc[i].text in _CLOSERS:
        return False
    mark = doc[j].text
    if mark not in _END:
        return False
    k = i
    while k < len(doc) and (doc[k].is_space or doc[k].text in _OPENERS):
        k += 1
    if k >= len(doc):
        return False
    following = doc[k].text
    if mark == "." and j > 0 and (doc[j - 1].text.lower() + "." in _ABBREVIATIONS or _INITIAL.match(doc[j - 1].text + ".")):
        return False
    return following[:1].isupper() or following[:1].isdigit()
