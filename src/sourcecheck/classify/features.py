"""What is known of each sentence before any model judges it: one module, for training and for use.

A feature is a name and a number. Families, by prefix:
``voice part pos len`` where the sentence stands and who speaks it; ``has root subj ph`` words of the stakes
(rules/lexicons/stakes-…) in the newsroom's own words, alone or in a grammatical role; ``fig`` what numbers
count; ``tense mood form`` how it is said; ``when`` dates; ``ctx`` the sentences around it and the sources of
the paragraph; ``sim`` what it shares with sourced statements elsewhere; ``u b r k`` masked words, pairs, the main
verb, and groups of words used alike. Names are masked everywhere (see `masking`).
Allegations and the dispute of the reading are left out: measured, they added nothing (AP ± 0.2), and finding
them depends on how the parser takes a name, which swapping two camps would then betray.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from sourcecheck.classify.cues import Cues
from sourcecheck.classify.view import View, Zone, view
from sourcecheck.domain.discourse import Reading, Voice
from sourcecheck.domain.text import PartKind, Span
from sourcecheck.language import Annotated

_YEAR = re.compile(r"^(?:1[5-9]|20)\d\d$")
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:caus", "csubj"})
_CONTENT_POS = frozenset({"NOUN", "VERB", "ADJ", "PROPN", "NUM"})
_WHEN = {
    **dict.fromkeys("lundi mardi mercredi jeudi vendredi samedi dimanche".split(), "when:weekday"),
    **dict.fromkeys("hier aujourd'hui avant-hier demain".split(), "when:recent"),
    "depuis": "when:since",
}
_PRONOUNS = frozenset({"il", "elle", "ils", "elles", "celui-ci", "celle-ci", "ceux-ci", "ce dernier"})
_CONDITIONAL_ENDS = ("rais", "rait", "rions", "riez", "raient")  # the tagger also sees conditionals elsewhere
_PARTICIPLE_ENDS = ("é", "ée", "és", "ées", "i", "ie", "is", "it", "u", "ue", "us", "ues", "ert", "int")
_FUTURE_ENDS = ("rai", "ras", "ra", "rons", "rez", "ront")
_CLAUSES = {"acl:relcl": "form:relative", "advcl": "form:adverbial", "obl:agent": "form:agent", "ccomp": "form:complement"}
_MARKS = frozenset("«»“”\"")
_NEGATIONS = frozenset({"ne", "n'", "aucun", "aucune", "jamais", "sans"})
OWN_VOICES = (Voice.NARRATOR, Voice.MIXED)
_TOPICS = (
    "casualties", "violence", "fault", "nonpublic", "public", "procedure", "quantity", "dispute",
    "sport", "culture", "science", "norm", "official", "market", "weather",
)
_CONNECTORS = frozenset(
    "ainsi cependant toutefois pourtant mais enfin or donc car néanmoins rappelons notamment puis ensuite alors "
    "depuis malgré selon outre parmi après avant lors pendant pour si quant or".split()
)


@dataclass
class SentenceFeatures:
    """Named numbers of one sentence, and the tokens where a lexical one was first seen."""

    values: dict[str, float] = field(default_factory=dict)
    places: dict[str, tuple[int, int]] = field(default_factory=dict)
    source_elsewhere: int | None = None


@dataclass(frozen=True)
class ArticleFeatures:
    view: View
    sentences: tuple[SentenceFeatures, ...]


def featurize(annotated: Annotated, reading: Reading, cues: Cues) -> ArticleFeatures:
    """Features of the sentences in the newsroom's own voice; those of the others stay empty."""
    seen = view(annotated, reading, cues)
    rows = tuple(SentenceFeatures() for _ in reading.sentences)
    shape = _shape(reading)
    tokens = {s.index: _narrator_tokens(seen, s.index) for s in reading.sentences if s.voice in OWN_VOICES}
    for index, own in tokens.items():
        row = rows[index]
        _position(seen, index, own, shape, row.values)
        _words(seen, index, own, row, cues)
        _grammar(seen, index, own, row.values, cues)
        _figures(seen, index, own, row, cues)
    _dates(seen, tokens, rows)
    _context(seen, tokens, rows)
    _similarity(seen, tokens, rows)
    return ArticleFeatures(seen, rows)


