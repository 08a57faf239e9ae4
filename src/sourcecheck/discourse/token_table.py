"""The tokens of a Doc as plain lists, read in one go: asking each token object costs ten times more."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import Any

from sourcecheck.domain.discourse import Gender
from sourcecheck.domain.text import Span
from sourcecheck.language import Annotated

_APOSTROPHES = str.maketrans("’‘ʼ", "'''")


class TokenTable:
    """Columns of one Doc, by token index. `head` is absolute; `sentence` is the number of the sentence."""

    def __init__(self, annotated: Annotated) -> None:
        doc = annotated.doc
        text = annotated.article.text
        strings = doc.vocab.strings
        rows = doc.to_array(["IDX", "LENGTH", "POS", "DEP", "LEMMA", "MORPH", "ORTH"]).T.tolist()
        heads = doc.to_array(["HEAD"]).astype("int64").reshape(-1).tolist() if len(doc) else []
        names: dict[int, str] = {0: ""}

        def named(column: list[int]) -> list[str]:
            for key in set(column):
                if key not in names:
                    names[key] = strings[key]
            return [names[key] for key in column]

        self.annotated = annotated
        self.start: list[int] = rows[0]
        self.end: list[int] = [a + b for a, b in zip(rows[0], rows[1], strict=True)]
        self.pos = named(rows[2])
        self.dep = named(rows[3])
        self.lemma = named(rows[4])
        self.morph = named(rows[5])
        forms: dict[int, str] = {}
        low: list[str] = []
        for key, a, b in zip(rows[6], self.start, self.end, strict=True):
            form = forms.get(key)
            if form is None:
                form = forms[key] = text[a:b].lower().translate(_APOSTROPHES)
            low.append(form)
        self.low = low
        self.head: list[int] = [i + offset for i, offset in enumerate(heads)]
        self.sentence: list[int] = [-1] * len(low)
        for number, sentence in enumerate(annotated.sentences):
            self.sentence[sentence.start : sentence.end] = [number] * (sentence.end - sentence.start)
        self._text = text

    def __len__(self) -> int:
        return len(self.low)

    @cached_property
    def children(self) -> list[list[int]]:
        out: list[list[int]] = [[] for _ in self.low]
        for i, head in enumerate(self.head):
            if head != i:
                out[head].append(i)
        return out

    def is_capital(self, i: int) -> bool:
        return self._text[self.start[i]].isupper()

    def finite(self, i: int) -> bool:
        return self.pos[i] in ("VERB", "AUX") and "VerbForm=Fin" in self.morph[i]

    def plural(self, i: int) -> bool | None:
        morph = self.morph[i]
        return True if "Number=Plur" in morph else False if "Number=Sing" in morph else None

    def gender(self, i: int) -> Gender:
        morph = self.morph[i]
        if "Gender=Fem" in morph:
            return Gender.FEMININE
        return Gender.MASCULINE if "Gender=Masc" in morph else Gender.UNKNOWN

    def at(self, offset: int) -> int:
        """The token that holds the character, or the first one after it."""
        return bisect_right(self.end, offset)

    def within(self, span: Span) -> range:
        """The tokens that overlap `span`."""
        return range(bisect_right(self.end, span.start), bisect_left(self.start, span.end))

    def text(self, first: int, last: int) -> str:
        """The words from token `first` to `last` (exclusive), white space made single."""
        return " ".join(self._text[self.start[first] : self.end[last - 1]].split()) if last > first else ""


def token_table(annotated: Annotated) -> TokenTable:
    """The table of one article, made once: it is kept with the frozen Annotated it was read from."""
    kept: Any = annotated.__dict__
    table = kept.get("_token_table")
    if table is None:
        table = kept["_token_table"] = TokenTable(annotated)
    found: TokenTable = table
    return found
