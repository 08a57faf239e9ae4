"""The words that impute a harmful act, with their class: verbs, nouns, adjectives, offences of several words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from sourcecheck.discourse.conjugation import forms
from sourcecheck.discourse.phrases import PhraseList
from sourcecheck.discourse.scan import Scan
from sourcecheck.discourse.tokens import Token, Tokens, tokens_of
from sourcecheck.domain.text import Span
from sourcecheck.language import Annotated
from sourcecheck.resources import Library


@dataclass(frozen=True, slots=True)
class Act:
    """One harmful word of the article: token index of its head, where it ends, class, gravity, strength."""

    token: int
    end: int
    pos: str
    matter: str
    grave: bool
    strong: bool
    lemma: str


@dataclass(frozen=True, slots=True)
class Frame:
    """A word that accuses. `frame`: object, dative, theme, against, subject (« comparaître »); `legal` for procedure."""

    token: int
    frame: str
    legal: bool
    judging: bool
    lemma: str


_Row = tuple[str, bool, bool]


@cache
def _acts() -> dict[tuple[str, str], _Row]:
    out: dict[tuple[str, str], _Row] = {}
    for lemma, pos, matter, gravity, strength, *_ in Library().lexicon("harmful-acts").rows:
        row = (matter, gravity == "grave", strength == "strong")
        held = out.get((lemma, pos))
        if held is None or (row[1], row[2]) > (held[1], held[2]):
            out[(lemma, pos)] = row
    return out


@cache
def _frames() -> dict[str, tuple[tuple[str, str], ...]]:
    out: dict[str, list[tuple[str, str]]] = {}
    for lemma, frame, flag, *_ in Library().lexicon("accusation-verbs").rows:
        out.setdefault(lemma.replace(" ", "_"), []).append((frame, flag))
    return {lemma: tuple(rows) for lemma, rows in out.items()}


@cache
def _offences() -> tuple[PhraseList, dict[str, tuple[str, bool]]]:
    rows = {row[0].replace("’", "'").lower(): (row[1], row[2] == "grave") for row in Library().lexicon("offence-nouns").rows}
    return PhraseList(rows, lambda w: re.escape(w).replace("'", "['’]").replace(r"\ ", r"[  ]")), rows


_PARTICLES = {
    ("mettre", "examen"): "mettre_en_examen",
    ("mettre", "cause"): "accuser",
    ("mettre", "accusation"): "inculper",
    ("placer", "garde"): "placer_en_garde_à_vue",
    ("placer", "détention"): "incarcérer",
    ("pointer", "doigt"): "accuser",
    ("montrer", "doigt"): "accuser",
    ("traîner", "justice"): "poursuivre",
    ("désigner", "coupable"): "accuser",
    ("désigner", "coupables"): "accuser",
    ("désigner", "responsable"): "accuser",
    ("désigner", "responsables"): "accuser",
    ("tenir", "responsable"): "accuser",
    ("tenir", "responsables"): "accuser",
    ("rendre", "responsable"): "accuser",
    ("reconnaître", "coupable"): "condamner",
    ("reconnaître", "coupables"): "condamner",
    ("juger", "coupable"): "condamner",
    ("déclarer", "coupable"): "condamner",
}
_WITH_PARTICLE = frozenset(verb for verb, _ in _PARTICLES)
_ENDINGS = (("ées", "er"), ("és", "er"), ("ée", "er"), ("é", "er"), ("ies", "ir"), ("is", "ir"), ("ie", "ir"), ("i", "ir"))


# Forms that the model takes for another verb.
_LYING = frozenset({"ment", "mentent"})
_MISREAD = {"ment": "mentir", "mentent": "mentir", "tue": "tuer", "tues": "tuer", "tuent": "tuer"}


@cache
def _unlemmatised() -> dict[str, str]:
    """Form → infinitive of the verbs of the lists, for forms that the model left as they are (« reproche » → reprocher)."""
    verbs = {lemma.split(" ")[0] for lemma, pos in _acts() if pos == "verb"} | {lemma for lemma in _frames() if lemma.endswith(("er", "ir", "re"))}
    out: dict[str, str] = {}
    for verb in sorted(verbs):
        for form in forms(verb):
            out.setdefault(form, verb)
    return out | _MISREAD


@lru_cache(maxsize=20_000)
def participle_lemma(lower: str) -> str | None:
    """The infinitive of a regular past participle that the model took for an adjective or a noun."""
    for ending, infinitive in _ENDINGS:
        if lower.endswith(ending) and len(lower) > len(ending) + 2:
            return lower[: -len(ending)] + infinitive
    return None


def verb_lemma(token: Token) -> str | None:
    """The infinitive of a verb form, participles tagged as adjectives included."""
    return _verb_of(token.pos_, token.lemma_.lower(), token.lower_)


def _verb_of(pos: str, lemma: str, lower: str) -> str | None:
    if lower in _LYING:
        return "mentir"
    if pos in ("VERB", "AUX"):
        if not lemma.endswith(("er", "ir", "re")):
            return _unlemmatised().get(lower, lemma)
        return _MISREAD.get(lower) or lemma
    if pos in ("ADJ", "NOUN") and lower[-1:] in "ées":
        return participle_lemma(lower)
    return None


def _noun_lookups(token: Token) -> tuple[str, ...]:
    return _lookups(token.lemma_.lower(), token.lower_)


def _lookups(lemma: str, lower: str) -> tuple[str, ...]:
    if lower.endswith("aux"):
        return (lemma, lower[:-3] + "al", lower)
    if lower.endswith(("s", "x")):
        return (lemma, lower[:-1], lower)
    if lower.endswith("e"):
        return (lemma, lower, lower[:-1])
    return (lemma, lower)


def accuses(token: Token) -> bool:
    """Whether a verb form is one that accuses (« accusé par trois femmes »: they accuse, they do not act)."""
    verb = verb_lemma(token)
    return verb is not None and any(frame != "against" for frame, _ in _frames().get(verb, ()))


def find_acts(annotated: Annotated) -> tuple[list[Act], list[Frame]]:
    """Harmful words and accusing words of the article, in order; found once for all who ask."""
    held = annotated.__dict__.get("_acts")
    if held is None:
        held = annotated.__dict__["_acts"] = _find_acts(tokens_of(annotated))
    acts, frames = held
    return list(acts), list(frames)


@cache
def _promising() -> Scan[bool]:
    """Words that may be an act or a frame, whatever stands around them."""
    table, frames, phrases = _acts(), _frames(), _phrases()
    particles = _WITH_PARTICLE | {"vouloir"}

    def decide(pos: str, lemma: str, lower: str) -> bool | None:
        verb = _verb_of(pos, lemma, lower)
        if lower in ("mise", "œuvre", "fait", "information") or (verb is not None and (verb in particles or verb in phrases or verb in frames or (verb, "verb") in table)):
            return True
        for key in _lookups(lemma, lower):
            if (key, "noun") in table or (key, "adj") in table or key in frames:
                return True
        return None

    return Scan(decide)


def _find_acts(doc: Tokens) -> tuple[list[Act], list[Frame]]:
    acts: dict[int, Act] = {}
    frames: list[Frame] = []
    pattern, offences = _offences()
    for match in pattern.find(doc.text, doc.table.places):
        span = doc.within(Span(*match.span()))
        key = match.group().lower().replace("’", "'").replace(" ", " ")
        matter, grave = offences.get(key, ("crime", True))
        head = span.root
        acts[head.i] = Act(head.i, span.end, "offence", matter, grave, True, key)
        for token in span:
            if token.i != head.i:
                acts.setdefault(token.i, Act(-1, token.i, "", "", False, False, ""))
    table, frame_table = _acts(), _frames()
    for index, _ in _promising()(doc):
        token = doc[index]
        pos = token.pos_
        verb = verb_lemma(token)
        frame_key = verb
        if verb in _WITH_PARTICLE:
            for k in range(token.i + 1, min(token.i + 6, len(doc))):
                joined = _PARTICLES.get((verb, doc[k].lower_))
                if joined:
                    frame_key = joined
                    break
        if verb == "vouloir" and any(c.lower_ == "en" for c in token.children):
            frame_key = "reprocher"  # « en vouloir à »
        if frame_key == "poursuivre" and not _prosecutes(token):
            frame_key = None
        if frame_key == "reprocher" and any(doc[k].lower_ == "rien" for k in range(max(0, token.i - 4), token.i)):
            frame_key = None  # « rien à se reprocher »
        if frame_key in frame_table:
            for frame, flag in frame_table[frame_key]:
                if frame != "against":
                    frames.append(Frame(token.i, frame, flag == "legal", flag == "judging", frame_key))
        if pos == "NOUN" or pos == "PROPN":
            if token.lower_ in ("œuvre", "fait") and any(c.dep_ == "cop" for c in token.children):
                frames.append(Frame(token.i, "against", False, False, token.lower_))
            if token.lower_ == "mise" and token.i + 2 < len(doc) and doc[token.i + 2].lower_ in ("examen", "cause", "accusation"):
                frames.append(Frame(token.i, "against", True, False, "mise_en_examen"))
            if token.lower_ == "information" and token.i + 1 < len(doc) and doc[token.i + 1].lower_ == "judiciaire":
                frames.append(Frame(token.i, "against", True, False, "information_judiciaire"))
            for key in _noun_lookups(token):
                rows = frame_table.get(key)
                if rows and any(frame == "against" for frame, _ in rows):
                    flag = next(flag for frame, flag in rows if frame == "against")
                    frames.append(Frame(token.i, "against", flag == "legal", False, key))
                    break
        if token.i in acts:
            continue
        act = _single(token, pos, verb, table)
        if act is not None:
            acts[token.i] = act
    return [act for i, act in sorted(acts.items()) if act.token >= 0], frames


def _prosecutes(token: Token) -> bool:
    """« poursuivi pour … », « poursuivre X en justice », not « poursuivre ses efforts » or « a-t-il poursuivi »."""
    return any(
        c.dep_.startswith(("obl", "nmod")) and any(k.lower_ in ("pour", "en", "devant") and k.dep_ == "case" for k in c.children)
        for c in token.children
    )


@cache
def _phrases() -> dict[str, tuple[tuple[tuple[str, ...], _Row], ...]]:
    """Verbs that harm only with their complement: prendre → (pour, cible)."""
    out: dict[str, list[tuple[tuple[str, ...], _Row]]] = {}
    for (lemma, pos), row in _acts().items():
        first, *rest = lemma.split(" ")
        if rest and pos == "verb":
            out.setdefault(first, []).append((tuple(rest), row))
    return {verb: tuple(rows) for verb, rows in out.items()}


def _follows(token: Token, rest: tuple[str, ...]) -> int:
    """The index after the words `rest` when they stand in order just after the verb, else 0."""
    k, left = token.i + 1, list(rest)
    while left and k < min(token.i + 5 + len(rest), len(token.doc)):
        word = token.doc[k].lower_.replace("’", "'")
        if word == left[0] or (len(left[0]) > 3 and word.startswith(left[0])):
            left.pop(0)
        k += 1
    return k if not left else 0


def _single(token: Token, pos: str, verb: str | None, table: dict[tuple[str, str], _Row]) -> Act | None:
    if pos in ("NOUN", "PROPN", "ADJ") and not (pos == "PROPN" and token.is_title and token.i > token.sent.start):
        for kind in ("noun", "adj") if pos != "ADJ" else ("adj", "noun"):
            for key in _noun_lookups(token):
                row = table.get((key, kind))
                if row is not None:
                    return Act(token.i, token.i + 1, kind, *row, key)
    if verb is not None and pos != "AUX":
        for rest, row in _phrases().get(verb, ()):
            end = _follows(token, rest)
            if end:
                return Act(token.i, end, "verb", *row, " ".join((verb, *rest)))
        row = table.get((verb, "verb"))
        if row is not None:
            return Act(token.i, token.i + 1, "verb", *row, verb)
    return None
