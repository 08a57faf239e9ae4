"""Who is given how much, by which verbs; replies that come late or are undone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sourcecheck.discourse.tokens import Token
from sourcecheck.domain.discourse import (
    Allegation,
    CueKind,
    EntityKind,
    QuotationUse,
    ReplyStatus,
    Sentence,
    VerbClass,
    Voice,
)
from sourcecheck.domain.findings import Bilingual
from sourcecheck.domain.scores import NeedKind
from sourcecheck.domain.text import PartKind, Span
from sourcecheck.rules.checks import Built, Workshop
from sourcecheck.rules.detectors.figures import covered, find_tolls, is_a_name
from sourcecheck.rules.detectors.imputation import answers_in_words, read_gate
from sourcecheck.rules.evidence import Evidence
from sourcecheck.rules.hits import Hit, Place, Result, by_hand, found, not_applicable
from sourcecheck.rules.tables import Table
from sourcecheck.rules.words import Phrases, normal

_CONTESTED = frozenset(
    {NeedKind.ACCUSATION, NeedKind.CAUSE, NeedKind.DISPUTE, NeedKind.NONPUBLIC, NeedKind.MOTIVE}
)


_RELATIVES = frozenset({"qui", "dont", "où", "lequel", "laquelle", "lesquels", "lesquelles"})


def unsourced_opening(workshop: Workshop, parameters: Table) -> Built:
    """A first sentence that makes a contestable statement, in a paragraph with no source in it: an accusation, a
    toll, or what the classifier holds to need a source.

    Options: those of `read_gate`; ``contested``, the probability from which the classifier's word is taken.
    """
    gate = read_gate(workshop, parameters)
    contested = parameters.number("contested", 0.5)

    def contestable(evidence: Evidence, first: Sentence) -> bool:
        score = evidence.score_of(first)
        if score is not None and score.needs_source and score.probability >= contested and score.kind in _CONTESTED:
            return True
        if any(a.sentence == first.index and gate.asserts(evidence, a) for a in evidence.reading.allegations):
            return True
        doc = evidence.tokens
        if any(first.span.start <= doc[act.token].idx < first.span.end for act, _ in gate.named_acts(evidence)):
            return True
        return any(
            first.span.contains(toll.span) and not covered(evidence, toll) and not is_a_name(evidence, toll)
            for toll in find_tolls(evidence.words)
        )

    def hits(evidence: Evidence) -> Iterator[Hit]:
        first = next(iter(evidence.body), None)
        if first is None or first.voice not in (Voice.NARRATOR, Voice.MIXED):
            return
        part = evidence.annotated.article.parts[first.part].span
        if any(part.overlaps(a.extent) or (a.cue and part.overlaps(a.cue)) for a in evidence.reading.attributions):
            return
        if contestable(evidence, first):
            score = evidence.score_of(first)
            yield Hit(first.span, score=score.probability if score else None)

    def run(evidence: Evidence) -> Result:
        return found(hits(evidence))

    return Built(run)


def neutralised_reply(workshop: Workshop, parameters: Table) -> Built:
    """A denial undone at once by « mais… » in the newsroom's voice. Option ``denials``: verbs of denial."""
    denials = Phrases(workshop.entries(parameters.texts("denials")))

    def hits(evidence: Evidence) -> Iterator[Hit]:
        seen: set[int] = set()
        for allegation in evidence.reading.allegations:
            reply = allegation.reply
            places = [n for n in answers_in_words(evidence, allegation, denials) if _undone(evidence, n)]
            if reply.neutralised and reply.sentence is not None:
                places.append(reply.sentence)
            for number in sorted(set(places) - seen):
                seen.add(number)
                accusation = Place(allegation.span, Bilingual("la mise en cause", "the accusation"))
                yield Hit(
                    evidence.reading.sentences[number].span, {"accused": allegation.accused}, related=(accusation,)
                )

    def run(evidence: Evidence) -> Result:
        return found(hits(evidence))

    return Built(run, frozenset({"accused"}))


