"""A title against the body under it: what it adds, what it hardens, on whom its news rests."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from sourcecheck.discourse.parties import country_of
from sourcecheck.discourse.tokens import Token
from sourcecheck.domain.discourse import Attribution, EntityKind, QuotationUse, Sentence, Voice
from sourcecheck.domain.findings import Bilingual
from sourcecheck.domain.text import PartKind, Span
from sourcecheck.rules.checks import Built, Workshop
from sourcecheck.rules.clauses import clause_span
from sourcecheck.rules.detectors.calendar import MONTHS
from sourcecheck.rules.detectors.counts import value_of
from sourcecheck.rules.detectors.naming import entity_at
from sourcecheck.rules.evidence import STEM, Evidence
from sourcecheck.rules.hits import Hit, Place, Result, found, not_applicable
from sourcecheck.rules.tables import Table
from sourcecheck.rules.words import Phrases, normal

_FIGURE = re.compile(r"(?P<n>\d+(?:[ .\u00a0\u202f]\d{3})*(?:,\d+)?)(?P<times> mille| millions?| milliards?)?(?!\d)")
_TIMES = {"": 1.0, "mille": 1e3, "million": 1e6, "millions": 1e6, "milliard": 1e9, "milliards": 1e9}
_ABOUT = {"dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30, "quarantaine": 40, "cinquantaine": 50,
          "soixantaine": 60, "centaine": 100, "millier": 1000}
_DATE_OR_HOUR = re.compile(rf"\s(?:{'|'.join(MONTHS)}|h\b|heures)", re.I)
_MORE = re.compile(r"(?:plus|près|moins) (?:de|d[’'])\s?$|au moins\s$|quelque\s$|environ\s$|jusqu[’']à\s$", re.I)
_QUOTE = Bilingual("cette citation", "this quotation")
_NUMBER = Bilingual("ce chiffre", "this figure")
_NAME = Bilingual("ce nom", "this name")


def title_without_body(workshop: Workshop, parameters: Table) -> Built:
    """Quoted words, a figure or a name of the title that the body does not hold.

    Quoted words are missing when less than `same` (per cent, default 60) of their content words stand in any two sentences of the
    body that follow each other; a figure when the body holds neither its digits nor a word for it; a name when none of its
    words (by their first letters), nor its country, stands in the body. Options: ``shortest``, words of a body
    below which nothing is judged; ``headings``, words of the trade before a colon (« Vidéo : »). Field ``what``.
    """
    same = parameters.whole("same", 60)
    shortest = parameters.whole("shortest", 60)

    def hits(evidence: Evidence, body: Span) -> Iterator[Hit]:
        for span, what in (*_quotes(evidence, same), *_figures(evidence, body), *_names(evidence, body)):
            if workshop.scope.admits(evidence, span):
                yield Hit(span, {"what": what})

    def run(evidence: Evidence) -> Result:
        body = _body(evidence)
        titles = [s for s in evidence.reading.sentences if s.part_kind is PartKind.TITLE]
        if body is None or len(titles) > _TITLE_SENTENCES or len(evidence.words.inside(body)) < shortest:
            return not_applicable("Pas de titre, ou un texte trop court.", "No title, or too short a text.")
        return found(hits(evidence, body))

    return Built(run, frozenset({"what"}))


_TITLE_SENTENCES = 2
"""A first part of more sentences is a paragraph, not a title."""


def _body(evidence: Evidence) -> Span | None:
    """All that follows the title; None without a title."""
    title = next((p for p in evidence.annotated.article.parts if p.kind is PartKind.TITLE), None)
    return None if title is None else Span(title.span.end, len(evidence.text))


def _quotes(evidence: Evidence, same: int) -> Iterator[tuple[Span, Bilingual]]:
    quoted = [
        q for q in evidence.reading.quotations
        if q.use is QuotationUse.SPEECH and evidence.title.overlaps(q.inner) and q.balanced
    ]
    if not quoted:
        return
    stems = [evidence.stems(sentence.span) for sentence in evidence.reading.sentences if sentence.part_kind is not PartKind.TITLE]
    for quotation in quoted:
        mine = evidence.stems(quotation.inner)
        windows = [a | b for a, b in zip(stems, [*stems[1:], frozenset()], strict=True)]
        if len(mine) > 1 and all(100 * len(mine & window) < same * len(mine) for window in windows):
            yield quotation.inner, _QUOTE


def _figures(evidence: Evidence, body: Span) -> Iterator[tuple[Span, Bilingual]]:
    figures = list(_FIGURE.finditer(evidence.words_in(evidence.title)))
    held = _held(evidence, body) if figures else set()
    for match in figures:
        value = _value(match)
        span = Span(evidence.title.start + match.start(), evidence.title.start + match.end())
        before, after = evidence.text[max(0, span.start - 12) : span.start], evidence.text[span.end : span.end + 12]
        in_a_word = re.match(r"\s?(?:e|è|ème|eme|er|ère|h|º|°)\b|[-–/]\d|[A-Za-z]", after) or re.search(r"[\w-]$", before)
        if in_a_word or _DATE_OR_HOUR.match(after) or 1900 <= value <= 2100 or value < _LEAST:
            continue
        if _MORE.search(before) and any(other >= value for other in held):
            continue
        if not any(abs(other - value) <= max(1.0, _ROUNDED * value) for other in held):
            yield span, _NUMBER


def _held(evidence: Evidence, body: Span) -> set[float]:
    """The figures of the body, in digits or words, and the sums of two of them."""
    held = {_value(match) for match in _FIGURE.finditer(evidence.words_in(body))}
    for n in evidence.words.inside(body):
        form = evidence.words.forms[n]
        value = _ABOUT.get(form.removesuffix("s")) or (None if form.isdigit() else value_of(form))
        if value is not None:
            held.add(value * _TIMES.get(evidence.words.forms[min(n + 1, len(evidence.words.forms) - 1)], 1.0))
    return held | {a + b for a in held for b in held if a != b}


_LEAST = 3
"""Below, a body counts without figures (« une, deux… », « le couple »)."""
_ROUNDED = 0.1
"""How far, as a share, a title may round the figure of its body."""


def _value(match: re.Match[str]) -> float:
    number = float(re.sub(r"[ .\u00a0\u202f]", "", match["n"]).replace(",", "."))
    return number * _TIMES[(match["times"] or "").strip()]


def _names(evidence: Evidence, body: Span) -> Iterator[tuple[Span, Bilingual]]:
    """Runs of names of the title none of whose words begins a word of the body, by country at least."""
    runs = [list(run) for named, run in groupby(evidence.tokens.within(evidence.title)[1:], _is_name) if named]
    if not runs:
        return
    forms = {evidence.words.forms[n][:STEM] for n in evidence.words.inside(body)}
    countries: set[str | None] | None = None
    for run in runs:
        if any(normal(t.text)[:STEM] in forms for t in run):
            continue
        if countries is None:  # seldom needed, and dear
            tokens = evidence.tokens.within(body)
            countries = {country_of(t.text) for t in tokens if t.text[:1].isupper() or t.pos_ == "ADJ"} - {None}
        if not any(country_of(t.text) in countries for t in run):
            span = _own(run[0]).cover(_own(run[-1]))
            if _is_person(evidence, span, len(run)) and not evidence.is_quoted(span):
                yield span, _NAME


def _is_person(evidence: Evidence, span: Span, words: int) -> bool:
    """Whether the reading takes the name for a person's; places frame a title (« Football, France : ») and are left alone."""
    entity = entity_at(evidence, span)
    return words > 1 and entity is not None and entity.kind is EntityKind.PERSON


