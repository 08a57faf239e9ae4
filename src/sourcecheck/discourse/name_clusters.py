"""Which names of an article name the same: Lavrov, M. Lavrov, Sergueï Lavrov; an acronym and what it stands for."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from sourcecheck.discourse.names import Mention, first_names, folded_words
from sourcecheck.domain.discourse import EntityKind, Gender
from sourcecheck.domain.text import Span
from sourcecheck.language import Annotated
from sourcecheck.resources import Library

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_MEN_IN_A = frozenset("luca joshua mustapha mustafa nikita sacha sasha ezra jonah garcia elia misha moussa issa mola isa costa kouna laurie charlie jamie".split())
_ACRONYM = re.compile(r"\(\s*([A-ZÀ-Ý][\w.&-]{1,9})\s*\)")


@dataclass
class Cluster:
    """The mentions of one bearer while the article is read; `name` is the fullest form."""

    name: str
    kind: EntityKind
    words: frozenset[str]
    mentions: list[Mention] = field(default_factory=list)
    aliases: set[str] = field(default_factory=set)
    roles: list[str] = field(default_factory=list)
    role_words: set[str] = field(default_factory=set)
    gender: Gender = Gender.UNKNOWN

    @property
    def role(self) -> str | None:
        return self.roles[0] if self.roles else None


def cluster_names(annotated: Annotated, mentions: tuple[Mention, ...]) -> list[Cluster]:
    """Clusters of names, longest first absorbing the shorter, in order of first mention."""
    clusters: list[Cluster] = []
    for mention in sorted(mentions, key=lambda m: (-len(m.words), m.span.start)):
        if not mention.words:
            continue
        home = _home(clusters, mention)
        if home is None:
            home = Cluster(mention.text, mention.kind, frozenset(mention.words))
            clusters.append(home)
        home.mentions.append(mention)
        home.aliases.add(mention.text)
        if mention.kind is EntityKind.PERSON and home.kind is not EntityKind.PLACE:
            home.kind = EntityKind.PERSON
    _join_acronyms(annotated, clusters)
    for cluster in clusters:
        cluster.mentions.sort(key=lambda m: m.span.start)
        cluster.gender = _gender(cluster)
    clusters.sort(key=lambda c: c.mentions[0].span.start)
    return clusters


def _home(clusters: list[Cluster], mention: Mention) -> Cluster | None:
    words = frozenset(mention.words)
    same = [c for c in clusters if c.words == words]
    if same:
        return same[0]
    person = mention.kind is EntityKind.PERSON
    initial = len(mention.words) == 2 and len(mention.words[0]) == 1
    fits = [c for c in clusters if (words < c.words or initial) and _may_shorten(mention, c, person)]
    if not fits:
        return None
    return max(fits, key=lambda c: (_bears(c, mention), c.mentions[0].span.start < mention.span.start,
                                    sum(m.words == mention.words for m in c.mentions), -c.mentions[0].span.start))


def _bears(cluster: Cluster, mention: Mention) -> bool:
    """Whether the gender of a civility before the name agrees with the bearer's."""
    known = _gender(cluster)
    return Gender.UNKNOWN in (known, mention.gender) or known is mention.gender


def _may_shorten(mention: Mention, cluster: Cluster, person: bool) -> bool:
    """Whether a shorter name may stand for a longer: a person's last or first name, the head of an organisation."""
    full = next((m.words for m in cluster.mentions if frozenset(m.words) == cluster.words), tuple(cluster.words))
    if cluster.kind is EntityKind.PERSON:
        if len(mention.words) == 2 and len(mention.words[0]) == 1 and full[0].startswith(mention.words[0]) and mention.words[1] == full[-1]:
            return True
        if mention.kind is EntityKind.PLACE and len(mention.words) == 1 and mention.words[0] not in (full[-1], full[0]):
            return False
        return mention.words[-1] == full[-1] or mention.words == full[-len(mention.words):] or (
            len(mention.words) == 1 and mention.words[0] == full[0] and len(full) == 2 and len(mention.words[0]) > 2
        ) or (len(full) > 2 and mention.words[0] == full[1])
    if person:
        return False
    if cluster.kind is EntityKind.PLACE and cluster.name[len(mention.text) :].strip()[:1].islower():
        return False  # « la Chine », « la mer de Chine méridionale »
    return mention.words == full[: len(mention.words)] and len(mention.words[0]) > 3 and cluster.kind is mention.kind and len(full) - len(mention.words) <= 3


def _join_acronyms(annotated: Annotated, clusters: list[Cluster]) -> None:
    """« Parti populaire (PP) », « BTK (Autorité …) »: the acronym and the name are one."""
    text = annotated.article.text
    by_words = {c.words: c for c in clusters}
    for match in _ACRONYM.finditer(text):
        acronym = match[1]
        short = by_words.get(frozenset(folded_words(acronym)))
        if short is None or not any(c.isupper() for c in acronym[1:]):
            continue
        long = _expansion(text, match.start(), acronym, clusters)
        if long is not None and long is not short:
            long.mentions.extend(short.mentions)
            long.aliases |= short.aliases
            clusters.remove(short)
            by_words[short.words] = long
    for cluster in list(clusters):
        spelled = _known_acronyms().get(cluster.words)
        full = by_words.get(spelled) if spelled else None
        if full is None:
            full = _spelled_out(cluster, clusters) or _spelled_beyond(text, cluster, clusters)
        if full is not None and full is not cluster:
            full.mentions.extend(cluster.mentions)
            full.aliases |= cluster.aliases
            clusters.remove(cluster)


