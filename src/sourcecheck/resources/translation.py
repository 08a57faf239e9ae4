"""Messages in the reader's language: gettext catalogues under ``reports/locale``; ids are English."""

from __future__ import annotations

import gettext
from functools import cache

from sourcecheck.resources.shipped import shipped_root

DOMAIN = "sourcecheck"
LANGUAGES = ("fr", "en")


@cache
def translator(lang: str) -> gettext.NullTranslations:
    """The catalogue of `lang`; English needs none."""
    if lang == "en":
        return gettext.NullTranslations()
    return gettext.translation(DOMAIN, shipped_root() / "reports" / "locale", [lang], fallback=True)


def N_(message: str) -> str:  # noqa: N802 - the name gettext looks for
    """Marks a message that is translated later, where it is shown."""
    return message
