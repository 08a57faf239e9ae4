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
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain, compress
from operator import or_

from sourcecheck.classify.cues import Beginning, Cues
from sourcecheck.classify.lexical import lexical_names
from sourcecheck.classify.masking import NAME
from sourcecheck.classify.view import View, Zone, view
from sourcecheck.discourse.token_table import token_table
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
_TELLING = frozenset("?:(«")
_NEGATIONS = frozenset({"ne", "n'", "aucun", "aucune", "jamais", "sans"})
OWN_VOICES = (Voice.NARRATOR, Voice.MIXED)
_TOPICS = tuple(
    ("has:" + kind, "art:" + kind)
    for kind in (
        "casualties", "violence", "fault", "nonpublic", "public", "procedure", "quantity", "dispute",
        "sport", "culture", "science", "norm", "official", "market", "weather",
    )
)
_CONNECTORS = frozenset(
    "ainsi cependant toutefois pourtant mais enfin or donc car néanmoins rappelons notamment puis ensuite alors "
    "depuis malgré selon outre parmi après avant lors pendant pour si quant or".split()
)


@dataclass
class SentenceFeatures:
    """Named numbers of one sentence, and the tokens where a lexical one was first seen. `spoken`: the masked
    words in order, where their features were not to be named (see `lexical`)."""

    values: dict[str, float] = field(default_factory=dict)
    spoken: Sequence[str] = ()
    places: dict[str, tuple[int, int]] = field(default_factory=dict)
    source_elsewhere: int | None = None


@dataclass(frozen=True)
class ArticleFeatures:
    view: View
    sentences: tuple[SentenceFeatures, ...]


def featurize(annotated: Annotated, reading: Reading, cues: Cues, name_words: bool = True) -> ArticleFeatures:
    """Features of the sentences in the newsroom's own voice; those of the others stay empty.
    Unless `name_words`, the masked words are given as they are in place of their features."""
    seen = view(annotated, reading, cues)
    rows = tuple(SentenceFeatures() for _ in reading.sentences)
    shape = _shape(reading)
    tokens = {s.index: _narrator_tokens(seen, s.index) for s in reading.sentences if s.voice in OWN_VOICES}
    phrases = cues.phrases_in(seen.text, token_table(annotated).places)
    for index, own in tokens.items():
        row = rows[index]
        _position(seen, index, own, shape, row.values)
        _words(seen, index, own, row, cues, phrases, name_words)
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
    narr = len([i for i in tokens if not names[i] and pos[i] != "PUNCT"])
    size = narr
    if any(seen.zones[first:last]):  # else all of the sentence is the narrator's
        size = len([i for i in range(first, last) if not names[i] and pos[i] not in ("SPACE", "PUNCT")])
    out["len:log"] = math.log1p(size) / 3
    out["len:narrator"] = math.log1p(narr) / 3
    out["len:share"] = narr / size if size else 0.0
    if size < 5:
        out["len:tiny"] = 1.0


def _words(
    seen: View, index: int, tokens: list[int], row: SentenceFeatures, cues: Cues, phrases: dict[str, Beginning], name_words: bool
) -> None:
    out, places = row.values, row.places
    masks, pos, forms, names = seen.masks, seen.pos, seen.words, seen.names
    spoken = [masks[i] for i in tokens if pos[i] != "PUNCT"]
    if NAME in spoken:  # a run of names is one
        spoken = [mask for mask, before in zip(spoken, ["<", *spoken], strict=False) if not mask == before == NAME]
    if name_words:
        out.update(dict.fromkeys(lexical_names(spoken, cues.clusters), 1.0))
    else:
        row.spoken = spoken
    first, last = seen.bounds[index]
    if not _TELLING.isdisjoint(masks[first:last]):
        out.update({"u:" + masks[i]: 1.0 for i in tokens if pos[i] == "PUNCT" and masks[i] in _TELLING})
    counts: dict[str, int] = {}
    stakes = cues.words
    for i in [i for i in tokens if masks[i] in stakes or (form := forms[i]) in stakes or form in phrases]:
        if pos[i] == "PUNCT":
            continue
        form, named = forms[i], names[i]
        for kind in () if named else stakes.get(masks[i]) or stakes.get(form, ()):
            feature = _of_kind[kind]
            counts[kind] = counts.get(kind, 0) + 1
            if feature.has not in places:
                places[feature.has] = (i, i)
            role = feature.roles.get(seen.deps[i])
            if role is not None:
                out[role] = 1.0
            if pos[i] == "VERB":
                out[feature.verb] = 1.0
        if form in phrases and not (named and _follows_name(seen, tokens, i)):
            _phrases(seen, i, phrases[form], row)
    if seen.reading.sentences[index].voice is Voice.MIXED:
        for i in range(first, last):
            if seen.zones[i] in (Zone.CONTENT, Zone.QUOTED):
                for kind in stakes.get(masks[i], ()):
                    out["said:" + kind] = 1.0
                if seen.numbers[i]:
                    out["said:figure"] = 1.0
    for kind, n in counts.items():
        out[_of_kind[kind].has] = 1.0
        out[_of_kind[kind].count] = min(n, 4) / 4
    if tokens and forms[tokens[0]] in _CONNECTORS:
        out["form:connector"] = 1.0


