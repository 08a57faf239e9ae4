"""Names taken out of an audit before it is shared: same-length runs of █, so that every span still holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any, TypeVar

from sourcecheck.domain.audit import Audit
from sourcecheck.domain.discourse import Entity, EntityKind
from sourcecheck.domain.text import Notice, Span

BLOCK = "█"
UNNAMED, ALL = "unnamed", "all"
_LETTER = re.compile(r"[^\W_]")
_WORD = re.compile(r"[^\W_]+")
_QUOTED = re.compile(r"«[^»]*»|“[^”]*”")
_PROSE = frozenset({"message", "question", "note", "label", "values"})
"""Fields in the product's own words, with words of the article inside."""
_DRAWN = frozenset({
    "id", "path", "title", "byline", "section", "metadata", "name", "role", "aliases", "party", "accused", "accuser",
    "reason", "lemma",
})
"""Fields drawn from the article or written by a person."""
_FIXED = frozenset({"text", "source_map", "toolchain", "metrics"})
Cover = Callable[[str, str], str]
"""Field and its words → the words to show."""
T = TypeVar("T")


def redact(audit: Audit, names: Iterable[str]) -> Audit:
    """The audit without the given names; offsets, counts and codes are untouched.

    A name is hidden wherever it stands as whole words, whatever its case; a person's also where the
    article says it shorter. ``unnamed`` stands for every source the article does not name (their
    words stay), ``all`` for all letters and digits of the text and of what was drawn from it.
    """
    wanted = [name.strip() for name in names if name.strip()]
    text = audit.article.text
    if ALL in wanted:
        return _shown(audit, _blocked(text), _cover_all(text))
    chosen = [name for name in wanted if name != UNNAMED]
    hidden = chosen + [form for name in chosen for form in _shorter_forms(audit, name)]
    places = _unnamed_places(audit) if UNNAMED in wanted else ()
    hidden += [words for place in places if _tells(words := place.of(text))]
    if UNNAMED in wanted:
        hidden += [e.name for e in audit.reading.entities if _is_unnamed(e) and _tells(e.name)]
    hide = _hiding(hidden)
    return _shown(audit, _masked(hide(text), places), lambda _, words: hide(words))


def _shown(audit: Audit, text: str, cover: Cover) -> Audit:
    return _rebuilt(replace(audit, article=replace(audit.article, text=text)), cover)


def _blocked(text: str) -> str:
    return _LETTER.sub(BLOCK, text)


def _cover_all(text: str) -> Cover:
    """Hides what is drawn from the text; of the product's prose, what is quoted and the words the text has too."""
    words_of_text = set(_WORD.findall(text))
    telling = {
        word for word in words_of_text
        if len(word) > 3 or not (word.islower() or word.isdigit() or word.lower() in words_of_text)
    }

    def prose(words: str) -> str:
        quoted = _QUOTED.sub(lambda match: _blocked(match.group()), words)
        return _WORD.sub(lambda match: _blocked(match.group()) if match.group() in telling else match.group(), quoted)

    return lambda field, words: prose(words) if field in _PROSE else _blocked(words)


def _is_unnamed(entity: Entity) -> bool:
    return entity.kind is EntityKind.UNNAMED or (entity.kind is EntityKind.PERSON and not entity.named)


def _tells(words: str) -> bool:
    """Whether the words, met elsewhere, still point to the same source: « une voisine » does, « elle » does not."""
    return len(words) > 4 or " " in words


def _unnamed_places(audit: Audit) -> tuple[Span, ...]:
    """Where the article mentions a source it does not name."""
    entities = audit.reading.entities
    spans = {mention for entity in entities if _is_unnamed(entity) for mention in entity.mentions}
    for said in audit.reading.attributions:
        if said.source and (not said.named if said.speaker is None else _is_unnamed(entities[said.speaker])):
            spans.add(said.source)
    return tuple(sorted(spans))


def _shorter_forms(audit: Audit, name: str) -> Iterable[str]:
    """The parts of a person's name that may stand alone: Kervella for Paule Kervella."""
    for entity in audit.reading.entities:
        known = {form.casefold() for form in (entity.name, *entity.aliases)}
        if entity.kind is EntityKind.PERSON and name.casefold() in known:
            yield entity.name
            yield from (word for word in entity.name.split() if len(word) > 2 and word[0].isupper())


def _masked(text: str, places: Iterable[Span]) -> str:
    for place in places:
        text = text[: place.start] + _blocked(place.of(text)) + text[place.end :]
    return text


def _hiding(names: Iterable[str]) -> Callable[[str], str]:
    """Hides the names, longest first, whole words only, across any spaces, hyphens and either apostrophe."""
    phrases = sorted({name for name in names if _LETTER.search(name)}, key=lambda name: (-len(name), name))
    if not phrases:
        return str
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(_loose, phrases)) + r")(?!\w)", re.IGNORECASE)
    return lambda text: pattern.sub(lambda match: _blocked(match.group()), text)


def _loose(name: str) -> str:
    words = (re.sub("['’]", "['’]", re.escape(word)) for word in re.split(r"[\s-]+", name) if word)
    return r"[\s_-]+".join(words)


def _rebuilt(value: T, cover: Cover) -> T:
    """The same value with `cover` over every field that may hold words of the article."""
    changes: dict[str, Any] = {}
    for field in fields(value):  # type: ignore[arg-type]
        if field.init and field.name not in _FIXED:
            old = getattr(value, field.name)
            new = _covered(old, field.name, cover)
            if new != old:
                changes[field.name] = new
    return replace(value, **changes) if changes else value  # type: ignore[type-var]


def _covered(value: Any, field: str, cover: Cover) -> Any:
    if isinstance(value, Notice):
        return replace(value, values=tuple((key, cover("values", words)) for key, words in value.values))
    if isinstance(value, str) and not isinstance(value, Enum):
        return cover(field, value) if field in _PROSE or field in _DRAWN else value
    if isinstance(value, tuple):
        return tuple(_covered(item, field, cover) for item in value)
    if is_dataclass(value) and not isinstance(value, Span | type):
        return _rebuilt(value, cover)
    return value
