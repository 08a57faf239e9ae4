"""The reply of the accused to each allegation: itself, its lawyer, its spokesperson or its camp.

A quotation of the accused is not yet a reply. What makes it one — who speaks, a denial, the place — is weighed by small
logistic regressions (`train/replies.py`): two over each place (`answering`), two over all the places together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from sourcecheck.discourse.answering import Accusations, Option, content_lemmas, summary, weigh
from sourcecheck.discourse.conjugation import FINITE, forms
from sourcecheck.discourse.countries import country_of_place
from sourcecheck.discourse.linear import load
from sourcecheck.discourse.names import folded_words
from sourcecheck.discourse.parties import PartyBook, book_of, country_of, name_words
from sourcecheck.discourse.phrases import PhraseList
from sourcecheck.discourse.scan import Scan
from sourcecheck.discourse.standing import Standing, book_index, narrated_sources, read_source
from sourcecheck.discourse.tokens import Token, tokens_of
from sourcecheck.domain.discourse import (
    Allegation,
    Attribution,
    Entity,
    EntityKind,
    Reply,
    ReplyStatus,
    Sentence,
)
from sourcecheck.domain.text import Span
from sourcecheck.language import Annotated
from sourcecheck.resources import Library

STATE = frozenset({"state", "force", "justice"})
_STATE_WORDS = re.compile(
    r"\b(gouvern\w+|minist\w+|présid\w+|armée|armées|police|préfet|préfecture|maison blanche|élysée|kremlin|pentagone|matignon|"
    r"état-major|porte-parole|diplomatie|autorités|chancel\w+|premier ministre|exécutif|département d.état)\b", re.IGNORECASE)
_FORCE_WORDS = re.compile(
    r"\b(gouvern\w+|ministre de l'intérieur|ministre de la défense|ministère|armées?|police|policiers?|préfet|préfète|préfecture|gendarm\w+|"
    r"commissaire|pentagone|état-major|porte-parole|autorités|général|colonel|parquet|procureure?|igpn)\b", re.IGNORECASE)
@dataclass(frozen=True)
class Answers:
    """Words of denial, explanation, admission and regret: token index → kind; and where a reply was sought."""

    kinds: dict[int, str]
    sought: tuple[tuple[int, int], ...]


@cache
def _denial_words() -> tuple[dict[str, str], PhraseList, dict[str, str]]:
    single: dict[str, str] = {}
    several: dict[str, str] = {}
    for words, kind, *_ in Library().lexicon("denial").rows:
        (several if (" " in words or "'" in words) else single)[words] = kind
    return single, PhraseList(several, lambda w: re.escape(w).replace("'", "['’]")), several


@cache
def _denial_scan() -> Scan[str]:
    single = _denial_words()[0]
    table = verb_forms(w for w in single if w.endswith(("er", "ir", "re")))

    def decide(pos: str, lemma: str, lower: str) -> str | None:
        found = single.get(lemma) if pos in ("VERB", "NOUN", "ADJ") else None
        if found is None and pos != "NOUN" and lower in table:
            found = single.get(table[lower])
        return found

    return Scan(decide)


def verb_forms(infinitives: Iterable[str]) -> dict[str, str]:
    """Finite form → infinitive, for verbs whose lemma the model misses (« conteste » left as it stands)."""
    out: dict[str, str] = {}
    for infinitive in sorted(infinitives):
        for form, kinds in forms(infinitive).items():
            if FINITE in kinds:
                out.setdefault(form, infinitive)
    return out


@cache
def _sought() -> PhraseList:
    blank = r"\s(?:(?:pas|encore|immédiatement|jamais|donc|toutefois)\s)?"
    return PhraseList(Library().lexicon("sought-reply"), lambda w: re.escape(w).replace("'", "['’]").replace(r"\ ", blank))


@cache
def _spokes() -> dict[str, str]:
    return {row[0]: row[1] for row in Library().lexicon("spokes-nouns").rows}


def answers_of(annotated: Annotated) -> Answers:
    held = annotated.__dict__.get("_answers")
    if held is not None:
        found: Answers = held
        return found
    _, pattern, several = _denial_words()
    doc = tokens_of(annotated)
    kinds: dict[int, str] = {}
    kinds.update(_denial_scan()(doc))
    for match in pattern.find(doc.text, doc.table.places):
        root = doc.within(Span(*match.span())).root
        kinds[root.i] = several.get(match.group().lower().replace("’", "'"), "denial")
    sought = tuple(match.span() for match in _sought().find(doc.text, doc.table.places))
    annotated.__dict__["_answers"] = Answers(kinds, sought)
    return annotated.__dict__["_answers"]  # type: ignore[no-any-return]


def link_replies(
    annotated: Annotated,
    sentences: tuple[Sentence, ...],
    attributions: tuple[Attribution, ...],
    entities: tuple[Entity, ...],
    allegations: tuple[Allegation, ...],
) -> tuple[Allegation, ...]:
    """The allegations with their replies."""
    if not allegations:
        return allegations
    book = book_of(annotated, entities)
    found = all_options(annotated, sentences, attributions, entities, allegations, book)
    return tuple(
        replace(allegation, reply=_decide(annotated, sentences, attributions, allegation, options, book))
        for allegation, options in zip(allegations, found, strict=True)
    )


def _decide(
    annotated: Annotated, sentences: Sequence[Sentence], attributions: tuple[Attribution, ...], allegation: Allegation,
    found: list[Option], book: PartyBook,
) -> Reply:
    """First whether the accused answers the matter, then whether it speaks at all."""
    sought, named = sought_reply(annotated, sentences, allegation, book)
    voice, answer = load("replies-voice"), load("replies-answer")
    voices, answers = [voice.score(o.features) for o in found], [answer.score(o.features) for o in found]
    features = {**context(allegation, book, len(sentences), len(attributions)), **summary(found, voices, answers)}
    chance = load("replies").probability(features) if found else 0.0
    answered = any(sign in option.features for option in found for sign in _SIGNS)
    relevant = bool(found) and chance >= (SURE if named or not answered else load("replies").threshold)
    if not relevant and (sought is not None or not found or not load("answered").accepts(features)):
        return sought or Reply(ReplyStatus.NONE)
    scores = answers if relevant else voices
    at = max(range(len(found)), key=lambda n: (scores[n], -found[n].sentence))
    best = found[at]
    return Reply(
        ReplyStatus.RELEVANT if relevant else ReplyStatus.OFF_TOPIC,
        span=best.span,
        sentence=best.sentence,
        attribution=best.attribution,
        neutralised=relevant and _neutralised(annotated, best.span),
        distance=best.sentence - allegation.sentence,
    )


SURE = 0.6
"""What it takes to find an answer where the article also says that the accused would not give one, or where nothing in its
words denies, admits or explains: an accused who speaks has not yet replied."""
_SIGNS = ("cue:denial", "cue:admission", "cue:regret", "cue:answers", "said:denial", "said:regret", "said:admission", "narrated")


def context(allegation: Allegation, book: PartyBook, sentences: int, attributions: int) -> dict[str, float]:
    """Where an accusation stands and what kind of party it is about; names nobody."""
    party = book_index(book, allegation.accused)
    here = book.parties[party] if party is not None else None
    return {
        f"kind:{here.kind if here is not None else '?'}": 1.0,
        "named": float(here is not None and here.named),
        "mentions": min(len(here.heads), 8) / 8.0 if here is not None else 0.0,
        "attributed": float(allegation.accuser is not None),
        "position": allegation.sentence / max(1, sentences),
        "length": min(sentences, 30) / 30.0,
        "attributions": min(attributions, 16) / 16.0,
    }


def sought_reply(
    annotated: Annotated, sentences: Sequence[Sentence], allegation: Allegation, book: PartyBook
) -> tuple[Reply | None, bool]:
    """Where the article says that the accused was asked, could not be reached or would not answer; whether it names it there."""
    best, named = None, False
    for start, end in answers_of(annotated).sought:
        sentence = next((s for s in sentences if s.span.start <= start < s.span.end), None)
        if sentence is None:
            continue
        sure = _silent(annotated, sentence, start, allegation.accused, book)
        if sure is None:
            continue
        if best is None or sure:
            named = sure
            best = Reply(ReplyStatus.SOUGHT, Span(start, end), sentence.index, None, False, sentence.index - allegation.sentence)
    return best, named


def _silent(annotated: Annotated, sentence: Sentence, offset: int, accused: str, book: PartyBook) -> bool | None:
    """Whether whoever did not answer is the accused (True) or can be its side (False); None where it is somebody else."""
    doc = tokens_of(annotated)
    token = doc.within(Span(offset, offset + 1))[0]
    words, party = set(name_words(accused)), book_index(book, accused)
    subject = next((t for t in reversed(doc[token.sent.start : token.i + 1]) if t.dep_ in ("nsubj", "nsubj:pass")), None)
    if subject is None:
        here = set(name_words(sentence.span.of(annotated.article.text)))
        return False if words & here or party is None or _spoken_of(book, party, token, 1) else None
    found = book.party_through(subject)
    phrase = set(name_words(" ".join(t.text for t in subject.subtree)))
    if (found == party and party is not None) or words & phrase:
        return True
    speaks = _represents(subject.text) or subject.lemma_.lower() in _SPEAKING_BODIES
    other = found is not None and book.parties[found].named
    if other and subject.pos_ != "PRON" and (not speaks or party is None or _is_person(book, found) == _is_person(book, party)):
        return None
    if subject.pos_ == "PRON" and (found is None or not book.parties[found].named) and party is not None:
        return False if _spoken_of(book, party, token, 2) else None
    return False if speaks and (party is None or _spoken_of(book, party, token, 3)) else None


def _is_person(book: PartyBook, party: int | None) -> bool:
    return party is not None and book.parties[party].kind in ("PER", "person")


def _spoken_of(book: PartyBook, party: int, token: Token, back: int) -> bool:
    """Whether a party was spoken of in the sentence of a token or in the `back` ones before it."""
    start = token.sent.start
    for _ in range(back):
        start = book.doc[start - 1].sent.start if start > 0 else 0
    return any(start <= head < token.i for head in book.parties[party].heads)


_SPEAKING_BODIES = frozenset("direction groupe entreprise société avocat avocate cabinet ministère service mairie établissement institution préfecture employeur".split())


_BUT = re.compile(r"\b(mais|pourtant|cependant|toutefois|néanmoins|en réalité|or)\b", re.IGNORECASE)


def _neutralised(annotated: Annotated, span: Span) -> bool:
    """« il nie, mais… »: an adversative right after the reply."""
    text = annotated.article.text
    return bool(_BUT.match(text[span.end : span.end + 40].lstrip(" ,;.»”\n\"")))


def speaking_parties(annotated: Annotated, attributions: tuple[Attribution, ...], book: PartyBook) -> dict[int, int]:
    """Attribution → the party of the book that its source stands for, where there is one."""
    out = {}
    for attribution in attributions:
        if attribution.source is not None and len(attribution.source):
            party = book.party_through(tokens_of(annotated).within(attribution.source).root)
            if party is not None:
                out[attribution.index] = party
    return out


def _heads(annotated: Annotated, attribution: Attribution, book: PartyBook, party: int) -> bool:
    """« Paul Roy, le patron de l'entreprise »: an officer of the party, which its description takes up with a common noun."""
    if attribution.source is None or not len(attribution.source):
        return False
    phrase = list(tokens_of(annotated).within(attribution.source).root.subtree)
    if len(phrase) > _LONGEST_DESCRIPTION or not any(_OFFICER.search(t.lower_) for t in phrase):
        return False
    return any(t.pos_ in ("NOUN", "PROPN") and t.head in phrase and book.party_of(t) == party for t in phrase)


