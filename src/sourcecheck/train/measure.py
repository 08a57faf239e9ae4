"""Figures of audits against annotated articles: the same numbers as the scorer of the project, in the product.

Matching follows the published measures: quotations are matched one to one, best overlap first, on non-blank
characters (iou > 0.5, and coverage > 0.3 as Radar de Parité publishes it); loaded terms match on any overlap;
allegations on the sentence (± 1) and the accused. Intervals: percentile bootstrap over articles.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sourcecheck.domain.audit import Audit
from sourcecheck.domain.text import Span

_TITLES = frozenset("m mm mme mmes mlle dr pr me le la les l un une des du de d son sa ses leur the".split())
_BLANK = frozenset("\u200b\ufeff\u00ad")
_OPEN = ("none", "off-topic")
_ROUNDS = 200
Cells = frozenset[int]
A = TypeVar("A")
B = TypeVar("B")


@dataclass
class Tally:
    """Counts of one article, or of many added up; `ranked` holds (score, needs a source) of every sentence."""

    counts: Counter[str] = field(default_factory=Counter)
    ranked: list[tuple[float, bool]] = field(default_factory=list)

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.counts + other.counts, self.ranked + other.ranked)


@dataclass(frozen=True)
class Figure:
    """A percentage, or precision, recall and F1; `low` and `high` bound the last of them."""

    name: str
    values: tuple[float, ...]
    low: float = 0.0
    high: float = 0.0


def tally(gold: Mapping[str, Any], audit: Audit) -> Tally:
    """Compare one audit with the annotation of the same text."""
    text = gold["text"]
    blank = {i for i, c in enumerate(text) if c.isspace() or c in _BLANK}

    def cells(start: int, end: int) -> Cells:
        return frozenset(i for i in range(start, end) if i not in blank)

    out = Tally()
    _quotations(gold, audit, cells, out.counts)
    _sentences(gold, audit, cells, out)
    _loaded(gold, audit, cells, out.counts)
    _allegations(gold, audit, cells, out.counts)
    predicted, true = audit.reading.dispute.one_sided, bool((gold.get("dispute") or {}).get("one_sided"))
    out.counts.update(o_np=predicted, o_ng=true, o_tp=predicted and true)
    return out


def _cells_of(spans: Iterable[Span], cells: Callable[[int, int], Cells]) -> Cells:
    return frozenset().union(*(cells(s.start, s.end) for s in spans))


def _quotations(gold: Mapping[str, Any], audit: Audit, cells: Callable[[int, int], Cells], counts: Counter[str]) -> None:
    golds = gold.get("attributions", [])
    truth = [frozenset().union(*(cells(a, b) for a, b in q["parts"])) for q in golds]
    found = audit.reading.attributions
    ours = [_cells_of(a.content, cells) for a in found]
    counts.update(q_np=len(ours), q_ng=len(truth), q_cov=len(_match(ours, truth, _coverage, 0.3)))
    pairs = _match(ours, truth, _iou, 0.5)
    counts["q_iou"] += len(pairs)
    for attribution in found:
        counts["cue_np_" + attribution.cue_kind.value] += 1
    for i, j in pairs:
        right = same_name(audit.reading.speaker_name(found[i]), golds[j].get("speaker"))
        counts.update({"spk_n": 1, "spk_ok": right, f"type_{golds[j]['type']}_hit": 1})
        counts["cue_tp_" + found[i].cue_kind.value] += 1
        counts["cue_spk_" + found[i].cue_kind.value] += right
    for q in golds:
        counts["type_" + q["type"]] += 1


def _sentences(gold: Mapping[str, Any], audit: Audit, cells: Callable[[int, int], Cells], out: Tally) -> None:
    counts = out.counts
    scores = {s.sentence: s for s in audit.scores.sentences}
    ours = [(cells(s.span.start, s.span.end), s) for s in audit.reading.sentences]
    for label in gold["sentences"]:
        here = cells(label["start"], label["end"])
        over = [(len(here & p), s) for p, s in ours if len(here & p) >= 0.5 * min(len(here), len(p) or 1)]
        over.sort(key=lambda pair: -pair[0])
        judged = [scores[s.index] for _, s in over if s.index in scores]
        predicted = any(s.needs_source for s in judged)
        score = max((s.probability or (1.0 if s.needs_source else 0.0) for s in judged), default=0.0)
        true = bool(label["needs_source"])
        out.ranked.append((score, true))
        counts.update(ns_np=predicted, ns_ng=true, ns_tp=predicted and true)
        if true:
            kind = label.get("kind") or "none"
            counts.update({f"kind_{kind}": 1, f"kind_{kind}_hit": predicted})
        if predicted and true and label.get("kind"):
            named = {s.kind.value for s in judged if s.kind is not None}
            counts.update(kind_n=1, kind_ok=label["kind"] in named)
        if label.get("voice", "other") != "other" and over:
            counts.update(v_n=1, v_ok=over[0][1].voice.value == label["voice"])


def _loaded(gold: Mapping[str, Any], audit: Audit, cells: Callable[[int, int], Cells], counts: Counter[str]) -> None:
    truth = [cells(a, b) for s in gold["sentences"] for a, b in s.get("loaded", ())]
    ours = [cells(f.span.start, f.span.end) for f in audit.findings if f.rule.startswith("LEX") and not f.whole_article]
    counts.update(l_np=len(ours), l_ng=len(truth), l_tp=len(_match(ours, truth, _shared, 0)))


def _allegations(gold: Mapping[str, Any], audit: Audit, cells: Callable[[int, int], Cells], counts: Counter[str]) -> None:
    golds = gold.get("allegations", [])
    places = [(s["n"], cells(s["start"], s["end"])) for s in gold["sentences"]]

    def sentence_of(span: Span) -> int:
        here = cells(span.start, span.end)
        return next((n for n, there in places if here & there), -9)

    ours = [(sentence_of(a.span), a) for a in audit.reading.allegations]

    def near(p: tuple[int, Any], g: Mapping[str, Any]) -> float:
        return 1.0 if abs(p[0] - g["at"]) <= 1 and same_name(p[1].accused, g["accused"]) else 0.0

    pairs = _match(ours, golds, near, 0)
    counts.update(a_np=len(ours), a_ng=len(golds), a_tp=len(pairs))
    for i, j in pairs:
        counts.update(r_n=1, r_ok=ours[i][1].reply.status.value == golds[j]["reply"])
    ours_open = [p for p in ours if p[1].grave and p[1].reply.status.value in _OPEN]
    true_open = [g for g in golds if g["grave"] and g["reply"] in _OPEN]
    counts.update(u_np=len(ours_open), u_ng=len(true_open), u_tp=len(_match(ours_open, true_open, near, 0)))


def _match(
    ours: Sequence[A], truth: Sequence[B], worth: Callable[[A, B], float], bar: float
) -> list[tuple[int, int]]:
    """One-to-one pairs, best first."""
    pairs = sorted(((worth(p, g), i, j) for i, p in enumerate(ours) for j, g in enumerate(truth)), reverse=True)
    left: set[int] = set()
    right: set[int] = set()
    out = []
    for value, i, j in pairs:
        if value > bar and i not in left and j not in right:
            left.add(i)
            right.add(j)
            out.append((i, j))
    return out


def _iou(a: Cells, b: Cells) -> float:
    return len(a & b) / len(a | b) if a | b else 0.0


def _coverage(a: Cells, b: Cells) -> float:
    return len(a & b) / len(b) if b else 0.0


def _shared(a: Cells, b: Cells) -> float:
    return float(len(a & b))


def _name_words(name: str | None) -> set[str]:
    plain = unicodedata.normalize("NFD", (name or "").casefold().replace("’", "'"))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return {w for w in re.findall(r"\w+", plain) if w not in _TITLES}


def same_name(ours: str | None, gold: str | None) -> bool:
    """Whether two names mean one speaker: one holds the other, or half of all words are shared."""
    if gold in ("UNKNOWN", "", None):
        return ours in (None, "", "UNKNOWN")
    p, g = _name_words(ours), _name_words(gold)
    if not p or not g:
        return False
    return p <= g or g <= p or len(p & g) / len(p | g) >= 0.5


def prf(hits: float, predicted: float, true: float) -> tuple[float, float, float]:
    """Precision, recall and F1, 0–1."""
    p = hits / predicted if predicted else 0.0
    r = hits / true if true else 0.0
    return p, r, 2 * p * r / (p + r) if p + r else 0.0


def average_precision(ranked: Iterable[tuple[float, bool]]) -> float:
    hits = total = 0.0
    for n, (_, true) in enumerate(sorted(ranked, key=lambda pair: -pair[0]), 1):
        if true:
            hits += 1
            total += hits / n
    return total / hits if hits else 0.0


def calibration_error(ranked: Sequence[tuple[float, bool]], bins: int = 10) -> float:
    """Expected calibration error over bins of equal width (Guo et al. 2017), 0–1."""
    cells: dict[int, list[tuple[float, bool]]] = {}
    for p, y in ranked:
        cells.setdefault(min(bins - 1, int(p * bins)), []).append((p, y))
    return sum(abs(sum(p for p, _ in c) - sum(y for _, y in c)) for c in cells.values()) / (len(ranked) or 1)


_TRIPLES = (
    ("quote iou>.5", "q_iou", "q_np", "q_ng"), ("quote cov>.3", "q_cov", "q_np", "q_ng"),
    ("quote+speaker", "spk_ok", "q_np", "q_ng"), ("needs_source", "ns_tp", "ns_np", "ns_ng"),
    ("loaded", "l_tp", "l_np", "l_ng"), ("allegation", "a_tp", "a_np", "a_ng"),
    ("unanswered", "u_tp", "u_np", "u_ng"), ("one_sided", "o_tp", "o_np", "o_ng"),
)  # fmt: skip
_SHARES = (
    ("speaker", "spk_ok", "spk_n"), ("voice", "v_ok", "v_n"), ("reply", "r_ok", "r_n"), ("need kind", "kind_ok", "kind_n"),
    ("recall direct", "type_direct_hit", "type_direct"), ("recall indirect", "type_indirect_hit", "type_indirect"),
    ("recall mixed", "type_mixed_hit", "type_mixed"),
)  # fmt: skip


def figures(total: Tally) -> dict[str, tuple[float, ...]]:
    """All figures, in per cent, by name."""
    c = total.counts
    out: dict[str, tuple[float, ...]] = {}
    for name, hits, predicted, true in _TRIPLES:
        out[name] = tuple(round(100 * x, 1) for x in prf(c[hits], c[predicted], c[true]))
    for name, part, whole in _SHARES:
        out[name] = (_percent(c[part], c[whole]),)
    out["needs_source AP"] = (round(100 * average_precision(total.ranked), 1),)
    out["calibration error"] = (round(100 * calibration_error(total.ranked), 1),)
    return out


def details(total: Tally) -> dict[str, dict[str, float]]:
    """By kind of need: recall; by kind of cue: share of right contents and of right speakers among those right."""
    c = total.counts
    kinds = sorted(k[5:-4] for k in c if k.startswith("kind_") and k.endswith("_hit"))
    cues = sorted(k[7:] for k in c if k.startswith("cue_np_"))
    return {
        "recall by kind": {k: _percent(c[f"kind_{k}_hit"], c[f"kind_{k}"]) for k in kinds},
        "precision by cue": {k: _percent(c[f"cue_tp_{k}"], c[f"cue_np_{k}"]) for k in cues},
        "speaker by cue": {k: _percent(c[f"cue_spk_{k}"], c[f"cue_tp_{k}"]) for k in cues},
    }


def _percent(part: float, whole: float) -> float:
    return round(100 * part / whole, 1) if whole else 0.0


def with_intervals(tallies: Sequence[Tally], rounds: int = _ROUNDS) -> list[Figure]:
    """Figures of all articles with 95 % intervals over resampled articles."""
    rng = random.Random(0)
    whole = figures(added(tallies))
    samples = [figures(added([tallies[rng.randrange(len(tallies))] for _ in tallies])) for _ in range(rounds)]
    out = []
    for name, values in whole.items():
        lasts = sorted(sample[name][-1] for sample in samples)
        edge = max(0, round(0.025 * rounds))
        out.append(Figure(name, values, lasts[edge], lasts[-1 - edge]))
    return out


def added(tallies: Iterable[Tally]) -> Tally:
    out = Tally()
    for one in tallies:
        out.counts.update(one.counts)
        out.ranked.extend(one.ranked)
    return out
