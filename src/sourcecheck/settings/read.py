"""Reading settings files: unknown keys are errors that name the nearest key."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sourcecheck.domain.findings import Confidence, Severity
from sourcecheck.errors import SettingsError
from sourcecheck.settings.model import PathSettings, Settings

GENRES = ("news", "communique", "interview", "opinion", "live", "brief", "listing")
"""Those the rules know; an article of any other would be judged by none."""
FILE_NAME = "sourcecheck.toml"
_NEAR = 0.7
"""How much of an unknown rule id (0–1, difflib) must stand in a known one before that one is offered."""


@dataclass(frozen=True)
class Origin:
    """Where a value came from: ``default``, a file, ``command line``."""

    key: str
    value: object
    where: str


class _Bad(Exception):
    """The value has the wrong form; the text says which form is wanted."""


def _text(value: Any, folder: Path) -> str:
    if not isinstance(value, str):
        raise _Bad("a text in quotation marks")
    return value


def _one_of(*allowed: str) -> Callable[[Any, Path], str]:
    def read(value: Any, folder: Path) -> str:
        if value not in allowed:
            raise _Bad(" | ".join(allowed))
        return str(value)

    return read


_FAIL_ON = _one_of("never", "info", "warning", "error")


def _texts(value: Any, folder: Path) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise _Bad('a list of texts such as ["SRC-001", "LEX-*"]')
    return tuple(value)


def _genre(value: Any, folder: Path) -> str:
    return _one_of(*GENRES)(value, folder)


def _path(value: Any, folder: Path) -> Path:
    return folder / _text(value, folder)


def _whole(value: Any, folder: Path) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise _Bad("a whole number, zero or more")
    return value


def _yes_no(value: Any, folder: Path) -> bool:
    if not isinstance(value, bool):
        raise _Bad("true | false")
    return value


def _confidence(value: Any, folder: Path) -> Confidence:
    return Confidence(_one_of("low", "medium", "high")(value, folder))


def _severities(value: Any, folder: Path) -> tuple[tuple[str, Severity], ...]:
    if not isinstance(value, dict) or not all(item in list(Severity) for item in value.values()):
        raise _Bad('a table such as { "LEX-005" = "warning" } with info | warning | error')
    return tuple(sorted((rule, Severity(item)) for rule, item in value.items()))


def _table(value: Any, folder: Path) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict) or not all(isinstance(item, str) for item in value.values()):
        raise _Bad('a table such as { terrorist = "afp" }')
    return tuple(sorted(value.items()))


def _paths(value: Any, folder: Path) -> tuple[PathSettings, ...]:
    if not isinstance(value, list) or not all(isinstance(item, dict) and "pattern" in item for item in value):
        raise _Bad('a list of tables such as [[paths]] pattern = "opinion/**" genre = "opinion"')
    out = []
    for item in value:
        unknown = set(item) - set(PATH_KEYS)
        if unknown:
            key = sorted(unknown)[0]
            raise _Bad(f"made of {', '.join(PATH_KEYS)}; “{key}” is unknown, did you mean “{nearest(key, PATH_KEYS)}”?")
        fields = {}
        for key, content in item.items():
            field, reader = PATH_KEYS[key]
            try:
                fields[field] = reader(content, folder)
            except _Bad as wanted:
                raise _Bad(f"{wanted} ({key})") from None
        out.append(PathSettings(**fields))
    return tuple(out)


PATH_KEYS: Mapping[str, tuple[str, Callable[[Any, Path], Any]]] = {
    "pattern": ("pattern", _text),
    "genre": ("genre", _genre),
    "select": ("select", _texts),
    "ignore": ("ignore", _texts),
    "fail-on": ("fail_on", _FAIL_ON),
    "fail-confidence": ("fail_confidence", _confidence),
}
"""Key of a ``[[paths]]`` table → (field of `PathSettings`, reader)."""

KEYS: Mapping[str, tuple[str, Callable[[Any, Path], Any]]] = {
    "lang": ("lang", _one_of("fr", "en")),
    "house": ("house", _path),
    "jurisdiction": ("jurisdiction", _one_of("FR", "BE", "CH", "QC")),
    "select": ("select", _texts),
    "ignore": ("ignore", _texts),
    "severity": ("severity", _severities),
    "policy": ("policy", _table),
    "genre": ("genre", _genre),
    "include": ("include", _texts),
    "exclude": ("exclude", _texts),
    "paths": ("paths", _paths),
    "fail-on": ("fail_on", _FAIL_ON),
    "fail-confidence": ("fail_confidence", _confidence),
    "max-warnings": ("max_warnings", _whole),
    "baseline": ("baseline", _path),
    "cache": ("cache", _yes_no),
    "cache-dir": ("cache_dir", _path),
    "jobs": ("jobs", _whole),
}
"""Key in the file → (field of `Settings`, reader)."""


def find_settings(start: Path) -> Path | None:
    """The nearest ``sourcecheck.toml`` (or ``pyproject.toml`` with ``[tool.sourcecheck]``) at or above `start`."""
    for folder in (start, *start.parents):
        own = folder / FILE_NAME
        if own.is_file():
            return own
        project = folder / "pyproject.toml"
        if project.is_file() and "sourcecheck" in _parse(project).get("tool", {}):
            return project
    return None


def looked_for(config: Path | None, start: Path) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """The files that decided which settings hold, `config` or those `find_settings` met, and the places without one."""
    if config is not None:
        return (config,), ()
    found: list[Path] = []
    missing: list[Path] = []
    chosen = find_settings(start)
    for folder in (start, *start.parents):
        for file in (folder / FILE_NAME, folder / "pyproject.toml"):
            (found if file.is_file() else missing).append(file)
            if file == chosen:
                return tuple(found), tuple(missing)
    return tuple(found), tuple(missing)


def load_settings(file: Path | None, overrides: Mapping[str, Any] | None = None) -> tuple[Settings, tuple[Origin, ...]]:
    """The settings of `file` (None: the defaults), then `overrides` (field → value, None ignored).

    Returns the origin of every value in the order of `KEYS`. Raises `SettingsError` for an unreadable
    file, an unknown key (naming the nearest one) or a value of the wrong form.
    """
    settings = Settings()
    origins = {field: "default" for field, _ in KEYS.values()}
    if file is not None:
        settings = replace(settings, root=file.absolute().parent)
        table = _parse(file)
        if file.name != FILE_NAME and "tool" in table:
            table = table.get("tool", {}).get("sourcecheck", {})
        for key, value in table.items():
            if key not in KEYS:
                raise SettingsError(
                    "{file}: the key “{key}” is unknown; did you mean “{near}”?",
                    file=file.name, key=key, near=nearest(key, KEYS),
                )
            field, reader = KEYS[key]
            try:
                settings = replace(settings, **{field: reader(value, file.parent)})
            except _Bad as wanted:
                raise SettingsError(
                    "{file}: “{key}” must be {wanted}.", file=file.name, key=key, wanted=wanted
                ) from None
            origins[field] = file.name
    for field, value in (overrides or {}).items():
        if value is not None:
            settings = replace(settings, **{field: value})
            origins[field] = "command line"
    return settings, tuple(
        Origin(key, getattr(settings, field), origins[field]) for key, (field, _) in KEYS.items()
    )


def nearest(word: str, known: Mapping[str, Any] | tuple[str, ...]) -> str:
    """The known word that looks most like `word`."""
    return max(known, key=lambda candidate: difflib.SequenceMatcher(None, word, candidate).ratio())


def unknown_rule(rule: str, known: tuple[str, ...]) -> SettingsError:
    """What to say of a rule id, or pattern, that no rule answers to: the nearest id when one is near."""
    near = difflib.get_close_matches(rule, known, n=1, cutoff=_NEAR)
    if near:
        return SettingsError("The rule “{rule}” is unknown; did you mean “{near}”?", rule=rule, near=near[0])
    return SettingsError("The rule “{rule}” is unknown; “sourcecheck rules list” names them all.", rule=rule)


def _parse(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError("The settings file {file} cannot be read: {reason}.", file=file, reason=error.strerror) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError("The settings file {file} is not valid TOML: {reason}.", file=file, reason=error) from None