def _narrator_tokens(seen: View, index: int) -> list[int]:
    """Tokens of the sentence outside reported content; all of them when nothing is left."""
    first, last = seen.bounds[index]
    zones = seen.zones
    return [i for i in range(first, last) if not zones[i] and seen.pos[i] != "SPACE"]


@dataclass(frozen=True)
class _Shape:
    """Where paragraphs begin: first sentence and length of every part, and the first part after the title."""

    firsts: dict[int, int]
    sizes: Counter[int]
    lead: int | None


def _shape(reading: Reading) -> _Shape:
    firsts: dict[int, int] = {}
    for s in reading.sentences:
        firsts.setdefault(s.part, s.index)
    lead = next((s.part for s in reading.sentences if s.part_kind is not PartKind.TITLE), None)
    return _Shape(firsts, Counter(s.part for s in reading.sentences), lead)


def _position(seen: View, index: int, tokens: list[int], shape: _Shape, out: dict[str, float]) -> None:
    sentence = seen.reading.sentences[index]
    title = sentence.part_kind is PartKind.TITLE
    out["voice:" + sentence.voice.value] = 1.0
    out["part:" + ("title" if title else "body")] = 1.0
    out["pos:rel"] = index / max(1, len(seen.reading.sentences) - 1)
    if not title:
        if sentence.part == shape.lead:
            out["part:lead"] = 1.0
        if shape.firsts[sentence.part] == index:
            out["pos:para-first"] = 1.0
        if shape.sizes[sentence.part] == 1:
            out["pos:para-single"] = 1.0
    first, last = seen.bounds[index]
    pos, names = seen.pos, seen.names
    size = len([i for i in range(first, last) if not names[i] and pos[i] not in ("SPACE", "PUNCT")])
    narr = len([i for i in tokens if not names[i] and pos[i] != "PUNCT"])
    out["len:log"] = math.log1p(size) / 3
    out["len:narrator"] = math.log1p(narr) / 3
    out["len:share"] = narr / size if size else 0.0
    if size < 5:
        out["len:tiny"] = 1.0


def _words(seen: View, index: int, tokens: list[int], row: SentenceFeatures, cues: Cues) -> None:
    out, places = row.values, row.places
    counts: dict[str, int] = {}
    masks, pos, forms, names = seen.masks, seen.pos, seen.words, seen.names
    marks, by_lemma, phrases = cues.marks, cues.words, cues.phrases
    previous = "<"
    for i in tokens:
        mask = masks[i]
        if pos[i] == "PUNCT":
            if mask in ("?", ":", "(", "«"):
                out["u:" + mask] = 1.0
            continue
        if mask == previous == "NOM":
            continue
        mark = marks[mask]
        out[mark.word] = 1.0
        if mark.cluster is not None:
            out[mark.cluster] = 1.0
        out[f"b:{previous}_{mask}"] = 1.0
        previous = mask
        form = forms[i]
        kinds = mark.kinds or by_lemma.get(form)
        if kinds and not names[i]:
            dep = seen.deps[i]
            for kind in kinds:
                counts[kind] = counts.get(kind, 0) + 1
                places.setdefault("has:" + kind, (i, i))
                if dep == "ROOT":
                    out["root:" + kind] = 1.0
                elif dep in _SUBJECTS:
                    out["subj:" + kind] = 1.0
                elif dep == "obj":
                    out["obj:" + kind] = 1.0
                if pos[i] == "VERB":
                    out["verb:" + kind] = 1.0
        if form not in phrases:
            continue
        start = seen.starts[i]
        for phrase, kind in phrases[form]:
            if seen.lower_text.startswith(phrase, start):
                end = start + len(phrase)
                if phrase[-1] == "'" or end >= len(seen.text) or not seen.text[end].isalnum():
                    out["ph:" + kind] = 1.0
                    places.setdefault("ph:" + kind, (i, i))
    if seen.reading.sentences[index].voice is Voice.MIXED:
        first, last = seen.bounds[index]
        for i in range(first, last):
            if seen.zones[i] in (Zone.CONTENT, Zone.QUOTED):
                for kind in cues.words.get(seen.masks[i], ()):
                    out["said:" + kind] = 1.0
                if seen.numbers[i]:
                    out["said:figure"] = 1.0
    for kind, n in counts.items():
        out["has:" + kind] = 1.0
        out["n:" + kind] = min(n, 4) / 4
    if tokens and seen.words[tokens[0]] in _CONNECTORS:
        out["form:connector"] = 1.0


