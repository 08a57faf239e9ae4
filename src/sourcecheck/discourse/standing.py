"""For whom somebody speaks: what ties the source of an attribution to a party, as features that name nobody.

« son avocat », « la direction », « le maire », « nous »: each alone is weak; a small logistic regression weighs them
(`train/replies.py`). Replies and disputes ask the same question here.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from sourcecheck.discourse.parties import PartyBook, name_words, noun_lemma
from sourcecheck.discourse.roles import is_passive, passive_agents
from sourcecheck.discourse.tokens import Token, Tokens
from sourcecheck.domain.discourse import Attribution, Entity
from sourcecheck.domain.text import Span
from sourcecheck.resources import Library

POSSESSIVES = {"son": False, "sa": False, "ses": False, "leur": True, "leurs": True}
_DEFINITE = frozenset({"le", "la", "l'", "l’", "les", "du", "des", "au", "aux", "ce", "cette", "cet", "ces"})
_OFFICERS = frozenset(
    "président présidente pdg directeur directrice secrétaire maire mairesse bourgmestre échevin échevine patron patronne dirigeant dirigeante "
    "chef cheffe fondateur fondatrice responsable ministre leader délégué déléguée membre élu élue député députée gérant gérante proviseur "
    "proviseure recteur rectrice préfet préfète gouverneur gouverneure commissaire administrateur administratrice trésorier trésorière adjoint "
    "adjointe conseiller conseillère évêque général colonel commandant commandante capitaine propriétaire principal doyen doyenne entraîneur "
    "entraîneuse manager coordinateur coordinatrice syndic régisseur intendant exploitant exploitante chancelier chancelière premier dg".split()
)
_ORGANS = frozenset(
    "direction siège conseil bureau comité communication service secrétariat présidence organisateur organisatrice délégation parti syndicat "
    "fédération hiérarchie maison-mère filiale état-major cabinet chancellerie ambassade".split()
)
_PHRASE = 6
_LITTLE = frozenset("de du des d' d’ la le les l' l’ et à au en".split())
_GENERIC_BODIES = frozenset(
    "groupe entreprise société compagnie firme site usine établissement hôpital clinique école lycée collège université association syndicat "
    "fédération parti mouvement club ligue organisation institution ville commune mairie conseil comité enseigne chaîne maison centre service "
    "ministère gouvernement office agence régie banque fondation festival laboratoire abattoir chantier musée théâtre journal rédaction "
    "coopérative exploitation ferme résidence foyer prison police armée gendarmerie justice communication presse affaires développement".split()
)
_GENERIC_ADJECTIVES = frozenset(
    "général générale généraux adjoint adjointe délégué déléguée régional régionale national nationale départemental départementale local locale "
    "médical médicale juridique financier financière technique municipal municipale scolaire exécutif exécutive commercial commerciale".split()
)
_OWN_WORDS = frozenset({"nous", "notre", "nos", "nôtre", "nôtres"})
_MINE = frozenset({"je", "j'", "j’", "me", "m'", "m’", "moi", "mon", "ma", "mes"})
_DENIED = frozenset({"ne", "n'", "n’"})
_NOT = frozenset({"ne", "n'", "n’", "non", "jamais", "aucun", "aucune", "rien", "ni"})


@cache
def _spokes() -> Mapping[str, str]:
    return {row[0]: row[1] for row in Library().lexicon("spokes-nouns").rows}


@cache
def _nouns() -> Mapping[str, str]:
    return {row[0]: row[1] for row in Library().lexicon("party-nouns").rows}


@cache
def _blaming() -> frozenset[str]:
    return frozenset(row[0] for row in Library().lexicon("accusation-verbs").rows if " " not in row[0] and "legal" not in row)


def class_of(lemma: str) -> str:
    """lawyer, spokesperson, ally, officer, organ, or the kind that the party nouns give; "other" for the rest."""
    spoken = _spokes().get(lemma)
    if spoken:
        return spoken
    if lemma in _OFFICERS:
        return "officer"
    if lemma in _ORGANS:
        return "organ"
    return _nouns().get(lemma, "other")


@dataclass(frozen=True)
class Source:
    """What an attribution shows of its speaker, whoever is asked about. `sentence`…`last`: where its words stand."""

    attribution: int
    sentence: int
    last: int
    start: int
    root: Token | None
    shape: str
    noun: str
    possessive: bool | None
    words: frozenset[str]
    party: int | None
    speaker: int | None
    generic: bool
    phrase: frozenset[str]
    general: tuple[tuple[str, float], ...]


def _shape(root: Token | None, role: str, named: bool) -> str:
    """How the source is named: pronoun, name alone, name with its office, « son avocat », « la direction », « le maire de X »."""
    if root is None:
        return "none"
    if root.pos_ == "PRON":
        return "pronoun"
    determiner = next((c.lower_ for c in root.children if c.dep_ == "det"), "")
    if determiner in POSSESSIVES:
        return "possessed"
    if root.pos_ == "NOUN" and root.text[:1].islower():
        whole = any(c.dep_ in ("nmod", "obl:arg") and c.i > root.i and c.pos_ in ("NOUN", "PROPN") for c in root.children)
        return "whole" if whole else ("bare" if determiner in _DEFINITE else "indefinite")
    return "office" if role else ("name" if named else "unnamed")


def read_source(
    doc: Tokens, attribution: Attribution, entities: tuple[Entity, ...], party: int | None, kinds: Mapping[int, str],
    starts: list[int], text: str,
) -> Source:
    """Read one attribution; `starts` are the characters at which the sentences begin."""
    entity = entities[attribution.speaker] if attribution.speaker is not None and attribution.speaker < len(entities) else None
    source = attribution.source if attribution.source is not None and len(attribution.source) else None
    root = doc.within(source).root if source is not None else None
    role = (entity.role or "") if entity is not None else ""
    shape = _shape(root, role, attribution.named)
    noun = noun_lemma(root) if root is not None and root.pos_ in ("NOUN", "ADJ") else ""
    if not noun and role:
        noun = next((w for w in role.lower().split() if class_of(w) != "other"), role.lower().split()[0])
    determiner = next((c.lower_ for c in root.children if c.dep_ == "det"), "") if root is not None else ""
    around = " ".join((source.of(text) if source is not None else "", role, entity.name if entity is not None else ""))
    if noun == "" and any(w in ("me", "maître", "maîtres") for w in around.lower().split()):
        noun = "avocat"
    places = [s.start for s in (*attribution.content, *((attribution.cue,) if attribution.cue else ()), *((source,) if source else ()))]
    first = bisect_right(starts, min(places)) - 1
    last = max(bisect_right(starts, max(s.end - 1, s.start)) - 1 for s in (*attribution.content, *((source,) if source else ())))
    start = root.i if root is not None else doc.within(attribution.content[0]).start
    return Source(
        attribution.index, first, last, start, root, shape, class_of(noun) if noun else "none", POSSESSIVES.get(determiner),
        frozenset(name_words(around)), party, attribution.speaker, _generic(root, role), _phrase_lemmas(root, role),
        tuple(_general(doc, attribution, kinds).items()),
    )


def _generic(root: Token | None, role: str) -> bool:
    """Whether the office is told without whose it is: « le directeur », « la présidente du syndicat », « le patron du site »."""
    words = role.lower().split()
    if root is not None and root.pos_ == "NOUN" and root.text[:1].islower():
        words = []
        for t in root.subtree:
            if (t.is_punct and t.i > root.i) or t.i - root.i >= _PHRASE:
                break
            if t.i >= root.i and t.pos_ in ("NOUN", "PROPN", "ADJ") and t.dep_ not in ("appos", "flat:name", "flat:foreign"):
                words.append(t.lower_)
        named = [t for t in root.children if t.pos_ == "PROPN" and t.dep_ in ("nmod", "obl:arg") and t.i > root.i]
        if named:
            return False
    elif not words:
        return False
    rest = [w for w in words[1:] if w not in _LITTLE]
    return all(w in _GENERIC_BODIES or w.rstrip("s") in _GENERIC_BODIES or w in _GENERIC_ADJECTIVES for w in rest)


def _phrase_lemmas(root: Token | None, role: str) -> frozenset[str]:
    """The nouns of the source's phrase and of its office."""
    found = {w for w in role.lower().split() if len(w) > 3}
    if root is not None:
        found |= {noun_lemma(t) for t in root.subtree if t.pos_ == "NOUN" and abs(t.i - root.i) < 12}
    return frozenset(found)


