"""« dit-il », « a déclaré lundi le ministre », « comme l'affirme X »: reporting verbs turned round, set in or after what they present."""

from __future__ import annotations

from sourcecheck.discourse.cues import (
    CLITICS,
    QUE,
    VerbGroup,
    aside_end,
    has_main_verb,
    is_finite,
    source_kinds,
    verb_forms,
)
from sourcecheck.discourse.drafts import Cue
from sourcecheck.discourse.frames import insertion_end
from sourcecheck.discourse.governors import raise_governor
from sourcecheck.discourse.periods import Unit
from sourcecheck.discourse.quoted import Quoted
from sourcecheck.discourse.sources import phrase_right, skip_adverbials, speaker_like
from sourcecheck.discourse.verb_sources import place_of
from sourcecheck.domain.discourse import CueKind

_ALSO_PRESENT = frozenset("écrit dit fait redit prédit décrit déduit traduit enjoint contredit".split())  # a participle or a present: « …, écrit le journal »
NEGATABLE = frozenset("penser croire estimer vouloir exclure souhaiter cacher décolérer dissimuler démordre douter juger considérer nier démentir contester".split())
_IDLE_ON = frozenset("penser croire imaginer supposer".split())
_CUSTOM = frozenset({"vouloir", "prévoir", "prescrire", "exiger", "stipuler"})  # « comme le prévoit la loi »
ONLY_DENIED = frozenset({"cacher", "décolérer", "dissimuler", "démordre"})  # « ne cache pas que »
_OF_PEOPLE = frozenset(
    "accuser saluer louer critiquer attaquer interpeller apostropher haranguer sermonner tancer insulter injurier vilipender inviter exhorter supplier "
    "implorer interroger questionner féliciter complimenter congratuler encourager menacer rassurer contredire contrer corriger recadrer houspiller gronder "
    "admonester morigéner invectiver fustiger étriller tacler flinguer pourfendre citer poursuivre accabler cogner cingler moquer railler vanter applaudir acclamer "
    "célébrer défendre couper interrompre relancer appeler prier presser conjurer adjurer balancer lâcher lancer poser livrer chanter pleurer enfoncer rabrouer "
    "brocarder caricaturer imiter paraphraser préfacer approuver désapprouver désavouer pilonner mesurer signer lire dicter presser chuter".split()
)  # whom the phrase after them may suffer: « Il arrive, salue la directrice »
_MANNERS = frozenset({
    ("en", "conférence"), ("en", "marge"), ("en", "larmes"), ("en", "préambule"), ("en", "fin"), ("en", "ouverture"), ("en", "clôture"), ("en", "direct"), ("en", "réponse"),
    ("au", "micro"), ("au", "téléphone"), ("au", "procès"), ("au", "parlement"), ("au", "monde"), ("au", "figaro"), ("au", "parisien"), ("à", "l'", "issue"),
    ("à", "l'", "agence"), ("à", "l'", "afp"), ("à", "la", "presse"), ("à", "la", "télévision"), ("à", "la", "radio"), ("aux", "journalistes"), ("aux", "médias"),
    ("à", "nos", "confrères"), ("à", "ce", "sujet"), ("à", "propos"), ("au", "sujet"), ("à", "plusieurs", "reprises"), ("d'", "une", "voix"), ("d'", "un", "ton"),
    ("devant", "la", "presse"), ("dans", "un", "communiqué"), ("en", "visite"), ("en", "déplacement"),
})
_AIRED = ("bfm", "rtl", "rmc", "france", "cnews", "lci", "tf1", "twitter", "x", "facebook", "instagram", "rts", "rtbf", "radio", "reuters", "belga", "europe")


