"""« La ministre : « … » », « Réponse du préfet : »: what a colon, or a sentence that ends with one, announces."""

from __future__ import annotations

from sourcecheck.discourse.cues import QUE, is_finite, verb_forms, verb_groups
from sourcecheck.discourse.drafts import Cue
from sourcecheck.discourse.periods import Unit
from sourcecheck.discourse.quoted import Quoted
from sourcecheck.discourse.sources import phrase_right, skip_adverbials, speaker_like
from sourcecheck.discourse.verb_sources import announces, clause_subject, verb_source
from sourcecheck.domain.discourse import CueKind

BANNERS = frozenset("banderole banderoles pancarte pancartes affiche affiches t-shirt tee-shirt t-shirts écriteau écriteaux panneau panneaux "
                    "autocollant autocollants inscrit inscrite inscription inscriptions graffiti graffitis tag tags".split())
_UTTERED = frozenset("prononcé prononcée prononcés prononcées écrit écrite écrits écrites lancé lancée lancés lancées lu lue lus lues signé signée signés signées "
                     "publié publiée publiés publiées envoyé envoyée envoyés envoyées adressé adressée adressés adressées laissé laissée diffusé diffusée "
                     "rédigé rédigée posté postée tenu tenus tenue tenues".split())


def colon_cue(marks: Quoted, units: list[Unit], cues: list[Cue]) -> Cue | None:
    """The colon that presents a quotation which no other cue presents."""
    for k, unit in enumerate(units):
        if unit.low == ":" and 0 < k < len(units) - 1 and units[k + 1].quotation >= 0:
            if any(u.low in BANNERS for u in units[:k]) and not cues:
                return None
            if any(c.first <= k < c.last for c in cues) or any(c.shape == "incise" and c.first > k for c in cues):
                return None
            if not marks.is_utterance(units[k + 1].quotation):
                return None
            spoken = next((c for c in reversed(cues) if c.kind is CueKind.VERB and c.first < k and c.source is not None), None)
            if spoken is not None:
                return Cue(CueKind.COLON, k, k + 1, (k, k + 1), spoken.source, ":", "neutral", "quote", k + 1, k)
            likened = next((j for j in range(k - 2, max(0, k - 12), -1) if units[j].low in {"celle", "celui", "celles", "ceux"} and units[j + 1].low in {"de", "d'", "du"}), None)
            if likened is not None and phrase_right(units, likened + 2) == k and speaker_like(units, likened + 2, k):
                return Cue(CueKind.COLON, k, k + 1, (k, k + 1), (likened + 2, k), ":", "neutral", "quote", k + 1, k)
            first = 1 if units[0].low in {"pour", "selon", "chez"} else 0
            end = phrase_right(units, first)
            uttered = next((j for j in range(k - 2, max(0, k - 12), -1) if units[j].low == "par" and units[j - 1].low in _UTTERED), None)
            if uttered is not None and phrase_right(units, uttered + 1) == k and speaker_like(units, uttered + 1, k):
                return Cue(CueKind.COLON, k, k + 1, (k, k + 1), (uttered + 1, k), ":", "neutral", "quote", k + 1, k)
            topic = units[first].pos == "NOUN" and any(u.form == "Part" for u in units[first:k])  # « Banques piratées : « … » »
            source = (first, end) if end == k and not topic and speaker_like(units, first, end) else _inverted_relative(units, k) or clause_subject(units, k) or _verbless(units, k)
            return Cue(CueKind.COLON, k, k + 1, (k, k + 1), source, ":", "neutral", "quote", k + 1, k)
    return None


def _inverted_relative(units: list[Unit], stop: int) -> tuple[int, int] | None:
    """« Un argument que balaie le docteur X : », « Ce que conteste la mairie : »: the subject after the verb."""
    for k in range(stop - 2, 0, -1):
        if units[k].low in QUE and (is_finite(units[k + 1]) or units[k + 1].low in verb_forms()):
            start = skip_adverbials(units, k + 2)
            end = phrase_right(units, start)
            if end > start and (end == stop or units[end].low == ",") and speaker_like(units, start, end):
                return start, end
            return None
    return None


def _verbless(units: list[Unit], stop: int) -> tuple[int, int] | None:
    """« Même son de cloche chez le docteur X : », « Réponse de la ministre, mardi : »: whose words a headless sentence announces."""
    if any(is_finite(u) for u in units[:stop]):
        return None
    for k in range(1, min(stop - 1, 8)):
        if units[k].low in {"chez", "de", "d'", "du", "des", "pour", "par", "auprès"}:
            start = k if units[k].low in {"du", "des"} else k + 1
            end = phrase_right(units, start)
            if end > start and end <= stop and speaker_like(units, start, end, strict=True):
                return start, end
    return None


def looks_back(units: list[Unit]) -> tuple[tuple[int, int], tuple[int, int], str, str] | None:
    """« C'est du moins ce qu'affirme X. », « Voilà ce que dit X. »: a sentence that gives the one before it its source, as
    (cue, source, lemma, class)."""
    at = 2 if [u.low for u in units[:2]] == ["c'", "est"] else 1 if units and units[0].low in {"voilà", "voici"} else 0
    while at and at < min(len(units), 7) and units[at].low != "ce":
        at += 1
    if not at or at + 2 >= len(units) or units[at].low != "ce" or units[at + 1].low not in QUE | {"qu'"}:
        return None
    group = next((g for g in verb_groups(units) if g.first > at + 1 and not g.negative and {"q", "n"} & set(g.entry.frames)), None)
    if group is None or group.form not in {"fin", "pp"} or group.bare or group.passive or any(u.quotation >= 0 for u in units):
        return None
    if group.first == at + 2:
        start = skip_adverbials(units, group.last + 1)
        source = (start, phrase_right(units, start))
    else:
        source = (at + 2, group.first)
    end = max(source[1], group.last + 1)
    if source[1] <= source[0] or not announces(units, source) or (end < len(units) and (units[end].low in QUE | {":", "qui"} or is_finite(units[end]))):
        return None
    return (0, group.last + 1), source, group.entry.lemma, group.entry.verb_class


def announcer(units: list[Unit]
) -> tuple[CueKind, tuple[int, int], tuple[int, int] | None, str, str] | None:
    """Who announces words at the end of `units`, a sentence that ends with a colon:
    (cue kind, cue, source, lemma, class)."""
    last = len(units) - 1
    group = next((g for g in reversed(verb_groups(units)) if not g.negative and "n" in g.entry.frames), None)
    if group is not None:
        source = verb_source(units, group, last)
        if source is not None:
            return CueKind.VERB, (group.first, group.last + 1), source, group.entry.lemma, group.entry.verb_class
    source = clause_subject(units, last)
    return None if source is None else (CueKind.COLON, (last, last + 1), source, ":", "neutral")