def _spelled_out(short: Cluster, clusters: list[Cluster]) -> Cluster | None:
    """The one name of the article whose first letters begin with those of the acronym."""
    letters = short.name.replace(".", "")
    if not (2 <= len(letters) <= 8 and letters.isupper()):
        return None
    low = folded_words(letters)[0] if folded_words(letters) else ""
    fits = [
        c for c in clusters
        if c is not short and c.kind is not EntityKind.PERSON and len(c.words) >= max(2, len(low))
        and "".join(w[0] for w in max((m.words for m in c.mentions), key=len)).startswith(low)
    ]
    return fits[0] if len(fits) == 1 else None


def _spelled_beyond(text: str, short: Cluster, clusters: list[Cluster]) -> Cluster | None:
    """« les Forces de soutien rapide… les FSR »: a name whose last words stand in small letters, and were not taken for it."""
    acronym = short.name.replace(".", "")
    letters = "".join(folded_words(acronym)) if acronym.isupper() else ""
    if not 3 <= len(letters) <= 8:
        return None
    for cluster in clusters:
        if cluster is short or cluster.kind is EntityKind.PERSON or not cluster.words or len(cluster.words) >= len(letters):
            continue
        for mention in cluster.mentions:
            after = text[mention.span.end : mention.span.end + 60]
            initials = "".join(word[0] for word in folded_words(text[mention.span.start : mention.span.end]))
            if not letters.startswith(initials) and not after[:1].isalnum():
                continue  # seen at once, where trying every word after it is dear
            for word in _WORD.finditer(after.split(",")[0].split(".")[0].split("\n")[0]):
                whole = folded_words(text[mention.span.start : mention.span.end + word.end()])
                if "".join(w[0] for w in whole) == letters:
                    cluster.name = " ".join(text[mention.span.start : mention.span.end + word.end()].split())
                    cluster.words = frozenset(whole)
                    return cluster
    return None


def _expansion(text: str, start: int, acronym: str, clusters: list[Cluster]) -> Cluster | None:
    """The name that ends just before the bracket and whose initials spell the acronym."""
    letters = [c for c in "".join(folded_words(acronym)) if c.isalpha()]
    if not letters:
        return None
    for cluster in clusters:
        if cluster.kind is EntityKind.PERSON or not any(w[0] == letters[0] for w in cluster.words):
            continue
        for mention in cluster.mentions:
            if mention.span.end <= start and not text[mention.span.end : start].strip() and mention.text != acronym:
                return cluster
    head = text[max(0, start - 120) : start].rstrip()
    words = list(_WORD.finditer(head))
    for i in range(len(words) - 1, -1, -1):
        phrase = head[words[i].start() :]
        initials = "".join(w[0] for w in folded_words(phrase) if w)
        if initials == "".join(letters) and len(letters) > 1:
            offset = max(0, start - 120) + words[i].start()
            span = Span(offset, start - (len(text[:start]) - len(text[:start].rstrip())))
            mention = Mention(span, " ".join(phrase.split()), EntityKind.ORGANISATION, folded_words(phrase), -1, -1, Gender.UNKNOWN)
            cluster = Cluster(mention.text, EntityKind.ORGANISATION, frozenset(mention.words), [mention], {mention.text})
            clusters.append(cluster)
            return cluster
        if len(words) - i > 9:
            break
    return None


@cache
def _known_acronyms() -> dict[frozenset[str], frozenset[str]]:
    return {frozenset(folded_words(row[0])): frozenset(folded_words(row[1])) for row in Library().lexicon("acronyms").rows}


def _by_ending(first: str) -> str:
    """The likely gender of a first name that the list lacks."""
    if len(first) < 5 or first in _MEN_IN_A:
        return ""
    if first.endswith(("eddine", "edine", "eldine")):
        return "m"  # « Salaheddine »
    if first.endswith(("ine", "ette", "elle", "ia", "na", "sa", "la", "ra", "ie", "yne", "anne", "issa")):
        return "f"
    return "m" if first.endswith(("o", "os", "us", "ard", "bert", "ald", "son", "ric", "ent", "im", "dor", "slav", "mir")) else ""


def _gender(cluster: Cluster) -> Gender:
    for mention in cluster.mentions:
        if mention.gender is not Gender.UNKNOWN:
            return mention.gender
    if cluster.kind is not EntityKind.PERSON:
        return Gender.UNKNOWN
    fullest = max(cluster.mentions, key=lambda m: len(m.words))
    if len(fullest.words) < 2:
        return Gender.UNKNOWN
    listed = first_names().get(fullest.words[0]) or _by_ending(fullest.words[0])
    return {"f": Gender.FEMININE, "m": Gender.MASCULINE}.get(listed or "", Gender.UNKNOWN)
