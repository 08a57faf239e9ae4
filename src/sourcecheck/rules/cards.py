"""TOML → Card: the whole rule in one file, with its own tests."""

from __future__ import annotations

import re
import string
from pathlib import Path
from typing import Any

from sourcecheck.domain.findings import Bilingual, Card, Confidence, Example, Severity
from sourcecheck.domain.text import PartKind, Span
from sourcecheck.errors import CardError
from sourcecheck.rules.scope import DEFAULT_VOICES, GENRES
from sourcecheck.rules.tables import Table, read_toml

ID = re.compile(r"^[A-Z]{3}-\d{3}$")
VOICES = (*DEFAULT_VOICES, "attributed", "other")
OPEN, CLOSE = "[[", "]]"


def read_card(path: Path) -> Card:
    """The card of a file; any mistake is a `CardError` that names file and key."""
    return card_of(read_toml(path), path.name, path.stem)


def card_of(data: dict[str, Any], where: str, stem: str) -> Card:
    table = Table(where, data)
    measured = table.table("measured")
    card = Card(
        id=table.text("id"),
        title=table.bilingual("title"),
        why=table.bilingual("why"),
        message=table.bilingual("message"),
        question=table.bilingual("question"),
        kind=table.text("kind"),
        parameters=table.table("parameters").values,
        severity=Severity(table.choice("severity", list(Severity), "warning")),
        confidence=Confidence(table.choice("confidence", list(Confidence), "medium")),
        norms=table.texts("norms"),
        tier=table.whole("tier", 1),
        genres=table.texts("genres", GENRES),
        voices=table.texts("voices", VOICES),
        zones=table.texts("zones", [kind.value for kind in PartKind]),
        blind_spots=table.bilingual("blind_spots", required=False),
        flag=tuple(_example(row) for row in table.rows("flag")),
        silent=tuple(_example(row) for row in table.rows("silent")),
        legal=table.yes_no("legal", False),
        policy=table.text("policy", "") or None,
        jurisdictions=table.texts("jurisdictions"),
        measured_hits=measured.whole("hits", 0),
        measured_good=measured.whole("good", 0),
    )
    measured.finish()
    table.finish()
    _check(card, where, stem)
    return card


def marked(text: str, where: str = "") -> tuple[str, tuple[Span, ...]]:
    """The text without ``[[…]]`` marks, and the spans that stood between them."""
    plain, spans, position = "", [], 0
    while (start := text.find(OPEN, position)) >= 0:
        end = text.find(CLOSE, start)
        if end < 0:
            raise CardError("{file}: “[[” is not closed by “]]” in an example.", file=where)
        plain += text[position:start]
        inner = text[start + len(OPEN) : end]
        spans.append(Span(len(plain), len(plain) + len(inner)))
        plain += inner
        position = end + len(CLOSE)
    return plain + text[position:], tuple(spans)


def fields_of(template: str) -> frozenset[str]:
    """The named fields of a message template; a broken one raises ValueError."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(template) if name is not None)


def check_templates(card: Card, fields: frozenset[str], where: str) -> None:
    """Raise `CardError` if the message or the question asks for a field that the kind does not give."""
    known = tuple(sorted(fields | {"words"}))
    for key, template in (("message", card.message), ("question", card.question)):
        for lang in ("fr", "en"):
            try:
                wanted = fields_of(template.in_language(lang))
            except ValueError as error:
                raise CardError("{file}: “{key}” is not a template: {reason}.", file=where, key=key, reason=error) from None
            for name in sorted(wanted - set(known)):
                raise CardError(
                    "{file}: “{key}” uses the field “{field}”; this kind of rule gives: {known}.",
                    file=where, key=key, field=name, known=", ".join(known),
                )


def _example(row: Table) -> Example:
    text, spans = marked(row.text("text").strip("\n"), row.where)
    policy = row.table("policy")
    example = Example(
        text, spans, row.text("genre", "") or None,
        published=row.text("published", "") or None,
        byline=row.text("byline", "") or None,
        jurisdiction=row.text("jurisdiction", "") or None,
        policy=tuple(sorted((key, policy.text(key)) for key in policy.values)),
    )
    row.finish()
    if not text.strip():
        raise CardError("{file}: the example is empty.", file=row.where)
    return example


def _check(card: Card, where: str, stem: str) -> None:
    if not ID.match(card.id):
        raise CardError("{file}: the id “{id}” is not three capitals, a dash, three figures.", file=where, id=card.id)
    if card.id != stem:
        raise CardError("{file}: the id “{id}” must be the name of the file.", file=where, id=card.id)
    if not card.norms:
        raise CardError("{file}: a card stands on at least one norm (“norms”).", file=where)
    if not 0 <= card.measured_good <= card.measured_hits:
        raise CardError("{file}: “measured.good” must lie between 0 and “measured.hits”.", file=where)
    if any(example.spans for example in card.silent):
        raise CardError("{file}: a [[silent]] example marks nothing with “[[…]]”.", file=where)
    for text in (card.title, card.why, card.message, card.question, card.blind_spots):
        _check_words(text, where)


_FORBIDDEN = re.compile(r"\b(?:biaisée?s?|illégale?s?|illégaux|diffamatoires?)\b", re.IGNORECASE)


def _check_words(text: Bilingual, where: str) -> None:
    """The product says what the text lacks, never what is true or lawful."""
    match = _FORBIDDEN.search(text.fr)
    if match:
        raise CardError(
            "{file}: the product never says “{word}”; say what the text lacks or “à faire relire”.",
            file=where, word=match.group(),
        )
