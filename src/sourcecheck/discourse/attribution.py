"""Cue, source and content of every attribution; speakers are resolved later, in `entities`.

Terms after PARC (Pareti 2015): an attribution is a cue, a source and a content. The grammar is read off
the narrator's words (`periods`), the reporting verbs from their constructions (`cues`), the local mention
of the source from the noun phrase beside the cue (`sources`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from sourcecheck.discourse.cues import (
    AVOIR,
    CLITICS,
    QUE,
    SUBJECT_CLITICS,
    Complement,
    VerbGroup,
    complement,
    is_finite,
    said_nouns,
    source_kinds,
    verb_entries,
    verb_forms,
    verb_groups,
)
from sourcecheck.discourse.periods import Period, Unit, Words, periods
from sourcecheck.discourse.sources import _date_end, phrase_right, skip_adverbials, subject_left
from sourcecheck.domain.discourse import (
    Attribution,
    AttributionType,
    CueKind,
    Quotation,
    QuotationUse,
    VerbClass,
)
from sourcecheck.domain.text import PartKind, Span
from sourcecheck.language import Annotated

_STOP = frozenset({";"})
_CONNECTORS = frozenset("mais et or car cependant toutefois ainsi donc enfin ensuite puis aussi quant tandis alors que "
                        "pourtant néanmoins par ailleurs en outre effet , même de plus également outre".split())
_CLAUSE_CONJ = frozenset("et mais tandis alors puis avant qui ou".split())
_NARRATOR_CONJ = (("alors", "que"), ("alors", "qu'"), ("tandis", "que"), ("tandis", "qu'"), ("avant", "de"), ("avant", "d'"),
                  ("après", "avoir"), ("en", "marge"), ("au", "micro"), ("avant", ","), ("ce", "que"), ("ce", "qu'"), ("après", "que"), ("après", "qu'"), ("pour", "qui"))
_PREPOSITIONS: tuple[tuple[str, ...], ...] = (
    ("selon",), ("d'", "après"), ("à", "en", "croire"), ("aux", "yeux", "de"), ("aux", "yeux", "du"), ("aux", "yeux", "des"),
    ("aux", "yeux", "d'"), ("de", "l'", "avis", "de"), ("de", "l'", "avis", "du"), ("de", "l'", "avis", "des"),
    ("aux", "dires", "de"), ("aux", "dires", "du"), ("aux", "dires", "des"), ("aux", "dires", "d'"), ("au", "dire", "de"),
    ("de", "l'", "aveu", "de"), ("de", "l'", "aveu", "du"), ("de", "l'", "aveu", "des"), ("dixit",),
    ("de", "l'", "aveu", "même", "de"), ("de", "l'", "aveu", "même", "du"), ("de", "l'", "aveu", "même", "des"),
    ("à", "écouter"), ("au", "dire", "du"), ("au", "dire", "des"), ("du", "point", "de", "vue", "de"), ("du", "point", "de", "vue", "du"),
    ("du", "point", "de", "vue", "des"), ("dans", "l'", "esprit", "de"), ("dans", "l'", "esprit", "du"), ("dans", "l'", "esprit", "des"),
    ("si", "l'", "on", "en", "croit"), ("à", "entendre"), ("de", "source"), ("de", "sources"), ("pour",),
)
_NOT_SPEAKER = frozenset(
    "cas saison saisons besoin besoins taille âge type types modalité modalités calendrier principe niveau niveaux moyens "
    "degré critère critères ordre méthode procédure formule régions catégorie catégories circonstances période pièce goût "
    "goûts zone zones date dates planning usage usages règle règles vœu situation humeur nature rythme axe logique "
    "importance nombre valeur format mode mœurs échelle barème".split()
)
_PRONOUNS = frozenset("lui elle eux elles moi nous".split())


@dataclass(slots=True)
class _Cue:
    """One cue of a period, in units. `first`–`last` (exclusive) is what the cue and its source take of the line."""

    kind: CueKind
    first: int
    last: int
    cue: tuple[int, int]
    source: tuple[int, int] | None
    lemma: str
    verb_class: str
    shape: str  # right, incise, quote, attr
    start: int = -1  # unit where a right-hand content begins
    clause: int = -1  # unit where the clause of the cue begins
    anaphoric: bool = False
    infinitive: bool = False
    group: VerbGroup | None = None


@dataclass(slots=True)
class _InnerIncise:
    """An incise that stands between the quotation marks themselves."""

    pieces: list[Span]
    cue: Span
    source: Span | None
    lemma: str
    verb_class: str


@dataclass(slots=True)
class _Draft:
    kind: CueKind
    cue: Span | None
    source: Span | None
    lemma: str
    verb_class: str
    content: list[Span]
    type: AttributionType
    sentence: int
    part: int
    quotes: set[int] = field(default_factory=set)


def find_attributions(
    annotated: Annotated, quotations: tuple[Quotation, ...]
) -> tuple[tuple[Quotation, ...], tuple[Attribution, ...]]:
    """The quotations with their use decided, and the attributions (speaker None), in order of their content."""
    reader = _Reader(annotated, quotations)
    drafts: list[_Draft] = []
    for period in periods(annotated, quotations, reader.tokens):
        if annotated.article.parts and annotated.article.parts[period.part].kind is PartKind.FURNITURE:
            continue
        drafts.extend(reader.read(period, drafts))
    drafts.extend(reader.blocks(drafts))
    drafts.sort(key=lambda d: (d.content[0].start, -d.content[-1].end))
    spoken = {q for d in drafts for q in d.quotes}
    decided = tuple(
        q if i in spoken or q.depth else replace(q, use=reader.idle_use(q)) for i, q in enumerate(quotations)
    )
    attributions = tuple(
        Attribution(
            index=i, type=d.type, content=tuple(d.content), cue=d.cue, cue_kind=d.kind, cue_lemma=d.lemma,
            source=d.source, speaker=None, named=False, verb_class=VerbClass(d.verb_class), sentence=d.sentence,
        )
        for i, d in enumerate(drafts)
    )
    return decided, attributions


class _Reader:
    """Reads one article period by period."""

    def __init__(self, annotated: Annotated, quotations: tuple[Quotation, ...]) -> None:
        self.text = annotated.article.text
        self.annotated = annotated
        self.quotations = quotations
        self.tokens = Words(annotated)
        self.verbs: dict[int, bool] = {}
        self.inner = {
            i: found for i, q in enumerate(quotations) if q.depth == 0 and (found := self._inner_incise(q)) is not None
        }

    # -- quotations ------------------------------------------------------------------------------

    def words(self, quotation: Quotation) -> int:
        return len(quotation.inner.of(self.text).split())

    def has_verb(self, quotation: Quotation) -> bool:
        """Whether a finite verb stands between the marks."""
        start = quotation.inner.start
        known = self.verbs.get(start)
        if known is None:
            known = self.verbs[start] = any(is_finite(u) for u in self.tokens.inside(start, quotation.inner.end))
        return known

    def pieces(self, number: int) -> list[Span]:
        """What is said between the marks: all of it, or without the incise (« Moi, dit-il, j'ai froid »)."""
        found = self.inner.get(number)
        return found.pieces if found is not None else [self.quotations[number].inner]

    def _inner_incise(self, quotation: Quotation) -> _InnerIncise | None:
        span = quotation.inner
        if len(span) < 16:
            return None
        units = self.tokens.inside(span.start, span.end)
        for group in verb_groups(units):
            left = group.first - 1
            left = _raise_governor(units, group) - 1
            if group.form not in {"fin", "pp"} or group.bare or group.passive or left < 1:
                continue
            if units[left].low not in {",", "?", "!", "…", "–", "—", "..."} or "n" not in group.entry.frames:
                continue
            end = self._inner_end(units, group)
            if end is None:
                continue
            stop, source = end
            pieces = []
            head, tail = Span(span.start, units[left].start + (units[left].low in {"?", "!", "…"})), span.end
            if len(head):
                pieces.append(head)
            at = stop
            while at < len(units) and units[at].low in {",", ".", "–", "—", ";"}:
                at += 1
            if at < len(units):
                pieces.append(Span(units[at].start, tail))
            return _InnerIncise(pieces, _span(units, (group.first, group.last + 1)), _source_span(units, source, self.text), group.entry.lemma, group.entry.verb_class)
        return None

    def _inner_end(self, units: list[Unit], group: VerbGroup) -> tuple[int, tuple[int, int]] | None:
        """End of an incise inside quotation marks, and its subject."""
        n = len(units)
        if group.inverted >= 0:
            if units[group.inverted].low not in {"-il", "-elle", "-ils", "-elles", "-t-il", "-t-elle", "-on"}:
                return None
            source, stop = (group.inverted, group.inverted + 1), group.last + 1
        else:
            start = skip_adverbials(units, group.last + 1)
            stop = phrase_right(units, start)
            if stop <= start or not _speaker_like(units, start, stop) or units[start].low in {"que", "qu'", "de", "d'"}:
                return None
            if units[start].pos not in {"DET", "PROPN", "NOUN", "PRON", "ADJ"} and not units[start].cap:
                return None
            source = (start, stop)
        if group.inverted < 0 and stop + 1 < n and units[stop].low == "," and (
            units[stop + 1].low[:1].isdigit() or units[stop + 1].low in {"qui", "lui", "elle", "dont"} or units[stop + 1].low in source_kinds()
            or (stop + 2 < n and units[stop + 1].pos == "DET" and units[stop + 2].low in source_kinds())
        ):
            for k in range(stop + 2, min(n, stop + 40)):
                if units[k].low in {".", "!", "?"}:
                    return k, source
            return n, source
        for k in range(stop, min(n, stop + 14)):
            if units[k].low in {",", ".", ";", ")", "–", "—", "!", "?"}:
                return k, source
            if units[k].low in QUE or is_finite(units[k]):
                return None
        return (n, source) if n <= stop + 14 else None

    def _runs_from(self, number: int) -> bool:
        """Whether the quotation goes on from one that the paragraph before it left open."""
        if number == 0:
            return False
        previous = self.quotations[number - 1]
        while previous.depth and number > 1:
            number -= 1
            previous = self.quotations[number - 1]
        return previous.depth == 0 and previous.balanced and previous.outer.end == previous.inner.end

    def _whole_part(self, period: Period) -> bool:
        """Whether the period is all there is in its paragraph."""
        part = self.annotated.article.parts[period.part].span
        return not self.text[part.start : period.units[0].start].strip() and not self.text[period.units[-1].end : part.end].strip()

    def _speech_quote(self, number: int) -> bool:
        """Words that can stand as an utterance after a colon."""
        quotation = self.quotations[number]
        whole = quotation.inner.of(self.text)[-1:] in {".", "!", "?", "…"} and self.has_verb(quotation)
        return whole or (self.words(quotation) >= 3 and self.has_verb(quotation)) or self.words(quotation) >= 6

    def idle_use(self, quotation: Quotation) -> QuotationUse:
        inner = quotation.inner.of(self.text)
        return QuotationUse.TITLE if inner[:1].isupper() else QuotationUse.SCARE

    # -- blocks that are somebody's words as a whole ----------------------------------------------

    def blocks(self, drafts: list[_Draft]) -> list[_Draft]:
        """Block quotations and embedded messages, signed paragraphs, and the answers of an interview."""
        taken = {d.part for d in drafts}
        parts = self.annotated.article.parts
        questions = sum(part.kind is PartKind.QUESTION for part in parts)
        answering = False
        found = []
        for number, part in enumerate(parts):
            if part.kind is PartKind.QUESTION:
                answering = questions >= 2
                continue
            if part.kind in {PartKind.HEADING, PartKind.FURNITURE, PartKind.BYLINE, PartKind.TITLE}:
                answering = answering and part.kind is PartKind.FURNITURE
                continue
            body = part.span.of(self.text)
            signature = _SIGNATURE.search(body)
            whole = part.kind in {PartKind.BLOCKQUOTE, PartKind.EMBED} or (answering and part.kind in {PartKind.BODY, PartKind.LIST})
            if (number in taken and not answering and not signature) or not (whole or signature):
                continue
            end = part.span.start + (signature.start() if signature else len(body.rstrip()))
            start = part.span.start + (len(body) - len(body.lstrip("—–- «\xa0\"“")))
            content = Span(start, max(start, end))
            if len(content.of(self.text).split()) < 4:
                continue
            source = None
            if signature:
                source = Span(part.span.start + signature.start("name"), part.span.start + signature.end("name"))
            sentence = next((i for i, s in enumerate(self.annotated.sentences) if s.end_char > start), 0)
            if signature:
                drafts[:] = [d for d in drafts if d.part != number]
            found.append(_Draft(CueKind.NONE, None, source, "", "neutral", [content], AttributionType.DIRECT, sentence, number))
        if questions >= 2:
            inside = {d.part for d in found}
            drafts[:] = [d for d in drafts if d.part not in inside or d.type is not AttributionType.DIRECT or d.cue is not None]
        return found

    # -- one period ------------------------------------------------------------------------------

    def read(self, period: Period, before: list[_Draft]) -> list[_Draft]:
        units = period.units
        cues = self._cues(units)
        drafts: list[_Draft] = []
        taken: set[int] = set()
        if units and units[0].quotation >= 0 and self._runs_from(units[0].quotation):
            running = next((d for d in reversed(before[-6:]) if units[0].quotation - 1 in d.quotes), None)
            if running is not None and not any(c.shape == "incise" for c in cues):
                running.content.append(self.quotations[units[0].quotation].inner)
                running.quotes.add(units[0].quotation)
                taken.add(units[0].quotation)
        for cue in cues:
            ranges = self._ranges(units, cue, cues)
            draft = self._draft(period, cue, ranges, taken)
            if draft is not None:
                last = (drafts or before)[-1] if drafts or before else None
                if draft.source is None and cue.group is not None and cue.group.form == "inf" and last is not None and last.part >= period.part - 1:
                    draft.source = last.source  # « Et d'ajouter : »
                drafts.append(draft)
        self._join_running(units, drafts, before)
        if not drafts:
            self._continued(period, cues, drafts, taken, before)
        self._floating(period, cues, drafts, taken, before)
        return drafts

    def _join_running(self, units: list[Unit], drafts: list[_Draft], before: list[_Draft]) -> None:
        """A quotation over several paragraphs whose incise stands in a later one is one attribution."""
        if not units or units[0].quotation < 0 or not self._runs_from(units[0].quotation):
            return
        running = next((d for d in reversed(before[-6:]) if units[0].quotation - 1 in d.quotes), None)
        heir = next((d for d in drafts if units[0].quotation in d.quotes), None)
        if running is None or heir is None or running.cue is not None:
            return
        heir.content[:0] = running.content
        heir.quotes |= running.quotes
        heir.sentence, heir.part = running.sentence, running.part
        before.remove(running)

    def _cues(self, units: list[Unit]) -> list[_Cue]:
        groups = verb_groups(units)
        cues: list[_Cue] = []
        for group in groups:
            cue = self._verb_cue(units, group)
            if cue is not None:
                cues.append(cue)
        cues.extend(self._preposition_cues(units))
        cues.sort(key=lambda c: c.first)
        cues = self._without_embedded(units, _without_overlaps(cues))
        if not any(c.shape != "incise" and c.start >= 0 and units[c.start - 1].low == ":" for c in cues):
            colon = self._colon_cue(units, cues)
            if colon is not None:
                cues.append(colon)
                cues.sort(key=lambda c: c.first)
        return cues

    def _without_embedded(self, units: list[Unit], cues: list[_Cue]) -> list[_Cue]:
        """Leave out the cues inside what another cue presents: « affirme que le maire a promis de… »."""
        kept: list[_Cue] = []
        outer: _Cue | None = None
        incises = [c for c in cues if c.shape == "incise"]
        ends = {c.first - (units[c.first - 1].low == ",") for c in cues if c.kind is CueKind.INCISE and c.first}
        cues = [c for c in cues if not (c.shape == "quote" and c.start + 1 in ends)]
        for cue in cues:
            if cue.shape in {"right", "attr", "quote"} and cue.kind is CueKind.VERB and outer is not None and cue.first >= outer.start:
                if self._past(units, cue, outer, incises) or _breaks_away(units, cue, outer):
                    group = cue.group
                    if group is not None and group.inverted < 0 and (group.form == "ger" or {units[k].low for k in range(cue.clause, group.first)} <= {"et", "mais", "puis", ",", "ou"} | _ADVERBIALS):
                        cue.source = outer.source or cue.source
                    outer = cue if cue.shape == "right" else None
                    kept.append(cue)
                elif _reports_speech(units, cue, outer):
                    kept.append(cue)
                continue
            kept.append(cue)
            if cue.shape == "right" and cue.kind is CueKind.VERB:
                outer = cue
            elif cue.shape == "incise" and cue.kind is CueKind.INCISE:
                outer = None
        return kept

    def _past(self, units: list[Unit], cue: _Cue, outer: _Cue, incises: list[_Cue]) -> bool:
        """Whether the content of `outer` is over before `cue` begins."""
        return cue.first >= self._right_end(units, outer.start, outer, [outer, *incises])

    # -- verbs -----------------------------------------------------------------------------------

    def _verb_cue(self, units: list[Unit], group: VerbGroup) -> _Cue | None:
        incise = self._incise(units, group)
        if incise is not None:
            return incise
        if group.inverted >= 0 and units[-1].low == "?":
            return None
        if group.negative and group.entry.lemma not in _NEGATABLE:
            return None
        if group.bare and _coordinated_participle(units, group):
            group.bare = False
        found = complement(units, group)
        if found is None or self._narrator_we(units, group):
            return None
        frames = group.entry.frames
        if found.kind == "quote" and not self._object_quote(units, group, found):
            return None
        if found.kind == "quote" and "o" not in frames and not ("n" in frames and found.start == group.last + 1):
            return None
        if found.kind == "colon" and not ("q" in frames or "n" in frames or "o" in frames):
            return None
        if found.kind == "colon" and (found.start >= len(units) or (units[found.start].quotation < 0 and "q" not in frames)):
            return None
        source = self._verb_source(units, group, found.start, found.kind)
        if group.form == "inf" and not _governed(units, group) and not (
            found.kind in {"que", "quote", "colon"} and _purpose(units, group)
        ):
            return None
        if not self._plausible(units, group, found, source):
            return None
        if group.bare and found.kind not in {"quote", "inf"} and not (found.kind == "que" and source is not None):
            return None
        if group.bare and found.kind == "inf" and group.entry.lemma not in {"accuser", "soupçonner"}:
            return None
        if group.passive and found.kind == "inf" and not (set("x") & set(frames)) and not _impersonal(units, group):
            return None
        if group.passive and found.kind == "attr" and (source is None or not _speaker_like(units, *source)):
            return None
        shape = "quote" if found.kind == "quote" else "attr" if found.kind == "attr" else "right"
        return _Cue(
            CueKind.VERB, group.first, found.start, (group.first, group.last + 1), source, group.entry.lemma,
            group.entry.verb_class, shape, found.start, self._clause_start(units, group, source), group=group,
            infinitive=found.kind == "inf",
        )

    def _plausible(
        self, units: list[Unit], group: VerbGroup, found: Complement, source: tuple[int, int] | None
    ) -> bool:
        """Conditions that the list of constructions cannot say."""
        lemma = group.entry.lemma
        if group.first and units[group.first - 1].low == "qui" and group.first > 1 and units[group.first - 2].low == "ce":
            return False
        if found.kind == "que" and not any(is_finite(u) or u.quotation >= 0 or (u.pos in {"VERB", "AUX"} and u.form != "Inf") for u in units[found.start : found.start + 40]):
            return False
        if found.kind == "quote" and group.passive and source is None and lemma not in _LABELS | _CHARGES:
            return False
        speaker = source is not None and _speaker_like(units, *source)
        pronoun = source is not None and source[1] - source[0] == 1
        if lemma in _SHOWING and not (speaker or pronoun):
            return False
        if found.kind == "colon" and units[found.start].quotation < 0:
            if "q" not in group.entry.frames or "w" in group.entry.frames or group.form == "inf" or not (speaker or pronoun):
                return False
            return any(is_finite(u) for u in units[found.start :])
        if found.kind == "inf" and "m" in group.entry.frames:
            return any(u.quotation >= 0 for u in units[found.start : found.start + 14])
        if found.kind == "inf" and lemma in _CHARGES and (group.passive or group.bare):
            return source is not None or lemma == "accuser"
        return True

    def _narrator_we(self, units: list[Unit], group: VerbGroup) -> bool:
        """« Rappelons que », « On note que »: the newsroom speaks of its own."""
        word = units[group.at].low
        before = units[group.first - 1].low if group.first else ""
        if group.form == "fin" and word.endswith("ez") and before != "vous" and units[group.first].low != "vous":
            return True
        if group.form == "fin" and word.endswith("ons") and before not in {"nous", "qui"}:
            return True
        if units[group.first].low == "nous" and not group.reflexive and any(u.low in {"avons", "avions"} or u.low.endswith("ons") for u in units[group.first + 1 : group.at + 1]):
            return True
        return before == "on" and group.inverted < 0 and group.entry.lemma in _ON_KNOWS

    def _object_quote(self, units: list[Unit], group: VerbGroup, found: Complement) -> bool:
        """Whether a quoted object is words said, and not a name, a title or a charge."""
        k = found.start
        frames = group.entry.frames
        quotation = self.quotations[units[k].quotation]
        long = self.words(quotation) >= 4 and self.has_verb(quotation)
        close = all(u.pos in {"ADV", "ADP"} or u.low in {",", ":", "à", "de", "d'"} for u in units[group.last + 1 : k])
        if "w" in frames and not long and not close:
            return False
        governor = next((u.low for u in reversed(units[group.last + 1 : k]) if u.pos == "ADP" and u.low not in {"de", "d'", "du", "des"}), "")
        if governor in _ELSEWHERE and self.words(quotation) <= 3:
            return False
        if units[k - 1].low in _NAMED and (group.bare or k - 1 > group.last):
            return False
        before = next((u for u in reversed(units[group.last + 1 : k]) if u.pos in {"NOUN", "PROPN"}), None)
        name = quotation.inner.of(self.text)[:1]
        if before is not None and k - units.index(before) <= 3 and before.low in _TITLED and not long and (name.isupper() or name.isdigit()):
            return False
        if group.entry.lemma == "appeler" and not any(u.low in {"à", "au", "aux"} for u in units[group.last + 1 : k]):
            return False
        if (group.passive or group.bare) and group.entry.lemma in _CHARGES and not long:
            return any(u.low == "par" for u in units[group.last + 1 : k])
        return True

    def _verb_source(self, units: list[Unit], group: VerbGroup, stop: int, found_kind: str = "") -> tuple[int, int] | None:
        if group.inverted >= 0:
            return group.inverted, group.inverted + 1
        if group.passive or group.bare:
            for j in range(group.last + 1, min(len(units), group.last + 12)):
                if units[j].low == "par":
                    end = phrase_right(units, j + 1)
                    return (j + 1, end) if end > j + 1 else None
                if units[j].quotation >= 0 or (j >= stop and found_kind != "attr"):
                    break
            return None
        if group.form in {"ger", "inf"}:
            return _main_subject(units, group)
        return subject_left(units, group, 0) or _main_subject(units, group)

    def _clause_start(self, units: list[Unit], group: VerbGroup, source: tuple[int, int] | None) -> int:
        """Unit where the clause of a right-hand cue begins, its conjunction and comma included."""
        at = group.first
        if source is not None and source[1] <= group.first and group.form not in {"ger", "inf"} and all(
            units[k].pos == "ADV" or (units[k].low in CLITICS | {"qui", ","} and units[group.first - 1].low != ",") for k in range(source[1], group.first)
        ):
            at = source[0]
        if group.form == "inf" and _governed(units, group):
            while at > 0 and at > group.first - 4 and units[at - 1].low not in {"et", "mais", "puis", ","}:
                at -= 1
        while at > 0 and (units[at - 1].low in _CLAUSE_CONJ or units[at - 1].pos == "ADV" or units[at - 1].low in {"que", "en", "tout", "qu'", "pour"}):
            if units[at - 1].low in {"que", "qu'"} and not (at > 1 and units[at - 2].low in {"tandis", "alors"}):
                break
            at -= 1
        if at > 0 and units[at - 1].low == ",":
            at -= 1
        return at

    def _incise(self, units: list[Unit], group: VerbGroup) -> _Cue | None:
        """An inverted incise: « dit-il », « a déclaré lundi le ministre », « comme l'affirme X »."""
        _raise_governor(units, group)
        if group.form not in {"fin", "pp"} or group.bare:
            return None
        left = group.first - 1
        while left >= 0 and units[left].pos == "ADV" and units[left].quotation < 0 and units[left].low not in {","}:
            left -= 1
        comme = left >= 0 and units[left].low in {"comme", "ainsi"} and left == group.first - 1
        quoted = left >= 0 and (units[left].quotation >= 0 or (units[left].low in {",", "."} and left > 0 and units[left - 1].quotation >= 0))
        if quoted and units[left].quotation >= 0 and left > 0 and group.inverted < 0 and not self.has_verb(self.quotations[units[left].quotation]):
            if units[left - 1].low not in {",", ".", ":", "et"} and not any(is_finite(u) for u in units[:left]):
                return None  # « Le groupe « X » a revendiqué… »: the quotation is the subject's name
        edge = left < 0 or quoted or units[left].low in {",", "–", "—", "-", "?", "!", "…", ")", "("} or comme
        if not edge:
            return None
        if group.inverted >= 0:
            if units[group.inverted].low in {"-vous", "-nous", "-tu"}:
                return None
            if units[group.inverted].low.endswith("on") and group.entry.lemma in _IDLE_ON:
                return None
            if left < 0 or (units[-1].low == "?" and not quoted and units[left].low != ","):
                return None
            end = group.last + 1
            source = (group.inverted, group.inverted + 1)
            if units[group.inverted].low.endswith("on"):
                source, end = self._place_of(units, end) or (source, end)
            return self._incise_cue(units, group, end, source, left, comme)
        if group.passive or left < 0 or ("n" not in group.entry.frames and not comme):
            return None
        start = skip_adverbials(units, group.last + 1)
        if start >= len(units) or units[start].low in QUE | {":"} or units[start].quotation >= 0:
            return None
        if units[start].low in {"de", "d'", "à", "au", "aux", "en", "sur", "dans", "des"} and units[start].pos == "ADP":
            return None
        end = phrase_right(units, start)
        if end <= start or any(units[k].low in QUE for k in range(start, min(end + 1, len(units)))):
            return None
        if not quoted and not comme:
            if not ({"q", "s"} & set(group.entry.frames)) or not _main_clause(units, left):
                return None
            if end < len(units) and is_finite(units[end]):
                return None
            if not _speaker_like(units, start, end):
                return None
        elif comme and not _speaker_like(units, start, end):
            return None
        return self._incise_cue(units, group, end, (start, end), left, comme)

    def _place_of(self, units: list[Unit], start: int) -> tuple[tuple[int, int], int] | None:
        """« indique-t-on à la préfecture », « peut-on lire dans le communiqué »: who or what « on » stands for."""
        k = start
        if k < len(units) and units[k].low in {"auprès", "ajouté"}:
            k += 1
        if k < len(units) and units[k].low in {"à", "au", "aux", "dans", "sur", "chez", "de", "du", "des", "d'"}:
            contracted = units[k].low in {"au", "aux", "du", "des"}
            end = phrase_right(units, k + 1)
            if end > k + 1 and _speaker_like(units, k + 1, end):
                return (k + 1, end), end if not contracted else end
        return None

    def _incise_cue(
        self, units: list[Unit], group: VerbGroup, end: int, source: tuple[int, int], left: int, comme: bool
    ) -> _Cue:
        first = left + 1 if not comme else left
        return _Cue(
            CueKind.INCISE, first, end, (group.first, group.last + 1), source, group.entry.lemma,
            group.entry.verb_class, "incise", group=group, clause=first,
        )

    # -- prepositions ----------------------------------------------------------------------------

    def _preposition_cues(self, units: list[Unit]) -> list[_Cue]:
        cues = []
        for i, unit in enumerate(units):
            if unit.low not in _FIRST_WORDS:
                continue
            for pattern in _PREPOSITIONS:
                if tuple(u.low for u in units[i : i + len(pattern)]) == pattern:
                    cue = self._preposition(units, i, i + len(pattern), pattern)
                    if cue is not None:
                        cues.append(cue)
                    break
        return cues

    def _preposition(self, units: list[Unit], i: int, j: int, pattern: tuple[str, ...]) -> _Cue | None:
        n = len(units)
        if j >= n:
            return None
        cue = (i, j)
        if i and units[i - 1].low in {"nommé", "nommée", "baptisé", "baptisée", "adapté", "adaptée", "inspiré", "inspirée", "dessiné"}:
            return None
        first = i - 1 if i and units[i - 1].low in {"toujours", "encore"} else i
        if pattern == ("selon",) and units[j].low in {"lequel", "laquelle", "lesquels", "lesquelles"}:
            source = self._selon_lequel(units, i)
            return _Cue(CueKind.NOUN if source is None else CueKind.PREPOSITION, i, j + 1, (i, j + 1), source, "selon", "neutral", "right", j + 1, i)
        if pattern == ("pour",) and units[j].low in {"qui", "lequel", "laquelle", "lesquels", "lesquelles"}:
            antecedent = self._selon_lequel(units, i)
            if antecedent is None or not _speaker_like(units, *antecedent) or not units[i - 1].low == ",":
                return None
            return _Cue(CueKind.PREPOSITION, i, j + 1, cue, antecedent, "pour", "neutral", "right", j + 1, i - 1)
        if pattern[:1] == ("de",) and pattern[1] in {"source", "sources"}:
            end = phrase_right(units, j - 1, appositions=False)
            if end <= j:
                return None
            source = (j - 1, end)
        else:
            end = phrase_right(units, j)
            if units[j].low == "ce" and j + 1 < n and units[j + 1].low in QUE:
                end = next((k for k in range(j + 2, min(n, j + 16)) if units[k].low in {",", "."}), j)
            if end <= j:
                return None
            source = (j, end)
        if pattern == ("pour",) and not self._pour(units, i, j, end):
            return None
        head = next((u.low for u in units[source[0] : source[1]] if u.pos in {"NOUN", "PROPN", "PRON"} or u.low in _PRONOUNS), units[source[0]].low)
        if head in _NOT_SPEAKER or units[j].low in QUE:
            return None
        if pattern == ("d'", "après") and not _speaker_like(units, source[0], source[1]) and not any(u.cap for u in units[source[0] : source[1]]):
            return None
        last = self._insertion_end(units, end, i <= 3 and not any(is_finite(u) for u in units[:i]))
        return _Cue(
            CueKind.PREPOSITION, first, last, cue, source, " ".join(pattern), "neutral", "incise", clause=first,
            anaphoric=(units[j].low in _PRONOUNS and end == j + 1) or units[j].low in {"ses", "son", "sa"},
        )

    def _selon_lequel(self, units: list[Unit], i: int) -> tuple[int, int] | None:
        from sourcecheck.discourse.sources import _phrase_left

        j = i - 1
        if j >= 0 and units[j].low == ",":
            j -= 1
        found = _phrase_left(units, j, 0) if j >= 0 else None
        if found is None:
            return None
        words = {u.low for u in units[found[0] : found[1]]}
        if words & set(said_nouns()) or any(w.rstrip("s") in said_nouns() for w in words):
            return None
        return found

    def _pour(self, units: list[Unit], i: int, j: int, end: int) -> bool:
        """« Pour le maire, … »: at the head of a clause, followed by a comma, before somebody who can speak."""
        head = i == 0 or (units[i - 1].low == "," and (i <= 3 or not any(is_finite(u) for u in units[:i]))) or units[i - 1].low in {",", ";", "mais", "et", "que", "qu'", "tandis", "alors", ":"} or (
            i <= 3 and all(u.low in _CONNECTORS or u.pos == "ADV" for u in units[:i])
        )
        if not head:
            return False
        if end >= len(units) or not (units[end].low in {","} or units[end].quotation >= 0 or (end == j + 1 and units[j].low in {"lui", "elle", "eux", "elles"})):
            return False
        if i > 3 and units[i - 1].low == "," and any(is_finite(u) for u in units[:i]) and not any(units[k].low in {"tandis", "alors", "mais", "et"} for k in range(max(0, i - 3), i)):
            return False
        return _speaker_like(units, j, end, strict=True)

    def _insertion_end(self, units: list[Unit], end: int, initial: bool = False) -> int:
        """Past « , interrogé par l'AFP », « cité par CNN » or « s'exprimant sur les réseaux » after the source."""
        n = len(units)
        if initial and end < n and units[end].low not in {",", ".", ";", ":"} and units[end].quotation < 0 and not is_finite(units[end]):
            if units[end].pos in {"VERB", "ADP", "ADV", "AUX"} or units[end].low in {"s'", "se"}:
                for k in range(end, min(n, end + 30)):
                    if units[k].low == ",":
                        return k
                    if units[k].quotation >= 0 or is_finite(units[k]) or units[k].low in {";", "."}:
                        break
        named = end > 0 and units[end - 1].cap
        if end + 1 < n and units[end].low == "," and (units[end + 1].low in source_kinds() or (named and units[end + 1].pos == "NOUN" and not units[end + 1].cap) or (units[end + 1].low[:1].isdigit() and end + 2 < n and units[end + 2].low == "ans")):
            for k in range(end + 1, min(n, end + 20)):
                if units[k].low == ",":
                    if k + 1 < n and (units[k + 1].low in source_kinds() or units[k + 1].low[:1].isdigit()):
                        continue
                    return k
                if units[k].quotation >= 0 or is_finite(units[k]) or units[k].low in {";", "."}:
                    break
        if end + 1 < n and units[end].low == "," and units[end + 1].low.endswith(("é", "ée", "és", "ées", "ant", "i", "u")) and units[end + 1].pos in {"VERB", "ADJ"}:
            return next((k for k in range(end + 1, min(n, end + 16)) if units[k].low in {",", ".", ";"} or units[k].quotation >= 0), end)
        return end

    # -- colon -----------------------------------------------------------------------------------

    def _colon_cue(self, units: list[Unit], cues: list[_Cue]) -> _Cue | None:
        for k, unit in enumerate(units):
            if unit.low == ":" and 0 < k < len(units) - 1 and units[k + 1].quotation >= 0:
                if any(c.first <= k < c.last for c in cues) or any(c.shape == "incise" and c.first > k for c in cues):
                    return None
                if not self._speech_quote(units[k + 1].quotation):
                    return None
                spoken = next((c for c in reversed(cues) if c.kind is CueKind.VERB and c.first < k and c.source is not None), None)
                if spoken is not None:
                    return _Cue(CueKind.COLON, k, k + 1, (k, k + 1), spoken.source, ":", "neutral", "quote", k + 1, k)
                end = phrase_right(units, 0)
                source = (0, end) if end == k and _speaker_like(units, 0, end) else self._clause_subject(units, k)
                return _Cue(CueKind.COLON, k, k + 1, (k, k + 1), source, ":", "neutral", "quote", k + 1, k)
        return None

    def _clause_subject(self, units: list[Unit], stop: int) -> tuple[int, int] | None:
        """The subject of the clause that announces the quotation."""
        for k in range(stop - 1, 0, -1):
            if is_finite(units[k]):
                probe = VerbGroup(k, k, k, next(iter(verb_entries().values())), "fin")
                while probe.first > 0 and units[probe.first - 1].low in CLITICS:
                    probe.first -= 1
                found = subject_left(units, probe, 0)
                if found is not None and _speaker_like(units, *found):
                    return found
        end = phrase_right(units, 0)
        if 0 < end < stop and _speaker_like(units, 0, end) and units[0].pos != "VERB":
            return 0, end
        return None

    # -- contents --------------------------------------------------------------------------------

    def _ranges(self, units: list[Unit], cue: _Cue, cues: list[_Cue]) -> list[tuple[int, int]]:
        if cue.shape == "quote":
            return [self._object_range(units, cue, cues)]
        if cue.shape == "attr":
            return [(cue.start, self._right_end(units, cue.start, cue, cues, short=True))]
        if cue.shape == "right":
            return self._right(units, cue.start, cue, cues)
        return self._around(units, cue, cues)

    def _object_range(self, units: list[Unit], cue: _Cue, cues: list[_Cue]) -> tuple[int, int]:
        """The quoted object; with the noun phrase round it when the quoted words alone would say little."""
        start, end = cue.start, self._quotes_end(units, cue.start, cues)
        tail = end + (end < len(units) and units[end].low == ",")
        if tail < len(units) and units[tail].low == "qui" and cue.kind is CueKind.VERB:
            stop = self._right_end(units, start, cue, cues)
            later = [k for k in range(tail, min(stop, tail + 14)) if units[k].quotation >= 0]
            if later and not any(units[k].low in verb_forms() and units[k].pos == "VERB" for k in range(tail, later[0])):
                return start, later[-1] + 1
        quotation = self.quotations[units[start].quotation]
        if cue.kind is not CueKind.VERB or cue.group is None or self.words(quotation) > 4 or cue.lemma in _LABELLING:
            return start, end
        if units[start - 1].low == ":":
            return start, end
        if units[start - 1].low in {"se", "s'", "ne", "n'", "lui", "leur", "y", "en"} and start - 1 > cue.group.last:
            limit = self._right_end(units, start, cue, cues)
            return start - 1, limit
        limit = self._right_end(units, start, cue, cues)
        k = end
        while k < limit and (units[k].low not in _ADJUNCT or (units[k].low == "en" and not units[k + 1 : k + 2][0].low.endswith("ant"))) and units[k].low not in {",", "et", "mais", ":", "—", "–"}:
            k = limit if units[k].low == "qui" else k + 1
        if units[start - 1].pos == "DET" and end < len(units) and units[end].pos == "ADP":
            k = end  # « a évoqué le « comportement étrange » de l'élu »
        begin = start
        marker = units[start - 1].low in {"de", "d'", "à"} and bool({"d", "a", "x"} & set(cue.group.entry.frames))
        if (cue.group.form != "pp" or not cue.group.passive) and not marker:
            j = start - 1
            while j > cue.group.last and units[j].pos in {"NOUN", "ADJ", "DET", "ADP", "NUM", "VERB", "ADV"} and units[j].low not in {"comme" if cue.lemma != "décrire" else "", "à", "par", "dans", "sur", "lors", "pour", "contre"}:
                j -= 1
            if any(units[i].pos == "NOUN" for i in range(j + 1, start)):
                begin = j + 1
                while begin < start and (units[begin].low in {"de", "d'"} or _date_end(units, begin) > begin):
                    begin = max(begin + 1, _date_end(units, begin))
        return begin, max(k, end)

    def _quotes_end(self, units: list[Unit], start: int, cues: list[_Cue]) -> int:
        """Coordinated quotations of one object: « « A », « B » et des « C » »."""
        end = start + 1
        k = end
        gap = 0
        while k < len(units) and gap <= 4:
            unit = units[k]
            if unit.quotation >= 0:
                end = k + 1
                gap = 0
            elif unit.low in {",", "et", "ou", "mais"} or unit.pos in {"DET", "ADP", "CCONJ"} or (unit.pos == "VERB" and unit.low.endswith("ant")):
                gap += 1
            else:
                break
            if any(c.first == k for c in cues):
                break
            k += 1
        return end

    def _right(self, units: list[Unit], start: int, cue: _Cue, cues: list[_Cue]) -> list[tuple[int, int]]:
        n = len(units)
        while start < n and units[start].low in {",", ":"}:
            start += 1
        skipped = next((c for c in cues if (c is not cue and c.shape == "incise" and c.first <= start < c.last) or (c is not cue and c.shape == "incise" and c.first == start)), None)
        if skipped is not None:
            start = skipped.last
            while start < n and units[start].low == ",":
                start += 1
        if start >= n:
            return []
        if units[start].quotation >= 0:
            stop = self._after_opening_quote(units, start, cue, cues)
            if stop is not None:
                return [(start, stop)]
        end = self._right_end(units, start, cue, cues)
        return self._cut(units, start, end, cue, cues)

    def _after_opening_quote(self, units: list[Unit], start: int, cue: _Cue, cues: list[_Cue]) -> int | None:
        """Where a content that opens with a quotation ends, or None if the clause goes on past it."""
        k = start + 1
        n = len(units)
        if k >= n or units[k].low in {".", ";", ")", "(", "!", "?", "…", ":"}:
            while k + 1 < n and units[k].low in {".", "!", "?", "…"} and units[k + 1].quotation >= 0:
                k += 2
            return k
        quotation = self.quotations[units[start].quotation]
        whole = self.has_verb(quotation) and self.words(quotation) >= 4
        if units[k].low in {",", "et", "mais", "ou"}:
            nxt = k + 1
            if units[k].low == "," and nxt < n and units[nxt].low in {"et", "mais", "ou"}:
                nxt += 1
            if nxt < n and (units[nxt].low in QUE or units[nxt].quotation >= 0):
                return None
            if any(c is not cue and c.clause <= nxt <= c.first for c in cues if c.clause >= 0):
                return k
            if units[k].low != "," and nxt < n and not whole:
                return None
            return k if whole or units[k].low == "," else None
        if whole and (units[k].low in _ADJUNCT or is_finite(units[k]) or units[k].low in {"qui", "—", "–", "-", "dixit"}):
            return k
        return None

    def _right_end(self, units: list[Unit], start: int, cue: _Cue, cues: list[_Cue], short: bool = False) -> int:
        """One past the last unit of a content that begins at `start`."""
        n = len(units)
        limit = n
        for other in cues:
            if other is cue or other.first <= start:
                continue
            if other.shape == "incise":
                if other.kind is CueKind.INCISE and other.first > start and not other.anaphoric:
                    limit = min(limit, other.first)
                continue
            if other.clause > start and units[other.clause].low in _BOUNDARY:
                limit = min(limit, other.clause)
        depth = 0
        subordinate = units[0].low in _SUBORDINATE or (units[0].low in {"même", "alors", "bien", "tandis", "après"} and n > 1 and units[1].low in {"si", "que", "qu'", "s'"})
        subordinate = subordinate or (cue.group is not None and cue.group.form == "ger" and cue.first <= 1)
        subordinate = subordinate and not any(units[k].low == "," for k in range(cue.cue[0]))
        for k in range(start, limit):
            word = units[k].low
            if subordinate and word == "," and k > start + 1:
                return k
            if word == "," and k > start + 1 and k + 2 < n and units[k + 1].low in QUE and units[k + 1].pos == "PRON":
                return k
            if word == "," and k > start + 1 and k + 1 < n and is_finite(units[k + 1]) and units[k + 1].low not in CLITICS and cue.group is not None and (cue.group.form == "ger" or (cue.first and units[cue.first - 1].low == "qui")):
                return k
            if word == "(":
                depth += 1
            elif word == ")":
                depth -= 1
                if depth < 0:
                    return k
            elif (word == ":" and k > start and k + 1 < n and units[k + 1].quotation >= 0 and self._speech_quote(units[k + 1].quotation)) or word == ";" or (word in {".", "?", "!", "…"} and k + 1 < n and units[k + 1].low not in {")", "."} and units[k].token + 1 <= units[k + 1].token) or (k > start and word == "," and k + 2 < n and (units[k + 1].low, units[k + 2].low) in _NARRATOR_CONJ and not (
                units[k + 1].low in {"avant", "ce"} and k + 3 < n and not _speech_word(units, k + 3)
            )) or (cue.infinitive and k > start and word in {"alors", "tandis"} and k + 1 < n and units[k + 1].low in QUE) or (cue.infinitive and k > start and word in {"et", "mais", "puis", "car", "puisque", ","} and self._main_verb_after(units, k + 1, word)) or (short and k > start and word in {",", "qui", "lors", "après", "depuis", "par"}):
                return k
        return limit

    def _clause_follows(self, units: list[Unit], k: int) -> bool:
        """Whether a new clause with a subject of its own begins at `k`: « …, les restes ont été retrouvés »."""
        if k >= len(units) or not (units[k].pos == "DET" or units[k].low in {"il", "elle", "ils", "elles"}):
            return False
        for j in range(k + 1, min(len(units), k + 8)):
            if is_finite(units[j]):
                return True
            if units[j].low in QUE | {",", "qui", "dont", "où", ";", "."} or units[j].quotation >= 0:
                return False
        return False

    def _main_verb_after(self, units: list[Unit], k: int, word: str) -> bool:
        """After an infinitive, « et » with a finite verb goes on from the main verb, not from what is said."""
        if word in {"car", "puisque"}:
            return units[k - 2].low == ","
        if word in {"mais", ","} and self._clause_follows(units, k):
            return True
        if word == ",":
            return False
        while k < len(units) and (units[k].low in CLITICS or units[k].pos == "ADV"):
            k += 1
        return k < len(units) and (is_finite(units[k]) or (units[k].low in verb_forms() and units[k].form == "Part" and units[k].low.endswith("é")))

    def _cut(self, units: list[Unit], start: int, end: int, cue: _Cue, cues: list[_Cue]) -> list[tuple[int, int]]:
        """Leave out the incises that stand inside a content."""
        ranges = []
        at = start
        for other in cues:
            if other is cue or other.shape != "incise" or not start < other.first < end:
                continue
            ranges.append((at, other.first))
            at = other.last
        ranges.append((at, end))
        return [(a, b) for a, b in ranges if a < b]

    def _around(self, units: list[Unit], cue: _Cue, cues: list[_Cue]) -> list[tuple[int, int]]:
        """The content of an incise or of « selon X »: what stands before it, after it, or round it."""
        n = len(units)
        if any(other.shape == "incise" and other is not cue and other.last == cue.first for other in cues) and cue.kind is CueKind.PREPOSITION:
            return []  # « dit-il selon X »
        begin = self._left_begin(units, cue, cues)
        left_end = cue.first
        while left_end > begin and units[left_end - 1].low in {",", "(", "–", "—", "-"}:
            left_end -= 1
        after = cue.last
        comma_after = after < n and units[after].low in {",", "–", "—", ")"}
        right = after + comma_after
        quote_left = left_end > begin and units[left_end - 1].quotation >= 0
        left_units = units[begin:left_end]
        has_left = any(u.quotation >= 0 or is_finite(u) for u in left_units)
        if cue.kind is CueKind.PREPOSITION and self._opens_clause(units, cue, begin, left_end, has_left):
            semicolon = next((k for k in range(right, n - 1) if units[k].low == ";"), None)
            if semicolon is not None and units[semicolon + 1].quotation >= 0 and not any(is_finite(u) for u in units[right:semicolon]):
                right = semicolon + 1
            return self._right(units, right, cue, cues)
        if cue.kind is CueKind.PREPOSITION and self._figures(units, cue, cues):
            start = self._figure_start(units, begin, left_end)
            if left_end - start <= 9 and start > begin and units[start - 1].low != "et" and any(u.low[:1].isdigit() for u in units[start:left_end]) and not any(is_finite(u) for u in units[start:left_end]):
                return [(start, left_end)]
        if not has_left:
            if begin == left_end and cue.kind is CueKind.INCISE and units[cue.first].low == "comme" and len(cues) > 1:
                return []
            if begin == left_end:
                return self._right(units, right, cue, cues)
            ends_here = right >= n or units[after].low in {".", ";", ")"} if after < n else True
            if ends_here or self._figures(units, cue, cues):
                return [(self._figure_start(units, begin, left_end), left_end)]
            rights = self._right(units, right, cue, cues)
            return [(begin, left_end), *rights]
        if quote_left and (units[cue.first].low == "comme" or cue.source is not None and units[cue.source[0]].low in {"les", "l'", "la"} and units[cue.source[0] + 1].low in _WORDING):
            return [(left_end - 1, left_end)]
        ranges = [(begin, left_end)]
        if right < n and is_finite(units[right]) and units[right].low not in SUBJECT_CLITICS and not any(c.first <= right < c.last for c in cues):
            return [*ranges, *self._right(units, right, cue, cues)]
        if quote_left:
            only = begin == left_end - 1 or all(u.quotation >= 0 or u.low in {",", ".", "et", "mais"} for u in left_units)
            if right < n and units[right].quotation >= 0 and comma_after:
                end = self._quotes_end(units, right, cues)
                if not only or not self._closed(units[left_end - 1]):
                    return [*ranges, (right, end)]
                return [*ranges, (right, end)]
            return ranges
        if comma_after and units[cue.first - 1].low in {",", "–", "—"} if cue.first else False:
            if right < n and not self._breaks(units, right, cue, cues):
                ranges.extend(self._right(units, right, cue, cues))
        elif right < n and not comma_after and units[right].pos in {"VERB", "AUX"}:
            ranges.extend(self._right(units, right, cue, cues))
        return ranges

    def _closed(self, unit: Unit) -> bool:
        return self.quotations[unit.quotation].inner.of(self.text).endswith((".", "!", "?", "…"))

    def _opens_clause(self, units: list[Unit], cue: _Cue, begin: int, left_end: int, has_left: bool) -> bool:
        k = cue.first - 1
        if k >= 0 and units[k].low == ",":
            k -= 1
        if k < begin:
            return True
        if all(u.low in _CONNECTORS or u.pos in {"ADV", "CCONJ", "SCONJ"} for u in units[begin:left_end]):
            return True
        return (has_left and units[k].low in {"et", "mais", "que", "qu'", "car", "où", "or"}) or (cue.cue[1] - cue.cue[0] == 1 and units[cue.first].low == "pour")

    def _breaks(self, units: list[Unit], right: int, cue: _Cue, cues: list[_Cue]) -> bool:
        if units[right].low == "pour" and right + 1 < len(units) and units[right + 1].low in {"qui", "lequel", "laquelle", "lesquels"}:
            return True
        if units[right].low in {"qui", "tandis", "alors", "mais", "dont", "où", "ce"}:
            return True
        return any(c is not cue and c.clause >= 0 and cue.last - 1 <= c.clause <= right for c in cues)

    def _figures(self, units: list[Unit], cue: _Cue, cues: list[_Cue]) -> bool:
        if units[cue.first - 1].low == ",":
            return False
        return any(u.pos == "NUM" or u.low[:1].isdigit() for u in units[max(0, cue.first - 8) : cue.first])

    def _figure_start(self, units: list[Unit], begin: int, end: int) -> int:
        for k in range(end - 1, begin, -1):
            if units[k].low in {",", "(", "et"}:
                return k + 1
        return begin

    def _left_begin(self, units: list[Unit], cue: _Cue, cues: list[_Cue]) -> int:
        begin = 0
        for k in range(cue.first - 1, -1, -1):
            word = units[k].low
            if word == ";" or word == ":" or (word == "(" and not any(units[i].low == ")" for i in range(k, cue.first))):
                begin = k + 1
                break
            if word in {".", "!", "?"} and k < cue.first - 2 and units[k + 1].cap:
                begin = k + 1
                break
        for other in cues:
            if other is cue or other.first >= cue.first:
                continue
            if other.shape == "incise" and other.last <= cue.first and cue.kind is not CueKind.INCISE:
                quoted = any(u.quotation >= 0 for u in units[other.last : cue.first])
                finite = any(is_finite(u) for u in units[other.last : cue.first])
                if quoted or finite or self._figures(units, cue, cues):
                    begin = max(begin, other.last)
            elif other.shape == "incise" and other.last <= cue.first:
                if any(u.quotation >= 0 or is_finite(u) for u in units[other.last : cue.first]):
                    begin = max(begin, other.last)
        while begin < cue.first and units[begin].low in {",", ".", ")", "-", "–"}:
            begin += 1
        return begin

    # -- drafts ----------------------------------------------------------------------------------

    def _draft(
        self, period: Period, cue: _Cue, ranges: list[tuple[int, int]], taken: set[int]
    ) -> _Draft | None:
        units = period.units
        spans: list[Span] = []
        quotes: set[int] = set()
        plain = False
        for a, b in ranges:
            while a < b and units[a].low in _TRIM:
                a += 1
            while b > a and units[b - 1].low in _TRIM:
                b -= 1
            if a >= b:
                continue
            inside = units[a:b]
            here = {u.quotation for u in inside if u.quotation >= 0}
            quotes |= here
            if all(u.quotation >= 0 or u.low in {",", ".", "et", "ou", "mais", "...", "…", "!", "?"} or (cue.shape == "quote" and u.pos in {"DET", "ADP"}) for u in inside):
                spans.extend(piece for u in inside if u.quotation >= 0 for piece in self.pieces(u.quotation))
            else:
                plain = True
                spans.append(Span(units[a].start, units[b - 1].end))
        spans = [s for s in spans if len(s)]
        if not spans:
            return None
        if not plain and quotes and quotes <= taken:
            return None
        if cue.anaphoric and cue.kind is CueKind.PREPOSITION and quotes and quotes <= taken:
            return None
        if not plain:
            taken |= quotes
        kind = AttributionType.DIRECT if not plain else AttributionType.MIXED if quotes else AttributionType.INDIRECT
        said = "".join(s.of(self.text) for s in spans)
        if kind is AttributionType.INDIRECT and len(said) < 6 and not any(c.isdigit() for c in said):
            return None
        taken |= quotes
        return _Draft(
            cue.kind, _span(units, cue.cue), _source_span(units, cue.source, self.text), cue.lemma, cue.verb_class,
            spans, kind, _sentence(period, spans[0].start), period.part, quotes,
        )

    def _signature(self, units: list[Unit], k: int) -> Span | None:
        """« … » (Anne Roux, maire)» or « … » — Anne Roux»: the name that signs a quotation."""
        if k + 1 >= len(units) or units[k].low not in {"(", "—", "–"}:
            return None
        end = phrase_right(units, k + 1)
        if end <= k + 1 or (not units[k + 1].cap and units[k + 1].pos != "DET") or not _speaker_like(units, k + 1, end):
            return None
        if units[k].low == "(" and not (end < len(units) and units[end].low in {")", ","}):
            return None
        return _span(units, (k + 1, end))

    def _continued(
        self, period: Period, cues: list[_Cue], drafts: list[_Draft], taken: set[int], before: list[_Draft]
    ) -> None:
        """A sentence without cue that plainly goes on reporting: the conditional of hearsay, or quoted
        islands, right after a sentence of the same paragraph that names its source."""
        previous = before[-1] if before else None
        units = period.units
        if previous is None or previous.part != period.part or cues or previous.kind in {CueKind.NONE}:
            return
        if previous.sentence < period.sentence - 1 and previous.content[-1].end < period.units[0].start - 260:
            return
        if self._between(previous, units[0].start):
            return
        hearsay = next((u for u in units if is_finite(u)), None)
        conditional = hearsay is not None and hearsay.low in _HEARSAY
        islands = [
            u.quotation for u in units
            if u.quotation >= 0 and u.quotation not in taken and self.words(self.quotations[u.quotation]) >= 2
            and not self.quotations[u.quotation].inner.of(self.text)[:1].isupper()
        ]
        plain = sum(1 for u in units if u.quotation < 0)
        if islands and (any(u.low in _JUDICIAL for u in units) or verb_groups(units)):
            return
        if not (conditional or (islands and plain >= 4)):
            return
        end = len(units)
        while end and units[end - 1].low in {".", "…", "!"}:
            end -= 1
        span = Span(units[0].start, units[end - 1].end)
        if conditional and not islands and previous.type is not AttributionType.DIRECT and previous.kind is not CueKind.VERB:
            previous.content.append(span)
            return
        taken.update(islands)
        kind = AttributionType.MIXED if islands else AttributionType.INDIRECT
        drafts.append(_Draft(CueKind.CONTINUATION, None, previous.source, "", "neutral", [span], kind,
                             period.sentence, period.part, set(islands)))

    def _between(self, previous: _Draft, start: int) -> bool:
        """Whether a whole sentence stands between an attribution and `start`."""
        at = max([previous.content[-1].end, *(s.end for s in (previous.cue, previous.source) if s is not None)])
        gap = self.text[at:start]
        return any(mark in gap[:-1].strip() for mark in (". ", ".\xa0", "! ", "? "))

    def _floating(
        self, period: Period, cues: list[_Cue], drafts: list[_Draft], taken: set[int], before: list[_Draft]
    ) -> None:
        """Quotations that no cue presents: floating speech, or no speech at all."""
        units = period.units
        for k, unit in enumerate(units):
            if unit.quotation < 0 or unit.quotation in taken:
                continue
            quotation = self.quotations[unit.quotation]
            words = self.words(quotation)
            inner = self.inner.get(unit.quotation)
            if inner is not None and inner.pieces:
                taken.add(unit.quotation)
                drafts.append(
                    _Draft(CueKind.INCISE, inner.cue, inner.source, inner.lemma, inner.verb_class, list(inner.pieces),
                           AttributionType.DIRECT, _sentence(period, inner.pieces[0].start), period.part, {unit.quotation})
                )
                continue
            alone = all(u.quotation >= 0 or u.low in {".", ",", "!", "?", "…"} for u in units)
            headline = k > 0 and units[k - 1].low == ":" and words >= 3
            if not alone and not headline and not (words >= 7 or (words >= 4 and self.has_verb(quotation))):
                continue
            if not alone and any(u.low in _TITLED for u in units[max(0, k - 6) : k]) and (words < 12 or units[k - 1].low in _TITLED):
                continue
            if k and units[k - 1].quotation >= 0:
                joined = next((d for d in drafts if units[k - 1].quotation in d.quotes and d.type is AttributionType.DIRECT), None)
                if joined is not None and len(quotation.inner):
                    joined.content.append(quotation.inner)
                    joined.quotes.add(unit.quotation)
                    taken.add(unit.quotation)
                    continue
            previous = (drafts or before)[-1] if drafts or before else None
            after_stop = k > 0 and units[k - 1].low in {".", "!", "?", "…"}
            near = previous is not None and (
                (alone and (previous.part == period.part or (previous.part == period.part - 1 and self._whole_part(period)))) or (after_stop and previous.part == period.part)
            )
            source = previous.source if near and previous is not None else None
            signed = self._signature(units, k + 1)
            source = signed or source
            spans = [quotation.inner]
            quotes = {unit.quotation}
            taken.add(unit.quotation)
            if not len(quotation.inner):
                continue
            drafts.append(
                _Draft(CueKind.CONTINUATION if source and not signed else CueKind.NONE, None, source, "", "neutral", spans,
                       AttributionType.DIRECT, _sentence(period, quotation.inner.start), period.part, quotes)
            )


_SIGNATURE = re.compile(
    r"(?<=[.!?…»”\"\])\w])\s*[—–]\s?(?P<name>(?:[A-ZÀ-Ý][\w'’.-]+ ?){1,4})(?:,[^.!?]{0,80}|\s?\([^)]{0,60}\)[^.!?]{0,40})?\s*$"
)
_TITLED = frozenset(
    "livre film roman chanson album titre loi projet opération opérations plan programme dispositif spectacle pièce "
    "journal émission série article dossier rapport thème slogan mouvement collectif association parti groupe réseau "
    "exposition concept phénomène prix label label stratégie campagne mission navire force unité brigade site blog "
    "documentaire ouvrage tube single reportage rubrique magazine revue mot terme expression nom surnom sobriquet".split()
)
_LABELLING = frozenset("qualifier traiter taxer comparer caractériser".split())
_ADJUNCT = frozenset("lors dans devant sur à au aux après avant pendant depuis en ce hier lundi mardi mercredi jeudi vendredi "
                     "samedi dimanche par chez suite face alors tandis pour auprès via vis-à-vis dès selon".split())
_SUBORDINATE = frozenset("si s' lorsque lorsqu' quand depuis bien puisque puisqu' comme".split())
_ADVERBIALS = frozenset("aussi également ainsi en outre tout même encore notamment ensuite enfin par ailleurs".split())
_BOUNDARY = frozenset(", et mais tandis alors puis ou avant en tout qui ( : pour sans".split())
_JUDICIAL = frozenset("examen enquête enquêtes accusé accusée accusés accusées inculpé inculpée inculpés soupçonné soupçonnée "
                      "soupçonnés poursuivi poursuivie poursuivis poursuites plainte plaintes information condamné condamnée "
                      "condamnés jugé jugée jugés jugées affaire chef chefs".split())
_HEARSAY = frozenset("aurait auraient serait seraient se".split()) - {"se"}
_LABELS = frozenset("qualifier décrire juger considérer dépeindre traiter taxer".split())
_ELSEWHERE = frozenset("dans pour avec chez sous entre vers lors par parmi depuis pendant".split())
_WORDING = frozenset("mots termes expression formule".split())
_ON_KNOWS = frozenset(
    "noter constater observer remarquer relever rappeler retenir apprendre voir imaginer penser croire supposer savoir comprendre "
    "estimer préciser souligner signaler regretter espérer craindre deviner dire conclure".split()
)
_IDLE_ON = frozenset("penser croire imaginer supposer".split())
_SHOWING = frozenset("montrer démontrer prouver témoigner attester".split())
_NAMED = frozenset(
    "intitulé intitulée intitulés intitulées nommé nommée nommés nommées baptisé baptisée baptisés baptisées dénommé dénommée "
    "surnommé surnommée surnommés dit dite dits dites appelé appelée appelés appelées titré titrée estampillé estampillée "
    "étiqueté étiquetée alias".split()
)
_CHARGES = frozenset("accuser soupçonner suspecter inculper".split())
_TRIM = frozenset({",", ";", ".", ":", "–", "—", "("})
_FIRST_WORDS = frozenset(p[0] for p in _PREPOSITIONS)
_NEGATABLE = frozenset("penser croire estimer vouloir exclure souhaiter cacher douter juger considérer nier démentir contester".split())
_GOVERNORS = frozenset("de d' à pour sans".split())


def _raise_governor(units: list[Unit], group: VerbGroup) -> int:
    """« …, tient à souligner le maire », « veut croire X »: the governor opens the incise. First unit of the group."""
    if group.form != "inf" or group.first < 2:
        return group.first
    k = group.first - 1
    if units[k].low in {"à", "d'", "de"}:
        k -= 1
    while k > 0 and (units[k].pos == "ADV" or units[k].low in CLITICS or units[k].low in SUBJECT_CLITICS or units[k].low in {"-t", "t"}):
        k -= 1
    if units[k].low in _RAISING and k > 0:
        aux = k - 1
        first = aux if units[aux].low in AVOIR else k
        if units[first - 1].quotation >= 0 or units[first - 1].low in {",", "?", "!", "…", "–"}:
            group.first, group.form = first, "fin"
            for j in range(first, group.at):
                if units[j].low in SUBJECT_CLITICS:
                    group.inverted = j
    return group.first


_RAISING = frozenset("tient tiennent tenait tenu veut veulent voulu voulait préfère préfèrent souhaite souhaitent souhaité tente tentent "
                     "vient viennent finit croit peut aime s'empresse".split())


def _governed(units: list[Unit], group: VerbGroup) -> bool:
    """« vient d'annoncer », « a tenu à rappeler », « compte demander »: the infinitive that reports."""
    if group.first > 1 and units[0].low == "et" and units[group.first - 1].low in {"de", "d'"} and group.first <= 14:
        return True  # « Et d'ajouter : », « Et le maire de conclure : »
    window = {u.low for u in units[max(0, group.first - 4) : group.first]}
    return bool(window & {"vient", "viennent", "venait", "venaient", "tenu", "tient", "tenait", "voulu", "compte", "souhaité", "entend", "tiennent"})


def _purpose(units: list[Unit], group: VerbGroup) -> bool:
    """« pour révéler que », « sans préciser que », « avant de conclure que »."""
    if not group.first:
        return False
    before = units[group.first - 1].low
    return before in {"pour", "sans"} or (before in {"de", "d'"} and group.first > 1 and units[group.first - 2].low in {"avant", "afin"})


def _coordinated_participle(units: list[Unit], group: VerbGroup) -> bool:
    """« avait appelé à la prudence et demandé aux riverains de »: the auxiliary stands before the first participle."""
    k = group.first - 1
    while k >= 0 and units[k].pos == "ADV":
        k -= 1
    if k < 0 or units[k].low not in {"et", "puis", "mais", ","}:
        return False
    for j in range(k - 1, max(-1, k - 40), -1):
        if units[j].low in AVOIR and j + 1 < len(units):
            return True
        if units[j].low in {";", "."}:
            return False
    return False


def _main_clause(units: list[Unit], stop: int) -> bool:
    """Whether a finite verb stands before `stop` outside a relative clause."""
    relative = False
    for k in range(stop):
        word = units[k].low
        if word == ",":
            relative = False
        elif word in {"qui", "que", "qu'", "dont", "où", "lorsque", "quand", "si"}:
            relative = k > 0 and word not in {"si"}
        elif is_finite(units[k]):
            if not relative:
                return True
            relative = False
    return False


def _impersonal(units: list[Unit], group: VerbGroup) -> bool:
    return any(units[k].low == "il" for k in range(max(0, group.first - 3), group.first))


def _speaker_like(units: list[Unit], start: int, end: int, strict: bool = False) -> bool:
    """Whether a noun phrase can name somebody or something that speaks."""
    kinds = source_kinds()
    inner = units[start:end]
    if not inner:
        return False
    if inner[0].low in _PRONOUNS | {"celui-ci", "celle-ci", "ceux-ci", "certains", "certaines", "beaucoup", "plusieurs", "d'", "d'autres", "on"} and len(inner) <= 2:
        return True
    head = next((u for u in inner if u.pos in {"NOUN", "PROPN"} or (u.cap and u.pos != "DET")), None)
    if head is None:
        return False
    if head.low in kinds or any(u.low in kinds for u in inner[:3] if not strict):
        return True
    if head.cap and head.pos != "DET" and (head.pos == "PROPN" or not strict or len(inner) > 1):
        return True
    return False


def _main_subject(units: list[Unit], group: VerbGroup) -> tuple[int, int] | None:
    """The subject of the main clause, for a gerund or an infinitive: the nearest before it, else the first after."""
    for k in range(group.first - 1, -1, -1):
        if is_finite(units[k]):
            probe = VerbGroup(k, k, k, group.entry, "fin")
            while probe.first > 0 and units[probe.first - 1].low in CLITICS:
                probe.first -= 1
            if probe.first > 0 and units[probe.first - 1].low in SUBJECT_CLITICS:
                return probe.first - 1, probe.first
            if k + 1 < len(units) and units[k + 1].low in SUBJECT_CLITICS:
                return k + 1, k + 2
            found = subject_left(units, probe, 0)
            if found is not None:
                return found
    for k in range(group.last + 1, len(units)):
        if units[k].low in {"il", "elle", "ils", "elles"}:
            return k, k + 1
        if units[k].low == "," and k + 1 < len(units):
            end = phrase_right(units, k + 1)
            if end > k + 1 and end < len(units) and (is_finite(units[end]) or units[end].pos == "AUX"):
                return k + 1, end
    return None


def _without_overlaps(cues: list[_Cue]) -> list[_Cue]:
    """Of two cues on the same words the first is kept (a verb inside the source of « selon » is none)."""
    kept: list[_Cue] = []
    for cue in cues:
        if any(o.cue[0] <= cue.cue[0] < o.cue[1] or (o.shape == "incise" and o.source is not None and o.source[0] <= cue.cue[0] < o.source[1]) for o in kept):
            continue
        kept.append(cue)
    return kept


def _reports_speech(units: list[Unit], cue: _Cue, outer: _Cue) -> bool:
    """« raconte que l'homme a fait savoir que… »: somebody else's words inside what is said."""
    group = cue.group
    assert group is not None
    return (
        cue.shape == "right" and not cue.infinitive and group.form in {"fin", "pp"} and not group.passive and not group.bare
        and cue.source is not None and cue.source[0] >= outer.start and cue.source[1] <= group.first
        and _speaker_like(units, *cue.source) and cue.lemma not in _SHOWING
    )


def _breaks_away(units: list[Unit], cue: _Cue, outer: _Cue) -> bool:
    """Whether a later cue leaves the content of the one before it: a new clause of the narrator."""
    group = cue.group
    assert group is not None
    at = cue.clause
    head = {units[k].low for k in range(at, min(at + 3, group.at))}
    if at < outer.start:
        return False
    if _governed(units, group):
        return bool({units[k].low for k in range(max(outer.start, group.first - 4), group.first)} & {"et", "mais", "puis"})
    if group.form == "ger":
        return units[at].low == "," or bool(head & {"en", "tout", "et"}) or (at > 0 and units[at - 1].low in {")"})
    if group.form == "inf":
        return bool(head & {"avant", "pour", "sans"}) and units[at].low == ","
    if group.first and units[group.first - 1].low == ",":
        return True
    if head & {"qui", "dont"}:
        return units[at].low == "," and outer.shape != "right"
    return bool(head & {"et", "mais", "tandis", "alors", "puis", "ou"})


def _speech_word(units: list[Unit], k: int) -> bool:
    while k < len(units) and (units[k].low in CLITICS or units[k].pos == "ADV" or units[k].low in {",", "d'", "de"}):
        k += 1
    return k < len(units) and units[k].low in verb_forms()


def _span(units: list[Unit], bounds: tuple[int, int]) -> Span:
    return Span(units[bounds[0]].start, units[bounds[1] - 1].end)


def _source_span(units: list[Unit], bounds: tuple[int, int] | None, text: str) -> Span | None:
    if bounds is None:
        return None
    span = _span(units, bounds)
    start = span.start
    while start < span.end and text[start] in "-–t" and text[start : start + 2] in {"-i", "-e", "-o", "-j", "-t", "t-"}:
        start += 1
    return Span(start, span.end)


def _sentence(period: Period, offset: int) -> int:
    number = period.sentence
    for index, start in period.sentences:
        if start <= offset:
            number = index
    return number