def _grammar(seen: View, index: int, tokens: list[int], out: dict[str, float], cues: Cues) -> None:
    first, last = seen.bounds[index]
    if not tokens:
        return
    inside = set(tokens)
    sentence = seen.deps[first:last]
    root = first + sentence.index("ROOT") if "ROOT" in sentence else first
    if root not in inside:
        out["form:root-reported"] = 1.0
    kids: dict[int, list[int]] = defaultdict(list)
    for i in tokens:
        kids[seen.heads[i]].append(i)
    head = root if root in inside else next((i for i in tokens if seen.pos[i] == "VERB"), tokens[0])
    out["r:" + seen.masks[head]] = 1.0
    out["form:root-" + seen.pos[head].lower()] = 1.0
    around = kids.get(head, [])
    auxes = [i for i in around if seen.deps[i].startswith(("aux", "cop"))]
    tense = _tense(seen, head, auxes)
    out["tense:" + (tense if tense != "none" else _tense_by_eye(seen, tokens))] = 1.0
    subject = next((i for i in around if seen.deps[i] in _SUBJECTS), None)
    if subject is None:
        out["form:subject-none"] = 1.0
    elif seen.names[subject]:
        out["form:subject-name"] = 1.0
    elif seen.pos[subject] == "PRON":
        out["form:subject-" + ("on" if seen.words[subject] == "on" else "pronoun")] = 1.0
    else:
        out["form:subject-noun"] = 1.0
        if "party" in cues.words.get(seen.masks[subject], ()):
            out["form:subject-party"] = 1.0
    if any(seen.deps[i] == "cop" for i in around) and seen.pos[head] == "NOUN":
        out["form:copula"] = 1.0
        if any(seen.deps[i] == "det" for i in around):
            out["form:definition"] = 1.0
    passive = any(seen.deps[i] == "aux:pass" for i in around)
    if passive:
        agent = any(seen.deps[i] == "obl:agent" for i in around)
        out["form:passive-" + ("agent" if agent else "agentless")] = 1.0
    if any(seen.deps[i].startswith("expl") and seen.words[i] in ("s'", "se") for i in around):
        out["form:reflexive"] = 1.0
    if any(seen.deps[i] == "expl:subj" for i in around):
        out["form:impersonal"] = 1.0
    words, deps, morphs = seen.words, seen.deps, seen.morphs
    for i in tokens:
        word, dep, morph = words[i], deps[i], morphs[i]
        if "Mood=" in morph or "Tense=" in morph:
            if "Mood=Cnd" in morph and word.endswith(_CONDITIONAL_ENDS):
                out["mood:conditional"] = 1.0
            elif "Tense=Fut" in morph and word.endswith(_FUTURE_ENDS):
                out["mood:future"] = 1.0
            elif "Mood=Sub" in morph:
                out["mood:subjunctive"] = 1.0
            elif "Tense=Imp" in morph:
                out["mood:imperfect"] = 1.0
        if word in _NEGATIONS:
            out["form:negation"] = 1.0
        if dep in _CLAUSES:
            out[_CLAUSES[dep]] = 1.0
        elif dep == "amod" and seen.pos[i] == "ADJ":
            out["form:adjective"] = 1.0
        if seen.lemmas[i] == "aller" and any(deps[k] == "xcomp" for k in kids.get(i, ())) and "Tense=Pres" in morph:
            out["mood:future"] = 1.0
    if Zone.CUE in seen.zones[first:last]:
        out["form:has-cue"] = 1.0
    if not _MARKS.isdisjoint(words[first:last]):
        out["form:has-marks"] = 1.0


