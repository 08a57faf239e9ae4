"""People in a case that no court has judged: called guilty too soon, without their defence, or with another's answer."""

from __future__ import annotations

from collections.abc import Iterator

from sourcecheck.discourse.tokens import Token
from sourcecheck.domain.discourse import Allegation, Attribution, Entity, EntityKind, ReplyStatus, Sentence
from sourcecheck.domain.text import Span
from sourcecheck.rules.checks import Built, Workshop
from sourcecheck.rules.clauses import clause_span, own_span
from sourcecheck.rules.detectors.imputation import names_somebody, noun_phrase, stated, unreal
from sourcecheck.rules.detectors.naming import entity_at
from sourcecheck.rules.evidence import Evidence
from sourcecheck.rules.hits import Hit, Result, found, not_applicable
from sourcecheck.rules.tables import Table
from sourcecheck.rules.words import Phrases, normal

_OWNING = frozenset({"le", "la", "l'", "son", "sa", "ce", "cet", "cette", "notre"})
_BESIDE = frozenset({"appos", "nmod", "flat:name", "flat:foreign", "flat", "amod"})


def guilt_before_judgement(workshop: Workshop, parameters: Table) -> Built:
    """A person of the case called the author of an offence while the article tells a stage before any judgement.

    Options: ``stages``, phrases of a case not yet judged, and ``settled``, of a judgement (one of them anywhere silences
    the rule); ``authors``, nouns that call somebody the author (« le violeur »); ``acts``, verbs of offences that count with
    a name as subject; ``reserve``, phrases that silence a sentence. Field ``accused``.
    """
    stages, settled = (Phrases(workshop.entries(parameters.texts(key))) for key in ("stages", "settled"))
    reserve = Phrases(workshop.entries(parameters.texts("reserve")))
    authors = frozenset(workshop.entries(parameters.texts("authors")))
    acts = frozenset(workshop.entries(parameters.texts("acts")))

    def hits(evidence: Evidence) -> Iterator[Hit]:
        for token in evidence.tokens:
            accused = _labelled(evidence, token, authors) or _acting(token, acts)
            if accused is None or not workshop.scope.admits(evidence, own_span(token)):
                continue
            sentence = evidence.sentence_of(own_span(token))
            if sentence is None or any(reserve.find(evidence.words, evidence.words.inside(sentence.span))):
                continue
            span = _with_article(token) if token.pos_ != "VERB" else clause_span(token)
            yield Hit(span, {"accused": accused})

    def run(evidence: Evidence) -> Result:
        if not any(stages.find(evidence.words)) or any(settled.find(evidence.words)):
            return not_applicable("Aucune affaire en cours dans le texte.", "No pending case in the text.")
        return found(hits(evidence))

    return Built(run, frozenset({"accused"}))


def _labelled(evidence: Evidence, token: Token, authors: frozenset[str]) -> str | None:
    """The name of the one whom a noun calls the author of an offence: beside a name, or said of a named person."""
    if token.pos_ == "VERB" or (normal(token.lemma_) not in authors and normal(token.text) not in authors):
        return None
    if token.i == 0 or normal(token.nbor(-1).text) not in _OWNING:
        return None
    for near in (*token.children, token.head):
        tie = near.dep_ if near in token.children else token.dep_
        if near.pos_ == "PROPN" and tie in _BESIDE | {"nsubj"} and near.text[:1].isupper() and _is_person(evidence, near):
            return evidence.words_in(noun_phrase(near))
    if token.i > 2 and token.nbor(-2).text == "," and _is_person(evidence, token.nbor(-3)):
        before = entity_at(evidence, own_span(token.nbor(-3)))  # « Luc Favre, le pyromane du vallon, »
        return before.name if before is not None else None
    entity = next((e for e in evidence.reading.entities if any(m.start <= token.idx < m.end for m in e.mentions)), None)
    if entity is None or entity.kind is not EntityKind.PERSON or not any(word[:1].isupper() for word in entity.name.split()):
        return None  # « retrouver l'agresseur »: nobody yet
    return entity.name if entity.named else None


def _with_article(token: Token) -> Span:
    return Span(token.nbor(-1).idx, token.idx + len(token))


def _is_person(evidence: Evidence, token: Token) -> bool:
    entity = entity_at(evidence, own_span(token))
    return entity is not None and entity.kind is EntityKind.PERSON


def _acting(token: Token, acts: frozenset[str]) -> str | None:
    """The named subject of a verb of offence that is stated as done."""
    if token.pos_ != "VERB" or normal(token.lemma_) not in acts or not stated(token) or unreal(token):
        return None
    finite = any("Ind" in t.morph.get("Mood", []) for t in (token, *token.children) if t is token or t.dep_.startswith("aux"))
    subject = next((child for child in token.children if child.dep_ == "nsubj"), None)
    if not finite or subject is None or not names_somebody(subject):
        return None
    return subject.doc.text[noun_phrase(subject).start : noun_phrase(subject).end]


