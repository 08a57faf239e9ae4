"""Whom the words of a source name: a pronoun, a relative, a name, a noun phrase, several of them, nobody known before."""

from __future__ import annotations

from bisect import bisect_left

from sourcecheck.discourse import speaker_words
from sourcecheck.discourse.antecedents import Asked, asked
from sourcecheck.discourse.cues import source_kinds
from sourcecheck.discourse.descriptions import Descriptions
from sourcecheck.discourse.names import folded_words
from sourcecheck.discourse.nominals import Nominal
from sourcecheck.discourse.referents import Referent, countries
from sourcecheck.discourse.scene import Scene
from sourcecheck.domain.discourse import Attribution, AttributionType, CueKind, EntityKind, Gender
from sourcecheck.domain.text import Span


def _one_of(text: str) -> bool:
    return text.lower().replace("’", "'").startswith(("l'un d", "l'une d", "un d'entre", "une d'entre", "un des leurs"))


class SourceNamer:
    """The referent of every local source; each source is named once."""

    def __init__(self, scene: Scene, descriptions: Descriptions) -> None:
        self.scene = scene
        self.table, self.book, self.memory = scene.table, scene.book, scene.memory
        self.parts, self.quoted = scene.parts, scene.quoted
        self.descriptions = descriptions
        self._name_starts = [m.first_token for m in self.book.names]
        self._of_source: dict[Span, int | None] = {}
        self._house_before: int | None = None  # where « on » spoke last
        self._parted = False  # whether an incise parts a subject from its verb: « X, soutient-elle, avait »
        self._hosted = False  # whether an incise stands in words that are not quoted
        self._personal = False  # whether the words said have « je »
        self._lemma = ""  # of the cue whose source is looked for

    def name(self, attribution: Attribution, source: Span) -> int | None:
        """The referent of the source of an attribution, None where the text does not allow to tell."""
        text = self.scene.text
        if attribution.cue_lemma == "lire" and source.of(text).lower() in ("on", "-on", "l'on"):
            return self.memory.speakers[-1][2] if self.memory.speakers else None  # « …, y lit-on »
        if source not in self._of_source:
            self._lemma = attribution.cue_lemma
            self._hosted = attribution.type is not AttributionType.DIRECT and attribution.cue_kind is CueKind.INCISE
            self._parted = self._hosted and len(attribution.content) > 1 and not any(
                "VerbForm=Fin" in self.table.morph[i] for i in self.table.within(attribution.content[0]))
            self._personal = attribution.type is AttributionType.DIRECT and any(
                speaker_words.SPEAKS.search(span.of(text)) for span in attribution.content)
            self._of_source[source] = self._source(source)
            self._lemma, self._personal, self._hosted, self._parted = "", False, False, False
        return self._of_source[source]

    def _source(self, span: Span) -> int | None:
        tokens = self.table.within(span)
        text = " ".join(span.of(self.scene.text).split())
        low = text.lower().replace("’", "'").strip("() ")
        if not tokens:
            return None
        pronoun = speaker_words.CLITIC.search(low) if len(low) < 12 else None
        if pronoun:
            return self._house(tokens[-1]) if pronoun[1] == "on" else self.pronoun(tokens[-1], pronoun[1])
        if low in ("l'", "le", "la", "les"):
            return self.pronoun(tokens[0], {"le": "il", "la": "elle", "les": "ils"}.get(low, low))
        if low in ("ses", "leurs", "son", "sa", "leur"):
            return self.descriptions.documents.owner_at(tokens[0])  # « À ses yeux, … »
        last = speaker_words.LAST.match(low)
        if last:
            return self.pronoun(tokens[0], last[1] or last[2])
        if low in speaker_words.FIRST_PERSON:
            return self.memory.speakers[-1][2] if self.memory.speakers else None
        if low in ("qui", "lequel", "laquelle", "lesquels", "lesquelles", "dont"):
            return self.relative(tokens[0])
        return self._phrase(tokens, text)

    def pronoun(self, token: int, word: str) -> int | None:
        contrasts = word in ("lui", "eux") and token + 1 < len(self.table) and self.table.pos[token + 1] in ("VERB", "AUX") and self.table.is_capital(token)
        resumes = bool(self._lemma) and (token == 0 or self.table.sentence[token - 1] != self.table.sentence[token])
        question = asked(token, word, self._lemma in speaker_words.ANSWERING, contrasts, self._lemma in speaker_words.CONTINUING, self._personal, self._hosted, resumes)
        asked_for = self.scene.candidates(question)
        if self._parted:
            asked_for = [(r, f) for r, f in asked_for if "subject-0" not in f] or asked_for
        found = self.scene.choose(asked_for)
        if found is None:
            return None
        number = self.memory.makers.get(found.number, found.number)
        if word in ("il", "elle") and found.gender is Gender.UNKNOWN and found.proper and found.kind is EntityKind.PERSON:
            found.gender = question.gender  # « Track Palin… Il »: what the text has told
        if word in ("il", "elle", "ils", "elles"):
            self.memory.subjects.append((token, number))
        return number

    def _house(self, on: int) -> int | None:
        """« À la préfecture, on assure que », « …, y dit-on »: the house in which « on » speaks."""
        low, sentence = self.table.low, self.table.sentence
        first = on
        while first > 0 and sentence[first - 1] == sentence[on]:
            first -= 1
        start = next((i for i in range(first, min(first + 3, on)) if low[i] in ("à", "au", "aux", "chez", "côté", "entourage", "rangs", "sein")), -1)
        if start >= 0 and not self.quoted[start]:
            close = low[start] in ("côté", "entourage", "rangs", "sein")
            for i in range(start + 1, min(start + 7, on)):
                number = self.book.at.get(i)
                if number is not None:
                    house = self.book.all[number]
                    if house.kind in (EntityKind.ORGANISATION, EntityKind.GROUP) or (close and house.kind is EntityKind.PERSON):
                        self._house_before = number
                        return number
                if low[i] == ",":
                    break
        if "y" in low[max(first, on - 4) : on]:
            last = self.memory.speakers[-1] if self.memory.speakers else None
            spoke = last is not None and last[1] == self.parts[on] and self.book.all[last[2]].kind is EntityKind.ORGANISATION
            return last[2] if spoke and last is not None else self._house_before
        return None

    def relative(self, token: int) -> int | None:
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
        ranked = self._ranked(tokens)
        if ranked is not None:
            return ranked
        origin = self.descriptions.by_origin(tokens, text)
        if origin is not None:
            return origin
        if speaker_words.ONE_OF.match(text) and self._name_within(tokens) is None:
            return self.new(tokens, text)  # « l'un de ses avocats »
        named = self._name_within(tokens)
        nominal = self._lead(tokens)
        if named is not None:
            if nominal is not None and nominal.kind is EntityKind.DOCUMENT:
                self.memory.issuers[nominal.noun] = named
            return named
        first = next((i for i in tokens if i in self.book.at), None)
        if nominal is not None and (first is None or nominal.first <= first or not self._proper_at(first)):
            eponym = nominal.name >= 0 and nominal.kind is not EntityKind.PERSON and self.book.names[nominal.name].kind is EntityKind.PERSON
            if eponym and not self._proper_at(nominal.head) and self.book.names[nominal.name].first_token in tokens:
                return self.new(tokens, text)  # « la banque d'affaires Paul Durand »
            if self._is_head(tokens, nominal.head):
                return self.descriptions.described(tokens, nominal)
        elif first is not None and self._is_head(tokens, first):
            return self.book.at[first]
        if self.table.low[tokens[-1]] in ("premier", "première", "second", "seconde", "deuxième", "troisième", "dernier", "dernière", "autre", "un", "une", "l'un", "l'une"):
            beside = self.book.at.get(tokens[-1] + 2)  # « Le premier, Jean P., assure »
            if beside is not None and self.table.low[tokens[-1] + 1] == "," and self._proper_at(tokens[-1] + 2) and self.book.all[beside].kind is EntityKind.PERSON:
                return beside
        instead = self._behind(tokens)
        if instead is None and self.table.low[tokens[0]] in ("son", "sa", "ses", "leur", "leurs") and not any(self.table.low[i] in source_kinds() for i in tokens):
            instead = self.descriptions.documents.owner_at(tokens[0])  # « d'après son propre organigramme »
        return self.new(tokens, text) if instead is None else instead

    def _ranked(self, tokens: range) -> int | None:
        """« X et Y étaient reçus. « … », a lancé le premier. « … », a renchéri le second. »: of the two persons named before."""
        rank = {"premier": 0, "première": 0, "second": 1, "seconde": 1}.get(self.table.low[tokens[-1]])
        if rank is None or len(tokens) != 2 or self.table.low[tokens[0]] not in ("le", "la"):
            return None
        here = self.table.sentence[tokens[0]]
        named: dict[int, list[tuple[int, int]]] = {}
        for referent in self.book.all:
            if referent.proper and not referent.plural and referent.kind is EntityKind.PERSON:
                for place in referent.places:
                    at = self.table.sentence[place.first]
                    if here - 4 <= at < here and not self.quoted[place.first]:
                        named.setdefault(at, []).append((place.first, referent.number))
        for at in sorted(named, reverse=True):
            order = list(dict.fromkeys(number for _, number in sorted(named[at])))
            if len(order) > 1:
                return order[rank] if len(order) == 2 else None
        return None

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
            if pos[i] == "DET" and pos[i - 1] in ("ADJ", "NOUN", "PROPN") and low[i] in ("le", "la", "les", "l'", "un", "une"):
                break  # « selon le discours officiel | les combattants »
            maker = self.book.at.get(i + 1, self.book.at.get(i + 2)) if low[i] in ("par", "de", "du", "d'") else None
            if maker is not None and self.book.all[maker].kind is not EntityKind.PLACE:
                return maker
        question = Asked(first, "le", Gender.UNKNOWN, None)
        found = [
            (r, f) for r, f in self.scene.candidates(question)
            if r.proper and r.kind in (EntityKind.PERSON, EntityKind.ORGANISATION) and ("subject-0" in f or "last-speaker-part" in f)
        ]
        return self.scene.chosen(found)

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
            if low[before] in speaker_words.GOVERNING or (referent.kind is EntityKind.PLACE and len(name.words) < 2):
                continue
            if low[before] != "," and any(low[i] in ("qui", "que", "dont", "où", "et", "ayant") for i in range(tokens[0], before + 1)):
                return None
            if low[before] == "," and any(
                    low[i] in ("qui", "que", "dont", "où") or (low[i] == "et" and self.table.pos[i + 1] == "DET") for i in range(tokens[0], before + 1)):
                return None
            beside = self.book.by_first.get(first - 2) if first - 3 > tokens[0] and low[first - 3] == "," else None
            if beside is not None and beside.kind is EntityKind.ORGANISATION and referent.kind is not EntityKind.PLACE and beside.head == first - 1:
                return number  # « Le maître d'ouvrage, la société X »
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
            if body and referent.kind is EntityKind.PERSON and low[before] == "," and low[before + 1] not in ("me", "maître"):
                continue  # but « le conseil du suspect, Me X »
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
        said = self.book.all[number]
        origin = last - tokens[0] == 2 and self.table.low[last - 1].endswith((*speaker_words.ORIGINS, "an", "anne", "on", "onne", "que", "che"))
        label = self.table.text(last - 1, last).replace("-", "").isupper() and len(self.table.low[last - 1]) <= 7
        citizen = bool(said.words & countries().keys()) or origin or label  # « le Polonais Paul Durand », « l'UDC Paul Durand »
        if (i > last or citizen) and i in tokens and after is not None and after != number:
            bearer = self.book.all[after]
            if bearer.proper and bearer.kind is EntityKind.PERSON and len(bearer.words) > 1:
                return after
        return number

    def _lead(self, tokens: range) -> Nominal | None:
        """The first noun phrase of a source."""
        at = bisect_left(self.scene.heads, tokens[0])
        if at == len(self.scene.heads) or self.scene.heads[at] not in tokens:
            return None
        inner = any(self.table.low[i] in speaker_words.GOVERNING for i in range(tokens[0] + 1, self.scene.heads[at]))
        return None if inner else self.book.nominals[at]

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

    def _group(self, name: str, tokens: range) -> int:
        """The referent of several together."""
        words = frozenset(folded_words(name))
        known = next((r for r in self.book.all if r.words == words), None)
        if known is None:
            known = self.book.add(name, EntityKind.GROUP, Gender.UNKNOWN, True, True, words)
            self._mention(known, tokens)
        return known.number

    def _collective(self, tokens: range, text: str) -> int:
        return self._group(speaker_words.ARTICLE.sub("", text), tokens)

    def new(self, tokens: range, text: str) -> int:
        """A referent that no list knows, named as the text names it."""
        cut, *more = speaker_words.WHERE.split(text.split(" qui ")[0])[0].split(", ")
        if more and _one_of(cut):
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
        gender = {"l'un": Gender.MASCULINE, "l'une": Gender.FEMININE, "un": Gender.MASCULINE, "une": Gender.FEMININE}.get(
            text.lower().replace("’", "'").split()[0], self.table.gender(head))
        referent = self.book.add(name, kind, gender, plural, self.table.pos[head] == "PROPN", words)
        referent.definite = not indefinite and not speaker_words.ONE_OF.match(text) and self.table.low[tokens[0]] not in ("certains", "beaucoup", "quelqu'un", "d'autres", "tous")
        referent.roles.append((folded_words(self.table.low[head])[-1] if folded_words(self.table.low[head]) else "", words))
        self._mention(referent, tokens)
        return referent.number

    def _mention(self, referent: Referent, tokens: range) -> None:
        self.book.put(referent, tokens[0], tokens[-1] + 1, tokens[0], referent.proper)
