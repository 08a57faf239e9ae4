"""What surrounds a party in a sentence that may accuse it: who says so and with which verb, what the party is said to
have done, whether it denies, is charged or suffers elsewhere in the article. No feature names anybody."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from sourcecheck.discourse.act_classes import Frame
from sourcecheck.discourse.parties import PartyBook, fold
from sourcecheck.discourse.replies import answers_of, speaking_parties
from sourcecheck.discourse.tokens import Stretch, Token
from sourcecheck.domain.discourse import Attribution, CueKind, VerbClass
from sourcecheck.language import Annotated
from sourcecheck.resources import Library


@cache
def _hostile_verbs() -> frozenset[str]:
    return frozenset(row[0] for row in Library().lexicon("hostile-speech").rows)


_AUTHORITIES = frozenset(
    "police policiers gendarmerie gendarmes parquet procureur procureure procureurs justice tribunal juge juges cour enqueteurs enquete "
    "magistrat magistrats ministere rapport inspection prefecture autorites".split()
)
_NEGATIONS = frozenset({"ne", "n'", "n’", "pas", "jamais", "aucun", "aucune", "sans", "ni"})


@dataclass
class BlameContext:
    """What the article says of each party, gathered once: indices into the book."""

    hostile: frozenset[int]
    charged: frozenset[int]
    authority: frozenset[int]
    speakers: dict[int, int]
    spoken: Counter[int]
    denying: frozenset[int]
    accused_in_law: frozenset[int]
    denials: tuple[int, ...]

    def denied(self, span: Stretch) -> bool:
        """Whether a word of denial stands in the span."""
        place = bisect_left(self.denials, span.start)
        return place < len(self.denials) and self.denials[place] < span.end


def gather(annotated: Annotated, attributions: tuple[Attribution, ...], book: PartyBook, frames: Sequence[tuple[Frame, Iterable[tuple[str, Token]]]]) -> BlameContext:
    """The context of an article; `frames` are its accusing words with their roles."""
    text = annotated.article.text
    speakers = speaking_parties(annotated, attributions, book)
    by_entity = {p.entity: i for i, p in enumerate(book.parties) if p.entity is not None}
    for a in attributions:
        if a.index not in speakers and a.speaker in by_entity:
            speakers[a.index] = by_entity[a.speaker]
    answers = answers_of(annotated).kinds
    denying = set()
    for a in attributions:
        if a.index in speakers and a.cue is not None and any(answers.get(t.i) in ("denial", "admission", "regret") for t in book.doc.within(a.cue)):
            denying.add(speakers[a.index])
    for i, kind in answers.items():
        if kind in ("denial", "admission", "regret"):
            found = (book.party_of(c) for c in book.doc[i].children if c.dep_.startswith("nsubj"))
            denying.update(p for p in found if p is not None)
    charged = {p for f, roles in frames if f.legal for r, t in roles if r in ("accused", "accused_passive", "against") and (p := book.party_through(t)) is not None}
    return BlameContext(
        hostile=frozenset(a.index for a in attributions if a.cue_lemma in _hostile_verbs() or (a.cue_kind is not CueKind.NONE and a.cue_lemma.removeprefix("s'") in _hostile_verbs())),
        charged=frozenset(a.index for a in attributions if a.verb_class is VerbClass.CHARGED),
        authority=frozenset(a.index for a in attributions if a.source is not None and _AUTHORITIES & set(fold(a.source.of(text)).split())),
        speakers=speakers, spoken=Counter(speakers.values()), denying=frozenset(denying), accused_in_law=frozenset(charged),
        denials=tuple(sorted(i for i, kind in answers.items() if kind == "denial")),
    )


def said_of(heads: Sequence[Token], party: int, attributed: dict[int, int], attributions: tuple[Attribution, ...], context: BlameContext) -> dict[str, float]:
    """Features of the mentions of one party in one sentence."""
    f: dict[str, float] = {}
    for token in heads:
        deed = _deed(token)
        told = attributed.get(token.i)
        f.update({("told_" if told is not None else "own_") + name: 1.0 for name in deed})
        if told is None:
            continue
        if context.speakers.get(told) == party:
            f["of_itself"] = 1.0
            continue
        f["told:" + attributions[told].type.value] = 1.0
        for name, those in (("hostile", context.hostile), ("charged", context.charged), ("authority", context.authority)):
            if told in those:
                f[name] = 1.0
                f.update({f"{name}_{d}": 1.0 for d in deed})
    return f


def _deed(token: Token) -> list[str]:
    """What the party is the subject of: past, conditional, negated; nothing if it is no subject."""
    if not token.dep_.startswith(("nsubj", "expl:subj")):
        return []
    verb = token.head
    out = ["subject"]
    mood = {m for c in (verb, *verb.children) if c.pos_ in ("VERB", "AUX") and (c is verb or c.dep_.startswith("aux") or c.dep_ == "cop") for m in c.morph.get("Mood", []) + c.morph.get("Tense", [])}
    compound = any(c.dep_.startswith("aux:tense") for c in verb.children)
    if "Cnd" in mood:
        out.append("conditional")
    elif compound or "Imp" in mood:
        out.append("past")
    if "Fut" in mood:
        out.append("future")
    if any(c.lower_ in _NEGATIONS for c in verb.children):
        out.append("negated")
    return out


def of_article(party: int, context: BlameContext, span: Stretch, following: Stretch | None) -> dict[str, float]:
    """Whether the party denies, is charged or speaks elsewhere; denials here and in the sentence after."""
    f: dict[str, float] = {}
    if party in context.denying:
        f["denies"] = 1.0
    if party in context.accused_in_law:
        f["in_law"] = 1.0
    if context.spoken[party]:
        f["speaks"] = 1.0
        f["speaks_n"] = min(context.spoken[party], 6) / 6.0
    if context.denied(span):
        f["denial_here"] = 1.0
    if following is not None and context.denied(following):
        f["denial_next"] = 1.0
    return f
