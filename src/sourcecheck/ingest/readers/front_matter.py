"""Front matter of content repositories: YAML between ``---``, TOML between ``+++``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sourcecheck.domain.text import Notice

_YAML = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)(?:^|\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_TOML = re.compile(r"\A\ufeff?\+\+\+[ \t]*\r?\n(.*?)(?:^|\n)\+\+\+[ \t]*(?:\r?\n|\Z)", re.DOTALL)


@dataclass(frozen=True)
class FrontMatter:
    """The data and where the body begins. `end` is 0 when there is none."""

    data: Mapping[str, Any]
    end: int
    notices: tuple[Notice, ...] = ()

    def text(self, *keys: str) -> str | None:
        """The first of the keys that holds a text, a date, or a list whose first item is taken."""
        for key in keys:
            value = self.data.get(key)
            if isinstance(value, list):
                value = value[0] if value else None
            if isinstance(value, Mapping):
                value = value.get("name")
            if isinstance(value, datetime | date):
                return value.isoformat()
            if value not in (None, "", True, False):
                return str(value).strip()
        return None


def read_front_matter(source: str) -> FrontMatter:
    """The front matter at the head of `source`; one that cannot be read is skipped and said so."""
    for pattern, parse in ((_YAML, _parse_yaml), (_TOML, _parse_toml)):
        match = pattern.match(source)
        if match is None:
            continue
        data = parse(match[1])
        if data is None:
            return FrontMatter({}, match.end(), (Notice("The front matter could not be read and was skipped."),))
        return FrontMatter(data, match.end())
    return FrontMatter({}, 0)


def _parse_yaml(text: str) -> Mapping[str, Any] | None:
    import yaml

    try:
        data = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError):
        return None
    return data if isinstance(data, dict) else ({} if data is None else None)


def _parse_toml(text: str) -> Mapping[str, Any] | None:
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None