_LONGEST_DESCRIPTION = 16


def speaks_for(
    attribution: Attribution,
    entities: tuple[Entity, ...],
    accused: str,
    accused_entity: int | None,
    kind: str,
    text: str,
    party: str | None = None,
) -> str | None:
    """In what capacity the speaker of an attribution stands for the accused; None if it does not.

    self, spokesperson, lawyer, ally (family, party fellows), officer (heads the accused organisation),
    state (another arm of the same state). `party` is the name the book gives the source.
    """
    speaker = attribution.speaker
    entity = entities[speaker] if speaker is not None and speaker < len(entities) else None
    source = attribution.source.of(text) if attribution.source else ""
    name, role = (entity.name, entity.role or "") if entity is not None else (party or "", "")
    if party is not None and party == accused and _represents(source) is None:
        return "self"
    if accused_entity is not None and speaker == accused_entity:
        return "self"
    words, own = set(name_words(accused)), set(name_words(name))
    if kind in ("LOC", "state", "force") and _of_another_country(source, accused):
        return None
    around = " ".join((source, name, role))
    stands = _represents(around)
    if words and own and (words <= own or own <= words):
        if stands is None and not _begins_with_another(name, words):
            return "self"
        return stands
    spoken = set(name_words(around))
    if words and _share(words, spoken):
        if stands is not None:
            return stands
        if kind not in ("PER", "person", *STATE) and (_OFFICER.search(around) or (entity is not None and entity.kind is EntityKind.PERSON and role)):
            return "officer"
    if kind in STATE and (_STATE_WORDS if kind == "state" else _FORCE_WORDS).search(around):
        own_words = words - _STATE_NOUNS
        return "state" if not own_words or _share(own_words, spoken) else None
    if kind == "LOC" and _STATE_WORDS.search(around) and _share(words, spoken):
        return "state"
    if _speaks_for_country(around, accused, kind):
        return "state"
    if stands == "lawyer" and kind in ("PER", "person") and not _counsel_of_another(around, words):
        return "lawyer"
    return None


