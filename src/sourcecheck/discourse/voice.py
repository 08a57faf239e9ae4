"""The voice of every sentence: who asserts it, the newsroom, a source, or both.

An attribution colours a sentence by what it covers of it: content, cue and source. What is left over is the
newsroom's own. A sentence without content may still only report that somebody publicly spoke or called
for something. A small multinomial model weighs these shares (`weights/voice-*.json`, fitted on the
whole development gold, so that its own figure there is too kind); what is no assertion at all is set aside by rule.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cache

from sourcecheck.discourse.cues import source_kinds
from sourcecheck.discourse.linear import Linear, load
from sourcecheck.discourse.own_clauses import around_features, clause_features, full_verb
from sourcecheck.discourse.public_acts import public_acts, public_verb_forms
from sourcecheck.discourse.token_table import TokenTable, token_table
from sourcecheck.domain.discourse import Attribution, AttributionType, CueKind, Quotation, Sentence, Voice
from sourcecheck.domain.text import PartKind, Span
from sourcecheck.language import Annotated
from sourcecheck.language.annotated import span_of

_NO_ASSERTION = frozenset({PartKind.FURNITURE, PartKind.BYLINE})
_CONTENT, _FRAME = 1, 2
_LIGHT = frozenset("fait faisait font fit faire rendu rend rendent pris prend prendre la un lancé lance".split())
_TAKING = frozenset({"part", "état", "référence", "hommage", "parole", "défense", "appel"})
_FIRST_PERSON = frozenset({"je", "j'", "nous", "notre", "nos", "mon", "ma", "mes"})
_HEARSAY = frozenset({"aurait", "auraient", "serait", "seraient"})
_AND = frozenset({"et", "mais", "alors", "bien"})
_LIGHT_PUNCT = frozenset("«»“”\"',.;:!?…()[]–—-")


@dataclass
class _Cover:
    """What attributions take of one sentence."""

    content: int = 0
    frame: int = 0
    words: int = 0
    attributions: list[Attribution] = field(default_factory=list)
    left: list[int] = field(default_factory=list)
    left_before: int = 0
    left_after: int = 0


@cache
def _models() -> tuple[tuple[Voice, Linear], ...]:
    return tuple((voice, load(f"voice-{voice.value}")) for voice in (Voice.NARRATOR, Voice.ATTRIBUTED, Voice.MIXED))


def assign_voices(
    annotated: Annotated, quotations: tuple[Quotation, ...], attributions: tuple[Attribution, ...]
) -> tuple[Sentence, ...]:
    """Every sentence with its voice, in order; the first layer of what the rules read."""
    parts = annotated.article.parts
    starts = [part.span.start for part in parts]
    described = voice_features(annotated, quotations, attributions)
    out = []
    for index, sent in enumerate(annotated.sentences):
        span = span_of(sent)
        part = max(0, bisect_right(starts, span.start) - 1)
        kind = parts[part].kind if parts else PartKind.BODY
        features = described[index]
        if kind in _NO_ASSERTION or "no-assertion" in features:
            voice = Voice.OTHER
        else:
            voice = max(_models(), key=lambda pair: pair[1].score(features))[0]
        out.append(Sentence(index, span, part, kind, voice))
    return tuple(out)


def voice_features(
    annotated: Annotated, quotations: tuple[Quotation, ...], attributions: tuple[Attribution, ...]
) -> list[dict[str, float]]:
    """Named features of every sentence; shared by the fitting script and `assign_voices`."""
    table = token_table(annotated)
    colour = _colour(table, attributions)
    covers = _covers(table, colour, attributions)
    parts = annotated.article.parts
    starts = [part.span.start for part in parts]
    out: list[dict[str, float]] = []
    numbers: list[int] = []
    previous: dict[str, float] = {}
    previous_part = -1
    for index, sent in enumerate(annotated.sentences):
        part = max(0, bisect_right(starts, table.start[sent.start]) - 1)
        kind = parts[part].kind if parts else PartKind.BODY
        cover = covers[index]
        whole = range(sent.start, sent.end)
        root = next((i for i in whole if table.head[i] == i and table.pos[i] != "SPACE"), whole[0])
        features = _of_sentence(table, whole, root, colour, cover)
        features |= clause_features(table, whole, cover.left, root, bool(cover.attributions))
        features["title"] = float(kind is PartKind.TITLE)
        if part == previous_part:
            sourced = float(previous.get("sourced", 0.0))
            features["after-sourced"] = sourced
            for name in ("free-hearsay", "free-closing", "free-first-person", "free"):
                if features.get(name):
                    features[f"after-sourced:{name}"] = sourced
        if kind is PartKind.TITLE and not cover.attributions:
            features["title-free"] = 1.0
            features["free-title-public"] = features["free-public"]
        out.append(features)
        numbers.append(part)
        previous_part, previous = part, features
    around_features(out, numbers)
    return out


def _colour(table: TokenTable, attributions: tuple[Attribution, ...]) -> bytearray:
    colour = bytearray(len(table))
    for attribution in attributions:
        for span in attribution.content:
            for i in table.within(span):
                colour[i] = _CONTENT
    for attribution in attributions:
        for frame in (attribution.cue, attribution.source):
            if frame is not None:
                for i in table.within(frame):
                    if not colour[i]:
                        colour[i] = _FRAME
    return colour


def _covers(table: TokenTable, colour: bytearray, attributions: tuple[Attribution, ...]) -> list[_Cover]:
    covers = [_Cover() for _ in table.annotated.sentences]
    for attribution in attributions:
        touched: set[int] = set()
        spans: list[Span] = [*attribution.content, *([attribution.cue] if attribution.cue else [])]
        for span in spans:
            tokens = table.within(span)
            if tokens:
                touched.update(range(table.sentence[tokens[0]], table.sentence[tokens[-1]] + 1))
        for number in touched:
            if 0 <= number < len(covers):
                covers[number].attributions.append(attribution)
    for number, sent in enumerate(table.annotated.sentences):
        cover = covers[number]
        seen = False
        for i in range(sent.start, sent.end):
            if table.pos[i] in ("PUNCT", "SPACE") or table.low[i] in _LIGHT_PUNCT:
                continue
            cover.words += 1
            if colour[i] == _CONTENT:
                cover.content += 1
            elif colour[i] == _FRAME:
                cover.frame += 1
            else:
                cover.left.append(i)
                if seen:
                    cover.left_after += 1
                else:
                    cover.left_before += 1
            seen = seen or colour[i] != 0
    return covers


def _of_sentence(table: TokenTable, sent: range, root: int, colour: bytearray, cover: _Cover) -> dict[str, float]:
    words = max(1, cover.words)
    content, frame, left = cover.content / words, cover.frame / words, len(cover.left) / words
    strong, weak = public_verb_forms()
    nouns = public_acts()[2]
    low, pos, dep = table.low, table.pos, table.dep
    features: dict[str, float] = {"short": float(cover.words <= 6)}
    left_finite = [i for i in cover.left if (table.finite(i) and pos[i] == "VERB") or full_verb(table, i)]
    public = [i for i in left_finite if low[i] in strong]
    said = [i for i in cover.left if pos[i] == "NOUN" and table.lemma[i] in nouns]
    here, left_forms = frozenset(low[sent.start : sent.stop]), frozenset([low[i] for i in cover.left])
    if not cover.attributions:
        main = left_finite[0] if left_finite and (pos[root] not in ("VERB", "AUX")) else root
        features["free"] = 1.0
        features["free-root-public"] = float(low[main] in strong)
        features["free-root-weak"] = float(low[main] in weak)
        features["free-root-noun"] = float(pos[root] == "NOUN")
        features["free-public"] = float(bool(public))
        features["free-only-public"] = float(bool(public) and len(public) == len(left_finite))
        features["free-noun"] = float(bool(said))
        features["free-root-public-noun"] = features["free-root-public"] * features["free-noun"]
        features["free-root-weak-noun"] = features["free-root-weak"] * features["free-noun"]
        features["free-passive"] = float(any(dep[c] in ("aux:pass", "nsubj:pass") for c in table.children[main]))
        features["free-root-public-passive"] = features["free-root-public"] * features["free-passive"]
        features["free-public-clauses"] = min(3.0, len(left_finite)) * features["free-root-public"]
        features["free-first-public"] = float(bool(left_finite) and low[left_finite[0]] in strong)
        features["free-last-public"] = float(bool(left_finite) and low[left_finite[-1]] in strong)
        acting = [] if strong.isdisjoint(here) else [i for i in sent if low[i] in strong]
        features["free-gerund-public"] = float(any(low[i].endswith("ant") and pos[i] == "VERB" for i in acting))
        features["free-infinitive-public"] = float(any("VerbForm=Inf" in table.morph[i] for i in acting))
        features["free-long"] = float(cover.words > 25)
        features["free-first-noun"] = float(bool(said) and said[0] - sent[0] <= 3)
        features["free-object-noun"] = float(any(dep[i] in ("obj", "obl:arg", "xcomp") and table.head[i] == main for i in said))
        features["free-part-of"] = float(not _TAKING.isdisjoint(here) and any(low[i] in _TAKING and low[i - 1] in _LIGHT for i in sent[1:]))
        features["free-person-subject"] = float(any(
            dep[c] == "nsubj" and (pos[c] == "PROPN" or low[c] in source_kinds()) for c in table.children[main]))
        features["free-public-person"] = features["free-root-public"] * features["free-person-subject"]
        features["free-weak-person"] = features["free-root-weak"] * features["free-person-subject"]
        features["free-title-public"] = 0.0
        features["free-by"] = features["free-passive"] * float("par" in here) * features["free-root-public"]
        features["free-question-mark"] = float(low[sent[-1]] == "?")
        features["free-closing"] = float("»" in here and "«" not in here)
        features["free-first-person"] = float(not _FIRST_PERSON.isdisjoint(here))
        features["free-conditional"] = float(any("Mood=Cnd" in table.morph[i] for i in cover.left))
        features["free-hearsay"] = float(not _HEARSAY.isdisjoint(left_forms))
        features["free-negative"] = float("ne" in left_forms or "n'" in left_forms)
        if _is_no_assertion(table, sent, cover):
            features["no-assertion"] = 1.0
        return features
    kinds = {a.cue_kind for a in cover.attributions}
    features["sourced"] = 1.0
    features["content"] = content
    features["frame"] = frame
    features["left"] = left
    features["covered"] = 1.0 - left
    features["left-low"] = float(left < 0.15)
    features["left-mid"] = float(0.15 <= left < 0.4)
    features["left-half"] = float(left >= 0.4)
    features["left-most"] = float(left >= 0.65)
    features["left-words"] = min(30, len(cover.left)) / 30
    features["content-words"] = min(30, cover.content) / 30
    features["content-few"] = float(cover.content <= 4)
    features["left-finite"] = min(3.0, len([i for i in left_finite if i not in public]))
    features["left-any-finite"] = float(any(i not in public for i in left_finite))
    features["left-public"] = float(bool(public))
    clauses = [i for i in cover.left if i not in public and low[i] not in strong and (
        (pos[i] == "VERB" and "VerbForm=Inf" not in table.morph[i] and not low[i].endswith("ant")) or (pos[i] == "AUX" and dep[i] in ("cop", "ROOT")))]
    features["left-clauses"] = min(3.0, len(clauses))
    features["left-any-clause"] = float(bool(clauses))
    features["left-main-clause"] = float(any(dep[i] in ("ROOT", "conj", "parataxis", "cop") for i in clauses))
    features["left-clause-share"] = features["left-any-clause"] * left
    features["left-clause-words"] = features["left-any-clause"] * features["left-words"]
    features["left-subject"] = float(any(dep[i].startswith("nsubj") for i in cover.left))
    features["left-subject-clause"] = features["left-subject"] * features["left-any-clause"]
    features["left-object-noun"] = float(bool(said))
    features["left-root"] = float(colour[root] == 0)
    features["left-root-public"] = float(colour[root] == 0 and low[root] in strong)
    features["root-content"] = float(colour[root] == _CONTENT)
    features["root-frame"] = float(colour[root] == _FRAME)
    features["left-number"] = float(any(table.pos[i] == "NUM" for i in cover.left))
    features["left-semicolon"] = float(";" in here and any(low[i] == ";" and not colour[i] for i in sent))
    features["left-and"] = float(not _AND.isdisjoint(left_forms))
    features["left-after"] = min(20, cover.left_after) / 20
    features["left-before"] = min(20, cover.left_before) / 20
    features["several"] = float(len(cover.attributions) > 1)
    types = {a.type for a in cover.attributions}
    features["only-direct"] = float(types == {AttributionType.DIRECT})
    features["only-indirect"] = float(types == {AttributionType.INDIRECT})
    features["only-direct-left"] = features["only-direct"] * left
    for kind in kinds:
        features[f"cue-{kind.value}"] = 1.0
        if len(kinds) == 1:
            features[f"only-{kind.value}-left"] = left
    features["unsourced-only"] = float(kinds <= {CueKind.NONE})
    features["relative-source"] = float(any(
        a.source is not None and any(table.low[i] == "qui" for i in table.within(a.source)) for a in cover.attributions))
    features["source-subject"] = float(any(
        a.cue is not None and any(i == root for i in table.within(a.cue)) for a in cover.attributions))
    return features


def _is_no_assertion(table: TokenTable, sent: range, cover: _Cover) -> bool:
    """A heading without assertion, a question to the reader, a fragment of layout."""
    if cover.words == 0:
        return True
    last = next((table.low[i] for i in reversed(sent) if table.pos[i] != "SPACE"), "")
    verbless = not any(table.pos[i] in ("VERB", "AUX") for i in sent)
    if last == "?" and cover.words <= 25:
        return True
    return verbless and cover.words <= 6 and last not in (".", "!", "…") and table.sentence[sent[0]] > 0
