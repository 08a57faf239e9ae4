"""The persons, organisations, documents and groups of one article while it is read, and their mentions.

Names are clustered first (`names`); noun phrases then join the name they stand beside (apposition, copula),
the bearer of the function they name, an earlier phrase of the same noun, or open a referent of their own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from sourcecheck.discourse import speaker_words
from sourcecheck.discourse.countries import country_named
from sourcecheck.discourse.name_clusters import cluster_names
from sourcecheck.discourse.names import (
    PRESS_WORDS,
    find_names,
    first_names,
    folded_words,
    names_body,
)
from sourcecheck.discourse.nominals import Nominal, find_nominals, singular
from sourcecheck.discourse.token_table import TokenTable
from sourcecheck.domain.discourse import EntityKind, Gender
from sourcecheck.domain.text import Span
from sourcecheck.resources import Library

_BODIES_NAMED = frozenset("assureur constructeur operateur avionneur fabricant banque enseigne geant firme transporteur equipementier distributeur fournisseur "
                          "exploitant laboratoire cabinet institut parti club mouvement armateur multinationale filiale cooperative mutuelle revue plateforme "
                          "marque hebdo blog radio podcast application reseau coalition alliance confederation "
                          "quotidien journal hebdomadaire magazine agence chaine radio site media societe groupe entreprise association ong emission collectif syndicat start-up fondation federation compagnie".split())
_OWNERS = frozenset("son sa ses leur leurs ce cet cette".split())
_EMPTY = frozenset("haut haute jeune vieux vieille grand grande nouveau nouvel nouvelle actuel actuelle principal principale celebre fameux fameuse "
                   "emblematique puissant puissante seul seule propre malheureux malheureuse heureux heureuse tres futur future".split())
_TRADES = {"me": ("avocat", "avocate"), "maître": ("avocat", "avocate"), "dr": ("medecin", "medecin"), "docteur": ("medecin", "medecin"), "mgr": ("eveque", "eveque")}
PARTISANS = frozenset(
    "ecologiste socialiste communiste insoumis insoumise macroniste centriste republicain republicaine liberal liberale conservateur conservatrice nationaliste "
    "lepeniste travailliste democrate frontiste souverainiste independantiste gaulliste caquiste pequiste solidaire vert verte radical radicale "
    "populiste progressiste trotskiste autonomiste separatiste federaliste humaniste marcheur marcheuse melenchoniste sarkozyste chiraquien "
    "divers sans-etiquette social-democrate chretien-democrate neodemocrate bloquiste".split())
_SIDES = frozenset({"droite", "gauche", "centre"})
_FRONTING = frozenset("de du des d' à au aux en pour par chez avec contre sur sous dans vers comme entre selon après avant depuis malgré sans hors "
                      "devant derrière face outre sauf hormis".split())
_POINTS = frozenset({"nord", "sud", "est", "ouest"})
_ONE_GENDER = frozenset("victime personne star vedette recrue figure idole celebrite tete plume voix legende icone ordonnance sentinelle dupe "
                        "proie connaissance doublure pointure altesse eminence saintete excellence majeste".split())
_LANDS = frozenset("ville commune capitale region departement pays etat royaume canton province municipalite metropole agglomeration union "
                   "mairie prefecture republique ambassade port aeroport station gare".split())
_OWNED = frozenset("actionnaires actionnaire pdg filiale filiales action actions bénéfice bénéfices capital titre dividende dividendes dirigeants clients client abonnés "
                   "salariés camions avions appareils serveurs sous-traitants investisseurs fournisseurs produits ouvriers employés logiciel application marque wagons "
                   "cofondateur fondateur fondatrice repreneur rachat".split())
_DONE_BY_COMPANIES = frozenset("licencier supprimer annoncer fabriquer produire vendre employer exploiter commercialiser racheter lancer investir fermer embaucher recruter "
                               "livrer importer exporter assurer affirmer promettre confirmer démentir reconnaître refuser rappeler facturer délocaliser".split())
_LABELS = frozenset("europe écologie debout générations reconquête renaissance horizons place nouvelle les le la ensemble modem vert verts vlaams nieuw open "
                    "québec bloc jeunes centre gauche droite saint sainte notre sporting olympique stade real inter".split())  # of parties and clubs
_COPULAS = frozenset("est était reste demeure devient devenu devenue fut sera nommé nommée élu élue".split())
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "expl:subj"})
_STOPS = frozenset({",", ".", "(", ")", ";", ":", "»", "«", "?", "!", "…", "et", "–", "—", "-"})


@dataclass(slots=True)
class Place:
    """One mention: tokens `first`–`last` (exclusive) with its head."""

    first: int
    last: int
    head: int
    subject: bool
    proper: bool


@dataclass
class Referent:
    """Somebody or something that may speak. `roles` are folded noun phrases (noun, words) that describe it."""

    number: int
    name: str
    kind: EntityKind
    gender: Gender
    plural: bool
    proper: bool
    words: frozenset[str]
    definite: bool = True
    places: list[Place] = field(default_factory=list)
    roles: list[tuple[str, frozenset[str]]] = field(default_factory=list)
    role: str | None = None
    aliases: set[str] = field(default_factory=set)
    guessed: bool = False
    gender_known: bool = False  # a civility tells it


@cache
def broader() -> dict[str, frozenset[str]]:
    """Noun → nouns of functions that it may stand for (« l'élu » for a mayor), all folded."""
    return {row[0]: frozenset(row[1].split(",")) for row in Library().lexicon("role-hypernyms").rows}


class Referents:
    """Built once for an article; `at` gives the referent of a token."""

    def __init__(self, table: TokenTable) -> None:
        self.table = table
        self.all: list[Referent] = []
        self.at: dict[int, int] = {}
        self.names = find_names(table.annotated)
        self.of_name: list[int] = [-1] * len(self.names)
        self._add_names()
        self.nominals = find_nominals(table, self.names)
        self.by_first = {n.first: n for n in self.nominals}
        self._drop_labels()
        self._of_nominal: dict[int, int] = {}
        self._link_names()
        self._acronyms = {
            r.name.replace(".", "").lower(): r.number for r in self.all
            if r.proper and 2 <= len(r.name.replace(".", "")) <= 7 and r.name.replace(".", "").isupper()
        }
        for nominal in self.nominals:
            if nominal.head not in self._of_nominal:
                self._resolve(nominal)
        for referent in self.all:
            referent.places.sort(key=lambda place: place.first)

    # -- names ---------------------------------------------------------------------------------

    def _add_names(self) -> None:
        numbers = {id(name): i for i, name in enumerate(self.names)}
        for cluster in cluster_names(self.table.annotated, self.names):
            plural = cluster.kind is not EntityKind.PERSON and cluster.name.split()[0].lower() in ("les", "états-unis", "nations", "républicains")
            referent = self.add(cluster.name, cluster.kind, cluster.gender, plural, True, folded_words(cluster.name))
            referent.aliases = set(cluster.aliases)
            referent.guessed = all(m.guessed for m in cluster.mentions)
            referent.gender_known = any(m.gender is not Gender.UNKNOWN for m in cluster.mentions)
            for mention in cluster.mentions:
                if mention.first_token < 0:
                    continue
                self.of_name[numbers[id(mention)]] = referent.number
                self.put(referent, mention.first_token, mention.last_token, self._head(mention.first_token, mention.last_token), True)
            if self._acts_like_body(referent):
                referent.kind = EntityKind.ORGANISATION
            if referent.kind is not EntityKind.PERSON:
                self._agree_with_article(referent)
            else:
                self._trade_of_civility(referent)

    def _trade_of_civility(self, referent: Referent) -> None:
        """« Me Anne Roux », « le Dr Paul Vernet »: a lawyer, a physician."""
        for place in referent.places:
            before = place.first - 1 - (place.first > 1 and self.table.low[place.first - 1] == ".")
            trade = _TRADES.get(self.table.low[before]) if before >= 0 else None
            if trade is not None:
                masculine, feminine = trade
                referent.roles += [(noun, frozenset({noun})) for noun in {masculine, feminine} if noun and not (
                    (noun == masculine != feminine and referent.gender is Gender.FEMININE) or (noun == feminine != masculine and referent.gender is Gender.MASCULINE))]
                referent.roles.sort(key=lambda role: role[0])
                return

    def _acts_like_body(self, referent: Referent) -> bool:
        """« Selon Kaolane, … », « chez Kaolane », « les actionnaires de Kaolane »: no town, no person, whatever the model takes it for."""
        low = self.table.low
        if referent.kind is EntityKind.ORGANISATION or not referent.guessed or country_named(referent.name) or referent.words & countries().keys():
            return False
        if referent.kind is EntityKind.PERSON and (len(referent.words) > 1 or referent.gender is not Gender.UNKNOWN or referent.words & first_names().keys()):
            return False
        before = [low[place.first - 1] if place.first else "" for place in referent.places]
        if any(word in ("à", "en", "au", "aux", "dans", "vers", "près", "entre", "m.", "mme", ",", "-") for word in before):
            return False
        for place, word in zip(referent.places, before, strict=True):
            if word == "chez" or (referent.kind is EntityKind.PLACE and word in ("selon", "après") and not self.is_subject(place.head)):
                return True
            if word in ("de", "d'") and place.first > 1 and low[place.first - 2] in _OWNED:
                return True
            if referent.kind is EntityKind.PLACE and place.subject and place.head == place.first and self.table.lemma[self.table.head[place.head]] in _DONE_BY_COMPANIES:
                return True
        return False

    def _drop_labels(self) -> None:
        """« le député LR », « la maire (PS) »: a party that labels a person is not spoken of."""
        starts = {m.first_token: i for i, m in enumerate(self.names) if m.first_token >= 0}
        for nominal in self.nominals:
            if nominal.kind is not EntityKind.PERSON:
                continue
            after = nominal.head + 1
            after += after < len(self.table) and self.table.low[after] == "("
            name = starts.get(after, -1)
            if name < 0:
                continue
            label = self.all[self.of_name[name]]
            text = self.names[name].text.replace("-", "")
            if label.kind is not EntityKind.PERSON and 2 <= len(text) <= 7 and text.isupper():
                label.places = [place for place in label.places if place.first != after]

    def _agree_with_article(self, referent: Referent) -> None:
        """Gender and number of an organisation, by the article before its name or in it."""
        own = {"Le": Gender.MASCULINE, "La": Gender.FEMININE}.get(referent.name.split()[0])
        if own is not None:
            referent.gender = own
            return
        for place in referent.places:
            before = self.table.low[place.first - 1] if place.first else ""
            if before in ("la", "une", "cette"):
                referent.gender = Gender.FEMININE
            elif before in ("le", "un", "du", "au", "ce"):
                referent.gender = Gender.MASCULINE
            elif before in ("les", "aux"):
                referent.plural = True
            else:
                continue
            return

    def _head(self, first: int, last: int) -> int:
        if last - first == 1:
            return first
        heads = self.table.head
        return next((i for i in range(first, last) if not first <= heads[i] < last or heads[i] == i), first)

    def add(self, name: str, kind: EntityKind, gender: Gender, plural: bool, proper: bool, words: tuple[str, ...] | frozenset[str]) -> Referent:
        referent = Referent(len(self.all), name, kind, gender, plural, proper, frozenset(words))
        self.all.append(referent)
        return referent

    def put(self, referent: Referent, first: int, last: int, head: int, proper: bool) -> None:
        referent.places.append(Place(first, last, head, self.is_subject(head) or self._opens(head), proper))
        for i in range(first, last):
            self.at.setdefault(i, referent.number)

    def is_subject(self, head: int) -> bool:
        dep = self.table.dep
        i = head
        for _ in range(3):
            if dep[i] in _SUBJECTS:
                return True
            if dep[i] not in ("appos", "flat:name", "flat:foreign", "nmod") or self.table.head[i] >= i or (dep[i] == "nmod" and i == head):
                return False
            i = self.table.head[i]
        return False

    def _opens(self, head: int) -> bool:
        """A name at the head of its sentence that the parser takes for the root: « Anne Roux, 34 ans, s'alarme »."""
        table = self.table
        first = head == 0 or table.sentence[head - 1] != table.sentence[head]
        return first and table.head[head] == head and table.pos[head] == "PROPN" and head + 2 < len(table) and table.sentence[head + 2] == table.sentence[head]

    def is_theme(self, first: int) -> bool:
        """Whether the mention that begins here is the subject of the main clause of its sentence."""
        table = self.table
        for i in range(first, min(first + 4, len(table))):
            j = i
            while table.dep[j] in ("appos", "flat:name") and table.head[j] < j:
                j = table.head[j]  # « le maire, Paul Durand, a dit »
            if self._opens(j):
                return True
            if table.dep[j] in _SUBJECTS:
                governor = table.head[j]
                return table.head[governor] == governor or table.dep[governor] == "conj"
        return False

    # -- functions -----------------------------------------------------------------------------

    def _link_names(self) -> None:
        """« le ministre X », « le ministre, X, », « X, ministre », « X est ministre »: the phrase names a function of X."""
        starts = {m.first_token: i for i, m in enumerate(self.names) if m.first_token >= 0}
        low = self.table.low
        outer: dict[int, int] = {}  # name → end of the phrase that it stands with
        for nominal in self.nominals:
            name = nominal.name
            if name < 0:
                name = self._name_after_comma(nominal, starts)
            if name >= 0 and nominal.first < outer.get(name, 0):
                continue  # « l'avocat du prévenu, Me X »: the name is told of the avocat
            if name >= 0 and self._may_be(nominal, name):
                self._join(nominal, self.of_name[name])
                outer[name] = nominal.last
        ends = {m.last_token: i for i, m in enumerate(self.names) if m.first_token >= 0}
        told: dict[int, int] = {}  # end of a function in apposition → its bearer
        for nominal in self.nominals:
            if nominal.head in self._of_nominal:
                told[nominal.last] = self._of_nominal[nominal.head] if nominal.kind is EntityKind.PERSON else -1
                continue
            i = nominal.first - 1
            while i > 0 and low[i] in ("ancien", "ancienne", "ex", "alors", "toujours", "actuel", "aujourd'hui", "aussi", "également", "ex-"):
                i -= 1
            name = -1
            if i > 0 and low[i] == ",":
                name = ends.get(i, -1)
                if name < 0 and low[i - 1] == "ans" and i >= 3:
                    name = ends.get(i - 3, -1)
                if name < 0 and low[i - 1] == ")":
                    opening = next((k for k in range(i - 2, max(0, i - 8), -1) if low[k] == "("), -1)
                    name = ends.get(opening, -1)
            elif i > 0 and (low[i] in _COPULAS or low[i] == "("):
                name = ends.get(i, ends.get(i - 1, -1) if low[i - 1] in ("a", "est", "été") else -1)
            further = told.get(nominal.first - 1, -1) if nominal.first and low[nominal.first - 1] in (",", "et") and nominal.determiner == "bare" else -1
            if further >= 0 and nominal.kind is EntityKind.PERSON and not nominal.plural and nominal.name < 0 and not clash(self.all[further].gender, nominal.gender):
                self._join(nominal, further)  # « Anne Roux, infirmière à Nancy, mère de trois enfants »
                told[nominal.last] = further
                continue
            if name >= 0 and nominal.determiner in ("definite", "bare", "indefinite") and not self._opens_clause(nominal, name) and self._may_be(nominal, name):
                self._join(nominal, self.of_name[name])
                told[nominal.last] = self.of_name[name] if nominal.kind is EntityKind.PERSON else -1

    def _opens_clause(self, nominal: Nominal, name: int) -> bool:
        """« À Paris, la police a prévenu », « Selon Novex, la direction est »: a subject after a phrase set in front, no apposition."""
        mention, low = self.names[name], self.table.low
        if nominal.kind is not EntityKind.PERSON and self.all[self.of_name[name]].kind is EntityKind.PLACE and nominal.noun not in _LANDS:
            return True
        if nominal.determiner == "bare" or mention.last_token != nominal.first - 1 or nominal.last >= len(low):
            return False
        before = mention.first_token - 1
        while before > 0 and low[before] in ("m.", "m", "mme", "me", "le", "la", "les", "l'", "."):
            before -= 1
        if before < 0 or low[before] not in _FRONTING:
            return False  # « Anne Roux, la présidente de X a dit », with one comma
        return self.table.pos[nominal.last] in ("VERB", "AUX") or low[nominal.last] in ("se", "s'", "ne", "n'", "y", "lui", "leur")

    def _name_after_comma(self, nominal: Nominal, starts: dict[int, int]) -> int:
        j = nominal.last
        low = self.table.low
        if j + 1 >= len(low) or nominal.plural:
            return -1
        if nominal.kind is EntityKind.PERSON:
            j = self._past_title(j)
        if j + 1 >= len(low) or low[j] != ",":
            return -1
        j += 1
        apposed = self.by_first.get(j)
        if apposed is not None and apposed.name >= 0 and apposed.kind is EntityKind.PERSON and nominal.kind is EntityKind.PERSON:
            j = self.names[apposed.name].first_token  # « le ministre, le colonel Paul Durand, »
        while j < len(low) and low[j] in ("m.", "mme", "me", "m", ".", "le", "la", "l'"):
            j += 1
        name = starts.get(j, -1)
        if j + 1 in starts and self.table.is_capital(j) and self.all[self.of_name[starts[j + 1]]].kind is EntityKind.PERSON and (
                folded_words(low[j])[-1:] or ("",))[0] in countries():
            name = starts[j + 1]  # « la présidente de la Commission, l'Allemande X »
        if name < 0:
            return -1
        after = self.names[name].last_token
        if after < len(low) and low[after] in ("«", "“", '"') and low[self.names[name].first_token - 1] in ("m.", "m", "mme", "."):
            return -1  # « Pour la procureure, M. X « savait » »
        return name if after >= len(low) or low[after] in _STOPS or self.table.pos[after] in ("AUX", "VERB") else -1

    def _past_title(self, j: int) -> int:
        """« le ministre de la Santé, | de la Population et de la Réforme hospitalière, X »: the comma before the name."""
        low, pos, start = self.table.low, self.table.pos, j
        links = ("de", "du", "des", "d'", "chargé", "chargée", "et", "à")
        while j < len(low) and j - start < 24 and (low[j] in links or (low[j] == "," and j + 1 < len(low) and low[j + 1] in links)):
            j += 1
            while j < len(low) and low[j] not in (",", "et") and j - start < 24:
                if pos[j] in ("VERB", "AUX", "PRON", "PUNCT", "SCONJ") and low[j] not in ("chargé", "chargée", "-"):
                    return start
                j += 1
        return j if j - start < 24 else start

    def _may_be(self, nominal: Nominal, name: int) -> bool:
        referent = self.all[self.of_name[name]]
        if nominal.name >= 0 and not nominal.plural and self._trades(nominal) and self._may_be_company(referent):
            referent.kind = EntityKind.ORGANISATION  # « le détaillant Chaleur Plus », « la société liégeoise Nexum »
            return True
        if nominal.kind is EntityKind.PERSON:
            if nominal.plural:
                return False
            if referent.kind is not EntityKind.PERSON:
                if not self._may_be_person(referent, nominal):
                    return False
                referent.kind = EntityKind.PERSON
            if referent.gender is Gender.UNKNOWN:
                referent.gender = nominal.gender
            return True
        if referent.kind is EntityKind.PERSON:
            if nominal.name < 0 or (" " in referent.name and referent.name.split()[0] not in ("Le", "La", "L'", "The")):
                return False
            if len(referent.places) > 1 or nominal.noun not in _BODIES_NAMED:
                return False
            referent.kind = EntityKind.ORGANISATION
        if referent.kind is EntityKind.PLACE and nominal.name >= 0 and nominal.noun not in _LANDS:
            referent.kind = EntityKind.ORGANISATION  # « l'ONG Mer Claire »
        return not nominal.plural

    @staticmethod
    def _trades(nominal: Nominal) -> bool:
        return nominal.noun in speaker_words.TRADERS or nominal.noun in speaker_words.COMPANIES

    @staticmethod
    def _may_be_company(referent: Referent) -> bool:
        """A name that nothing but the model's guess makes a person's or a place's."""
        words = folded_words(referent.name)
        if referent.kind is EntityKind.PERSON:
            return not referent.gender_known and not any(role not in speaker_words.TRADERS for role, _ in referent.roles) and bool(words) and words[0] not in first_names()
        return referent.kind is EntityKind.ORGANISATION

    def _may_be_person(self, referent: Referent, nominal: Nominal) -> bool:
        """Whether a name the model does not hold for a person's can be one, in apposition to a function."""
        words = referent.name.split()
        if referent.guessed and len(words) == 1 and first_names().get(folded_words(words[0])[0] if folded_words(words[0]) else ""):
            return nominal.determiner in ("indefinite", "bare") or nominal.name >= 0  # « Hassan, un manifestant »
        if any(c.isdigit() for c in referent.name) or referent.words & PRESS_WORDS:
            return False
        if not referent.guessed and not (nominal.determiner == "definite" and self._spelled_like_person(referent)):
            return False
        return 2 <= len(words) <= 4 and all(w[:1].isupper() for w in words) and singular(folded_words(words[0])[0] if folded_words(words[0]) else "") not in _BODIES_NAMED

    @staticmethod
    def _spelled_like_person(referent: Referent) -> bool:
        """« L'entraîneur, Staffan Lindqvist, juge »: two or three words in capitals, told once, none of them a body's."""
        words = referent.name.split()
        return 2 <= len(words) <= 3 and not referent.roles and all(w.istitle() for w in words) and not any(
            names_body(w) or w in _LABELS for w in referent.name.lower().split())

    def _join(self, nominal: Nominal, number: int) -> None:
        referent = self.all[number]
        if nominal.kind is EntityKind.PERSON or referent.kind is not EntityKind.PERSON:
            referent.roles.append((nominal.noun, nominal.words))
            text = self.table.text(nominal.head if nominal.determiner != "bare" else nominal.first, nominal.last)
            if referent.role is None and nominal.kind is EntityKind.PERSON:
                referent.role = text
        if nominal.kind is EntityKind.PERSON and referent.kind is EntityKind.PERSON:
            self._gender_by_function(nominal, referent)
        if self.is_subject(nominal.head):
            for place in referent.places:  # « le maire, Paul Durand, a… »
                place.subject |= 0 <= place.first - nominal.last <= 3 or 0 <= nominal.first - place.last <= 1
        for i in range(nominal.first, nominal.head):
            self.at.setdefault(i, number)
        self.at[nominal.head] = number
        self._of_nominal[nominal.head] = number

    def _gender_by_function(self, nominal: Nominal, referent: Referent) -> None:
        """« La violoniste Akiko X », « Joan Y, mécanicien »: the function tells more than the ending of a first name."""
        if referent.gender_known or nominal.gender is Gender.UNKNOWN or nominal.noun in _ONE_GENDER or not clash(referent.gender, nominal.gender):
            return
        article = self.table.low[nominal.first] if nominal.first < nominal.head else ""
        if nominal.gender is Gender.FEMININE and (article in ("la", "une", "cette", "sa") or nominal.determiner == "bare"):
            referent.gender = Gender.FEMININE
        elif nominal.gender is Gender.MASCULINE and nominal.noun.endswith(("ien", "ier", "cher", "ger", "eux", "ard", "ant")):
            referent.gender = Gender.MASCULINE

    def _apposed(self, nominal: Nominal) -> list[int]:
        """The persons named after a plural: « ses avocats, Mes X et Y », « les deux députés, les PLR X et Y »."""
        low = self.table.low
        if not nominal.plural or nominal.kind is not EntityKind.PERSON or nominal.last >= len(low) or low[nominal.last] != ",":
            return []
        i = nominal.last + 1
        if i + 1 < len(low) and low[i] == "les":
            i += 1 + (self.table.is_capital(i + 1) and self.table.text(i + 1, i + 2).isupper())
        named: list[int] = []
        while i < len(low) and self.table.sentence[i] == self.table.sentence[nominal.head]:
            number = self.at.get(i)
            if number is not None and self.all[number].proper and self.all[number].kind is EntityKind.PERSON:
                named += [number] if number not in named else []
            elif low[i] not in ("et", ",", "mes", "mm.", "mmes", "mm", "me", "m.", "mme", "."):
                break
            i += 1
        fronted = low[nominal.first] in ("des", "aux") or (nominal.first > 0 and low[nominal.first - 1] in _FRONTING)
        if fronted and i < len(low) and self.table.pos[i] in ("VERB", "AUX"):
            return []  # « Sous le feu des élus, X et Y ont répondu »
        return named if 2 <= len(named) <= 4 else []

    # -- phrases -------------------------------------------------------------------------------

    def _resolve(self, nominal: Nominal) -> None:
        number = self._spelled(nominal)
        if number is None:
            number = self._bearer(nominal)
        if number is None:
            number = self._same_noun(nominal)
        if number is None:
            number = self._wider(nominal)
        if number is None:
            first = nominal.head if nominal.determiner in ("definite", "bare", "possessive", "demonstrative") else nominal.first
            while first > nominal.first and first - 1 > nominal.first and self.table.pos[first - 1] in ("ADJ", "NUM"):
                first -= 1
            name = self.table.text(first, nominal.last)
            referent = self.add(name, nominal.kind, nominal.gender, nominal.plural, False, nominal.words)
            referent.definite = nominal.determiner != "indefinite"
            referent.roles.append((nominal.noun, nominal.words))
            named = [self.all[n].name for n in self._apposed(nominal)]
            if named:
                referent.name, referent.proper = ", ".join(named[:-1]) + " et " + named[-1], True
            number = referent.number
        referent = self.all[number]
        text = self.table.text(nominal.head, nominal.last)
        referent.aliases.add(text)
        if not referent.proper and len(nominal.words) > len(referent.words) and referent.words <= nominal.words:
            referent.words = nominal.words
            referent.name = text
        self._of_nominal[nominal.head] = number
        referent.places.append(Place(nominal.first, nominal.last, nominal.head, self.is_subject(nominal.head), False))
        for i in range(nominal.first, nominal.head):
            self.at.setdefault(i, number)
        self.at[nominal.head] = number

    def _spelled(self, nominal: Nominal) -> int | None:
        """« le parquet national financier » for « PNF »: the acronym takes the name it stands for."""
        if not self._acronyms or len(nominal.words) < 2 or nominal.kind is EntityKind.PERSON:
            return None
        text = self.table.text(nominal.head, nominal.last).split(" (")[0]
        number = self._acronyms.get("".join(word[0] for word in folded_words(text)))
        if number is not None:
            referent = self.all[number]
            if len(text) > len(referent.name):
                referent.name, referent.words = text, frozenset(folded_words(text)) | referent.words
        return number

    def _bearer(self, nominal: Nominal) -> int | None:
        """The named bearer of the function that the phrase names."""
        if nominal.determiner == "indefinite" or nominal.plural:
            return None
        options = broader().get(nominal.noun, frozenset()) | {nominal.noun}
        modifiers = nominal.words - {nominal.noun, *folded_words(self.table.low[nominal.head])} - _OWNERS - _EMPTY
        modifiers = modifiers - PARTISANS
        if modifiers & _SIDES:
            modifiers = modifiers - _SIDES - {"extreme"}  # « l'élu d'extrême droite »
        if "ans" in modifiers:
            modifiers = frozenset(m for m in modifiers if m != "ans" and not m.isdigit())  # « le luthier de 58 ans »
        best, score = None, (-1.0, -1, -1)
        for referent in self.all:
            if not referent.proper or (not referent.roles and referent.kind is EntityKind.PERSON):
                continue
            if nominal.kind is EntityKind.PERSON and referent.kind is not EntityKind.PERSON and nominal.noun not in speaker_words.TRADERS:
                continue
            if nominal.kind is not EntityKind.PERSON and referent.kind is EntityKind.PERSON:
                continue
            if clash(referent.gender, nominal.gender) and nominal.kind is EntityKind.PERSON and referent.kind is EntityKind.PERSON:
                continue
            fit = self._role_fit(referent, nominal, options, modifiers)
            if fit < 0:
                continue
            recency = max((p.first for p in referent.places if p.first < nominal.first), default=-1)
            key = (fit, int(recency >= 0), recency)
            if key > score:
                best, score = referent.number, key
        return best

    def _role_fit(self, referent: Referent, nominal: Nominal, options: frozenset[str], modifiers: frozenset[str]) -> float:
        known = frozenset().union(referent.words, *(words for _, words in referent.roles))
        best = -1.0
        for noun, words in referent.roles:
            if noun in options:
                best = max(best, _overlap(modifiers, words, known) + (0.2 if noun == nominal.noun else 0.0))
        if referent.kind is not EntityKind.PERSON:
            spelled = {singular(speaker_words.ABROAD.get(w, w)) for w in referent.words}
            if nominal.noun in spelled:
                best = max(best, _overlap(modifiers, referent.words, known))
            elif not modifiers and referent.proper and singular(folded_words(referent.name)[0] if referent.words else "") in options:
                best = max(best, 0.3)  # « la Fédération des pêcheurs… l'organisation »
        if referent.kind is EntityKind.PERSON and not modifiers <= known:
            others = set().union(*({singular(w) for w in words} for _, words in referent.roles)) if referent.roles else set()
            if {singular(w) for w in nominal.words} <= others | {singular(w) for w in referent.words}:
                best = max(best, 0.5)
        return best

    def _same_noun(self, nominal: Nominal) -> int | None:
        """An earlier phrase of the same noun whose words do not contradict."""
        if nominal.determiner == "indefinite":
            for referent in reversed(self.all):
                if not referent.proper and referent.words == nominal.words and referent.plural == nominal.plural and len(nominal.words) > 1:
                    return referent.number
            return None
        for referent in reversed(self.all):
            if referent.proper or referent.plural != nominal.plural or not referent.roles or referent.roles[0][0] != nominal.noun:
                continue
            if nominal.words <= referent.words or referent.words <= nominal.words:
                return referent.number
        return None


    def _wider(self, nominal: Nominal) -> int | None:
        """« l'avocat des victimes… le conseil », « un député… l'élu »: a wider word for somebody unnamed."""
        if nominal.determiner not in ("definite", "demonstrative") or nominal.plural or len(nominal.words - _OWNERS) > 1:
            return None
        options = broader().get(nominal.noun, frozenset())
        for referent in reversed(self.all):
            if referent.proper or referent.plural or referent.kind is not nominal.kind:
                continue
            if clash(referent.gender, nominal.gender) and nominal.kind is not EntityKind.ORGANISATION:
                continue
            if referent.roles and referent.roles[0][0] in options:
                if clash(referent.gender, nominal.gender):
                    referent.gender = Gender.UNKNOWN  # « le fabricant… l'entreprise… elle »
                return referent.number
        return None


@cache
def countries() -> dict[str, frozenset[str]]:
    """Folded demonym, in its forms → folded words of the country."""
    out: dict[str, frozenset[str]] = {}
    for country, adjective, *_seat in Library().lexicon("demonyms").rows:
        words = frozenset(folded_words(country))
        for form in (adjective, adjective + "e", adjective + "ne", adjective + "que"):
            folded = folded_words(form)
            if len(folded) == 1:
                out[folded[0]] = words
    return out


def clash(one: Gender, other: Gender) -> bool:
    return one is not other and Gender.UNKNOWN not in (one, other)


def _overlap(modifiers: frozenset[str], words: frozenset[str], known: frozenset[str]) -> float:
    """How well modifiers fit a described function: -1 when more of them are foreign than known."""
    if not modifiers:
        return 0.5
    inside, weighed = 0, 0
    if modifiers & _POINTS and any(m in countries() for m in modifiers):
        modifiers = modifiers - _POINTS  # « nord-américain » says no more than « américain »
    for modifier in modifiers:
        country = countries().get(modifier)
        if modifier in words or any(len(modifier) > 4 and w[:5] == modifier[:5] for w in known) or (country and country <= known):
            inside += 1
        elif country and not any(w in countries() for w in known):
            continue  # « américain » of somebody whose country the article does not tell
        weighed += 1
    if not weighed:
        return 0.3
    share = inside / weighed
    return 0.4 + share if share >= 0.5 else -1.0


def span_of_place(table: TokenTable, place: Place) -> Span:
    return Span(table.start[place.first], table.end[place.last - 1])