_COUNSEL = re.compile(r"\b(?:avocate?s?|défenseure?s?|conseils?) (?:de |du |des |d['’])(\w[\w' ’-]+)", re.IGNORECASE)


def _counsel_of_another(around: str, words: set[str]) -> bool:
    """« l'avocat de X » does not speak for somebody else than X."""
    clients = [set(name_words(match.group(1))) for match in _COUNSEL.finditer(around)]
    return bool(clients) and not any(words & client for client in clients)


_OFFICER = re.compile(
    r"\b(président\w*|pdg|direct\w+|secrétaire|maire|patron\w*|dirigeant\w*|chef\w*|fondat\w+|responsable\w*|ministre|leader|numéro|"
    r"délégué\w*|membre|élu\w*|député\w*|porte-parole|premier)\b", re.IGNORECASE)
_STATE_NOUNS = frozenset(
    "gouvernement regime etat pouvoir autorites autorite police policiers armee militaires forces force soldats justice parquet ministere "
    "administration presidence executif gendarmerie gendarmes ordre securite garde".split()
)


def _of_another_country(source: str, accused: str) -> bool:
    """« le ministère russe » does not speak for another state, whatever the article calls it."""
    named = {country for word in name_words_plain(source) if (country := country_of(word)) is not None}
    return bool(named) and not _share({w for c in named for w in name_words(c)}, set(name_words(accused)))


