"""The reply of the accused to each allegation: itself, its lawyer, its spokesperson or its camp.

A quotation of the accused is not yet a reply. What makes it one — a denial, the matter taken up again,
the place — is weighed by a small logistic regression (`train/allegations.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache

from sourcecheck.discourse.countries import country_of_place
from sourcecheck.discourse.linear import load
from sourcecheck.discourse.names import folded_words
from sourcecheck.discourse.parties import PartyBook, book_of, country_of, name_words, noun_lemma
from sourcecheck.discourse.phrases import PhraseList
from sourcecheck.discourse.roles import is_passive, passive_agents
from sourcecheck.discourse.scan import Scan
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
_CONTENT = frozenset({"NOUN", "VERB", "ADJ", "PROPN"})
_CASE_WORDS = frozenset(
    "accusation allégation soupçon affaire fait reproche enquête plainte procédure version preuve vérité faute erreur responsabilité légitime "
    "défense critique polémique calomnie mensonge rumeur justice loi règle droit légal illégal coupable innocent responsable incident".split()
)
_LIGHT = frozenset("être avoir faire dire pouvoir devoir vouloir aller mettre prendre donner autre même an année jour fois personne chose affirmer déclarer".split())


@dataclass
class Option:
    """One place where the accused may be answering."""

    sentence: int
    span: Span
    attribution: int | None
    features: dict[str, float] = field(default_factory=dict)


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
    return Scan(lambda pos, lemma, lower: single.get(lemma) if pos in ("VERB", "NOUN", "ADJ") else None)


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
    out = []
    for allegation in allegations:
        found = options(annotated, sentences, attributions, entities, allegation, book)
        out.append(replace(allegation, reply=_decide(annotated, sentences, allegation, found, book)))
    return tuple(out)


def _decide(
    annotated: Annotated, sentences: Sequence[Sentence], allegation: Allegation, found: list[Option], book: PartyBook
) -> Reply:
    """First whether the accused speaks at all, then whether it speaks to the matter."""
    sought = _sought_reply(annotated, sentences, allegation, book)
    features = pooled(found)
    if not found or not load("answered").accepts(capacities(features)):
        return sought or Reply(ReplyStatus.NONE)
    model = load("replies")
    best = max(found, key=lambda o: (model.score(pooled([o])), -o.sentence))
    relevant = model.accepts(features)
    if sought is not None and (not relevant or best.attribution is None or "answer" not in features):
        return sought
    return Reply(
        ReplyStatus.RELEVANT if relevant else ReplyStatus.OFF_TOPIC,
        span=best.span,
        sentence=best.sentence,
        attribution=best.attribution,
        neutralised=relevant and _neutralised(annotated, best.span),
        distance=best.sentence - allegation.sentence,
    )


def pooled(found: list[Option]) -> dict[str, float]:
    """Features of all the places together: few, because a reply is rare and data are small."""
    out: dict[str, float] = {}

    def raise_to(name: str, value: float) -> None:
        if value > out.get(name, 0.0):
            out[name] = value

    for option in found:
        f = option.features
        answer = any(name in f for name in _ANSWERS)
        topical = f.get("shared", 0.0) + 0.25 * ("sentence_shares" in f) + 0.25 * ("act_again" in f)
        raise_to("answer", float(answer))
        raise_to("answer_here", float(answer) * f["closeness"])
        raise_to("answer_on_topic", float(answer) * min(topical, 1.0))
        raise_to("answer_after", float(answer and option_after(f)))
        raise_to("topical", min(topical, 1.0))
        raise_to("close", f["closeness"])
        raise_to("after", float(option_after(f)))
        raise_to("case", float("content:case" in f))
        raise_to("speaks_up", 0.5 * ("content:first_person" in f) + 0.5 * ("content:negation" in f))
        for name in ("self", "spokesperson", "lawyer", "officer", "state", "ally", "narrated", "unnamed"):
            raise_to(name, f.get(name, 0.0))
    out["options"] = min(len(found), 5) / 5.0
    if out.get("self", 0.0) == 0.0:
        out["only_others"] = 1.0
    return out


def capacities(features: dict[str, float]) -> dict[str, float]:
    """Of the pooled features, those that tell whether the accused speaks at all."""
    return {name: features[name] for name in _CAPACITIES if name in features}


_CAPACITIES = ("self", "spokesperson", "lawyer", "officer", "state", "ally", "narrated", "unnamed", "options", "only_others", "answer")
_ANSWERS = ("cue:denial", "cue:admission", "cue:regret", "content:denial", "content:regret", "sentence:denial", "sentence:admission",
            "sentence:regret", "narrated")


def option_after(features: dict[str, float]) -> bool:
    return "just_after" in features or "after" in features or "here" in features


def _sought_reply(
    annotated: Annotated, sentences: Sequence[Sentence], allegation: Allegation, book: PartyBook
) -> Reply | None:
    """Where the article says that the accused was asked, could not be reached or would not answer."""
    words = set(name_words(allegation.accused))
    best: Reply | None = None
    for start, end in answers_of(annotated).sought:
        sentence = next((s for s in sentences if s.span.start <= start < s.span.end), None)
        if sentence is None:
            continue
        here = set(name_words(sentence.span.of(annotated.article.text)))
        if not words & here and not _may_stand_for(annotated, start, allegation.accused, book):
            continue
        reply = Reply(ReplyStatus.SOUGHT, Span(start, end), sentence.index, None, False, sentence.index - allegation.sentence)
        if best is None or words & here:
            best = reply
    return best


def _may_stand_for(annotated: Annotated, offset: int, accused: str, book: PartyBook) -> bool:
    """Whether whoever did not answer can be the accused or its side: nobody else is named as the subject."""
    token = tokens_of(annotated).within(Span(offset, offset + 1))[0]
    clause = tokens_of(annotated)[token.sent.start : token.i + 1]
    subject = next((t for t in reversed(clause) if t.dep_ in ("nsubj", "nsubj:pass")), None)
    if subject is None:
        return True
    if _represents(subject.text) or subject.lemma_.lower() in _SPEAKING_BODIES:
        return True
    party = book.party_through(subject)
    return party is None or " ".join(book.parties[party].name.split()) == accused


_SPEAKING_BODIES = frozenset("direction groupe entreprise société avocat avocate cabinet ministère service mairie établissement institution parquet".split())


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
    if kind in STATE and _STATE_WORDS.search(around):
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


def options(
    annotated: Annotated,
    sentences: Sequence[Sentence],
    attributions: tuple[Attribution, ...],
    entities: tuple[Entity, ...],
    allegation: Allegation,
    book: PartyBook,
) -> list[Option]:
    """Every place where the accused or its camp speaks or answers."""
    text = annotated.article.text
    kinds = answers_of(annotated).kinds
    party = next((i for i, p in enumerate(book.parties) if " ".join(p.name.split()) == allegation.accused), None)
    kind = book.parties[party].kind if party is not None else "?"
    home = tokens_of(annotated).within(sentences[allegation.sentence].span)
    matter = _lemmas(home, allegation.accused)
    act = tokens_of(annotated).within(allegation.act)
    act_lemmas = {t.lemma_.lower() for t in act}
    out: list[Option] = []
    taken: set[int] = set()
    voices = speaking_parties(annotated, attributions, book)
    for attribution in attributions:
        voice = voices.get(attribution.index)
        name = None if voice is None else " ".join(book.parties[voice].name.split())
        relation = speaks_for(attribution, entities, allegation.accused, allegation.accused_entity, kind, text, name)
        if relation is None and party is not None and kind not in ("PER", "person") and _heads(annotated, attribution, book, party):
            relation = "officer"
        if relation is None and _represents_unnamed(attribution, allegation, text, kinds, annotated, sentences, party, book, kind):
            relation = "unnamed"
        if relation is None:
            continue
        if attribution.extent.overlaps(allegation.act) and relation != "self":
            continue
        if relation == "lawyer" and _own_lawyer(attribution, allegation, text, voices, party, sentences, book):
            relation = "spokesperson"
        option = Option(attribution.sentence, attribution.extent, attribution.index)
        tokens = [t for span in attribution.content for t in tokens_of(annotated).within(span)]
        _features(option, relation, tokens, attribution, allegation, kinds, matter, act_lemmas, annotated)
        taken.add(attribution.sentence)
        out.append(option)
    for option in out:
        option.features["speaks_often"] = min(len(out), 6) / 6.0
    if party is not None:
        out.extend(_narrated(annotated, sentences, allegation, book, party, kinds, taken))
    return out


_NEAR_REPLY = 3
_STAND_INS = re.compile(
    r"^(?:(?P<own>son|sa|ses|leurs?) [^,]*?)?(?:l['’]|la |le |les |une? )?(?:ancienne? |nouveau |nouvelle )?"
    r"(?P<noun>porte-parole|porte-paroles|direction|direct(?:eur|rice)\w*|gérante?|présidente?|patronn?e?|service (?:de presse|juridique|communication)|"
    r"avocate?s?|conseils?|défenseure?s?|délégation|entreprise|société|groupe|firme|enseigne|intéressée?s?|élue?|édile|mis(?:e)? en cause|employeur|"
    r"secrétaire général\w*|responsables?|communication|communicante?|représentante?|gestionnaire|exploitante?|propriétaire|chef\w*|"
    r"entourage|cabinet|proches|famille|commandement|hiérarchie)\b", re.IGNORECASE)
_ADVOCATE = re.compile(r"^(?:me|maître)\b", re.IGNORECASE)
_OWNER = re.compile(r"\b(?:de |du |des |d['’])(?:la |l['’]|le |les )?([A-ZÉÈÀÂ][\w’'-]+)")


def _represents_unnamed(
    attribution: Attribution, allegation: Allegation, text: str, kinds: dict[int, str], annotated: Annotated,
    sentences: Sequence[Sentence], party: int | None, book: PartyBook, kind: str,
) -> bool:
    """« son porte-parole », « la direction », « Me Roy », who speaks right after the accusation and for nobody else that is named."""
    if attribution.source is None or not 0 <= attribution.sentence - allegation.sentence <= _NEAR_REPLY:
        return False
    if attribution.extent.overlaps(allegation.act) or attribution.extent.start < allegation.act.start:
        return False
    source = attribution.source.of(text)
    match = _STAND_INS.match(source)
    if _OWNER.search(source) is not None or not (match or _ADVOCATE.match(source)):
        return False
    if attribution.speaker is not None and attribution.speaker == allegation.accuser_entity:
        return False
    cue = tokens_of(annotated).within(attribution.cue) if attribution.cue is not None and len(attribution.cue) else ()
    answering = any(t.i in kinds for t in cue) or attribution.cue_lemma in _denial_words()[0]
    if match is not None and match["own"]:
        start = sentences[max(0, attribution.sentence - 2)].span.start
        return answering or party is None or any(start <= book.doc[h].idx < attribution.source.start for h in book.parties[party].heads)
    if _ADVOCATE.match(source):
        return kind in ("PER", "person") and answering
    return answering


_CLIENT = re.compile(r"\b(?:mon|ma|notre|mes|nos) clients?e?s?\b", re.IGNORECASE)
_POSSESSED = re.compile(r"\b(?:son|sa|ses|leurs?) (?:avocat|avocate|avocats|avocates|conseil|conseils|défenseurs?)\b", re.IGNORECASE)


def _own_lawyer(
    attribution: Attribution, allegation: Allegation, text: str, voices: dict[int, int], party: int | None,
    sentences: Sequence[Sentence], book: PartyBook,
) -> bool:
    """« son avocat », « mon client », said right after the accused was spoken of and nobody else was."""
    source = attribution.source.of(text) if attribution.source else ""
    said = " ".join(span.of(text) for span in attribution.content)
    if party is None or not (_POSSESSED.search(source) or _CLIENT.search(said)):
        return False
    start = sentences[max(0, attribution.sentence - 3)].span.start
    near = [h for h in book.parties[party].heads if start <= book.doc[h].idx < attribution.extent.start]
    return bool(near)


def _narrated(
    annotated: Annotated, sentences: Sequence[Sentence], allegation: Allegation, book: PartyBook, party: int, kinds: dict[int, str], taken: set[int]
) -> list[Option]:
    """« le maire nie », « l'entreprise s'est excusée »: answers told without content."""
    out = []
    for i, kind in kinds.items():
        token = tokens_of(annotated)[i]
        if token.pos_ != "VERB" or kind == "explanation":
            continue
        claimed = kind == "admission" and token.lemma_.lower() == "revendiquer"
        for child in passive_agents(token) if claimed and is_passive(token) else token.children:
            if (claimed or child.dep_ in ("nsubj", "nsubj:pass")) and book.party_through(child) == party:
                sentence = next((s for s in sentences if s.span.start <= token.idx < s.span.end), None)
                if sentence is None or sentence.index in taken:
                    continue
                option = Option(sentence.index, sentence.span, None)
                option.features.update({"narrated": 1.0, f"narrated:{kind}": 1.0, "self": 1.0})
                _place(option, allegation)
                out.append(option)
    return out


def _lemmas(tokens: Iterable[Token], accused: str) -> set[str]:
    names = set(name_words(accused))
    return {
        t.lemma_.lower() for t in tokens
        if t.pos_ in _CONTENT and t.lemma_.lower() not in _LIGHT and not (set(name_words(t.text)) & names) and len(t) > 2
    }


def _features(
    option: Option, relation: str, tokens: list[Token], attribution: Attribution, allegation: Allegation,
    kinds: dict[int, str], matter: set[str], act_lemmas: set[str], annotated: Annotated,
) -> None:
    f = option.features
    f[relation] = 1.0
    cue = tokens_of(annotated).within(attribution.cue) if attribution.cue is not None and len(attribution.cue) else None
    if cue is not None:
        for token in cue:
            kind = kinds.get(token.i)
            if kind:
                f[f"cue:{kind}"] = 1.0
        meant = _denial_words()[0].get(attribution.cue_lemma)
        if meant:
            f[f"cue:{meant}"] = 1.0
        if any(t.lower_ in ("s'", "se", "s’") for t in cue) and any(t.lemma_.lower() == "défendre" for t in cue):
            f["cue:denial"] = 1.0
    lemmas = set()
    for token in tokens:
        kind = kinds.get(token.i)
        if kind and kind != "explanation":
            f[f"content:{kind}"] = 1.0
        if token.pos_ in _CONTENT:
            lemma = token.lemma_.lower()
            lemmas.add(lemma)
            if lemma in _CASE_WORDS:
                f["content:case"] = 1.0
        if token.lower_ in ("ne", "n'", "n’", "non", "jamais", "aucun", "aucune"):
            f["content:negation"] = 1.0
        if token.lower_ in ("je", "j'", "j’", "nous", "mon", "ma", "mes", "notre", "nos"):
            f["content:first_person"] = 1.0
    shared = len((lemmas & matter) - _LIGHT)
    f["shared"] = min(shared, 4) / 4.0
    if shared:
        f["shares"] = 1.0
    if act_lemmas & lemmas:
        f["act_again"] = 1.0
    if attribution.sentence < len(annotated.sentences):
        bounds = annotated.sentences[attribution.sentence]
        sentence = tokens_of(annotated)[bounds.start : bounds.end]
        for token in sentence:
            kind = kinds.get(token.i)
            if kind in ("denial", "admission", "regret"):
                f[f"sentence:{kind}"] = 1.0
        if len(_lemmas(sentence, allegation.accused) & matter) >= 2:
            f["sentence_shares"] = 1.0
    _place(option, allegation)


def _place(option: Option, allegation: Allegation) -> None:
    f = option.features
    distance = option.sentence - allegation.sentence
    if distance == 0:
        f["here"] = 1.0
    elif 0 < distance <= 2:
        f["just_after"] = 1.0
    elif distance > 0:
        f["after"] = 1.0
    elif distance >= -2:
        f["just_before"] = 1.0
    else:
        f["before"] = 1.0
    f["closeness"] = 1.0 / (1.0 + abs(distance))


__all__ = ["Option", "answers_of", "link_replies", "noun_lemma", "options", "pooled", "speaks_for"]
