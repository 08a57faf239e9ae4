"""Reporting verbs with their complement: « affirme que », « dit vouloir », « dénonce « … » »; and what is no report."""

from __future__ import annotations

from sourcecheck.discourse.colons import BANNERS
from sourcecheck.discourse.cues import (
    CLITICS,
    ETRE,
    INFORM,
    QUE,
    Complement,
    Entry,
    VerbGroup,
    complement,
    is_finite,
    source_kinds,
)
from sourcecheck.discourse.drafts import Cue
from sourcecheck.discourse.governors import coordinated_participle, governed, impersonal, purpose
from sourcecheck.discourse.incises import NEGATABLE, ONLY_DENIED, incise_at
from sourcecheck.discourse.periods import Unit
from sourcecheck.discourse.quoted import Quoted
from sourcecheck.discourse.quoted_objects import CHARGES, object_quote, quoted_infinitive
from sourcecheck.discourse.sources import speaker_like, subject_left
from sourcecheck.discourse.verb_sources import agent_later, answers_before, mouthpiece, place_of, verb_source
from sourcecheck.domain.discourse import CueKind

_CLAUSE_CONJ = frozenset("et mais tandis alors puis avant qui ou quand".split())
_STANCES = frozenset(
    "convaincu convaincue convaincus convaincues persuadé persuadée persuadés persuadées certain certaine certains certaines sûr sûre sûrs sûres formel formelle "
    "formels formelles catégorique catégoriques unanime unanimes avis clair claire clairs claires".split())
_LABELS = frozenset("qualifier décrire juger considérer dépeindre traiter taxer".split())
SHOWING = frozenset({"montrer", "démontrer", "prouver", "témoigner", "attester", "faire croire", "laisser croire", "laisser penser", "laisser supposer",
                      "donner à penser", "laisser entendre"})
_ON_KNOWS = frozenset(
    "noter constater observer remarquer relever rappeler retenir apprendre voir imaginer penser croire supposer savoir comprendre "
    "estimer préciser souligner signaler regretter espérer craindre deviner dire conclure".split()
)
_READ = frozenset("apprend apprenait appris lit lisait lu lire apprendre découvre découvrir".split())
_FINDINGS = frozenset({"découvrir", "mettre en évidence", "mettre en lumière"})
_RESEARCH = frozenset("chercheur chercheurs chercheuse chercheuses scientifique scientifiques équipe équipes étude études enquête enquêtes astronome astronomes "
                      "laboratoire labo rapport recherche recherches travaux expérience expériences institut université généticien médecins auteurs".split())
_LAWS = frozenset("loi lois décret décrets règlement règlements constitution code codes traité convention directive arrêté accord alinéa charte".split())
_ORDERING = frozenset({"exiger", "demander", "prévoir", "stipuler", "imposer", "prescrire", "autoriser", "signifier", "requérir", "ordonner"})
_ADVISED = frozenset({"conseiller", "recommander", "prévoir", "espérer", "attendre", "demander", "noter"})
_DESTINED = frozenset("appeler encourager autoriser prier inviter sommer inciter convier exhorter".split())


def verb_cue(marks: Quoted, units: list[Unit], group: VerbGroup) -> Cue | None:
    """The cue of one reporting verb, or None: its incise, or its complement, its source and where what is said begins."""
    incise = incise_at(marks, units, group)
    if incise is not None:
        return incise
    if group.entry.frames == "N":
        return None
    if group.inverted >= 0 and units[-1].low == "?":
        return None
    if group.negative and group.entry.lemma not in NEGATABLE:
        return None
    if group.entry.lemma in ONLY_DENIED and not group.negative:
        return None
    if group.bare and coordinated_participle(units, group):
        group.bare = False
    found = complement(units, group)
    if found is None or _narrator_we(units, group):
        return None
    frames = group.entry.frames
    if found.kind == "quote" and not object_quote(marks, units, group, found):
        return None
    if found.kind == "quote" and "o" not in frames and not quoted_infinitive(marks, units, found.start) and not ("n" in frames and found.start == group.last + 1):
        return None
    if found.kind == "colon" and answers_before(units, group):
        return None
    if found.kind == "colon" and not ("q" in frames or "n" in frames or "o" in frames):
        return None
    if found.kind == "colon" and (found.start >= len(units) or (units[found.start].quotation < 0 and "q" not in frames)):
        return None
    source = verb_source(units, group, found.start, found.kind)
    if source is None and group.passive and found.kind == "inf":
        source = agent_later(units, found.start)
    if found.kind in {"colon", "quote"}:
        source = mouthpiece(units, group.last + 1, found.start) or source
    elif found.kind == "que" or (source is not None and source[1] < group.first):
        spoken = mouthpiece(units, group.last + 1, found.start) or (
            mouthpiece(units, source[1], group.first) if source is not None and source[1] < group.first else None
        )
        if spoken is not None and any(u.cap for u in units[slice(*spoken)]):
            source = spoken
    if group.form == "inf" and not governed(units, group) and not (
        found.kind in {"que", "quote", "colon"} and purpose(units, group)
    ):
        return None
    if not _plausible(units, group, found, source):
        return None
    if group.bare and found.kind not in {"quote", "inf"} and not (found.kind == "que" and source is not None):
        return None
    if group.bare and found.kind == "inf" and group.entry.lemma not in {"accuser", "soupçonner"}:
        return None
    if group.passive and found.kind == "inf" and not (set("x") & set(frames)) and not impersonal(units, group):
        return None
    if group.passive and found.kind == "attr" and (source is None or not speaker_like(units, *source)):
        return None
    shape = "quote" if found.kind == "quote" else "attr" if found.kind == "attr" else "right"
    return Cue(
        CueKind.VERB, group.first, found.start, (group.first, group.last + 1), source, group.entry.lemma,
        group.entry.verb_class, shape, found.start, _clause_start(units, group, source), group=group,
        infinitive=found.kind == "inf",
    )


