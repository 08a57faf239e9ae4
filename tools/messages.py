"""The French catalogue of the interface: ``python tools/messages.py extract | compile | check``.

Ids are the English sentences of the code and of the templates. `extract` adds new ids to the .po (to be
translated by hand) and drops old ones, `compile` writes the .mo, `check` tells what is missing or stale.
"""

from __future__ import annotations

import io
import string
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from sourcecheck.discourse.genre import GENRES
from sourcecheck.domain.discourse import EntityKind, ReplyStatus, Voice
from sourcecheck.domain.findings import Severity

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "reports" / "locale" / "fr" / "LC_MESSAGES"
PO, MO = FOLDER / "sourcecheck.po", FOLDER / "sourcecheck.mo"
ERRORS = ("SourcecheckError", "InputError", "SettingsError", "CardError", "ModelError", "NothingToAudit", "EmptyTable", "Notice")
KEYWORDS = {"_": None, "gettext": None, "N_": None, "ngettext": (1, 2), "counted": (3, 4), "say": None, "Failure": (3,), **dict.fromkeys(ERRORS)}
METHODS = [("**.py", "python"), ("**.j2", "jinja2")]


def template() -> Catalog:
    """All ids of the code, the templates, and the values shown through ``gettext(variable)``."""
    catalog = Catalog(project="sourcecheck", charset="utf-8")
    for folder in (ROOT / "src" / "sourcecheck", ROOT / "reports"):
        found = extract_from_dir(
            folder, METHODS, {"**.j2": {"silent": "false"}}, keywords=KEYWORDS, strip_comment_tags=True
        )
        for _file, _line, message, _comments, context in found:
            catalog.add(message, context=context)
    for value in shown_values():
        catalog.add(value)
    return catalog


def shown_values() -> Iterator[str]:
    for kind in (Severity, EntityKind, Voice, ReplyStatus):
        yield from (member.value for member in kind)
    yield from GENRES


def translations() -> Catalog:
    if not PO.exists():
        return Catalog(locale="fr", charset="utf-8", project="sourcecheck")
    with PO.open("rb") as stream:
        return read_po(stream, locale="fr")


def update() -> None:
    """The .po with exactly the ids in use, in alphabetical order, without clocks or line numbers."""
    old, new = translations(), Catalog(locale="fr", charset="utf-8", project="sourcecheck")
    for message in template():
        if message.id:
            known = old.get(message.id if isinstance(message.id, str) else message.id[0])
            kept = known.string if known and isinstance(known.string, tuple) == message.pluralizable else None
            new.add(message.id, kept or "", flags=message.flags - {"python-format"})
    FOLDER.mkdir(parents=True, exist_ok=True)
    stream = io.BytesIO()
    write_po(stream, new, width=0, no_location=True, omit_header=True, sort_output=True)
    header = b'msgid ""\nmsgstr ""\n"Language: fr\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n\n'
    PO.write_bytes(header + stream.getvalue())


def compiled() -> bytes:
    stream = io.BytesIO()
    catalog = translations()
    catalog.creation_date = datetime(2026, 1, 1, tzinfo=UTC)
    write_mo(stream, catalog)
    return stream.getvalue()


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def problems() -> list[str]:
    """What keeps the catalogue from speaking French everywhere."""
    known, found = translations(), []
    for message in template():
        if not message.id:
            continue
        ids = (message.id,) if isinstance(message.id, str) else tuple(message.id)
        there = known.get(ids[0])
        strings = () if there is None else (there.string,) if isinstance(there.string, str) else tuple(there.string)
        if len(strings) < len(ids) or not all(strings):
            found.append(f"not translated: {ids[0]}")
        elif any(fields(text) - fields(ids[-1]) for text in strings):
            found.append(f"unknown field in the translation of: {ids[0]}")
    if not MO.exists() or MO.read_bytes() != compiled():
        found.append("the .mo is older than the .po: run tools/messages.py compile")
    return found


def main(verb: str) -> int:
    if verb == "extract":
        update()
    elif verb == "compile":
        MO.write_bytes(compiled())
    elif verb != "check":
        print(__doc__)
        return 2
    found = problems()
    print("\n".join(found) or "The catalogue is complete.")
    return int(verb == "check" and bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