def _is_name(token: Token) -> bool:
    return token.pos_ == "PROPN" and token.text[:1].isupper() and not token.text.isupper()


def _own(token: Token) -> Span:
    return Span(token.idx, token.idx + len(token))


def hardened_title(workshop: Workshop, parameters: Table) -> Built:
    """A title that states in the indicative what the body gives only in the conditional or as possible.

    The title's main verb (or a word of its family, by the first letters) is met in the body, with at least one other content word of the title, but
    never in a plain statement. Options: ``hedges``, phrases that make a sentence a possibility; ``open``, phrases by which a
    title leaves the question open. Field ``body``, the words of the body.
    """
    hedges = Phrases(workshop.entries(parameters.texts("hedges")))
    open_ = Phrases(workshop.entries(parameters.texts("open")))

    def hits(evidence: Evidence) -> Iterator[Hit]:
        title = next((s for s in evidence.reading.sentences if s.part_kind is PartKind.TITLE), None)
        verb = None if title is None else _statement(evidence, title)
        if title is None or verb is None or any(open_.find(evidence.words, evidence.words.inside(title.span))):
            return
        subjects = evidence.stems(title.span) - {normal(verb.lemma_)[:STEM]}
        told = [s for s in evidence.body if _same_event(evidence, s, verb, subjects)]
        if told and all(_possible(evidence, s, verb, hedges) for s in told):
            span = clause_span(verb)
            if workshop.scope.admits(evidence, span):
                words = evidence.words_in(told[0].span)
                yield Hit(span, {"body": words}, related=(Place(told[0].span, words),))

    def run(evidence: Evidence) -> Result:
        if _body(evidence) is None:
            return not_applicable("Pas de titre.", "No title.")
        return found(hits(evidence))

    return Built(run, frozenset({"body"}))


