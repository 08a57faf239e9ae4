"""Every place where an accused party may be answering an accusation, with what speaks for it.

Each attribution, and each denial told without words, is an option for each accusation. Two small models weigh the options:
whether the accused's side speaks there (`replies-voice`), and whether it answers this accusation (`replies-answer`).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sourcecheck.discourse.parties import name_words
from sourcecheck.discourse.standing import Source, Standing, book_index
from sourcecheck.discourse.tokens import Token
from sourcecheck.domain.discourse import UNKNOWN, Allegation
from sourcecheck.domain.text import Span

CONTENT = frozenset({"NOUN", "VERB", "ADJ", "PROPN"})
LIGHT = frozenset("être avoir faire dire pouvoir devoir vouloir aller mettre prendre donner autre même an année jour fois personne chose affirmer déclarer".split())
CASE_WORDS = frozenset(
    "accusation allégation soupçon affaire fait reproche enquête plainte procédure version preuve vérité faute erreur responsabilité légitime "
    "défense critique polémique calomnie mensonge rumeur justice loi règle droit légal illégal coupable innocent responsable incident".split()
)


@dataclass
class Option:
    """One place where the accused may be answering. `capacity`: as whom, where the names alone tell."""

    sentence: int
    last: int
    span: Span
    attribution: int | None
    capacity: str | None = None
    accuser: bool = False
    features: dict[str, float] = field(default_factory=dict)


def content_lemmas(tokens: Iterable[Token], accused: str = "") -> set[str]:
    """Lemmas that tell a matter: no light words, no words of the name of the accused."""
    names = set(name_words(accused))
    return {
        t.lemma_.lower() for t in tokens
        if t.pos_ in CONTENT and t.lemma_.lower() not in LIGHT and len(t) > 2 and not (names and set(name_words(t.text)) & names)
    }


def one_name(a: str, b: str) -> bool:
    left, right = set(name_words(a)), set(name_words(b))
    return bool(left and right) and (left <= right or right <= left)


@dataclass(frozen=True)
class Accusations:
    """All the accusations of the article: who accuses whom, where; asked by each option."""

    all: tuple[Allegation, ...]

    def accusers_of(self, accused: str) -> list[str]:
        return [a.accuser for a in self.all if a.accused == accused and a.accuser not in (None, UNKNOWN)]

    def closest(self, allegation: Allegation, sentence: int) -> bool:
        """Whether no other accusation of the same party stands nearer to the place, those before it first."""
        def away(a: Allegation) -> int:
            gap = sentence - a.sentence
            return gap if gap >= 0 else 1 - gap * 2

        return all(away(allegation) <= away(a) for a in self.all if a.accused == allegation.accused)


def place(f: dict[str, float], distance: int) -> None:
    """Where the option stands, in sentences after the accusation."""
    name = (
        "here" if distance == 0 else "next" if distance == 1 else "soon" if distance in (2, 3) else "after" if distance > 3
        else "just before" if distance >= -2 else "before"
    )
    f[f"at:{name}"] = 1.0
    f["closeness"] = 1.0 / (1.0 + abs(distance))


ANSWERS = (
    "cue:denial", "cue:admission", "cue:regret", "cue:answers", "said:denial", "said:regret", "said:admission", "said:not", "said:we",
    "said:I", "said:client", "narrated",
)


def weigh(
    option: Option, source: Source, allegation: Allegation, accusations: Accusations, standing: Standing, speaker: str,
    said: set[str], matter: set[str], act: set[str],
) -> None:
    """Fill in the features of an option; `said`, `matter`, `act`: lemmas of the words, of the accusing sentence, of the act."""
    f = option.features
    party = book_index(standing.book, allegation.accused)
    f.update(standing.tie(source, allegation.accused, party, option.capacity))
    f.update(source.general)
    accusers = accusations.accusers_of(allegation.accused)
    if allegation.accuser is not None:
        f["accused by somebody"] = 1.0
        option.accuser = bool(speaker) and one_name(allegation.accuser, speaker)
        if option.accuser:
            f["accuser"] = 1.0
    if speaker and any(one_name(name, speaker) for name in accusers):
        f["accuses them"] = 1.0
    others = {a.accused for a in accusations.all} - {allegation.accused}
    if speaker and any(one_name(name, speaker) for name in others):
        f["another accused"] = 1.0
    if not others:
        f["only accused"] = 1.0
    place(f, option.sentence - allegation.sentence)
    if accusations.closest(allegation, option.sentence):
        f["closest"] = 1.0
    shared = len((said & matter) - LIGHT)
    f["shared"] = min(shared, 4) / 4.0
    if shared:
        f["shares"] = 1.0
    if said & CASE_WORDS:
        f["said:case"] = 1.0
    if act & said:
        f["act again"] = 1.0
    known = "known" if option.capacity else "presumed" if "presumed" in f else "guess"
    f[f"is {known}"] = 1.0
    answer = False
    for name in ANSWERS:
        if name in f:
            f[f"{name}:{known}"] = 1.0
            answer = answer or name not in ("said:we", "said:I", "said:not")
    if answer:
        f[f"answer:{known}"] = 1.0
    for name in [name for name in f if name.startswith("at:")]:
        f[f"{name}:{known}"] = 1.0
        if answer:
            f[f"{name}:answer"] = 1.0
            f[f"{name}:answer:{known}"] = 1.0


def summary(options: Sequence[Option], voices: Sequence[float], answers: Sequence[float]) -> dict[str, float]:
    """All the options of one accusation together; `voices` and `answers`: log-odds of the two models, one for each option."""
    f: dict[str, float] = {}
    if not options:
        return f
    for name, scores in (("voice", voices), ("answer", answers)):
        chances = [1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score)))) for score in scores]
        f[f"{name}:best"] = max(chances)
        f[f"{name}:odds"] = max(-5.0, min(5.0, max(scores))) / 5.0
        f[f"{name}:sum"] = min(sum(chances), 3.0) / 3.0
        for known in (True, False):
            here = [c for c, o in zip(chances, options, strict=True) if (o.capacity is not None) == known]
            if here:
                f[f"{name}:{'known' if known else 'guess'}"] = max(here)
        best = options[max(range(len(options)), key=lambda n: (scores[n], -n))].features
        for trait in _TRAITS:
            if trait in best:
                f[f"{name}:{trait}"] = best[trait]
    if any(o.capacity is not None for o in options):
        f["known"] = 1.0
    return f


_TRAITS = (
    "answer:known", "answer:presumed", "answer:guess", "at:here", "at:next", "at:soon", "at:after", "at:just before", "at:before", "closest",
    "is known", "is presumed", "said:not", "said:case", "accuses them",
)

__all__ = ["Accusations", "Option", "content_lemmas", "one_name", "place", "summary", "weigh"]

