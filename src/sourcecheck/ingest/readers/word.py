"""Word documents (.docx). The “source” is the paragraphs, one a line: lines count paragraphs."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from sourcecheck.domain.text import PartKind
from sourcecheck.errors import InputError
from sourcecheck.ingest.blocks import Block, glyphs_of
from sourcecheck.ingest.readers.source import SourceText

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def open_document(data: bytes, name: str) -> Any:
    """The python-docx document; `InputError` when the bytes are not one."""
    import docx

    try:
        return docx.Document(io.BytesIO(data))
    except Exception:  # python-docx raises KeyError, BadZipFile, XMLSyntaxError… on damaged files
        raise InputError(
            "{path} is not a readable Word document: open it in Word and save it again as .docx.", path=name
        ) from None


def paragraphs(document: Any) -> Iterator[Any]:
    """Every ``w:p`` element of the body in reading order, those of tables included."""
    yield from document.element.body.iter(f"{_W}p")


def text_nodes(paragraph: Any) -> Iterator[tuple[Any, str]]:
    """The elements that carry visible text with their text; deleted text (tracked changes) is left out."""
    for node in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}noBreakHyphen"):
        if any(ancestor.tag == f"{_W}del" for ancestor in node.iterancestors()):
            continue
        if node.tag == f"{_W}t":
            yield node, node.text or ""
        elif node.tag == f"{_W}noBreakHyphen":
            yield node, "-"
        else:
            yield node, " "


def read_word(data: bytes, name: str) -> SourceText:
    document = open_document(data, name)
    lines: list[str] = []
    found: list[tuple[PartKind, int, int]] = []
    offset = 0
    for paragraph in paragraphs(document):
        line = "".join(text for _, text in text_nodes(paragraph)).replace("\n", " ")
        lines.append(line)
        if line.strip():
            found.append((_kind(document, paragraph), offset, offset + len(line)))
        offset += len(line) + 1
    source = "\n".join(lines)
    placed = tuple(Block(kind, tuple(glyphs_of(source, start, end))) for kind, start, end in found)
    if not placed:
        raise InputError("{path} is empty: save the article and try again.", path=name)
    has_title = any(block.kind is PartKind.TITLE for block in placed)
    return SourceText(
        source, _only_first_title(placed),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document", has_title=has_title,
    )


def _kind(document: Any, paragraph: Any) -> PartKind:
    properties = paragraph.find(f"{_W}pPr")
    style = properties.find(f"{_W}pStyle") if properties is not None else None
    name = ""
    if style is not None:
        identifier = style.get(f"{_W}val")
        found = next((s for s in document.styles if s.style_id == identifier), None)
        name = (found.name if found is not None and found.name else identifier or "").casefold()
    if any(ancestor.tag == f"{_W}tbl" for ancestor in paragraph.iterancestors()):
        return PartKind.TABLE
    if name in ("title", "titre", "heading 1", "titre 1"):
        return PartKind.TITLE
    if name in ("subtitle", "sous-titre"):
        return PartKind.LEAD
    if name.startswith(("heading", "titre")):
        return PartKind.HEADING
    if "quote" in name or "citation" in name:
        return PartKind.BLOCKQUOTE
    if "caption" in name or "légende" in name:
        return PartKind.CAPTION
    if "list" in name:
        return PartKind.LIST
    return PartKind.BODY


def _only_first_title(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    out, seen = [], False
    for block in blocks:
        if block.kind is PartKind.TITLE and seen:
            block = Block(PartKind.HEADING, block.glyphs)
        seen = seen or block.kind is PartKind.TITLE
        out.append(block)
    return tuple(out)
