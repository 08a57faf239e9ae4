"""Persons, organisations, documents and groups across the article, and the speaker of every attribution."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

from sourcecheck.discourse import speaker_words
from sourcecheck.discourse.antecedents import best
from sourcecheck.discourse.countries import country_named
from sourcecheck.discourse.descriptions import Descriptions
from sourcecheck.discourse.names import folded_words
from sourcecheck.discourse.nominals import singular
from sourcecheck.discourse.referents import Referent, broader, clash, span_of_place
from sourcecheck.discourse.scene import Scene
from sourcecheck.discourse.source_names import SourceNamer
from sourcecheck.discourse.token_table import TokenTable
from sourcecheck.discourse.unsigned import Unsigned
from sourcecheck.domain.discourse import Attribution, AttributionType, CueKind, Entity, EntityKind, Quotation
from sourcecheck.domain.text import PartKind
from sourcecheck.language import Annotated
from sourcecheck.resources import Library


def resolve_speakers(
    annotated: Annotated, quotations: tuple[Quotation, ...], attributions: tuple[Attribution, ...]
) -> tuple[tuple[Entity, ...], tuple[Attribution, ...]]:
    """The entities of the article and the attributions with `speaker` and `named` filled in."""
    speakers = Speakers(annotated, quotations, attributions)
    numbers = speakers.resolve()
    named = {r.number: is_named(r) for r in speakers.book.all}
    entities = tuple(_entity(speakers.book.table, referent, named[referent.number]) for referent in speakers.book.all)
    resolved = tuple(
        replace(a, speaker=number, named=number is not None and named[number]) for a, number in zip(attributions, numbers, strict=True)
    )
    return entities, resolved


@cache
def _anonymous() -> frozenset[str]:
    return frozenset(folded_words(noun)[-1] for noun in Library().lexicon("anonymous-sources"))


def is_named(referent: Referent) -> bool:
    """Whether a reader can identify the speaker: a named person or body, or the holder of an office."""
    if referent.proper:
        return True
    noun = referent.roles[0][0] if referent.roles else ""
    return referent.definite and noun not in _anonymous() and referent.kind is not EntityKind.UNNAMED


def _entity(table: TokenTable, referent: Referent, named: bool) -> Entity:
    kind = referent.kind
    if not named and not referent.proper and kind is not EntityKind.DOCUMENT:
        kind = EntityKind.GROUP if referent.plural else EntityKind.UNNAMED
    country = country_named(referent.name) if referent.proper and kind is not EntityKind.PERSON else None
    return Entity(
        index=referent.number, name=referent.name, kind=kind, role=referent.role, named=named, gender=referent.gender,
        plural=referent.plural, mentions=tuple(span_of_place(table, place) for place in referent.places),
        aliases=tuple(sorted(referent.aliases | {referent.name} | ({country} if country else set()))),
    )


class Speakers:
    """Resolves the sources of one article in reading order. `choose` ranks candidates; another can be given to train."""

    def __init__(
        self, annotated: Annotated, quotations: tuple[Quotation, ...], attributions: tuple[Attribution, ...],
        choose: Callable[..., Referent | None] = best,
    ) -> None:
        self.attributions = attributions
        scene = Scene(annotated, quotations, choose)
        self.scene = scene
        self.table, self.book, self.memory = scene.table, scene.book, scene.memory
        self.parts, self.quoted = scene.parts, scene.quoted
        self.descriptions = Descriptions(scene)
        self.namer = SourceNamer(scene, self.descriptions)
        self.unsigned = Unsigned(scene, self.namer)

    def resolve(self) -> list[int | None]:
        """The referent of every attribution, None where the article does not allow to tell."""
        order = sorted(range(len(self.attributions)), key=lambda i: self.scene.place(self.attributions[i]))
        out: list[int | None] = [None] * len(self.attributions)
        pronouns = [
            i for i, low in enumerate(self.table.low)
            if low in speaker_words.SUBJECT_PRONOUNS and not self.quoted[i] and not self._impersonal(i)
        ]
        sources = {i for a in self.attributions if a.source is not None for i in self.table.within(a.source)}
        phrases = {
            n.head: n for n in self.book.nominals
            if n.determiner in ("definite", "demonstrative") and not n.plural and n.head not in sources and not self.quoted[n.head]
            and self.book.is_subject(n.head)
        }
        lasts = {
            i: low for i, low in enumerate(self.table.low)
            if (low in ("celui-ci", "celle-ci") or (low in ("dernier", "dernière") and i and self.table.low[i - 1] in ("ce", "cette")))
            and i not in sources and not self.quoted[i] and self.table.dep[i] in ("nsubj", "nsubj:pass")
        }
        waiting = sorted([*pronouns, *phrases, *lasts])
        at = 0
        for i in order:
            attribution = self.attributions[i]
            place = self.scene.place(attribution)
            while at < len(waiting) and waiting[at] < place:
                token = waiting[at]
                at += 1
                if token in phrases:
                    self.descriptions.take_up(phrases[token])
                elif token in lasts:
                    number = self.namer.pronoun(token, lasts[token])
                    if number is not None:
                        self.memory.subjects.append((token, number))
                elif token not in sources:
                    self.namer.pronoun(token, self.table.low[token].split("-")[-1])
            number = self._speaker(attribution)
            out[i] = number
            if number is not None:
                self.descriptions.documents.publishes(attribution, number)
                self.memory.speakers.append((place, self.parts[place], number))
        self._first_persons(out)
        self._ahead(out)
        self._named_after(out)
        self._titles(out)
        self._headline_phrases(out)
        return out

    def _ahead(self, out: list[int | None]) -> None:
        """A quotation that opens the paragraph is by who signs the next one there: « … ». « … », a dit X.
        One that opens the article is by the person the next paragraph begins with."""
        order = sorted(range(len(self.attributions)), key=lambda i: self.attributions[i].content[0].start)
        text = self.scene.text
        spans = [self.attributions[i].content[-1].end for i in order]
        for at, i in enumerate(order):
            after = next((order[k] for k in range(at + 1, len(order)) if spans[k] > spans[at]), None)  # past those it quotes
            if after is None:
                continue
            one, other = self.attributions[i], self.attributions[after]
            if out[i] is not None or out[after] is None or one.source is not None or one.cue is not None:
                continue
            gap = text[one.content[-1].end : other.content[0].start].strip(" \xa0»«\"”“.,")
            if not gap and other.cue_kind is CueKind.INCISE:
                out[i] = out[after]
        if order and out[order[0]] is None and self.attributions[order[0]].source is None and self.attributions[order[0]].cue is None:
            out[order[0]] = self._next_paragraph(self.attributions[order[0]])

    def _named_after(self, out: list[int | None]) -> None:
        """« …, a expliqué l'entraîneur de X. « … », a ajouté Paul Durand »: the name that follows a function and stands without one."""
        order = sorted((i for i in range(len(out)) if out[i] is not None), key=lambda i: self.scene.place(self.attributions[i]))
        meant: dict[int, int] = {}
        for at, i in enumerate(order):
            number = out[i]
            said = self.book.all[number] if number is not None else None
            if said is None or said.number in meant or said.proper or said.plural or said.kind is not EntityKind.PERSON or not said.definite:
                continue
            place = self.scene.place(self.attributions[i])
            follower = next((k for k in order[at + 1 :] if out[k] != number), None)
            name = self._presented(place, said, None if follower is None else self.attributions[follower], None if follower is None else out[follower])
            if name is not None:
                meant[said.number] = name
        for i, number in enumerate(out):
            if number in meant:
                out[i] = meant[number]

    def _presented(self, place: int, said: Referent, follower: Attribution | None, speaker: int | None) -> int | None:
        noun = said.roles[0][0] if said.roles else ""
        if follower is None or speaker is None:
            return None
        bearer = self.book.all[speaker]
        counsel = noun in ("avocat", "avocate", "conseil") and bool(bearer.roles) and all(role in ("avocat", "avocate") for role, _ in bearer.roles)
        if (noun in speaker_words.OF_JUSTICE or bearer.roles) and not counsel:
            return None  # but « l'avocat d'un policier… Me X précise »
        if not bearer.proper or bearer.kind is not EntityKind.PERSON or len(bearer.words) < 2 or clash(bearer.gender, said.gender):
            return None
        first = min((p.first for p in bearer.places), default=-1)
        gap = self.parts[first] - self.parts[place] if first > place else 9
        goes_on = follower.cue_lemma in speaker_words.CONTINUING
        tells = self.book.is_theme(first) or (follower.cue_kind is CueKind.INCISE and follower.cue_lemma not in speaker_words.ANSWERING)
        here = gap == 0 and self.table.sentence[first] - self.table.sentence[place] <= 1 and tells
        return speaker if here or (gap <= 1 and goes_on and self.table.sentence[first] - self.table.sentence[place] <= 3) else None

    def _next_paragraph(self, attribution: Attribution) -> int | None:
        parts = self.scene.annotated.article.parts
        here = self.parts[self.scene.place(attribution)]
        if here > 1 or here + 1 >= len(parts) or len(parts[here].span) > sum(len(c) for c in attribution.content) + 8:
            return None
        for place, referent in sorted((p.first, r.number) for r in self.book.all if r.proper and r.kind is EntityKind.PERSON for p in r.places):
            if self.parts[place] == here + 1:
                return referent if self.table.sentence[place] <= self.table.sentence[self.table.at(parts[here + 1].span.start)] else None
        return None

    def _speaker(self, attribution: Attribution) -> int | None:
        if attribution.source is None:
            return self.unsigned.speaker(attribution)
        return self.namer.name(attribution, attribution.source)

    def _impersonal(self, token: int) -> bool:
        """« il y a », « il faut », « il s'agit »."""
        low = self.table.low
        after = low[token + 1 : token + 4]
        if low[token] not in ("il", "-il", "-t-il"):
            return False
        return any(word in ("y", "faut", "fallait", "faudra", "faudrait", "s'agit", "semble", "agit", "semblerait", "pleut", "agissait") for word in after)

    def _titles(self, out: list[int | None]) -> None:
        """A quotation of the title is by who says those words in the body."""
        parts = self.scene.annotated.article.parts
        for i, attribution in enumerate(self.attributions):
            part = self.scene.annotated.article.part_at(attribution.content[0].start)
            if out[i] is not None or attribution.source is not None or part is None or part.kind is not PartKind.TITLE or len(parts) < 2:
                continue
            out[i] = self._same_words(i, out, 0.5)

    def _same_words(self, i: int, out: list[int | None], share: float) -> int | None:
        """The speaker of the attribution that shares most of the words of attribution `i`, more than `share` of them."""
        said = self._said(self.attributions[i])
        found: int | None = None
        for j, other in enumerate(self.attributions):
            if j != i and out[j] is not None and said and len(said & self._said(other)) / len(said) > share:
                share, found = len(said & self._said(other)) / len(said), out[j]
        return found

    def _first_persons(self, out: list[int | None]) -> None:
        """« J'ai répondu : “…” » within quoted words: whoever says the words around."""
        text = self.scene.text
        for i, attribution in enumerate(self.attributions):
            if attribution.source is None or attribution.source.of(text).lower().replace("’", "'") not in speaker_words.FIRST_PERSON:
                continue
            source = attribution.source
            around = next((j for j, other in enumerate(self.attributions) if j != i and any(c.contains(source) for c in other.content)), None)
            if around is not None:
                out[i] = out[around]

    def _headline_phrases(self, out: list[int | None]) -> None:
        """« …, promet un musée lyonnais », « …, selon une étude »: the one speaker of the body that the title can mean."""
        body = {number for i, number in enumerate(out) if number is not None and not self._in_title(self.attributions[i])}
        for i, attribution in enumerate(self.attributions):
            number = out[i]
            if number is None or not self._in_title(attribution):
                continue
            said = self.book.all[number]
            if said.proper or not said.roles or said.plural:
                continue
            noun = said.roles[0][0]
            again = self._same_words(i, out, 0.7) if said.kind is EntityKind.PERSON and attribution.type is AttributionType.DIRECT else None
            if again is not None and self.book.all[again].proper and not clash(self.book.all[again].gender, said.gender):
                out[i] = again  # « … », se défend le chauffeur: the body quotes the same words
                continue
            if said.kind is EntityKind.DOCUMENT:
                made = [self.memory.issuers[n] for n in (noun, *speaker_words.SAME_WORK.get(noun, ())) if n in self.memory.issuers]
                fits = set(made[:1]) or {n for n in body if self.book.all[n].kind is EntityKind.DOCUMENT and self.book.all[n].roles and self.book.all[n].roles[0][0] == noun}
            else:
                fits = {n for n in body if self._may_stand_for(self.book.all[n], said, noun)}
            if len(fits) == 1:
                out[i] = fits.pop()

    def _in_title(self, attribution: Attribution) -> bool:
        part = self.scene.annotated.article.part_at(attribution.content[0].start)
        return part is not None and part.kind is PartKind.TITLE

    @staticmethod
    def _may_stand_for(bearer: Referent, said: Referent, noun: str) -> bool:
        if not bearer.proper or clash(bearer.gender, said.gender):
            return False
        options = broader().get(noun, frozenset()) | {noun}
        if bearer.kind is EntityKind.PERSON:
            return said.kind is EntityKind.PERSON and any(role in options for role, _ in bearer.roles)
        return said.kind is not EntityKind.PERSON and (noun in {singular(w) for w in bearer.words} or any(role in options for role, _ in bearer.roles))

    def _said(self, attribution: Attribution) -> frozenset[str]:
        text = self.scene.text
        return frozenset(w for span in attribution.content for w in folded_words(span.of(text)) if len(w) > 3)
