"""Whom a phrase without a name stands for: « le groupe », « l'élu », « le Lillois », « la cheffe de service », « les deux maires »."""

from __future__ import annotations

from functools import cached_property

from sourcecheck.discourse import speaker_words
from sourcecheck.discourse.antecedents import TOGETHER, Asked
from sourcecheck.discourse.countries import country_named
from sourcecheck.discourse.cues import source_kinds
from sourcecheck.discourse.documents import Documents
from sourcecheck.discourse.names import COMPANY_WORDS, PRESS_NAMES, first_names, folded_words
from sourcecheck.discourse.nominals import Nominal, singular
from sourcecheck.discourse.referents import PARTISANS, Place, Referent, broader, clash, countries
from sourcecheck.discourse.scene import Scene
from sourcecheck.domain.discourse import EntityKind, Gender


class Descriptions:
    """Takes phrases up again with the named person or body of the scene that they mean."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.table, self.book, self.memory = scene.table, scene.book, scene.memory
        self.parts, self.quoted = scene.parts, scene.quoted
        self.documents = Documents(scene)
        self._meant: dict[int, int] = {}  # « le gestionnaire » → the company that it stood for once
        self._in_court = any(n.noun in speaker_words.COURTS for n in self.book.nominals) or "procès" in self.table.low

    def described(self, tokens: range, nominal: Nominal) -> int:
        """The referent of a phrase without name, or the named one that it takes up."""
        referent = self.book.all[self.book.at[nominal.head]]
        if referent.proper:
            nearer = self._nearer_body(nominal, referent)
            return referent.number if nearer is None else nearer
        if nominal.kind is EntityKind.DOCUMENT:
            return self.documents.meant(tokens, nominal, referent)
        if nominal.plural:
            together = self._together(nominal)
            return referent.number if together is None else together
        if nominal.noun == "pays" and nominal.determiner == "demonstrative":
            country = self._country_before(nominal)
            return referent.number if country is None else country
        told_late = self._told_late(nominal, referent)
        if told_late is not None:
            return self._stands(referent, told_late)
        if nominal.determiner not in ("definite", "demonstrative"):
            return referent.number
        if referent.number in self.memory.stands:
            return self.memory.stands[referent.number]
        taken_up = self._taken_up(nominal) if self._is_bare(nominal, referent) else None
        return referent.number if taken_up is None else self._stands(referent, taken_up)

    def _together(self, nominal: Nominal) -> int | None:
        """« Les deux maires », « les deux organisations »: those named before."""
        both = self._both(nominal) if nominal.kind is EntityKind.PERSON else None
        if both is None and "deux" in nominal.words and nominal.kind in (EntityKind.PERSON, EntityKind.ORGANISATION):
            both = self._last_two(nominal)
        return both

    def _told_late(self, nominal: Nominal, referent: Referent) -> int | None:
        """Whom a function told for the first time is of: somebody named before without it."""
        first = len(referent.places) == 1
        definite = nominal.determiner == "definite"
        runs = nominal.kind is EntityKind.ORGANISATION or nominal.noun in speaker_words.RUN_BY_BODIES
        found = self._body_that_spoke(nominal) if runs and first and definite and nominal.noun in speaker_words.RUNNING else None
        if found is not None or nominal.kind is not EntityKind.PERSON:
            return found
        if definite and nominal.noun in speaker_words.SENT:
            found = self._sent_by(nominal)
        if found is None and definite and first:
            found = self._whose_office(nominal)
        open_to_all = (nominal.noun in speaker_words.WIDER and not self._of_somebody(nominal)) or self._plain(nominal)
        if found is None and first and not self.presides(nominal) and (nominal.determiner == "demonstrative" or (definite and open_to_all)):
            here = bool(self.memory.speakers) and self.memory.speakers[-1][1] == self.parts[nominal.first]
            for search in (self._just_spoke, self._just_told) if here else (self._just_told, self._just_spoke):
                found = search(nominal) if found is None else found
        if found is None and first and not self.presides(nominal) and nominal.determiner in ("definite", "demonstrative"):
            found = self._only_named(nominal)
        return found

    def _sent_by(self, nominal: Nominal) -> int | None:
        """« Paul Durand, de la CGT… le délégué de la CGT »: whoever spoke last, of the same body and of no known function."""
        if not self.memory.speakers:
            return None
        place, _, number = self.memory.speakers[-1]
        bearer = self.book.all[number]
        houses = {self.book.at.get(i) for i in range(nominal.head + 1, nominal.last)} - {None}
        near = self.parts[nominal.first] - self.parts[place] <= 1
        if not near or bearer.roles or not bearer.proper or bearer.kind is not EntityKind.PERSON or clash(bearer.gender, nominal.gender):
            return None
        return number if houses & {house for p in bearer.places for house in self._houses(p)} else None

    def _whose_office(self, nominal: Nominal) -> int | None:
        """« X a déclaré… », « …, a relaté le chef de cabinet »: an office told late, of whoever goes on speaking and has no other."""
        if not self.memory.speakers or nominal.noun in speaker_words.OF_JUSTICE or nominal.words & countries().keys():
            return None
        place, part, number = self.memory.speakers[-1]
        bearer = self.book.all[number]
        near = part == self.parts[nominal.first] and self.table.sentence[nominal.first] - self.table.sentence[place] <= 3
        fits = bearer.proper and bearer.kind is EntityKind.PERSON and not bearer.roles and not clash(bearer.gender, nominal.gender)
        if not near or not fits or bearer in self._on_trial or any(
                self._elsewhere(i) and i in self.book.at and not self._title_of_office(i) for i in range(nominal.head + 1, nominal.last)):
            return None
        return number

    def _title_of_office(self, i: int) -> bool:
        """« chef de cabinet »: no body of its own."""
        return not self.book.all[self.book.at[i]].proper and self.table.low[i - 1] in ("de", "d'")

    def _houses(self, place: Place) -> set[int]:
        """The bodies that a name is said to be of: « X, de la CGT », « X (CGT) », « X du parti Y »."""
        low = self.table.low
        i = place.last + (place.last < len(low) and low[place.last] in (",", "("))
        if i >= len(low) or (low[i] not in ("de", "du", "des", "d'") and low[i - 1] != "("):
            return set()
        out: set[int] = set()
        for k in range(i, min(i + 6, len(low))):
            if low[k] in (",", ".", ")", ":", ";") or self.table.pos[k] == "VERB":
                break
            number = self.book.at.get(k)
            if number is not None and self.book.all[number].kind is not EntityKind.PERSON:
                out.add(number)
        return out

    def _stands(self, referent: Referent, number: int) -> int:
        """Remember that a phrase stands for a named one."""
        self.memory.shadows.add(referent.number)
        self.memory.stands[referent.number] = number
        return number

    def _body_that_spoke(self, nominal: Nominal) -> int | None:
        """Enedis… « Le gestionnaire du réseau promet »: the body that spoke last, in this paragraph."""
        if not self.memory.speakers:
            return None
        place, part, number = self.memory.speakers[-1]
        body = self.book.all[number]
        near = part == self.parts[nominal.first] and self.table.sentence[nominal.first] - self.table.sentence[place] <= 2
        return number if near and body.proper and body.kind is EntityKind.ORGANISATION and not self._other_body(body, nominal) else None

    def _nearer_body(self, nominal: Nominal, bearer: Referent) -> int | None:
        """« L'association X…. Greenpeace demande…. L'ONG dit »: whoever spoke last, before a body that bears another word."""
        if bearer.kind is not EntityKind.ORGANISATION or nominal.name >= 0 or len(nominal.words) > 1 or any(noun == nominal.noun for noun, _ in bearer.roles):
            return None
        if nominal.noun in {singular(w) for w in bearer.words} or nominal.noun not in speaker_words.BODIES:
            return None
        spoke = self._body_that_spoke(nominal)
        return spoke if spoke is not None and spoke != bearer.number and not self.book.all[spoke].roles else None

    def _last_two(self, nominal: Nominal) -> int | None:
        """« Les deux organisations »: the two that spoke last in this paragraph or the one before."""
        last: list[int] = []
        for _, part, number in reversed(self.memory.speakers):
            if self.parts[nominal.first] - part > 1 or len(last) == 2:
                break
            said = self.book.all[number]
            if number not in last and said.proper and not said.plural and said.kind is nominal.kind and not clash(said.gender, nominal.gender):
                last.append(number)
            elif number not in last:
                return None
        if len(last) != 2:
            return None
        name = f"{self.book.all[last[1]].name} et {self.book.all[last[0]].name}"
        words = frozenset(folded_words(name))
        known = next((r for r in self.book.all if r.words == words), None)
        if known is None:
            known = self.book.add(name, EntityKind.GROUP, Gender.UNKNOWN, True, True, words)
            self.book.put(known, nominal.first, nominal.last, nominal.head, False)
        return known.number

    def _both(self, nominal: Nominal) -> int | None:
        """« Les maires », « les deux élus »: two or three named before who bear that function."""
        counted = bool({"deux", "trois"} & nominal.words)
        if nominal.determiner not in ("definite", "demonstrative") or len(nominal.words - {"deux", "trois"}) != 1:
            return None
        options = {nominal.noun} | (broader().get(nominal.noun, frozenset()) if counted or nominal.determiner == "demonstrative" else frozenset())
        bearers = [
            r for r in self.book.all if r.proper and r.kind is EntityKind.PERSON and any(role in options or role == "homologue" for role, _ in r.roles)
            and any(p.first < nominal.first for p in r.places)
        ]
        if not 2 <= len(bearers) <= 3 or (counted and ("deux" in nominal.words) != (len(bearers) == 2)):
            return None
        name = ", ".join(r.name for r in bearers[:-1]) + " et " + bearers[-1].name
        words = frozenset(folded_words(name))
        known = next((r for r in self.book.all if r.words == words), None)
        if known is None:
            known = self.book.add(name, EntityKind.GROUP, Gender.UNKNOWN, True, True, words)
            self.book.put(known, nominal.first, nominal.last, nominal.head, False)
        return known.number

    def _just_spoke(self, nominal: Nominal) -> int | None:
        """Who spoke last in the paragraph, for « cette mère de famille », « le député du Nord » that nobody introduced."""
        if not self.memory.speakers:
            return None
        place, part, number = self.memory.speakers[-1]
        bearer = self.book.all[number]
        if (clash(bearer.gender, nominal.gender) or bearer.kind is not EntityKind.PERSON) and (self._plain(nominal) or (nominal.noun in speaker_words.WIDER and nominal.noun not in speaker_words.OFFICES)):
            return self._nearby(nominal.first, nominal.gender)
        near = 0 <= self.parts[nominal.first] - part <= (nominal.noun in speaker_words.WIDER) and self.table.sentence[nominal.first] - self.table.sentence[place] <= 2
        if not near or not bearer.proper or bearer.kind is not EntityKind.PERSON or clash(bearer.gender, nominal.gender):
            return None
        if nominal.noun in speaker_words.SUSPECTS and any(role in speaker_words.COUNSEL for role, _ in bearer.roles):
            return None
        other = any(r is not bearer and r.proper and any(noun == nominal.noun for noun, _ in r.roles) for r in self.book.all)
        return None if other else number

    def _just_told(self, nominal: Nominal) -> int | None:
        """« Sophie G. s'alarme. « … », souligne la bénévole »: whom the sentence before is about, of no other trade."""
        if nominal.noun in speaker_words.OF_JUSTICE or nominal.noun in speaker_words.OFFICES:
            return None
        question = Asked(nominal.first, "le", nominal.gender, False)
        found = [
            r for r, f in self.scene.candidates(question)
            if r.proper and r.kind is EntityKind.PERSON and "latest-theme" in f and f["same-part"] and "subject-1" in f
            and (not r.roles or self._same_field(r, f, nominal)) and r not in self._on_trial and self._is_somebody(r)
        ]
        if found or nominal.noun not in speaker_words.TRADES:
            return found[0].number if len(found) == 1 else None
        near = [
            r for r, f in self.scene.candidates(question)
            if r.proper and r.kind is EntityKind.PERSON and f["same-part"] and not {"distance-0", "distance-1"}.isdisjoint(f) and self._is_somebody(r)
        ]  # « Le club laisse partir Paul Durand. L'attaquant … »
        return near[0].number if len(near) == 1 and not near[0].roles and near[0] not in self._on_trial else None

    def _only_named(self, nominal: Nominal) -> int | None:
        """« Il a reçu Myriam Z. La cheffe du Département… », « cette retraitée d'Issoire »: the only person of that gender whom this sentence
        and the one before name, should nothing known of her speak against it."""
        here = self.table.sentence[nominal.first]
        near = [
            r for r in self.book.all if r.proper and not r.plural and r.kind is EntityKind.PERSON and self._is_somebody(r) and any(
                p.first < nominal.first and self.parts[p.first] == self.parts[nominal.first] and here - self.table.sentence[p.first] <= 1
                and not self.quoted[p.first] for p in r.places)]
        fitting = [r for r in near if not clash(r.gender, nominal.gender)]
        if len(fitting) != 1 or (len(near) > 1 and fitting[0].gender is not nominal.gender):
            return None
        named = fitting[0]
        if named in self._on_trial and nominal.noun not in speaker_words.SUSPECTS:
            return None
        field = any(nominal.noun in field and all(noun in field for noun, _ in named.roles) for field in speaker_words.FIELDS)
        counsel = nominal.noun in ("avocat", "avocate", "conseil") and bool(named.roles) and all(noun in ("avocat", "avocate") for noun, _ in named.roles)
        if counsel or nominal.determiner == "demonstrative":
            return named.number
        if nominal.noun in speaker_words.OF_JUSTICE or nominal.noun in speaker_words.INSTITUTIONAL:
            return None
        told = "ancien" in nominal.words or "ans" in nominal.words or (field and bool(named.roles))
        return named.number if told or (
            not named.roles and (nominal.noun not in speaker_words.OFFICES or nominal.noun in ("chef", "cheffe"))) else None

    def _nearby(self, token: int, gender: Gender) -> int | None:
        """The named person of that gender whom this paragraph has just spoken of."""
        found = [
            (r, f) for r, f in self.scene.candidates(Asked(token, "le", gender, False))
            if r.proper and r.kind is EntityKind.PERSON and "last-speaker" not in f and f["same-part"] and ("subject-0" in f or "subject-1" in f)
        ]
        return self.scene.chosen(found)

    def by_origin(self, tokens: range, text: str) -> int | None:
        """« le Lillois », « la Niçoise », « le troisième-ligne »: nobody that a list knows, whom the text spoke of before."""
        low = self.table.low
        age = next((i for i in tokens[2:] if low[i] == "de" and i + 2 in tokens and low[i + 2] == "ans"), -1)
        if age > 0:
            tokens = range(tokens[0], age)  # « le Lillois de 27 ans »
        opens = tokens[0] == 0 or self.table.sentence[tokens[0] - 1] != self.table.sentence[tokens[0]]
        if (text[:1].isupper() and not opens) or set(folded_words(text)) & PRESS_NAMES:
            return None  # « Le Parisien »
        if len(tokens) == 3 and low[tokens[1]] in ("ancien", "ancienne", "jeune", "vieux", "vieil", "vieille"):
            tokens = range(tokens[0] + 1, tokens[-1] + 1)
        post = " ".join(low[tokens[0] + 1 : tokens[-1] + 1]).replace("' ", "'") in speaker_words.FIELD_POSTS
        if low[tokens[0]] not in ("le", "la", "l'", "ancien", "ancienne", "jeune", "vieux", "vieil", "vieille") or not (post or 2 <= len(tokens) <= 3):
            return None
        head = tokens[1]
        known = self.book.at.get(head)
        if known is not None and (not self.table.is_capital(head) or len(self.book.all[known].words) > 1 or not low[head].endswith(speaker_words.ORIGINS)):
            return None
        said = folded_words(low[head])[:1]
        label = post or (len(tokens) == 2 and bool(said) and (said[0] in PARTISANS or any(said[0] in field for field in speaker_words.FIELDS)))
        if known is None and not label and (len(tokens) > 2 or not low[head].endswith(speaker_words.AGENTS)):
            return None
        if known is None and (low[head].removeprefix("vice-").removeprefix("ex-").removeprefix("sous-") in source_kinds() or low[head] in speaker_words.NOBODY or self.table.pos[head] not in ("NOUN", "ADJ", "PROPN", "X")):
            return None
        gender = {"le": Gender.MASCULINE, "la": Gender.FEMININE, "ancienne": Gender.FEMININE, "ancien": Gender.MASCULINE}.get(low[tokens[0]], Gender.UNKNOWN)
        found = [
            (r, f) for r, f in self.scene.candidates(Asked(tokens[0], "le", gender, False))
            if r.proper and r.kind is EntityKind.PERSON and ("last-speaker" in f or "subject-0" in f or "subject-1" in f or "subject-2" in f)
        ]
        return self.scene.chosen(found)

    def _plain(self, nominal: Nominal) -> bool:
        """« la conseillère municipale »: a function without complement that many bear, so that it was told before who does."""
        complement = any(self.table.low[i] in ("de", "du", "des", "d'") for i in range(nominal.head + 1, nominal.last))
        office = nominal.noun.removeprefix("vice-").removeprefix("sous-").removeprefix("ex-").removeprefix("co-")
        at_place = complement and not any(
            self.table.low[i] in ("de", "du", "des", "d'") and self._elsewhere(i + 1) for i in range(nominal.head + 1, nominal.last))
        return (not complement or at_place) and office not in speaker_words.OFFICES and not nominal.words & countries().keys()

    def _of_somebody(self, nominal: Nominal) -> bool:
        """« l'avocate du gérant », « la mère du suspect »: told by whom it belongs to, unlike « le député du Nord »."""
        return nominal.noun not in speaker_words.SEATED and any(
            self.table.low[i] in ("de", "du", "des", "d'") and self._elsewhere(i + 1) and self._elsewhere(min(i + 2, len(self.table) - 1))
            and "ans" not in self.table.low[i : i + 4] for i in range(nominal.head + 1, nominal.last))

    def _elsewhere(self, i: int) -> bool:
        """Whether the complement that begins at `i` is no name of a place."""
        number = self.book.at.get(i)
        return number is None or self.book.all[number].kind is not EntityKind.PLACE

    def presides(self, nominal: Nominal) -> bool:
        """« le président », « le juge » in the report of a trial is of the court."""
        return nominal.noun in speaker_words.BENCH and len(nominal.words) <= 2 and self._in_court

    def _country_before(self, nominal: Nominal) -> int | None:
        """« ce pays »: the last country named."""
        named = [
            (place.first, r.number) for r in self.book.all if r.proper and country_named(r.name)
            for place in r.places if place.first < nominal.first and nominal.first - place.first < 80
        ]
        return max(named)[1] if named else None

    def take_up(self, nominal: Nominal) -> None:
        """A subject phrase of the narration: remember whom it stands for."""
        referent = self.book.all[self.book.at[nominal.head]]
        if referent.proper or not self._is_bare(nominal, referent):
            return
        number = self._taken_up(nominal)
        if number is not None:
            self.memory.subjects.append((nominal.head, number))
            self.memory.shadows.add(referent.number)

    def _is_bare(self, nominal: Nominal, referent: Referent) -> bool:
        """Whether the phrase names nothing but a function: no complement, never introduced at length."""
        person = nominal.kind is EntityKind.PERSON
        aged = "ans" in nominal.words and nominal.last < len(self.table)
        complement = any(
            self.table.low[i] in ("de", "du", "des", "d'") and not (aged and self.table.low[i + 2] == "ans") and not (person and self._generic(i))
            for i in range(nominal.head + 1, nominal.last))
        trades = nominal.noun in speaker_words.TRADERS or nominal.noun in speaker_words.COMPANIES
        if complement and trades and len(nominal.words) <= 4 and not any(i in self.book.at and self.book.all[self.book.at[i]].proper for i in range(nominal.head + 1, nominal.last)):
            return nominal.determiner == "definite" and len(referent.words) <= len(nominal.words)  # « le gestionnaire du réseau »
        periphrase = complement and len(nominal.words) <= 3 and nominal.noun not in folded_words(self.table.low[nominal.head])
        introduced = not referent.definite or (nominal.kind is EntityKind.PERSON and len(referent.words) > len(nominal.words))
        titled = nominal.noun in ("ministre", "chancelier", "chanceliere") and len(nominal.words) <= 4
        past = "ancien" in nominal.words and len(nominal.words) <= 6  # « l'ancien maire de X » tells more of somebody known
        return (not complement or periphrase or titled or past) and not introduced and (past or len(nominal.words) - 2 * aged <= (4 if titled else 3))

    def _generic(self, link: int) -> bool:
        """« la cheffe d'entreprise », « l'élu d'extrême droite »: what follows names nobody."""
        after = self.table.low[link + 1]
        return self.table.low[link] in ("de", "d'") and not self.table.is_capital(link + 1) and (
            self.table.pos[link + 1] == "NOUN" or after in ("extrême", "droite", "gauche"))

    def _taken_up(self, nominal: Nominal) -> int | None:
        """The named person or body that « le groupe », « le président » stands for, by salience."""
        if nominal.kind is EntityKind.PERSON:
            return self._company(nominal) if nominal.noun in speaker_words.TRADERS else self._person_taken_up(nominal)
        if nominal.noun in speaker_words.HOUSES:
            return self._company(nominal)
        if nominal.noun not in speaker_words.BODIES:
            return None
        paper = self._paper(nominal) if nominal.noun in speaker_words.PRESS else None
        return self._body_taken_up(nominal) if paper is None else paper

    def _person_taken_up(self, nominal: Nominal) -> int | None:
        if self.presides(nominal) or nominal.noun in TOGETHER:
            return None
        if nominal.noun in speaker_words.DEFENDANTS:
            told = {n for t, n in self.memory.subjects if self._tried(self.table.head[t])}
            tried = [r for r in self.book.all if (r in self._on_trial or (r.number in told and r.proper)) and not clash(r.gender, nominal.gender)]
            if len(tried) == 1:
                return tried[0].number
        question = Asked(nominal.first, "le", nominal.gender, False)
        question.contrasts = nominal.noun in ("interesse", "interessee")  # never whoever spoke last
        everybody = [(r, f) for r, f in self.scene.candidates(question) if r.kind is EntityKind.PERSON]
        found = [(r, f) for r, f in everybody if self._may_be_person(r, f, nominal, question.contrasts)]
        if not found and question.contrasts:  # somebody unnamed
            found = [
                (r, f) for r, f in everybody
                if not r.plural and r.definite and r.roles and r.roles[0][0] != nominal.noun and "last-speaker" not in f and r.gender is nominal.gender]
        return self.scene.chosen(found)

    def _may_be_person(self, referent: Referent, features: dict[str, float], nominal: Nominal, contrasts: bool) -> bool:
        if not referent.proper or not self._is_somebody(referent) or not self._salient(features, nominal.noun not in speaker_words.WIDER):
            return False
        if nominal.noun in speaker_words.SUSPECTS and any(role in speaker_words.COUNSEL for role, _ in referent.roles):
            return False
        if not referent.roles or contrasts or self._same_field(referent, features, nominal):
            return True
        return "last-speaker" in features and nominal.noun in speaker_words.WIDER

    def _body_taken_up(self, nominal: Nominal) -> int | None:
        may_be = nominal.noun in speaker_words.COMPANIES
        bodies = [
            (r, f) for r, f in self.scene.candidates(Asked(nominal.first, "le", Gender.UNKNOWN, None))
            if r.proper and (r.kind is EntityKind.ORGANISATION or (may_be and self._may_be_body(r))) and not self._other_body(r, nominal)]
        found = [(r, f) for r, f in bodies if self._salient(f, False)]
        if not found:  # « Mer propre veut… Le mouvement appelle »: the only body of the paragraph
            near = [(r, f) for r, f in bodies if r.kind is EntityKind.ORGANISATION and f["same-part"] and not {"distance-1", "distance-2"}.isdisjoint(f)]
            found = near if len(near) == 1 else []
        if not found and (nominal.noun in speaker_words.TRADERS or nominal.noun in speaker_words.COMPANIES):
            return self._company(nominal)
        return self.scene.chosen(found)

    def _company(self, nominal: Nominal) -> int | None:
        """« l'exploitant », « le gestionnaire du réseau », « l'usine »: the only company that the text has spoken of."""
        own = self.book.all[self.book.at[nominal.head]]
        if own.number in self._meant:
            return self._meant[own.number]
        number = self._company_before(nominal, own)
        if number is not None:
            self._meant[own.number] = number
        return number

    def _company_before(self, nominal: Nominal, own: Referent) -> int | None:
        if own.number not in self.memory.shadows and len(own.words) > len(nominal.words):
            return None  # « le fabricant coréen… le fabricant »
        if nominal.words & speaker_words.APART or nominal.words & countries().keys():
            return None
        before = [r for r in self.book.all if r.proper and r.places and r.places[0].first < nominal.first and r.kind is not EntityKind.PERSON and self._trades(r)]
        if len(before) == 1 and not self._other_body(before[0], nominal):
            return before[0].number
        if self.memory.speakers and not before:
            place, part, number = self.memory.speakers[-1]
            last = self.book.all[number]
            near = part == self.parts[nominal.first] and self.table.sentence[nominal.first] - self.table.sentence[place] <= 2
            known = {singular(w) for w in last.words} | {noun for noun, _ in last.roles}
            if near and last.proper and (last.kind is EntityKind.ORGANISATION or self._may_be_body(last)) and not known & (speaker_words.OTHER_BODIES | speaker_words.PEOPLES | PRESS_NAMES):
                return number
        return None if before else self._only_body(nominal)

    def _only_body(self, nominal: Nominal) -> int | None:
        """« Les salariés de Kaolane… L'entreprise »: the only body that the text has named, if it may be a company."""
        if nominal.noun not in speaker_words.COMPANIES and nominal.noun not in speaker_words.TRADERS:
            return None
        bodies = [
            r for r in self.book.all if r.proper and r.places and r.places[0].first < nominal.first and not self.quoted[r.places[0].first]
            and (r.kind is EntityKind.ORGANISATION or self._may_be_body(r)) and not any(noun in speaker_words.WARES for noun, _ in r.roles)
            and not self._called_ware(r)]
        if len(bodies) != 1 or bodies[0].name.isupper() or bodies[0].plural:
            return None
        known = {singular(w) for w in bodies[0].words} | {noun for noun, _ in bodies[0].roles}
        return None if known & (speaker_words.OTHER_BODIES | speaker_words.PEOPLES | speaker_words.UNIONS | PRESS_NAMES) or self._other_body(bodies[0], nominal) else bodies[0].number

    def _called_ware(self, referent: Referent) -> bool:
        """« la marque X », « le logiciel X »: made by somebody else, for all the article tells."""
        return any(place.first and (folded_words(self.table.low[place.first - 1]) or ("",))[0] in speaker_words.WARES for place in referent.places)

    @staticmethod
    def _trades(referent: Referent) -> bool:
        """Whether the article tells that a body makes, sells or runs something, or its name does."""
        words = {singular(speaker_words.ABROAD.get(w, w)) for w in referent.words}
        trades = speaker_words.TRADERS | speaker_words.HOUSES | speaker_words.COMPANIES
        return referent.kind is EntityKind.ORGANISATION and (bool(({noun for noun, _ in referent.roles} | words) & trades) or bool(referent.words & COMPANY_WORDS))

    @cached_property
    def _on_trial(self) -> tuple[Referent, ...]:
        """The named persons of whom the article says that they are prosecuted, arrested or judged."""
        return tuple(
            r for r in self.book.all if r.proper and r.kind is EntityKind.PERSON and not r.plural
            and not any(noun in speaker_words.COUNSEL for noun, _ in r.roles) and any(self._prosecuted(place) for place in r.places))

    def _prosecuted(self, place: Place) -> bool:
        table = self.table
        if table.low[place.first - 1] in ("de", "d'") and "procès" in table.low[max(0, place.first - 4) : place.first]:
            return True
        if not place.subject:
            return False
        verb = table.head[place.head]
        for _ in range(2):  # « l'ancien notaire X, 63 ans, comparaissait »: the name in apposition
            if table.pos[verb] == "VERB":
                break
            verb = table.head[verb]
        return self._tried(verb)

    def _tried(self, verb: int) -> bool:
        passive = any(self.table.dep[c] in ("nsubj:pass", "aux:pass") for c in self.table.children[verb])
        return self.table.lemma[verb] in (speaker_words.TRIED if passive else speaker_words.STANDS_TRIAL)

    def _paper(self, nominal: Nominal) -> int | None:
        """« le quotidien »: the last name of the press."""
        named = [
            (place.first, r.number) for r in self.book.all
            if r.proper and r.kind is not EntityKind.PERSON and (r.words & PRESS_NAMES or any(noun in speaker_words.PRESS for noun, _ in r.roles))
            for place in r.places if place.first < nominal.first
        ]
        return max(named)[1] if named else None

    def _other_body(self, referent: Referent, nominal: Nominal) -> bool:
        """« l'association » is no newspaper."""
        if referent.kind is not EntityKind.ORGANISATION or nominal.noun in speaker_words.ANY_BODY:
            return False
        known = {singular(w) for w in referent.words} | {noun for noun, _ in referent.roles}
        trades = known & speaker_words.TRADERS
        if trades and nominal.noun in speaker_words.TRADERS and nominal.noun not in trades:
            near = broader().get(nominal.noun, frozenset())
            if not near & trades and not any(nominal.noun in broader().get(trade, frozenset()) for trade in trades):
                return True  # « le détaillant X… le fabricant »
        bodies = known & (speaker_words.BODIES | speaker_words.OTHER_BODIES)
        if nominal.noun in ("juridiction", "instance"):
            return not known & speaker_words.COURT_NAMES
        if nominal.noun in speaker_words.COMPANIES and bodies <= speaker_words.COMPANIES:
            return False  # « l'assureur X… l'entreprise »
        return bool(bodies) and nominal.noun not in bodies

    def _is_somebody(self, referent: Referent) -> bool:
        """A lone name that the model takes for a person's and that does nothing may as well be a town's; an airport may bear a king's."""
        if referent.kind is not EntityKind.PERSON:
            return True
        if referent.places and all(p.first and self.table.low[p.first - 1] in speaker_words.NAMED_AFTER for p in referent.places):
            return False
        return len(referent.words) > 1 or referent.gender is not Gender.UNKNOWN or bool(referent.roles) or bool(
            referent.words & first_names().keys()) or any(place.subject for place in referent.places)

    @staticmethod
    def _may_be_body(referent: Referent) -> bool:
        """« Novalis »: one word that the model took for a person, of whom the article tells nothing that makes one."""
        return (
            referent.kind is EntityKind.PERSON and len(referent.words) == 1 and referent.gender is Gender.UNKNOWN
            and not referent.roles and not referent.words & first_names().keys()
        )

    def _salient(self, features: dict[str, float], near: bool) -> bool:
        """`near`: an office may be anybody's; it takes up nobody but whom the text has just spoken of."""
        recent = any(k in features for k in ("subject-0", "subject-1", "subject-2"))
        return recent or "last-speaker" in features or (features["total"] >= 0.25 and not near)

    @staticmethod
    def _same_field(referent: Referent, features: dict[str, float], nominal: Nominal) -> bool:
        """« Philippe B., président de la commission, … selon le sénateur »: whoever the text is about, of that trade."""
        if "latest-theme" not in features and "last-speaker" not in features:
            return False
        return "ancien" in nominal.words or nominal.noun in speaker_words.AGED or any(
            nominal.noun in field and all(noun in field for noun, _ in referent.roles) for field in speaker_words.FIELDS)
