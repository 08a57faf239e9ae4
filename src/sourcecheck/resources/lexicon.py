"""Word lists: one entry a line, sorted, with source and licence at the top.

Format::

    # source: written for sourcecheck
    # licence: MIT
    # columns: lemma class
    affirmer<TAB>neutral

Lines of ``#`` before the first entry are the header. Columns are separated by tabs; the first is the entry.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from sourcecheck.errors import CardError


@dataclass(frozen=True)
class Lexicon:
    """A word list. `rows` hold the columns of each entry, the entry itself first."""

    name: str
    source: str
    licence: str
    rows: tuple[tuple[str, ...], ...]

    @cached_property
    def entries(self) -> frozenset[str]:
        return frozenset(row[0] for row in self.rows)

    @cached_property
    def table(self) -> dict[str, tuple[str, ...]]:
        """Entry → its other columns."""
        return {row[0]: row[1:] for row in self.rows}

    def where(self, column: int, value: str) -> frozenset[str]:
        """The entries whose column number `column` (0 = first after the entry) says `value`."""
        return frozenset(row[0] for row in self.rows if len(row) > column + 1 and row[column + 1] == value)

    def __contains__(self, entry: object) -> bool:
        return entry in self.entries

    def __iter__(self) -> Iterator[str]:
        return iter(row[0] for row in self.rows)


@cache
def read_lexicon(path: Path) -> Lexicon:
    """Read a word list; a missing header, an unsorted or repeated entry is a `CardError` naming the line."""
    header: dict[str, str] = {}
    rows: list[tuple[str, ...]] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("#"):
            if rows:
                raise CardError("{path}, line {line}: comments stand before the first entry.", path=path.name, line=number)
            key, _, value = line[1:].partition(":")
            header[key.strip()] = value.strip()
            continue
        if not line.strip():
            continue
        row = tuple(cell.strip() for cell in line.split("\t"))
        if rows and row <= rows[-1]:
            raise CardError(
                "{path}, line {line}: “{entry}” is repeated or out of order; sort the list.",
                path=path.name, line=number, entry=row[0],
            )
        rows.append(row)
    for key in ("source", "licence"):
        if not header.get(key):
            raise CardError("{path}: the header line “# {key}: …” is missing.", path=path.name, key=key)
    if not rows:
        raise CardError("{path}: the word list is empty.", path=path.name)
    return Lexicon(path.stem, header["source"], header["licence"], tuple(rows))
