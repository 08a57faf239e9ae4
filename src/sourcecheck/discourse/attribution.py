"""Cue, source and content of every attribution; speakers are resolved later, in `entities`.

Terms after PARC (Pareti 2015): an attribution is a cue, a source and a content. The grammar is read off the
narrator's words (`periods`): the reporting verbs and their complements (`cues`), the constructions that
present something as said (`constructions`: `verb_cues`, `quoted_objects`, `incises`, `frames`, `colons`), the
extent of what is said (`contents`), the local mention of the source (`sources`, `verb_sources`).
"""

from __future__ import annotations

import re
from dataclasses import replace

from sourcecheck.discourse.colons import BANNERS, announcer, looks_back
from sourcecheck.discourse.conjugation import FINITE, PARTICIPLE
from sourcecheck.discourse.constructions import Constructions
from sourcecheck.discourse.contents import Contents
from sourcecheck.discourse.cues import (
    AVOIR,
    CLITICS,
    ETRE,
    NOUNISH,
    QUE,
    aside_end,
    is_finite,
    verb_forms,
    verb_groups,
)
from sourcecheck.discourse.drafts import Cue, Draft, sentence_at, source_span, span_of_units
from sourcecheck.discourse.frames import NAMED
from sourcecheck.discourse.interviews import interview_answers
from sourcecheck.discourse.periods import Period, Unit, periods
from sourcecheck.discourse.quoted import Quoted
from sourcecheck.discourse.quoted_objects import TITLED
from sourcecheck.discourse.sources import phrase_right, speaker_like, subject_left
from sourcecheck.discourse.verb_sources import place_of, subject_around
from sourcecheck.domain.discourse import Attribution, AttributionType, CueKind, Quotation, VerbClass
from sourcecheck.domain.text import PartKind, Span
from sourcecheck.language import Annotated

_SIGNATURE = re.compile(
    r"(?<=[.!?…»”\"\])\w])\s*[—–]\s?(?P<name>(?:[A-ZÀ-Ý][\w'’.-]+ ?){1,4})(?:,[^.!?]{0,80}|\s?\([^)]{0,60}\)[^.!?]{0,40})?\s*$"
)
_SIGNED = re.compile(r"\s*[—–]\s?(?P<name>(?:[A-ZÀ-Ý][\w'’.-]+ ?){1,4}\b)(?:[ ,(].{0,80})?\s*", re.DOTALL)
_JUDICIAL = frozenset("examen enquête enquêtes accusé accusée accusés accusées inculpé inculpée inculpés soupçonné soupçonnée "
                      "soupçonnés poursuivi poursuivie poursuivis jugés condamnées chef chefs renvoyé renvoyée renvoyés écroué écrouée prévenu prévenue  poursuites plainte plaintes information condamné condamnée "
                      "condamnés jugé jugée jugés jugées affaire chef chefs".split())
_NOMINALISING = frozenset("le la l' les au aux du ce cet cette leur leurs".split())
_TELLING = frozenset("dire répondre expliquer affirmer assurer annoncer promettre demander raconter répéter jurer écrire signaler indiquer confier avouer reconnaître prétendre "
                     "soutenir rétorquer ordonner conseiller proposer".split())
_HEARSAY = frozenset("aurait auraient serait seraient se".split()) - {"se"}
_DENYING = frozenset("rien pas plus aucun aucune jamais guère nullement personne".split())
_TRIM = frozenset({",", ";", ".", ":", "–", "—", "("})


