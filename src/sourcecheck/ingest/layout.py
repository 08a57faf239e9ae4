"""Which block is the title, the lead, the byline: what plain text does not say by itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sourcecheck.domain.text import Notice, PartKind
from sourcecheck.ingest.blocks import Block
from sourcecheck.ingest.furniture import furniture_blocks

_BYLINE = re.compile(
    r"(?i)^(?:par|de notre (?:correspondante?|envoyée? spéciale?)|propos recueillis par)\s+\S+(?:\s+\S+){0,9}$"
    r"|^\(?(?:avec )?(?:afp|reuters|ap|belga|ats|keystone-ats|la presse canadienne|efe|dpa|ansa|map|aps|tap)\)?(?:\s*(?:,|et|/|-)\s*\S+)*\.?$"
    r"|^(?:publié|mis à jour|modifié|posté)\s+(?:le|à|il y a)\b.{0,60}$"
)
_AUTHOR = re.compile(r"(?i)^(?:propos recueillis )?par\s+(.+?)(?:\s*[,|–-].*)?$")
_MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
_PUBLISHED = re.compile(rf"(?i)^(?:publié|posté)\s+le\s+(?:[a-zé]+\s+)?(\d{{1,2}})(?:er)?\s+({'|'.join(_MONTHS)})\s+(\d{{4}})")
_KICKER_WORDS = 4
_TITLE_CHARACTERS = 220


@dataclass(frozen=True)
class Layout:
    blocks: tuple[Block, ...]
    title: str | None
    byline: str | None
    notices: tuple[Notice, ...]
    published: str | None = None


def lay_out(blocks: Sequence[Block], *, has_title: bool = False) -> Layout:
    """Decide kicker, title, lead, byline and furniture among blocks that came as `BODY`.

    `has_title`: the format itself named the title (a heading, front matter), so none is inferred.
    """
    furniture = furniture_blocks([block.text for block in blocks])
    kinds = [PartKind.FURNITURE if i in furniture else block.kind for i, block in enumerate(blocks)]
    for i, block in enumerate(blocks):
        if kinds[i] is PartKind.BODY and _BYLINE.match(block.text.strip()):
            kinds[i] = PartKind.BYLINE
    if not has_title and PartKind.TITLE not in kinds:
        _infer_title(blocks, kinds)
    _infer_lead(kinds)
    laid = tuple(replace(block, kind=kind) for block, kind in zip(blocks, kinds, strict=True))
    title = next((block.text.strip() for block in laid if block.kind is PartKind.TITLE), None)
    byline = next(
        (m[1] for block in laid if block.kind is PartKind.BYLINE and (m := _AUTHOR.match(block.text.strip()))), None
    )
    notices: tuple[Notice, ...] = ()
    if furniture:
        notices = (Notice("{count} blocks of page furniture were left out of the audit.", (("count", str(len(furniture))),)),)
    published = next((date for block in laid if block.kind is PartKind.BYLINE and (date := _date(block.text))), None)
    return Layout(laid, title, byline, notices, published)


def _date(text: str) -> str | None:
    """« Publié le 14 mars 2025 » → 2025-03-14."""
    match = _PUBLISHED.match(text.strip())
    if match is None:
        return None
    return f"{match[3]}-{_MONTHS.index(match[2].lower()) + 1:02d}-{int(match[1]):02d}"


def _infer_title(blocks: Sequence[Block], kinds: list[PartKind]) -> None:
    bodies = [i for i, kind in enumerate(kinds) if kind is PartKind.BODY]
    if len(bodies) < 2:
        return
    first = bodies[0]
    if _is_kicker(blocks[first].text):
        if len(bodies) < 3 or not _is_title(blocks[bodies[1]].text):
            return
        kinds[first] = PartKind.HEADING
        first = bodies[1]
    if _is_title(blocks[first].text):
        kinds[first] = PartKind.TITLE


def _is_kicker(text: str) -> bool:
    text = text.strip()
    return len(text.split()) <= _KICKER_WORDS and (text.isupper() or text.rstrip().endswith(":"))


def _is_title(text: str) -> bool:
    text = text.strip()
    return len(text) <= _TITLE_CHARACTERS and not (text.endswith(".") and len(text.split()) > 12)


def _infer_lead(kinds: list[PartKind]) -> None:
    """The first paragraph after the title."""
    if PartKind.TITLE not in kinds or PartKind.LEAD in kinds:
        return
    for i in range(kinds.index(PartKind.TITLE) + 1, len(kinds)):
        if kinds[i] is PartKind.BODY:
            kinds[i] = PartKind.LEAD
            return
