"""Words the newsroom takes from one side: criminal labels, the status of disputed territories."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sourcecheck.domain.findings import Severity
from sourcecheck.rules.checks import Built, Workshop
from sourcecheck.rules.evidence import Evidence
from sourcecheck.rules.hits import Hit, Result, found
from sourcecheck.rules.tables import Table
from sourcecheck.rules.words import Phrases

_LONG_AGO = re.compile(
    r"\b(?:1[0-8]\d\d|19\d\d)\b|\b[XVI]+e\s+siècle\b|[Pp]remière\s+[Gg]uerre|[Ss]econde\s+[Gg]uerre|Shoah|Holocauste"
    r"|\bTutsis?\b|Arménien(?:s|ne)?\s+de\s+1915|\bnazie?s?\b|Srebrenica|Khmers?\s+rouges?|Holodomor"
)
_BY = frozenset({"par", "commis", "commise", "commises", "perpétré", "perpétrée", "perpétrés", "perpétrées", "orchestré", "orchestrée"})
_OF = frozenset({"de", "du", "des", "d'"})
_OWNERS = frozenset({"la", "le", "les", "l'", "ses", "sa", "son", "cette", "ces", "leurs", "leur"})
_COMMIT = frozenset({"commettre", "perpétrer", "multiplier", "livrer", "procéder", "pratiquer", "mener", "ordonner", "organiser"})
_UNHAPPENED = frozenset(
    {"sans", "contre", "pour", "ni", "risque", "éviter", "empêcher", "crainte", "anti", "victime", "victimes", "aux", "tout", "toute"}
)


def crime_label(workshop: Workshop, parameters: Table) -> Built:
    """A criminal or law-of-war label that no court and no source stands behind.

    Options: ``labels`` (judge by themselves: an error when laid on somebody, else a warning), ``offences``
    (flagged with an author: « la corruption de la mairie »), ``acts`` (flagged with « par X », « commettre »
    or, for a verb, a subject), ``contexts`` (phrases of justice, memory or dispute that excuse a sentence).
    """
    labels = Phrases(workshop.entries(parameters.texts("labels")))
    offences = Phrases(workshop.entries(parameters.texts("offences")))
    acts = Phrases(workshop.entries(parameters.texts("acts")))
    contexts = Phrases(workshop.entries(parameters.texts("contexts")), exact=True)

    def hits(evidence: Evidence) -> Iterator[Hit]:
        words = evidence.words
        found_words = [(first, last, 0) for first, last, _ in labels.find(words)]
        found_words += [(first, last, 1) for first, last, _ in offences.find(words)]
        found_words += [(first, last, 2) for first, last, _ in acts.find(words)]
        for first, last, kind in sorted(found_words):
            span = words.span(first, last)
            if not workshop.scope.admits(evidence, span):
                continue
            sentence = evidence.sentence_of(span)
            assert sentence is not None
            inside = words.inside(sentence.span)
            if len(inside) < 5 or words.forms[first - 1] in _UNHAPPENED or words.forms[first - 2] in _UNHAPPENED:
                continue
            laid = _laid_on_somebody(evidence, first, last, kind == 1)
            if kind and not laid:
                continue
            if _LONG_AGO.search(evidence.words_in(sentence.span)) or any(True for _ in contexts.find(words, inside)):
                continue
            yield Hit(span, severity=None if laid else Severity.WARNING)

    def run(evidence: Evidence) -> Result:
        return found(hits(evidence))

    return Built(run)


def _laid_on_somebody(evidence: Evidence, first: int, last: int, of: bool) -> bool:
    """Whether the words name an author: « par X », « commis par », « de X » after a label or where `of` says
    that « de » brings the author, « X a commis », « X est un », a verb with a subject."""
    words = evidence.words
    before = words.forms[first - 1] if first else ""
    following = words.forms[last + 1] if last + 1 < len(words.forms) else ""
    if following in _BY:
        return True
    tokens = evidence.tokens.within(words.span(first, last))
    root = tokens.root
    if root.pos_ == "VERB":
        kept = {child.dep_ for child in root.children}
        return "nsubj" in kept or "obl:agent" in kept
    if of and following in _OF and before in _OWNERS:
        return True
    if not of and len(tokens) > 1 and following in _OF and _a_name_follows(evidence, last + 1):
        return True
    head = root.head
    if head.pos_ in ("VERB", "AUX") and root.dep_ in ("obj", "obl:arg", "obl", "obl:mod") and head.lemma_ in _COMMIT:
        return any(child.dep_ in ("nsubj", "obl:agent") for child in head.children)
    return any(child.dep_ == "cop" for child in root.children) and any(child.dep_ == "nsubj" for child in root.children)


def _a_name_follows(evidence: Evidence, n: int) -> bool:
    """Whether a capital begins one of the three words after word `n` (« de l'Arménie », « de la junte » does not)."""
    starts = evidence.words.starts[n + 1 : n + 4]
    return any(evidence.text[start].isupper() for start in starts)


def territory_status(workshop: Workshop, parameters: Table) -> Built:
    """A word that settles the status of a disputed territory, in the newsroom's voice and alone.

    Options: ``territories``, ``terms`` (words that take a side), ``balance`` (phrases that give the other
    framing, in the sentence or its neighbours), ``reach`` (most words between term and territory).
    """
    territories = Phrases(workshop.entries(parameters.texts("territories")), exact=True)
    terms = Phrases(workshop.entries(parameters.texts("terms")))
    balance = Phrases(workshop.entries(parameters.texts("balance")))
    reach = parameters.whole("reach", 4)

    def hits(evidence: Evidence) -> Iterator[Hit]:
        words = evidence.words
        places = [(a, b) for a, b, _ in territories.find(words) if evidence.text[words.starts[a]].isupper()]
        if not places:
            return
        for first, last, _ in terms.find(words):
            near = [(a, b) for a, b in places if 0 <= a - last - 1 <= reach or 0 <= first - b - 1 <= reach]
            for a, b in near[:1]:
                span = words.span(first, last).cover(words.span(a, b))
                sentence = evidence.sentence_of(span)
                if sentence is None or span.end > sentence.span.end or not workshop.scope.admits(evidence, span):
                    continue
                around = [sentence, evidence.following(sentence)]
                zones = [words.inside(s.span) for s in around if s is not None]
                if any(True for zone in zones for _ in balance.find(words, zone)):
                    continue
                yield Hit(span, {"term": words.span(first, last).of(evidence.text), "territory": words.span(a, b).of(evidence.text)})

    def run(evidence: Evidence) -> Result:
        return found(hits(evidence))

    return Built(run, frozenset({"term", "territory"}))