def _plausible(units: list[Unit], group: VerbGroup, found: Complement, source: tuple[int, int] | None
) -> bool:
    """Conditions that the list of constructions cannot say."""
    lemma = group.entry.lemma
    if lemma == "ressortir" and source is None:
        return False
    if lemma == "décider" and found.kind != "que":
        return False
    if lemma in {"déclarer", "se vouloir"} and found.kind == "attr" and not any(u.quotation >= 0 for u in units[found.start : found.start + 6]):
        return False  # « l'a déclaré coupable »: a verdict, an act; « le plan se veut simple »: what a thing is meant to be
    if source is not None and found.kind in {"quote", "colon"} and any(u.low in BANNERS for u in units[source[0] : source[0] + 2]):
        return False
    if lemma in _FINDINGS and not (source is not None and any(u.low in _RESEARCH or u.low.endswith(("logue", "logues", "icien", "iciens")) for u in units[slice(*source)])):
        return False  # what research finds it publishes; anybody else only learns it
    if lemma == "retenir" and found.start > group.last + 3:
        return False  # « retient les otages qu'il a capturés »
    if lemma in _ORDERING and source is not None and found.kind != "quote" and any(u.low in _LAWS for u in units[source[0] : source[0] + 2]):
        return False  # « la loi exige que »: what is in force
    if lemma == "voir" and group.form == "ger" and units[group.first].low != "y":
        return False  # « Voyant ce projet comme une menace »: a motive
    if found.kind == "inf" and _asks_for_anonymity(units, found.start):
        return False
    if not group.passive and group.first > 1 and units[group.first - 1].low == "qui" and units[group.first - 2].low == "ce":
        return False
    if found.kind == "que" and found.start > group.last + 2 and not any(is_finite(u) or u.quotation >= 0 or (u.pos in {"VERB", "AUX"} and u.form != "Inf") for u in units[found.start : found.start + 40]):
        return False
    if found.kind == "que" and group.passive and source is None and not impersonal(units, group):
        return False
    if found.kind == "quote" and group.passive and source is None and lemma not in _LABELS | CHARGES:
        return False
    speaker = source is not None and speaker_like(units, *source)
    pronoun = source is not None and source[1] - source[0] == 1
    if found.kind in {"si", "wh"} and units[group.at].low.endswith(("ra", "ront")) and group.form == "fin":
        return False
    if group.passive and source is None and lemma in INFORM:
        return False
    if lemma in SHOWING and not (speaker or pronoun):
        return False
    if " " in lemma and lemma in SHOWING and source is not None and any(source_kinds().get(u.low) == "document" for u in units[source[0] : source[0] + 3]):
        return False  # « les documents laissent penser que »
    if group.passive and source is None and found.kind == "inf" and lemma in _DESTINED:
        return False  # « les électeurs sont appelés à élire »
    if group.passive and source is None and lemma in _ADVISED and impersonal(units, group) and "été" not in {u.low for u in units[group.first : group.at]}:
        return False  # « il est prévu que »
    if found.kind == "inf" and lemma in _ORDERING and source is not None and not (speaker or pronoun):
        return False
    if found.kind == "colon" and units[found.start].quotation < 0:
        if (lemma in SHOWING and source is not None and any(source_kinds().get(u.low) == "document" for u in units[source[0] : source[0] + 3])) or "q" not in group.entry.frames or "w" in group.entry.frames or (group.form == "inf" and not governed(units, group)) or not (speaker or pronoun):
            return False
        return any(is_finite(u) for u in units[found.start :])
    if found.kind == "inf" and "m" in group.entry.frames:
        return any(u.quotation >= 0 for u in units[found.start : found.start + 14])
    if found.kind == "inf" and lemma in CHARGES and (group.passive or group.bare):
        return source is not None or lemma == "accuser"
    return True