def narrated_sources(
    doc: Tokens, book: PartyBook, sources: list[Source], kinds: Mapping[int, str], starts: list[int]
) -> list[tuple[Source, Span]]:
    """« le maire nie », « la défense fera appel », « l'attaque est revendiquée par X »: answers told without content.

    As sources whose `attribution` is -1, with the words of the answer.
    """
    taken = {n for s in sources for n in range(s.sentence, s.last + 1)}
    out = []
    for i, kind in sorted(kinds.items()):
        token = doc[i]
        sentence = bisect_right(starts, token.idx) - 1
        if sentence in taken or (kind == "explanation" and (token.pos_ != "VERB" or any(c.lower_ in _DENIED for c in token.children))):
            continue
        subject = _subject(token, kind)
        if subject is None:
            continue
        taken.add(sentence)
        shape = _shape(subject, "", subject.pos_ == "PROPN")
        noun = noun_lemma(subject) if subject.pos_ == "NOUN" else ""
        determiner = next((c.lower_ for c in subject.children if c.dep_ == "det"), "")
        general = (("narrated", 1.0), (f"narrated:{kind}", 1.0), (f"narrated:{token.pos_}", 1.0))
        words = frozenset(name_words(" ".join(t.text for t in subject.subtree)))
        out.append((Source(-1, sentence, sentence, subject.i, subject, shape, class_of(noun) if noun else "none", POSSESSIVES.get(determiner),
                           words, book.party_through(subject), None, _generic(subject, ""), _phrase_lemmas(subject, ""), general), Span(token.idx, token.idx + len(token))))
    return out