def incise_at(marks: Quoted, units: list[Unit], group: VerbGroup) -> Cue | None:
    """An inverted incise: « dit-il », « a déclaré lundi le ministre », « comme l'affirme X »."""
    raise_governor(units, group)
    if group.form not in {"fin", "pp"} or (group.bare and units[group.at].low not in _ALSO_PRESENT):
        return None
    if any(units[k].low in {"ayant", "étant"} for k in range(group.first, group.at)):
        return None
    if group.entry.lemma in ONLY_DENIED if not group.negative else group.entry.lemma not in NEGATABLE:
        return None
    left = group.first - 1
    while left >= 0 and units[left].pos == "ADV" and units[left].quotation < 0 and units[left].low not in {","}:
        left -= 1
    comme = left >= 0 and units[left].low in {"comme", "ainsi"} and left == group.first - 1
    if left == group.first - 1 and left > 3 and group.inverted < 0 and units[left].low in QUE and [u.low for u in units[left - 3 : left]] == [",", "à", "ce"]:
        left, comme = left - 2, True  # « …, à ce que racontent des bergers »
    if comme and group.entry.lemma in _CUSTOM:
        return None
    quoted = left >= 0 and (units[left].quotation >= 0 or (units[left].low in {",", "."} and left > 0 and units[left - 1].quotation >= 0))
    if quoted and group.inverted < 0 and _names_the_subject(marks, units, left):
        return None
    edge = left < 0 or quoted or units[left].low in {",", "–", "—", "-", "?", "!", "…", ")", "("} or comme
    if not edge:
        return None
    if group.entry.frames == "N" and not quoted:
        return None  # a verb of any kind reports only beside a quotation
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
            source, end = place_of(units, end) or (source, end)
        return _incise_cue(units, group, end, source, left, comme)
    if group.passive or left < 0 or ("n" not in group.entry.frames and not comme):
        return None
    start = skip_adverbials(units, group.last + 1)
    if start >= len(units) or units[start].low in QUE | {":"} or units[start].quotation >= 0:
        return None
    if units[start].low in {"de", "d'", "à", "au", "aux", "en", "sur", "dans", "des"} and units[start].pos == "ADP" and not (
        units[start].low == "des" and start + 1 < len(units) and units[start + 1].low in source_kinds()
    ):
        return None
    end = phrase_right(units, start)
    if end <= start or any(units[k].low in QUE for k in range(start, min(end + 1, len(units)))):
        return None
    if quoted and end < len(units) and not speaker_like(units, start, end) and (units[end].pos == "DET" or units[end].cap):
        beyond = phrase_right(units, end)
        if beyond > end and speaker_like(units, end, beyond):
            start, end = end, beyond  # « … », enfonce le clou | la directrice
    if not quoted and not comme:
        opens = max((k + 1 for k in range(left) if units[k].low in {":", ";"}), default=0)
        learnt = group.entry.lemma == "apprendre" and group.form == "pp"
        manner = group.entry.lemma not in _OF_PEOPLE and speaker_like(units, start, end, strict=True) and _after_simple_clause(units, group, left, start, end)
        if not (learnt or manner or {"q", "s"} & set(group.entry.frames)) or not (
            has_main_verb(units[opens:], left - opens) or _headline(units, left, end) or _fronted(units, left, end) or _between_subject_and_verb(units, left, _aside_after(units, insertion_end(units, end), left)) or any(u.quotation >= 0 and marks.has_verb(marks.quotations[u.quotation]) for u in units[:left])
        ):
            return None
        if end < len(units) and is_finite(units[end]):
            return None
        if not (speaker_like(units, start, end) or _body_of(units, start, end) or _after_simple_clause(units, group, left, start, end)):
            return None
    elif (comme or _words_before_quote(units, left)) and not speaker_like(units, start, end):
        return None
    end = _source_alone(units, start, end)
    source = (start, end)
    if units[group.at].low == "dit" and group.first == group.at and not quoted and units[start].cap and units[left - 1].cap and all(u.cap for u in units[start:end]):
        return None  # « Eugène Roux, dit Gégé Roux, »
    if end - start == 1 and units[start].pos == "ADJ" and not units[start].cap:
        return None  # « a cru | bon | de préciser »
    if group.entry.lemma == "apprendre":
        end = next((k for k in range(start + 1, end) if units[k].low == "auprès" or (units[k].low == "de" and units[k + 1].low in {"source", "sources"})), end)
        source = (start, end)
        source, end = place_of(units, end) or (source, end)  # « a appris l'agence de source judiciaire »
    return _incise_cue(units, group, end, source, left, comme)


def _body_of(units: list[Unit], start: int, end: int) -> bool:
    """« la zone de police », « la cellule de crise de la mairie »: a noun of no meaning of its own, of those who speak."""
    comma = next((k for k in range(start + 2, min(end - 2, start + 6)) if units[k].low == ","), 0)
    if comma and units[start].pos == "DET" and all(u.cap for u in units[comma + 1 : end]):
        return True  # « l'économe du lycée, Anne Roux »
    if end - start > 2 and units[start].pos == "DET" and units[start + 1].pos == "NOUN" and sum(u.cap for u in units[start + 2 : end]) >= 2 and units[start + 2].cap:
        return True  # « le glaciologue Paul Durand »
    return end - start > 3 and units[start].pos == "DET" and units[start + 1].pos == "NOUN" and units[start + 2].low in {"de", "d'", "du", "des"} and any(
        u.low in source_kinds() for u in units[start + 3 : min(end, start + 5)])


def _after_simple_clause(units: list[Unit], group: VerbGroup, left: int, start: int, end: int) -> bool:
    """« Il versait le poison dans la soupe, relève la feuille de motivation. »: after one whole clause, a verb before its subject
    reports, whatever the noun."""
    if units[left].low != "," or group.form not in {"fin", "pp"} or units[start].low not in {"le", "la", "l'", "les", "un", "une", "son", "sa", "leur", "ce", "cet", "cette"}:
        return False
    if any(u.low == "," or u.low in {"qui", "dont", "où", "lorsque", "quand", "si", "s'", "tandis", "alors"} or u.low in QUE or u.quotation >= 0 for u in units[:left]):
        return False
    rest = units[end:]
    return not any(is_finite(u) or u.quotation >= 0 or u.low in {",", "et", "mais", "puis", ":", "qui", "pour"} or u.low in QUE for u in rest)


