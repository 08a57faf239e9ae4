"""How words are given to their speakers: orphan quotations, verbs that judge, charged paraphrase."""

from __future__ import annotations

from collections.abc import Iterator

from sourcecheck.domain.discourse import (
    Attribution,
    AttributionType,
    CueKind,
    EntityKind,
    Quotation,
    QuotationUse,
    Sentence,
    Voice,
)
from sourcecheck.domain.findings import Bilingual, Severity
from sourcecheck.domain.text import Span
from sourcecheck.rules.checks import Built, Verbs, Workshop
from sourcecheck.rules.evidence import Evidence
from sourcecheck.rules.hits import Hit, Place, Result, found
from sourcecheck.rules.tables import Table
from sourcecheck.rules.words import Phrases, normal

_CONFESSIONS = frozenset({"admettre", "reconnaître", "avouer", "concéder", "confesser"})


def orphan_quotation(workshop: Workshop, parameters: Table) -> Built:
    """Speech between quotation marks that no speaker can be found for.

    Options: ``words`` (shortest quotation, in words), ``speech`` (verbs of speech, which in the sentence
    before or after make somebody speak). A warning when the sentence before has somebody for its subject, or the
    quotation makes a paragraph of its own.
    """
    shortest = parameters.whole("words", 6)
    speech = workshop.verbs(parameters.texts("speech"))

    def hits(evidence: Evidence) -> Iterator[Hit]:
        for quotation in evidence.reading.quotations:
            if quotation.depth or quotation.use is not QuotationUse.SPEECH or not quotation.balanced:
                continue
            if not _stands_alone(evidence, quotation, shortest, speech):
                continue
            sentence = evidence.sentence_of(quotation.inner)
            if sentence is None or sentence.part_kind.value not in workshop.scope.zones:
                continue
            doubtful = _is_whole_paragraph(evidence, quotation) or _somebody_before(evidence, sentence)
            yield Hit(quotation.outer, severity=Severity.WARNING if doubtful else None)

    def run(evidence: Evidence) -> Result:
        return found(hits(evidence))

    return Built(run)


def _stands_alone(evidence: Evidence, quotation: Quotation, shortest: int, speech: Verbs) -> bool:
    """Whether the quotation makes its sentence(s) alone, and nobody near it in the paragraph speaks."""
    if len(evidence.words_in(quotation.inner).split()) < shortest:
        return False
    if not any(t.pos_ in ("VERB", "AUX") and t.morph.get("Mood", []) for t in evidence.tokens.within(quotation.inner)):
        return False
    first, last = evidence.sentence_of(quotation.outer), evidence.reading.sentence_at(quotation.inner.end - 1)
    if first is None or last is None:
        return False
    around = evidence.words_in(Span(first.span.start, quotation.outer.start)) + evidence.words_in(
        Span(min(quotation.outer.end, last.span.end), last.span.end)
    )
    if any(c.isalpha() for c in around):
        return False  # the newsroom's own sentence runs into the quotation: its subject speaks
    part = evidence.part_of(quotation.outer)
    if part is None or _repeated(evidence, quotation):
        return False
    if any(part.span.overlaps(a.extent) for a in evidence.reading.attributions if _has_speaker(a)):
        return False
    following = evidence.following(last)
    if following is not None and any(speech.has(t) for t in evidence.tokens.within(following.span)):
        return False
    before = next((s for s in evidence.paragraph(first) if s.index == first.index - 1), None)
    if before is not None:
        text = evidence.words_in(before.span).rstrip()
        tokens = evidence.tokens.within(before.span)
        return not text.endswith(":") and not any(speech.has(t) for t in tokens)
    return not _neighbour_speaks(evidence, part.span)


def _is_whole_paragraph(evidence: Evidence, quotation: Quotation) -> bool:
    part = evidence.part_of(quotation.outer)
    return part is not None and len(part.span) - len(quotation.outer) < 4


def _somebody_before(evidence: Evidence, sentence: Sentence) -> bool:
    """Whether the sentence before has somebody for its subject, or is itself a quotation: the words may be theirs."""
    before = next((s for s in evidence.paragraph(sentence) if s.index == sentence.index - 1), None)
    if before is None:
        return False
    if evidence.is_quoted(before.span):
        return True
    for token in evidence.tokens.within(before.span):
        if token.dep_.startswith("nsubj") and (token.pos_ == "PROPN" or token.lower_ in ("il", "elle", "ils", "elles", "qui")):
            return True
        if token.dep_.startswith("nsubj") and any(t.pos_ == "PROPN" for t in token.subtree):
            return True
    return False


