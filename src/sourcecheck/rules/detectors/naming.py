"""People whom the law protects from being named: minors, victims of sexual offences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sourcecheck.domain.discourse import Entity, EntityKind
from sourcecheck.domain.text import Span
from sourcecheck.rules.checks import Built, Workshop
from sourcecheck.rules.evidence import Evidence
from sourcecheck.rules.hits import Hit, Result, found
from sourcecheck.rules.tables import Table
from sourcecheck.rules.words import Phrases, normal

_WORD = r"[A-ZÉÈÀÂÎÔÇ][\wéèêëàâîïôûùç’'-]+"
FULL_NAME = rf"{_WORD}(?: (?:de|du|des|da|ben|bin|el|al|van|von|le|la) ?| d[’']| )(?:{_WORD})(?: {_WORD}){{0,2}}"
"""A first and a last name; an initial (« Léo B. ») is no full name."""
_MINOR = r"(?:[1-9]|1[0-7]|un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|dix-sept)"
_AGED = re.compile(
    rf"(?P<name>{FULL_NAME}),? ?(?:\(|,|est)? ?(?:âgée? (?:seulement |alors )?de )?(?P<age>{_MINOR}) ans\b(?! (?:de|d[’']|plus|après|avant|auparavant|ferme|après))"
)
_YOUNG = frozenset(
    "adolescent adolescente collégien collégienne lycéen lycéenne écolier écolière garçonnet fillette mineur mineure".split()
)
_CALLED = re.compile(
    rf"\b(?i:l[’']adolescente?|le collégien|la collégienne|le lycéen|la lycéenne|l[’']écolier|l[’']écolière|le garçonnet|la fillette|le mineur|la mineure)"
    rf",? (?P<name>{FULL_NAME})"
)


_TITLE_WORDS = 4
"""Words before a name in which a title may stand (« le procureur de Pau Hervé Maurin »)."""


def named_minor(workshop: Workshop, parameters: Table) -> Built:
    """A minor's full name in a paragraph of police or courts.

    A name followed by an age under eighteen, or after « le lycéen », « la fillette »… Options: ``justice``,
    phrases of crime and procedure, one of which must stand in the paragraph; ``public``, phrases (sport, stage, games)
    that say why the name is known. Field ``name``.
    """
    justice = Phrases(workshop.entries(parameters.texts("justice")))
    public = Phrases(workshop.entries(parameters.texts("public")))

    def hits(evidence: Evidence) -> Iterator[Hit]:
        seen: set[str] = set()
        aged = _AGED.finditer(evidence.text) if evidence.has_any({"ans"}) else ()
        called = _CALLED.finditer(evidence.text) if evidence.has_any(_YOUNG) else ()
        for match in sorted((*aged, *called), key=lambda m: m.start()):
            span = Span(*match.span("name"))
            part = evidence.part_of(span)
            if part is None or match["name"] in seen or not workshop.scope.admits(evidence, span):
                continue
            inside = evidence.words.inside(part.span)
            if any(justice.find(evidence.words, inside)) and not any(public.find(evidence.words, inside)):
                seen.add(match["name"])
                yield Hit(span, {"name": match["name"]})

    def run(evidence: Evidence) -> Result:
        return found(hits(evidence))

    return Built(run, frozenset({"name"}))


def named_victim(workshop: Workshop, parameters: Table) -> Built:
    """A victim or plaintiff of a sexual offence, by full name, with no word that the person agreed to it.

    Options: ``offences``, what the offence is called; ``victims``, regular expressions with ``{name}`` and ``{offence}`` that lay
    it on the name, and ``needs``, words of which an article that fits one of them holds one; ``officials``, titles before a name that speaks for others; ``consent``, phrases anywhere in the article that say the name is changed or given willingly.
    Field ``name``.
    """
    offence = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in workshop.entries(parameters.texts("offences")))
    shapes = [
        re.compile(shape.replace("{name}", f"(?P<name>{FULL_NAME})").replace("{offence}", f"(?:{offence})"))
        for shape in parameters.texts("victims")
    ]
    needs = frozenset(parameters.texts("needs"))
    consent = Phrases(workshop.entries(parameters.texts("consent")))
    officials = Phrases(workshop.entries(parameters.texts("officials")))

    def hits(evidence: Evidence) -> Iterator[Hit]:
        seen: set[str] = set()
        for sentence in evidence.reading.sentences:
            text = evidence.words_in(sentence.span)
            for match in (m for shape in shapes for m in shape.finditer(text)):
                span = Span(sentence.span.start + match.start("name"), sentence.span.start + match.end("name"))
                if match["name"] in seen or not workshop.scope.admits(evidence, span) or not _person(evidence, span):
                    continue
                n = evidence.words.at(span.start)
                if any(officials.find(evidence.words, range(max(0, n - _TITLE_WORDS), n))):
                    continue
                seen.add(match["name"])
                yield Hit(span, {"name": match["name"]})

    def run(evidence: Evidence) -> Result:
        if (needs and not evidence.has_any(needs)) or any(consent.find(evidence.words)):
            return found(())
        return found(hits(evidence))

    return Built(run, frozenset({"name"}))


def _person(evidence: Evidence, span: Span) -> bool:
    """Whether the reading, where it knows the name, takes it for a person's."""
    entity = entity_at(evidence, span)
    return entity is None or entity.kind is EntityKind.PERSON


def entity_at(evidence: Evidence, span: Span) -> Entity | None:
    """The entity one of whose mentions overlaps the words, or whose name they are."""
    words = normal(evidence.words_in(span))
    for entity in evidence.reading.entities:
        if any(mention.overlaps(span) for mention in entity.mentions) or normal(entity.name) == words:
            return entity
    return None
