"""The attribute ruler without its per-token matches: in the French model a tag is the part of speech, written again.

Twenty of the model's twenty-three patterns say “POS x → TAG x”. They match every token, and setting attributes one by one cost a
tenth of the parse. They become one array; the patterns that say anything else keep running as they are, after it.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from spacy.attrs import POS, TAG
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.tokens import Doc


class PlainTags:
    """Does for a Doc what `ruler` does, given that the patterns numbered `plain` copy a part of speech into the tag."""

    def __init__(self, ruler: Any, plain: dict[int, str]) -> None:
        self._ruler = ruler
        strings = ruler.vocab.strings
        self._copied = np.array(sorted(strings.add(pos) for pos in plain.values()), dtype=np.uint64)
        rest = Matcher(ruler.vocab, validate=False)
        for number, pattern in enumerate(ruler.patterns):
            if number not in plain:
                rest.add(str(number), pattern["patterns"])
        self._rest = rest

    def __call__(self, doc: Doc) -> Doc:
        parts = doc.to_array([POS])
        tags: Any = np.where(np.isin(parts, self._copied), parts, doc.to_array([TAG]))
        others = self._rest(doc, allow_missing=True, as_spans=False)
        doc.from_array([TAG], tags)
        strings = doc.vocab.strings
        self._ruler.set_annotations(doc, sorted((int(strings[key]), key, start, end) for key, start, end in others))
        return doc


def copying_patterns(patterns: list[dict[str, Any]]) -> dict[int, str] | None:
    """Number → part of speech of the patterns that only copy it into the tag; None if one that does not comes before one that does
    (then their order would matter)."""
    plain = {number: pos for number, pattern in enumerate(patterns) if (pos := _copied(pattern)) is not None}
    return plain if plain and sorted(plain) == list(range(len(plain))) else None


def _copied(pattern: dict[str, Any]) -> str | None:
    if pattern["index"] != 0 or len(pattern["patterns"]) != 1 or len(pattern["patterns"][0]) != 1:
        return None
    condition = pattern["patterns"][0][0]
    pos = condition.get("POS")
    return pos if len(condition) == 1 and isinstance(pos, str) and pattern["attrs"] == {"TAG": pos} else None


def tag_plainly(nlp: Language) -> None:
    """Put `PlainTags` in the place of the attribute ruler, if its patterns are of that kind."""
    ruler: Any = nlp.get_pipe("attribute_ruler")
    plain = copying_patterns(ruler.patterns)
    if plain is not None:
        position = nlp.component_names.index("attribute_ruler")
        nlp._components[position] = ("attribute_ruler", PlainTags(ruler, plain))
