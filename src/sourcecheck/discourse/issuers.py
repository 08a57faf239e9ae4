"""Who issued a document that the article only mentions: told by the narration, or by what such documents are issued by."""

from __future__ import annotations

from sourcecheck.discourse.names import PRESS_NAMES, folded_words
from sourcecheck.discourse.nominals import Nominal, singular
from sourcecheck.discourse.referents import Referent
from sourcecheck.discourse.scene import Scene
from sourcecheck.domain.discourse import EntityKind

_ISSUING = frozenset(
    "publier prendre signer rendre remettre diffuser présenter adresser envoyer transmettre écrire rédiger adopter émettre promulguer dévoiler poster livrer "
    "produire édicter prononcer déposer communiquer mettre établir dresser élaborer réaliser mener conduire sortir boucler achever actualiser".split()
)
_SHARED = frozenset("accord contrat convention traite petition loi plainte temoignage article budget projet programme".split())  # not by whoever signs or files them
_BENCHES = frozenset("tribunal cour juge juridiction conseil chambre commission autorite office cassation magistrat magistrate comite".split())
_NATURAL: dict[str, frozenset[str]] = {
    **dict.fromkeys(("jugement", "ordonnance", "verdict", "sentence", "decision", "arret"), _BENCHES),
    **dict.fromkeys(("requisitoire", "requisition", "reference"), frozenset("parquet procureur procureure ministere avocat avocate substitut substitute".split())),
    "arrete": frozenset("prefet prefete prefecture sous-prefet sous-prefete maire mairie ministre ministere gouverneur gouvernorat wali bourgmestre municipalite".split()),
    "circulaire": frozenset("ministre ministere prefet prefete rectorat recteur rectrice direction procureur procureure".split()),
    "rapport": frozenset("cour chambre inspection coroner commission mission observatoire autorite bureau defenseur controleur controleuse inspecteur inspectrice agence "
                         "mediateur mediatrice ombudsman comite office".split()),
    "audit": frozenset("cour chambre inspection cabinet".split()),
}
_STATEMENTS = frozenset("communique avis note courrier lettre message bulletin circulaire tweet declaration point post".split())
_WRITTEN_BY = frozenset("rapport audit note avis communique bulletin etude enquete expertise constat proces-verbal document texte synthese bilan".split())
_TEXTS = frozenset({"texte", "document"})
_REACH = 4  # sentences