_BUT = re.compile(r"(?:,\s*(?:mais|or|pourtant|sauf que|cependant|toutefois)|^(?:Mais|Or|Pourtant|Sauf que|Cependant|Toutefois))\b", re.MULTILINE)


def _undone(evidence: Evidence, number: int) -> bool:
    """Whether « mais » follows the denial in its sentence or opens the next, with no source over what it brings."""
    sentence = evidence.reading.sentences[number]
    following = evidence.following(sentence)
    for other in (sentence, following):
        if other is None:
            continue
        match = _BUT.search(evidence.words_in(other.span))
        if match is None or (other is following and match.start() > 0):
            continue
        rest = Span(other.span.start + match.end(), other.span.end)
        if not any(a.cue is not None and rest.overlaps(a.cue) for a in evidence.reading.attributions):
            return not evidence.is_quoted(rest) and not evidence.is_reported(rest)
    return False


def buried_reply(workshop: Workshop, parameters: Table) -> Built:
    """A reply far from the accusation and short beside it.

    Options: ``distance`` in sentences, ``ratio`` of the words against to the words of the reply, ``denials``.
    """
    distance = parameters.whole("distance", 10)
    ratio = parameters.number("ratio", 8.0)
    denials = Phrases(workshop.entries(parameters.texts("denials")))

    def hits(evidence: Evidence) -> Iterator[Hit]:
        by_accused: dict[str, list[Allegation]] = {}
        for allegation in evidence.reading.allegations:
            by_accused.setdefault(allegation.accused, []).append(allegation)
        for accused, allegations in by_accused.items():
            first = allegations[0]
            replies = {a.reply.sentence for a in allegations if a.reply.status is ReplyStatus.RELEVANT}
            replies |= {n for a in allegations for n in answers_in_words(evidence, a, denials)}
            places = sorted(n for n in replies if n is not None)
            if not places or min(places) - first.sentence < distance or len(places) > 1:
                continue
            span = evidence.reading.sentences[places[0]].span
            sentences = {a.sentence for a in allegations}
            against = sum(len(evidence.words_in(evidence.reading.sentences[n].span).split()) for n in sentences)
            if against < ratio * len(evidence.words_in(span).split()) and len(sentences) < 4:
                continue
            accusation = Place(first.span, Bilingual("la mise en cause", "the accusation"))
            yield Hit(span, {"accused": accused, "distance": str(places[0] - first.sentence)}, related=(accusation,))

    def run(evidence: Evidence) -> Result:
        return found(hits(evidence))

    return Built(run, frozenset({"accused", "distance"}))


def unquestioned_accusation(workshop: Workshop, parameters: Table) -> Built:
    """In an interview: a third party gravely accused in an answer, and neither question nor note comes back to it.

    Option ``relay``: words by which a question asks for evidence.
    """
    relay = Phrases(workshop.entries(parameters.texts("relay")))

    def hits(evidence: Evidence) -> Iterator[Hit]:
        parts = evidence.annotated.article.parts
        for allegation in evidence.reading.allegations:
            if not allegation.grave or allegation.legal or allegation.reply.status is not ReplyStatus.NONE:
                continue
            sentence = evidence.reading.sentences[allegation.sentence]
            following = [p.span for p in parts[sentence.part + 1 :] if p.kind is PartKind.QUESTION][:1]
            names = Phrases([allegation.accused])
            zones = [evidence.words.inside(span) for span in following]
            if any(True for zone in zones for phrases in (relay, names) for _ in phrases.find(evidence.words, zone)):
                continue
            if allegation.accused_entity is not None and evidence.reading.entities[allegation.accused_entity].named:
                yield Hit(allegation.span, {"accused": allegation.accused})

    def run(evidence: Evidence) -> Result:
        return found(hits(evidence))

    return Built(run, frozenset({"accused"}))