def _headline(units: list[Unit], left: int, end: int) -> bool:
    """« Séisme : pas de victime, dit la police »: words without a verb before an incise that closes the sentence."""
    closes = not any(is_finite(u) or u.low in {",", "et", ":"} or u.quotation >= 0 for u in units[end:])
    return closes and units[left].low == "," and (left > 1 or (left == 1 and units[0].pos in {"ADJ", "ADV"})) and not any(
        is_finite(u) or u.low in QUE or u.low == "," or u.quotation >= 0 for u in units[:left]
    ) and units[0].pos != "ADP" and (left == 1 or any(u.pos in {"NOUN", "PROPN", "NUM"} for u in units[:left]))


def _fronted(units: list[Unit], left: int, end: int) -> bool:
    """« Même si la pluie cessait, avertit X, … »: the incise stands after a fronted clause."""
    opens = units[0].low in {"si", "s'", "quand", "lorsque", "lorsqu'", "tant"} or (units[0].low in {"même", "sauf", "comme"} and units[1].low in {"si", "s'"})
    return opens and end < len(units) and units[end].low == "," and any(is_finite(u) for u in units[:left])


def _between_subject_and_verb(units: list[Unit], left: int, end: int) -> bool:
    """« Les travaux, assure la mairie, finiront en juin »: the incise cuts a clause before its verb."""
    if end >= len(units) or units[end].low != "," or not any(u.pos in {"NOUN", "PROPN", "PRON"} or u.cap for u in units[:left]):
        return False
    k = end + 1
    while k < len(units) and (units[k].low in CLITICS or units[k].pos == "ADV"):
        k += 1
    return k < len(units) and is_finite(units[k])


def _names_the_subject(marks: Quoted, units: list[Unit], left: int) -> bool:
    """« Le groupe « X » a revendiqué… »: the quotation at `left` is part of the subject."""
    if units[left].quotation < 0 or left == 0 or units[left - 1].low in {",", ".", ":", "et"}:
        return False
    quotation = marks.quotations[units[left].quotation]
    return not marks.has_verb(quotation) and not any(is_finite(u) for u in units[:left])


def _words_before_quote(units: list[Unit], left: int) -> bool:
    """Whether the quotation that ends at `left` stands inside a clause of the narrator."""
    quote = left if units[left].quotation >= 0 else left - 1
    return quote > 0 and units[quote - 1].low not in {".", ":", "!", "?", "…", ";"}


def _incise_cue(units: list[Unit], group: VerbGroup, end: int, source: tuple[int, int], left: int, comme: bool
) -> Cue:
    first = left + 1 if not comme else left
    stop = end if group.inverted >= 0 else insertion_end(units, end)
    stop = _aside_after(units, stop, left)
    return Cue(
        CueKind.INCISE, first, stop, (group.first, group.last + 1), source, group.entry.lemma,
        group.entry.verb_class, "incise", group=group, clause=first,
    )


def _aside_after(units: list[Unit], end: int, left: int) -> int:
    """Past « lors d'un point de presse » in « La route, a dit le préfet lors d'un point de presse, rouvrira »: up to the comma that closes the incise."""
    if left < 0 or units[left].low not in {",", "!", "?", "…"}:
        return end
    for k in range(end, min(len(units) - 1, end + 16)):
        if units[k].low == ",":
            return k
        if units[k].quotation >= 0 or is_finite(units[k]) or units[k].low in QUE | {";", ":", "et", "qui", "mais", "dont", "où", "(", ".", "si"}:
            return end
        if k > end and units[k].low in verb_forms() and units[k].pos == "VERB":
            return end
    return end


def _source_alone(units: list[Unit], start: int, end: int) -> int:
    """Where the mention of a source ends when how or to whom it spoke was taken with it: « le préfet | au micro de Radio Sud »."""
    for k in range(start + 2, end):
        pair = units[k].low, units[k + 1].low if k + 1 < len(units) else ""
        triple = (*pair, units[k + 2].low if k + 2 < len(units) else "")
        if units[k].low in {"auprès", "face", "via", "lors"} or pair in _MANNERS or triple in _MANNERS or aside_end(units, k) > k:
            return k
        if units[k].low in {"à", "sur"} and k + 1 < end and units[k + 1].cap and units[start + 1].low not in {"ambassadeur", "ambassadrice"} and any(
            units[k + 1].low.startswith(m) for m in _AIRED):
            return k
    return end
