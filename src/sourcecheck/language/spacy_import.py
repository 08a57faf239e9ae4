"""Import spaCy without its command line (and typer, weasel and requests behind it): a tenth of a second a start."""

from __future__ import annotations

import sys
import types

_CLI_MODULES = ("spacy.cli", "spacy.cli.info")


def _import() -> None:
    if "spacy" in sys.modules:
        return
    package = types.ModuleType("spacy.cli")
    package.__path__ = []
    info = types.ModuleType("spacy.cli.info")
    info.info = None  # type: ignore[attr-defined]
    sys.modules.update({"spacy.cli": package, "spacy.cli.info": info})
    try:
        import spacy  # noqa: F401
    finally:
        # Whoever asks for the command line later gets the real one.
        for name in _CLI_MODULES:
            sys.modules.pop(name, None)


_import()