def uneven_verbs(workshop: Workshop, parameters: Table) -> Built:
    """One side only « claims », the other only « reveals ». Option ``least`` verbs of each side."""
    least = parameters.whole("least", 2)

    def run(evidence: Evidence) -> Result:
        dispute = evidence.reading.dispute
        if not dispute.exists or len(dispute.parties) < 2:
            return not_applicable("pas de différend entre parties identifiables", "no dispute between identifiable parties")
        doubted = trusted = None
        for party in dispute.parties:
            counts = dict(party.verb_classes)
            doubt = counts.get(VerbClass.DOUBT, 0) + counts.get(VerbClass.CHARGED, 0)
            factive = counts.get(VerbClass.FACTIVE, 0)
            if doubt >= least and doubt == sum(counts.values()):
                doubted = party
            elif factive >= least and not doubt:
                trusted = party
        if doubted is None or trusted is None:
            return found(())
        fields = {"doubted": doubted.name, "trusted": trusted.name}
        return found([Hit(evidence.title, fields, whole_article=True, key=f"verbs {doubted.name}")])

    return Built(run, frozenset({"doubted", "trusted"}))


def speech_by_party(workshop: Workshop, parameters: Table) -> Built:
    """Words and attributions of each party: a table to read, never a finding."""

    def run(evidence: Evidence) -> Result:
        dispute = evidence.reading.dispute
        if not dispute.exists or not dispute.parties:
            return not_applicable("pas de différend entre parties identifiables", "no dispute between identifiable parties")
        fr = " ; ".join(f"{p.name} : {p.attributions} attributions, {p.words} mots" for p in dispute.parties)
        en = "; ".join(f"{p.name}: {p.attributions} attributions, {p.words} words" for p in dispute.parties)
        return by_hand(fr, en)

    return Built(run)


def scare_quotes(workshop: Workshop, parameters: Table) -> Built:
    """One or two words held at a distance by quotation marks, with no speaker. Option ``words``."""
    longest = parameters.whole("words", 2)

    def hits(evidence: Evidence) -> Iterator[Hit]:
        for quotation in evidence.reading.quotations:
            if quotation.use is not QuotationUse.SCARE or len(evidence.words_in(quotation.inner).split()) > longest:
                continue
            if any(part.overlaps(quotation.inner) for a in evidence.reading.attributions for part in a.content):
                continue
            if workshop.scope.admits(evidence, Span(quotation.outer.start, quotation.outer.start + 1)):
                yield Hit(quotation.outer)

    def run(evidence: Evidence) -> Result:
        return found(hits(evidence))

    return Built(run)


def bare_declaration(workshop: Workshop, parameters: Table) -> Built:
    """A named person « a déclaré », and the text never says when, where or to whom.

    Options: ``verbs`` of declaration, ``circumstances`` (phrases of time, place, medium).
    """
    verbs = frozenset(workshop.entries(parameters.texts("verbs")))
    circumstances = Phrases(workshop.entries(parameters.texts("circumstances")))

    def hits(evidence: Evidence) -> Iterator[Hit]:
        bare: dict[int, Span] = {}
        dated: set[int] = set()
        for attribution in evidence.reading.attributions:
            if attribution.speaker is None or attribution.cue is None or attribution.cue_kind not in (CueKind.VERB, CueKind.INCISE):
                continue
            entity = evidence.reading.entities[attribution.speaker]
            sentence = evidence.sentence_of(attribution.cue)
            if entity.kind is not EntityKind.PERSON or not entity.named or sentence is None:
                continue
            if any(True for _ in circumstances.find(evidence.words, evidence.words.inside(sentence.span))) or any(
                c.isdigit() for c in evidence.words_in(sentence.span)
            ):
                dated.add(attribution.speaker)
            elif attribution.cue_lemma in verbs and sentence.part_kind in (PartKind.LEAD, PartKind.BODY):
                bare.setdefault(attribution.speaker, attribution.cue)
        for speaker, cue in bare.items():
            if speaker not in dated:
                yield Hit(cue, {"speaker": evidence.reading.entities[speaker].name})

    def run(evidence: Evidence) -> Result:
        return found(hits(evidence))

    return Built(run, frozenset({"speaker"}))


