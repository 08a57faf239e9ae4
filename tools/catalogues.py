"""What the two French catalogues share: a .po translated by hand, the .mo made of it, and what is missing in either."""

from __future__ import annotations

import io
import string
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "reports" / "locale" / "fr" / "LC_MESSAGES"
_HEADER = b'msgid ""\nmsgstr ""\n"Language: fr\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n\n'


def empty() -> Catalog:
    return Catalog(locale="fr", charset="utf-8", project="sourcecheck")


@dataclass(frozen=True)
class French:
    """One catalogue: `domain`, the `tool` that makes it, and `template`, which gathers the ids in use."""

    domain: str
    tool: str
    template: Callable[[], Catalog]

    @property
    def po(self) -> Path:
        return FOLDER / f"{self.domain}.po"

    @property
    def mo(self) -> Path:
        return FOLDER / f"{self.domain}.mo"

    def translations(self) -> Catalog:
        if not self.po.exists():
            return empty()
        with self.po.open("rb") as stream:
            return read_po(stream, locale="fr")

    def update(self) -> None:
        """The .po with exactly the ids in use, in alphabetical order, without clocks or line numbers."""
        old, new = self.translations(), empty()
        for message in self.template():
            if message.id:
                known = old.get(first_id(message))
                kept = known.string if known and isinstance(known.string, tuple) == message.pluralizable else None
                new.add(message.id, kept or "", flags=message.flags - {"python-format"})
        FOLDER.mkdir(parents=True, exist_ok=True)
        stream = io.BytesIO()
        write_po(stream, new, width=0, no_location=True, omit_header=True, sort_output=True)
        self.po.write_bytes(_HEADER + stream.getvalue())

    def compiled(self) -> bytes:
        stream = io.BytesIO()
        catalog = self.translations()
        catalog.creation_date = datetime(2026, 1, 1, tzinfo=UTC)
        write_mo(stream, catalog)
        return stream.getvalue()

    def problems(self) -> list[str]:
        """What keeps the catalogue from speaking French everywhere."""
        known, found = self.translations(), []
        for message in self.template():
            if not message.id:
                continue
            ids = (message.id,) if isinstance(message.id, str) else tuple(message.id)
            there = known.get(ids[0])
            strings = () if there is None else (there.string,) if isinstance(there.string, str) else tuple(there.string)
            if len(strings) < len(ids) or not all(strings):
                found.append(f"not translated: {ids[0]}")
            elif any(fields(text) - fields(ids[0]) - fields(ids[-1]) for text in strings):
                found.append(f"unknown field in the translation of: {ids[0]}")
        if not self.mo.exists() or self.mo.read_bytes() != self.compiled():
            found.append(f"the .mo is older than the .po: run {self.tool} compile")
        return found

    def run(self, verb: str, usage: str) -> int:
        """``extract``, ``compile`` or ``check``; prints the problems that stay, exits 1 on them when checking."""
        if verb == "extract":
            self.update()
        elif verb == "compile":
            self.mo.write_bytes(self.compiled())
        elif verb != "check":
            print(usage)
            return 2
        found = self.problems()
        print("\n".join(found) or "The catalogue is complete.")
        return int(verb == "check" and bool(found))


def first_id(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}
