"""Which settings hold for one file: patterns in gitignore syntax, the later table over the earlier."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache

from sourcecheck.errors import SettingsError
from sourcecheck.settings.model import PathSettings, Settings


def for_path(settings: Settings, path: str) -> PathSettings:
    """What the ``[[paths]]`` tables say together of the file at `path` (with forward slashes, from `Settings.root`).

    Ignored rules add up; of everything else the last table that says it wins. Raises `SettingsError` for a
    pattern that gitignore syntax does not know.
    """
    merged = PathSettings(path)
    for table in settings.paths:
        if not matcher((table.pattern,))(path):
            continue
        merged = replace(
            merged,
            genre=table.genre or merged.genre,
            select=table.select or merged.select,
            ignore=tuple(dict.fromkeys((*merged.ignore, *table.ignore))),
            fail_on=table.fail_on or merged.fail_on,
            fail_confidence=table.fail_confidence or merged.fail_confidence,
        )
    return merged


def matcher(patterns: Iterable[str]) -> Callable[[str], bool]:
    """Whether a path (forward slashes; one of a folder ends with a slash) matches the patterns, read in order."""
    decide = ignorer(tuple(patterns))
    return lambda path: decide(path) is True


@cache
def ignorer(patterns: tuple[str, ...]) -> Callable[[str], bool | None]:
    """As `matcher`, but None where no pattern has a say, False where the last that has takes the path back (``!``)."""
    import pathspec

    try:
        spec = pathspec.GitIgnoreSpec.from_lines(patterns)
    except ValueError:
        raise SettingsError("The pattern “{pattern}” is not gitignore syntax: correct it.", pattern=", ".join(patterns)) from None
    return lambda path: spec.check_file(path).include
