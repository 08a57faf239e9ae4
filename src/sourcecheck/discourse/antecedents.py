"""Which referent a pronoun stands for: candidates, their features, and the order among them.

Features after the classic factors of pronoun resolution (Lappin & Leass 1994; Mitkov 1998): agreement,
recency, grammatical role, having spoken before. The weights (`weights/antecedents.json`) are set by hand
and adjusted on the development gold. Two fitted rankers did no better, held out by article: pairwise logistic regression
(155 of 183 pronouns, by hand 160) and a softmax fitted as a correction to these weights (181 of 195, by hand 182).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field

from sourcecheck.discourse.linear import load
from sourcecheck.discourse.referents import Referent, Referents, clash
from sourcecheck.domain.discourse import EntityKind, Gender

FEMININE = frozenset("elle elles celle-ci celles-ci dernière dernières celle celles".split())
PLURAL = frozenset("ils elles eux ceux-ci celles-ci derniers dernières ceux celles".split())
MASCULINE = frozenset("il lui ils eux celui-ci ceux-ci dernier derniers celui ceux".split())


_OF_TOPICS = ("last-speaker", "last-speaker-part", "last-speaker-near", "pronoun-before", "latest-subject", "latest-subject-person",
              "latest-subject-here", "latest-theme", "main-speaker", "speaker-superseded", "spoke", "spoke-often")
TOGETHER = frozenset("couple duo trio tandem binome fratrie".split())
_NETWORKS = frozenset("twitter facebook telegram instagram tiktok youtube linkedin whatsapp snapchat bluesky mastodon x messenger threads".split())


_UNSPEAKING = frozenset("site reseau service emission filiere industrie usine centrale marine radio hopital ecole lycee college magazine".split())


def _unspeaking(referent: Referent) -> bool:
    """« Le site sera vendu, a-t-il reconnu »: a place or a thing, in spite of its noun."""
    return bool(referent.roles) and referent.roles[0][0] in _UNSPEAKING


@dataclass(slots=True)
class Asked:
    """A pronoun, or a place without source, whose referent is looked for."""

    token: int
    word: str
    gender: Gender
    plural: bool | None
    inside: bool = False  # within quoted words
    answers: bool = False  # the subject of « a-t-il répondu »
    continues: bool = False  # the subject of « a-t-il ajouté »
    resumes: bool = False  # « Il estime que » at the head of a sentence
    hosted: bool = False  # the subject of an incise in narrated words: « X a perdu, a-t-elle dit »
    personal: bool = False  # the words said have « je »
    contrasts: bool = False  # « Lui affirme que »: not whoever spoke last


@dataclass
class Discourse:
    """What the ranker remembers while it reads on."""

    speakers: list[tuple[int, int, int]] = field(default_factory=list)  # (token, part, referent) of sources
    subjects: list[tuple[int, int]] = field(default_factory=list)  # (token, referent) of resolved pronouns
    shadows: set[int] = field(default_factory=set)  # phrases that turned out to stand for a named referent
    stands: dict[int, int] = field(default_factory=dict)  # phrase → the named referent that it was found to stand for
    issuers: dict[str, int] = field(default_factory=dict)  # folded noun of a document → who made it
    makers: dict[int, int] = field(default_factory=dict)  # document → who made it


def asked(token: int, word: str, answers: bool = False, contrasts: bool = False, continues: bool = False, personal: bool = False, hosted: bool = False, resumes: bool = False) -> Asked:
    gender = Gender.FEMININE if word in FEMININE else Gender.MASCULINE if word in MASCULINE else Gender.UNKNOWN
    return Asked(token, word, gender, word in PLURAL if gender is not Gender.UNKNOWN else None, False, answers, continues, resumes, hosted, personal, contrasts)


def candidates(book: Referents, question: Asked, memory: Discourse, parts: list[int], quoted: bytearray) -> Iterable[tuple[Referent, dict[str, float]]]:
    """Every referent that may be meant, with its features."""
    table = book.table
    here, token = table.sentence[question.token], question.token
    part = parts[token]
    last = memory.speakers[-1] if memory.speakers else None
    spoken: dict[int, int] = {}
    for _, _, number in memory.speakers:
        spoken[number] = spoken.get(number, 0) + 1
    pronoun = {number: place for place, number in memory.subjects if place < token}
    recent: list[tuple[int, Referent, dict[str, float]]] = []
    for referent in book.all:
        if referent.number in memory.shadows or clash(referent.gender, question.gender) or (question.plural is not None and not _agrees(referent, question.plural)):
            continue
        if referent.proper and referent.words <= _NETWORKS and referent.number not in spoken:
            continue
        starts = [p.first for p in referent.places]
        before = bisect_left(starts, token)
        while before and referent.places[before - 1].last > token:
            before -= 1
        latest_pronoun = pronoun.get(referent.number, -1)
        if not before and latest_pronoun < 0 and referent.number not in spoken:
            continue
        place = referent.places[before - 1] if before else None
        at = max(place.first if place else -1, latest_pronoun)
        distance = here - table.sentence[at] if at >= 0 else 9
        subject_at = max((p.first for p in referent.places[:before] if p.subject and not quoted[p.first]), default=-1)
        subject_at = max(subject_at, latest_pronoun)
        subject_distance = here - table.sentence[subject_at] if subject_at >= 0 else 9
        features: dict[str, float] = {
            f"distance-{min(distance, 4)}": 1.0,
            f"subject-{min(subject_distance, 4)}": 1.0,
            f"kind-{referent.kind.value}": 1.0,
            "theme": float(subject_at >= 0 and book.is_theme(subject_at)),
            "proper": float(referent.proper),
            "gender-known": float(referent.gender is question.gender and question.gender is not Gender.UNKNOWN),
            "same-part": float(at >= 0 and parts[at] == part),
            "count": min(before, 6) / 6,
            "total": min(len(referent.places), 8) / 8,
            "spoke": float(referent.number in spoken),
            "spoke-often": min(spoken.get(referent.number, 0), 4) / 4,
            "quoted-only": float(bool(before) and all(quoted[p.first] for p in referent.places[:before])),
            "latest-quoted": float(place is not None and bool(quoted[place.first]) and latest_pronoun < place.first),
            "indefinite": float(not referent.definite),
        }
        if last is not None and referent.number == last[2]:
            features["last-speaker"] = 1.0
            if last[1] == part:
                features["last-speaker-part"] = 1.0
            if here - table.sentence[last[0]] <= 1:
                features["last-speaker-near"] = 1.0
        if question.hosted and subject_at >= 0 and subject_distance == 0 and (last is None or last[1] != part) and book.is_theme(subject_at) and (
                referent.proper or referent.kind is EntityKind.PERSON or not _unspeaking(referent)):
            features["host-subject"] = 1.0
        if referent.kind is EntityKind.PERSON:
            features["person-proper"] = float(referent.proper)
        if latest_pronoun >= 0 and here - table.sentence[latest_pronoun] <= 1:
            features["pronoun-before"] = 1.0
        recent.append((at, referent, features))
    recent.sort(key=lambda item: (-item[0], item[1].number))
    subjects = sorted((item for item in recent if "subject-0" in item[2] or "subject-1" in item[2]), key=lambda item: -item[0])
    if subjects:
        subjects[0][2]["latest-subject"] = 1.0
    for order, (_, referent, features) in enumerate(subjects):
        if order == 0 and referent.kind is EntityKind.PERSON:
            features["latest-subject-person"] = 1.0
        if order == 0 and "subject-0" in features:
            features["latest-subject-here"] = 1.0
        if order and "last-speaker" in features and subjects[0][1].kind is EntityKind.PERSON:
            features["speaker-superseded"] = 1.0
    heads = [item for item in recent if item[2].pop("theme", 0.0)]
    if heads:
        heads.sort(key=lambda item: -item[0])
        heads[0][2]["latest-theme"] = 1.0
        told = last is not None and any(number == heads[0][1].number and table.sentence[at] == table.sentence[last[0]] for at, _, number in memory.speakers)
        if told and "last-speaker" not in heads[0][2]:
            heads[0][2]["main-speaker"] = 1.0  # « X affirme que…, alors que Y jugeait que… »
    for rank, (_, _, features) in enumerate(recent):
        features["rank"] = 1.0 / (1 + rank)
        if rank == 0:
            features["latest"] = 1.0
    if question.answers and len({number for _, at_part, number in memory.speakers[-4:] if at_part == part}) > 1:
        for _, _referent, features in recent:
            if "last-speaker-part" in features:
                features["answers:last-speaker"] = 1.0
    other = next((i for i in subjects if i[1].kind is EntityKind.PERSON and i[1].proper and i[0] >= 0 and "last-speaker" not in i[2]), None)
    changed = other is not None and last is not None and table.sentence[other[0]] > table.sentence[last[0]] and book.is_theme(other[0])
    if question.continues and last is not None and last[1] == part and here - table.sentence[last[0]] <= 2 and not changed:
        for _, _referent, features in recent:
            if "last-speaker" in features:
                features["continues:last-speaker"] = 1.0
    if question.resumes and not question.contrasts and last is not None and last[1] == part and here - table.sentence[last[0]] == 1:
        for _, _referent, features in recent:
            if "last-speaker" in features:
                features["resumes:last-speaker"] = 1.0
    if question.personal:
        for _, referent, features in recent:
            if referent.kind is not EntityKind.PERSON:
                features["personal:body"] = 1.0
    if question.contrasts:
        for _, _referent, features in recent:
            features["contrasts:total"] = features["total"]
            if "last-speaker" in features:
                features["contrasts:last-speaker"] = 1.0
    demonstrative = question.word not in ("il", "elle", "ils", "elles")
    if demonstrative and question.word not in ("lui", "eux", "le", "les", "la", ""):
        _mark_last_named(table.pos, table.sentence, token, recent)
    for _, referent, features in recent:
        if demonstrative:
            for name in ("rank", "latest", "latest-subject", "last-speaker", "distance-0", "subject-0"):
                if name in features:
                    features[f"{question.word if question.word in ('lui', 'eux') else 'last'}:{name}"] = features[name]
        elif question.plural:
            for name in ("proper", "kind-group", "kind-person", "kind-organisation", "kind-place"):
                if name in features:
                    features[f"plural:{name}"] = features[name]
        if question.word == "":
            features["floating"] = 1.0
            for name in ("last-speaker", "last-speaker-part", "latest-subject", "person-proper"):
                if name in features:
                    features[f"floating:{name}"] = features[name]
        yield referent, features


def _mark_last_named(pos: list[str], sentence: list[int], token: int, recent: list[tuple[int, Referent, dict[str, float]]]) -> None:
    """« Ce dernier » is whoever was named last, before a phrase set in front (« Dans une déclaration à l'agence X, ce dernier »)."""
    first = token
    while first and sentence[first - 1] == sentence[token]:
        first -= 1
    fronted = pos[first] == "ADP"
    for _, _referent, features in recent:
        for name in _OF_TOPICS:
            features.pop(name, None)
    able = [(r, f) for _, r, f in recent if r.kind is not EntityKind.PLACE and not (fronted and "distance-0" in f)]
    near = [f for r, f in able if (r.kind is EntityKind.PERSON or f["gender-known"]) and ("distance-0" in f or "distance-1" in f)]
    final = near[0] if near else able[0][1] if able else None
    if final is not None:
        final["last:final"] = 1.0


def _agrees(referent: Referent, plural: bool) -> bool:
    if referent.proper and referent.kind is not EntityKind.PERSON:
        return True
    return referent.plural == plural or (plural and bool(referent.roles) and referent.roles[0][0] in TOGETHER)


def best(found: Iterable[tuple[Referent, dict[str, float]]]) -> Referent | None:
    model = load("antecedents")
    top, score = None, float("-inf")
    for referent, features in found:
        value = model.score(features)
        if value > score:
            top, score = referent, value
    return top
