"""Persons, organisations, documents and groups across the article, and the speaker of every attribution."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from itertools import pairwise

from sourcecheck.discourse import speaker_words
from sourcecheck.discourse.antecedents import Asked, Discourse, asked, best, candidates
from sourcecheck.discourse.countries import country_named
from sourcecheck.discourse.cues import source_kinds
from sourcecheck.discourse.interviews import interview_answers
from sourcecheck.discourse.names import PRESS_NAMES, first_names, folded_words
from sourcecheck.discourse.nominals import Nominal, singular
from sourcecheck.discourse.public_acts import public_acts
from sourcecheck.discourse.referents import Referent, Referents, broader, clash, countries, span_of_place
from sourcecheck.discourse.token_table import TokenTable, token_table
from sourcecheck.domain.discourse import (
    Attribution,
    AttributionType,
    CueKind,
    Entity,
    EntityKind,
    Gender,
    Quotation,
)
from sourcecheck.domain.text import PartKind, Span
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


@cache
def _speech_verbs() -> frozenset[str]:
    return frozenset(row[0] for row in Library().lexicon("speech-verbs").rows)


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


def low_one_of(text: str) -> bool:
    return text.lower().replace("’", "'").startswith(("l'un d", "l'une d", "un d'entre", "une d'entre", "un des leurs"))


class Speakers:
    """Resolves the sources of one article in reading order. `choose` ranks candidates; another can be given to train."""

    def __init__(
        self, annotated: Annotated, quotations: tuple[Quotation, ...], attributions: tuple[Attribution, ...],
        choose: Callable[..., Referent | None] = best,
    ) -> None:
        self.table = token_table(annotated)
        self.annotated = annotated
        self.book = Referents(self.table)
        self.attributions = attributions
        self.memory = Discourse()
        self.choose = choose
        starts = [part.span.start for part in annotated.article.parts]
        self.parts = [max(0, bisect_right(starts, offset) - 1) for offset in self.table.start]
        self.quoted = bytearray(len(self.table))
        for quotation in quotations:
            for i in self.table.within(quotation.inner):
                self.quoted[i] = 1
        self._heads = [n.head for n in self.book.nominals]
        self._name_starts = [m.first_token for m in self.book.names]
        self._of_source: dict[Span, int | None] = {}
        self._hosted = False  # whether an incise stands in words that are not quoted
        self._personal = False  # whether the words said have « je »
        self._lemma = ""  # of the cue whose source is looked for
        self._made: dict[int, int] = {}  # document → who made it
        self._answering = self._answering_parts()
        self._in_court = any(n.noun in speaker_words.COURTS for n in self.book.nominals) or "procès" in self.table.low

    def resolve(self) -> list[int | None]:
        """The referent of every attribution, None where the article does not allow to tell."""
        order = sorted(range(len(self.attributions)), key=lambda i: self._place(self.attributions[i]))
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
        waiting = sorted([*pronouns, *phrases])
        at = 0
        for i in order:
            attribution = self.attributions[i]
            place = self._place(attribution)
            while at < len(waiting) and waiting[at] < place:
                token = waiting[at]
                at += 1
                if token in phrases:
                    self._take_up(phrases[token])
                elif token not in sources:
                    self._pronoun(token, self.table.low[token].split("-")[-1])
            number = self._speaker(attribution)
            out[i] = number
            if number is not None:
                self._publishes(attribution, number)
                self.memory.speakers.append((place, self.parts[place], number))
        self._first_persons(out)
        self._ahead(out)
        self._titles(out)
        self._headline_phrases(out)
        return out

    def _ahead(self, out: list[int | None]) -> None:
        """A quotation that opens the paragraph is by who signs the next one there: « … ». « … », a dit X.
        One that opens the article is by the person the next paragraph begins with."""
        order = sorted(range(len(self.attributions)), key=lambda i: self.attributions[i].content[0].start)
        text = self.annotated.article.text
        for i, after in pairwise(order):
            one, other = self.attributions[i], self.attributions[after]
            if out[i] is not None or out[after] is None or one.source is not None or one.cue is not None:
                continue
            gap = text[one.content[-1].end : other.content[0].start].strip(" \xa0»«\"”“.,")
            if not gap and other.cue_kind is CueKind.INCISE:
                out[i] = out[after]
        if order and out[order[0]] is None and self.attributions[order[0]].source is None and self.attributions[order[0]].cue is None:
            out[order[0]] = self._next_paragraph(self.attributions[order[0]])

    def _next_paragraph(self, attribution: Attribution) -> int | None:
        parts = self.annotated.article.parts
        here = self.parts[self._place(attribution)]
        if here > 1 or here + 1 >= len(parts) or len(parts[here].span) > sum(len(c) for c in attribution.content) + 8:
            return None
        for place, referent in sorted((p.first, r.number) for r in self.book.all if r.proper and r.kind is EntityKind.PERSON for p in r.places):
            if self.parts[place] == here + 1:
                return referent if self.table.sentence[place] <= self.table.sentence[self.table.at(parts[here + 1].span.start)] else None
        return None

    def _place(self, attribution: Attribution) -> int:
        span = attribution.source or attribution.cue or attribution.content[0]
        return min(self.table.at(span.start), len(self.table) - 1)

    def _speaker(self, attribution: Attribution) -> int | None:
        if attribution.source is None:
            return self._without_source(attribution)
        if attribution.cue_lemma == "lire" and attribution.source.of(self.annotated.article.text).lower() in ("on", "-on", "l'on"):
            return self.memory.speakers[-1][2] if self.memory.speakers else None  # « …, y lit-on »
        if attribution.source not in self._of_source:
            self._lemma = attribution.cue_lemma
            self._hosted = attribution.type is not AttributionType.DIRECT and attribution.cue_kind is CueKind.INCISE
            self._personal = attribution.type is AttributionType.DIRECT and any(
                speaker_words.SPEAKS.search(span.of(self.annotated.article.text)) for span in attribution.content)
            self._of_source[attribution.source] = self._source(attribution.source)
            self._lemma, self._personal, self._hosted = "", False, False
        return self._of_source[attribution.source]

    # -- a local source ------------------------------------------------------------------------

    def _source(self, span: Span) -> int | None:
        tokens = self.table.within(span)
        text = " ".join(span.of(self.annotated.article.text).split())
        low = text.lower().replace("’", "'").strip("() ")
        if not tokens:
            return None
        pronoun = speaker_words.CLITIC.search(low) if len(low) < 12 else None
        if pronoun:
            return None if pronoun[1] == "on" else self._pronoun(tokens[-1], pronoun[1])
        if low in ("l'", "le", "la", "les"):
            return self._pronoun(tokens[0], {"le": "il", "la": "elle", "les": "ils"}.get(low, low))
        last = speaker_words.LAST.match(low)
        if last:
            return self._pronoun(tokens[0], last[1] or last[2])
        if low in speaker_words.FIRST_PERSON:
            return self.memory.speakers[-1][2] if self.memory.speakers else None
        if low in ("qui", "lequel", "laquelle", "lesquels", "lesquelles", "dont"):
            return self._relative(tokens[0])
        return self._phrase(tokens, text)

    def _pronoun(self, token: int, word: str) -> int | None:
        contrasts = word in ("lui", "eux") and token + 1 < len(self.table) and self.table.pos[token + 1] in ("VERB", "AUX") and self.table.is_capital(token)
        resumes = bool(self._lemma) and (token == 0 or self.table.sentence[token - 1] != self.table.sentence[token])
        question = asked(token, word, self._lemma in speaker_words.ANSWERING, contrasts, self._lemma in speaker_words.CONTINUING, self._personal, self._hosted, resumes)
        found = self.choose(candidates(self.book, question, self.memory, self.parts, self.quoted))
        if found is None:
            return None
        number = self._made.get(found.number, found.number)
        if word in ("il", "elle") and found.gender is Gender.UNKNOWN and found.proper and found.kind is EntityKind.PERSON:
            found.gender = question.gender  # « Track Palin… Il »: what the text has told
        if word in ("il", "elle", "ils", "elles"):
            self.memory.subjects.append((token, number))
        return number

    def _relative(self, token: int) -> int | None:
        for i in range(token - 1, max(-1, token - 12), -1):
            found = self.book.at.get(i)
            if found is not None:
                return found
        return None

    def _phrase(self, tokens: range, text: str) -> int | None:
        """The referent of a noun phrase: that of its head, of the name in it, or a new one."""
        if self._coordinated(tokens):
            return self._collective(tokens, text)
        if self.memory.speakers and self._same_again(tokens):
            return self.memory.speakers[-1][2]
        origin = self._by_origin(tokens, text)
        if origin is not None:
            return origin
        if speaker_words.ONE_OF.match(text) and self._name_within(tokens) is None:
            return self._new(tokens, text)  # « l'un de ses avocats »
        named = self._name_within(tokens)
        nominal = self._lead(tokens)
        if named is not None:
            if nominal is not None and nominal.kind is EntityKind.DOCUMENT:
                self.memory.issuers[nominal.noun] = named
            return named
        first = next((i for i in tokens if i in self.book.at), None)
        if nominal is not None and (first is None or nominal.first <= first or not self._proper_at(first)):
            if self._is_head(tokens, nominal.head):
                return self._described(tokens, nominal)
        elif first is not None and self._is_head(tokens, first):
            return self.book.at[first]
        instead = self._behind(tokens)
        if instead is None and self.table.low[tokens[0]] in ("son", "sa", "ses", "leur", "leurs") and not any(self.table.low[i] in source_kinds() for i in tokens):
            instead = self._owner_at(tokens[0])  # « d'après son propre organigramme »
        return self._new(tokens, text) if instead is None else instead

    def _same_again(self, tokens: range) -> bool:
        """« la même source », « ce même responsable », « cette source »: whoever has just been given."""
        words = [self.table.low[i] for i in tokens][:3]
        return len(words) > 1 and (words[1] in ("même", "mêmes") or (words[0] in ("cette", "ces") and words[1] in ("source", "sources")))

    def _behind(self, tokens: range) -> int | None:
        """Who stands behind words that cannot speak: « X, 46 ans, », « les informations données par X »."""
        low, pos = self.table.low, self.table.pos
        head = next((i for i in tokens if pos[i] in ("NOUN", "PROPN")), tokens[0])
        first = tokens[0]
        if first >= 2 and low[first - 1] == "," and pos[first] != "DET":
            bearer = self.book.at.get(first - 2)
            if bearer is not None and self.book.all[bearer].proper and self.book.all[bearer].kind is EntityKind.PERSON:
                return bearer
        if low[head] in source_kinds() or pos[head] == "PROPN" or pos[tokens[0]] == "PRON":
            return None
        if low[head] not in speaker_words.THINGS:
            return None
        for i in range(head + 1, min(head + 8, len(self.table))):
            maker = self.book.at.get(i + 1, self.book.at.get(i + 2)) if low[i] in ("par", "de", "du", "d'") else None
            if maker is not None and self.book.all[maker].kind is not EntityKind.PLACE:
                return maker
        question = Asked(first, "le", Gender.UNKNOWN, None)
        found = [
            (r, f) for r, f in candidates(self.book, question, self.memory, self.parts, self.quoted)
            if r.proper and r.kind in (EntityKind.PERSON, EntityKind.ORGANISATION) and ("subject-0" in f or "last-speaker-part" in f)
        ]
        chosen = self.choose(found) if found else None
        return None if chosen is None else chosen.number

    def _proper_at(self, token: int) -> bool:
        return self.book.all[self.book.at[token]].proper

    def _name_within(self, tokens: range) -> int | None:
        """A name that the phrase leads to: « le président du directoire de X, Philippe Y », « la ministre Anne Z »."""
        low = self.table.low
        lead = self._lead(tokens)
        at = bisect_left(self._name_starts, tokens[0])
        for name, number in zip(self.book.names[at:], self.book.of_name[at:], strict=True):
            first = name.first_token
            if number < 0:
                continue
            if first not in tokens:
                break
            referent = self.book.all[number]
            before = first - 1
            while before >= tokens[0] and low[before] in speaker_words.BEFORE_NAMES:
                before -= 1
            if before < tokens[0]:
                return self._bearer_after(tokens, name.last_token, number)
            if low[before] != "," and any(low[i] in ("qui", "que", "dont", "où", "et", "ayant") for i in range(tokens[0], before + 1)):
                return None
            if low[before] == "," and any(
                    low[i] in ("qui", "que", "dont", "où") or (low[i] == "et" and self.table.pos[i + 1] == "DET") for i in range(tokens[0], before + 1)):
                return None
            if low[before] in speaker_words.GOVERNING or (referent.kind is EntityKind.PLACE and len(name.words) < 2):
                continue
            if lead is not None and lead.head < first:
                if lead.plural and not (low[before] == "," and low[tokens[0]] in ("un", "une", "l'")):
                    continue
                inner = any(low[i] in speaker_words.GOVERNING for i in range(lead.head + 1, before + 1)) and low[before] != ","
                if lead.kind is EntityKind.PERSON and (referent.kind is not EntityKind.PERSON or (inner and len(name.words) < 2)):
                    continue
            if lead is None and (referent.kind is not EntityKind.PERSON or len(name.words) < 2) and low[before] != "," and any(
                    low[i] in speaker_words.GOVERNING for i in range(tokens[0] + 1, before + 1)):
                continue
            body = lead is not None and lead.kind is not EntityKind.PERSON
            if body and referent.kind is EntityKind.PERSON and low[before] not in (",", "»", ")") and self._is_modifier(referent, lead):
                continue
            if body and referent.kind is EntityKind.PERSON and low[before] == ",":
                continue
            if low[before] == "(":
                continue
            return number
        return None

    def _bearer_after(self, tokens: range, last: int, number: int) -> int:
        """« le Taoiseach irlandais X Y »: a foreign title in capitals is no name when a full name follows it."""
        if self.book.all[number].roles or last - tokens[0] > 2 or last not in tokens:
            return number
        i = last
        while i in tokens and self.table.pos[i] == "ADJ":
            i += 1
        after = self.book.at.get(i)
        citizen = bool(self.book.all[number].words & countries().keys())  # « le Polonais Paul Durand »
        if (i > last or citizen) and i in tokens and after is not None and after != number:
            bearer = self.book.all[after]
            if bearer.proper and bearer.kind is EntityKind.PERSON and len(bearer.words) > 1:
                return after
        return number

    def _lead(self, tokens: range) -> Nominal | None:
        """The first noun phrase of a source."""
        at = bisect_left(self._heads, tokens[0])
        if at == len(self._heads) or self._heads[at] not in tokens:
            return None
        inner = any(self.table.low[i] in speaker_words.GOVERNING for i in range(tokens[0] + 1, self._heads[at]))
        return None if inner else self.book.nominals[at]

    def _described(self, tokens: range, nominal: Nominal) -> int:
        """The referent of a phrase without name, or the named one that it takes up."""
        referent = self.book.all[self.book.at[nominal.head]]
        if referent.proper:
            return referent.number
        if nominal.kind is EntityKind.PERSON and nominal.plural:
            both = self._both(nominal)
            return referent.number if both is None else both
        if nominal.kind is EntityKind.DOCUMENT:
            issuer = self._issuer(tokens, nominal, referent)
            if issuer is not None:
                self.memory.issuers[nominal.noun] = self._made[referent.number] = issuer
            return referent.number if issuer is None else issuer
        if nominal.noun == "pays" and nominal.determiner == "demonstrative" and not nominal.plural:
            country = self._country_before(nominal)
            if country is not None:
                return country
        if nominal.kind is EntityKind.PERSON and not nominal.plural and len(referent.places) == 1 and not self._presides(nominal) and (
            nominal.determiner == "demonstrative" or (nominal.determiner == "definite" and ((nominal.noun in speaker_words.WIDER and not self._of_somebody(nominal)) or self._plain(nominal)))
        ):
            before = self._just_spoke(nominal)
            if before is not None:
                return before
        if nominal.determiner in ("definite", "demonstrative") and not nominal.plural and self._is_bare(nominal, referent):
            taken_up = self._taken_up(nominal)
            if taken_up is not None:
                return taken_up
        return referent.number

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
            known = self.book._new(name, EntityKind.GROUP, Gender.UNKNOWN, True, True, words)
            self.book._place(known, nominal.first, nominal.last, nominal.head, False)
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

    def _nearby(self, token: int, gender: Gender) -> int | None:
        """The named person of that gender whom this paragraph has just spoken of."""
        found = [
            (r, f) for r, f in candidates(self.book, Asked(token, "le", gender, False), self.memory, self.parts, self.quoted)
            if r.proper and r.kind is EntityKind.PERSON and "last-speaker" not in f and f["same-part"] and ("subject-0" in f or "subject-1" in f)
        ]
        chosen = self.choose(found) if found else None
        return None if chosen is None else chosen.number

    def _by_origin(self, tokens: range, text: str) -> int | None:
        """« le Lillois », « la Niçoise », « le troisième-ligne »: nobody that a list knows, whom the text spoke of before."""
        low = self.table.low
        age = next((i for i in tokens[2:] if low[i] == "de" and i + 2 in tokens and low[i + 2] == "ans"), -1)
        if age > 0:
            tokens = range(tokens[0], age)  # « le Lillois de 27 ans »
        opens = tokens[0] == 0 or self.table.sentence[tokens[0] - 1] != self.table.sentence[tokens[0]]
        if (text[:1].isupper() and not opens) or set(folded_words(text)) & PRESS_NAMES:
            return None  # « Le Parisien »
        if low[tokens[0]] not in ("le", "la", "l'") or not 2 <= len(tokens) <= 3:
            return None
        head = tokens[1]
        known = self.book.at.get(head)
        if known is not None and (not self.table.is_capital(head) or len(self.book.all[known].words) > 1 or not low[head].endswith(speaker_words.ORIGINS)):
            return None
        if known is None and (len(tokens) > 2 or not low[head].endswith(speaker_words.AGENTS)):
            return None
        if known is None and (low[head].removeprefix("vice-").removeprefix("ex-").removeprefix("sous-") in source_kinds() or low[head] in speaker_words.NOBODY or self.table.pos[head] not in ("NOUN", "ADJ", "PROPN", "X")):
            return None
        gender = {"le": Gender.MASCULINE, "la": Gender.FEMININE}.get(low[tokens[0]], Gender.UNKNOWN)
        found = [
            (r, f) for r, f in candidates(self.book, Asked(tokens[0], "le", gender, False), self.memory, self.parts, self.quoted)
            if r.proper and r.kind is EntityKind.PERSON and ("last-speaker" in f or "subject-0" in f or "subject-1" in f or "subject-2" in f)
        ]
        chosen = self.choose(found) if found else None
        return None if chosen is None else chosen.number

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

    def _presides(self, nominal: Nominal) -> bool:
        """« le président », « le juge » in the report of a trial is of the court."""
        return nominal.noun in speaker_words.BENCH and len(nominal.words) <= 2 and self._in_court

    def _country_before(self, nominal: Nominal) -> int | None:
        """« ce pays »: the last country named."""
        named = [
            (place.first, r.number) for r in self.book.all if r.proper and country_named(r.name)
            for place in r.places if place.first < nominal.first and nominal.first - place.first < 80
        ]
        return max(named)[1] if named else None

    def _take_up(self, nominal: Nominal) -> None:
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
        complement = any(self.table.low[i] in ("de", "du", "des", "d'") for i in range(nominal.head + 1, nominal.last))
        periphrase = complement and len(nominal.words) <= 3 and nominal.noun not in folded_words(self.table.low[nominal.head])
        introduced = not referent.definite or (nominal.kind is EntityKind.PERSON and len(referent.words) > len(nominal.words))
        titled = nominal.noun in ("ministre", "chancelier", "chanceliere") and len(nominal.words) <= 4
        return (not complement or periphrase or titled) and not introduced and len(nominal.words) <= (4 if titled else 3)

    def _taken_up(self, nominal: Nominal) -> int | None:
        """The named person or body that « le groupe », « le président » stands for, by salience."""
        if nominal.kind is EntityKind.PERSON:
            if self._presides(nominal):
                return None
            wanted = EntityKind.PERSON
        elif nominal.noun in speaker_words.BODIES:
            wanted = EntityKind.ORGANISATION
            if nominal.noun in speaker_words.PRESS:
                paper = self._paper(nominal)
                if paper is not None:
                    return paper
        else:
            return None
        gender = nominal.gender if wanted is EntityKind.PERSON else Gender.UNKNOWN
        question = Asked(nominal.first, "le", gender, False if wanted is EntityKind.PERSON else None)
        question.contrasts = nominal.noun in ("interesse", "interessee")  # never whoever spoke last
        found = [
            (r, f) for r, f in candidates(self.book, question, self.memory, self.parts, self.quoted)
            if r.proper and (r.kind is wanted or (nominal.noun in speaker_words.COMPANIES and self._may_be_body(r))) and self._salient(f) and not (nominal.noun in speaker_words.SUSPECTS and any(role in speaker_words.COUNSEL for role, _ in r.roles)) and not self._other_body(r, nominal) and (wanted is not EntityKind.PERSON or not r.roles or ("last-speaker" in f and self._widens(r, nominal)))
        ]
        chosen = self.choose(found) if found else None
        return None if chosen is None else chosen.number

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
        if referent.kind is not EntityKind.ORGANISATION:
            return False
        known = {singular(w) for w in referent.words} | {noun for noun, _ in referent.roles}
        bodies = known & (speaker_words.BODIES | speaker_words.OTHER_BODIES)
        return bool(bodies) and nominal.noun not in bodies

    @staticmethod
    def _may_be_body(referent: Referent) -> bool:
        """« Novalis »: one word that the model took for a person, of whom the article tells nothing that makes one."""
        return (
            referent.kind is EntityKind.PERSON and len(referent.words) == 1 and referent.gender is Gender.UNKNOWN
            and not referent.roles and not referent.words & first_names().keys()
        )

    def _salient(self, features: dict[str, float]) -> bool:
        return "last-speaker" in features or features["total"] >= 0.25 or any(k in features for k in ("subject-0", "subject-1", "subject-2"))

    def _widens(self, referent: Referent, nominal: Nominal) -> bool:
        """Whether the phrase is of no more specific function than those the bearer is known by."""
        return nominal.noun in speaker_words.WIDER

    def _issuer(self, tokens: range, nominal: Nominal, referent: Referent) -> int | None:
        """Who made the document: « le rapport de X », « un sondage publié par X », for « le communiqué » whoever speaks."""
        last = max(tokens[-1] + 1, nominal.last)
        if last < len(self.table) and self.table.low[last - 1].endswith(("é", "ée", "és", "ées", "is", "ise", "ises")):
            last += 8  # « un sondage publié | dans le quotidien X »
        for i in range(nominal.head + 1, min(last, len(self.table))):
            number = self.book.at.get(i)
            if number is not None and number != referent.number:
                found = self.book.all[number]
                made = any(self.table.low[k] == "par" for k in range(nominal.head + 1, i)) and found.kind in (EntityKind.ORGANISATION, EntityKind.GROUP)
                if (found.proper or made) and found.kind is not EntityKind.PLACE and any(
                        self.table.low[k] in ("de", "d'", "du", "des", "par", "dans") for k in range(nominal.head + 1, i)) and "«" not in self.table.low[nominal.head : i]:
                    return number
        for place in referent.places:
            if place.head != nominal.head and place.first < nominal.first:
                for i in range(place.head + 1, min(place.last + 8, len(self.table))):
                    number = self.book.at.get(i)
                    if self.table.low[i] in (",", ".", ";") or (number is not None and number != referent.number):
                        maker = self.book.all[number] if number is not None else None
                        if maker is not None and maker.proper and maker.kind is not EntityKind.PLACE:
                            return number
                        break
        if nominal.determiner == "possessive" and nominal.noun not in speaker_words.LENT:
            return self._owner(nominal)
        known_maker = self._maker(nominal)
        if known_maker is not None and len(nominal.words) <= 3:
            return known_maker
        if nominal.noun in ("communique", "declaration", "lettre", "tweet", "texte") and len(nominal.words) <= 3:
            question = Asked(nominal.first, "le", Gender.UNKNOWN, None)
            found_all = [
                (r, f) for r, f in candidates(self.book, question, self.memory, self.parts, self.quoted)
                if r.proper and r.kind in (EntityKind.ORGANISATION, EntityKind.PERSON)
                and any(k in f for k in ("subject-0", "subject-1", "last-speaker-part"))
            ]
            chosen = self.choose(found_all) if found_all else None
            return None if chosen is None else chosen.number
        return None

    def _owner(self, nominal: Nominal) -> int | None:
        """« selon ses calculs », « son rapport souligne »: the named one who has just spoken or acted."""
        return self._owner_at(nominal.first)

    def _owner_at(self, token: int) -> int | None:
        found = [
            (r, f) for r, f in candidates(self.book, Asked(token, "il", Gender.UNKNOWN, None), self.memory, self.parts, self.quoted)
            if r.kind in (EntityKind.ORGANISATION, EntityKind.PERSON) and f["same-part"] and any(k in f for k in ("subject-0", "subject-1", "last-speaker-part"))
        ]
        chosen = self.choose(found) if found else None
        return None if chosen is None else chosen.number

    def _is_modifier(self, referent: Referent, lead: Nominal | None) -> bool:
        """« le cabinet Durand »: a person's name that only qualifies the body."""
        return lead is not None and self.book.at.get(lead.head) != referent.number

    def _is_head(self, tokens: range, leading: int) -> bool:
        """Whether only determiners, civilities, titles and adjectives stand before the token in the source."""
        return all(
            (self.table.pos[i] in ("DET", "ADJ", "NUM", "PUNCT", "PROPN", "NOUN", "ADP", "X", "SPACE") and self.table.low[i] not in speaker_words.GOVERNING)
            or i == tokens[0]
            for i in range(tokens[0], leading)
        )

    def _coordinated(self, tokens: range) -> bool:
        """Two mentions joined by « et » at the top of the phrase."""
        low = self.table.low
        for i in tokens:
            if low[i] in ("et", "ainsi") and i > tokens[0] and i + 1 in tokens:
                j = i + (3 if low[i] == "ainsi" else 1)
                while j in tokens and self.table.pos[j] == "DET":
                    j += 1
                left, right = self.book.at.get(i - 1), self.book.at.get(j)
                if left is not None and right is not None and left != right and low[i + 1] not in ("de", "du", "des", "d'"):
                    return True
        return False

    def _collective(self, tokens: range, text: str) -> int:
        name = speaker_words.ARTICLE.sub("", text)
        words = frozenset(folded_words(name))
        known = next((r for r in self.book.all if r.words == words), None)
        if known is not None:
            return known.number
        referent = self.book._new(name, EntityKind.GROUP, Gender.UNKNOWN, True, True, words)
        self._mention(referent, tokens)
        return referent.number

    def _new(self, tokens: range, text: str) -> int:
        """A referent that no list knows, named as the text names it."""
        cut, *more = speaker_words.WHERE.split(text.split(" qui ")[0])[0].split(", ")
        if more and low_one_of(cut):
            cut = more[0]  # « L'un d'eux, un pêcheur de 20 ans »
        indefinite = self.table.low[tokens[0]] in ("un", "une", "des", "plusieurs", "certains", "certaines", "d'", "quelques", "de")
        name = cut if indefinite else speaker_words.ARTICLE.sub("", cut)
        words = frozenset(folded_words(name))
        for known in self.book.all:
            if known.words == words and (known.name == name or not speaker_words.ONE_OF.match(text)):
                return known.number
        head = next((i for i in tokens if self.table.pos[i] in ("NOUN", "PROPN")), tokens[0])
        kinds = source_kinds()
        kind = {"document": EntityKind.DOCUMENT, "organisation": EntityKind.ORGANISATION, "group": EntityKind.GROUP}.get(
            kinds.get(self.table.low[head], ""), EntityKind.PERSON)
        plural = bool(self.table.plural(head))
        referent = self.book._new(name, kind, self.table.gender(head), plural, self.table.pos[head] == "PROPN", words)
        referent.definite = not indefinite and not speaker_words.ONE_OF.match(text) and self.table.low[tokens[0]] not in ("certains", "beaucoup", "quelqu'un", "d'autres", "tous")
        referent.roles.append((folded_words(self.table.low[head])[-1] if folded_words(self.table.low[head]) else "", words))
        self._mention(referent, tokens)
        return referent.number

    def _mention(self, referent: Referent, tokens: range) -> None:
        self.book._place(referent, tokens[0], tokens[-1] + 1, tokens[0], referent.proper)

    def _impersonal(self, token: int) -> bool:
        """« il y a », « il faut », « il s'agit »."""
        low = self.table.low
        after = low[token + 1 : token + 4]
        if low[token] not in ("il", "-il", "-t-il"):
            return False
        return any(word in ("y", "faut", "fallait", "faudra", "faudrait", "s'agit", "semble", "agit", "semblerait", "pleut", "agissait") for word in after)

    # -- no local source -----------------------------------------------------------------------

    def _without_source(self, attribution: Attribution) -> int | None:
        place = self._place(attribution)
        if attribution.cue is not None and attribution.cue_kind not in (CueKind.CONTINUATION, CueKind.NONE, CueKind.INCISE, CueKind.COLON):
            return self._subject_of(attribution.cue) if attribution.cue_kind is CueKind.VERB else None
        if self.parts[place] in self._answering and attribution.type is AttributionType.DIRECT and attribution.cue is None:
            return self._interviewee()
        if self._charges(attribution):
            return None
        acting = self._acting_before(place)
        if acting is not None:
            return acting
        told = self._told_before(place)
        if told is not None:
            return told
        if not self.memory.speakers:
            return self._introduced_after(attribution)
        _, part, number = self.memory.speakers[-1]
        here = self.parts[place]
        if part == here:
            return number
        signed = self._introduced_after(attribution)
        if signed is not None:
            return signed
        if part == here - 1 and self._owned(attribution):
            return number
        if part == here - 1 and attribution.content[0].start - self.annotated.article.parts[here].span.start <= 3:
            return number
        return None

    def _owned(self, attribution: Attribution) -> bool:
        """« Sa recette ? « … » », « Son credo : « … » » at the head of a paragraph: of whoever the text is about."""
        start = self.annotated.article.parts[self.parts[self._place(attribution)]].span.start
        words = self.annotated.article.text[start : attribution.content[0].start].split()
        return 2 <= len(words) <= 6 and words[0] in ("Sa", "Son", "Ses")

    def _charges(self, attribution: Attribution) -> bool:
        """« mis en examen pour « … » », « une enquête pour « … » »: the words of the law, said by nobody the article names."""
        first = self.table.at(attribution.content[0].start) - 1
        while first >= 0 and self.table.pos[first] in ("PUNCT", "SPACE"):
            first -= 1
        if first < 1 or self.table.low[first] not in ("pour", "de", "d'", "chef", "et"):
            return False
        return any(word in speaker_words.PROCEEDINGS for word in self.table.low[max(0, first - 9) : first + 1])

    def _told_before(self, place: int) -> int | None:
        """« Anne Roux a le trac. « Je préfère les plateaux. » »: the person of whom the sentence before tells, nobody having spoken since."""
        sentence = self.table.sentence[place] - 1
        while sentence >= 0 and self.quoted[self.annotated.sentences[sentence].start]:
            sentence -= 1
        if sentence < 0:
            return None
        tokens = self.annotated.sentences[sentence]
        last = self.memory.speakers[-1][0] if self.memory.speakers else -1
        if self.parts[tokens.start] != self.parts[place] or last >= tokens.start:
            return None
        root = next((i for i in range(tokens.start, tokens.end) if self.table.head[i] == i), tokens.start)
        subjects = [i for i in range(tokens.start, tokens.end) if self.table.dep[i] == "nsubj" and not self.quoted[i] and self.table.low[i] not in ("qui", "que", "dont")]
        subject = next((i for i in subjects if self.table.head[i] == root), subjects[0] if subjects and subjects[0] < root and self.table.low[subjects[0]] in ("il", "elle") else None)
        if subject is None:
            return None
        number = self.book.at.get(subject)
        if number is None:
            number = next((n for t, n in reversed(self.memory.subjects) if t == subject), None)
        if number is None:
            return None
        teller = self.book.all[number]
        return number if teller.proper and teller.kind is EntityKind.PERSON and not teller.plural else None

    def _introduced_after(self, attribution: Attribution) -> int | None:
        """« … » Paul Durand sait de quoi il parle: the person whom the sentence after an opening quotation presents."""
        start = self.table.at(attribution.content[0].start)
        part = self.annotated.article.parts[self.parts[start]]
        if attribution.content[0].start - part.span.start > 3 or part.kind is PartKind.TITLE:
            return None
        end = self.table.at(attribution.content[-1].end)
        while end < len(self.table) and (self.quoted[end] or self.table.pos[end] in ("PUNCT", "SPACE")):
            end += 1
        if end >= len(self.table) or self.parts[end] != self.parts[start]:
            return None
        sentence = self.table.sentence[end]
        opening = [self.table.low[i] for i in range(end, min(end + 3, len(self.table)))]
        names_words = bool(set(opening) & speaker_words.SAYINGS)
        firsts = sorted(
            (place.first, r.number) for r in self.book.all if r.proper and r.kind is EntityKind.PERSON
            for place in r.places if place.first >= end and self.table.sentence[place.first] == sentence and (place.subject or names_words)
        )
        return firsts[0][1] if firsts else None

    def _answering_parts(self) -> frozenset[int]:
        parts = self.annotated.article.parts
        if sum(part.kind is PartKind.QUESTION for part in parts) >= 2:
            first = next(i for i, part in enumerate(parts) if part.kind is PartKind.QUESTION)
            return frozenset(i for i, part in enumerate(parts) if i > first and part.kind in (PartKind.BODY, PartKind.LIST))
        return frozenset(answer.part for answer in interview_answers(self.annotated.article))

    def _interviewee(self) -> int | None:
        """The person that the title and the lead of an interview present: the one they name most."""
        first = min(self._answering)
        counts: dict[int, tuple[int, int]] = {}
        for referent in self.book.all:
            before = [p for p in referent.places if self.parts[p.first] < first]
            if before and referent.kind is EntityKind.PERSON and not referent.plural:
                weight = 4 * referent.proper + 2 * bool(referent.roles) + min(len(before), 3)
                counts[referent.number] = (weight, -before[0].first)
        return max(counts, key=counts.__getitem__) if counts else None

    def _subject_of(self, cue: Span) -> int | None:
        """The grammatical subject of a cue, or of the verb it hangs on (« affirmant que », « avant d'ajouter que »)."""
        table = self.table
        verb = next((i for i in reversed(table.within(cue)) if table.pos[i] == "VERB"), None)
        for _ in range(4):
            if verb is None:
                return None
            if any(table.dep[c] in ("nsubj:pass", "aux:pass", "expl:subj") for c in table.children[verb]):
                return None
            subject = next((c for c in table.children[verb] if table.dep[c] == "nsubj"), None)
            if subject is not None:
                if subject in self.book.at:
                    return self.book.at[subject]
                word = table.low[subject].split("-")[-1]
                if word in ("il", "elle", "ils", "elles"):
                    return next((n for t, n in reversed(self.memory.subjects) if t == subject), None)
                return self._relative(subject) if word == "qui" else None
            if table.head[verb] == verb or table.dep[verb] not in ("conj", "advcl", "acl", "xcomp", "obl:mod", "obl:arg"):
                return None
            verb = table.head[verb]
        return None

    def _acting_before(self, place: int) -> int | None:
        """Who publicly acts in the sentence before a floating quotation (« X a fait part de sa colère. « … » »)."""
        sentence = self.table.sentence[place] - 1
        if sentence < 0:
            return None
        tokens = self.annotated.sentences[sentence]
        last = self.memory.speakers[-1][0] if self.memory.speakers else -1
        if self.parts[tokens.start] < self.parts[place] - 1 or last >= tokens.start:
            return None
        strong, _, nouns = public_acts()
        root = next((i for i in range(tokens.start, tokens.end) if self.table.head[i] == i), tokens.start)
        speaks = self.table.lemma[root] in _speech_verbs() or any(
            not self.quoted[i] and (self.table.lemma[i] in strong or self.table.lemma[i] in nouns) for i in range(tokens.start, tokens.end))
        if not speaks:
            return None
        subject = next((c for c in self.table.children[root] if self.table.dep[c] == "nsubj"), None)
        if subject is None:
            return None
        number = self.book.at.get(subject)
        if number is None:
            number = next((n for t, n in reversed(self.memory.subjects) if t == subject), None)
        if number is None and self.table.pos[subject] == "NOUN" and self.table.lemma[root] in _speech_verbs():
            first = subject  # « la veuve a raconté sa nuit. « … » »: nobody that a list knows
            while first > tokens.start and self.table.pos[first - 1] in ("DET", "ADJ", "NUM"):
                first -= 1
            number = self._new(range(first, subject + 1), self.table.text(first, subject + 1))
        return number

    def _publishes(self, attribution: Attribution, number: int) -> None:
        """« Dans un communiqué, X indique que »: X is who made the document, should « le texte » speak later."""
        issuer = self.book.all[number]
        if issuer.kind not in (EntityKind.PERSON, EntityKind.ORGANISATION, EntityKind.GROUP) or attribution.source is None:
            return
        sentence = self.annotated.sentences[self.table.sentence[self._place(attribution)]]
        at = bisect_left(self._heads, sentence.start)
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

    def _maker(self, nominal: Nominal) -> int | None:
        """Who made the document that « le texte », « le communiqué » takes up."""
        if nominal.determiner == "indefinite":
            return None
        for noun in (nominal.noun, *speaker_words.SAME_WORK.get(nominal.noun, ()), *sorted(broader().get(nominal.noun, ()))):
            if noun in self.memory.issuers:
                return self.memory.issuers[noun]
        return None

    def _titles(self, out: list[int | None]) -> None:
        """A quotation of the title is by who says those words in the body."""
        parts = self.annotated.article.parts
        for i, attribution in enumerate(self.attributions):
            part = self.annotated.article.part_at(attribution.content[0].start)
            if out[i] is not None or attribution.source is not None or part is None or part.kind is not PartKind.TITLE or len(parts) < 2:
                continue
            said = self._said(attribution)
            best_share = 0.5
            for j, other in enumerate(self.attributions):
                if j != i and out[j] is not None and said:
                    share = len(said & self._said(other)) / len(said)
                    if share > best_share:
                        best_share, out[i] = share, out[j]

    def _first_persons(self, out: list[int | None]) -> None:
        """« J'ai répondu : “…” » within quoted words: whoever says the words around."""
        text = self.annotated.article.text
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
            if said.kind is EntityKind.DOCUMENT:
                made = [self.memory.issuers[n] for n in (noun, *speaker_words.SAME_WORK.get(noun, ())) if n in self.memory.issuers]
                fits = set(made[:1]) or {n for n in body if self.book.all[n].kind is EntityKind.DOCUMENT and self.book.all[n].roles and self.book.all[n].roles[0][0] == noun}
            else:
                fits = {n for n in body if self._may_stand_for(self.book.all[n], said, noun)}
            if len(fits) == 1:
                out[i] = fits.pop()

    def _in_title(self, attribution: Attribution) -> bool:
        part = self.annotated.article.part_at(attribution.content[0].start)
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
        text = self.annotated.article.text
        return frozenset(w for span in attribution.content for w in folded_words(span.of(text)) if len(w) > 3)
