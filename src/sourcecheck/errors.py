"""Mistakes a user can mend, each told in one sentence: what, where, what to do.

The message is an English gettext id with named fields; the command line translates it
(French by default), so no other room needs to know the reader's language.
"""

from __future__ import annotations

from collections.abc import Callable


class SourcecheckError(Exception):
    """A mistake the user can mend; never shown with a traceback.

    `message` is a gettext id with ``{named}`` fields, `values` fill them.
    """

    exit_code = 2

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message)
        self.message = message
        self.values = values

    def localized(self, translate: Callable[[str], str]) -> str:
        """The sentence; what the system gave as its ``reason`` is translated too, where the catalogue has it."""
        values = dict(self.values)
        if isinstance(reason := values.get("reason"), str):
            values["reason"] = translate(reason)
        return translate(self.message).format(**values)

    def __str__(self) -> str:
        return self.localized(lambda message: message)

    def __reduce__(self) -> tuple[Callable[..., SourcecheckError], tuple[object, ...]]:
        return _rebuild, (type(self), self.message, self.values)


def _rebuild(kind: type[SourcecheckError], message: str, values: dict[str, object]) -> SourcecheckError:
    return kind(message, **values)


class InputError(SourcecheckError):
    """An input that cannot be read as a French article; the other inputs go on."""


class SettingsError(SourcecheckError):
    """A configuration file or option that says something impossible."""


class CardError(SourcecheckError):
    """A rule card, word list, norm or policy that breaks its own format."""


class ModelError(SourcecheckError):
    """A language model or classifier bundle that is missing or does not match."""


class NothingToAudit(SourcecheckError):
    """No input at all was left after reading the command line."""

    exit_code = 3