def find_attributions(
    annotated: Annotated, quotations: tuple[Quotation, ...]
) -> tuple[tuple[Quotation, ...], tuple[Attribution, ...]]:
    """The quotations with their use decided, and the attributions (speaker None), in order of their content."""
    reader = _Reader(annotated, quotations)
    drafts: list[Draft] = []
    for period in periods(annotated, quotations, reader.quoted.tokens):
        if annotated.article.parts and annotated.article.parts[period.part].kind is PartKind.FURNITURE:
            continue
        drafts.extend(reader.read(period, drafts))
    drafts.extend(reader.blocks(drafts))
    drafts.extend(reader.nested(drafts))
    drafts.extend(reader.told_within(drafts))
    drafts.sort(key=lambda d: (d.content[0].start, -d.content[-1].end))
    drafts = _once(drafts)
    spoken = {q for d in drafts for q in d.quotes}
    decided = tuple(
        q if i in spoken or q.depth else replace(q, use=reader.quoted.idle_use(q)) for i, q in enumerate(quotations)
    )
    attributions = tuple(
        Attribution(
            index=i, type=d.type, content=tuple(d.content), cue=d.cue, cue_kind=d.kind, cue_lemma=d.lemma,
            source=d.source, speaker=None, named=False, verb_class=VerbClass(d.verb_class), sentence=d.sentence,
        )
        for i, d in enumerate(drafts)
    )
    return decided, attributions


_NEARER = {CueKind.INCISE: 2, CueKind.PREPOSITION: 1}


def _once(drafts: list[Draft]) -> list[Draft]:
    """« Le club dément : d'après son gérant, … »: words that two cues present are the nearer source's."""
    kept: list[Draft] = []
    for draft in drafts:
        same = next((d for d in kept if d.content == draft.content), None)
        if same is None:
            kept.append(draft)
        elif draft.source is not None and (same.source is None or _NEARER.get(draft.kind, 0) > _NEARER.get(same.kind, 0)):
            kept[kept.index(same)] = draft
    return kept


