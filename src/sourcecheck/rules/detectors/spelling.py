"""One name, two spellings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from sourcecheck.discourse.token_table import token_table
from sourcecheck.domain.text import Span
from sourcecheck.rules.checks import Built, Workshop
from sourcecheck.rules.evidence import Evidence
from sourcecheck.rules.hits import Hit, Place, Result, found
from sourcecheck.rules.tables import Table

_NAME = re.compile(r"(?<![\w’'-])[A-ZÉÈÎÔÇ][a-zà-ÿ]{4,}(?:-[A-Z][a-zà-ÿ]+)?(?![\w-])")
_SOUNDS = (("sch", "ch"), ("tch", "ch"), ("sh", "ch"), ("kh", "k"), ("gh", "g"), ("ph", "f"), ("ou", "u"), ("w", "v"), ("ï", "i"), ("y", "i"), ("c", "k"),
           ("q", "k"), ("dj", "j"), ("aï", "ai"), ("ei", "ai"), ("z", "s"), ("é", "e"), ("è", "e"), ("h", ""))


def rival_spellings(workshop: Workshop, parameters: Table) -> Built:
    """A proper name written two ways that sound alike (« Pachinian », « Pashinyan »), each tagged a proper noun.

    Names that differ by grammar only (feminine, plural) are left alone. Flags the rarer, or the later. Field ``other``.
    """

    def hits(evidence: Evidence) -> Iterator[Hit]:
        table = token_table(evidence.annotated)
        proper = [start for start, pos in zip(table.start, table.pos, strict=True) if pos == "PROPN"]
        seen: dict[str, list[Span]] = {}
        for start in proper:
            match = _NAME.match(evidence.text, start)
            span = Span(*match.span()) if match else None
            if match and span and not evidence.is_quoted(span):
                seen.setdefault(match.group(), []).append(span)
        by_sound: dict[str, list[str]] = {}
        for name in seen:
            by_sound.setdefault(sound_of(name), []).append(name)
        for names in by_sound.values():
            if len(names) < 2:
                continue
            usual, *rivals = sorted(names, key=lambda n: (-len(seen[n]), seen[n][0].start))
            for rival in rivals:
                if not _inflected(usual, rival) and workshop.scope.admits(evidence, seen[rival][0]):
                    yield Hit(seen[rival][0], {"other": usual}, related=(Place(seen[usual][0], usual),))

    def run(evidence: Evidence) -> Result:
        return found(hits(evidence))

    return Built(run, frozenset({"other"}))


@lru_cache(maxsize=20_000)
def sound_of(name: str) -> str:
    """A rough sound, the same for the usual transliterations of one name."""
    sound = name.lower()
    for written, heard in _SOUNDS:
        sound = sound.replace(written, heard)
    return re.sub(r"(.)\1", r"\1", sound)


def _inflected(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and long[len(short) :] in ("s", "e", "es")
