"""The sides of a disagreement and who of them is heard.

Whether there is a dispute, and whether it is told from one side, is decided by two small logistic regressions over
counts that name nobody (`train/allegations.py`). The parties come from the
allegations, from those who answer one another and from « entre X et Y ».
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from functools import cache

from sourcecheck.discourse.act_classes import find_acts
from sourcecheck.discourse.candidates import BLAMING
from sourcecheck.discourse.countries import country_of
from sourcecheck.discourse.linear import load
from sourcecheck.discourse.parties import PartyBook, book_of, name_words
from sourcecheck.discourse.replies import answers_of, speaking_parties, speaks_for, standing_of
from sourcecheck.discourse.roles import act_roles
from sourcecheck.discourse.scan import Scan
from sourcecheck.discourse.tokens import Token, tokens_of
from sourcecheck.domain.discourse import (
    UNKNOWN,
    Allegation,
    Attribution,
    Dispute,
    Entity,
    Party,
    ReplyStatus,
    Sentence,
    VerbClass,
    Voice,
)
from sourcecheck.domain.text import PartKind, Span
from sourcecheck.language import Annotated
from sourcecheck.resources import Library


@dataclass
class Side:
    """A party of the dispute while it is gathered. `weight`: how directly it is concerned."""

    name: str
    kind: str
    entity: int | None
    book: int | None
    weight: float = 0.0
    accused: int = 0
    attributions: list[int] = field(default_factory=list)

    @property
    def heard(self) -> bool:
        return bool(self.attributions)


@cache
def _conflict_words() -> dict[str, frozenset[str]]:
    out: dict[str, set[str]] = defaultdict(set)
    for lemma, kind, *_ in Library().lexicon("conflict-nouns").rows:
        out[lemma].add(kind)
    return {k: frozenset(v) for k, v in out.items()}


@cache
def _conflict_scan() -> Scan[frozenset[str]]:
    table = _conflict_words()
    return Scan(lambda pos, lemma, lower: table.get(lemma) if pos in ("NOUN", "VERB") else None)


@cache
def _victim_scan() -> Scan[bool]:
    words = _victim_words()
    return Scan(lambda pos, lemma, lower: True if pos in ("NOUN", "ADJ") and lemma in words else None)


@cache
def _victim_words() -> frozenset[str]:
    return frozenset(row[0] for row in Library().lexicon("victims").rows if row[1] == "person")


def find_dispute(
    annotated: Annotated,
    sentences: tuple[Sentence, ...],
    attributions: tuple[Attribution, ...],
    entities: tuple[Entity, ...],
    allegations: tuple[Allegation, ...],
) -> tuple[Dispute, tuple[Entity, ...]]:
    """The dispute, and the entities with their `party` filled in."""
    book = book_of(annotated, entities)
    sides = gather_sides(annotated, sentences, attributions, entities, allegations, book)
    features = dispute_features(annotated, sentences, attributions, entities, allegations, sides)
    evidence = bool(allegations or sides) or any(features[name] for name in _EVIDENCE)
    chance = load("dispute").probability({**features, **matter_words(annotated)}) if evidence else 0.0
    one_sided = evidence and one_sidedness(chance, load("one-sided").probability(features)) >= load("one-sided").threshold
    exists = evidence and (one_sided or chance >= load("dispute").threshold or _told_at_once(annotated, sentences, book))
    if not exists:
        return Dispute(False, False), entities
    parties = _parties(annotated, sentences, attributions, book, sides)
    return Dispute(True, one_sided, parties), _with_party(entities, sides)


def matter_words(annotated: Annotated) -> dict[str, float]:
    """What an article is about: its common nouns, verbs and adjectives, those of the first sentence told apart.

    Names, demonyms and words for camps are left out: swapping the camps changes nothing.
    """
    doc = tokens_of(annotated)
    first = doc.sents[0].end if doc.sents else 0
    counts: Counter[str] = Counter()
    opening: set[str] = set()
    for token in doc:
        if token.pos_ in ("NOUN", "VERB", "ADJ") and len(token) > 2 and token.text[:1].islower():
            lemma = token.lemma_.lower()
            if lemma in _camps() or token.lower_ in _camps() or country_of(token.lower_) is not None:
                continue
            counts[lemma] += 1
            if token.i < first:
                opening.add(lemma)
    words = {f"word:{lemma}": math.sqrt(n) / 4.0 for lemma, n in counts.items()}
    return {**words, **{f"first:{lemma}": 0.25 for lemma in opening}}


@cache
def _camps() -> frozenset[str]:
    return frozenset(row[0] for row in Library().lexicon("stakes-camps").rows) | _PARTISANS


_PARTISANS = frozenset(
    "taliban djihadiste jihadiste islamiste terroriste sioniste houthi extrême-droite extrême-gauche séparatiste fasciste anarchiste populiste".split()
)


def one_sidedness(dispute: float, one_sided: float) -> float:
    """The score by which an article is called one-sided, from the probabilities of a dispute and of one side alone being heard."""
    return dispute * math.sqrt(one_sided)


def gather_sides(
    annotated: Annotated,
    sentences: tuple[Sentence, ...],
    attributions: tuple[Attribution, ...],
    entities: tuple[Entity, ...],
    allegations: tuple[Allegation, ...],
    book: PartyBook,
) -> list[Side]:
    """Those directly concerned, most concerned first."""
    sides: dict[str, Side] = {}
    places = {" ".join(p.name.split()): i for i, p in enumerate(book.parties)}

    def side(name: str, entity: int | None) -> Side:
        key = next((k for k in sides if _same(k, name)), name)
        if key not in sides:
            at = places.get(name)
            kind = book.parties[at].kind if at is not None else "?"
            sides[key] = Side(name, kind, entity, at)
        return sides[key]

    for allegation in allegations:
        accused = side(allegation.accused, allegation.accused_entity)
        accused.weight += 1.0 + 0.5 * allegation.grave
        accused.accused += 1
        if allegation.accuser is not None and allegation.accuser != UNKNOWN:
            side(allegation.accuser, allegation.accuser_entity).weight += 1.0
    for left, right in _between(annotated, book):
        for party in (left, right):
            here = book.parties[party]
            side(" ".join(here.name.split()), here.entity).weight += 1.0
    blamed = {s.book for s in sides.values() if s.accused}
    for harm in find_harms(annotated, sentences, book) if blamed else ():
        if harm.agent in blamed and harm.target is not None and book.parties[harm.target].kind in _COLLECTIVE:
            here = book.parties[harm.target]
            side(" ".join(here.name.split()), here.entity).weight += 0.6
    text = annotated.article.text
    standing = standing_of(annotated, sentences, attributions, entities, book)
    for attribution, source in zip(attributions, standing.sources, strict=True):
        name = None if source.party is None else " ".join(book.parties[source.party].name.split())
        for one in sides.values():
            capacity = speaks_for(attribution, entities, one.name, one.entity, one.kind, text, name)
            if capacity == "lawyer" and not standing.defends(source, one.book):
                capacity = None
            if capacity is not None or standing.presumed(source, one.book) is not None:
                one.attributions.append(attribution.index)
    return sorted(sides.values(), key=lambda s: (-s.weight, s.name))


_EVIDENCE = ("words:conflict", "words:strike", "words:court", "answers:denial", "opposed_heard", "opposed_unheard")
_CRIMES = frozenset({"killing", "violence", "terror", "theft", "sexual", "trafficking"})
_COLLECTIVE = frozenset({"LOC", "ORG", "PER", "GRP", "MISC", "state", "force", "body", "company"})


def _same(a: str, b: str) -> bool:
    left, right = set(name_words(a)), set(name_words(b))
    return bool(left and right) and (left <= right or right <= left)


def _told_at_once(annotated: Annotated, sentences: tuple[Sentence, ...], book: PartyBook) -> bool:
    """Whether the title or the first lines say « le conflit entre X et Y »: no count needs to find that out."""
    doc = tokens_of(annotated)
    last = sentences[min(len(sentences), _OPENING) - 1].span.end if sentences else 0
    return any(
        doc[index].idx < last and doc[index].pos_ == "NOUN" and "conflict" in kinds and _opposed_by(doc[index], book)
        for index, kinds in _conflict_scan()(doc)
    )


_OPENING = 3  # sentences


def _opposed_by(noun: Token, book: PartyBook) -> list[tuple[int, int]]:
    """The two parties under « conflit entre X et Y », « procès opposant X à Y »."""
    out = []
    for child in noun.children:
        if any(c.lower_ in ("entre", "opposant") for c in child.children) or child.lower_ == "opposant":
            found = [book.party_through(t) for t in child.subtree]
            parties = list(dict.fromkeys(p for p in found if p is not None))
            if len(parties) >= 2:
                out.append((parties[0], parties[1]))
    return out


def _between(annotated: Annotated, book: PartyBook) -> list[tuple[int, int]]:
    """Pairs of « conflit entre X et Y », « X contre Y », « opposer X à Y »."""
    out = []
    for index, kinds in _conflict_scan()(tokens_of(annotated)):
        token = tokens_of(annotated)[index]
        if token.pos_ == "NOUN" and "conflict" in kinds:
            out.extend(_opposed_by(token, book))
        elif token.lemma_.lower() in ("opposer", "affronter", "attaquer"):
            subject = [p for c in token.children if c.dep_ == "nsubj" and (p := book.party_through(c)) is not None]
            other = [p for c in token.children if c.dep_ in ("obj", "obl:arg", "iobj") and (p := book.party_through(c)) is not None]
            if subject and other and subject[0] != other[0]:
                out.append((subject[0], other[0]))
    return out


def dispute_features(
    annotated: Annotated,
    sentences: tuple[Sentence, ...],
    attributions: tuple[Attribution, ...],
    entities: tuple[Entity, ...],
    allegations: tuple[Allegation, ...],
    sides: list[Side],
) -> dict[str, float]:
    """Counts of the article, squashed to about 0–1; no feature names anybody."""
    f: dict[str, float] = {}
    counts: Counter[str] = Counter()
    title: Counter[str] = Counter()
    ends = [span.end for span in annotated.sentences]
    for index, kinds in _conflict_scan()(tokens_of(annotated)):
        n = bisect_right(ends, index)
        if n >= len(sentences) or sentences[n].part_kind is PartKind.FURNITURE:
            continue
        counts.update(kinds)
        if n == 0:
            title.update(kinds)
    size = max(1, len(sentences))
    for kind in ("conflict", "strike", "court", "verb"):
        f[f"words:{kind}"] = min(counts[kind], 8) / 8.0
        f[f"density:{kind}"] = min(counts[kind] / size, 1.0)
        if title[kind]:
            f[f"title:{kind}"] = 1.0
    answers = Counter(answers_of(annotated).kinds.values())
    for kind in ("denial", "admission", "regret"):
        f[f"answers:{kind}"] = min(answers[kind], 6) / 6.0
    attributed = [a for a in allegations if a.accuser is not None]
    replies = Counter(a.reply.status for a in allegations)
    f["allegations"] = min(len(allegations), 6) / 6.0
    f["attributed_allegations"] = min(len(attributed), 4) / 4.0
    f["narrator_allegations"] = min(len(allegations) - len(attributed), 4) / 4.0
    f["grave"] = min(sum(a.grave for a in allegations), 4) / 4.0
    for status in ReplyStatus:
        f[f"reply:{status.value}"] = min(replies[status], 3) / 3.0
        if replies[status]:
            f[f"any_reply:{status.value}"] = 1.0
    accused = [s for s in sides if s.accused]
    f["accused"] = min(len(accused), 4) / 4.0
    f["accused_unheard"] = min(sum(not s.heard for s in accused), 3) / 3.0
    f["accused_heard"] = min(sum(s.heard for s in accused), 3) / 3.0
    if accused and all(s.heard for s in accused):
        f["all_heard"] = 1.0
    if accused and not any(s.heard for s in accused):
        f["none_heard"] = 1.0
    crime = sum(a.matter in _CRIMES for a in allegations)
    if allegations:
        f["crime_share"] = crime / len(allegations)
        f["no_crime"] = float(crime == 0)
        f["repliers"] = sum(a.reply.status in (ReplyStatus.RELEVANT, ReplyStatus.OFF_TOPIC) for a in allegations) / len(allegations)
    unnamed = sum(s.accused > 0 and s.kind in ("person", "force", "?") for s in sides)
    f["unnamed_accused"] = min(unnamed, 3) / 3.0
    weight = sum(s.weight for s in sides[:4])
    if weight:
        f["unheard_weight"] = sum(s.weight for s in sides[:4] if not s.heard) / weight
        f["main_heard" if sides[0].heard else "main_unheard"] = 1.0
    if len(sides) > 1:
        f["second_heard" if sides[1].heard else "second_unheard"] = 1.0
    targets = [s for s in sides if not s.accused and s.weight < 1.0]
    f["targets_unheard"] = min(sum(not s.heard for s in targets), 2) / 2.0
    f["sides"] = min(len(sides), 5) / 5.0
    f["sides_unheard"] = min(sum(not s.heard for s in sides), 4) / 4.0
    f["sides_heard"] = min(sum(s.heard for s in sides), 4) / 4.0
    if len(sides) >= 2 and sum(s.heard for s in sides[:2]) == 1:
        f["one_of_two_heard"] = 1.0
    if len(sides) >= 2 and all(s.heard for s in sides[:2]):
        f["two_heard"] = 1.0
    f.update(_mention_features(annotated, attributions, entities, book_of(annotated, entities)))
    speakers = Counter(a.speaker for a in attributions if a.speaker is not None)
    named = {a.speaker for a in attributions if a.named and a.speaker is not None}
    f["attributions"] = min(len(attributions), 16) / 16.0
    f["speakers"] = min(len(speakers), 8) / 8.0
    f["named_speakers"] = min(len(named), 6) / 6.0
    if speakers:
        f["top_speaker"] = speakers.most_common(1)[0][1] / sum(speakers.values())
    if len(speakers) == 1:
        f["single_speaker"] = 1.0
    if not attributions:
        f["nobody_speaks"] = 1.0
    charged = sum(a.verb_class is not VerbClass.NEUTRAL for a in attributions)
    f["charged_verbs"] = min(charged, 4) / 4.0
    voices = Counter(s.voice for s in sentences)
    f["narrator_share"] = voices[Voice.NARRATOR] / size
    f["length"] = min(size, 30) / 30.0
    return f


def _mention_features(
    annotated: Annotated, attributions: tuple[Attribution, ...], entities: tuple[Entity, ...], book: PartyBook
) -> dict[str, float]:
    """Whether those most spoken of, and those acted against, are among those who speak."""
    heard = set(speaking_parties(annotated, attributions, book).values())
    spoken = {a.speaker for a in attributions if a.speaker is not None}
    heard |= {i for i, p in enumerate(book.parties) if p.entity is not None and p.entity in spoken}
    f: dict[str, float] = {}
    actors = [i for i, p in enumerate(book.parties) if len(p.heads) >= 3 and (p.named or p.kind in ("state", "force", "body", "company", "justice"))]
    actors.sort(key=lambda i: (-len(book.parties[i].heads), i))
    top = actors[:4]
    if top:
        f["top_unheard"] = sum(i not in heard for i in top) / len(top)
        f["first_unheard"] = float(top[0] not in heard)
        if len(top) > 1:
            f["second_top_unheard"] = float(top[1] not in heard)
    against: Counter[bool] = Counter()
    for index, kinds in _conflict_scan()(tokens_of(annotated)):
        token = tokens_of(annotated)[index]
        if "verb" not in kinds or token.pos_ != "VERB":
            continue
        mine = {p for c in token.children if c.dep_ == "nsubj" and (p := book.party_through(c)) is not None}
        for child in token.children:
            party = book.party_through(child) if child.dep_ in ("obj", "obl:arg", "iobj") else None
            if party is None and child.dep_ == "obj":
                party = next((q for g in child.children if g.dep_ == "nmod" and (q := book.party_through(g)) is not None), None)
            if party is not None and party not in mine:
                against[party in heard] += 1
    f["opposed_unheard"] = min(against[False], 3) / 3.0
    f["opposed_heard"] = min(against[True], 3) / 3.0
    return f


def _parties(
    annotated: Annotated, sentences: tuple[Sentence, ...], attributions: tuple[Attribution, ...], book: PartyBook, sides: list[Side]
) -> tuple[Party, ...]:
    harms = find_harms(annotated, sentences, book)
    harmful: dict[int, list[Span]] = defaultdict(list)
    for harm in harms:
        if harm.narrated and harm.agent is not None:
            harmful[harm.agent].append(harm.act)
    victims = _victims(annotated, sentences, book, harms)
    out = []
    for side in sides[:6]:
        mine = [attributions[i] for i in side.attributions]
        members = [i for i, p in enumerate(book.parties) if _same(p.name, side.name)]
        classes = Counter(a.verb_class for a in mine)
        out.append(
            Party(
                name=side.name,
                heard=side.heard,
                entities=tuple(sorted({p for i in members if (p := book.parties[i].entity) is not None})),
                words=sum(len(span.of(annotated.article.text).split()) for a in mine for span in a.content),
                attributions=len(mine),
                harmful_acts=tuple(sorted({span for i in members for span in harmful.get(i, ())})),
                victims=tuple(sorted({span for i in members for span in victims.get(i, ())})),
                verb_classes=tuple((c, classes[c]) for c in VerbClass if classes[c]),
            )
        )
    return tuple(out)


@dataclass(frozen=True)
class Harm:
    """One act of one party against another, as the sentence tells it; indices into the book."""

    agent: int | None
    target: int | None
    act: Span
    sentence: int
    narrated: bool


def find_harms(annotated: Annotated, sentences: tuple[Sentence, ...], book: PartyBook) -> list[Harm]:
    """Harmful acts with those who do and those who undergo them; found once for an article."""
    held = annotated.__dict__.get("_harms")
    if held is None or held[0] is not book:
        held = annotated.__dict__["_harms"] = (book, _find_harms(annotated, sentences, book))
    found: list[Harm] = held[1]
    return found


def _find_harms(annotated: Annotated, sentences: tuple[Sentence, ...], book: PartyBook) -> list[Harm]:
    starts = [s.span.start for s in sentences]
    out = []
    for act in find_acts(annotated)[0]:
        token = tokens_of(annotated)[act.token]
        if act.pos == "adj":
            continue
        roles = act_roles(act, token)
        agent = next((p for r, t in roles if r in BLAMING and (p := book.party_through(t)) is not None), None)
        target = next((p for r, t in roles if r in _SUFFERING and (p := _party_within(t, book)) is not None and p != agent), None)
        if agent is None and target is None:
            continue
        n = bisect_right(starts, token.idx) - 1
        if n >= 0:
            narrated = sentences[n].voice in (Voice.NARRATOR, Voice.MIXED)
            out.append(Harm(agent, target, Span(token.idx, token.idx + len(token)), n, narrated))
    return out


_SUFFERING = frozenset({"patient", "target", "noun_target"})


def _party_within(token: Token, book: PartyBook) -> int | None:
    """The party of a phrase: itself, or whose it is (« des positions azerbaïdjanaises », « des civils en Azerbaïdjan »)."""
    found = book.party_through(token)
    near = [p for t in token.subtree if t.i != token.i and (p := book.party_of(t)) is not None and book.parties[p].kind == "LOC"]
    if found is None or book.parties[found].kind not in ("PER", "ORG", "LOC", "state"):
        return near[0] if near else found
    return found


def _victims(annotated: Annotated, sentences: tuple[Sentence, ...], book: PartyBook, harms: list[Harm]) -> dict[int, list[Span]]:
    """Words for the dead and the wounded, by the party they belong to or the target of the act told in their sentence."""
    out: dict[int, list[Span]] = defaultdict(list)
    ends = [span.end for span in annotated.sentences]
    targets = {h.sentence: h.target for h in reversed(harms) if h.target is not None}
    for index, _ in _victim_scan()(tokens_of(annotated)):
        token, sentence = tokens_of(annotated)[index], bisect_right(ends, index)
        own = next((p for c in token.children if c.dep_ in ("nmod", "obl:arg", "amod") and (p := book.party_through(c)) is not None), None)
        party = own if own is not None else targets.get(sentence)
        if party is not None:
            out[party].append(Span(token.idx, token.idx + len(token)))
    return out


def _with_party(entities: tuple[Entity, ...], sides: list[Side]) -> tuple[Entity, ...]:
    return tuple(
        replace(e, party=next((s.name for s in sides if s.entity == e.index or _same(s.name, e.name)), None)) for e in entities
    )