@lru_cache(maxsize=2000)
def _countries(text: str) -> frozenset[str]:
    """Every country that a description names, by its name, its seat of government or a demonym."""
    out = {country for word in name_words_plain(text) if (country := country_of(word)) is not None}
    folded = folded_words(text)
    for size in (1, 2, 3):
        for i in range(len(folded) - size + 1):
            country = country_of_place(folded[i : i + size])
            if country is not None:
                out.add(country)
    return frozenset(out)


def _speaks_for_country(around: str, accused: str, kind: str) -> bool:
    """« le président américain » for « États-Unis », « François Hollande, président » for « Élysée »."""
    office = _PALACES.get(" ".join(name_words(accused)))
    if office is not None:
        return bool(re.search(office, around, re.IGNORECASE))
    if kind not in ("LOC", "ORG", "MISC", *STATE) or not (_STATE_WORDS.search(around) or _OFFICIAL.search(around)):
        return False
    return bool(_countries(accused) & _countries(around))


_OFFICIAL = re.compile(
    r"\b(haut responsable|hauts responsables|services? de sécurité|services? secrets?|télévision d['’]état|médias? d['’]état|radio d['’]état|"
    r"ambassad\w+|ministre|dirigeant\w*|général|officiels?|régime|délégation|consul\w*)\b", re.IGNORECASE)

# Seats of power that are spoken of as persons, and the office whose holder speaks for them.
_PALACES = {
    "elysee": r"\bprésident", "maison blanche": r"\bprésident", "maison blanch": r"\bprésident", "kremlin": r"\bprésident",
    "matignon": r"premi(?:er|ère) ministre", "downing street": r"premi(?:er|ère) ministre", "quai orsay": r"affaires étrangères|diplomatie",
    "bercy": r"ministre (?:de l'économie|des finances|du budget|des comptes)", "beauvau": r"ministre de l'intérieur",
    "pentagone": r"défense|armée|militaire", "vatican": r"\bpape\b|saint-siège", "saint siege": r"\bpape\b|vatican",
    "departement etat": r"secrétaire d'état", "commission europeenne": r"commissaire européen|commission",
}