def _narrator_we(units: list[Unit], group: VerbGroup) -> bool:
    """« Rappelons que », « On note que »: the newsroom speaks of its own."""
    word = units[group.at].low
    before = units[group.first - 1].low if group.first else ""
    if group.form == "fin" and word.endswith("ez") and before != "vous" and units[group.first].low != "vous":
        return True
    if group.form == "fin" and word.endswith("ons") and before not in {"nous", "qui"}:
        return True
    if units[group.first].low == "nous" and not group.reflexive and any(u.low in {"avons", "avions"} or u.low.endswith("ons") for u in units[group.first + 1 : group.at + 1]):
        return True
    return before == "on" and group.inverted < 0 and group.entry.lemma in _ON_KNOWS and place_of(units, 0) is None


def _clause_start(units: list[Unit], group: VerbGroup, source: tuple[int, int] | None) -> int:
    """Unit where the clause of a right-hand cue begins, its conjunction and comma included."""
    at = group.first
    if source is not None and source[1] <= group.first and group.form not in {"ger", "inf"} and (all(
        units[k].pos == "ADV" or (units[k].low in CLITICS | {"qui", ","} and units[group.first - 1].low != ",") for k in range(source[1], group.first)
    ) or (source[1] == group.first - 1 and units[source[1]].low == "," and any(u.low == "," for u in units[source[0] : source[1]]))):
        at = source[0]
    if group.form == "inf" and governed(units, group):
        while at > 0 and at > group.first - 4 and units[at - 1].low not in {"et", "mais", "puis", ","}:
            at -= 1
    while at > 0 and units[at].low not in {"et", "mais"} and (units[at - 1].low in _CLAUSE_CONJ or units[at - 1].pos == "ADV" or units[at - 1].low in {"que", "en", "tout", "qu'", "pour"}):
        if units[at - 1].low in {"que", "qu'"} and not (at > 1 and units[at - 2].low in {"tandis", "alors"}):
            break
        at -= 1
    if at > 1 and units[at - 1].low == "dont":
        at -= 1
    if at > 0 and units[at - 1].low == ",":
        at -= 1
    return at


def _asks_for_anonymity(units: list[Unit], start: int) -> bool:
    """« qui a demandé à ne pas être cité »: what the newsroom grants, not what the source says."""
    near = {u.low for u in units[start : start + 7]}
    if near & {"anonyme", "anonymes", "anonymat", "anonymement"}:
        return True
    named = near & {"cité", "citée", "cités", "citées", "nommé", "nommée", "nommés", "identifié", "identifiée", "identifiés", "identifiées"}
    return bool(named) and {"ne", "pas", "être"} <= near


def stance_cues(units: list[Unit]) -> list[Cue]:
    """« La ministre est convaincue que », « Les experts sont formels : »: what somebody holds, told by an adjective."""
    cues = []
    for k in range(2, len(units) - 2):
        if units[k].low not in _STANCES or not (units[k + 1].low in QUE or units[k + 1].low == ":"):
            continue
        at = k - 1
        while at > 0 and (units[at].pos == "ADV" or units[at].low in {"d'", "pas"}):
            at -= 1
        if units[at].low not in ETRE or any(u.low in {"ne", "n'", "pas"} for u in units[at - 1 : k]):
            continue
        first = at
        while first > 0 and units[first - 1].low in CLITICS:
            first -= 1
        entry = Entry("être " + units[k].low, "neutral", "q")
        group = VerbGroup(first, k, k, entry, "fin")
        source = subject_left(units, group, 0)
        pronoun = source is not None and source[1] - source[0] == 1 and units[source[0]].low in {"il", "elle", "ils", "elles", "on", "qui"}
        if source is None or not (pronoun or speaker_like(units, *source)) or (units[k].low.startswith("certain") and units[source[0]].low == "il"):
            continue  # « il est certain que » is nobody's
        if units[k + 1].low == ":" and (units[k + 2].quotation >= 0 or not any(is_finite(u) for u in units[k + 2 :])):
            continue
        cues.append(Cue(CueKind.VERB, first, k + 2, (first, k + 1), source, entry.lemma, "neutral", "right", k + 2, source[0], group=group))
    return cues


def read_there_cues(units: list[Unit]) -> list[Cue]:
    """« Dans son rapport, on apprend que », « on peut lire dans la lettre que », « on apprend de source judiciaire que »."""
    cues = []
    for k in range(len(units) - 3):
        if units[k].low != "on" or units[k].quotation >= 0:
            continue
        at = k + 1
        while at < len(units) - 2 and (units[at].low in {"y", "a", "peut", "pouvait", "pourra", "avait"} or units[at].pos == "ADV"):
            at += 1
        if units[at].low not in _READ:
            continue
        place = place_of(units, 0) if k > 1 and units[k - 1].low == "," else None
        que = at + 1
        if place is None or place[1] > k:
            place = place_of(units, at + 1)
            que = place[1] if place is not None else que
        if place is None or que >= len(units) - 1 or units[que].low not in QUE or not any(is_finite(u) for u in units[que:]):
            continue
        cues.append(Cue(CueKind.VERB, k, que + 1, (k, at + 1), place[0], "apprendre", "neutral", "right", que + 1, k))
    return cues