def _statement(evidence: Evidence, title: Sentence) -> Token | None:
    """The main verb of a title that states: finite, indicative, without question mark, quotation or attribution."""
    text = evidence.words_in(title.span)
    if re.search(r"[?«»“”\":]", text) or title.voice is not Voice.NARRATOR:
        return None
    root = evidence.tokens.within(title.span).root
    moods = [mood for t in (root, *(c for c in root.children if c.dep_.startswith("aux"))) for mood in t.morph.get("Mood", [])]
    if root.pos_ != "VERB" or "Ind" not in moods or "Cnd" in moods or len(root.lemma_) < 4:
        return None
    return root


def _same_event(evidence: Evidence, sentence: Sentence, verb: Token, subjects: frozenset[str]) -> bool:
    """Whether the sentence uses the title's verb, with another of the title's words."""
    if evidence.stems(sentence.span).isdisjoint(subjects):
        return False
    stem = normal(verb.lemma_)[:STEM]
    return any(t.pos_ == "VERB" and normal(t.lemma_)[:STEM] == stem for t in evidence.tokens.within(sentence.span))


def _possible(evidence: Evidence, sentence: Sentence, verb: Token, hedges: Phrases) -> bool:
    """Whether the event is told as possible: its verb conditional, or a hedge in the sentence."""
    stem = normal(verb.lemma_)[:STEM]
    for token in evidence.tokens.within(sentence.span):
        if normal(token.lemma_)[:STEM] != stem:
            continue
        near = (token, token.head, *token.children)
        if any("Cnd" in t.morph.get("Mood", []) for t in near):
            return True
    return any(hedges.find(evidence.words, evidence.words.inside(sentence.span)))


def news_on_one_nameless_source(workshop: Workshop, parameters: Table) -> Built:
    """The news of the title rests, in the body, on one source without a name.

    An unnamed individual source whose content holds at least `same` per cent (default 50) of the content words of the title, when no other attribution and no
    plain sentence of the body holds as many. Options: ``several``, phrases that say that there is more than one
    source or a document; ``sources``, words that make a source a nameless one. Field ``who``.
    """
    same = parameters.whole("same", 50)
    several = Phrases(workshop.entries(parameters.texts("several")))
    sources = Phrases(workshop.entries(parameters.texts("sources")))

    def hits(evidence: Evidence) -> Iterator[Hit]:
        news = evidence.stems(evidence.title)
        if len(news) < 3:
            return

        def tells(span: Span) -> bool:
            return 100 * len(news & evidence.stems(span)) >= same * len(news)

        carrying = [a for a in evidence.reading.attributions if a.extent.start >= evidence.title.end and tells(a.extent)]
        if len(carrying) != 1 or carrying[0].source is None or not _nameless(evidence, carrying[0], sources):
            return
        part = evidence.part_of(carrying[0].source)
        if part is None or any(several.find(evidence.words, evidence.words.inside(part.span))):
            return
        own = [s for s in evidence.body if s.index != carrying[0].sentence and s.voice in (Voice.NARRATOR, Voice.MIXED)]
        if not any(tells(s.span) for s in own) and workshop.scope.admits(evidence, carrying[0].source):
            yield Hit(carrying[0].source, {"who": evidence.words_in(carrying[0].source)})

    def run(evidence: Evidence) -> Result:
        if _body(evidence) is None:
            return not_applicable("Pas de titre.", "No title.")
        return found(hits(evidence))

    return Built(run, frozenset({"who"}))


def _nameless(evidence: Evidence, attribution: Attribution, sources: Phrases) -> bool:
    if attribution.named or attribution.source is None:
        return False
    if attribution.speaker is not None and evidence.reading.entities[attribution.speaker].kind is EntityKind.ORGANISATION:
        return False
    return any(sources.find(evidence.words, evidence.words.inside(attribution.source)))