def _has_speaker(attribution: Attribution) -> bool:
    return attribution.speaker is not None or attribution.cue is not None or attribution.source is not None


def _repeated(evidence: Evidence, quotation: Quotation) -> bool:
    """Whether the words stand elsewhere in the article: a pull quote."""
    return evidence.text.count(evidence.words_in(quotation.inner).strip(" .,\u00a0\u202f")) > 1


def _neighbour_speaks(evidence: Evidence, part: Span) -> bool:
    """Whether the paragraph before or after gives a speaker a word, or leads up to one with a colon."""
    parts = [p.span for p in evidence.annotated.article.parts]
    n = parts.index(part)
    near = [*parts[max(0, n - 1) : n], *parts[n + 1 : n + 2]]
    if n and evidence.words_in(parts[n - 1]).rstrip().endswith(":"):
        return True
    if n + 1 < len(parts) and evidence.words_in(parts[n + 1]).lstrip()[:1] in "—–-":
        return True  # the signature under a quotation set apart
    return any(other.overlaps(a.extent) and _has_speaker(a) for a in evidence.reading.attributions for other in near)


def charged_verb(workshop: Workshop, parameters: Table) -> Built:
    """A reporting verb by which the newsroom judges what it reports.

    Options: ``list``, a word list whose second column is the severity of each verb; ``faults``, words of fault
    in the content that make an admission a plain admission.
    """
    table = workshop.lexicon(parameters.text("list")).table
    faults = Phrases(workshop.entries(parameters.texts("faults")))

    def hits(evidence: Evidence) -> Iterator[Hit]:
        for attribution in evidence.reading.attributions:
            lemma = attribution.cue_lemma
            if attribution.cue is None or lemma not in table or attribution.cue_kind is CueKind.NOUN:
                continue
            if not _admits_cue(workshop, evidence, attribution.cue):
                continue
            if lemma in _CONFESSIONS and _admits_fault(evidence, attribution, faults):
                continue
            yield Hit(attribution.cue, {"verb": lemma}, severity=Severity(table[lemma][0]))

    def run(evidence: Evidence) -> Result:
        return found(hits(evidence))

    return Built(run, frozenset({"verb"}))


def _admits_cue(workshop: Workshop, evidence: Evidence, cue: Span) -> bool:
    """The newsroom's own cue: not inside quotation marks, not inside what another source said."""
    sentence = evidence.sentence_of(cue)
    if sentence is None or sentence.part_kind.value not in workshop.scope.zones:
        return False
    return not evidence.is_quoted(cue) and not evidence.is_reported(cue)


def _admits_fault(evidence: Evidence, attribution: Attribution, faults: Phrases) -> bool:
    return any(
        True for part in attribution.content for _ in faults.find(evidence.words, evidence.words.inside(part))
    )


def charged_paraphrase(workshop: Workshop, parameters: Table) -> Built:
    """A word of one side put by the newsroom in somebody's mouth, whose quoted words do not hold it.

    Options: ``terms``; ``except``, collocations that silence a term; ``calls``, verbs of public demand (« appeler à »), whose sentence reports its subject's
    words. Looked for in indirect speech and in sentences that only report what somebody said; silent when a
    quotation in the article holds the term.
    """
    calls = workshop.verbs(parameters.texts("calls"))
    terms = Phrases(workshop.entries(parameters.texts("terms")))
    contexts = Phrases(workshop.entries(parameters.texts("except")))

    def hits(evidence: Evidence) -> Iterator[Hit]:
        words = evidence.words
        excused = {n for a, b, _ in contexts.find(words) for n in range(a, b + 1)}
        matches = [(a, b, phrase) for a, b, phrase in terms.find(words) if a not in excused]
        if not matches:
            return
        quoted = [evidence.words.forms[a] for a, b, _ in matches if evidence.is_quoted(words.span(a, b))]
        for first, last, phrase in matches:
            span = words.span(first, last)
            if evidence.is_quoted(span) or words.forms[first] in quoted:
                continue
            sentence = evidence.sentence_of(span)
            if sentence is None or sentence.part_kind.value not in workshop.scope.zones:
                continue
            if any(a.source is not None and a.source.overlaps(span) for a in evidence.reading.attributions):
                continue  # the newsroom's own words for the speaker
            speaker = _paraphrased(evidence, span)
            if speaker is None and sentence.voice is not Voice.ATTRIBUTED and not _is_a_call(evidence, sentence.span, calls):
                continue
            quotation = _own_words(evidence, speaker)
            if quotation is None:
                continue
            related = (Place(quotation, Bilingual("ses mots entre guillemets", "its words in quotation marks")),)
            yield Hit(span, {"term": phrase, "speaker": _name(evidence, speaker)}, related=related)

    def run(evidence: Evidence) -> Result:
        return found(hits(evidence))

    return Built(run, frozenset({"term", "speaker"}))


