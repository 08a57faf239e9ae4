"""What every kind of rule has in common: how it is built, guards, caps."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sourcecheck.discourse.tokens import Token
from sourcecheck.domain.findings import Card, Outcome
from sourcecheck.domain.text import Span
from sourcecheck.errors import CardError, SettingsError
from sourcecheck.resources import Lexicon, Library
from sourcecheck.rules.evidence import Evidence
from sourcecheck.rules.hits import CLEAR, Hit, Result
from sourcecheck.rules.scope import Scope, scope_of
from sourcecheck.rules.tables import Table
from sourcecheck.rules.words import Phrases, normal, verb_forms
from sourcecheck.settings.read import nearest

Check = Callable[[Evidence], Result]
WITHIN = ("words", "before", "after", "sentence", "next", "previous", "around", "paragraph", "title", "article")


@dataclass(frozen=True)
class Built:
    """A compiled check and the fields it gives to the message (``words`` is always given)."""

    run: Check
    fields: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Verbs:
    """A class of verbs, met by lemma or by form."""

    lemmas: frozenset[str]
    forms: frozenset[str]

    def has(self, token: Token) -> bool:
        return token.pos_ in ("VERB", "AUX") and (normal(token.lemma_) in self.lemmas or normal(token.text) in self.forms)


@dataclass(frozen=True)
class Workshop:
    """What a kind needs to compile a card."""

    card: Card
    library: Library
    scope: Scope

    @classmethod
    def for_card(cls, card: Card, library: Library, parameters: Table) -> Workshop:
        return cls(card, library, scope_of(card, parameters))

    def entries(self, items: Iterable[str]) -> tuple[str, ...]:
        """Words, where ``@name`` stands for the entries of the list ``rules/lexicons/name.txt``."""
        out: list[str] = []
        for item in items:
            out.extend(self.lexicon(item[1:]) if item.startswith("@") else (item,))
        return tuple(out)

    def lexicon(self, name: str) -> Lexicon:
        """The word list `name`; a missing one is a `CardError` naming the card."""
        try:
            return self.library.lexicon(name)
        except SettingsError:
            known = tuple(path.stem for path in self.library.files("rules/lexicons", "*.txt"))
            raise CardError(
                "{file}: there is no word list “{name}” in rules/lexicons; did you mean “{near}”?",
                file=f"{self.card.id}.toml", name=name, near=nearest(name, known or (name,)),
            ) from None

    def verbs(self, items: Iterable[str]) -> Verbs:
        lemmas = frozenset(self.entries(items))
        return Verbs(lemmas, frozenset(form for lemma in lemmas for form in verb_forms(lemma)))


@dataclass(frozen=True)
class Guard:
    """Words, or an attribution, whose presence near a hit silences it (or, for ``require``, is needed)."""

    phrases: Phrases
    within: str
    attributed: bool
    figures: bool

    def holds(self, evidence: Evidence, hit: Hit) -> bool:
        for zone in zones_of(evidence, hit.span, self.within):
            if self.attributed and any(
                zone.overlaps(a.extent) or (a.cue is not None and zone.overlaps(a.cue))
                for a in evidence.reading.attributions
            ):
                return True
            if self.figures and any(c.isdigit() for c in evidence.words_in(zone)):
                return True
            if self.phrases:
                for first, last, _ in self.phrases.find(evidence.words, evidence.words.inside(zone)):
                    if self.within != "words" or hit.span.overlaps(evidence.words.span(first, last)):
                        return True
        return False


def read_guards(table: Table, key: str, workshop: Workshop) -> tuple[Guard, ...]:
    """The rows of ``[[parameters.unless]]`` or ``[[parameters.require]]``."""
    guards = []
    for row in table.rows(key):
        guards.append(
            Guard(
                Phrases(workshop.entries(row.texts("words")), exact=row.yes_no("exact", False)),
                row.choice("within", WITHIN, "sentence"),
                row.yes_no("attributed", False),
                row.yes_no("figures", False),
            )
        )
        row.finish()
    return tuple(guards)


def zones_of(evidence: Evidence, span: Span, within: str) -> tuple[Span, ...]:
    """The stretches of text that `within` names, seen from a hit. ``words`` are those that touch the hit
    itself, reaching four words to both sides (for collocations such as « régime de retraite »)."""
    sentence = evidence.sentence_of(span)
    if within == "article":
        return (Span(0, len(evidence.text)),)
    if within == "title":
        return (evidence.title,)
    if sentence is None:
        return ()
    if within == "sentence":
        return (sentence.span,)
    if within == "before":
        return (Span(sentence.span.start, max(sentence.span.start, span.start)),)
    if within == "after":
        return (Span(min(span.end, sentence.span.end), sentence.span.end),)
    if within == "words":
        words = evidence.words
        first, last = max(0, words.at(span.start) - 6), min(len(words.starts) - 1, words.at(span.end) + 6)
        near = words.span(first, last)
        return (Span(max(near.start, sentence.span.start), max(span.end, min(near.end, sentence.span.end))),)
    if within == "paragraph":
        return tuple(other.span for other in evidence.paragraph(sentence))
    following = evidence.following(sentence)
    previous = next((s for s in evidence.paragraph(sentence) if s.index == sentence.index - 1), None)
    if within == "next":
        return (sentence.span, following.span) if following else (sentence.span,)
    if within == "previous":
        return (previous.span, sentence.span) if previous else (sentence.span,)
    return tuple(s.span for s in (previous, sentence, following) if s is not None)


def finished(workshop: Workshop, parameters: Table, built: Built) -> Built:
    """The check with what holds for every kind: ``unless``, ``require``, ``at_least``, ``at_most``, merging."""
    unless = read_guards(parameters, "unless", workshop)
    require = read_guards(parameters, "require", workshop)
    at_least = parameters.whole("at_least", 1)
    at_most = parameters.whole("at_most", 0)
    parameters.finish()

    def run(evidence: Evidence) -> Result:
        result = built.run(evidence)
        if result.outcome is not Outcome.FLAGGED:
            return result
        hits = [
            hit
            for hit in result.hits
            if not any(guard.holds(evidence, hit) for guard in unless)
            and all(guard.holds(evidence, hit) for guard in require)
        ]
        hits = merged(hits)
        if not hits or len(hits) < at_least:
            return CLEAR
        return Result(Outcome.FLAGGED, tuple(hits[:at_most] if at_most else hits))

    return Built(run, built.fields)


def merged(hits: list[Hit]) -> list[Hit]:
    """Hits in order; of two on the same words the one that begins first (then the longer) stays."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.whole_article, h.span.start, -h.span.end, h.key)):
        if hit.whole_article or not any(not k.whole_article and k.span.overlaps(hit.span) for k in kept):
            kept.append(hit)
    return kept
