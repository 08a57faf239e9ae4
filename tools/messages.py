"""The French catalogue of the interface: ``python tools/messages.py extract | compile | check``.

Ids are the English sentences of the code and of the templates. `extract` adds new ids to the .po (to be
translated by hand) and drops old ones, `compile` writes the .mo, `check` tells what is missing or stale.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from catalogues import ROOT, French

from sourcecheck.discourse.genre import GENRES
from sourcecheck.domain.discourse import EntityKind, ReplyStatus, Voice
from sourcecheck.domain.findings import Severity

ERRORS = ("SourcecheckError", "InputError", "SettingsError", "CardError", "ModelError", "NothingToAudit", "EmptyTable", "Notice")
KEYWORDS = {"_": None, "gettext": None, "N_": None, "ngettext": (1, 2), "counted": (3, 4), "say": None, "Failure": (3,), **dict.fromkeys(ERRORS)}
REASONS = (
    "No such file or directory", "Permission denied", "Is a directory", "Not a directory", "No space left on device",
    "Read-only file system", "File exists", "File name too long", "Too many open files", "Input/output error",
)
"""What systems give as the reason of a failed reading or writing; shown as the ``reason`` of an error."""
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
    yield from REASONS


FRENCH = French("sourcecheck", "tools/messages.py", template)

if __name__ == "__main__":
    sys.exit(FRENCH.run(sys.argv[1] if len(sys.argv) > 1 else "", __doc__ or ""))
