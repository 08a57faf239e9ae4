"""The open drafts, as the editor tells them: opened, edited stretch by stretch, closed.

pygls keeps documents too, but cuts lines where Python does (see `positions`); a form feed or U+2028 pasted
from a word processor would shift every later edit. So the drafts are kept here.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from lsprotocol.types import (
    PositionEncodingKind,
    TextDocumentContentChangeEvent,
    TextDocumentContentChangePartial,
)

from sourcecheck.domain.text import Article
from sourcecheck.ingest import KNOWN_SUFFIXES, read_bytes
from sourcecheck.lsp.positions import Places

_SUFFIX_OF = {"markdown": ".md", "mdx": ".mdx", "quarto": ".qmd", "html": ".html", "plaintext": ".txt"}


@dataclass(frozen=True)
class Draft:
    """One version of an open document."""

    uri: str
    version: int
    text: str
    language: str = ""
    encoding: PositionEncodingKind | str | None = None

    @cached_property
    def places(self) -> Places:
        return Places(self.text, self.encoding)

    @property
    def path(self) -> Path | None:
        """The file on this machine; None for a draft that was never saved or stands elsewhere."""
        parts = urlsplit(self.uri)
        if parts.scheme != "file":
            return None
        name = unquote(parts.path)
        return Path(name[1:] if name[2:3] == ":" else name)

    @property
    def suffix(self) -> str | None:
        """What the draft is read as; None when it is nothing that sourcecheck reads."""
        suffix = PurePosixPath(unquote(urlsplit(self.uri).path)).suffix.lower()
        if suffix in KNOWN_SUFFIXES - {"", ".docx"}:
            return suffix
        return _SUFFIX_OF.get(self.language) if suffix == "" else None

    def article(self, name: str) -> Article:
        """The draft, read; characters of the source are those of `text`. Raises `InputError`."""
        data = self.text.encode("utf-8", "replace")
        # One byte order mark is taken off by whoever reads bytes, and an editor counts it as a character.
        return read_bytes(codecs.BOM_UTF8 + data if data.startswith(codecs.BOM_UTF8) else data, name, self.suffix)

    def edited(self, changes: Iterable[TextDocumentContentChangeEvent], version: int) -> Draft:
        """The draft after `changes`, each told in positions of the text that the one before it left."""
        text = self.text
        for change in changes:
            if isinstance(change, TextDocumentContentChangePartial):
                place = Places(text, self.encoding).span(change.range)
                text = text[: place.start] + change.text + text[place.end :]
            else:
                text = change.text
        return replace(self, text=text, version=version)