def _subject(token: Token, kind: str) -> Token | None:
    """Whoever denies or admits: the subject of the verb, or the agent of « revendiqué par »."""
    claimed = kind == "admission" and token.lemma_.lower() == "revendiquer"
    if claimed and is_passive(token):
        return next(iter(passive_agents(token)), None)
    if token.pos_ not in ("VERB", "NOUN", "ADJ"):
        root = token.sent.root
        return root if root.pos_ in ("NOUN", "PROPN") and root.i < token.i else None
    verb = token
    for _ in range(3):
        found = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubj:pass")), None)
        if found is not None:
            return found
        if verb.head.dep_ == "ROOT" and verb.head.pos_ in ("NOUN", "PROPN") and verb.head.i < token.i:
            return verb.head  # « Sa porte-parole, X, dément »: the model takes the noun for the root
        if verb.head.i == verb.i or verb.dep_ not in ("obj", "xcomp", "conj", "obl:arg", "obl:mod", "ccomp", "advcl", "amod", "nmod"):
            return None
        verb = verb.head
    return None


def _general(doc: Tokens, attribution: Attribution, kinds: Mapping[int, str]) -> dict[str, float]:
    """How the words are presented and what they do: deny, explain, speak of « nous », blame."""
    f: dict[str, float] = {f"type:{attribution.type.value}": 1.0, f"cue:{attribution.cue_kind.value}": 1.0}
    f[f"verb:{attribution.verb_class.value}"] = 1.0
    if attribution.cue is not None and len(attribution.cue):
        for token in doc.within(attribution.cue):
            kind = kinds.get(token.i)
            if kind:
                f[f"cue:{kind}"] = 1.0
            if token.lemma_.lower() in _blaming():
                f["cue:blames"] = 1.0
    if attribution.cue_lemma in ("répondre", "rétorquer", "répliquer", "riposter", "réagir", "opposer", "objecter"):
        f["cue:answers"] = 1.0
    for span in attribution.content:
        for token in doc.within(span):
            lower = token.lower_
            kind = kinds.get(token.i)
            if kind:
                f[f"said:{kind}"] = 1.0
            if lower in _OWN_WORDS:
                f["said:we"] = 1.0
            elif lower in _MINE:
                f["said:I"] = 1.0
            elif lower in _NOT:
                f["said:not"] = 1.0
            elif lower in ("client", "cliente", "clients", "clientes"):
                f["said:client"] = 1.0
            elif token.pos_ == "VERB" and token.lemma_.lower() in _blaming():
                f["said:blames"] = 1.0
    return f


