"""Documents that speak: who made « le rapport », « un sondage publié par X », « le communiqué », « ses calculs »."""

from __future__ import annotations

from bisect import bisect_left

from sourcecheck.discourse import speaker_words
from sourcecheck.discourse.antecedents import Asked
from sourcecheck.discourse.issuers import Issuers
from sourcecheck.discourse.names import folded_words
from sourcecheck.discourse.nominals import Nominal
from sourcecheck.discourse.referents import Referent, broader
from sourcecheck.discourse.scene import Scene
from sourcecheck.domain.discourse import Attribution, EntityKind, Gender


class Documents:
    """Leads a document to its maker; remembers who issues what."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.table, self.book, self.memory = scene.table, scene.book, scene.memory
        self.parts, self.quoted = scene.parts, scene.quoted
        self.issuers = Issuers(scene)

    def meant(self, tokens: range, nominal: Nominal, referent: Referent) -> int:
        """The maker of a document, the document told of before, or the document itself."""
        issuer = self._issuer(tokens, nominal, referent)
        if issuer is None:
            return self._document_before(nominal, referent)
        self.memory.issuers[nominal.noun] = self.memory.makers[referent.number] = issuer
        return issuer

    def _issuer(self, tokens: range, nominal: Nominal, referent: Referent) -> int | None:
        """Who made the document: « le rapport de X », « un sondage publié par X », for « le communiqué » whoever speaks."""
        last = max(tokens[-1] + 1, nominal.last)
        if last < len(self.table) and self.table.low[last - 1].endswith(("é", "ée", "és", "ées", "is", "ise", "ises")):
            last += 8  # « un sondage publié | dans le quotidien X »
        elif last + 1 < len(self.table) and self.table.low[last] == "," and self.table.low[last + 1].endswith(("é", "ée", "és", "ées")):
            last += 8  # « l'étude, menée par X »
        for i in range(nominal.head + 1, min(last, len(self.table))):
            number = self.book.at.get(i)
            if number is not None and number != referent.number:
                found = self.book.all[number]
                by = nominal.noun in speaker_words.STATEMENTS or any(self.table.low[k] == "par" for k in range(nominal.head + 1, i))
                made = by and found.kind in (EntityKind.ORGANISATION, EntityKind.GROUP)
                if (found.proper or made) and found.kind is not EntityKind.PLACE and any(
                        self.table.low[k] in ("de", "d'", "du", "des", "par", "dans") for k in range(nominal.head + 1, i)) and "«" not in self.table.low[nominal.head : i]:
                    return number
        for place in referent.places:
            if place.head != nominal.head and place.first < nominal.first:
                for i in range(place.head + 1, min(place.last + 8, len(self.table))):
                    number = self.book.at.get(i)
                    if self.table.low[i] in (",", ".", ";", "«") or (number is not None and number != referent.number):
                        maker = self.book.all[number] if number is not None else None
                        body = maker is not None and nominal.noun in speaker_words.STATEMENTS and maker.kind in (EntityKind.ORGANISATION, EntityKind.GROUP)
                        if maker is not None and (maker.proper or body) and maker.kind is not EntityKind.PLACE:
                            return number
                        break
        if nominal.determiner == "possessive" and nominal.noun not in speaker_words.LENT:
            return self._owner(nominal)
        told = self.issuers.told(nominal, broader().get(nominal.noun, frozenset()) | frozenset(speaker_words.SAME_WORK.get(nominal.noun, ())))
        if told is not None:
            return told
        known_maker = self._maker(nominal)
        if known_maker is not None and len(nominal.words) <= 3:
            return known_maker
        likely = self.issuers.likely(nominal)
        if likely is not None:
            return likely
        if nominal.noun in ("communique", "declaration", "lettre", "tweet", "texte") and len(nominal.words) <= 3:
            question = Asked(nominal.first, "le", Gender.UNKNOWN, None)
            found_all = [
                (r, f) for r, f in self.scene.candidates(question)
                if r.proper and r.kind in (EntityKind.ORGANISATION, EntityKind.PERSON)
                and any(k in f for k in ("subject-0", "subject-1", "last-speaker-part"))
            ]
            return self.scene.chosen(found_all)
        return None

    def _owner(self, nominal: Nominal) -> int | None:
        """« selon ses calculs », « son rapport souligne »: the named one who has just spoken or acted."""
        return self.owner_at(nominal.first)

    def owner_at(self, token: int) -> int | None:
        found = [
            (r, f) for r, f in self.scene.candidates(Asked(token, "il", Gender.UNKNOWN, None))
            if r.kind in (EntityKind.ORGANISATION, EntityKind.PERSON) and f["same-part"] and any(k in f for k in ("subject-0", "subject-1", "last-speaker-part"))
        ]
        return self.scene.chosen(found)

    def _maker(self, nominal: Nominal) -> int | None:
        """Who made the document that « le texte », « le communiqué » takes up."""
        if nominal.determiner == "indefinite":
            return None
        for noun in (nominal.noun, *speaker_words.SAME_WORK.get(nominal.noun, ()), *sorted(broader().get(nominal.noun, ()))):
            if noun in self.memory.issuers:
                return self.memory.issuers[noun]
        return None

    def publishes(self, attribution: Attribution, number: int) -> None:
        """« Dans un communiqué, X indique que »: X is who made the document, should « le texte » speak later."""
        issuer = self.book.all[number]
        if issuer.kind not in (EntityKind.PERSON, EntityKind.ORGANISATION, EntityKind.GROUP) or attribution.source is None:
            return
        sentence = self.scene.annotated.sentences[self.table.sentence[self.scene.place(attribution)]]
        at = bisect_left(self.scene.heads, sentence.start)
        for nominal in self.book.nominals[at:]:
            if nominal.head >= sentence.end:
                break
            if nominal.kind is EntityKind.DOCUMENT and nominal.noun in speaker_words.ISSUED and not self.quoted[nominal.head] and (
                self.table.low[nominal.first - 1] in ("dans", "via", "par", "de") and nominal.first and nominal.determiner in ("indefinite", "bare", "possessive")
            ):
                self.memory.issuers[nominal.noun] = number
        for i in range(sentence.start + 1, sentence.end):
            if self.table.low[i] in speaker_words.BY_WAY and self.table.low[i - 1] in ("de", "par", "via") and not self.quoted[i]:
                self.memory.issuers[folded_words(self.table.low[i])[0]] = number  # « par voie de communiqué »

    def _document_before(self, nominal: Nominal, referent: Referent) -> int:
        """« Un rapport interne… Le document… »: the document told of last, for a word that suits any."""
        if nominal.noun not in speaker_words.ANY_DOCUMENT or nominal.determiner not in ("definite", "demonstrative") or len(nominal.words) > 2 or nominal.plural:
            return referent.number
        before = [
            (place.first, r.number) for r in self.book.all if r.kind is EntityKind.DOCUMENT and not r.proper and r is not referent and not r.plural
            for place in r.places if place.first < nominal.first and not self.quoted[place.head]
        ]
        if not before:
            return referent.number
        self.memory.shadows.add(referent.number)
        return self.memory.makers.get(max(before)[1], max(before)[1])
