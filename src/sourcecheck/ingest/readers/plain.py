"""Plain text: paragraphs parted by blank lines, or one a line, or hard-wrapped."""

from __future__ import annotations

import re

from sourcecheck.domain.text import PartKind
from sourcecheck.ingest.blocks import Block, glyphs_of
from sourcecheck.ingest.readers.source import SourceText

_PARAGRAPH = re.compile(r"[^\r\n\f\v\x85\u2028\u2029]*\S[^\r\n]*(?:\r?\n[^\S\r\n]*\S[^\r\n]*)*")
_LINE = re.compile(r"[^\r\n]+")
_WRAP_AT_MOST = 100
_STOP = (".", "!", "?", "…", "»", "”", ":")


def read_plain(source: str) -> SourceText:
    blocks: list[Block] = []
    for paragraph in _PARAGRAPH.finditer(source):
        lines = [(m.start() + paragraph.start(), m.end() + paragraph.start()) for m in _LINE.finditer(paragraph[0])]
        if _is_wrapped([source[a:b] for a, b in lines]):
            lines = [(lines[0][0], lines[-1][1])]
        blocks.extend(Block(PartKind.BODY, tuple(glyphs_of(source, a, b))) for a, b in lines)
    return SourceText(source, tuple(blocks), "text/plain")


def _is_wrapped(lines: list[str]) -> bool:
    """Lines of one paragraph, folded by a mail program or an editor: alike in length, cut mid-sentence."""
    if len(lines) == 1:
        return True
    lines = [line.strip() for line in lines]
    if any(line.startswith(("—", "–", "- ", "•", "* ")) for line in lines[1:]):
        return False
    longest = max(map(len, lines))
    inner = lines[:-1]
    if longest > _WRAP_AT_MOST or min(map(len, inner)) < 0.6 * longest:
        return False
    return sum(line.endswith(_STOP) for line in inner) <= max(1, len(inner) // 2) and longest > 40
