"""Words of criminal procedure, judged by the pack of the country."""

from __future__ import annotations

from collections.abc import Iterator

from sourcecheck.domain.findings import Bilingual
from sourcecheck.domain.text import Span
from sourcecheck.rules.checks import Built, Workshop
from sourcecheck.rules.evidence import Evidence
from sourcecheck.rules.hits import Hit, Result, found
from sourcecheck.rules.jurisdictions import Jurisdiction
from sourcecheck.rules.tables import Table
from sourcecheck.rules.words import Phrases

_Compiled = tuple[list[tuple[Phrases, str, Bilingual]], list[tuple[Phrases, Phrases, str, Bilingual]]]


def procedure_words(workshop: Workshop, parameters: Table) -> Built:
    """A term the country's procedure does not know, or two that do not go together in a sentence.

    Fields: ``instead``, the word to use; ``note``, why. Option: ``abroad``, words that say another country's
    justice is spoken of: in their paragraph a foreign term is silent.
    """
    abroad = Phrases(workshop.entries(parameters.texts("abroad")))
    compiled: dict[str, _Compiled] = {}

    def hits(evidence: Evidence) -> Iterator[Hit]:
        pack = evidence.jurisdiction
        if pack.id not in compiled:
            compiled[pack.id] = _compile(pack)
        foreign, clashes = compiled[pack.id]
        words = evidence.words
        for phrases, instead, note in foreign:
            for first, last, _ in phrases.find(words):
                span = words.span(first, last)
                part = evidence.part_of(span)
                away = part is not None and any(abroad.find(words, words.inside(part.span)))
                if workshop.scope.admits(evidence, span) and not away and not any(
                    abroad.find(words, words.inside(evidence.title))
                ):
                    yield Hit(span, {"instead": instead, "note": note})
        for phrases, others, instead, note in clashes:
            for first, last, _ in phrases.find(words):
                span = words.span(first, last)
                sentence = evidence.sentence_of(span)
                if sentence is None or not workshop.scope.admits(evidence, span):
                    continue
                if any(others.find(words, words.inside(_clause(evidence, sentence.span, span)))):
                    yield Hit(span, {"instead": instead, "note": note})

    def run(evidence: Evidence) -> Result:
        return found(hits(evidence))

    return Built(run, frozenset({"instead", "note"}))


def _compile(pack: Jurisdiction) -> _Compiled:
    return (
        [(Phrases(row.terms), row.instead, row.note) for row in pack.foreign],
        [(Phrases(row.words), Phrases(row.with_words), row.instead, row.note) for row in pack.clashes],
    )


def _clause(evidence: Evidence, sentence: Span, span: Span) -> Span:
    """The stretch between semicolons that holds the word: two clauses may speak of two courts."""
    text = evidence.text
    start = max(sentence.start, text.rfind(";", sentence.start, span.start) + 1)
    end = text.find(";", span.end, sentence.end)
    return Span(start, end if end >= 0 else sentence.end)


def unsettled_conviction(workshop: Workshop, parameters: Table) -> Built:
    """A recent conviction, told without saying whether it may be or has been appealed.

    Silent when the article holds any word of the country's pack on appeals or final judgements, when the court is one
    of last resort, or when the sentence dates the conviction in another year than the article's. Options: ``convicted``,
    the phrases that convict; ``higher``, courts and words after which no word on the appeals is owed.
    """
    convicted = Phrases(workshop.entries(parameters.texts("convicted")))
    higher = Phrases(workshop.entries(parameters.texts("higher")))

    def hits(evidence: Evidence) -> Iterator[Hit]:
        words = evidence.words
        places = list(convicted.find(words))
        if not places:
            return
        settled = Phrases(evidence.jurisdiction.final + evidence.jurisdiction.appeal)
        if any(settled.find(words)):
            return
        for first, last, _ in places:
            span = words.span(first, last)
            sentence = evidence.sentence_of(span)
            if sentence is None or not workshop.scope.admits(evidence, span):
                continue
            if any(higher.find(words, words.inside(sentence.span))) or _other_year(evidence, sentence.span):
                continue
            yield Hit(span)

    def run(evidence: Evidence) -> Result:
        return found(hits(evidence))

    return Built(run, frozenset())


def _other_year(evidence: Evidence, sentence: Span) -> bool:
    published = (evidence.annotated.article.published or "")[:4]
    numbers = (evidence.words.forms[n] for n in evidence.words.inside(sentence))
    return any(len(w) == 4 and w.isdigit() and w[:2] in ("19", "20") and w != published for w in numbers)
