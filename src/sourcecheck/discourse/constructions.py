"""From words to cues: which reporting verbs, incises, prepositions and colons of a period present something as said."""

from __future__ import annotations

from itertools import pairwise

from sourcecheck.discourse.colons import colon_cue
from sourcecheck.discourse.contents import Contents
from sourcecheck.discourse.cues import QUE, is_finite, verb_groups
from sourcecheck.discourse.drafts import Cue
from sourcecheck.discourse.frames import PRONOUNS, frame_cues
from sourcecheck.discourse.governors import governed
from sourcecheck.discourse.periods import Unit
from sourcecheck.discourse.quoted import Quoted
from sourcecheck.discourse.sources import phrase_right, speaker_like
from sourcecheck.discourse.verb_cues import SHOWING, read_there_cues, stance_cues, verb_cue
from sourcecheck.domain.discourse import CueKind

_ADVERBIALS = frozenset("aussi également ainsi en outre tout même encore notamment ensuite enfin par ailleurs".split())


class Constructions:
    """The cues of a period, in order, those inside somebody else's words left out."""

    def __init__(self, quoted: Quoted, contents: Contents) -> None:
        self.quoted = quoted
        self.contents = contents

    def cues(self, units: list[Unit]) -> list[Cue]:
        groups = verb_groups(units)
        cues: list[Cue] = []
        for group in groups:
            cue = verb_cue(self.quoted, units, group)
            if cue is not None:
                cues.append(cue)
        cues.extend(self._gapped(units, cues))
        cues.extend(stance_cues(units))
        cues.extend(read_there_cues(units))
        cues.extend(frame_cues(self.quoted, units))
        cues.sort(key=lambda c: c.first)
        cues = [c for i, c in enumerate(cues) if not (i + 1 < len(cues) and _says_on(units, c, cues[i + 1]))]
        cues = self._without_embedded(units, _without_overlaps(cues))
        for before, cue in pairwise(cues):
            ahead = cue.group is not None and cue.group.form == "inf" and [u.low for u in units[max(0, cue.group.first - 2) : cue.group.first]] in (["avant", "de"], ["avant", "d'"])
            if cue.group is not None and (cue.group.form == "ger" or (ahead and before.kind is CueKind.INCISE)) and before.source is not None and before.kind is not CueKind.PREPOSITION:
                cue.source = before.source  # « …, a assuré le maire, ajoutant que »
        if not any(c.shape != "incise" and c.start >= 0 and units[c.start - 1].low == ":" for c in cues):
            colon = colon_cue(self.quoted, units, cues)
            if colon is not None:
                cues.append(colon)
                cues.sort(key=lambda c: c.first)
        return cues

    @staticmethod
    def _gapped(units: list[Unit], cues: list[Cue]) -> list[Cue]:
        """« Les uns parlent d'« A », les autres d'« B » », « qualifié de « A » par X et de « B » par Y »: the verb is not said again."""
        found = []
        for cue in cues:
            if cue.kind is not CueKind.VERB or cue.shape != "quote" or cue.group is None:
                continue
            passive = cue.group.passive or cue.group.bare
            start = cue.source[1] if passive and cue.source is not None and cue.source[0] > cue.start else cue.start + 1
            if start >= len(units) - 2 or units[start].low not in {",", "et", ";", "mais"}:
                continue
            first = start + 1 + (units[start + 1].low in {"et", "mais"})
            k = first
            while k < len(units) and k < first + 8 and units[k].quotation < 0:
                k += 1
            if k >= len(units) or units[k].quotation < 0:
                continue
            if passive:
                if units[first].low not in {"de", "d'", "comme"} or k + 2 >= len(units) or units[k + 1].low != "par":
                    continue
                who = (k + 2, phrase_right(units, k + 2))
            else:
                end = k
                while end > first and (units[end - 1].pos in {"DET", "ADP"} or units[end - 1].low in {"de", "d'", "à"}):
                    end -= 1
                who = (first, end)
            others = {u.low for u in units[slice(*who)]} & {"autres", "autre", "second", "seconde", "troisième"}
            if who[1] <= who[0] or any(is_finite(u) or u.low in {",", ":"} for u in units[slice(*who)]) or not (others or speaker_like(units, *who, strict=True)):
                continue
            found.append(Cue(CueKind.COLON, min(who[0], k), max(k + 1, who[1]), (start, start + 1), who, cue.lemma, cue.verb_class, "quote", k, who[0]))
        return found

    def _without_embedded(self, units: list[Unit], cues: list[Cue]) -> list[Cue]:
        """Leave out the cues inside what another cue presents: « affirme que le maire a promis de… »."""
        kept: list[Cue] = []
        outer: Cue | None = None
        incises = [c for c in cues if c.shape == "incise"]
        ends = {c.first - (units[c.first - 1].low == ",") for c in cues if c.kind is CueKind.INCISE and c.first}
        cues = [c for c in cues if not (c.shape == "quote" and c.start + 1 in ends)]
        for cue in cues:
            if cue.shape in {"right", "attr", "quote"} and cue.kind is CueKind.VERB and outer is not None and cue.first >= outer.start:
                if self._past(units, cue, outer, incises) or _breaks_away(units, cue, outer):
                    group = cue.group
                    if group is not None and group.inverted < 0 and not _has_subject(units, cue, outer) and (group.form == "ger" or {units[k].low for k in range(cue.clause, group.first)} <= {"et", "mais", "puis", ",", "ou"} | _ADVERBIALS):
                        cue.source = outer.source or cue.source
                    outer = cue if cue.shape == "right" else None
                    kept.append(cue)
                elif _reports_speech(units, cue, outer):
                    kept.append(cue)
                continue
            if cue.kind is CueKind.PREPOSITION and cue.source is not None and units[cue.source[0]].low in PRONOUNS and outer is not None and outer.start <= cue.first and units[cue.first - 1].low != "," and (
                    not self._past(units, cue, outer, incises)):
                continue  # « affirme que les clients, prévenus selon lui, … »
            kept.append(cue)
            if cue.shape == "right" and cue.kind is CueKind.VERB:
                outer = cue
            elif cue.shape == "incise" and cue.kind is CueKind.INCISE:
                outer = None
        return kept

    def _past(self, units: list[Unit], cue: Cue, outer: Cue, incises: list[Cue]) -> bool:
        """Whether the content of `outer` is over before `cue` begins."""
        return cue.first >= self.contents.right_end(units, outer.start, outer, [outer, *incises])


