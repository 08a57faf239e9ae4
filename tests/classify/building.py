"""Hand-built documents and readings for the tests of this room."""

from __future__ import annotations

from spacy.tokens import Doc
from spacy.vocab import Vocab

from sourcecheck.domain.discourse import (
    Attribution,
    AttributionType,
    CueKind,
    Dispute,
    Quotation,
    QuotationUse,
    Reading,
    Sentence,
    Voice,
)
from sourcecheck.domain.text import Article, Part, PartKind, SourceMap, Span
from sourcecheck.language import Annotated


def parsed(tokens: list[tuple[str, str, str, str]], starts: set[int] | None = None) -> Annotated:
    """One body paragraph. Each token is (text, lemma, part of speech, dependency); a trailing « ~ » in the
    text means that no space follows. Every token hangs on the first ROOT of its sentence."""
    words = [t[0].rstrip("~") for t in tokens]
    spaces = [not t[0].endswith("~") for t in tokens]
    starts = starts or {0}
    heads, begin = [], 0
    for i in range(len(tokens)):
        begin = i if i in starts else begin
        end = min((s for s in starts if s > i), default=len(tokens))
        heads.append(next((k for k in range(begin, end) if tokens[k][3] == "ROOT"), begin))
    doc = Doc(
        Vocab(), words=words, spaces=spaces, lemmas=[t[1] for t in tokens], pos=[t[2] for t in tokens],
        deps=[t[3] for t in tokens], heads=heads, sent_starts=[i in starts for i in range(len(tokens))],
    )
    part = Part(PartKind.BODY, Span(0, len(doc.text)))
    return Annotated(Article("t", doc.text, (part,), SourceMap.identity(doc.text)), doc)


def reading(
    annotated: Annotated, voices: list[Voice], content: Span | None = None, quoted: Span | None = None
) -> Reading:
    sentences = tuple(
        Sentence(i, Span(s.start_char, s.end_char), 0, PartKind.BODY, voice)
        for i, (s, voice) in enumerate(zip(annotated.sentences, voices, strict=True))
    )
    attributions = ()
    if content is not None:
        attributions = (
            Attribution(0, AttributionType.INDIRECT, (content,), None, CueKind.VERB, "dire", None, None, True),
        )
    quotations = (Quotation(quoted, quoted, QuotationUse.SPEECH),) if quoted else ()
    return Reading("news", sentences, quotations, attributions, (), (), Dispute(False, False))
