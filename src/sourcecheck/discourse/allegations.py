"""Who is said to have done something blameworthy, by whom.

Candidates (a party in a sentence that holds a harmful or accusing word) come from rules on dependency roles;
small logistic regressions over features that name nobody choose among them (`train/allegations.py`): whether the
sentence accuses, which of its parties, and the party by itself.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from sourcecheck.discourse import candidates as candidate_pairs
from sourcecheck.discourse.accusing_sentences import sentence_features
from sourcecheck.discourse.candidates import Candidate
from sourcecheck.discourse.linear import load
from sourcecheck.discourse.parties import PartyBook, book_of
from sourcecheck.discourse.tokens import Token, tokens_of
from sourcecheck.domain.discourse import (
    UNKNOWN,
    Allegation,
    Attribution,
    Entity,
    Quotation,
    Reply,
    ReplyStatus,
    Sentence,
)
from sourcecheck.domain.text import Span
from sourcecheck.language import Annotated

NO_REPLY = Reply(ReplyStatus.NONE)
_MOST_WORDS = 25  # annotation guidelines: the words of the accusation


def find_allegations(
    annotated: Annotated,
    sentences: tuple[Sentence, ...],
    quotations: tuple[Quotation, ...],
    attributions: tuple[Attribution, ...],
    entities: tuple[Entity, ...],
) -> tuple[Allegation, ...]:
    """Allegations in the order of the text, replies not yet linked."""
    book = book_of(annotated, entities)
    found = candidate_pairs.build(annotated, sentences, attributions, book)
    rows = sentence_features(sentences, found, book)
    return as_allegations(choose(found, rows), annotated, sentences, attributions, entities, book)


def as_allegations(
    chosen: Sequence[Candidate],
    annotated: Annotated,
    sentences: tuple[Sentence, ...],
    attributions: tuple[Attribution, ...],
    entities: tuple[Entity, ...],
    book: PartyBook,
) -> tuple[Allegation, ...]:
    """The nouns of the chosen candidates."""
    covering = candidate_pairs.covering(tokens_of(annotated), attributions)
    return tuple(
        _allegation(n, c, annotated, sentences, attributions, entities, book, covering) for n, c in enumerate(chosen)
    )


def choose(found: list[Candidate], rows: Mapping[int, Mapping[str, float]]) -> list[Candidate]:
    """The accepted candidates, one for a party in neighbouring sentences: the first mention of a matter counts."""
    model, ranking, accusing = load("allegations"), load("accused"), load("accusing")
    scores = combine(
        found,
        [model.probability(c.features) for c in found],
        [ranking.score(c.features) for c in found],
        {index: accusing.probability(row) for index, row in rows.items()},
    )
    return select(found, scores, model.threshold)


def combine(
    found: Sequence[Candidate], own: Sequence[float], ranks: Sequence[float], sentences: Mapping[int, float]
) -> list[float]:
    """How likely each candidate is accused: its sentence accuses, and it is the one accused there rather than another party.

    `own`: probabilities of the candidates by themselves; `ranks`: log-odds by which the parties of one sentence
    compete; `sentences`: probability that the sentence accuses anybody.
    """
    strongest: dict[int, float] = {}
    for candidate, rank in zip(found, ranks, strict=True):
        strongest[candidate.sentence] = max(rank, strongest.get(candidate.sentence, rank))
    total: dict[int, float] = {}
    shares = []
    for candidate, rank in zip(found, ranks, strict=True):
        share = math.exp((rank - strongest[candidate.sentence]) / _COMPETITION)
        shares.append(share)
        total[candidate.sentence] = total.get(candidate.sentence, 0.0) + share
    return [
        sentences[c.sentence] ** _SENTENCE_PART * (share / total[c.sentence]) * p ** (1.0 - _SENTENCE_PART)
        for c, share, p in zip(found, shares, own, strict=True)
    ]


_COMPETITION, _SENTENCE_PART = 0.7, 0.75


def select(found: Sequence[Candidate], probabilities: Sequence[float], threshold: float) -> list[Candidate]:
    """Accusations in so many words and those that the model finds likely, the surest first."""
    scored = [(p + candidate_pairs.is_sure(c), c) for p, c in zip(probabilities, found, strict=True)]
    kept: list[Candidate] = []
    for probability, candidate in sorted(scored, key=lambda row: (-row[0], row[1].sentence, row[1].party)):
        if probability < threshold:
            break
        if any(_same_matter(k, candidate) for k in kept):
            continue
        kept.append(candidate)
    return sorted(kept, key=lambda c: (c.sentence, c.at, c.party))


def _same_matter(kept: Candidate, other: Candidate) -> bool:
    """Whether a candidate only goes on with an accusation already kept."""
    if kept.party != other.party or abs(kept.sentence - other.sentence) > 1:
        return False
    if kept.sentence == other.sentence or kept.act is None or other.act is None:
        return True
    both_sure = candidate_pairs.is_sure(kept) and candidate_pairs.is_sure(other)
    return not both_sure or kept.act.lemma == other.act.lemma or kept.frame is not None or other.frame is not None


def _allegation(
    index: int,
    candidate: Candidate,
    annotated: Annotated,
    sentences: tuple[Sentence, ...],
    attributions: tuple[Attribution, ...],
    entities: tuple[Entity, ...],
    book: PartyBook,
    covering: dict[int, int],
) -> Allegation:
    party = book.parties[candidate.party]
    place = candidate.at if candidate.at >= 0 else _mention(candidate, annotated, book, covering)
    attribution = covering.get(place)
    accuser, accuser_entity = _accuser(candidate, attribution, attributions, entities, book)
    token = tokens_of(annotated)[place]
    act = candidate.act
    first, after = (act.token, max(act.end, act.token + 1)) if act is not None else (place, place + 1)
    act_span = tokens_of(annotated).stretch(first, after)
    return Allegation(
        index=index,
        span=_words(annotated, token.i, sentences[candidate.sentence].span),
        act=Span(act_span.start_char, act_span.end_char),
        sentence=candidate.sentence,
        accused=" ".join(party.name.split()),
        accused_entity=party.entity,
        accuser=accuser,
        accuser_entity=accuser_entity,
        matter=act.matter if act is not None else "fault",
        grave=is_grave(candidate),
        legal=bool(candidate.frame and candidate.frame.legal) or (candidate.procedure and act is not None and act.pos == "offence"),
        conditional="conditional" in candidate.features or _in_conditional(token),
        attribution=attribution,
        reply=NO_REPLY,
    )


def is_grave(candidate: Candidate) -> bool:
    """Illegal, or seriously damaging."""
    return load("gravity").accepts(candidate.features)


def _accuser(
    candidate: Candidate,
    attribution: int | None,
    attributions: tuple[Attribution, ...],
    entities: tuple[Entity, ...],
    book: PartyBook,
) -> tuple[str | None, int | None]:
    if candidate.accuser is not None:
        accuser = book.party_through(candidate.accuser)
        if accuser is not None and accuser != candidate.party:
            party = book.parties[accuser]
            return " ".join(party.name.split()), party.entity
    if attribution is not None:
        speaker = attributions[attribution].speaker
        if speaker is not None and speaker < len(entities):
            return entities[speaker].name, speaker
        return UNKNOWN, None
    return None, None


def _mention(candidate: Candidate, annotated: Annotated, book: PartyBook, covering: dict[int, int]) -> int:
    """Where the party is spoken of in its sentence, inside reported words first."""
    span = annotated.sentences[candidate.sentence]
    mine = [t.i for t, party in book.mentions_in(span.start, span.end) if party == candidate.party]
    return next((i for i in mine if i in covering), mine[0] if mine else span.start)


def _in_conditional(token: Token) -> bool:
    """Whether the words stand under a conditional of rumour: « serait accusé », « aurait commis un vol »."""
    for _ in range(3):
        if candidate_pairs.in_conditional(token):
            return True
        if token.head.i == token.i or (token.pos_ == "VERB" and token.dep_ not in ("xcomp", "conj")):
            return False
        token = token.head
    return False


def _words(annotated: Annotated, place: int, sentence: Span) -> Span:
    """The clause around the act, at most 25 words, inside its sentence."""
    doc = tokens_of(annotated)
    head = doc[place]
    for _ in range(3):
        if head.pos_ in ("VERB", "AUX") or head.head.i == head.i:
            break
        head = head.head
    tokens = [t.i for t in head.subtree if sentence.start <= t.idx < sentence.end and not t.is_space]
    if not tokens:
        tokens = [place]
    low, high = max(min(tokens), place - _MOST_WORDS // 2), min(max(tokens), place + _MOST_WORDS // 2)
    while low < place and (doc[low].is_punct or doc[low].is_space):
        low += 1
    while high > place and (doc[high].is_punct or doc[high].is_space):
        high -= 1
    last = doc[high]
    return Span(doc[low].idx, min(last.idx + len(last), max(sentence.end, last.idx + 1)))