class Issuers:
    """The makers of documents as the narration tells them, read once."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.table, self.book, self.memory, self.quoted = scene.table, scene.book, scene.memory, scene.quoted
        self._told: list[tuple[int, str, int, int]] = []  # (token, noun, document, issuer)
        for nominal in self.book.nominals:
            if nominal.kind is EntityKind.DOCUMENT and not self.quoted[nominal.head] and nominal.noun not in _SHARED:
                issuer = self._issuer_told(nominal)
                if issuer is not None:
                    self._told.append((nominal.head, nominal.noun, self.book.at[nominal.head], issuer))

    def told(self, nominal: Nominal, same: frozenset[str]) -> int | None:
        """Who issued « le rapport », « l'arrêté », « ce document » by the narration; `same` are other nouns for such a document."""
        if nominal.determiner == "possessive" or nominal.plural:
            return None
        bare = self._bare(nominal)
        own = self.book.at.get(nominal.head)
        for at, noun, document, issuer in reversed(self._told):
            if at <= nominal.head and (document == own or (bare and (noun == nominal.noun or noun in same or nominal.noun in _TEXTS))):
                return issuer
        return None

    @staticmethod
    def _bare(nominal: Nominal) -> bool:
        return len(nominal.words - {nominal.noun, "meme", "dernier", "derniere"}) <= 1

    def likely(self, nominal: Nominal) -> int | None:
        """Who issues such documents: the court for a judgment, the prefect for an order, for a communiqué whoever has just spoken."""
        bare = nominal.words <= {nominal.noun, "meme", "dernier", "derniere", *folded_words(self.table.low[nominal.head])}
        if nominal.determiner == "possessive" or nominal.plural:
            return None
        if nominal.noun == "communique" and nominal.determiner == "indefinite" and len(nominal.words) == 1:
            return self._last_to_speak(nominal)
        if nominal.determiner not in ("definite", "demonstrative") or not bare:
            return self._here(nominal) if nominal.determiner == "indefinite" and _NATURAL.get(nominal.noun) is _BENCHES else None
        if nominal.noun in _NATURAL:
            return self._natural(nominal, _NATURAL[nominal.noun])
        return self._last_to_speak(nominal) if nominal.noun in _STATEMENTS else None

    def _issuer_told(self, nominal: Nominal) -> int | None:
        """« Dans un rapport, X relève », « par un arrêté, X ferme », « X a publié un rapport », « X a rendu son avis »."""
        table = self.table
        of = self._complement(nominal)
        if of is not None:
            return of
        before = table.low[nominal.first - 1] if nominal.first and table.sentence[nominal.first - 1] == table.sentence[nominal.head] else ""
        if before in ("dans", "par", "via") and nominal.determiner in ("indefinite", "bare", "possessive"):
            return self._subject(self._root(nominal.head))
        verb = table.head[nominal.head]
        if table.dep[nominal.head] == "obj" and table.lemma[verb] in _ISSUING and nominal.determiner in ("indefinite", "possessive", "definite"):
            return self._subject(verb)
        return None

    def _complement(self, nominal: Nominal) -> int | None:
        """« un rapport de l'inspection générale »: the body that a written document is of."""
        i = nominal.head + 1
        while i < nominal.last and self.table.pos[i] == "ADJ":
            i += 1
        if nominal.noun not in _WRITTEN_BY or i + 1 >= len(self.table) or self.table.low[i] not in ("de", "du", "des", "d'"):
            return None
        number = self.book.at.get(i + 1, self.book.at.get(i + 2))
        maker = self.book.all[number] if number is not None else None
        return number if maker is not None and maker.kind is EntityKind.ORGANISATION and self._issues(maker) else None

    def _root(self, token: int) -> int:
        for _ in range(40):
            if self.table.head[token] == token:
                return token
            token = self.table.head[token]
        return token

    def _subject(self, verb: int) -> int | None:
        for child in self.table.children[verb]:
            if self.table.dep[child] == "nsubj":
                number = self.book.at.get(child)
                return number if number is not None and self._issues(self.book.all[number]) else None
        return None

    @staticmethod
    def _issues(referent: Referent) -> bool:
        if referent.kind not in (EntityKind.PERSON, EntityKind.ORGANISATION, EntityKind.GROUP) or not (referent.definite or referent.proper):
            return False
        return not referent.words & PRESS_NAMES

    @staticmethod
    def _fits(referent: Referent, nouns: frozenset[str]) -> bool:
        return bool({noun for noun, _ in referent.roles} & nouns) or (referent.proper and bool({singular(w) for w in referent.words} & nouns))

    def _natural(self, nominal: Nominal, nouns: frozenset[str]) -> int | None:
        """« L'ordonnance relève que »: the court that acted or spoke last."""
        here = self.table.sentence[nominal.head]
        acted = [
            (place.first, r.number) for r in self.book.all
            if (self._issues(r) or (r.proper and r.kind is EntityKind.PLACE)) and not r.plural and self._fits(r, nouns)
            for place in r.places if place.first < nominal.first and place.subject and not self.quoted[place.first] and here - self.table.sentence[place.first] <= _REACH
        ]
        if nominal.noun == "arrete":  # of whoever decided, not of whoever was asked
            said = {n for _, _, n in self.memory.speakers}
            return max((a for a in acted if a[1] not in said), default=(0, None))[1]
        spoke = [(at, n) for at, _, n in self.memory.speakers if here - self.table.sentence[at] <= _REACH and self._fits(self.book.all[n], nouns)]
        found = max(acted + spoke, default=None)
        return None if found is None else found[1]

    def _here(self, nominal: Nominal) -> int | None:
        """« X a autorisé le rachat, selon une décision publiée hier »: the subject of the sentence."""
        number = self._subject(self._root(nominal.head))
        return number if number is not None and self._fits(self.book.all[number], _NATURAL[nominal.noun]) else None

    def _last_to_speak(self, nominal: Nominal) -> int | None:
        """« … a annoncé la police. …, ajoute le communiqué »: the body or office that spoke or acted just before."""
        part, here = self.scene.parts[nominal.head], self.table.sentence[nominal.head]
        if self.memory.speakers:
            place, spoken, number = self.memory.speakers[-1]
            if spoken == part and here - self.table.sentence[place] <= 2 and self._issues(self.book.all[number]):
                return number
        acted = [
            (place.first, r.number) for r in self.book.all if self._issues(r) and not r.plural and (r.kind is EntityKind.ORGANISATION or r.proper or r.roles)
            for place in r.places if place.subject and not self.quoted[place.first] and here - self.table.sentence[place.first] == 1
            and self.scene.parts[place.first] == part and self.book.is_theme(place.first)
        ]
        found = max(acted, default=None)
        return None if found is None else found[1]