def _tense(seen: View, head: int, auxes: list[int]) -> str:
    bearer = next((i for i in auxes if "VerbForm=Fin" in seen.morphs[i]), head)
    finite, word = seen.morphs[bearer], seen.words[bearer]
    compound = any(seen.deps[i].startswith("aux:tense") for i in auxes)
    passive = any(seen.deps[i] == "aux:pass" for i in auxes) and not compound
    if "Mood=Cnd" in finite and word.endswith(_CONDITIONAL_ENDS):
        return "conditional-past" if compound else "conditional"
    if "Mood=Sub" in finite:
        return "subjunctive"
    if "Tense=Fut" in finite and word.endswith(_FUTURE_ENDS):
        return "future"
    if "Tense=Imp" in finite:
        return "pluperfect" if compound else "imperfect"
    if "Tense=Past" in finite and "VerbForm=Fin" in finite:
        return "simple-past"
    if "VerbForm=Fin" in finite:
        return "perfect" if compound else ("passive-present" if passive else "present")
    return "none"


def _tense_by_eye(seen: View, tokens: list[int]) -> str:
    """The tense of the first finite verb, wherever the parser hung it."""
    for n, i in enumerate(tokens):
        if "VerbForm=Fin" not in seen.morphs[i]:
            continue
        after = tokens[n + 1 : n + 4]
        compound = seen.lemmas[i] in ("avoir", "être") and any(seen.words[k].endswith(_PARTICIPLE_ENDS) for k in after)
        return _tense(seen, i, [i]) if not compound else ("pluperfect" if "Tense=Imp" in seen.morphs[i] else "perfect")
    return "none"


def _figures(seen: View, index: int, tokens: list[int], row: SentenceFeatures, cues: Cues) -> None:
    out, places = row.values, row.places
    _, last = seen.bounds[index]
    numbers, lemmas, units = seen.numbers, seen.lemmas, cues.units
    for i in tokens:
        if not numbers[i] and lemmas[i] not in units:
            continue
        unit = units.get(lemmas[i])
        if numbers[i]:
            kind = _number_kind(seen, i, last, cues)
        elif unit == "big":
            kind = _number_kind(seen, i, last, cues)
            kind = "vague-" + kind if kind in ("people", "casualty", "money") else "vague"
        elif unit == "percent" and seen.words[i] == "%":
            kind = "percent"
        else:
            continue
        out["fig:" + kind] = 1.0
        places.setdefault("fig:" + kind, (i, min(i + 1, last - 1)))
        if kind not in ("year", "date", "time", "age", "hour"):
            out["fig:any"] = 1.0
            places.setdefault("fig:any", (i, min(i + 1, last - 1)))


def _number_kind(seen: View, i: int, last: int, cues: Cues) -> str:
    word = seen.words[i]
    after = [k for k in range(i + 1, min(i + 5, last)) if seen.pos[k] not in ("SPACE",)]
    units = [cues.units.get(seen.lemmas[k]) or cues.units.get(seen.words[k]) for k in after]
    near = next((u for u in units[:3] if u and u != "big"), None)
    if _YEAR.match(word) and (not after or seen.pos[after[0]] not in ("NOUN", "ADJ") or units[0] == "month"):
        return "year"
    if units[:1] == ["month"]:
        return "date"
    if units[:1] == ["time"] or (len(word) > 2 and "h" in word[1:3] and word[0].isdigit()):
        lemma = seen.lemmas[after[0]] if after else "h"
        before = seen.words[i - 1] if i else ""
        if lemma == "an" and (before in ("de", ",", "(") or (i > 1 and seen.words[i - 2] in ("âgé", "âgée", "âgés"))):
            return "age"
        return "hour" if lemma in ("h", "heure") else "time"
    if re.match(r"^\d+(?:e|er|re|ère|ème)$", word):
        return "ordinal"
    return near or "count"


def _dates(seen: View, tokens: dict[int, list[int]], rows: tuple[SentenceFeatures, ...]) -> None:
    years = []
    for first, last in seen.bounds:
        years.append([int(word) for word in seen.words[first:last] if len(word) == 4 and _YEAR.match(word)])
    published = seen.annotated.article.published or ""
    current = max((y for row in years for y in row if y < 2100), default=0)
    if _YEAR.match(published[:4]):
        current = int(published[:4])
    for index in tokens:
        (first, last), found, out = seen.bounds[index], years[index], rows[index].values
        if found and min(found) < current:
            out["when:old-year"] = 1.0
            if current - min(found) > 3:
                out["when:very-old"] = 1.0
        if found and max(found) >= current:
            out["when:this-year"] = 1.0
        for word in seen.words[first:last]:
            if word in _WHEN:
                out[_WHEN[word]] = 1.0