def _says_on(units: list[Unit], cue: Cue, following: Cue) -> bool:
    """« De source policière, on indique que »: one source, named before « on »."""
    group = following.group
    return (
        cue.kind is CueKind.PREPOSITION and group is not None and following.shape == "right" and following.source == cue.source
        and units[group.first - 1].low == "on" and group.first - cue.last <= 2
    )


def _without_overlaps(cues: list[Cue]) -> list[Cue]:
    """Of two cues on the same words the first is kept (a verb inside the source of « selon » is none)."""
    kept: list[Cue] = []
    for cue in cues:
        if any(o.cue[0] <= cue.cue[0] < o.cue[1] or (o.shape == "incise" and o.source is not None and o.first <= cue.cue[0] < o.source[1]) for o in kept):
            continue
        kept.append(cue)
    return kept


def _reports_speech(units: list[Unit], cue: Cue, outer: Cue) -> bool:
    """« raconte que l'homme a fait savoir que… »: somebody else's words inside what is said."""
    group = cue.group
    assert group is not None
    return (
        cue.shape == "right" and not cue.infinitive and group.form in {"fin", "pp"} and not group.passive and not group.bare
        and cue.source is not None and cue.source[0] >= outer.start and cue.source[1] <= group.first
        and speaker_like(units, *cue.source) and cue.lemma not in SHOWING
    )


def _has_subject(units: list[Unit], cue: Cue, outer: Cue) -> bool:
    """« …, tandis que le porte-parole, Anne Roux, jugeait »: the later verb has a subject of its own beside it."""
    group = cue.group
    return (
        cue.source is not None and group is not None and group.form in {"fin", "pp"} and cue.source[0] >= outer.start
        and (cue.source[1] == group.first or group.passive or group.bare or (
            cue.source[1] == group.first - 1 and units[cue.source[0] - 1].low in QUE | {"et", "mais", "car", "or", ";", "alors", "dont"}))
    )


def _breaks_away(units: list[Unit], cue: Cue, outer: Cue) -> bool:
    """Whether a later cue leaves the content of the one before it: a new clause of the narrator."""
    group = cue.group
    assert group is not None
    at = cue.clause
    head = {units[k].low for k in range(at, min(at + 3, group.at))}
    if at < outer.start:
        return False
    if governed(units, group):
        return bool({units[k].low for k in range(max(outer.start, group.first - 4), group.first)} & {"et", "mais", "puis"})
    if group.form == "ger":
        return units[at].low == "," or bool(head & {"en", "tout", "et"}) or (at > 0 and units[at - 1].low in {")"})
    if group.form == "inf":
        return bool(head & {"avant", "pour", "sans"}) and units[at].low == ","
    if group.first and units[group.first - 1].low == ",":
        return True
    if "dont" in head and units[at].low == ",":
        return True
    if head & {"qui", "dont"}:
        return units[at].low == "," and outer.shape != "right"
    return bool(head & {"et", "mais", "tandis", "alors", "puis", "ou", "quand"})
