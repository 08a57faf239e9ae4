"""What the text holds against each side of a dispute, and whom it counts on each: what the reading found, and
what the parse and the tolls add."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sourcecheck.discourse.act_classes import Act
from sourcecheck.discourse.parties import country_of, name_words
from sourcecheck.discourse.roles import act_roles
from sourcecheck.discourse.tokens import Token
from sourcecheck.domain.discourse import Party, Voice
from sourcecheck.domain.text import PartKind, Span
from sourcecheck.rules.detectors.figures import find_tolls
from sourcecheck.rules.detectors.imputation import stated, unreal
from sourcecheck.rules.evidence import Evidence

_AUTHORS = frozenset({"agent", "agent_passive", "noun_by", "noun_of", "noun_demonym", "noun_support"})
_NEAR = 5
"""Words after a toll in which its side may be named (« 11 morts et 33 blessés en … »)."""
_STEM = 5
_GENERIC = frozenset({"armee", "forces", "force", "gouvernement", "president", "ministre", "police", "soldats", "societe", "syndicat", "club",
                      "mairie", "association", "groupe", "parti", "direction", "habitants", "civils", "aviation", "troupes", "militaires",
                      "autorites", "ministere", "presidence", "entreprise", "famille", "soldat", "civil"})


_ANYBODY = frozenset({"homme", "hommes", "femme", "femmes", "passants", "passant", "individu", "individus", "personne", "personnes", "victime", "victimes",
                      "suspect", "suspects", "assaillant", "assaillants", "agresseur", "auteur", "auteurs", "tireur", "tireurs", "conducteur",
                      "assassin", "parquet", "procureur", "procureure", "tribunal", "justice", "pompiers", "secours", "temoins", "temoin", "prefecture",
                      "jeune", "jeunes", "enfant", "enfants", "un", "une", "des", "deux", "trois"})
"""Nobody in particular: no side of a dispute."""
_STATE = frozenset({"armee", "forces", "force", "gouvernement", "president", "presidente", "ministre", "soldats", "aviation", "troupes",
                    "militaires", "autorites", "ministere", "presidence", "civils", "habitants", "soldat", "marine", "milices"})


@dataclass(frozen=True)
class SideNames:
    """The words by which a party is met in the text: its own name, demonyms included."""

    words: frozenset[str]
    country: str | None

    def has(self, token: Token) -> bool:
        if self.country is not None and country_of(token.text) == self.country:
            return True
        return any(word in self.words or word[:_STEM] in self.stems for word in name_words(token.text))

    @property
    def stems(self) -> frozenset[str]:
        """Beginnings of the longer words: « Syldavie », « syldaves »."""
        return frozenset(word[:_STEM] for word in self.words if len(word) >= _STEM)


def two_sides(evidence: Evidence) -> tuple[Party, ...] | None:
    """The two sides of the dispute, forces and peoples folded into their country or company; else None.

    Of more sides, those that act, suffer or stand accused.
    """
    dispute = evidence.reading.dispute
    if not dispute.exists:
        return None
    sides = _folded(dispute.parties)
    if len(sides) > 2:
        accused = {_stems(a.accused) for a in evidence.reading.allegations}
        sides = [p for p in sides if p.harmful_acts or p.victims or any(_stems(p.name) & stems for stems in accused)]
    return tuple(sides) if len(sides) == 2 else None


def _folded(parties: tuple[Party, ...]) -> list[Party]:
    """Parties that share a name made one (« armée syldave », « Syldavie »); those with no name of their own left out."""
    out: list[Party] = []
    for party in parties:
        stems = _stems(party.name)
        if not stems:
            continue
        same = next((n for n, other in enumerate(out) if _stems(other.name) & stems and _one_state(other.name, party.name)), None)
        if same is None:
            out.append(party)
        else:
            out[same] = _together(out[same], party)
    return out


def _one_state(one: str, other: str) -> bool:
    """Whether two names that share a word are those of a country and its forces (a town's club and its mayor are not)."""
    return all(word in _STATE or word[:_STEM] in _stems(name) for name in (one, other) for word in name_words(name))


def _together(one: Party, other: Party) -> Party:
    name = min((one.name, other.name), key=lambda name: (not name[:1].isupper(), len(name), name))
    return replace(
        one, name=name, heard=one.heard or other.heard, entities=tuple(sorted({*one.entities, *other.entities})),
        words=one.words + other.words, attributions=one.attributions + other.attributions,
        harmful_acts=tuple(sorted({*one.harmful_acts, *other.harmful_acts})),
        victims=tuple(sorted({*one.victims, *other.victims})),
    )


def _stems(name: str) -> frozenset[str]:
    words = name_words(name)
    if words and words[0] in _ANYBODY:
        return frozenset()
    return frozenset(word[:_STEM] for word in words if len(word) > 2 and word not in _GENERIC)


def names_of(evidence: Evidence, party: Party, others: tuple[Party, ...]) -> SideNames:
    """The words of the party that are not those of another side."""
    words = _words(evidence, party)
    for other in others:
        if other is not party:
            words -= _words(evidence, other)
    country = party.name if any(country_of(a) == party.name for a in words) else country_of(party.name) or party.name
    return SideNames(frozenset(words), country)


def _words(evidence: Evidence, party: Party) -> set[str]:
    forms = [party.name]
    for number in party.entities:
        if number < len(evidence.reading.entities):
            forms += [evidence.reading.entities[number].name, *evidence.reading.entities[number].aliases]
    return {word for form in forms for word in name_words(form) if len(word) > 2 and word not in _GENERIC}


def narrated_acts(evidence: Evidence, party: Party, names: SideNames) -> tuple[Span, ...]:
    """Harmful acts of the party told in the newsroom's own voice, one per sentence, in order."""
    spans = [act for act in party.harmful_acts if _is_narrated(evidence, act)]
    doc = evidence.tokens
    for act in evidence.acts:
        token = doc[act.token]
        span = Span(token.idx, token.idx + len(token))
        if act.grave and _is_narrated(evidence, span) and _deed(act, token) and _authored(act, token, names):
            spans.append(span)
    by_sentence: dict[int, Span] = {}
    for span in sorted(spans):
        sentence = evidence.sentence_of(span)
        if sentence is not None and sentence.part_kind is not PartKind.TITLE:
            by_sentence.setdefault(sentence.index, span)
    return tuple(by_sentence.values())


def _deed(act: Act, token: Token) -> bool:
    if token.pos_ in ("VERB", "AUX"):
        return stated(token) and not unreal(token)
    return True


def _authored(act: Act, token: Token, names: SideNames) -> bool:
    return any(
        relation in _AUTHORS and any(names.has(t) for t in filler.subtree)
        for relation, filler in act_roles(act, token)
    )


def _is_narrated(evidence: Evidence, span: Span) -> bool:
    return (
        evidence.voice_of(span) in (Voice.NARRATOR, Voice.MIXED)
        and not evidence.is_reported(span)
        and not evidence.is_quoted(span)
    )


def victims_of(evidence: Evidence, party: Party, names: SideNames, others: list[SideNames]) -> tuple[Span, ...]:
    """Counts of casualties on the party's side, by anybody: those of the reading, and tolls that name it."""
    spans = list(party.victims)
    words = evidence.words
    for toll in find_tolls(words):
        last = words.at(toll.span.end - 1)
        zone = words.span(words.at(toll.span.start), min(last + _NEAR, len(words.starts) - 1))
        sentence = evidence.sentence_of(toll.span)
        if sentence is None:
            continue
        tokens = evidence.tokens.within(Span(zone.start, max(toll.span.end, min(zone.end, sentence.span.end))))
        named = next((side for t in tokens for side in (names, *others) if side.has(t)), None)
        if named is names:
            spans.append(toll.span)
    return tuple(sorted(set(spans)))