class _Reader:
    """Reads one article period by period."""

    def __init__(self, annotated: Annotated, quotations: tuple[Quotation, ...]) -> None:
        self.quoted = Quoted(annotated, quotations)
        self.contents = Contents(self.quoted)
        self.constructions = Constructions(self.quoted, self.contents)
        self.last: Period | None = None

    def read(self, period: Period, before: list[Draft]) -> list[Draft]:
        units = period.units
        cues = self.constructions.cues(units)
        drafts: list[Draft] = []
        taken: set[int] = set()
        if units and units[0].quotation >= 0 and self.quoted.runs_from(units[0].quotation):
            running = next((d for d in reversed(before[-6:]) if units[0].quotation - 1 in d.quotes), None)
            if running is not None and not any(c.shape == "incise" for c in cues):
                running.content.append(self.quoted.quotations[units[0].quotation].inner)
                running.quotes.add(units[0].quotation)
                taken.add(units[0].quotation)
        for cue in cues:
            ranges = self.contents.ranges(units, cue, cues)
            draft = self._draft(period, cue, ranges, taken)
            if draft is not None:
                last = (drafts or before)[-1] if drafts or before else None
                if draft.source is None and cue.group is not None and cue.group.form in {"inf", "ger"} and last is not None and last.part >= period.part - 1:
                    draft.source = last.source  # « Et d'ajouter : »
                draft.source = self._there(units, cue) or draft.source
                drafts.append(draft)
        self._join_running(units, drafts, before)
        if not drafts:
            self._looked_back(period, drafts, before)
        if not drafts:
            self._continued(period, cues, drafts, taken, before)
        self._floating(period, cues, drafts, taken, before)
        self.last = period
        return drafts

    def _there(self, units: list[Unit], cue: Cue) -> Span | None:
        """« À la mairie, on se tait. « … », y affirme-t-on »: the place that « y » takes up from the sentence before."""
        group = cue.group
        if group is None or group.inverted < 0 or not units[group.inverted].low.endswith("on") or self.last is None:
            return None
        if not any(u.low == "y" for u in units[max(0, group.first - 1) : group.at]):
            return None
        place = place_of(self.last.units, 0)
        return source_span(self.last.units, place[0], self.quoted.text) if place is not None else None

    def _looked_back(self, period: Period, drafts: list[Draft], before: list[Draft]) -> None:
        """« A. C'est du moins ce qu'affirme X. »: A is what X says."""
        told = self.last
        if told is None or told.part != period.part or any(u.quotation >= 0 for u in told.units):
            return
        span = Span(told.units[0].start, told.units[-1].start if told.units[-1].low in {".", "!", "…"} else told.units[-1].end)
        if any(span.overlaps(content) for d in before for content in d.content):
            return
        found = looks_back(period.units)
        if found is not None:
            cue, source, lemma, verb_class = found
            drafts.append(Draft(CueKind.VERB, span_of_units(period.units, cue), source_span(period.units, source, self.quoted.text), lemma,
                                verb_class, [span], AttributionType.INDIRECT, told.sentence, told.part))

    def _join_running(self, units: list[Unit], drafts: list[Draft], before: list[Draft]) -> None:
        """A quotation over several paragraphs whose incise stands in a later one is one attribution."""
        if not units or units[0].quotation < 0 or not self.quoted.runs_from(units[0].quotation):
            return
        running = next((d for d in reversed(before[-6:]) if units[0].quotation - 1 in d.quotes), None)
        heir = next((d for d in drafts if units[0].quotation in d.quotes), None)
        if running is None or heir is None or running.cue is not None:
            return
        heir.content[:0] = running.content
        heir.quotes |= running.quotes
        heir.sentence, heir.part = running.sentence, running.part
        before.remove(running)

    def _draft(
        self, period: Period, cue: Cue, ranges: list[tuple[int, int]], taken: set[int]
    ) -> Draft | None:
        units = period.units
        spans: list[Span] = []
        quotes: set[int] = set()
        plain = False
        for a, b in ranges:
            while a < b and (units[a].low in _TRIM or (a + 2 < b and units[aside_end(units, a)].low == ",")):
                a = max(a + 1, aside_end(units, a))
            while b > a and units[b - 1].low in _TRIM:
                b -= 1
            if a >= b:
                continue
            inside = units[a:b]
            here = {u.quotation for u in inside if u.quotation >= 0}
            quotes |= here
            if all(u.quotation >= 0 or u.low in {",", ".", "et", "ou", "mais", "...", "…", "!", "?"} or (cue.shape == "quote" and u.pos in {"DET", "ADP"}) for u in inside):
                spans.extend(piece for u in inside if u.quotation >= 0 for piece in self.quoted.pieces(u.quotation))
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
        said = "".join(s.of(self.quoted.text) for s in spans)
        if kind is AttributionType.INDIRECT and len(said) < 6 and not any(c.isdigit() for c in said):
            return None
        taken |= quotes
        return Draft(
            cue.kind, span_of_units(units, cue.cue), source_span(units, cue.source, self.quoted.text), cue.lemma, cue.verb_class,
            spans, kind, sentence_at(period, spans[0].start), period.part, quotes,
        )

    def blocks(self, drafts: list[Draft]) -> list[Draft]:
        """Block quotations and embedded messages, signed paragraphs, and the answers of an interview."""
        taken = {d.part for d in drafts}
        parts = self.quoted.annotated.article.parts
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
            body = part.span.of(self.quoted.text)
            signature = _SIGNATURE.search(body)
            whole = part.kind in {PartKind.BLOCKQUOTE, PartKind.EMBED} or (answering and part.kind in {PartKind.BODY, PartKind.LIST})
            if (number in taken and not answering and not signature) or not (whole or signature):
                continue
            end = part.span.start + (signature.start() if signature else len(body.rstrip()))
            start = part.span.start + (len(body) - len(body.lstrip("—–- «\xa0\"“")))
            content = Span(start, max(start, end))
            if len(content.of(self.quoted.text).split()) < 4:
                continue
            source = None
            if signature:
                source = Span(part.span.start + signature.start("name"), part.span.start + signature.end("name"))
            sentence = next((i for i, s in enumerate(self.quoted.annotated.sentences) if s.end_char > start), 0)
            if signature:
                drafts[:] = [d for d in drafts if d.part != number]
            found.append(Draft(CueKind.NONE, None, source, "", "neutral", [content], AttributionType.DIRECT, sentence, number))
        answers = interview_answers(self.quoted.annotated.article) if not questions else ()
        for answer in answers:
            if len(answer.content.of(self.quoted.text).split()) < 2:
                continue
            sentence = next((i for i, s in enumerate(self.quoted.annotated.sentences) if s.end_char > answer.content.start), 0)
            found.append(Draft(CueKind.NONE, None, answer.name, "", "neutral", [answer.content], AttributionType.DIRECT, sentence, answer.part))
        if questions >= 2 or answers:
            inside = {d.part for d in found}
            drafts[:] = [d for d in drafts if d.part not in inside or not self._of_the_answer(d)]
        return found

    def _of_the_answer(self, draft: Draft) -> bool:
        """Whether a draft is only part of what an interviewed person says: quoted words, or « je vous invite à… »."""
        own = draft.source is not None and draft.source.of(self.quoted.text).lower().strip("'’") in {"je", "j", "nous", "on", "vous"}
        return own or (draft.type is AttributionType.DIRECT and draft.cue is None)

    def nested(self, drafts: list[Draft]) -> list[Draft]:
        """Words quoted within quoted words, where a verb of speech presents them: « Il m'a dit : “Reste.” »"""
        quotations = self.quoted.quotations
        said = {q for d in drafts for q in d.quotes}
        found = []
        outer = -1
        for number, quotation in enumerate(quotations):
            if quotation.depth == 0:
                outer = number
                continue
            if outer < 0 or quotation.depth != 1 or outer not in said or not quotations[outer].inner.contains(quotation.outer):
                continue
            units = self.quoted.tokens.inside(quotations[outer].inner.start, quotation.outer.start)
            end = len(units)
            colon = end > 0 and units[end - 1].low == ":"
            while end and units[end - 1].low in {":", "que", "qu'", ","}:
                end -= 1
            group = next((g for g in reversed(verb_groups(units[:end])) if g.last >= end - 3), None)
            if group is None or group.negative or group.entry.frames == "N" or not ({"n", "q"} & set(group.entry.frames)):
                continue
            if not colon and (group.last < end - 1 or self.quoted.words(quotation) < 3):
                continue
            source = (group.inverted, group.inverted + 1) if group.inverted >= 0 else subject_left(units, group, 0)
            if source is None or units[source[0]].low in {"nous", "vous", "tu", "ils"}:
                continue
            start = quotation.inner.start
            sentence = next((i for i, s in enumerate(self.quoted.annotated.sentences) if s.end_char > start), 0)
            part = next((d.part for d in drafts if outer in d.quotes), 0)
            found.append(Draft(CueKind.VERB, span_of_units(units, (group.first, group.last + 1)), source_span(units, source, self.quoted.text),
                               group.entry.lemma, group.entry.verb_class, [quotation.inner], AttributionType.DIRECT, sentence, part, {number}))
        return found

    def told_within(self, drafts: list[Draft]) -> list[Draft]:
        """What somebody else is held to have said within quoted words: « « On nous répond que tout va bien », dit-elle »."""
        found = []
        for outer in [d for d in drafts if d.type is AttributionType.DIRECT]:
            for number in sorted(outer.quotes):
                span = self.quoted.quotations[number].inner
                units = self.quoted.tokens.inside(span.start, span.end)
                if not any(u.low in verb_forms() for u in units):
                    continue
                cues = self.constructions.cues(units)
                for cue in cues:
                    if not _tells(units, cue):
                        continue
                    spans = [Span(units[a].start, units[b - 1].end) for a, b in self.contents.ranges(units, cue, cues) if b - a > 1]
                    if spans and spans[-1].end <= span.end:
                        sentence = next((i for i, s in enumerate(self.quoted.annotated.sentences) if s.end_char > spans[0].start), 0)
                        found.append(Draft(CueKind.VERB, span_of_units(units, cue.cue), source_span(units, cue.source, self.quoted.text), cue.lemma,
                                           cue.verb_class, spans, AttributionType.INDIRECT, sentence, outer.part, set()))
        return found

    def _signature(self, units: list[Unit], k: int) -> Span | None:
        """« … » (Anne Roux, maire)» or « … » — Anne Roux»: the name that signs a quotation."""
        if k + 1 >= len(units) or units[k].low not in {"(", "—", "–"}:
            return None
        end = phrase_right(units, k + 1)
        if end <= k + 1 or (not units[k + 1].cap and units[k + 1].pos != "DET") or not speaker_like(units, k + 1, end):
            return None
        if units[k].low == "(" and not (end < len(units) and units[end].low in {")", ","}):
            return None
        return span_of_units(units, (k + 1, end))

    def _continued(
        self, period: Period, cues: list[Cue], drafts: list[Draft], taken: set[int], before: list[Draft]
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
            if u.quotation >= 0 and u.quotation not in taken and self.quoted.words(self.quoted.quotations[u.quotation]) >= 2
            and not self.quoted.quotations[u.quotation].inner.of(self.quoted.text)[:1].isupper()
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
        if conditional and previous.source is not None and previous.source.of(self.quoted.text).lower() == "on":
            return
        if conditional and not islands and previous.type is not AttributionType.DIRECT and previous.kind is not CueKind.VERB:
            previous.content.append(span)
            return
        taken.update(islands)
        kind = AttributionType.MIXED if islands else AttributionType.INDIRECT
        drafts.append(Draft(CueKind.CONTINUATION, None, previous.source, "", "neutral", [span], kind,
                             period.sentence, period.part, set(islands)))

    def _between(self, previous: Draft, start: int) -> bool:
        """Whether a whole sentence stands between an attribution and `start`."""
        at = max([previous.content[-1].end, *(s.end for s in (previous.cue, previous.source) if s is not None)])
        gap = self.quoted.text[at:start]
        return any(mark in gap[:-1].strip() for mark in (". ", ".\xa0", "! ", "? "))

    def _floating(
        self, period: Period, cues: list[Cue], drafts: list[Draft], taken: set[int], before: list[Draft]
    ) -> None:
        """Quotations that no cue of their sentence presents: floating speech, or no speech at all."""
        for k, unit in enumerate(period.units):
            if unit.quotation < 0 or unit.quotation in taken:
                continue
            pieces = self.quoted.pieces(unit.quotation)
            draft = Draft(CueKind.NONE, None, None, "", "neutral", [p for p in pieces if len(p)], AttributionType.DIRECT,
                          period.sentence, period.part, {unit.quotation})
            if not draft.content:
                continue
            draft.sentence = sentence_at(period, draft.content[0].start)
            inner = self.quoted.inner.get(unit.quotation)
            if inner is not None:
                draft.kind, draft.cue, draft.source = CueKind.INCISE, inner.cue, inner.source
                draft.lemma, draft.verb_class = inner.lemma, inner.verb_class
            elif not self._speaks(period, k):
                continue
            elif self._joins(period, k, drafts):
                taken.add(unit.quotation)
                continue
            else:
                self._inherit(period, k, draft, _last_quoted(drafts or before))
            taken.add(unit.quotation)
            drafts.append(draft)

    def _speaks(self, period: Period, k: int) -> bool:
        """Whether a quotation without cue is long enough, and placed, to be words said."""
        units = period.units
        quotation = self.quoted.quotations[units[k].quotation]
        if any(u.low in BANNERS for u in units):
            return False
        if _alone(units) or self._signature(units, k + 1) is not None:
            return True
        words = self.quoted.words(quotation)
        if k and self._only_named(units, k, quotation, words):
            return False
        if self._quoted_predicate(units, k):
            return True
        headline = k > 0 and units[k - 1].low == ":" and words >= 3
        if k == 0 and len(units) > 1 and units[1].low == ":" and words >= 3 and self.quoted.has_verb(quotation):
            return True  # « « On tient bon » : les forains sont de retour »
        if not headline and words < 7 and not (words >= 4 and self.quoted.has_verb(quotation)):
            return False
        titled = any(u.low in TITLED for u in units[max(0, k - 6) : k])
        return not (titled and (words < 12 or units[k - 1].low in TITLED))

    def _only_named(self, units: list[Unit], k: int, quotation: Quotation, words: int) -> bool:
        """« le « quoi qu'il en coûte » », « une lettre intitulée « … » », « poursuivi pour « … » »: a phrase used as a noun, a title, a charge."""
        before = units[k - 1].low
        if before in NAMED or (before in _NOMINALISING and words < 8):
            return True
        return before in {"pour", "de", "d'"} and not self.quoted.has_verb(quotation) and not self.quoted.opens_with_infinitive(quotation) and any(
            u.low in _JUDICIAL for u in units[max(0, k - 10) : k])

    def _quoted_predicate(self, units: list[Unit], k: int) -> bool:
        """« La société « dément toute pollution » », « il s'est « associé à la douleur des proches » »: the verb of speech stands between the marks."""
        quotation = self.quoted.quotations[units[k].quotation]
        inside = [u for u in self.quoted.tokens.inside(quotation.inner.start, quotation.inner.end)[:4] if u.low not in CLITICS and u.low not in {"ne", "n'"}]
        if k == 0 or not inside or (self.quoted.words(quotation) < 2 and inside[0].pos != "VERB"):
            return False
        after = tuple(u.low for u in inside[1:])
        kinds = {kind for _, forms, _, rest in verb_forms().get(inside[0].low, ()) if after[: len(rest)] == rest for kind in forms}
        at = k - 1
        while at > 0 and (units[at].pos == "ADV" or units[at].low in {"pas", "plus"}):
            at -= 1
        if units[at].low in AVOIR | ETRE:
            denied = at > 0 and units[at - 1].low in {"n'", "ne"} and inside[0].low in _DENYING  # « n'a « rien à dire » »
            said = PARTICIPLE in kinds or denied
        else:
            said = FINITE in kinds and (inside[0].pos in {"VERB", "AUX"} or inside[0].low not in NOUNISH) and units[at].pos in {"NOUN", "PROPN", "ADJ", "PUNCT", "PRON"}
        return said and subject_around(units, k) is not None

    def _joins(self, period: Period, k: int, drafts: list[Draft]) -> bool:
        """« … » « … »: a quotation right after another goes on from it."""
        units = period.units
        if k == 0 or units[k - 1].quotation < 0:
            return False
        joined = next(
            (d for d in drafts if units[k - 1].quotation in d.quotes and d.type is AttributionType.DIRECT), None
        )
        if joined is None:
            return False
        joined.content.append(self.quoted.quotations[units[k].quotation].inner)
        joined.quotes.add(units[k].quotation)
        return True

    def _inherit(self, period: Period, k: int, draft: Draft, previous: Draft | None) -> None:
        """Give a floating quotation the source that signs it, announces it or spoke last in its paragraph."""
        units = period.units
        signed = self._signature(units, k + 1) or self._signed_below(period)
        if signed is not None:
            draft.source = signed
            return
        if k == 0 and period.first_in_part and self._announced(period, draft):
            return
        told = self._told_by(units, k)
        if told is not None:
            draft.source = source_span(units, told, self.quoted.text)
            return
        alone = _alone(units)
        after_stop = k > 0 and units[k - 1].low in {".", "!", "?", "…"}
        if k and not alone and not after_stop:
            around = subject_around(units, k)
            if around is not None:
                draft.source = source_span(units, around, self.quoted.text)
                return
        if previous is None or previous.source is None:
            return
        if previous.part == period.part and self._between(previous, draft.content[0].start - 2):
            return  # whole sentences stand between: `entities` decides
        if (previous.part == period.part and (alone or after_stop)) or (
            alone and previous.part == period.part - 1 and self._whole_part(period)
        ):
            draft.source, draft.kind = previous.source, CueKind.CONTINUATION

    @staticmethod
    def _told_by(units: list[Unit], k: int) -> tuple[int, int] | None:
        """« … », tire la sonnette d'alarme la directrice: whoever closes a sentence that a verb of any kind opens after the quotation."""
        at = k + 1
        if at + 2 >= len(units) or units[at].low != "," or any(u.quotation < 0 and u.low not in {",", ".", "!", "?", "…"} for u in units[:k]):
            return None
        if units[at + 1].cap or units[at + 1].pos in {"DET", "ADP", "CCONJ", "SCONJ", "PROPN", "QUOTE"}:
            return None
        for j in range(at + 2, min(len(units), at + 12)):
            if units[j].low in {",", ".", ":", ";", "et", "qui", "que"} or units[j].quotation >= 0:
                return None
            if units[j].pos not in {"DET", "PROPN"} and not units[j].cap:
                continue
            end = phrase_right(units, j)
            if end > j and speaker_like(units, j, end, strict=True) and units[j - 1].pos != "ADP" and not any(is_finite(u) for u in units[end:]):
                return j, end
        return None

    def _announced(self, period: Period, draft: Draft) -> bool:
        """« L'association précise : » at the end of the paragraph before."""
        before = self.last
        if before is None or before.part != period.part - 1 or not before.units or before.units[-1].low != ":":
            return False
        found = announcer(before.units)
        if found is None:
            return False
        draft.kind, cue, source, draft.lemma, draft.verb_class = found
        draft.cue = span_of_units(before.units, cue)
        draft.source = source_span(before.units, source, self.quoted.text)
        return True

    def _signed_below(self, period: Period) -> Span | None:
        """« — Anne Roux », alone in the paragraph under a quotation."""
        parts = self.quoted.annotated.article.parts
        if period.part + 1 >= len(parts) or not _alone(period.units) or not self._whole_part(period):
            return None
        below = parts[period.part + 1].span
        match = _SIGNED.fullmatch(below.of(self.quoted.text))
        return Span(below.start + match.start("name"), below.start + match.end("name")) if match else None

    def _whole_part(self, period: Period) -> bool:
        """Whether the period is all there is in its paragraph."""
        part = self.quoted.annotated.article.parts[period.part].span
        return not self.quoted.text[part.start : period.units[0].start].strip() and not self.quoted.text[period.units[-1].end : part.end].strip()


def _tells(units: list[Unit], cue: Cue) -> bool:
    """Whether a cue within quoted words has others tell the speaker something: « on nous répond que »."""
    group = cue.group
    if group is None or cue.kind is not CueKind.VERB or cue.shape != "right" or cue.source is None or cue.lemma not in _TELLING or group.form not in {"fin", "pp"} or group.passive:
        return False
    addressed = any(units[k].low in {"me", "m'", "nous", "te", "t'", "vous"} for k in range(group.first, group.at))
    real = not units[group.at].low.endswith(("rait", "raient")) and not (cue.source[0] == 1 and units[0].low in QUE)
    return addressed and real and not cue.infinitive and units[cue.source[0]].low == "on"


def _last_quoted(drafts: list[Draft]) -> Draft | None:
    """The draft whose speaker a floating quotation may go on with: of « … », a dit X, selon Y », that of X."""
    if not drafts:
        return None
    last = drafts[-1]
    if len(drafts) > 1 and last.kind in {CueKind.PREPOSITION, CueKind.INCISE} and drafts[-2].sentence == last.sentence and (
        drafts[-2].quotes & last.quotes or (drafts[-2].type is AttributionType.DIRECT and last.type is not AttributionType.DIRECT)
    ):
        return drafts[-2]
    return last


def _alone(units: list[Unit]) -> bool:
    """Whether the period is nothing but quotations."""
    return all(u.quotation >= 0 or u.low in {".", ",", "!", "?", "…"} for u in units)
