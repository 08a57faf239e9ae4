"""What no source covers of a sentence, clause by clause, and the sentences around it: features of the voice.

A clause outside reported content either tells of public expression (a strong or weak verb of it, or a verb
whose object is something expressed: « formuler des critiques ») or of something else; where it hangs in the
sentence matters as much. Names begin with ``own`` when an attribution touches the sentence, ``free`` otherwise.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sourcecheck.discourse.cues import source_kinds
from sourcecheck.discourse.public_acts import public_acts, public_verb_forms
from sourcecheck.discourse.token_table import TokenTable

Features = dict[str, float]
_PLACES = {
    "ROOT": "root", "conj": "conj", "acl:relcl": "relative", "acl": "participle", "advcl": "adverbial", "ccomp": "complement",
    "xcomp": "infinitive", "parataxis": "aside",
}
_OBJECTS = frozenset({"obj", "obl:arg", "obl:mod"})
_AROUND = (-2, -1, 1, 2)


def full_verb(table: TokenTable, i: int) -> bool:
    """A participle that an auxiliary makes a finite verb (« a dénoncé »)."""
    return table.pos[i] == "VERB" and "VerbForm=Part" in table.morph[i] and any(
        table.dep[c].startswith("aux") for c in table.children[i])


def clause_features(table: TokenTable, sent: range, left: Sequence[int], root: int, touched: bool) -> Features:
    """`left`: tokens of the sentence that no attribution covers; `touched`: whether one touches it at all."""
    stem = "own" if touched else "free"
    counts: Counter[str] = Counter()
    out: Features = {}
    pos, dep, morph = table.pos, table.dep, table.morph
    nouns = public_acts()[2]
    for i in left:
        if pos[i] not in ("VERB", "AUX"):
            if dep[i].startswith("nsubj") and table.head[i] == root:
                out[f"{stem}-subject-{pos[i].lower()}"] = 1.0
                if table.lemma[i] in nouns:
                    out[f"{stem}-subject-said"] = 1.0
                if table.low[i] in source_kinds():
                    out[f"{stem}-subject-source"] = 1.0
            continue
        shape = _shape(table, i)
        if shape:
            kind = _kind(table, i)
            place = _PLACES.get(dep[table.head[i]] if dep[i] == "cop" else dep[i], "other")
            counts[f"{stem}-{shape}-{kind}"] += 1
            counts[f"{stem}-{shape}-{kind}-{place}"] += 1
        if "Mood=Cnd" in morph[i]:
            out[f"{stem}-mood-conditional"] = 1.0
        if "Tense=Fut" in morph[i]:
            out[f"{stem}-mood-future"] = 1.0
        elif "Tense=Imp" in morph[i] and table.finite(i):
            out[f"{stem}-mood-imperfect"] = 1.0
    for name, n in counts.items():
        out[name] = min(n, 3) / 3
    if not any(name.startswith(f"{stem}-finite-") for name in counts):
        out[f"{stem}-no-finite"] = 1.0
    if not any(name.startswith(f"{stem}-finite-else") for name in counts):
        out[f"{stem}-no-other-act"] = 1.0
    if root in left:
        out[f"{stem}-root-{pos[root].lower()}"] = 1.0
    return out


def _shape(table: TokenTable, i: int) -> str:
    if table.pos[i] == "AUX":
        return "finite" if table.dep[i] == "cop" else ""
    return "finite" if table.finite(i) or full_verb(table, i) else "bare"


def _kind(table: TokenTable, i: int) -> str:
    strong, weak = public_verb_forms()
    low = table.low[i]
    if low in strong:
        return "strong"
    if low in weak:
        return "weak"
    nouns = public_acts()[2]
    said = any(table.pos[c] == "NOUN" and table.dep[c] in _OBJECTS and table.lemma[c] in nouns for c in table.children[i])
    return "said" if said else "else"


def around_features(described: Sequence[Features], parts: Sequence[int]) -> None:
    """Adds to every sentence what stands two sentences before and after it, and where it stands itself."""
    total = len(described)
    share = sum(features.get("sourced", 0.0) for features in described) / total if total else 0.0
    known = [
        (features.get("sourced", 0.0) * features.get("covered", 0.0), features.get("free-root-public", 0.0)) for features in described
    ]
    for n, features in enumerate(described):
        stem = "own" if features.get("sourced") else "free"
        for step in _AROUND:
            other = n + step
            if not 0 <= other < total:
                features[f"{stem}-edge{step:+d}"] = 1.0
                continue
            where = "same" if parts[other] == parts[n] else "apart"
            covered, public = known[other]
            features[f"{stem}-{where}{step:+d}"] = 1.0
            features[f"{stem}-{where}{step:+d}-sourced"] = covered
            if public:
                features[f"{stem}-{where}{step:+d}-public"] = 1.0
        features[f"{stem}-place"] = n / max(1, total - 1)
        features[f"{stem}-lead"] = float(parts[n] == 1)
        features[f"{stem}-article-sourced"] = share
