"""Persons, organisations, documents and groups across the article, and the speaker of every attribution."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import replace
from functools import cache

from sourcecheck.discourse.antecedents import Discourse, asked, best, candidates
from sourcecheck.discourse.cues import source_kinds
from sourcecheck.discourse.names import folded_words
from sourcecheck.discourse.referents import Referent, Referents, span_of_place
from sourcecheck.discourse.token_table import TokenTable, token_table
from sourcecheck.domain.discourse import Attribution, CueKind, Entity, EntityKind, Gender, Quotation
from sourcecheck.domain.text import PartKind, Span
from sourcecheck.language import Annotated
from sourcecheck.resources import Library

_CLITIC = re.compile(r"(?:^|[\s(-])(il|elle|ils|elles|lui|eux|on)\)?$")
_LAST = re.compile(r"^(?:ce|cette|ces)\s+(derni(?:er|ère|ers|ères))$|^(celui-ci|celle-ci|ceux-ci|celles-ci)$")
_FIRST_PERSON = frozenset({"je", "j'", "-je", "nous", "moi"})
_ARTICLE = re.compile(r"^(?:le|la|les|l'|l’|du|au|aux)\s*(?=\S)", re.IGNORECASE)
_SUBJECT_PRONOUNS = frozenset({"il", "elle", "ils", "elles", "-il", "-elle", "-ils", "-elles", "-t-il", "-t-elle", "-t-ils", "-t-elles"})


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
    return Entity(
        index=referent.number, name=referent.name, kind=kind, role=referent.role, named=named, gender=referent.gender,
        plural=referent.plural, mentions=tuple(span_of_place(table, place) for place in referent.places),
        aliases=tuple(sorted(referent.aliases | {referent.name})),
    )


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
        self._of_source: dict[Span, int | None] = {}

    def resolve(self) -> list[int | None]:
        """The referent of every attribution, None where the article does not allow to tell."""
        order = sorted(range(len(self.attributions)), key=lambda i: self._place(self.attributions[i]))
        out: list[int | None] = [None] * len(self.attributions)
        pronouns = [
            i for i, low in enumerate(self.table.low)
            if low in _SUBJECT_PRONOUNS and not self.quoted[i] and not self._impersonal(i)
        ]
        sources = {i for a in self.attributions if a.source is not None for i in self.table.within(a.source)}
        at = 0
        for i in order:
            attribution = self.attributions[i]
            place = self._place(attribution)
            while at < len(pronouns) and pronouns[at] < place:
                if pronouns[at] not in sources:
                    self._pronoun(pronouns[at], self.table.low[pronouns[at]].split("-")[-1])
                at += 1
            number = self._speaker(attribution)
            out[i] = number
            if number is not None:
                self.memory.speakers.append((place, self.parts[place], number))
        self._titles(out)
        return out

    def _place(self, attribution: Attribution) -> int:
        span = attribution.source or attribution.cue or attribution.content[0]
        return min(self.table.at(span.start), len(self.table) - 1)

    def _speaker(self, attribution: Attribution) -> int | None:
        if attribution.source is None:
            return self._without_source(attribution)
        if attribution.source not in self._of_source:
            self._of_source[attribution.source] = self._source(attribution.source)
        return self._of_source[attribution.source]

    # -- a local source ------------------------------------------------------------------------

    def _source(self, span: Span) -> int | None:
        tokens = self.table.within(span)
        text = " ".join(span.of(self.annotated.article.text).split())
        low = text.lower().replace("’", "'").strip("() ")
        if not tokens:
            return None
        pronoun = _CLITIC.search(low) if len(low) < 12 else None
        if pronoun:
            return None if pronoun[1] == "on" else self._pronoun(tokens[-1], pronoun[1])
        last = _LAST.match(low)
        if last:
            return self._pronoun(tokens[0], last[1] or last[2])
        if low in _FIRST_PERSON:
            return self.memory.speakers[-1][2] if self.memory.speakers else None
        if low in ("qui", "lequel", "laquelle", "lesquels", "lesquelles", "dont"):
            return self._relative(tokens[0])
        return self._phrase(tokens, text)

    def _pronoun(self, token: int, word: str) -> int | None:
        question = asked(token, word)
        found = self.choose(candidates(self.book, question, self.memory, self.parts, self.quoted))
        if found is None:
            return None
        if word in ("il", "elle", "ils", "elles"):
            self.memory.subjects.append((token, found.number))
        return found.number

    def _relative(self, token: int) -> int | None:
        for i in range(token - 1, max(-1, token - 12), -1):
            found = self.book.at.get(i)
            if found is not None:
                nominal = next((n for n in self.book.nominals if n.first <= i < n.last), None)
                return self.book.at.get(nominal.head, found) if nominal is not None else found
        return None

    def _phrase(self, tokens: range, text: str) -> int | None:
        """The referent of a noun phrase: that of its head, of the name in it, or a new one."""
        if self._coordinated(tokens):
            return self._collective(tokens, text)
        first = next((i for i in tokens if i in self.book.at), None)
        lead = first - tokens[0] if first is not None else 99
        if first is not None and lead <= 4:
            nominal = next((n for n in self.book.nominals if n.first <= first < n.last), None)
            number = self.book.at.get(nominal.head, self.book.at[first]) if nominal is not None else self.book.at[first]
            referent = self.book.all[number]
            leading = nominal.head if nominal is not None else first
            if self._is_head(tokens, leading):
                if not referent.proper:
                    return self._appositive(tokens, referent)
                return number
        return self._new(tokens, text)

    def _is_head(self, tokens: range, leading: int) -> bool:
        """Whether only determiners, civilities, titles and adjectives stand before the token in the source."""
        return all(
            (self.table.pos[i] in ("DET", "ADJ", "NUM", "PUNCT", "PROPN", "NOUN", "ADP", "X", "SPACE") and self.table.low[i] not in ("de", "des", "d'", "par", "à"))
            or i == tokens[0]
            for i in range(tokens[0], leading)
        )

    def _appositive(self, tokens: range, referent: Referent) -> int:
        """« un jeune manifestant, Abdel Nasser »: a person named after a comma within the source itself."""
        low = self.table.low
        for i in tokens:
            if low[i] == "," and i + 1 in tokens:
                number = self.book.at.get(i + 1)
                if number is None and i + 2 in tokens and low[i + 1] in ("m.", "mme", "me", "m", "le", "la", "l'"):
                    number = self.book.at.get(i + 2)
                if number is not None:
                    other = self.book.all[number]
                    if other.proper and other.kind is not EntityKind.PLACE and not referent.plural:
                        return number
                break
        return referent.number

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
        name = _ARTICLE.sub("", text)
        words = frozenset(folded_words(name))
        known = next((r for r in self.book.all if r.words == words), None)
        if known is not None:
            return known.number
        referent = self.book._new(name, EntityKind.GROUP, Gender.UNKNOWN, True, True, words)
        self._mention(referent, tokens)
        return referent.number

    def _new(self, tokens: range, text: str) -> int:
        """A referent that no list knows, named as the text names it."""
        cut = text.split(" qui ")[0].split(", ")[0]
        indefinite = self.table.low[tokens[0]] in ("un", "une", "des", "plusieurs", "certains", "certaines", "d'", "quelques", "de")
        name = cut if indefinite else _ARTICLE.sub("", cut)
        words = frozenset(folded_words(name))
        for known in self.book.all:
            if known.words == words:
                return known.number
        head = next((i for i in tokens if self.table.pos[i] in ("NOUN", "PROPN")), tokens[0])
        kinds = source_kinds()
        kind = {"document": EntityKind.DOCUMENT, "organisation": EntityKind.ORGANISATION, "group": EntityKind.GROUP}.get(
            kinds.get(self.table.low[head], ""), EntityKind.PERSON)
        plural = bool(self.table.plural(head))
        referent = self.book._new(name, kind, self.table.gender(head), plural, self.table.pos[head] == "PROPN", words)
        referent.definite = not indefinite and self.table.low[tokens[0]] not in ("certains", "beaucoup", "quelqu'un", "d'autres", "tous")
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
        if attribution.cue is not None and attribution.cue_kind not in (CueKind.CONTINUATION, CueKind.NONE, CueKind.INCISE, CueKind.COLON):
            return None
        if not self.memory.speakers:
            return None
        place = self._place(attribution)
        last, part, number = self.memory.speakers[-1]
        here = self.parts[place]
        if part == here:
            return number
        if part == here - 1 and attribution.content[0].start - self.annotated.article.parts[here].span.start <= 3:
            return number
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

    def _said(self, attribution: Attribution) -> frozenset[str]:
        text = self.annotated.article.text
        return frozenset(w for span in attribution.content for w in folded_words(span.of(text)) if len(w) > 3)
