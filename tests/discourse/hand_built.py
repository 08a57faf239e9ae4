"""Docs spelled out by hand, so that the grammar can be tested without the model.

``spell("Le_DET maire_NOUN dit_VERB:Fin que_SCONJ tout_PRON va_VERB:Fin bien_ADV+ ._PUNCT")``: a word, its part
of speech, the VerbForm after a colon, ``+`` when no space follows, ``|`` for a new sentence, ``¶`` for a new paragraph.
"""

from __future__ import annotations

import re

from spacy.tokens import Doc
from spacy.vocab import Vocab

from sourcecheck.discourse.attribution import find_attributions
from sourcecheck.discourse.quotation_marks import find_quotations
from sourcecheck.domain.discourse import Attribution, Quotation
from sourcecheck.domain.text import Article, Part, PartKind, SourceMap, Span
from sourcecheck.language import Annotated

_VOCAB = Vocab()


def article_of(text: str, kinds: tuple[PartKind, ...] = ()) -> Article:
    """An article whose paragraphs are the blocks between blank lines."""
    parts = []
    for index, match in enumerate(re.finditer(r"[^\n]+", text)):
        kind = kinds[index] if index < len(kinds) else PartKind.BODY
        parts.append(Part(kind, Span(match.start(), match.end())))
    return Article("test", text, tuple(parts), SourceMap.identity(text))


def spell(spelling: str, kinds: tuple[PartKind, ...] = ()) -> Annotated:
    words: list[str] = []
    spaces: list[bool] = []
    pos: list[str] = []
    morphs: list[str] = []
    starts: list[bool] = []
    opens = True
    for item in spelling.split():
        if item == "|":
            opens = True
            continue
        if item == "¶":
            if spaces:
                spaces[-1] = False
            words.append("\n\n")
            spaces.append(False)
            pos.append("SPACE")
            morphs.append("")
            starts.append(False)
            opens = True
            continue
        glued = item.endswith("+")
        word, _, tag = item.rstrip("+").rpartition("_")
        tag, _, form = tag.partition(":")
        words.append(word)
        spaces.append(not glued)
        pos.append(tag)
        morphs.append(f"VerbForm={form}" if form else "")
        starts.append(opens)
        opens = False
    if spaces:
        spaces[-1] = False
    doc = Doc(_VOCAB, words=words, spaces=spaces, pos=pos, morphs=morphs, sent_starts=starts)
    return Annotated(article_of(doc.text, kinds), doc)


def plain(text: str) -> Annotated:
    """A Doc of untagged words, enough to read quotation marks."""
    words = re.findall(r"\n+|[\u00a0\u202f]|[^\W\d_]+['’]|\w+|[^\w\s]", text)
    spaces, at = [], 0
    for word in words:
        at = text.index(word, at) + len(word)
        spaces.append(text[at : at + 1] == " ")
    starts = [i == 0 for i in range(len(words))]
    doc = Doc(_VOCAB, words=words, spaces=spaces, pos=["NOUN"] * len(words), sent_starts=starts)
    return Annotated(article_of(text), doc)


def read(annotated: Annotated) -> tuple[tuple[Quotation, ...], tuple[Attribution, ...]]:
    return find_attributions(annotated, find_quotations(annotated).quotations)


def told(annotated: Annotated) -> list[tuple[str, str, str | None, str | None, list[str]]]:
    """(type, cue kind, cue, source, contents) of every attribution, in words."""
    text = annotated.article.text
    return [
        (
            a.type.value,
            a.cue_kind.value,
            a.cue.of(text) if a.cue else None,
            a.source.of(text) if a.source else None,
            [span.of(text) for span in a.content],
        )
        for a in read(annotated)[1]
    ]