@dataclass(frozen=True, slots=True)
class _OfKind:
    """The names of the features of one class of words; `roles` by dependency."""

    has: str
    count: str
    verb: str
    roles: dict[str, str]


class _OfKinds(dict[str, _OfKind]):
    """Class of words → the names of its features, put together once."""

    def __missing__(self, kind: str) -> _OfKind:
        roles = {"ROOT": "root:" + kind, "obj": "obj:" + kind, **dict.fromkeys(_SUBJECTS, "subj:" + kind)}
        names = self[kind] = _OfKind("has:" + kind, "n:" + kind, "verb:" + kind, roles)
        return names


_of_kind = _OfKinds()


def _follows_name(seen: View, tokens: list[int], i: int) -> bool:
    """Whether the token continues a run of names, which counts as one word."""
    before = next((k for k in reversed(tokens[: tokens.index(i)]) if seen.pos[k] != "PUNCT"), None)
    return before is not None and seen.masks[before] == NAME


def _phrases(seen: View, i: int, phrases: Beginning, row: SentenceFeatures) -> None:
    start = seen.starts[i]
    for phrase, kind in phrases.at(seen.lower_text, start):
        if seen.lower_text.startswith(phrase, start):
            end = start + len(phrase)
            if phrase[-1] == "'" or end >= len(seen.text) or not seen.text[end].isalnum():
                row.values["ph:" + kind] = 1.0
                row.places.setdefault("ph:" + kind, (i, i))


def _grammar(seen: View, index: int, tokens: list[int], out: dict[str, float], cues: Cues) -> None:
    first, last = seen.bounds[index]
    if not tokens:
        return
    words, deps, morphs, heads = seen.words, seen.deps, seen.morphs, seen.heads
    links = deps[first:last]
    root = first + links.index("ROOT") if "ROOT" in links else first
    inside = root in tokens
    if not inside:
        out["form:root-reported"] = 1.0
    head = root if inside else next((i for i in tokens if seen.pos[i] == "VERB"), tokens[0])
    out["r:" + seen.masks[head]] = 1.0
    out["form:root-" + seen.pos[head].lower()] = 1.0
    around = [i for i in tokens if heads[i] == head]
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
    for i in [i for i in tokens if _tells_mood[morphs[i]]]:
        word, morph = words[i], morphs[i]
        if "Mood=Cnd" in morph and word.endswith(_CONDITIONAL_ENDS):
            out["mood:conditional"] = 1.0
        elif "Tense=Fut" in morph and word.endswith(_FUTURE_ENDS):
            out["mood:future"] = 1.0
        elif "Mood=Sub" in morph:
            out["mood:subjunctive"] = 1.0
        elif "Tense=Imp" in morph:
            out["mood:imperfect"] = 1.0
    around_words = words[first:last]
    # Asked of the whole sentence first: most have none of what is looked for.
    if not _NEGATIONS.isdisjoint(around_words) and any(words[i] in _NEGATIONS for i in tokens):
        out["form:negation"] = 1.0
    if not _CLAUSES.keys().isdisjoint(links):
        out.update({_CLAUSES[deps[i]]: 1.0 for i in tokens if deps[i] in _CLAUSES})
    if "amod" in links and any(deps[i] == "amod" and seen.pos[i] == "ADJ" for i in tokens):
        out["form:adjective"] = 1.0
    if "aller" in seen.lemmas[first:last]:
        for i in [i for i in tokens if seen.lemmas[i] == "aller" and "Tense=Pres" in morphs[i]]:
            if any(deps[k] == "xcomp" and heads[k] == i for k in tokens):
                out["mood:future"] = 1.0
    if Zone.CUE in seen.zones[first:last]:
        out["form:has-cue"] = 1.0
    if not _MARKS.isdisjoint(around_words):
        out["form:has-marks"] = 1.0


class _TellsMood(dict[str, bool]):
    """Features of a form → whether they tell a mood or a tense that is asked for; there are few hundred of them."""

    def __missing__(self, morph: str) -> bool:
        tells = self[morph] = any(feature in morph for feature in ("Mood=Cnd", "Tense=Fut", "Mood=Sub", "Tense=Imp"))
        return tells


_tells_mood = _TellsMood()


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
    for i in [i for i in tokens if numbers[i] or lemmas[i] in units]:
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
    dated = [(i, int(word)) for i, word in enumerate(seen.words) if len(word) == 4 and _YEAR.match(word)]
    years = [[year for i, year in dated if first <= i < last] for first, last in seen.bounds]
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
        words = seen.words[first:last]
        if not _WHEN.keys().isdisjoint(words):
            out.update({_WHEN[word]: 1.0 for word in words if word in _WHEN})


