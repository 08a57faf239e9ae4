"""Reading the TOML a newsroom edits: every mistake is one sentence that names file, key and what was meant."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from sourcecheck.domain.findings import Bilingual
from sourcecheck.errors import CardError
from sourcecheck.settings.read import nearest


def read_toml(path: Path) -> dict[str, Any]:
    """The table of a file; unreadable or invalid TOML is a `CardError`."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CardError("The file {file} cannot be read: {reason}.", file=path.name, reason=error.strerror) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CardError("{file} is not valid TOML: {reason}.", file=path.name, reason=error) from None


class Table:
    """One TOML table being read; `finish` complains of what nobody asked for.

    `where` names the file (and the table inside it) in messages.
    """

    def __init__(self, where: str, values: Mapping[str, Any]) -> None:
        self.where = where
        self.values = values
        self._asked: set[str] = set()

    def has(self, key: str) -> bool:
        self._asked.add(key)
        return key in self.values

    def raw(self, key: str, default: Any = None) -> Any:
        self._asked.add(key)
        return self.values.get(key, default)

    def text(self, key: str, default: str | None = None) -> str:
        value = self.raw(key, default)
        if value is None:
            raise CardError("{file}: the key “{key}” is missing.", file=self.where, key=key)
        if not isinstance(value, str):
            raise self.wrong(key, "a text in quotation marks")
        return value

    def choice(self, key: str, allowed: Iterable[str], default: str | None = None) -> str:
        value, allowed = self.text(key, default), tuple(allowed)
        if value not in allowed:
            raise self.wrong(key, " | ".join(allowed))
        return value

    def texts(self, key: str, allowed: Iterable[str] | None = None) -> tuple[str, ...]:
        value = self.raw(key, [])
        if isinstance(value, str):
            value = [value]
        if not isinstance(value, list | tuple) or not all(isinstance(item, str) for item in value):
            raise self.wrong(key, 'a list of texts such as ["a", "b"]')
        if allowed is not None:
            known = tuple(allowed)
            for item in value:
                if item not in known:
                    raise CardError(
                        "{file}: “{value}” is unknown in “{key}”; did you mean “{near}”?",
                        file=self.where, value=item, key=key, near=nearest(item, known),
                    )
        return tuple(value)

    def yes_no(self, key: str, default: bool) -> bool:
        value = self.raw(key, default)
        if not isinstance(value, bool):
            raise self.wrong(key, "true | false")
        return value

    def whole(self, key: str, default: int) -> int:
        value = self.raw(key, default)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.wrong(key, "a whole number")
        return value

    def number(self, key: str, default: float) -> float:
        value = self.raw(key, default)
        if not isinstance(value, int | float) or isinstance(value, bool):
            raise self.wrong(key, "a number")
        return float(value)

    def bilingual(self, key: str, required: bool = True) -> Bilingual:
        value = self.raw(key)
        if value is None and not required:
            return Bilingual("", "")
        if not isinstance(value, dict) or not all(isinstance(value.get(lang), str) for lang in ("fr", "en")):
            raise self.wrong(key, "a table with fr = “…” and en = “…”")
        extra = sorted(set(value) - {"fr", "en"})
        if extra:
            raise self.unknown(f"{key}.{extra[0]}", (f"{key}.fr", f"{key}.en"))
        return Bilingual(value["fr"].strip(), value["en"].strip())

    def table(self, key: str) -> Table:
        value = self.raw(key, {})
        if not isinstance(value, dict):
            raise self.wrong(key, "a table")
        return Table(f"{self.where} [{key}]", value)

    def rows(self, key: str) -> tuple[Table, ...]:
        value = self.raw(key, [])
        if not isinstance(value, list | tuple) or not all(isinstance(item, dict) for item in value):
            raise self.wrong(key, f"a list of tables [[{key}]]")
        return tuple(Table(f"{self.where} [[{key}]] {n}", item) for n, item in enumerate(value, 1))

    def finish(self, also_known: Iterable[str] = ()) -> None:
        """Raise for the first key that was never asked for, naming the nearest known one."""
        known = tuple(sorted(self._asked | set(also_known)))
        for key in self.values:
            if key not in known:
                raise self.unknown(key, known)

    def wrong(self, key: str, wanted: str) -> CardError:
        return CardError("{file}: “{key}” must be {wanted}.", file=self.where, key=key, wanted=wanted)

    def unknown(self, key: str, known: tuple[str, ...]) -> CardError:
        if not known:
            return CardError("{file}: the key “{key}” is unknown.", file=self.where, key=key)
        return CardError(
            "{file}: the key “{key}” is unknown; did you mean “{near}”?",
            file=self.where, key=key, near=nearest(key, known),
        )
