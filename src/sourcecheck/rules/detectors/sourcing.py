"""Where information comes from: documents without a reference, copies without an origin."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sourcecheck.discourse.tokens import Token
from sourcecheck.domain.text import PartKind, Span
from sourcecheck.rules.checks import Built, Verbs, Workshop
from sourcecheck.rules.evidence import Evidence
from sourcecheck.rules.hits import Hit, Result, found, not_applicable
from sourcecheck.rules.tables import Table
from sourcecheck.rules.words import Phrases, normal

_INDEFINITE = frozenset({"un", "une", "des", "de", "d'", "plusieurs", "certains", "certaines", "diverses", "divers"})
_ACCORDING = frozenset({"selon", "d'après", "après", "suivant"})
_NUMBERED = frozenset({"deux", "trois", "quatre", "cinq"})


def unreferenced_document(workshop: Workshop, parameters: Table) -> Built:
    """A study, a report, researchers brought in by an indefinite article, with nothing to find them by.

    Options: ``nouns`` (lemmas of documents), ``verbs`` (lemmas of verbs of result), ``references``
    (phrases that say where it comes from, looked for in the sentence and the next).
    """
    nouns = frozenset(normal(word) for word in workshop.entries(parameters.texts("nouns")))
    verbs = workshop.verbs(parameters.texts("verbs"))
    references = Phrases(workshop.entries(parameters.texts("references")))

    def hits(evidence: Evidence) -> Iterator[Hit]:
        for token in evidence.tokens_among(nouns):
            determiner = _indefinite(token)
            if determiner is None or not _gives_result(token, verbs):
                continue
            span = Span(determiner.idx, token.idx + len(token))
            if _has_reference(evidence, token, references) or not workshop.scope.admits(evidence, span):
                continue
            yield Hit(span, {"document": token.text})

    def run(evidence: Evidence) -> Result:
        return found(hits(evidence))

    return Built(run, frozenset({"document"}))


def _indefinite(token: Token) -> Token | None:
    for child in token.lefts:
        if child.dep_ in ("det", "nummod", "case", "amod") and normal(child.text) in _INDEFINITE | _NUMBERED:
            return child
    return None


def _gives_result(token: Token, verbs: Verbs) -> bool:
    if token.i + 1 < len(token.doc) and token.nbor(1).text == "-":  # « un document-type »
        return False
    if token.dep_ in ("nsubj", "nsubj:pass") and verbs.has(token.head):
        return not any(child.lower_ in ("se", "s'", "s’") for child in token.head.children)  # « se montrer désireux »
    return any(normal(child.text) in _ACCORDING for child in token.lefts) or (
        token.i >= 2 and any(normal(token.nbor(-n).text) in ("selon", "d'après", "après") for n in (1, 2, 3) if token.i >= n)
    )


def _has_reference(evidence: Evidence, token: Token, references: Phrases) -> bool:
    inside = [t for t in token.subtree if t.i > token.i]
    verb = token.head if token.dep_.startswith("nsubj") else None
    for other in inside:
        if other.pos_ == "PROPN" or (other.text.isupper() and len(other) > 1) or re.fullmatch(r"(?:19|20)\d\d", other.text):
            return True
        if other.text[:1].isupper() or (other.lower_ == "par" and other.dep_ == "case"):
            return True
    sentence = evidence.sentence_of(Span(token.idx, token.idx + 1))
    if sentence is None:
        return True
    end = verb.idx if verb is not None and verb.idx > token.idx else sentence.span.end
    zones = [Span(token.idx, end)]
    following = evidence.following(sentence)
    if following is not None:
        zones.append(following.span)
    for zone in zones:
        for _ in references.find(evidence.words, evidence.words.inside(zone)):
            return True
    names = evidence.words_in(Span(token.idx, end))
    return bool(re.search(r"[\s’'(][A-ZÀ-Ý]\w", names)) or (following is not None and _names_author(evidence, following.span))


def _names_author(evidence: Evidence, span: Span) -> bool:
    """Whether the next sentence opens on the document again, with a name (« L'étude, de l'Insee, … »)."""
    words = evidence.words_in(span)
    return bool(re.match(r"(?:L[ea’'] ?|Les |Cette |Ce |Ces )\w+[^.]{0,60}?[\s’'][A-ZÀ-Ý]\w", words))


_BYLINE = re.compile(
    r"^(?:\s*(?:Par|De|Texte|Photos?|Propos recueillis par|Recueilli par)\s*:?\s+(?:notre\s+\w+|[A-ZÀ-Ý][\w’'-]+(?:\s+(?:et\s+)?[A-ZÀ-Ý][\w.’'-]+)*)"
    r"|[A-ZÀ-Ý]\.\s?-?[A-ZÀ-Ý]\.(?:-?[A-ZÀ-Ý]\.)?|[A-ZÀ-Ý][\w’'-]+(?:[ -][A-ZÀ-Ý][\w’'-]+){1,3})\s*(?:[,(|–-].{0,60})?$"
)
_DATELINE = re.compile(
    r"^[A-ZÀ-Ý][\w’'À-ÿ-]+(?:[ -][\w’'À-ÿ-]+){0,3}\s*(?:\([^)]{2,30}\))?\s*,?\s*(?:le\s+)?"
    r"(?:\d{1,2}(?:er)?\s+(?:janv|févr|fév|mars|avril|avr|mai|juin|juil|août|sept|oct|nov|déc)\w*\.?|\([^)]*\))"
    r".{0,20}?[-–—:]"
)
_HANDLE = re.compile(r"©|^\s*(?:Source|Crédit|Signé)\s*:", re.IGNORECASE)


def no_origin(workshop: Workshop, parameters: Table) -> Built:
    """Neither signature, nor agency, nor place and date. Option ``credits``: phrases that credit a text."""
    credits = Phrases(workshop.entries(parameters.texts("credits")), exact=True)
    shortest = parameters.whole("words", 60)

    def run(evidence: Evidence) -> Result:
        article = evidence.annotated.article
        if len(evidence.words.starts) < shortest:
            return not_applicable("texte trop court pour être un article", "the text is too short to be an article")
        if not article.parts:
            return not_applicable("texte vide", "empty text")
        if article.byline or any(part.kind is PartKind.BYLINE for part in article.parts):
            return found(())
        if any(name in ("author", "agency", "source", "byline", "publisher") and value for name, value in article.metadata):
            return found(())
        edges = [part.span for part in (*article.parts[:4], *article.parts[-4:]) if part.kind is not PartKind.FURNITURE]
        for span in edges:
            text = evidence.words_in(span).strip()
            if _DATELINE.match(text) or (len(text) < 90 and (_BYLINE.match(text) or _HANDLE.search(text))):
                return found(())
            if any(_is_credit(evidence, first, last) for first, last, _ in credits.find(evidence.words, evidence.words.inside(span))):
                return found(())
        return found([Hit(article.parts[0].span, whole_article=True, key="origin")])

    return Built(run)


def _is_credit(evidence: Evidence, first: int, last: int) -> bool:
    """Whether an agency's name stands as a credit (in brackets, at the end of a block), not as a source cited."""
    span = evidence.words.span(first, last)
    part = evidence.part_of(span)
    if part is None:
        return False
    before = evidence.text[max(part.span.start, span.start - 2) : span.start]
    after = evidence.text[span.end : part.span.end].strip()
    return "(" in before or len(after) <= 2 or after[:1] in ")/" or len(part.span) < 90
