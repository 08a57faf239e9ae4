"""What a reader hands on: blocks, metadata, and what the user must know."""

from __future__ import annotations

from dataclasses import dataclass

from sourcecheck.domain.text import Notice
from sourcecheck.ingest.blocks import Block


@dataclass(frozen=True)
class RawDirective:
    """A directive as written: its rules, its reason, the source characters it covers, and those it is written with."""

    rules: tuple[str, ...]
    reason: str
    source_start: int
    source_end: int
    written_at: int
    written_end: int = 0


@dataclass(frozen=True)
class SourceText:
    """A source, decoded, cut into blocks. `source` is what lines and columns count in."""

    source: str
    blocks: tuple[Block, ...]
    media_type: str
    title: str | None = None
    byline: str | None = None
    published: str | None = None
    section: str | None = None
    genre: str | None = None
    has_title: bool = False
    notices: tuple[Notice, ...] = ()
    metadata: tuple[tuple[str, str], ...] = ()
    directives: tuple[RawDirective, ...] = ()
