"""Accusations: owned by nobody, unanswered, in the title; disputes that are told from one side."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sourcecheck.discourse.act_classes import Act
from sourcecheck.discourse.countries import country_of_place
from sourcecheck.discourse.names import folded_words
from sourcecheck.discourse.tokens import Token
from sourcecheck.domain.discourse import UNKNOWN, Allegation, EntityKind, Party, ReplyStatus, Voice
from sourcecheck.domain.findings import Bilingual, Confidence, Severity
from sourcecheck.domain.scores import SentenceScore
from sourcecheck.domain.text import PartKind, Span
from sourcecheck.rules.checks import Built, Workshop
from sourcecheck.rules.clauses import clause_span, own_span, subtree_span
from sourcecheck.rules.detectors.imputation import (
    VAGUE,
    YEAR,
    act_span,
    answers_in_words,
    charged,
    has_name,
    imputed,
    laid_on,
    long_ago,
    named_author,
    noun_phrase,
    owned_by_nobody,
    read_gate,
)
from sourcecheck.rules.detectors.sides import names_of, narrated_acts, two_sides, victims_of
from sourcecheck.rules.evidence import Evidence
from sourcecheck.rules.hits import Hit, Place, Result, found, not_applicable
from sourcecheck.rules.tables import Table
from sourcecheck.rules.words import Phrases, normal

_STATUS = {
    ReplyStatus.NONE: Bilingual("réponse non trouvée dans le texte", "no reply found in the text"),
    ReplyStatus.OFF_TOPIC: Bilingual(
        "la partie est citée, mais pas sur ce point", "the party is quoted, but not on this point"
    ),
}
_OPEN = frozenset(_STATUS)
_RESERVE = re.compile(
    r"[:?«»“”\"]|\b(?:accus|soupçonn|suspect|présum|selon|d['’]après|dénonc|mis(?:e|es)? en (?:cause|examen)|poursuivi|visé|condamn|jugé"
    r"|procès|plainte|enquête|aurai|pourrai|inculp|prévenu|annonc|affirm|déclar|revendiqu|reconna|reconnu|dément|assur)",
    re.IGNORECASE,
)


def narrator_accusation(workshop: Workshop, parameters: Table) -> Built:
    """A blameworthy act laid on an identifiable party by the newsroom itself.

    Allegations of the reading that pass the gate, and strong acts that the parse ties to a proper name.
    Options: those of `read_gate`; ``sure``, the probability of needing a source below which, or without a
    plain act and an author named beside it, the finding is a warning.
    """
    gate = read_gate(workshop, parameters)
    sure = parameters.number("sure", 0.3)

    def hits(evidence: Evidence) -> Iterator[Hit]:
        yield from alleged(evidence)
        for act, accused in gate.named_acts(evidence):
            token = evidence.tokens[act.token]
            sentence = evidence.sentence_of(own_span(token))
            if sentence is None or sentence.part_kind is PartKind.TITLE:
                continue
            if workshop.scope.admits(evidence, own_span(token)):
                yield hit(evidence, clause_span(token), accused, evidence.score_of(sentence), True)

    def alleged(evidence: Evidence) -> Iterator[Hit]:
        for allegation in evidence.reading.allegations:
            if not gate.asserts(evidence, allegation) or not workshop.scope.admits(evidence, allegation.act):
                continue
            if _part_kind(evidence, allegation) is PartKind.TITLE and (
                _told_again(evidence, allegation) or _RESERVE.search(evidence.words_in(evidence.title))
            ):
                continue  # the body's own telling is judged, or CTR-005 compares the two
            score = evidence.score_of(evidence.reading.sentences[allegation.sentence])
            act = imputed(evidence, allegation)
            plain = act is not None and allegation.grave and gate.is_plain(act) and named_author(evidence, act)
            yield hit(evidence, act_span(evidence, allegation), allegation.accused, score, plain)

    def hit(evidence: Evidence, span: Span, accused: str, score: SentenceScore | None, plain: bool) -> Hit:
        plain = plain and (score is None or score.probability >= sure)
        return Hit(
            span, {"accused": accused}, score=score.probability if score else None,
            severity=None if plain else _lower(workshop), confidence=None if plain else Confidence.LOW,
        )

    def run(evidence: Evidence) -> Result:
        return found(hits(evidence))

    return Built(run, frozenset({"accused"}))


def _told_again(evidence: Evidence, allegation: Allegation) -> bool:
    """Whether the text below the title takes the accusation up: against the same accused, or of the same act."""
    below = [a for a in evidence.reading.allegations if _part_kind(evidence, a) is not PartKind.TITLE]
    act = imputed(evidence, allegation)
    lemmas = {other.lemma for other in evidence.acts if evidence.tokens[other.token].idx >= evidence.title.end}
    return any(a.accused == allegation.accused for a in below) or (act is not None and act.lemma in lemmas)


def imputed_cause(workshop: Workshop, parameters: Table) -> Built:
    """A cause that is somebody's act: « en raison des attaques de … », in the newsroom's voice.

    Options: ``causes``, phrases that state a cause; ``acts``, a word list of harmful acts (lemma, part of
    speech, class, gravity, strength), of which the strong nouns count; ``also``, nouns that count besides, and
    ``ordinary``, that do not; ``parties``, nouns of those who act. The cause is an allegation of the newsroom
    that begins within eight words of the phrase, or such a noun with an owner (« de l'armée », « par le club »).
    """
    causes = Phrases(workshop.entries(parameters.texts("causes")))
    rows = workshop.lexicon(parameters.text("acts")).rows
    acts = frozenset(row[0] for row in rows if row[1] == "noun" and row[4] == "strong")
    acts = (acts - frozenset(workshop.entries(parameters.texts("ordinary")))) | frozenset(parameters.texts("also"))
    parties = frozenset(workshop.entries(parameters.texts("parties")))

    def hits(evidence: Evidence) -> Iterator[Hit]:
        words = evidence.words
        for first, last, phrase in causes.find(words):
            span = words.span(first, last)
            if not workshop.scope.admits(evidence, span):
                continue
            near = words.span(last, min(last + 8, len(words.starts) - 1))
            act, accused = _alleged(evidence, near, acts) or _owned_act(evidence, near, acts, parties) or (None, "")
            if act is not None and not YEAR.search(evidence.words_in(_sentence(evidence, span))):
                yield Hit(span.cover(act), {"cause": phrase, "accused": accused})

    def run(evidence: Evidence) -> Result:
        return found(hits(evidence))

    return Built(run, frozenset({"cause", "accused"}))


def _alleged(evidence: Evidence, near: Span, acts: frozenset[str]) -> tuple[Span, str] | None:
    """An accusation of the newsroom that stands there, with the accused."""
    for allegation in evidence.reading.allegations:
        if not allegation.act.overlaps(near) or not owned_by_nobody(evidence, allegation) or allegation.conditional:
            continue
        act = imputed(evidence, allegation)
        if act is not None and act.lemma in acts:
            return _with_owner(evidence.tokens.within(allegation.act).root), allegation.accused
    return None


def _owned_act(
    evidence: Evidence, near: Span, acts: frozenset[str], parties: frozenset[str]
) -> tuple[Span, str] | None:
    """A harmful act named by a noun, with a party that it is laid on."""
    for token in evidence.tokens.within(near):
        if token.pos_ != "NOUN" or token.lemma_.lower() not in acts or token.lower_ == "traité":
            continue
        for child in token.rights:
            marker = next((t.text.lower() for t in child.lefts if t.dep_ == "case"), "")
            if child.dep_ in ("nmod", "obl:agent", "obl:mod") and marker in ("de", "du", "des", "d'", "d’", "par"):
                words = list(child.subtree)
                named = any(t.pos_ == "PROPN" for t in words)
                if named or child.lemma_.lower() in parties or child.text.lower() in parties:
                    owner = noun_phrase(child)
                    first = next(t for t in words if t.dep_ not in ("case", "det") or t is child)
                    return _with_owner(token), evidence.words_in(Span(first.idx, max(owner.end, first.idx + len(first))))
    return None


def _with_owner(token: Token) -> Span:
    """The noun of the act up to its owner, without what it was done to."""
    span = own_span(token)
    for child in token.children:
        if child.dep_ not in ("acl", "acl:relcl", "punct", "conj", "cc") and not _against(child):
            span = span.cover(subtree_span(child)) if child.i > token.i else span
    return span


def _against(token: Token) -> bool:
    return any(child.text.lower() in ("contre", "sur", "à", "envers", "dans", "en") for child in token.lefts)


def _sentence(evidence: Evidence, span: Span) -> Span:
    sentence = evidence.sentence_of(span)
    return sentence.span if sentence else span


def unanswered_accusation(workshop: Workshop, parameters: Table) -> Built:
    """A grave accusation whose target answers nowhere in the article, or only on something else.

    One finding per accused, on the first accusation; the others are related places. Those of courts and
    prosecutors, and acts that their author claimed, need no reply. Options: ``courts``, nouns of those who
    judge; ``denials``, phrases by which an accused answers; and those of `read_gate`, which decide what counts as an accusation. The card's severity is for accusations
    made in so many words (« accuser », « dénoncer »); the others are warnings.
    """
    courts = Phrases(workshop.entries(parameters.texts("courts")))
    denials = Phrases(workshop.entries(parameters.texts("denials")))
    gate = read_gate(workshop, parameters)

    def counts(evidence: Evidence, allegation: Allegation) -> bool:
        if not _needs_answer(evidence, allegation) or not has_name(evidence, allegation):
            return False
        if gate.in_procedure(evidence, allegation):
            return False
        if not charged(evidence, allegation) and not _can_be_asked(evidence, allegation):
            return False
        if gate.asserts(evidence, allegation):
            return True
        sentence = evidence.reading.sentences[allegation.sentence].span
        if any(True for _ in courts.find(evidence.words, evidence.words.inside(sentence))):
            return False
        return not _CLAIMED.search(evidence.words_in(sentence)) and gate.reports(evidence, allegation)

    def hits(evidence: Evidence) -> Iterator[Hit]:
        by_accused: dict[str, list[Allegation]] = {}
        for allegation in evidence.reading.allegations:
            if counts(evidence, allegation):
                by_accused.setdefault(allegation.accused, []).append(allegation)
        for accused, allegations in by_accused.items():
            if _answers_somewhere(evidence, accused) or any(answers_in_words(evidence, a, denials) for a in allegations):
                continue
            first = next((a for a in allegations if charged(evidence, a)), None)
            severity = None if first and _can_be_asked(evidence, first) else _lower(workshop)
            first = first or allegations[0]
            others = [a for a in allegations if a is not first]
            yield Hit(
                first.span,
                {"accused": accused, "status": _STATUS[first.reply.status], "accuser": _accuser(evidence, first)},
                related=tuple(Place(other.span, Bilingual("autre mise en cause", "another accusation")) for other in others),
                severity=severity,
                confidence=Confidence.LOW if severity else None,
            )

    def run(evidence: Evidence) -> Result:
        return found(hits(evidence))

    return Built(run, frozenset({"accused", "status", "accuser"}))


def _can_be_asked(evidence: Evidence, allegation: Allegation) -> bool:
    """Whether the accused is a person or a body of a name of its own, and no country: one a reporter could call.

    A country that speaks in the article, on something else, could have been asked.
    """
    if allegation.reply.status is ReplyStatus.OFF_TOPIC:
        return True
    if allegation.accused_entity is None or country_of_place(folded_words(allegation.accused)) is not None:
        return False
    entity = evidence.reading.entities[allegation.accused_entity]
    own_name = any(word[:1].isupper() for word in allegation.accused.split())
    return own_name and entity.named and entity.kind in (EntityKind.PERSON, EntityKind.ORGANISATION)


def _accuser(evidence: Evidence, allegation: Allegation) -> str | Bilingual:
    """Who accuses, in the words of the message; « accusé de » without an agent names nobody."""
    if allegation.accuser == UNKNOWN or (allegation.accuser is None and charged(evidence, allegation)):
        return _UNNAMED
    return allegation.accuser or _NEWSROOM


_CLAIMED = re.compile(r"revendiqu|mis(?:e|es)? en examen|inculp|condamn|arrêtée?s?|interpell", re.IGNORECASE)
_NEWSROOM = Bilingual("le journal lui-même", "the newsroom itself")
_UNNAMED = Bilingual("quelqu’un que le texte ne nomme pas", "somebody the text does not name")


def accusing_title(workshop: Workshop, parameters: Table) -> Built:
    """A title that states as fact what the body attributes, or what the accused denies."""

    def hits(evidence: Evidence) -> Iterator[Hit]:
        title = next((s for s in evidence.reading.sentences if s.part_kind is PartKind.TITLE), None)
        if title is None or _RESERVE.search(evidence.words_in(evidence.title)):
            return
        tokens = evidence.tokens.within(title.span)
        acts = [act for act in evidence.acts if tokens.start <= act.token < tokens.end]
        for allegation in evidence.reading.allegations:
            act = next((act for act in acts if laid_on(evidence, act, allegation)), None)
            if act is None or (act.matter != allegation.matter and not _same_act(evidence, act, allegation)):
                continue
            in_body = _part_kind(evidence, allegation) is not PartKind.TITLE
            owned = in_body and (allegation.accuser is not None or allegation.attribution is not None or allegation.conditional)
            if not owned and allegation.reply.status is not ReplyStatus.RELEVANT:
                continue
            related = (Place(allegation.span, Bilingual("attribué dans le corps", "attributed in the body")),) if owned else ()
            yield Hit(
                clause_span(evidence.tokens[act.token]), {"accused": allegation.accused}, related=related,
                severity=None if act.strong and act.grave and act.matter not in _AVOWED else _lower(workshop),
            )
            return

    def run(evidence: Evidence) -> Result:
        return found(hits(evidence))

    return Built(run, frozenset({"accused"}))


_AVOWED = frozenset({"war", "threat"})
"""Acts that states and speakers commit in the open: a title may state them."""


def _same_act(evidence: Evidence, act: Act, allegation: Allegation) -> bool:
    return any(
        other.lemma == act.lemma
        for other in evidence.acts
        if evidence.tokens[other.token].idx in range(allegation.act.start, max(allegation.act.end, allegation.act.start + 1))
    )


def one_sided_dispute(workshop: Workshop, parameters: Table) -> Built:
    """A dispute in which one side speaks and another, at stake and able to answer, does not: the card's severity when somebody
    in the article accuses the silent side, less when only the newsroom's telling sets it against the other.

    Options: ``attributions``, fewest attributions of the others; ``figurative``, phrases in the title that make the dispute a game;
    ``unreachable``, names of those whom nobody can ask (armed groups); ``physical``, classes of acts of which a lone suspect is a matter
    for the courts, not a side.
    """
    fewest = parameters.whole("attributions", 2)
    figurative = Phrases(workshop.entries(parameters.texts("figurative")))
    unreachable = frozenset(normal(name) for name in workshop.entries(parameters.texts("unreachable")))
    physical = frozenset(parameters.texts("physical"))

    def silent_parties(evidence: Evidence) -> list[Party]:
        parties = evidence.reading.dispute.parties
        return [
            p for p in parties
            if not p.heard and _own_name(p.name) and not any(word in unreachable for word in _spellings(p.name))
            and _at_stake(evidence, p, parties, physical)
        ]

    def run(evidence: Evidence) -> Result:
        dispute = evidence.reading.dispute
        if not dispute.exists:
            return not_applicable("pas de différend entre parties identifiables", "no dispute between identifiable parties")
        heard = [party for party in dispute.parties if party.heard]
        if not dispute.one_sided or not heard or len(evidence.reading.attributions) < fewest:
            return found(())
        if any(figurative.find(evidence.words, evidence.words.inside(evidence.title))):
            return found(())
        silent = silent_parties(evidence)
        if not silent:
            return found(())
        names = ", ".join(party.name for party in silent)
        spoken = ", ".join(f"{p.name} ({p.attributions})" for p in heard)
        accused = {a.accused for a in evidence.reading.allegations if a.accuser not in (None, UNKNOWN, a.accused)}
        plain = any(party.name in accused and _told_of(evidence, party) for party in silent)
        return found([
            Hit(
                evidence.title, {"silent": names, "heard": spoken}, whole_article=True, key=f"silent {names}",
                severity=None if plain else _lower(workshop), confidence=None if plain else Confidence.LOW,
            )
        ])

    return Built(run, frozenset({"silent", "heard"}))


def _own_name(name: str) -> bool:
    """Whether a capital stands in the name beyond that of a sentence's first word (« Deux hommes »)."""
    words = name.split()
    return any(word[:1].isupper() for word in words[1:] or words) or (words[0][:1].isupper() and normal(words[0]) not in VAGUE)


def _told_of(evidence: Evidence, party: Party) -> bool:
    """Whether the article speaks of the party more than once, or in its title."""
    mentions = [m for n in party.entities if n < len(evidence.reading.entities) for m in evidence.reading.entities[n].mentions]
    return len(mentions) > 2 or any(m.overlaps(evidence.title) for m in mentions)


def _spellings(name: str) -> tuple[str, ...]:
    """A name and its single words, normalised."""
    return (normal(name), *normal(name).replace("'", "' ").split())


def _at_stake(evidence: Evidence, party: Party, parties: tuple[Party, ...], physical: frozenset[str]) -> bool:
    """Whether the article accuses the party, or counts its victims while another party stands accused."""
    entities = evidence.reading.entities
    people = [entities[n].kind is EntityKind.PERSON for n in party.entities if n < len(entities)]
    alone = bool(people) and all(people)
    grave = [a for a in evidence.reading.allegations if a.grave and not a.legal]
    if any(a.accused == party.name and not (alone and a.matter in physical) for a in grave):
        return True
    others = {p.name for p in parties} - {party.name}
    return bool(party.victims) and any(a.accused in others for a in grave)


def uneven_acts(workshop: Workshop, parameters: Table) -> Built:
    """Harmful acts told in the newsroom's voice: several of one party, none of the other.

    Option ``least``: fewest acts of the one.
    """
    least = parameters.whole("least", 2)

    def run(evidence: Evidence) -> Result:
        pair = two_sides(evidence)
        if pair is None:
            return not_applicable("pas de différend à deux parties", "no dispute between two parties")
        counts = [(party, narrated_acts(evidence, party, names_of(evidence, party, pair))) for party in pair]
        counts.sort(key=lambda item: -len(item[1]))
        (charged, acts), (spared, none) = counts[0], counts[-1]
        if len(acts) < least or none:
            return found(())
        related = tuple(Place(act, charged.name) for act in acts)
        fields = {"charged": charged.name, "count": str(len(acts)), "spared": spared.name}
        return found([Hit(evidence.title, fields, related=related, whole_article=True, key=f"acts {charged.name}")])

    return Built(run, frozenset({"charged", "count", "spared"}))


def uneven_victims(workshop: Workshop, parameters: Table) -> Built:
    """Victims of one side only, in a dispute of two. Option ``known``: phrases that say the other toll is not
    known, is nil, or is shared."""
    known = Phrases(workshop.entries(parameters.texts("known")))

    def run(evidence: Evidence) -> Result:
        pair = two_sides(evidence)
        if pair is None:
            return not_applicable("pas de différend à deux parties", "no dispute between two parties")
        names = [names_of(evidence, party, pair) for party in pair]
        counts = [
            (party, victims_of(evidence, party, mine, [other for other in names if other is not mine]))
            for party, mine in zip(pair, names, strict=True)
        ]
        counts.sort(key=lambda item: -len(item[1]))
        (counted, victims), (missing, none) = counts[0], counts[-1]
        if not victims or none or any(True for _ in known.find(evidence.words)):
            return found(())
        related = tuple(Place(span, counted.name) for span in victims)
        fields = {"counted": counted.name, "missing": missing.name}
        return found([Hit(evidence.title, fields, related=related, whole_article=True, key=f"victims {counted.name}")])

    return Built(run, frozenset({"counted", "missing"}))


def _needs_answer(evidence: Evidence, allegation: Allegation) -> bool:
    if not allegation.grave or allegation.reply.status not in _OPEN:
        return False
    sentence = evidence.reading.sentences[allegation.sentence]
    if sentence.part_kind not in (PartKind.TITLE, PartKind.LEAD, PartKind.BODY) or sentence.voice is Voice.OTHER:
        return False
    return not long_ago(evidence, allegation)


def _answers_somewhere(evidence: Evidence, accused: str) -> bool:
    """Whether the accused answers another accusation of the article: it was heard on the matter at large."""
    return any(
        a.accused == accused and a.reply.status in (ReplyStatus.RELEVANT, ReplyStatus.SOUGHT)
        for a in evidence.reading.allegations
    )


def _part_kind(evidence: Evidence, allegation: Allegation) -> PartKind:
    return evidence.reading.sentences[allegation.sentence].part_kind


def _lower(workshop: Workshop) -> Severity:
    """One step below the card's severity."""
    return Severity.WARNING if workshop.card.severity is Severity.ERROR else Severity.INFO
