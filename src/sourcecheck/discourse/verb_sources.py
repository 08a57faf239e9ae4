"""Who says it: the subject, the agent or the place beside a reporting verb, and beside a colon."""

from __future__ import annotations

from sourcecheck.discourse.cues import CLITICS, QUE, SUBJECT_CLITICS, VerbGroup, is_finite, verb_entries
from sourcecheck.discourse.governors import impersonal
from sourcecheck.discourse.periods import Unit
from sourcecheck.discourse.sources import (
    date_end,
    main_subject,
    phrase_left,
    phrase_right,
    skip_adverbials,
    speaker_like,
    subject_left,
)


def verb_source(units: list[Unit], group: VerbGroup, stop: int, found_kind: str = "") -> tuple[int, int] | None:
    """Units of the mention of who says it; None when nobody is told. `stop`: unit where what is said begins."""
    if group.inverted >= 0:
        return group.inverted, group.inverted + 1
    if group.entry.lemma == "ressortir":
        return _brought_out(units, group, stop)
    if group.passive or group.bare:
        for j in range(group.last + 1, min(len(units), group.last + (20 if group.entry.lemma in {"estimer", "évaluer", "chiffrer"} else 12))):
            if units[j].low == "par":
                end = phrase_right(units, j + 1)
                return (j + 1, end) if end > j + 1 else None
            if units[j].quotation >= 0 and j + 1 < len(units) and units[j + 1].low == "par":
                continue  # « qualifié de « laxiste » par ses adversaires »
            if units[j].quotation >= 0 or (j > stop and found_kind != "attr"):
                break
        return None
    if group.form == "inf" and group.first > 2 and units[group.first - 1].low in {"de", "d'"}:
        told = phrase_left(units, group.first - 2, 0)
        if told is not None and told[0] and units[told[0] - 1].low == "et" and speaker_like(units, *told):
            return told  # « Et le maire d'ajouter : »
    if group.form in {"ger", "inf"}:
        return main_subject(units, group)
    if found_kind == "colon" and group.first and units[group.first - 1].low in QUE:
        start = skip_adverbials(units, group.last + 1)
        end = phrase_right(units, start)
        if end > start and speaker_like(units, start, end):
            return start, end  # « ce que conteste le maire : « … » »
    lent = _subject_of_dont(units, group)
    if lent is not None:
        return lent
    if group.first > 1 and units[group.first - 1].low in {"et", "puis"} and units[group.first - 2].quotation >= 0:
        around = subject_around(units, group.first - 2)
        if around is not None:
            return around  # « Le club « dément » et rappelle que »
    found_left = subject_left(units, group, 0)
    found_left = _outer_subject(units, found_left, group) if found_left is not None else main_subject(units, group)
    if found_left is not None and found_left[1] - found_left[0] == 1 and units[found_left[0]].low == "on":
        place = place_of(units, 0)
        if place is not None and place[1] < found_left[0]:
            return place[0]  # « Dans l'entourage du ministre, on assure que »
    if found_left is not None and units[found_left[0]].low in {"même", "mêmes"}:
        for k in range(found_left[0] + 1, found_left[1] - 1):
            if units[k].low in {"pour", "chez", "à"} and speaker_like(units, k + 1, found_left[1], strict=True):
                return k + 1, found_left[1]  # « Même constat pour le préfet, qui évoque »
    return found_left


def _subject_of_dont(units: list[Unit], group: VerbGroup) -> tuple[int, int] | None:
    """« …, dont le juge, Anne Roux, a dit que »: the subject right after the relative."""
    for k in range(group.first - 1, max(-1, group.first - 16), -1):
        if units[k].low == "dont" and units[k].quotation < 0:
            end = phrase_right(units, k + 1)
            near = end == group.first or (end == group.first - 1 and units[end].low == ",")
            return (k + 1, end) if near and speaker_like(units, k + 1, end) else None
        if is_finite(units[k]) or units[k].low in {"qui", "que", "qu'", ";"}:
            return None
    return None


def _brought_out(units: list[Unit], group: VerbGroup, stop: int) -> tuple[int, int] | None:
    """« Il ressort du rapport que »: what the finding is read off."""
    at = group.last + 1
    if not impersonal(units, group) or at >= stop or units[at].low not in {"de", "d'", "du", "des"}:
        return None
    start = at + 1
    end = min(phrase_right(units, start), stop - 1)
    return (start, end) if end > start and speaker_like(units, start, end) else None


def answers_before(units: list[Unit], group: VerbGroup) -> bool:
    """« X a répondu à Y, qui avait commenté sa lettre : « … » »: the colon goes with the main verb."""
    if group.first < 2 or units[group.first - 1].low != "qui" or units[group.first - 2].low != "," or not group.last > group.first:
        return False
    return units[group.first].low in {"avait", "avaient"}


