"""The speaker of a quotation that has no source of its own: who spoke, acted or is told of around it."""

from __future__ import annotations

from functools import cache

from sourcecheck.discourse import speaker_words
from sourcecheck.discourse.interviews import interview_answers
from sourcecheck.discourse.public_acts import public_acts
from sourcecheck.discourse.scene import Scene
from sourcecheck.discourse.source_names import SourceNamer
from sourcecheck.domain.discourse import Attribution, AttributionType, CueKind, EntityKind
from sourcecheck.domain.text import PartKind, Span
from sourcecheck.resources import Library


@cache
def _speech_verbs() -> frozenset[str]:
    return frozenset(row[0] for row in Library().lexicon("speech-verbs").rows)


class Unsigned:
    """Reads the words around a quotation for whoever says it."""

    def __init__(self, scene: Scene, namer: SourceNamer) -> None:
        self.scene = scene
        self.table, self.book, self.memory = scene.table, scene.book, scene.memory
        self.parts, self.quoted = scene.parts, scene.quoted
        self.namer = namer
        self._answering = self._answering_parts()

    def speaker(self, attribution: Attribution) -> int | None:
        place = self.scene.place(attribution)
        if attribution.cue is not None and attribution.cue_kind not in (CueKind.CONTINUATION, CueKind.NONE, CueKind.INCISE, CueKind.COLON):
            if attribution.cue_kind is not CueKind.VERB:
                return None
            subject = self._subject_of(attribution.cue)
            return self._inverted(attribution.cue) if subject is None else subject
        if self.parts[place] in self._answering and attribution.type is AttributionType.DIRECT and attribution.cue is None:
            return self._interviewee()
        if self._charges(attribution):
            return None
        signed = self._signed_after(attribution)
        if signed is not None:
            return signed
        acting = self._acting_before(place)
        if acting is not None:
            return acting
        told = self._told_before(place)
        if told is not None:
            return told
        told_of = self._headline(attribution)
        if told_of is not None:
            return told_of
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
        if part == here - 1 and attribution.content[0].start - self.scene.annotated.article.parts[here].span.start <= 3:
            return number
        return None

    def _signed_after(self, attribution: Attribution) -> int | None:
        """« … », chiffre Paul Durand: a verb that no list knows, between the quotation and a name."""
        table = self.table
        i = table.at(attribution.content[-1].end)
        while i < len(table) and table.low[i] in ("»", '"', "”"):
            i += 1
        if i + 2 >= len(table) or table.low[i] != "," or self.quoted[i] or table.sentence[i + 2] != table.sentence[i]:
            return None
        verb, subject = i + 1, i + 2
        if table.is_capital(verb) or table.pos[verb] not in ("VERB", "NOUN", "ADJ", "X") or not table.low[verb][-1:].isalpha():
            return None
        nominal = self.book.by_first.get(subject)
        number = self.book.at.get(subject if nominal is None else nominal.head)
        if number is None or self.book.all[number].kind is EntityKind.PLACE:
            return None
        person = self.book.all[number]
        named = person.proper and person.kind is EntityKind.PERSON and (nominal is not None or table.is_capital(subject))
        return number if named else None

    def _headline(self, attribution: Attribution) -> int | None:
        """« « … » : des lycéens racontent l'évacuation »: the subject after the colon of a title."""
        part = self.scene.annotated.article.part_at(attribution.content[0].start)
        if part is None or part is not self.scene.annotated.article.parts[0]:
            return None
        i = self.table.at(attribution.content[-1].end)
        while (i < len(self.table) and self.table.low[i] in ("»", '"', "”", ",")) or (i < len(self.table) and self.table.pos[i] == "SPACE"):
            i += 1
        if i + 1 >= len(self.table) or self.table.low[i] != ":" or self.table.start[i + 1] >= part.span.end:
            return None
        nominal = self.book.by_first.get(i + 1)
        head = i + 1 if nominal is None else nominal.head
        number = self.book.at.get(head)
        if number is None or not self.book.is_subject(head):
            return None
        verb = self.table.head[head]
        return number if self.table.lemma[verb] in _speech_verbs() else None

    def _owned(self, attribution: Attribution) -> bool:
        """« Sa recette ? « … » », « Son credo : « … » » at the head of a paragraph: of whoever the text is about."""
        start = self.scene.annotated.article.parts[self.parts[self.scene.place(attribution)]].span.start
        words = self.scene.text[start : attribution.content[0].start].split()
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
        while sentence >= 0 and self.quoted[self.scene.annotated.sentences[sentence].start]:
            sentence -= 1
        if sentence < 0:
            return None
        tokens = self.scene.annotated.sentences[sentence]
        last = self.memory.speakers[-1][0] if self.memory.speakers else -1
        if self.parts[tokens.start] != self.parts[place] or last >= tokens.start:
            return None
        root = next((i for i in range(tokens.start, tokens.end) if self.table.head[i] == i), tokens.start)
        subjects = [i for i in range(tokens.start, tokens.end) if self.table.dep[i] == "nsubj" and not self.quoted[i] and self.table.low[i] not in ("qui", "que", "dont")]
        subject = next((i for i in subjects if self.table.head[i] == root), subjects[0] if subjects and subjects[0] < root and self.table.low[subjects[0]] in ("il", "elle") else None)
        if subject is None:
            return None
        number = self._meant(subject)
        if number is None:
            return None
        teller = self.book.all[number]
        return number if teller.proper and teller.kind is EntityKind.PERSON and not teller.plural else None

    def _introduced_after(self, attribution: Attribution) -> int | None:
        """« … » Paul Durand sait de quoi il parle: the person whom the sentence after an opening quotation presents."""
        start = self.table.at(attribution.content[0].start)
        part = self.scene.annotated.article.parts[self.parts[start]]
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
        parts = self.scene.annotated.article.parts
        if sum(part.kind is PartKind.QUESTION for part in parts) >= 2:
            first = next(i for i, part in enumerate(parts) if part.kind is PartKind.QUESTION)
            return frozenset(i for i, part in enumerate(parts) if i > first and part.kind in (PartKind.BODY, PartKind.LIST))
        return frozenset(answer.part for answer in interview_answers(self.scene.annotated.article))

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

    def _meant(self, subject: int) -> int | None:
        """Whom a subject of the narration stands for: a pronoun or a phrase read before, else its own referent."""
        return next((n for t, n in reversed(self.memory.subjects) if t == subject), self.book.at.get(subject))

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
                meant = self._meant(subject)
                return self.namer.relative(subject) if meant is None and table.low[subject] == "qui" else meant
            if table.head[verb] == verb or table.dep[verb] not in ("conj", "advcl", "acl", "xcomp", "obl:mod", "obl:arg"):
                return None
            verb = table.head[verb]
        return None

    def _inverted(self, cue: Span) -> int | None:
        """« Faux, répond l'éleveur : « … » »: the subject after the verb."""
        after = self.table.at(cue.end)
        nominal = self.book.by_first.get(after)
        if nominal is not None and nominal.last < len(self.table) and self.table.low[nominal.last] in (":", ","):
            return self.namer.descriptions.described(range(nominal.first, nominal.last), nominal) if nominal.kind in (EntityKind.PERSON, EntityKind.ORGANISATION, EntityKind.GROUP) else None
        number = self.book.at.get(after) if after < len(self.table) and self.table.is_capital(after) else None
        return number if number is not None and self.book.all[number].kind is EntityKind.PERSON else None

    def _acting_before(self, place: int) -> int | None:
        """Who publicly acts in the sentence before a floating quotation (« X a fait part de sa colère. « … » »)."""
        sentence = self.table.sentence[place] - 1
        if sentence < 0:
            return None
        tokens = self.scene.annotated.sentences[sentence]
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
        number = self._meant(subject)
        if number is None and self.table.pos[subject] == "NOUN" and self.table.lemma[root] in _speech_verbs():
            first = subject  # « la veuve a raconté sa nuit. « … » »: nobody that a list knows
            while first > tokens.start and self.table.pos[first - 1] in ("DET", "ADJ", "NUM"):
                first -= 1
            number = self.namer.new(range(first, subject + 1), self.table.text(first, subject + 1))
        return number
