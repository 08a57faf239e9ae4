"""Sources without a name: who speaks from inside, and what they say of others."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sourcecheck.domain.discourse import Attribution
from sourcecheck.domain.text import Span
from sourcecheck.rules.checks import Built, Workshop
from sourcecheck.rules.evidence import Evidence
from sourcecheck.rules.hits import Hit, Place, Result, found
from sourcecheck.rules.tables import Table
from sourcecheck.rules.words import Phrases

_INDEFINITE = frozenset(
    "un une des plusieurs deux trois quelques certains certaines autre ce cet cette ces son sa".split()
)
_LEAD_IN = frozenset({"selon", "d'", "l'", "le", "la", "de", "par", "auprès", "à", "pour", "après"})
_NAME_AFTER = re.compile(r",? ?(?:M\. |Mme )?[A-ZÉÈÀÂÎÔÇ][\w’'-]+ [A-ZÉÈÀÂÎÔÇ]")
"""« un officier, Abdou Sarr »: the name comes right after."""


def anonymous_source(workshop: Workshop, parameters: Table) -> Built:
    """A source from inside a house, quoted without a name.

    Options: ``nouns``, what such a source is called; ``attacks``, words that attack a person: when given, only
    sources who say one of them, or who make an allegation, are flagged. A passage that gives no name but a
    definite office (« le porte-parole ») is not anonymous.
    """
    nouns = frozenset(workshop.entries(parameters.texts("nouns")))
    attacks = Phrases(workshop.entries(parameters.texts("attacks")))

    def hits(evidence: Evidence) -> Iterator[Hit]:
        acts = [allegation.act for allegation in evidence.reading.allegations if not allegation.legal and allegation.accused_entity is not None]
        for attribution in evidence.reading.attributions:
            source = _unnamed(evidence, attribution, nouns)
            if source is None or not workshop.scope.admits(evidence, source):
                continue
            related: tuple[Place, ...] = ()
            if attacks:
                attack = _attack(evidence, attribution, attacks)
                if attack is None:
                    attack = next((act for act in acts if any(c.overlaps(act) for c in attribution.content)), None)
                if attack is None:
                    continue
                related = (Place(attack, evidence.words_in(attack)),)
            yield Hit(source, {"who": evidence.words_in(source)}, related=related)

    def run(evidence: Evidence) -> Result:
        return found(hits(evidence))

    return Built(run, frozenset({"who"}))


def _unnamed(evidence: Evidence, attribution: Attribution, nouns: frozenset[str]) -> Span | None:
    """The source's words, if they are an indefinite phrase whose first noun is one of `nouns` and name nobody."""
    if attribution.source is None or attribution.named or _NAME_AFTER.match(evidence.text, attribution.source.end):
        return None
    numbers = evidence.words.inside(attribution.source)
    forms = [evidence.words.forms[n] for n in numbers]
    for place, form in enumerate(forms[:5]):
        if form in nouns:
            bare = not forms[:place] or (set(forms[:place]) <= _LEAD_IN and form.startswith("source"))
            return attribution.source if bare or _INDEFINITE & set(forms[:place]) else None
    return None


def _attack(evidence: Evidence, attribution: Attribution, attacks: Phrases) -> Span | None:
    """The first attacking word of what is said."""
    for content in attribution.content:
        for first, last, _ in attacks.find(evidence.words, evidence.words.inside(content)):
            return evidence.words.span(first, last)
    return None