class Standing:
    """Who stands for whom in one article. `kinds`: words of denial and the like by token index."""

    def __init__(self, book: PartyBook, sources: list[Source], starts: list[int]) -> None:
        self.book, self.sources, self.starts = book, sources, starts
        self._order = sorted((i, p) for p, party in enumerate(book.parties) for i in party.heads)
        self._indices = [i for i, _ in self._order]
        self._near: dict[int, list[int]] = {}
        self._presumed: dict[int, dict[int, str]] = {}
        counts = {person: [(len(p.heads), -i) for i, p in enumerate(book.parties) if (p.kind in ("PER", "person")) == person and p.heads]
                  for person in (True, False)}
        self.foremost = {person: -max(found)[1] if found else None for person, found in counts.items()}

    def recent(self, token: int) -> list[int]:
        """The parties spoken of before a token, those that are the subject of their sentence first, then the nearest."""
        known = self._near.get(token)
        if known is not None:
            return known
        doc = self.book.doc
        here = self.sentence_of(doc[token].idx) if token < len(doc) else len(self.starts)
        scores: dict[int, float] = {}
        at = bisect_left(self._indices, token)
        for i, party in reversed(self._order[max(0, at - 60) : at]):
            back = here - self.sentence_of(doc[i].idx)
            if back > _FAR:
                break
            subject = doc[i].dep_ in ("nsubj", "nsubj:pass", "ROOT")
            scores[party] = max(scores.get(party, -99.0), subject * 0.8 - back - (token - i) / 200.0)
        self._near[token] = found = sorted(scores, key=lambda p: (-scores[p], p))
        return found

    def sentence_of(self, offset: int) -> int:
        return bisect_right(self.starts, offset) - 1

    def since(self, party: int, token: int) -> int | None:
        """Sentences since the party was last spoken of before `token`; None if it never was."""
        at = [i for i in self.book.parties[party].heads if i < token]
        if not at:
            return None
        doc = self.book.doc
        return self.sentence_of(doc[min(token, len(doc) - 1)].idx) - self.sentence_of(doc[max(at)].idx)

    def presumed(self, source: Source, party: int | None) -> str | None:
        """Whom « son avocat », « la direction », « le patron du site » speaks for, where no name tells; then all that the speaker says."""
        if party is None:
            return None
        known = self._presumed.get(party)
        if known is None:
            known = self._presumed[party] = {}
            for one in self.sources:
                found = self._presume(one, party)
                if found is not None and one.speaker is not None:
                    known.setdefault(one.speaker, found)
        if source.speaker is not None and source.speaker in known:
            return known[source.speaker]
        return self._presume(source, party)

    def defends(self, source: Source, party: int | None) -> bool:
        """Whether a lawyer named without its client can be this party's: « son avocat » is that of whom was spoken of last."""
        if source.noun != "lawyer" or party is None:
            return False
        if source.shape != "possessed":
            return True
        return self._alike(source, party)[:1] == [party]

    def _alike(self, source: Source, party: int) -> list[int]:
        """The parties spoken of before a source that are persons where `party` is one, bodies where it is one."""
        person = self.book.parties[party].kind in ("PER", "person")
        return [p for p in self.recent(source.start) if p != source.party and (self.book.parties[p].kind in ("PER", "person")) == person]

    def _presume(self, source: Source, party: int) -> str | None:
        person = self.book.parties[party].kind in ("PER", "person")
        if source.party == party or source.noun not in _STANDING:
            return None
        near = self._alike(source, party)
        if source.possessive is not None and source.shape == "possessed":
            if (bool(self.book.parties[party].plural) and not source.possessive) or (source.possessive and person and not self.book.parties[party].plural):
                return None
            return f"possessed {source.noun}" if near and near[0] == party else None
        if source.phrase & self._nouns_of(party) and source.noun in ("lawyer", "spokesperson", "ally", "officer", "organ"):
            return f"kindred {source.noun}"
        if dict(source.general).get("said:client") and person and (self.foremost[True] == party or (near and near[0] == party)):
            return "client"
        if source.shape in ("bare", "office", "whole", "pronoun", "name") and source.generic and source.noun in _SPEAKING:
            alone = self.foremost[person] == party or (bool(near) and near[0] == party)
            if alone and (not person or source.noun == "lawyer"):
                return f"generic {source.noun}"
        return None

    def _nouns_of(self, party: int) -> set[str]:
        """The common nouns by which the article calls a party."""
        doc, here = self.book.doc, self.book.parties[party]
        nouns = {noun_lemma(doc[i]) for i in here.heads if doc[i].pos_ == "NOUN"}
        nouns |= {w for w in here.name.lower().split() if w in _nouns()}
        return nouns - _TOO_WIDE

    def tie(self, source: Source, name: str, party: int | None, capacity: str | None) -> dict[str, float]:
        """Features of « this source speaks for this party ». `capacity`: what the names alone tell (`replies.speaks_for`)."""
        f: dict[str, float] = {}
        kind = self.book.parties[party].kind if party is not None else "?"
        person = kind in ("PER", "person")
        manner = "person" if person else "place" if kind == "LOC" else "body"
        if capacity is not None:
            f[f"as:{capacity}"] = 1.0
            f[f"as:{capacity}:{manner}"] = 1.0
            return f
        presumed = self.presumed(source, party)
        if presumed is not None:
            f[f"presumed:{presumed.split()[0]}"] = 1.0
            f[f"presumed:{presumed}"] = 1.0
            f["presumed"] = 1.0
        f[f"shape:{source.shape}:{source.noun}"] = 1.0
        f[f"noun:{source.noun}:{manner}"] = 1.0
        f[f"shape:{source.shape}:{manner}"] = 1.0
        if party is None:
            f["nobody"] = 1.0
        else:
            self._nearness(f, source, party, manner)
        words = set(name_words(name))
        shared = len(words & source.words)
        if shared:
            f["named"] = 1.0
            f[f"named:{source.noun}"] = 1.0
            f[f"named:{manner}"] = 1.0
        elif {w[:5] for w in words if len(w) > 4} & {w[:5] for w in source.words if len(w) > 4}:
            f["kindred"] = 1.0
            f[f"kindred:{source.noun}"] = 1.0
        initials = "".join(w[0] for w in name_words(name))
        if len(initials) > 2 and any(w == initials or w.startswith(initials) for w in source.words if len(w) > 2):
            f["initials"] = 1.0
        if source.party is not None and source.party != party:
            f["another:named" if self.book.parties[source.party].named else "another:noun"] = 1.0
        return f

    def _nearness(self, f: dict[str, float], source: Source, party: int, manner: str) -> None:
        rank = next((n for n, p in enumerate(self.recent(source.start)) if p == party and p != source.party), None)
        others = [p for p in self.recent(source.start) if p != source.party]
        place = "last" if others and others[0] == party else "near" if party in others[:3] else "there" if rank is not None else "far"
        f[f"recent:{place}"] = 1.0
        f[f"recent:{place}:{source.shape}"] = 1.0
        f[f"recent:{place}:{source.noun}"] = 1.0
        alike = [p for p in others if (self.book.parties[p].kind in ("PER", "person")) == (manner == "person")]
        if alike and alike[0] == party:
            f["foremost"] = 1.0
            f[f"foremost:{source.shape}"] = 1.0
        if self.foremost[manner == "person"] == party:
            f["main"] = 1.0
            f[f"main:{source.shape}"] = 1.0
            f[f"main:{source.noun}"] = 1.0
        if source.possessive is not None:
            plural = self.book.parties[party].plural
            if source.possessive and manner == "person" and not plural:
                f["their:one"] = 1.0
            elif not source.possessive and plural:
                f["his:many"] = 1.0


_FAR = 3
_STANDING = frozenset({"lawyer", "spokesperson", "ally", "officer", "organ", "company", "body", "state", "force"})
_SPEAKING = frozenset({"lawyer", "spokesperson", "officer", "organ", "company", "body"})
_TOO_WIDE = frozenset("homme femme personne groupe membre personnes hommes gens président chef".split())


def book_index(book: PartyBook, name: str) -> int | None:
    return next((i for i, p in enumerate(book.parties) if " ".join(p.name.split()) == name), None)
