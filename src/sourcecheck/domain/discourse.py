"""Who says what in an article: the reading that every rule and classifier works from.

Terms follow PARC/PolNeAR and FRACAS: an attribution has a cue, a source and a content; its type is
direct, indirect or mixed. Indices (`sentence`, `speaker`, `attribution`…) point into the tuples of
the same `Reading`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sourcecheck.domain.text import PartKind, Span

UNKNOWN = "UNKNOWN"
"""Who accuses, where the accusation is attributed to somebody the article does not let a reader tell."""


class Voice(StrEnum):
    """Who asserts a sentence."""

    NARRATOR = "narrator"
    ATTRIBUTED = "attributed"
    MIXED = "mixed"
    OTHER = "other"


class AttributionType(StrEnum):
    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class CueKind(StrEnum):
    """The construction that presents a content as said."""

    VERB = "verb"  # a déclaré que …
    INCISE = "incise"  # …, dit-il, …
    PREPOSITION = "preposition"  # selon, d'après, pour
    NOUN = "noun"  # dans un communiqué, sa promesse de
    COLON = "colon"  # Le maire : « … »
    CONTINUATION = "continuation"  # no cue of its own; goes on from the attribution before it
    NONE = "none"  # a floating quotation


class VerbClass(StrEnum):
    """How far the reporting verb engages the newsroom (N39)."""

    NEUTRAL = "neutral"
    FACTIVE = "factive"
    DOUBT = "doubt"
    CHARGED = "charged"


class EntityKind(StrEnum):
    PERSON = "person"
    ORGANISATION = "organisation"
    DOCUMENT = "document"
    GROUP = "group"
    PLACE = "place"
    UNNAMED = "unnamed"


class Gender(StrEnum):
    FEMININE = "feminine"
    MASCULINE = "masculine"
    UNKNOWN = "unknown"


class QuotationUse(StrEnum):
    """What a pair of quotation marks is used for."""

    SPEECH = "speech"
    SCARE = "scare"
    TITLE = "title"  # a work, a name, a slogan, a motto, a word spoken of


class ReplyStatus(StrEnum):
    NONE = "none"
    OFF_TOPIC = "off-topic"
    RELEVANT = "relevant"
    SOUGHT = "sought"


@dataclass(frozen=True, slots=True)
class Sentence:
    index: int
    span: Span
    part: int
    part_kind: PartKind
    voice: Voice


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks (or after a dialogue dash). `outer` holds the marks, `inner` does not.

    `balanced` is false when a mark is missing and the extent was inferred.
    """

    outer: Span
    inner: Span
    use: QuotationUse
    balanced: bool = True
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Attribution:
    """One stretch of content held to have been said, and by whom.

    `content` has several spans when an incise cuts it. `speaker` points into `Reading.entities`;
    None when the article does not allow to tell. `verb_class` says how far the cue engages
    the newsroom (« prétend » is doubt).
    """

    index: int
    type: AttributionType
    content: tuple[Span, ...]
    cue: Span | None
    cue_kind: CueKind
    cue_lemma: str
    source: Span | None
    speaker: int | None
    named: bool
    verb_class: VerbClass = VerbClass.NEUTRAL
    sentence: int = 0

    @property
    def extent(self) -> Span:
        return Span(self.content[0].start, self.content[-1].end)


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, organisation, document, group or place as the whole article names it.

    `name` is the fullest name the article gives; `aliases` are every form met, folded by metonymy and
    demonym (Arménie, arménien, Erevan) for parties; `party` is the side it stands on in the dispute.
    """

    index: int
    name: str
    kind: EntityKind
    role: str | None
    named: bool
    gender: Gender
    plural: bool
    mentions: tuple[Span, ...]
    aliases: tuple[str, ...] = ()
    party: str | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """What the accused answers in the article. `neutralised`: undone at once by « mais… »; `distance`: in sentences."""

    status: ReplyStatus
    span: Span | None = None
    sentence: int | None = None
    attribution: int | None = None
    neutralised: bool = False
    distance: int | None = None


@dataclass(frozen=True, slots=True)
class Allegation:
    """A statement that an identifiable party did something blameworthy.

    `accuser` is None when the newsroom itself accuses, `UNKNOWN` when somebody does whom the text does not name. `matter` is the act class
    (violence, fraud, corruption, abuse, negligence, lie…), `act` the words that name the act.
    `legal` is true for a charge, verdict or inquiry stated as such.
    """

    index: int
    span: Span
    act: Span
    sentence: int
    accused: str
    accused_entity: int | None
    accuser: str | None
    accuser_entity: int | None
    matter: str
    grave: bool
    legal: bool
    conditional: bool
    attribution: int | None
    reply: Reply


@dataclass(frozen=True, slots=True)
class Party:
    """A side of the dispute: what it says, what is said that it did, who suffered on its side."""

    name: str
    heard: bool
    entities: tuple[int, ...]
    words: int
    attributions: int
    harmful_acts: tuple[Span, ...]
    victims: tuple[Span, ...]
    verb_classes: tuple[tuple[VerbClass, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Dispute:
    exists: bool
    one_sided: bool
    parties: tuple[Party, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """The discourse of one article, complete and frozen; the corridor's widest noun."""

    genre: str
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...]
    attributions: tuple[Attribution, ...]
    entities: tuple[Entity, ...]
    allegations: tuple[Allegation, ...]
    dispute: Dispute
    unbalanced_marks: tuple[Span, ...] = ()

    def sentence_at(self, offset: int) -> Sentence | None:
        return next((s for s in self.sentences if s.span.start <= offset < s.span.end), None)

    def speaker_name(self, attribution: Attribution) -> str | None:
        return None if attribution.speaker is None else self.entities[attribution.speaker].name