def _share(words: set[str], others: set[str]) -> bool:
    """Whether the two sets name one place or body, demonyms included (syrie, syrien)."""
    if words & others:
        return True
    stems = {w[:4] for w in others if len(w) > 3}
    return any(w[:4] in stems for w in words if len(w) > 3)


def _begins_with_another(name: str, words: set[str]) -> bool:
    """« la mère de X »: the name of X inside the description of somebody else."""
    own = name_words(name)
    return bool(own) and own[0] not in words and own[0] in _KIN


_KIN = frozenset("mere pere frere soeur fils fille femme epouse mari famille parents avocat proches entourage cabinet ami oncle tante cousin collegue".split())


def _represents(words: str) -> str | None:
    table = _spokes()
    for word in name_words_plain(words):
        kind = table.get(word) or table.get(word.rstrip("s"))
        if kind:
            return kind
    return None


def name_words_plain(words: str) -> list[str]:
    return re.findall(r"[\w-]+", words.lower())


def standing_of(
    annotated: Annotated, sentences: Sequence[Sentence], attributions: tuple[Attribution, ...], entities: tuple[Entity, ...], book: PartyBook
) -> Standing:
    """Every source of the article as `standing` reads it; made once for replies and disputes."""
    held = annotated.__dict__.get("_standing")
    if held is not None and held[0] is book:
        known: Standing = held[1]
        return known
    doc, kinds, starts = tokens_of(annotated), answers_of(annotated).kinds, [s.span.start for s in sentences]
    voices = speaking_parties(annotated, attributions, book)
    text = annotated.article.text
    sources = [read_source(doc, a, entities, voices.get(a.index), kinds, starts, text) for a in attributions]
    made = Standing(book, sources, starts)
    annotated.__dict__["_standing"] = (book, made)
    return made


def all_options(
    annotated: Annotated,
    sentences: Sequence[Sentence],
    attributions: tuple[Attribution, ...],
    entities: tuple[Entity, ...],
    allegations: tuple[Allegation, ...],
    book: PartyBook,
) -> list[list[Option]]:
    """For each allegation every place where the accused may be answering: all that anybody says, and denials told without words."""
    text, doc = annotated.article.text, tokens_of(annotated)
    standing = standing_of(annotated, sentences, attributions, entities, book)
    accusations = Accusations(allegations)
    told = narrated_sources(doc, book, standing.sources, answers_of(annotated).kinds, standing.starts)
    said = {a.index: content_lemmas(t for span in a.content for t in doc.within(span)) for a in attributions}
    out = []
    for allegation in allegations:
        party = book_index(book, allegation.accused)
        kind = book.parties[party].kind if party is not None else "?"
        matter = content_lemmas(doc.within(sentences[allegation.sentence].span), allegation.accused)
        act = {t.lemma_.lower() for t in doc.within(allegation.act)}
        found = []
        for attribution, source in zip(attributions, standing.sources, strict=True):
            name = None if source.party is None else " ".join(book.parties[source.party].name.split())
            capacity = speaks_for(attribution, entities, allegation.accused, allegation.accused_entity, kind, text, name)
            if capacity is None and party is not None and kind not in ("PER", "person") and _heads(annotated, attribution, book, party):
                capacity = "officer"
            if capacity == "lawyer" and not standing.defends(source, party):
                capacity = None
            if capacity != "self" and attribution.extent.overlaps(allegation.act):
                continue
            speaker = entities[attribution.speaker].name if attribution.speaker is not None else name or ""
            option = Option(source.sentence, source.last, attribution.extent, attribution.index, capacity)
            weigh(option, source, allegation, accusations, standing, speaker, said[attribution.index], matter, act)
            found.append(option)
        for source, span in told:
            capacity = "self" if party is not None and source.party == party else None
            option = Option(source.sentence, source.last, span, None, capacity)
            speaker = "" if source.party is None else book.parties[source.party].name
            weigh(option, source, allegation, accusations, standing, speaker, set(), matter, act)
            found.append(option)
        out.append(found)
    return out