def _is_a_call(evidence: Evidence, sentence: Span, calls: Verbs) -> bool:
    """Whether the main verb of the sentence is a public demand of a named subject."""
    root = evidence.tokens.within(sentence).root
    return calls.has(root) and any(
        child.dep_ == "nsubj" and any(t.pos_ == "PROPN" for t in child.subtree) for child in root.children
    )


def _paraphrased(evidence: Evidence, span: Span) -> Attribution | None:
    return next(
        (
            a
            for a in evidence.reading.attributions
            if a.type is not AttributionType.DIRECT and any(part.contains(span) for part in a.content)
        ),
        None,
    )


def _own_words(evidence: Evidence, paraphrase: Attribution | None) -> Span | None:
    """A quotation of the same speaker (or of the same side), else any quotation of an organisation's document."""
    reading = evidence.reading
    for other in reading.attributions:
        if other.type is AttributionType.INDIRECT or other is paraphrase:
            continue
        if paraphrase is None or paraphrase.speaker is None or other.speaker is None:
            return other.content[0] if paraphrase is None else None
        mine, its = reading.entities[paraphrase.speaker], reading.entities[other.speaker]
        if mine is its or (mine.party is not None and mine.party == its.party):
            return other.content[0]
    return None


def _name(evidence: Evidence, attribution: Attribution | None) -> str:
    name = evidence.reading.speaker_name(attribution) if attribution else None
    return name or "—"


def unqualified_speaker(workshop: Workshop, parameters: Table) -> Built:
    """A named person quoted, whom no mention in the article says who they are. Option ``known``: names that need
    no presentation."""
    known = frozenset(normal(name) for name in workshop.entries(parameters.texts("known")))

    def hits(evidence: Evidence) -> Iterator[Hit]:
        seen: set[int] = set()
        for attribution in evidence.reading.attributions:
            if attribution.speaker is None or attribution.speaker in seen or attribution.source is None:
                continue
            entity = evidence.reading.entities[attribution.speaker]
            seen.add(attribution.speaker)
            if entity.kind is not EntityKind.PERSON or not entity.named or entity.role or " " not in entity.name:
                continue
            if not evidence.words_in(attribution.source)[:1].isupper():
                continue  # « elle », « le catcheur X »
            if normal(entity.name) in known or any(_is_presented(evidence, span) for span in entity.mentions):
                continue
            if _admits_cue(workshop, evidence, attribution.source) and not _is_presented(evidence, attribution.source):
                yield Hit(attribution.source, {"speaker": entity.name})

    def run(evidence: Evidence) -> Result:
        return found(hits(evidence))

    return Built(run, frozenset({"speaker"}))


def _is_presented(evidence: Evidence, mention: Span) -> bool:
    """Whether a function, an age or a tie stands beside the name: « le maire, X », « X, riverain », « X (34 ans) »."""
    text = evidence.text
    if text[mention.end : mention.end + 2].lstrip()[:1] in (",", "(") and not text[mention.end : mention.end + 3].startswith((", a", ", «")):
        after = evidence.words.at(mention.end) + 1
        if after < len(evidence.words.forms) and evidence.words.forms[after] not in ("a", "dit", "qui", "et"):
            return True
    tokens = evidence.tokens.within(mention)
    if any(t.pos_ == "NOUN" for t in tokens):
        return True
    before = [t for t in evidence.tokens[max(0, tokens.start - 3) : tokens.start] if not t.is_space]
    return any(t.pos_ == "NOUN" for t in before[-2:]) or any(t.pos_ == "NOUN" for t in tokens.root.children if t.dep_ == "appos")