def trailing_clause(workshop: Workshop, parameters: Table) -> Built:
    """A relative clause hung on the end of reported speech that judges: whose words are they?

    Option ``terms``: words that judge.
    """
    terms = Phrases(workshop.entries(parameters.texts("terms")))

    def hits(evidence: Evidence) -> Iterator[Hit]:
        for attribution in evidence.reading.attributions:
            if attribution.cue_kind is not CueKind.VERB or attribution.type.value == "direct":
                continue
            last = attribution.content[-1]
            for token in evidence.tokens.within(last):
                if token.text.lower() not in _RELATIVES or token.i == 0 or token.nbor(-1).text != ",":
                    continue
                span = Span(token.idx, last.end)
                if "," in evidence.words_in(span) or evidence.is_quoted(span):
                    continue
                if any(True for _ in terms.find(evidence.words, evidence.words.inside(span))):
                    yield Hit(span, {"speaker": evidence.reading.speaker_name(attribution) or "—"})

    def run(evidence: Evidence) -> Result:
        return found(hits(evidence))

    return Built(run, frozenset({"speaker"}))


def missing_reaction(workshop: Workshop, parameters: Table) -> Built:
    """An offer, a demand or an ultimatum to a named party that says nothing in the article.

    Looked for in the title and the first sentences. Options: ``verbs`` of address, ``reactions`` (phrases that
    tell of an answer or of its absence), ``sentences`` (how many of the body are read).
    """
    verbs = workshop.verbs(parameters.texts("verbs"))
    reactions = Phrases(workshop.entries(parameters.texts("reactions")))
    first_sentences = parameters.whole("sentences", 1)

    def run(evidence: Evidence) -> Result:
        opening = [s for s in evidence.reading.sentences if s.part_kind is PartKind.TITLE]
        opening += list(evidence.body[:first_sentences])
        if any(True for _ in reactions.find(evidence.words)):
            return found(())
        for sentence in opening:
            for token in evidence.tokens.within(sentence.span):
                if not verbs.has(token) or evidence.is_quoted(Span(token.idx, token.idx + len(token))):
                    continue
                names = _addressees(token)
                missing = [name for name in names if not _speaks(evidence, name)]
                if names and len(missing) == len(names):
                    fields = {"addressees": ", ".join(missing), "verb": token.text}
                    related = (Place(sentence.span, Bilingual("l’adresse", "the address")),)
                    key = f"reaction {fields['addressees']}"
                    return found([Hit(evidence.title, fields, related=related, whole_article=True, key=key)])
        return found(())

    return Built(run, frozenset({"addressees", "verb"}))


def _addressees(verb: Token) -> list[str]:
    """Proper names among what the verb is addressed to: « à X », « X » as its object, « entre X et Y »."""
    out = []
    for child in verb.rights:
        if child.dep_ not in ("obj", "iobj", "obl:arg", "obl:mod", "xcomp", "ccomp", "advcl"):
            continue
        case = next((t.text.lower() for t in child.lefts if t.dep_ == "case"), "")
        if child.dep_.startswith("obl") and case not in ("à", "au", "aux"):
            continue
        within = list(child.subtree)
        between = any(t.text.lower() == "entre" for t in within)
        for token in within:
            cases = {t.text.lower() for t in token.lefts if t.dep_ == "case"}
            if token.pos_ == "PROPN" and (between or token is child or cases & {"à", "au", "aux"}):
                out.append(token.text)
    return list(dict.fromkeys(out))


def _speaks(evidence: Evidence, name: str) -> bool:
    """Whether some speaker, by name, role or side, is that party."""
    stem = normal(name)[:5]
    for attribution in evidence.reading.attributions:
        if attribution.speaker is None:
            continue
        entity = evidence.reading.entities[attribution.speaker]
        forms = [entity.name, entity.role or "", entity.party or "", *entity.aliases]
        if any(word[:5] == stem for form in forms for word in normal(form).split()):
            return True
    return False