def agent_later(units: list[Unit], start: int) -> tuple[int, int] | None:
    """« sont invités à rejoindre le gymnase par la mairie »: the agent stands after the infinitive."""
    for j in range(start + 1, min(len(units), start + 16)):
        if units[j].low in {",", ".", ";", "qui", "que"} or units[j].quotation >= 0:
            return None
        if units[j].low == "par":
            end = phrase_right(units, j + 1, appositions=False)
            return (j + 1, end) if end > j + 1 and speaker_like(units, j + 1, end, strict=True) else None
    return None


def mouthpiece(units: list[Unit], start: int, stop: int) -> tuple[int, int] | None:
    """« a répondu par la voix de son porte-parole, X : « … » »: who lends the voice."""
    for j in range(start, min(stop, len(units) - 4)):
        if units[j].low == "par" and units[j + 2].low in {"voix", "bouche", "intermédiaire", "entremise", "biais"} and units[j + 3].low in {"de", "d'", "du", "des"}:
            end = phrase_right(units, j + 4)
            if end > j + 4 and speaker_like(units, j + 4, end):
                return j + 4, end
    return None


def place_of(units: list[Unit], start: int) -> tuple[tuple[int, int], int] | None:
    """« indique-t-on à la préfecture », « a-t-on appris de source judiciaire »: who or what « on » stands for."""
    n = len(units)
    k = start
    while k < n and (stop := date_end(units, k)) > k:
        k = stop
    if k + 1 < n and units[k].low == "de" and units[k + 1].low in {"source", "sources"}:
        end = phrase_right(units, k + 1, appositions=False)
        return ((k + 1, end), end) if end > k + 1 else None
    if k < n and units[k].low == "auprès":
        k += 1
    if k < n and units[k].low in {"à", "au", "aux", "dans", "sur", "chez", "de", "du", "des", "d'"}:
        end = phrase_right(units, k + 1)
        if end > k + 1 and speaker_like(units, k + 1, end):
            return (k + 1, end), end
    return None


def _outer_subject(units: list[Unit], found: tuple[int, int], group: VerbGroup) -> tuple[int, int]:
    """« L'homme accusé d'avoir blessé un garde qui fuyait la brigade dit que »: not the object of a verb that stands inside the subject."""
    nearest = found
    for _ in range(4):
        at = found[0] - 1
        if nearest[1] != group.first or at < 2 or units[at].pos not in {"VERB", "AUX"} or units[at].quotation >= 0:
            break
        while at > 0 and (units[at].pos in {"VERB", "AUX", "ADV", "ADP", "PRON"} or units[at].low in CLITICS | {"qui", "d'", "de"}):
            at -= 1
        outer = phrase_left(units, at, 0)
        if outer is None:
            return nearest
        found = outer
    return found if speaker_like(units, *found) else nearest


def subject_around(units: list[Unit], k: int) -> tuple[int, int] | None:
    """The subject of the clause in which the quotation at `k` stands: « Le maire est « effaré » »."""
    if k and (units[k - 1].cap or units[k - 1].pos in {"NOUN", "PROPN"}):
        found = phrase_left(units, k - 1, 0)
        if found is not None and (found[0] == 0 or units[found[0] - 1].low in {",", ".", ";", "!", "?", ":"}) and speaker_like(units, *found, strict=True):
            return found
    return clause_subject(units, k)


def clause_subject(units: list[Unit], stop: int) -> tuple[int, int] | None:
    """The subject of the clause that announces the quotation."""
    aside = None
    for k in range(stop - 1, 0, -1):
        if is_finite(units[k]):
            probe = VerbGroup(k, k, k, next(iter(verb_entries().values())), "fin")
            while probe.first > 0 and units[probe.first - 1].low in CLITICS:
                probe.first -= 1
            found = subject_left(units, probe, 0)
            if found is not None and announces(units, found):
                if probe.first > 1 and units[probe.first - 1].low == "qui" and units[probe.first - 2].low == ",":
                    aside = aside or found
                    continue
                return found
    if aside is not None:
        return aside
    end = phrase_right(units, 0)
    if 0 < end < stop and speaker_like(units, 0, end) and units[0].pos in {"DET", "PROPN", "NOUN"}:
        return 0, end
    return None


def announces(units: list[Unit], found: tuple[int, int]) -> bool:
    low = units[found[0]].low
    alone = found[1] - found[0] == 1 and low in SUBJECT_CLITICS
    return (alone or speaker_like(units, *found)) and low not in {"ce", "c'", "on", "cela", "ça"}
