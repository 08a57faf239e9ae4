"""Hand-built articles, so that the engine is tested without the language model."""

from __future__ import annotations

from collections.abc import Sequence

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
from sourcecheck.domain.findings import Bilingual
from sourcecheck.domain.scores import Scores
from sourcecheck.domain.text import Article, Part, PartKind, SourceMap, Span
from sourcecheck.language import Annotated
from sourcecheck.rules.evidence import Evidence
from sourcecheck.rules.jurisdictions import Jurisdiction

NOWHERE = Jurisdiction("FR", Bilingual("France", "France"))

CARD = '''id = "{id}"
kind = "lexicon"
severity = "warning"
norms = ["N12"]
title = {{ fr = "Titre", en = "Title" }}
why = {{ fr = "Parce que.", en = "Because." }}
message = {{ fr = "« {{words}} » est signalé.", en = "“{{words}}” is flagged." }}
question = {{ fr = "Pourquoi ?", en = "Why?" }}
{more}
[parameters]
words = ["{word}"]

[[flag]]
text = "Un [[{word}]] est là."

[[silent]]
text = "Rien ici."
'''


def annotated(
    words: Sequence[str],
    *,
    lemmas: Sequence[str] | None = None,
    pos: Sequence[str] | None = None,
    heads: Sequence[int] | None = None,
    deps: Sequence[str] | None = None,
    kinds: Sequence[PartKind] = (PartKind.BODY,),
    article: dict[str, object] | None = None,
) -> Annotated:
    """An article of one part per entry of `kinds`; a part ends after a word « ¶ » (not spelled)."""
    spelled = ["\n\n" if word == "¶" else word for word in words]
    closing = {".", ",", "»", ")", "?", "!"}
    spaces = [
        word != "\n\n" and i + 1 < len(spelled) and spelled[i + 1] not in closing | {"\n\n"} and not word.endswith("’")
        for i, word in enumerate(spelled)
    ]
    doc = Doc(
        Vocab(), words=spelled, spaces=spaces, lemmas=list(lemmas or [w.lower() for w in spelled]),
        pos=list(pos or ["SPACE" if w == "\n\n" else "NOUN" for w in spelled]),
        heads=list(heads) if heads else None, deps=list(deps) if deps else None,
        sent_starts=[i == 0 or spelled[i - 1] in (".", "\n\n") for i in range(len(spelled))] if heads is None else None,
    )
    parts, start = [], 0
    for kind, block in zip(kinds, doc.text.split("\n\n"), strict=True):
        parts.append(Part(kind, Span(start, start + len(block))))
        start += len(block) + 2
    return Annotated(
        Article("a", doc.text, tuple(parts), SourceMap.identity(doc.text), **(article or {})), doc  # type: ignore[arg-type]
    )


def reading(
    source: Annotated,
    *,
    voices: Sequence[Voice] | None = None,
    quotations: Sequence[Span] = (),
    contents: Sequence[Span] = (),
    genre: str = "news",
    **more: object,
) -> Reading:
    """A reading with one sentence per sentence of the Doc."""
    sentences = []
    for n, sent in enumerate(source.sentences):
        span = Span(sent.start_char, sent.end_char)
        part = next(i for i, p in enumerate(source.article.parts) if p.span.start <= span.start < p.span.end)
        voice = voices[n] if voices else Voice.NARRATOR
        sentences.append(Sentence(n, span, part, source.article.parts[part].kind, voice))
    values: dict[str, object] = {
        "genre": genre,
        "sentences": tuple(sentences),
        "quotations": tuple(Quotation(span, span, QuotationUse.SPEECH) for span in quotations),
        "attributions": tuple(
            Attribution(i, AttributionType.INDIRECT, (span,), None, CueKind.VERB, "dire", None, None, False)
            for i, span in enumerate(contents)
        ),
        "entities": (),
        "allegations": (),
        "dispute": Dispute(False, False),
    }
    return Reading(**{**values, **more})  # type: ignore[arg-type]


def evidence(source: Annotated, scores: Scores | None = None, **more: object) -> Evidence:
    return Evidence(source, reading(source, **more), scores or Scores((), ()), NOWHERE)  # type: ignore[arg-type]


def place(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def card_text(id_: str = "ABC-001", word: str = "mot", more: str = "") -> str:
    return CARD.format(id=id_, word=word, more=more)