def _context(seen: View, tokens: dict[int, list[int]], rows: tuple[SentenceFeatures, ...]) -> None:
    """Sources around the sentence, and what the article is about. Kept few: more of them only memorise articles."""
    sentences = seen.reading.sentences
    count = len(sentences)
    reported = [s.voice in (Voice.ATTRIBUTED, Voice.MIXED) for s in sentences]
    attributing = {attribution.sentence for attribution in seen.reading.attributions}
    first_reported: dict[int, int] = {}
    for s in sentences:
        if reported[s.index]:
            first_reported.setdefault(s.part, s.index)
    for index, own in tokens.items():
        out = rows[index].values
        part = sentences[index].part
        if first_reported.get(part, count) < index:
            out["ctx:sourced-before"] = 1.0
        for name, other in (("prev", index - 1), ("next", index + 1)):
            if 0 <= other < count and sentences[other].part == part and sentences[other].voice is Voice.NARRATOR:
                out[f"ctx:{name}-narrator"] = 1.0
        if index in attributing:
            out["ctx:attributes"] = 1.0
        if index and reported[index - 1] and own and seen.words[own[0]] in _PRONOUNS:
            out["ctx:pronoun-after-source"] = 1.0
    if not tokens:
        return
    told = [rows[index].values for index in tokens]
    topics = {about: len([values for values in told if has in values]) / len(tokens) for has, about in _TOPICS}
    for values in told:
        values.update(topics)


def _similarity(seen: View, tokens: dict[int, list[int]], rows: tuple[SentenceFeatures, ...]) -> None:
    """Share of a sentence's content words (weighted by rarity in the article) found in one sourced sentence."""
    title = next((s.index for s in seen.reading.sentences if s.part_kind is PartKind.TITLE), None)
    sentences = seen.reading.sentences
    pos, lemmas, zones, said = seen.pos, seen.lemmas, seen.zones, (Zone.CONTENT, Zone.QUOTED)
    bags: list[set[str]] = []
    contents: list[set[str]] = []
    telling = [kind in _CONTENT_POS for kind in pos]
    for first, last in seen.bounds:
        bag = set(compress(lemmas[first:last], telling[first:last]))
        content = {lemmas[i] for i in range(first, last) if zones[i] in said and telling[i]} if any(zones[first:last]) else set()
        if content:
            bag = {lemmas[i] for i in range(first, last) if telling[i] and zones[i] not in said}
        bags.append(bag)
        contents.append(content)
    presence = Counter(chain.from_iterable(map(or_, bags, contents)))
    shared = {word for word, n in presence.items() if n > 1}
    in_bags, in_contents = _standing(bags, shared), _standing(contents, shared)
    count = len(sentences)
    weights = {n: math.log(1 + count / n) for n in set(presence.values())}
    weight = {word: weights[n] for word, n in presence.items()}

    def weigh(words: Iterable[str]) -> float:
        return math.fsum([weight[word] for word in words])

    own_title = set() if title is None else bags[title] | contents[title]
    whole_title = weigh(own_title)
    for index in tokens:
        row = rows[index]
        own = bags[index] or contents[index]
        total = weigh(own)
        best_source = best_any = best_before = 0.0
        place = None
        if total:
            # From the words to the sentences that share them: most sentences share nothing.
            common = own & shared
            for other, words in sorted(_in_common(common, index, in_contents).items()):
                value = weigh(words) / total
                if value > best_source:
                    best_source, place = value, other
            for other, words in _in_common(common, index, in_bags).items():
                value = weigh(words) / total
                if value > best_any:
                    best_any = value
                if other < index and value > best_before:
                    best_before = value
        if title is not None and title != index:
            both = bags[index] | contents[index] if contents[index] else bags[index]
            row.values["sim:of-title"] = weigh(both & own_title) / whole_title if whole_title else 0.0
        row.values["sim:source"] = best_source
        row.values["sim:any"] = best_any
        row.values["sim:before"] = best_before
        if sentences[index].part_kind is PartKind.TITLE:
            row.values["sim:title-source"] = best_source
            row.values["sim:title-any"] = best_any
        elif "part:lead" in row.values:
            row.values["sim:lead-source"] = best_source
        row.source_elsewhere = place if best_source >= 0.5 else None


def _standing(bags: list[set[str]], words: set[str]) -> dict[str, list[int]]:
    """The numbers of the sentences in which each of `words` stands."""
    out: dict[str, list[int]] = {}
    for n, bag in enumerate(bags):
        for word in bag & words:
            out.setdefault(word, []).append(n)
    return out


def _in_common(words: set[str], index: int, standing: dict[str, list[int]]) -> dict[int, list[str]]:
    """Of sentence `index`, the words that other sentences share, by sentence."""
    if not standing:
        return {}
    out: dict[int, list[str]] = {}
    for word in words:
        for other in standing.get(word, ()):
            if other != index:
                out.setdefault(other, []).append(word)
    return out


def place_of(features: ArticleFeatures, row: SentenceFeatures, name: str) -> Span | None:
    """Where in the text a feature was seen, if it is a word or a number."""
    found = row.places.get(name)
    return features.view.span(*found) if found else None
