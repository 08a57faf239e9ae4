"""Figures: how many died, were wounded, went missing — and who counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sourcecheck.domain.findings import Severity
from sourcecheck.domain.text import Span
from sourcecheck.rules.checks import Built, Workshop
from sourcecheck.rules.evidence import Evidence
from sourcecheck.rules.hits import Hit, Result, found
from sourcecheck.rules.tables import Table
from sourcecheck.rules.words import Words

_NUMERALS = frozenset(
    "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt trente quarante cinquante "
    "soixante cent cents mille million millions dizaine dizaines douzaine quinzaine vingtaine trentaine quarantaine "
    "cinquantaine soixantaine centaine centaines millier milliers".split()
)
_CASUALTY = re.compile(
    r"(?:morts?|mortes?|tués?|tuées?|blessés?|blessées?|décès|disparus?|disparues?|victimes?|déplacés?|déplacées?|"
    r"décédés?|décédées?|cadavres|corps|noyés?|rescapés?|hospitalisés?|hospitalisées?|intoxiqués?|réfugiés)"
)
_PEOPLE = frozenset(
    "personnes personne civils civil soldats soldat militaires militaire policiers policier enfants enfant femmes femme hommes homme "
    "habitants manifestants passagers ouvriers salariés mineurs élèves combattants gendarmes pompiers touristes migrants otages "
    "détenus agents étudiants employés supporters joueurs spectateurs pèlerins adolescents bébés passants".split()
)
_BETWEEN = frozenset({"de", "d'", "autres", "autre", "dont", "au", "moins", "plus", "ont", "été", "a", "sont", "est", "étaient", "avaient",
                      "grièvement", "légèrement", "gravement", "portés", "portées", "porté", "nouvelles", "nouveaux", "seuls", "jeunes"})
_ABOUT = frozenset({"au", "moins", "plus", "de", "près", "environ", "encore", "aussi", "également", "quelque", "d'", "autre"})
_DEFINITE = frozenset({"les", "des", "ces", "ses", "leurs", "aux", "cette"})
"""Before the number of people already spoken of."""
_TAKE_LIFE = ("coûté", "la", "vie", "à")
_REACH = 5
_GIVE = frozenset(
    {"donner", "communiquer", "annoncer", "publier", "évoquer", "dresser", "actualiser", "réviser", "revoir", "avancer", "dénombrer",
     "recenser", "compter", "comptabiliser", "décompter", "rapporter", "signaler", "confirmer", "établir", "relever", "porter",
     "découvrir", "retrouver"}
)
_YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)\b|13[- ][Nn]ovembre|11[- ][Ss]eptembre|\bannées\s+\d{2,4}\b|[Gg]uerre mondiale")


@dataclass(frozen=True)
class Toll:
    """A count of casualties: the words, and the figure as written."""

    span: Span
    figure: str
    what: str


def unsourced_toll(workshop: Workshop, parameters: Table) -> Built:
    """A toll in the newsroom's voice that no source stands behind.

    Silent when the same figure is sourced elsewhere in the article, when a source speaks or gives a toll in the
    sentence, when another toll of the paragraph is sourced, and for dated events of the past. A warning when a
    source speaks elsewhere in the paragraph. Options: ``minimum``, a probability of needing a source below
    which the classifier's word is taken; ``sure``, the one below which the finding is a warning.
    """
    minimum = parameters.number("minimum", 0.15)
    sure = parameters.number("sure", 0.5)

    def hits(evidence: Evidence) -> Iterator[Hit]:
        tolls = find_tolls(evidence.words)
        if not tolls:
            return
        known = [toll for toll in tolls if covered(evidence, toll)]
        sourced = {toll.figure for toll in known}
        for toll in joined(tolls, evidence):
            sentence = evidence.sentence_of(toll.span)
            if sentence is None or not workshop.scope.admits(evidence, toll.span) or toll.figure in sourced:
                continue
            if _old(evidence, sentence.span) or covered(evidence, toll) or is_a_name(evidence, toll):
                continue
            part = evidence.part_of(toll.span)
            if part is not None and any(part.span.contains(other.span) for other in known):
                continue
            score = evidence.score_of(sentence)
            if score is not None and score.probability < minimum:
                continue
            neighbour = part is not None and _has_source(evidence, part.span)
            doubtful = neighbour or (score is not None and score.probability < sure)
            yield Hit(
                toll.span, {"figure": toll.figure}, score=score.probability if score else None,
                severity=Severity.WARNING if doubtful else None,
            )

    def run(evidence: Evidence) -> Result:
        return found(hits(evidence))

    return Built(run, frozenset({"figure"}))


def find_tolls(words: Words) -> list[Toll]:
    """Every count of casualties in the article, in order."""
    out: list[Toll] = []
    free = 0
    for n in [n for n, form in enumerate(words.forms) if form in _NUMERALS or form.isdigit()]:
        if n < free:
            continue
        last_number = n
        while last_number + 1 < len(words.forms) and _goes_on(words, last_number):
            last_number += 1
        end = _casualty_after(words, n, last_number)
        if end is not None and (n == 0 or words.forms[n - 1] not in _DEFINITE):
            out.append(Toll(words.span(n, end), " ".join(words.forms[n : last_number + 1]), words.forms[end]))
        free = max(n, last_number, end or 0) + 1
    return out


def joined(tolls: list[Toll], evidence: Evidence) -> list[Toll]:
    """Tolls that follow one another in a sentence (« 11 morts et 33 blessés ») made one; the first figure stays."""
    out: list[Toll] = []
    for toll in tolls:
        gap = evidence.text[out[-1].span.end : toll.span.start] if out else ""
        if out and len(gap) < 20 and not re.search(r"[.!?;\n]", gap):
            out[-1] = Toll(out[-1].span.cover(toll.span), out[-1].figure, out[-1].what)
        else:
            out.append(toll)
    return out


def _is_number(form: str) -> bool:
    return form.isdigit() or form in _NUMERALS


def _goes_on(words: Words, n: int) -> bool:
    """« 1 200 », « 1.200 », « vingt-deux », « une centaine »."""
    following = words.forms[n + 1]
    if _is_number(following):
        return True
    return following in "-., " and n + 2 < len(words.forms) and _is_number(words.forms[n + 2]) and words.ends[n] == words.starts[n + 1]


def _casualty_after(words: Words, first: int, last: int) -> int | None:
    """The word that says what was counted, if it is people harmed."""
    people = False
    for n in range(last + 1, min(last + 1 + _REACH + 5, len(words.forms))):
        form = words.forms[n]
        if form in ("ans", "an", "années", "mois", "jours", "heures", "minutes", "kilomètres", "euros"):
            return None
        if _CASUALTY.fullmatch(form):
            return n
        if form in _PEOPLE:
            people = True
            if _killed_before(words, first):
                return n
            continue
        if form in _BETWEEN:
            continue
        if people and words.lemmas[n] in ("être", "avoir", "mourir", "périr", "décéder", "succomber"):
            if words.lemmas[n] in ("mourir", "périr", "décéder", "succomber"):
                return n
            continue
        if people and form in ("mort", "mortes", "morts"):
            return n
        if n - last > (7 if people else 2) or form in ",.;:()!?»\"":
            return None
    return None


def _killed_before(words: Words, first: int) -> bool:
    """« a tué 12 personnes », « blessant trois civils », « coûté la vie à deux ouvriers »."""
    before = words.forms[max(0, first - 4) : first]
    if tuple(before) == _TAKE_LIFE:
        return True
    for form in reversed(before):
        if re.fullmatch(r"(?:tu|bless|intoxiqu|massacr)(?:é|ant|er|aient|ait)|abattu|abattant", form):
            return True
        if form not in _ABOUT:
            return False
    return False


def _old(evidence: Evidence, sentence: Span) -> bool:
    """Whether the sentence dates what it tells in a year that is not the article's own."""
    published = (evidence.annotated.article.published or "")[:4]
    return any(match.group() != published for match in _YEAR.finditer(evidence.words_in(sentence)))


def covered(evidence: Evidence, toll: Toll) -> bool:
    """Whether somebody is said to give the toll: it is reported, or a source speaks or counts in its sentence."""
    sentence = evidence.sentence_of(toll.span)
    if sentence is None or evidence.is_reported(toll.span) or _has_source(evidence, sentence.span):
        return True
    for token in evidence.tokens.within(sentence.span):
        if token.pos_ == "VERB" and token.lemma_ in _GIVE:
            subjects = [child for child in token.children if child.dep_ in ("nsubj", "obl:agent")]
            if any(child.lemma_ not in ("bilan", "on", "il", "qui") and child.pos_ != "NUM" for child in subjects):
                return True
    return False


def _has_source(evidence: Evidence, zone: Span) -> bool:
    """Whether a source speaks in the stretch, even of something else."""
    return any(a.cue is not None and zone.overlaps(a.cue) for a in evidence.reading.attributions)


def is_a_name(evidence: Evidence, toll: Toll) -> bool:
    """« Sept morts sur ordonnance »: a numeral with a capital inside a sentence."""
    sentence = evidence.sentence_of(toll.span)
    first = evidence.text[toll.span.start]
    return first.isupper() and sentence is not None and toll.span.start > sentence.span.start + 2
