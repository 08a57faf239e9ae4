"""Settings written down again: values as TOML, and a commented file of all of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

from sourcecheck.settings.explained import EXAMPLES, EXPLAINED
from sourcecheck.settings.model import PathSettings, Settings
from sourcecheck.settings.read import KEYS, PATH_KEYS

_TABLES = ("severity", "policy")


def commented(translate: Callable[[str], str]) -> str:
    """A settings file of every key with its default, commented out: a ``#`` taken away puts a line in force."""
    lines = [
        f"# {translate('Settings of sourcecheck: every key, what it decides, and its default.')}",
        f"# {translate('Take the # before a key away to decide it.')}",
    ]
    defaults = Settings()
    for key, words in EXPLAINED.items():
        value = read_back(key, getattr(defaults, KEYS[key][0]), None)
        said = translate(words)
        if not value and key in EXAMPLES:
            said, value = f"{said} ({translate('not set; for example')})", EXAMPLES[key]
        lines += ["", f"# {said}"]
        lines += [f"#{line}" for line in _assignment(key, value)]
    return "\n".join(lines) + "\n"


def read_back(key: str, value: Any, root: Path | None) -> Any:
    """The value of a key as a file in `root` would say it; None where nothing is decided."""
    return dict(value) if key in _TABLES else _plain(value, root)


def _plain(value: Any, root: Path | None) -> Any:
    if isinstance(value, Path):
        return (value.relative_to(root) if root is not None and value.is_relative_to(root) else value).as_posix()
    if isinstance(value, PathSettings):
        keys = {field: key for key, (field, _) in PATH_KEYS.items()}
        return {keys[f.name]: _plain(getattr(value, f.name), root) for f in fields(value) if getattr(value, f.name)}
    return [_plain(item, root) for item in value] if isinstance(value, tuple) else value


def as_toml(value: Any) -> str:
    """A plain value as TOML, on one line. A JSON string is a TOML string too."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_key(key)} = {as_toml(item)}" for key, item in value.items()) + " }" if value else "{}"
    if isinstance(value, list):
        return "[" + ", ".join(as_toml(item) for item in value) + "]"
    return json.dumps(value, ensure_ascii=False)


def _assignment(key: str, value: Any) -> list[str]:
    if key in _TABLES:
        return [f"[{key}]", *(f"{_key(name)} = {as_toml(item)}" for name, item in value.items())]
    if key == "paths":
        return [line for table in value for line in ("[[paths]]", *(f"{name} = {as_toml(item)}" for name, item in table.items()))]
    return [f"{key} = {as_toml(value)}"]


def _key(name: str) -> str:
    return name if name.replace("-", "").replace("_", "").isalnum() and name.isascii() else json.dumps(name, ensure_ascii=False)
