"""Help pages and usage errors in the reader's language.

The English of the commands stays in their code; ``reports/locale/fr/LC_MESSAGES/commands.mo`` holds the French, of our
texts and of click's own sentences (click asks the process-wide catalogue of `gettext`).
"""

from __future__ import annotations

import gettext
import inspect
import os
from collections.abc import Callable

import click

from sourcecheck.resources.shipped import shipped_root

DOMAIN = "commands"


def speak(lang: str) -> None:
    """Have click speak `lang`; English needs no catalogue."""
    if lang == "en":
        return
    os.environ["LANGUAGE"] = lang
    gettext.bindtextdomain(DOMAIN, str(_folder()))
    gettext.textdomain(DOMAIN)


def in_language(command: click.Command, lang: str) -> click.Command:
    """The command with its help in `lang`, its options' too."""
    if lang != "en":
        say = gettext.translation(DOMAIN, _folder(), [lang], fallback=True).gettext
        command.help = _said(command.help, say)
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                parameter.help = _said(parameter.help, say)
    return command


def message_of(text: str) -> str:
    """The id under which a help text is translated: without the indentation of its docstring."""
    return inspect.cleandoc(text)


def _said(text: str | None, say: Callable[[str], str]) -> str | None:
    return say(message_of(text)) if text else text


def _folder() -> str:
    return str(shipped_root() / "reports" / "locale")