def affair_without_defence(workshop: Workshop, parameters: Table) -> Built:
    """A named person in custody, searched or charged; prosecution or plaintiff heard; no defence, no denial, no attempt to get one.

    Options: ``stages``, phrases of procedure; ``prosecution``, words that make a source the accusing side; ``defence``, phrases
    of a defence, a denial or a question put to the person, anywhere in the article; ``offices``, roles of people who act in the
    procedure and are not its target. Field ``accused``. One finding per article.
    """
    stages, prosecution, defence = (
        Phrases(workshop.entries(parameters.texts(key))) for key in ("stages", "prosecution", "defence")
    )
    offices = frozenset(workshop.entries(parameters.texts("offices")))

    def hits(evidence: Evidence) -> Iterator[Hit]:
        for first, last, _ in stages.find(evidence.words):
            span = evidence.words.span(first, last)
            sentence = evidence.sentence_of(span)
            if sentence is None or not workshop.scope.admits(evidence, span):
                continue
            accused = next(
                (e for e in _people_near(evidence, sentence, first) if not _holds(offices, evidence, e) and not _speaks(evidence, e)), None
            )
            if accused is not None:
                yield Hit(span, {"accused": accused.name})
                return

    def run(evidence: Evidence) -> Result:
        heard = [a.source for a in evidence.reading.attributions if a.source is not None]
        if not any(any(prosecution.find(evidence.words, evidence.words.inside(source))) for source in heard):
            return not_applicable("Aucune partie accusatrice n’est citée.", "No accusing side is quoted.")
        if any(defence.find(evidence.words)):
            return found(())
        return found(hits(evidence))

    return Built(run, frozenset({"accused"}))


_CLOSE = 14
"""Most words between a name and the procedure that concerns it."""


def _people_near(evidence: Evidence, sentence: Sentence, word: int) -> list[Entity]:
    """Named persons whose name stands in the sentence, close to the word of that number; in order of place."""
    inside = [
        (mention.start, entity)
        for entity in evidence.reading.entities
        if entity.kind is EntityKind.PERSON and entity.named
        for mention in entity.mentions
        if sentence.span.start <= mention.start < sentence.span.end and evidence.words_in(mention)[:1].isupper()
        if abs(evidence.words.at(mention.start) - word) <= _CLOSE
    ]
    return [entity for _, entity in sorted(inside, key=lambda pair: pair[0])]


def _holds(offices: frozenset[str], evidence: Evidence, entity: Entity) -> bool:
    """Whether the person is a magistrate, an officer…: by role, or by the words right before the name."""
    words = evidence.words
    near = {word for m in entity.mentions for n in [words.at(m.start)] for word in words.forms[max(0, n - _TITLE) : n + 1]}
    return bool(offices & (near | set(normal(entity.role or "").split())))


_TITLE = 5
"""Words before a name in which a title may stand."""


def _speaks(evidence: Evidence, entity: Entity) -> bool:
    return any(a.speaker == entity.index for a in evidence.reading.attributions)


def office_answers(workshop: Workshop, parameters: Table) -> Built:
    """A person is accused; an institution answers; nothing says that the person was asked.

    Options: ``answers``, lemmas of cues that answer; ``offices``, nouns by which the institution is called; ``attempts``, phrases
    that say that the person was asked or represented, anywhere. Fields ``accused``, ``office``.
    """
    offices = frozenset(workshop.entries(parameters.texts("offices")))
    answers = frozenset(workshop.entries(parameters.texts("answers")))
    attempts = Phrases(workshop.entries(parameters.texts("attempts")))

    def hits(evidence: Evidence) -> Iterator[Hit]:
        entities, done = evidence.reading.entities, set()
        for allegation in evidence.reading.allegations:
            accused = None if allegation.accused_entity is None else entities[allegation.accused_entity]
            if accused is None or accused.kind is not EntityKind.PERSON or accused.plural or accused.index in done:
                continue
            if _speaks(evidence, accused) or allegation.reply.status is ReplyStatus.SOUGHT:
                continue
            answer = _office_answer(evidence, allegation, answers, offices)
            if answer is not None and answer.source is not None and workshop.scope.admits(evidence, answer.source):
                done.add(accused.index)
                yield Hit(answer.source, {"accused": accused.name, "office": evidence.words_in(answer.source)})

    def run(evidence: Evidence) -> Result:
        if any(attempts.find(evidence.words)):
            return found(())
        return found(hits(evidence))

    return Built(run, frozenset({"accused", "office"}))


def _office_answer(
    evidence: Evidence, allegation: Allegation, answers: frozenset[str], offices: frozenset[str]
) -> Attribution | None:
    """What an office, not the accuser, answers in the sentences after the accusation."""
    for attribution in evidence.reading.attributions:
        if attribution.source is None or attribution.speaker == allegation.accuser_entity:
            continue
        if not 0 < attribution.sentence - allegation.sentence <= _SOON or normal(attribution.cue_lemma) not in answers:
            continue
        head = [normal(word) for word in evidence.words_in(attribution.source).replace("’", "' ").split()[:3]]
        if any(word in offices for word in head):
            return attribution
    return None


_SOON = 4
"""Sentences after an accusation in which an answer to it is looked for."""

