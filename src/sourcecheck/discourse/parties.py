"""Who could be blamed or answer: every mention of a party in the article, gathered under one name.

A party is wider than a speaker: a government, « les policiers », « l'homme de 31 ans ». Mentions come from
the entities of the article, from the names the model recognises, and from nouns that denote persons,
institutions and groups (word list `party-nouns`). A party's name is the fullest one the article gives.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache

from sourcecheck.discourse.act_classes import find_acts
from sourcecheck.discourse.countries import country_named
from sourcecheck.discourse.countries import country_of as country_of
from sourcecheck.discourse.scan import Scan
from sourcecheck.discourse.tokens import Token, Tokens, tokens_of
from sourcecheck.domain.discourse import Entity, EntityKind, Gender
from sourcecheck.domain.text import Span
from sourcecheck.language import Annotated
from sourcecheck.resources import Library

NAMED_LABELS = frozenset({"PER", "ORG", "LOC", "MISC"})
TITLES = frozenset({"m.", "mm.", "mme", "mme.", "mmes", "mlle", "me", "dr", "dr.", "pr", "pr.", "monsieur", "madame"})
# Bare definite nominals of this set all speak of the one unnamed protagonist of a news item.
GENERIC_PERSON = frozenset(
    "homme individu suspect auteur tueur accusé prévenu intéressé conducteur chauffeur tireur assaillant "
    "meurtrier assassin forcené jeune ravisseur agresseur automobiliste kamikaze terroriste".split()
)
# Definite nouns that take up a person already introduced (« l'élu de 58 ans », « le jeune homme »).
ANAPHORIC_PERSON = GENERIC_PERSON | frozenset(
    "élu édile adolescent adolescente mineur garçon fille quadragénaire quinquagénaire trentenaire sexagénaire septuagénaire octogénaire "
    "vingtenaire retraité retraitée femme fugitif détenu condamné récidiviste multirécidiviste praticien soignant enseignant religieux "
    "militaire policier entrepreneur commerçant sportif champion artiste chanteur acteur comédien candidat parlementaire magistrat".split()
)
PRONOUNS = frozenset({"il", "elle", "ils", "elles", "celui-ci", "celle-ci", "ceux-ci", "celles-ci", "dernier", "dernière"})
_WORD = re.compile(r"\w+")


@dataclass
class Party:
    """One party while the article is being read. `heads` are the tokens that stand for it."""

    name: str
    kind: str
    entity: int | None = None
    named: bool = False
    plural: bool | None = None
    feminine: bool | None = None
    heads: list[int] = field(default_factory=list)


@cache
def _party_nouns() -> dict[str, str]:
    return {row[0]: row[1] for row in Library().lexicon("party-nouns").rows}


def fold(text: str) -> str:
    """Lower case without accents, for comparing names."""
    bare = unicodedata.normalize("NFD", text.casefold().replace("’", "'"))
    return "".join(c for c in bare if not unicodedata.combining(c))


@lru_cache(maxsize=20000)
def name_words(text: str) -> tuple[str, ...]:
    return tuple(w for w in _WORD.findall(fold(text)) if w not in _EMPTY_WORDS)


_EMPTY_WORDS = frozenset("m mm mme mmes mlle dr pr me le la les l un une des du de d son sa ses leur the".split())


@cache
def _party_scan() -> Scan[str]:
    known = _party_nouns()

    def decide(pos: str, lemma: str, lower: str) -> str | None:
        found = _noun_lemma(lemma, lower)
        return found if pos in ("NOUN", "ADJ", "PROPN", "VERB") and found in known else None

    return Scan(decide)


def noun_lemma(token: Token) -> str:
    """The lemma of a noun, with the plural and the case of the first letter undone where the model did not."""
    return _noun_lemma(token.lemma_.lower(), token.lower_)


@lru_cache(maxsize=10000)
def _noun_lemma(lemma: str, lower: str) -> str:
    known = _party_nouns()
    if lemma in known:
        return lemma
    for guess in (lower, lower[:-1] if lower.endswith(("s", "x")) else lower):
        if guess in known:
            return guess
    return lemma


class PartyBook:
    """The parties of one article, and which one a token stands for."""

    def __init__(self, annotated: Annotated, entities: tuple[Entity, ...] = ()) -> None:
        self.doc: Tokens = tokens_of(annotated)
        self.parties: list[Party] = []
        self._at: dict[int, int] = {}
        self._head: dict[int, int] = {}
        self._roles: dict[str, int] = {}
        self._by_words: dict[tuple[str, ...], int] = {}
        self._pronouns: dict[int, int | None] = {}
        self._bystanders: dict[int, bool] = {}
        self._guilt: dict[int, float] = {}
        acts, frames = find_acts(annotated)
        self._harming = frozenset(act.token for act in acts if act.pos == "verb")
        self._accusing = frozenset(frame.token for frame in frames if frame.frame in ("object", "dative", "subject") and not frame.judging)
        self._from_entities(annotated, entities)
        self._from_names()
        self._titled = self._titles_before_names()
        self._from_nouns()
        self._order = sorted(self._head)
        self._identify()
        self._title_protagonist()
        self._peoples()
        self._beside_names()
        self._misspelt()
        self._attach(annotated, entities)
        self._pronoun_indices = [token.i for token in self.doc if token.pos_ == "PRON"]
        first = next(iter(self.doc.sents), None)
        self._title = frozenset(self._head[i] for i in self._order if first is not None and i < first.end)

    # -- reading -------------------------------------------------------------------------------

    def party_of(self, token: Token) -> int | None:
        """The party `token` stands for: a name, a noun, or a pronoun by its antecedent."""
        found = self._at.get(token.i)
        if found is not None:
            return found
        if token.pos_ == "ADJ":
            country = country_of(token.lower_)
            return None if country is None else self._by_words.get(name_words(country))
        if token.pos_ == "PRON" or token.lower_ in PRONOUNS:
            if token.lower_ in ("qui", "que", "qu'", "qu’", "dont", "lequel", "laquelle", "lesquels", "lesquelles"):
                head = _relative_head(token)
                found = None if head is None else self.party_through(head)
                return found if found is not None else self._just_before(token)
            return self.antecedent(token)
        return None

    def _just_before(self, relative: Token) -> int | None:
        """The party whose mention ends right before a relative pronoun (« la démission du maire, qu'elle accuse »)."""
        i = relative.i - 1
        while i > relative.sent.start and (self.doc[i].is_punct or self.doc[i].pos_ in ("ADP", "ADJ")):
            i -= 1
        return self._at.get(i)

    def party_through(self, token: Token) -> int | None:
        """The party of `token`, or of the party that the noun belongs to (« des membres de X »)."""
        found = self.party_of(token)
        if found is not None:
            return found
        if token.pos_ in ("NOUN", "PRON", "NUM", "DET") and (token.lemma_.lower() in _MEMBERS or token.pos_ != "NOUN"):
            for child in token.children:
                if child.dep_ in ("nmod", "obl:arg", "obl:mod") and _case(child) in ("de", "parmi", "d'entre"):
                    found = self.party_of(child)
                    if found is not None:
                        return found
        if token.pos_ == "NOUN":
            for child in token.children:
                if child.dep_ in ("flat:name", "appos", "nmod") and child.pos_ == "PROPN" and child.i > token.i and not _case(child):
                    found = self._at.get(child.i)
                    if found is not None:
                        return found
        return None

    def mentions_in(self, start: int, end: int) -> list[tuple[Token, int]]:
        """(token, party) of every name, noun and resolved pronoun between two token indices, in order."""
        out = [(self.doc[i], party) for i, party in self.mentions_between(start, end)]
        for i in self._pronoun_indices[bisect_left(self._pronoun_indices, start) : bisect_left(self._pronoun_indices, end)]:
            token = self.doc[i]
            found = self.party_of(token)
            if found is not None and i not in self._head:
                out.append((token, found))
        return sorted(out, key=lambda row: row[0].i)

    def mentions_between(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """(head token, party) of every name and noun between two token indices."""
        for i in self._order[bisect_left(self._order, start) :]:
            if i >= end:
                break
            yield i, self._head[i]

    def antecedent(self, token: Token) -> int | None:
        if token.i not in self._pronouns:
            self._pronouns[token.i] = None  # a chain of pronouns must not come back here
            self._pronouns[token.i] = self._find_antecedent(token)
        return self._pronouns[token.i]

    def span(self, head: int) -> Span:
        token = self.doc[head]
        return Span(token.idx, token.idx + len(token))

    # -- building ------------------------------------------------------------------------------

    def _add(self, name: str, kind: str, named: bool, entity: int | None = None) -> int:
        self.parties.append(Party(name, kind, entity, named))
        self._by_words.setdefault(name_words(name), len(self.parties) - 1)
        return len(self.parties) - 1

    def _register(self, party: int, head: int, tokens: range) -> None:
        self._head.setdefault(head, party)
        self.parties[party].heads.append(head)
        for i in tokens:
            self._at.setdefault(i, party)

    def _from_entities(self, annotated: Annotated, entities: tuple[Entity, ...]) -> None:
        kinds = {
            EntityKind.PERSON: "PER", EntityKind.ORGANISATION: "ORG", EntityKind.PLACE: "LOC",
            EntityKind.GROUP: "GRP", EntityKind.UNNAMED: "GRP",
        }
        for entity in entities:
            if entity.kind not in kinds or not self._is_proper(annotated, entity):
                continue
            party: int | None = None
            for mention in entity.mentions:
                tokens = tokens_of(annotated).within(mention)
                if tokens.start in self._at and tokens[-1].i in self._at:
                    continue
                head = tokens.root
                if entity.kind is EntityKind.PLACE and self._is_dateline(tokens.start, tokens.end):
                    continue
                if head.pos_ == "PRON" or (head.pos_ == "DET" and len(tokens) == 1):
                    continue
                if party is None:
                    party = self._add(entity.name, kinds[entity.kind], entity.named, entity.index)
                    here = self.parties[party]
                    here.plural = entity.plural
                    here.feminine = {Gender.FEMININE: True, Gender.MASCULINE: False}.get(entity.gender)
                self._register(party, head.i, range(tokens.start, tokens.end))

    def _is_proper(self, annotated: Annotated, entity: Entity) -> bool:
        """Whether an entity bears a proper name; descriptions are gathered here by rules of their own."""
        if not entity.named or not entity.name[:1].isupper() or not entity.mentions:
            return False
        if entity.name.split()[0].lower() in _INDEFINITE:
            return False  # « Des documents analysés par … », at the head of a sentence
        for mention in entity.mentions[:4]:
            tokens = tokens_of(annotated).within(mention)
            if any(t.pos_ in ("PROPN", "X") and t.text[:1].isupper() for t in tokens):
                return True
            if tokens[0].ent_type_ and tokens[0].text[:1].isupper() and tokens.start > tokens[0].sent.start:
                return True
        return False

    def _attach(self, annotated: Annotated, entities: tuple[Entity, ...]) -> None:
        """The entity of each party that was not made from one, where a mention of it is the party's noun."""
        for entity in entities:
            for mention in entity.mentions:
                for token in tokens_of(annotated).within(mention):
                    party = self._head.get(token.i)
                    if party is not None:
                        if self.parties[party].entity is None:
                            self.parties[party].entity = entity.index
                        break

    def _from_names(self) -> None:
        found = []
        for ent in self.doc.ents:
            if ent.label_ not in NAMED_LABELS:
                continue
            start, end = ent.start, ent.end
            while start < end and (self.doc[start].pos_ in ("DET", "ADP", "PUNCT") or self.doc[start].lower_ in TITLES):
                start += 1
            while end > start and self.doc[end - 1].is_punct:
                end -= 1
            if start >= end or any(i in self._at for i in range(start, end)):
                continue
            text = self.doc.stretch(start, end).text
            if not text[:1].isupper() or self._is_dateline(start, end):
                continue
            if end - start == 1 and self.doc[start].pos_ in ("NOUN", "VERB", "ADJ", "ADV") and start == self.doc[start].sent.start:
                continue
            found.append((start, end, ent.label_, text))
        for start, end, label, text in sorted(found, key=lambda x: (country_of(x[3]) is not None, -len(name_words(x[3])), x[2] != "PER", x[0])):
            party = self._known_name(text, label)
            if party is None:
                party = self._add(text, label, True)
            root = self.doc.stretch(start, end).root
            self._register(party, root.i, range(start, end))

    def _is_dateline(self, start: int, end: int) -> bool:
        """« Belgique : un homme… »: the place a title opens with acts in nothing."""
        return end < len(self.doc) and self.doc[end].text == ":" and start == self.doc[start].sent.start

    def _known_name(self, text: str, label: str) -> int | None:
        words = name_words(text)
        if not words:
            return None
        exact = self._by_words.get(words)
        if exact is None and len(words) <= 2:
            country = country_of(text)
            exact = self._by_words.get(name_words(country)) if country else None
        if exact is not None:
            return exact
        if label in ("LOC", "MISC") and len(words) > 1:
            return None
        for i, party in enumerate(self.parties):
            other = name_words(party.name)
            if party.named and other and other[-1] == words[-1] and set(words) <= set(other) and party.kind in ("PER", "ORG"):
                return i
        return None

    def _titles_before_names(self) -> dict[int, int]:
        """Noun token → the named person that its phrase ends with (« le candidat à la mairie Jean Dupont »)."""
        out: dict[int, int] = {}
        known = _party_nouns()
        for head in sorted(self._head):
            party = self.parties[self._head[head]]
            if not party.named or party.kind not in ("PER", "MISC"):
                continue
            first = head
            while first > 0 and self._at.get(first - 1) == self._at.get(head):
                first -= 1
            if first > 0 and (self.doc[first - 1].pos_ == "ADP" or self.doc[first - 1].lower_ in ("du", "des")):
                continue  # « le maire de X »: X is the town
            comma = first > 0 and self.doc[first - 1].text == ","
            for i in range(first - 1 - comma, max(-1, first - 11), -1):
                token = self.doc[i]
                if token.is_punct or token.is_space or token.pos_ in ("VERB", "AUX", "SCONJ", "CCONJ", "PRON"):
                    break
                if i in self._at and self.parties[self._at[i]].kind in ("PER", "GRP"):
                    break
                if token.pos_ == "NOUN" and known.get(noun_lemma(token)) == "person":
                    if not comma or any(c.dep_ == "det" and c.lower_ in _DEFINITE for c in token.children):
                        out[i] = self._head[head]
                    break
            last = head
            while last + 1 < len(self.doc) and self._at.get(last + 1) == self._at.get(head):
                last += 1
            if last + 2 < len(self.doc) and self.doc[last + 1].text == ",":
                follow = self.doc[last + 2]
                if follow.pos_ == "DET" and last + 3 < len(self.doc):
                    follow = self.doc[last + 3]
                if follow.pos_ == "NOUN" and known.get(noun_lemma(follow)) == "person" and follow.dep_ in ("appos", "nmod", "conj", "amod"):
                    out.setdefault(follow.i, self._head[head])
        return out

    def _identify(self) -> None:
        """Give the unnamed protagonist the name by which the article identifies it (« il s'agit de X », « nommé X »)."""
        unnamed = [i for i, p in enumerate(self.parties) if not p.named and p.heads and noun_lemma(self.doc[p.heads[0]]) in GENERIC_PERSON
                   and not p.plural]
        if not unnamed:
            return
        for head in self._order:
            party = self._head[head]
            if not self.parties[party].named or self.parties[party].kind not in ("PER", "MISC") or self.doc[head].pos_ not in ("PROPN", "X", "NOUN"):
                continue
            before = [t.lower_ for t in self.doc[max(0, head - 6) : head]]
            if any(w in _IDENTIFYING for w in before):
                for other in unnamed:
                    self._merge(other, party)
                return

    def _title_protagonist(self) -> None:
        """« Un maire de l'Ain jugé » in the title is the mayor whom the text names."""
        first = next(iter(self.doc.sents), None)
        if first is None:
            return
        for i in [i for i in self._order if i < first.end]:
            gone = self._head[i]
            party = self.parties[gone]
            kept = self._roles.get(noun_lemma(self.doc[i]))
            if kept is None or kept == gone or party.named or party.plural or self.parties[kept].kind != "PER":
                continue
            self._merge(gone, kept)

    def _peoples(self) -> None:
        """« les Arméniens » stand for the country, where the article names it."""
        for gone, party in enumerate(self.parties):
            if not party.named or not party.heads or len(name_words(party.name)) > 2:
                continue
            country = country_of(party.name)
            kept = None if country is None else self._by_words.get(name_words(country))
            if kept is None or kept == gone or not (self.parties[kept].named and self.parties[kept].heads):
                continue
            if not any(self._counted(self.doc[i]) for i in party.heads):
                self._merge(gone, kept)

    def _beside_names(self) -> None:
        """« le Premier ministre Paul Roy », « L'assaillant, Paul Roy, »: one party, under its name."""
        for i in list(self._order):
            kept, mention = self._head[i], self.doc[i]
            party = self.parties[kept]
            if not party.named or party.kind != "PER" or mention.dep_ not in ("appos", "flat:name") or _case(mention):
                continue
            gone = self._at.get(mention.head.i)
            if gone is None or gone == kept or not self.parties[gone].heads or self.parties[gone].plural or mention.head.i > i:
                continue
            between = [t.text for t in self.doc[mention.head.i + 1 : i] if self._at.get(t.i) not in (gone, kept)]
            title = self.parties[gone]
            a_title = noun_lemma(mention.head) in _party_nouns() and _party_nouns()[noun_lemma(mention.head)] == "person"
            if a_title and between in ([], [","]) and (not title.named or not set(name_words(title.name)) - _title_words()):
                self._merge(gone, kept)

    def _misspelt(self) -> None:
        """« Rousseff » and « Roussef »: a surname alone that differs by one letter from a name of the article."""
        people = [i for i, p in enumerate(self.parties) if p.named and p.heads and p.kind in ("PER", "MISC")]
        for gone in people:
            words = name_words(self.parties[gone].name)
            if len(words) != 1 or len(words[0]) < 6:
                continue
            for kept in people:
                other = name_words(self.parties[kept].name)
                if kept != gone and len(other) > 1 and self.parties[kept].heads and _one_letter_apart(words[0], other[-1]):
                    self._merge(gone, kept)
                    break

    def _counted(self, people: Token) -> bool:
        """« 17 Égyptiens », « un Égyptien de 29 ans »: some people, not the country."""
        return any(c.dep_ == "nummod" or (c.dep_ == "det" and c.lower_ in _INDEFINITE and c.lower_ not in ("ces", "des")) for c in people.children)

    def _merge(self, gone: int, kept: int) -> None:
        for table in (self._head, self._at):
            for key, value in table.items():
                if value == gone:
                    table[key] = kept
        self.parties[kept].heads.extend(self.parties[gone].heads)
        self.parties[gone].heads = []

    def _from_nouns(self) -> None:
        known = _party_nouns()
        for index, lemma in _party_scan()(self.doc):
            if index in self._at:
                continue
            token, kind = self.doc[index], known[lemma]
            if token.dep_ in ("amod", "flat:name") or token.lower_ == "cours" or self._is_verb(token):
                continue
            if lemma == "responsable" and token.i > 0 and self.doc[token.i - 1].lower_ in ("pour", "comme"):
                continue
            if lemma == "cadre" and any(self.doc[k].lower_ == "dans" for k in range(max(0, token.i - 2), token.i)):
                continue
            if lemma == "force" and token.i > 1 and self.doc[token.i - 2].lower_ == "coup":
                continue
            if lemma == "garde" and token.i + 2 < len(self.doc) and self.doc[token.i + 2].lower_ == "vue":
                continue
            if not any(c.dep_ in ("det", "case", "nummod", "amod", "nmod") for c in token.children) and token.i > token.sent.start + 4:
                continue
            if token.pos_ != "NOUN" and not any(c.dep_ in ("det", "nummod") for c in token.children):
                continue
            self._nominal(token, lemma, kind)

    def _is_verb(self, token: Token) -> bool:
        """« qu'il juge abjectes », « elle garde »: a verb form that the model took for a noun."""
        before = self.doc[token.i - 1].lower_ if token.i else ""
        return before in _CLITICS or (before in ("ne", "n'", "n’") and token.lower_ != "garde")

    def _nominal(self, token: Token, lemma: str, kind: str) -> None:
        force = _FORCES.get(lemma) if "Plur" in token.morph.get("Number", []) else None
        if force and any(c.lower_ in ("les", "des") and c.dep_ in ("det", "case") for c in token.children):
            for i, known in enumerate(self.parties):
                if known.heads and noun_lemma(self.doc[known.heads[0]]) == force and _phrase(token)[1] == token.i + 1:
                    self._register(i, token.i, range(token.i, token.i + 1))
                    return
        if lemma == "chef" and any(c.dep_ == "nmod" and c.pos_ == "NOUN" and c.lemma_.lower() not in known_heads() for c in token.children):
            return
        if lemma in ("homme", "membre", "élément") and "Plur" in token.morph.get("Number", []):
            for child in token.children:
                if child.dep_ == "nmod" and _case(child) == "de" and (child.i in self._at or noun_lemma(child) in _party_nouns()):
                    return
        named = self._titled.get(token.i)
        if named is None:
            named = self._named_beside(token)
        if named is not None:
            self._roles.setdefault(lemma, named)
            self._head.setdefault(token.i, named)
            self._at.setdefault(token.i, named)
            self.parties[named].heads.append(token.i)
            self._note_gender(named, token)
            return
        start, end = _phrase(token)
        name = self.doc.stretch(start, end).text
        plural = "Plur" in token.morph.get("Number", [])
        country = self._armed_country(token, lemma)
        if country is not None:
            self._register(country, token.i, range(token.i, token.i + 1))
            return
        bare = end - start <= 1 or (end - start == 2 and (lemma in _ANAPHORIC_BODIES or kind == "company") and self._classifies(self.doc[end - 1]))
        definite = any(c.lower_ in _DEFINITE and (c.dep_ == "det" or (c.dep_ == "case" and kind != "person")) for c in token.children)
        party: int | None = None
        if self._told_apart(token, lemma):
            definite = bare = False
        if lemma == "pays" and bare and any(c.lower_ in ("le", "ce", "du", "au") for c in token.children):
            party = self._recent_country(token)
        if party is None and definite and not plural and not any(c.lower_ in ("son", "sa", "leur") for c in token.children):
            party = self._roles.get(lemma)
            if party is None and lemma == "chef" and any(c.lower_ == "état" for c in token.subtree):
                party = self._roles.get("président", self._roles.get("présidente"))
            if party is None and (bare or lemma in ("candidat", "candidate")) and lemma not in GENERIC_PERSON:
                party = self._recent_named(token, kind, lemma)
        young = end - start == 2 and self.doc[start].lower_ in ("jeune", "vieil", "vieille") and token.i == end - 1
        if party is None and definite and not plural and lemma in ANAPHORIC_PERSON and kind == "person":
            party = self._protagonist(token, bare or young or _has_age(token))
        if party is None:
            party = self._same_nominal(token, lemma, name, plural, bare, definite)
        if party is None:
            party = self._add(name, kind, False)
            self.parties[party].plural = plural
            self._note_gender(party, token)
        elif len(name_words(name)) > len(name_words(self.parties[party].name)) and not self.parties[party].named:
            self.parties[party].name = name
        self._register(party, token.i, range(token.i, token.i + 1))

    def _protagonist(self, token: Token, plain: bool) -> int | None:
        """The person introduced before that a definite description takes up, the subject of a recent sentence first."""
        if not plain or any(c.lower_ in ("son", "sa", "leur", "leurs", "mon", "ma") for c in token.children):
            return None
        gender = token.morph.get("Gender", [])
        feminine = gender[0] == "Fem" if gender else None
        best, best_score = None, 0.0
        for i in sorted(self._head):
            if i >= token.i:
                break
            party, mention = self.parties[self._head[i]], self.doc[i]
            if party.plural or party.kind not in ("PER", "person") or token.i - i > 160:
                continue
            if feminine is not None and party.feminine is not None and party.feminine != feminine:
                continue
            if mention.dep_ in ("appos", "nmod", "obl:agent") and not party.named:
                continue
            if token.lower_ in _CULPRITS and self._is_bystander(self._head[i]):
                continue
            score = 1.0 - (token.i - i) / 200.0
            score += 1.0 if mention.dep_ in ("nsubj", "nsubj:pass", "ROOT") else 0.0
            score += min(len(party.heads), 4) / 8.0
            if mention.sent.start == token.sent.start:
                score -= 0.8
            if score > best_score:
                best, best_score = self._head[i], score
        return best

    def _is_bystander(self, party: int) -> bool:
        """Whether the party holds an office, tells of the case or suffered from it: « le suspect » is somebody else."""
        known = self._bystanders.get(party)
        if known is None:
            known = any(self._tells(self.doc[i]) or self._holds_office(self.doc[i]) for i in self.parties[party].heads)
            self._bystanders[party] = known
        return known

    def _tells(self, mention: Token) -> bool:
        verb = mention.head
        if mention.dep_ in ("nsubj", "obl:mod") and mention.i > 0:
            if any(c.lower_ in ("selon", "d'après") for c in mention.children):
                return True
            return mention.dep_ == "nsubj" and verb.lemma_.lower() in _TELLING
        return False

    def _holds_office(self, mention: Token) -> bool:
        if noun_lemma(mention) in _OFFICES:
            return True
        return any(noun_lemma(c) in _OFFICES for c in mention.children if c.dep_ == "appos") or (
            mention.dep_ in ("appos", "flat:name", "nmod") and mention.head.pos_ == "NOUN" and noun_lemma(mention.head) in _OFFICES
            and not _case(mention)
        )

    def _armed_country(self, token: Token, lemma: str) -> int | None:
        """The country whose army « les forces arméniennes » is, when the article names it."""
        if lemma not in _ARMIES:
            return None
        for child in token.children:
            country = country_of(child.lower_) if child.dep_ == "amod" else None
            if country is not None:
                found = self._by_words.get(name_words(country))
                if found is not None and self.parties[found].named:
                    return found
        return None

    def _told_apart(self, token: Token, lemma: str) -> bool:
        """« le policier qui a tiré »: the relative clause says which one; « l'homme qui a tiré » may still be the suspect."""
        if lemma in GENERIC_PERSON or token.i + 1 >= len(self.doc):
            return False
        return self.doc[token.i + 1].lower_ == "qui" and any(c.dep_ == "acl:relcl" for c in token.children)

    def _classifies(self, adjective: Token) -> bool:
        """« le groupe pétrolier », « la société coréenne »: an adjective that tells the kind or the country."""
        return adjective.lemma_.lower() in _KIND_ADJECTIVES or (adjective.pos_ == "ADJ" and country_of(adjective.lower_) is not None)

    def _recent_country(self, token: Token) -> int | None:
        for i in range(token.i - 1, max(-1, token.i - 120), -1):
            found = self._head.get(i)
            if found is not None and self.parties[found].named and country_named(self.parties[found].name) is not None:
                return found
        return None

    def _recent_named(self, token: Token, kind: str, lemma: str) -> int | None:
        """The person or company spoken of just before, for a bare « le maire », « le groupe »."""
        wanted = {"person": ("PER",), "company": ("ORG", "MISC"), "body": ("ORG", "MISC"), "force": ("ORG", "MISC")}.get(kind)
        if wanted is None or (kind in ("body", "force") and lemma not in _ANAPHORIC_BODIES):
            return None
        best: int | None = None
        for i in range(token.i - 1, max(-1, token.i - (150 if kind == "company" else 80)), -1):
            found = self._head.get(i)
            if found is None:
                continue
            party = self.parties[found]
            if kind == "person" and (i >= token.sent.start or self._has_other_title(found, lemma) or self._other_gender(found, token)):
                continue
            if kind == "company" and self._is_public(party):
                continue
            if party.named and party.kind in wanted and not any(c.lower_ in ("son", "sa", "leur") for c in token.children):
                if self.doc[i].dep_ in ("nsubj", "nsubj:pass", "ROOT", "appos"):
                    return found
                best = found if best is None else best
        return best

    def _other_gender(self, party: int, token: Token) -> bool:
        gender, feminine = token.morph.get("Gender", []), self.parties[party].feminine
        return bool(gender) and feminine is not None and (gender[0] == "Fem") != feminine

    @staticmethod
    def _is_public(party: Party) -> bool:
        """« l'Agence de l'eau », « le Syndicat des bouchers »: no company that « le fabricant » takes up."""
        kinds = {_party_nouns().get(word) for word in party.name.lower().split()[:2]}
        return bool(kinds & {"state", "body", "force", "justice"})

    def _has_other_title(self, party: int, lemma: str) -> bool:
        """Whether the article gives a person another office: « le préfet » is not the mayor named before."""
        return lemma not in ANAPHORIC_PERSON and any(
            whose == party and title != lemma and title not in _LOOSE_TITLES for title, whose in self._roles.items()
        )

    def _same_nominal(self, token: Token, lemma: str, name: str, plural: bool, bare: bool, definite: bool) -> int | None:
        words = set(name_words(name))
        for i in range(len(self.parties) - 1, -1, -1):
            party = self.parties[i]
            if party.named or bool(party.plural) != plural:
                continue
            other = set(name_words(party.name))
            if words == other:
                return i
            head_lemma = noun_lemma(self.doc[party.heads[0]]) if party.heads else ""
            if definite and lemma in GENERIC_PERSON and head_lemma in GENERIC_PERSON and not plural and "autre" not in words:
                return i
            if bare and definite:
                if head_lemma == lemma:
                    return i
            elif head_lemma == lemma and len(other) == 1 and definite:
                return i
        return None

    def _named_beside(self, token: Token) -> int | None:
        """The named party that this noun is the title of or stands in apposition to."""
        for child in token.children:
            if child.dep_ in ("appos", "flat:name", "flat:foreign") or (
                child.dep_ == "nmod" and child.pos_ == "PROPN" and child.i > token.i and not _case(child)
            ):
                found = self._at.get(child.i)
                joined = any(t.pos_ == "CCONJ" for t in self.doc[token.i + 1 : child.i])
                if found is not None and not joined and self.parties[found].named and self.parties[found].kind in ("PER", "ORG", "MISC", "LOC"):
                    return found
        for child in token.children:
            if child.dep_ == "acl" and child.lemma_.lower() in ("baptiser", "appeler", "nommer", "dénommer", "prénommer", "surnommer"):
                for t in child.subtree:
                    found = self._at.get(t.i)
                    if found is not None and self.parties[found].named and t.i > child.i:
                        return found
        if token.dep_ == "appos":
            found = self._at.get(token.head.i)
            if found is not None and self.parties[found].named and self.parties[found].kind == "PER":
                return found
        return None

    def _note_gender(self, party: int, token: Token) -> None:
        gender = token.morph.get("Gender", [])
        if gender and self.parties[party].feminine is None:
            self.parties[party].feminine = gender[0] == "Fem"

    def _find_antecedent(self, token: Token) -> int | None:
        lower = token.lower_
        if token.dep_.startswith("expl") and lower not in ("il", "elle", "ils", "elles"):
            return None
        person = token.morph.get("Person", [])
        if lower in ("je", "j'", "me", "m'", "moi", "tu", "te", "toi", "nous", "vous", "on", "ce", "c'", "cela", "ça", "y", "en", "où", "rien", "tout", "quoi", "se", "s'"):
            return None
        if person and person[0] in ("1", "2"):
            return None
        plural: bool | None = {"il": False, "elle": False, "l'": None, "lui": False, "le": False, "la": False}.get(lower)
        if lower in ("ils", "elles", "eux", "leur", "les", "ceux-ci", "celles-ci", "leurs"):
            plural = True
        feminine: bool | None = True if lower in ("elle", "elles", "la", "celle-ci", "celles-ci", "dernière") else (
            False if lower in ("il", "ils", "celui-ci", "ceux-ci", "lui", "eux", "dernier", "le") else None
        )
        best, best_score = None, 0.0
        sentence = token.sent
        low = max(0, token.i - 150)
        excluded = self._excluded(token)
        if lower in ("il", "elle", "ils", "elles") and token.dep_.startswith(("nsubj", "expl")) and self._thing_before(token, plural, feminine):
            return None
        near = lower in ("dernier", "dernière", "celui-ci", "celle-ci", "ceux-ci")
        blamed = not near and self._is_blamed(token)
        for i in self._order[bisect_left(self._order, low) :]:
            if i >= token.i:
                break
            if self._head[i] in excluded:
                continue
            score = self._fit(self._head[i], i, token, plural, feminine, sentence.start, near)
            if blamed and score:
                score = max(score + self._guilt_of(self._head[i]), 0.01)
            if score > best_score:
                best, best_score = self._head[i], score
        return best

    def _is_blamed(self, mention: Token) -> bool:
        """Whether the word stands where a harmful act has its doer, or an accusation its target."""
        verb = mention.head
        if mention.dep_ in ("obj", "iobj"):
            return verb.i in self._accusing
        if not mention.dep_.startswith(("nsubj", "expl:subj")):
            return False
        passive = any(c.dep_ == "aux:pass" for c in verb.children)
        if verb.i in self._accusing:
            return passive or verb.pos_ == "NOUN"
        verbs = [verb, *(c for c in verb.children if c.dep_ in ("xcomp", "conj"))]
        return not passive and any(v.i in self._harming for v in verbs)

    def _guilt_of(self, party: int) -> float:
        """How likely a party is to be the one said to have done it: above 0 for doers, below for those who tell or suffer."""
        known = self._guilt.get(party)
        if known is None:
            doer = teller = 0
            for i in self.parties[party].heads:
                mention = self.doc[i]
                doer += noun_lemma(mention) in _CULPRITS or (mention.dep_ in ("nsubj", "nsubj:pass") and self._is_blamed(mention))
                hit = mention.dep_ in ("nsubj:pass", "obj") and mention.head.i in self._harming
                teller += hit or self._tells(mention) or self._holds_office(mention)
            known = self._guilt[party] = 1.5 * (doer > 0) - 1.5 * (teller > 0 and doer <= teller)
        return known

    def _thing_before(self, token: Token, plural: bool | None, feminine: bool | None) -> bool:
        """Whether the subject of the sentence before is a thing that the pronoun agrees with."""
        sentence = token.sent
        if any(sentence.start <= i < token.i for i in self._order) or sentence.start == 0:
            return False
        previous = self.doc[sentence.start - 1].sent
        for other in previous:
            if other.dep_ in ("nsubj", "nsubj:pass") and other.head.dep_ == "ROOT":
                if other.pos_ != "NOUN" or other.i in self._at:
                    return False
                gender, number = other.morph.get("Gender", []), other.morph.get("Number", [])
                return bool(gender) and (gender[0] == "Fem") == bool(feminine) and bool(number) and (number[0] == "Plur") == bool(plural)
        return False

    def _excluded(self, token: Token) -> set[int]:
        """Parties the pronoun cannot stand for: the subject of its own verb, the source of a frame « selon X »."""
        out: set[int] = set()
        if token.dep_ in ("obj", "iobj", "obl:arg", "expl:comp"):
            for child in token.head.children:
                if child.dep_ in ("nsubj", "nsubj:pass") and child.i in self._at:
                    out.add(self._at[child.i])
        for i in range(token.sent.start, token.i):
            if self.doc[i].lower_ in ("selon", "d'après", "pour") and (self.doc[i].dep_ == "case"):
                party = self._at.get(self.doc[i].head.i)
                if party is not None and (self.doc[i].lower_ != "pour" or i <= token.sent.start + 1):
                    out.add(party)
        return out

    def _fit(self, party: int, i: int, token: Token, plural: bool | None, feminine: bool | None, start: int, near: bool) -> float:
        here, mention = self.parties[party], self.doc[i]
        number = here.plural if here.plural is not None else (False if here.kind == "PER" else None)
        if plural and here.kind == "PER" and _coordinated(mention):
            number = True
        if plural is not None and number is not None and number != plural:
            return 0.0
        if plural is True and number is None and here.kind in ("PER", "LOC"):
            return 0.0
        if feminine is not None and here.feminine is not None and here.feminine != feminine:
            return 0.0
        score = 1.0
        if mention.dep_ in ("nsubj", "nsubj:pass", "ROOT"):
            score += (2.0 if mention.head.dep_ == "ROOT" else 1.4) if not near else 0.5
        elif mention.dep_ in ("obj", "iobj", "obl:agent", "appos"):
            score += 0.6
        if here.kind == "PER":
            score += 0.8
        elif here.kind == "LOC":
            score -= 0.6
        elif here.kind == "MISC" and token.dep_ in ("obj", "iobj"):
            score -= 0.8  # « on l'accuse »: seldom a programme or a work
        distance = token.i - i
        score -= distance / 12.0 if near else min(distance, 60) / 30.0 + max(0, distance - 60) / 90.0
        if party in self._title:
            score += 0.4
        score += min(len(here.heads), 8) / (8.0 if here.kind == "PER" else 14.0)
        if i >= start:
            score += 0.3
        return max(score, 0.01) if distance < (60 if here.kind != "PER" else 150) else 0.0


@cache
def _title_words() -> frozenset[str]:
    return frozenset(fold(noun) for noun, kind in _party_nouns().items() if kind == "person") | {"premier", "premiere", "vice", "ex", "ancien", "ancienne", "haut"}


def _one_letter_apart(a: str, b: str) -> bool:
    """Whether one letter added, left out or changed makes one word the other; the first letter stands."""
    if a == b or abs(len(a) - len(b)) > 1 or a[0] != b[0]:
        return False
    k = next((k for k, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return a[k + 1 :] == b[k + 1 :] or a[k:] == b[k + 1 :] or a[k + 1 :] == b[k:]


@cache
def known_heads() -> frozenset[str]:
    """What a « chef » can be the chief of."""
    return frozenset(_party_nouns()) | {"cuisine", "diplomatie", "file", "orchestre", "service", "état", "exécutif", "famille"}


# Who is taken up by these nouns is the one who is said to have done it, not one who tells, investigates or suffers.
_CULPRITS = frozenset(
    "suspect suspecte tueur tueuse tireur assaillant meurtrier meurtrière assassin forcené ravisseur agresseur kamikaze terroriste accusé "
    "accusée prévenu prévenue auteur".split()
)
_OFFICES = frozenset(
    "maire adjoint ministre président présidente procureur procureure préfet préfète sous-préfet porte-parole avocat avocate juge magistrat "
    "policier gendarme commissaire directeur directrice député sénateur médecin pompier bourgmestre gouverneur substitut enquêteur victime "
    "témoin journaliste expert experte secrétaire".split()
)
_LOOSE_TITLES = ANAPHORIC_PERSON | frozenset("candidat candidate responsable président présidente dirigeant dirigeante patron patronne leader chef cheffe membre figure".split())
_TELLING = frozenset(
    "déclarer dire expliquer préciser indiquer affirmer annoncer ajouter confirmer raconter souligner rapporter témoigner révéler "
    "confier estimer rappeler assurer".split()
)
_CLITICS = frozenset({"il", "elle", "on", "ils", "elles", "je", "j'", "tu", "se", "s'", "qui"})
_ARMIES = frozenset("armée force troupe soldat militaire aviation marine artillerie chasseur char missile drone bombardier unité".split())
_FORCES = {"policier": "police", "gendarme": "gendarmerie", "douanier": "douane"}
_KIND_ADJECTIVES = frozenset("terroriste jihadiste djihadiste islamiste armé rebelle extrémiste américain français allemand britannique italien japonais chinois automobile pétrolier bancaire".split())
_ANAPHORIC_BODIES = frozenset("groupe organisation mouvement parti association syndicat fédération secte club institution équipe".split())
_MEMBERS = frozenset(
    "membre partie part majorité minorité groupe poignée dizaine douzaine quinzaine vingtaine trentaine quarantaine cinquantaine soixantaine centaine millier nombre chef leader force gang homme "
    "individu personne responsable représentant partisan militant élément clan camp cabinet équipe campagne service".split()
)
_IDENTIFYING = frozenset("identifié dénommerait dénomme nommerait nomme appellerait appelle agit agirait agissait".split())
_INDEFINITE = frozenset("un une des deux trois quatre cinq plusieurs certains certaines quelques ce cet cette ces".split())
_DEFINITE = frozenset({"le", "la", "les", "l'", "l’", "ce", "cet", "cette", "ces", "du", "des", "au", "aux", "leur", "son", "sa"})


def _coordinated(mention: Token) -> bool:
    """« Paul Roy et Anne Petit », taken up by « ils »; the first of them stands for both."""
    return any(c.dep_ == "conj" and c.pos_ == "PROPN" for c in mention.children)


def _case(token: Token) -> str:
    for child in token.children:
        if child.dep_ == "case":
            lemma = child.lemma_.lower()
            return "à" if lemma == "au" else lemma
    return ""


def _has_age(token: Token) -> bool:
    """« l'homme de 34 ans », « l'élu, âgé de 58 ans »."""
    return any(t.lower_ == "ans" for t in token.subtree if token.i < t.i <= token.i + 6)


def _relative_head(token: Token) -> Token | None:
    verb = token.head
    for _ in range(3):
        if verb.dep_ in ("acl:relcl", "acl"):
            return verb.head
        if verb.head.i == verb.i:
            return None
        verb = verb.head
    return None


def _phrase(token: Token) -> tuple[int, int]:
    """Tokens of a short noun phrase: the noun, its adjectives and its first complements, no determiner, no clause."""
    start, end = token.i, token.i + 1
    for child in token.lefts:
        if child.dep_ in ("amod", "nummod") and child.i == start - 1:
            start = child.i
    for child in token.rights:
        if child.dep_ in ("amod", "nmod", "flat:name", "flat:foreign", "appos") and child.i - end <= 3 and child.pos_ != "PUNCT":
            right = child.right_edge.i + 1
            if right - token.i > 9:
                break
            words = child.subtree
            if any(t.is_punct and t.text not in ("-", "–", "(") for t in token.doc[end : child.left_edge.i]):
                break  # « l'agresseur, inconnu des services »: a comma opens a comment
            if child.lower_.startswith("armé") and right > child.i + 1:
                break
            if _case(child) not in ("", "de", "à", "en"):
                break
            if any(t.pos_ in ("VERB", "PUNCT", "SCONJ") or t.is_space for t in words):
                break
            end = right
        elif child.i > end + 1:
            break
    return start, end


def book_of(annotated: Annotated, entities: tuple[Entity, ...]) -> PartyBook:
    """The parties of an article, gathered once for all the stages that ask for them."""
    held = annotated.__dict__.get("_parties")
    if held is not None and held[0] is entities:
        book: PartyBook = held[1]
        return book
    book = PartyBook(annotated, entities)
    annotated.__dict__["_parties"] = (entities, book)
    return book
