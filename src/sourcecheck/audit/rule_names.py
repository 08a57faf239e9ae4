"""Names of rules, checked without reading the rules: a card's file is named after its id."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase

from sourcecheck.resources import Library
from sourcecheck.settings import PathSettings, Settings
from sourcecheck.settings.read import unknown_rule


def known_rules(settings: Settings) -> tuple[str, ...]:
    return tuple(path.stem for path in Library(settings.house).files("rules/cards", "*.toml"))


def check_rule_names(settings: Settings) -> None:
    """Raises `SettingsError` for a name or pattern, anywhere in the settings, that no rule answers to."""
    known = known_rules(settings)
    for patterns in (settings.select, settings.ignore, [rule for rule, _ in settings.severity]):
        matching(patterns, known)
    for table in settings.paths:
        matching((*table.select, *table.ignore), known)


def exempt_rules(on_path: PathSettings, known: Iterable[str]) -> tuple[str, ...]:
    """The rules that do not judge a file: those its path ignores, and all but those its path selects."""
    if not on_path.select and not on_path.ignore:
        return ()
    ids = tuple(known)
    spared = matching(on_path.ignore, ids)
    if on_path.select:
        spared |= set(ids) - matching(on_path.select, ids)
    return tuple(sorted(spared))


def matching(patterns: Iterable[str], ids: tuple[str, ...]) -> set[str]:
    out: set[str] = set()
    for pattern in patterns:
        found = {id_ for id_ in ids if fnmatchcase(id_, pattern)}
        if not found:
            raise unknown_rule(pattern, ids)
        out |= found
    return out