def _context(seen: View, tokens: dict[int, list[int]], rows: tuple[SentenceFeatures, ...]) -> None:
    """Sources around the sentence, and what the article is about. Kept few: more of them only memorise articles."""
    sentences = seen.reading.sentences
    count = len(sentences)
    reported = [s.voice in (Voice.ATTRIBUTED, Voice.MIXED) for s in sentences]
    attributing = {attribution.sentence for attribution in seen.reading.attributions}
    parts: dict[int, list[int]] = {}
    for s in sentences:
        parts.setdefault(s.part, []).append(s.index)
    for index, own in tokens.items():
        out = rows[index].values
        part = sentences[index].part
        if any(reported[i] for i in parts[part] if i < index):
            out["ctx:sourced-before"] = 1.0
        for name, other in (("prev", index - 1), ("next", index + 1)):
            if 0 <= other < count and sentences[other].part == part and sentences[other].voice is Voice.NARRATOR:
                out[f"ctx:{name}-narrator"] = 1.0
        if index in attributing:
            out["ctx:attributes"] = 1.0
        if index and reported[index - 1] and own and seen.words[own[0]] in _PRONOUNS:
            out["ctx:pronoun-after-source"] = 1.0
    density: Counter[str] = Counter()
    for index in tokens:
        for kind in _TOPICS:
            density[kind] += "has:" + kind in rows[index].values
    for index in tokens:
        for kind, n in density.items():
            rows[index].values["art:" + kind] = n / len(tokens)


def _similarity(seen: View, tokens: dict[int, list[int]], rows: tuple[SentenceFeatures, ...]) -> None:
    """Share of a sentence's content words (weighted by rarity in the article) found in one sourced sentence."""
    title = next((s.index for s in seen.reading.sentences if s.part_kind is PartKind.TITLE), None)
    sentences = seen.reading.sentences
    pos, lemmas, zones, said = seen.pos, seen.lemmas, seen.zones, (Zone.CONTENT, Zone.QUOTED)
    bags: list[set[str]] = []
    contents: list[set[str]] = []
    for first, last in seen.bounds:
        bag: set[str] = set()
        content: set[str] = set()
        for i in range(first, last):
            if pos[i] in _CONTENT_POS:
                (content if zones[i] in said else bag).add(lemmas[i])
        bags.append(bag)
        contents.append(content)
    presence: Counter[str] = Counter()
    for bag, content in zip(bags, contents, strict=True):
        presence.update(bag | content)
    count = len(sentences)
    weight = {w: math.log(1 + count / n) for w, n in presence.items()}

    def weigh(words: set[str]) -> float:
        return math.fsum([weight[word] for word in words])

    for index in tokens:
        row = rows[index]
        own = bags[index] or contents[index]
        total = weigh(own)
        best_source = best_any = best_before = 0.0
        place = None
        if total:
            for other in range(count):
                if other == index:
                    continue
                if contents[other] and (shared := own & contents[other]):
                    value = weigh(shared) / total
                    if value > best_source:
                        best_source, place = value, other
                if shared := own & bags[other]:
                    value = weigh(shared) / total
                    best_any = max(best_any, value)
                    if other < index:
                        best_before = max(best_before, value)
        if title is not None and title != index:
            own_title = bags[title] | contents[title]
            shared = (bags[index] | contents[index]) & own_title
            whole = weigh(own_title)
            row.values["sim:of-title"] = weigh(shared) / whole if whole else 0.0
        row.values["sim:source"] = best_source
        row.values["sim:any"] = best_any
        row.values["sim:before"] = best_before
        if sentences[index].part_kind is PartKind.TITLE:
            row.values["sim:title-source"] = best_source
            row.values["sim:title-any"] = best_any
        elif "part:lead" in row.values:
            row.values["sim:lead-source"] = best_source
        row.source_elsewhere = place if best_source >= 0.5 else None


def place_of(features: ArticleFeatures, row: SentenceFeatures, name: str) -> Span | None:
    """Where in the text a feature was seen, if it is a word or a number."""
    found = row.places.get(name)
    return features.view.span(*found) if found else None
