"""Where the data files are: the house folder of a newsroom first, then what was shipped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sourcecheck.errors import SettingsError
from sourcecheck.resources.lexicon import Lexicon, read_lexicon


@cache
def shipped_root() -> Path:
    """The folder that holds ``rules/`` and ``reports/``: inside the wheel, or the checkout when editable."""
    inside = Path(__file__).resolve().parent.parent / "_shipped"
    if (inside / "rules").is_dir():
        return inside
    checkout = Path(__file__).resolve().parents[3]
    if (checkout / "rules").is_dir():
        return checkout
    raise SettingsError("The data files of sourcecheck are missing; reinstall the package.")


@dataclass(frozen=True)
class Library:
    """The data files one run sees. `house` is a newsroom's folder with its own ``rules/`` and ``reports/``.

    A file of the house replaces the shipped file of the same relative path; new files are added.
    """

    house: Path | None = None

    def __post_init__(self) -> None:
        if self.house is not None and not self.house.is_dir():
            raise SettingsError(
                "The house folder {path} does not exist: correct “house” in the settings.", path=self.house
            )

    def roots(self) -> tuple[Path, ...]:
        return (self.house, shipped_root()) if self.house else (shipped_root(),)

    def find(self, relative: str) -> Path:
        for root in self.roots():
            path = root / relative
            if path.is_file():
                return path
        raise SettingsError("The data file {path} is missing; reinstall the package.", path=relative)

    def files(self, folder: str, pattern: str) -> Iterator[Path]:
        """The files of `folder` (such as ``rules/cards``) that match, house before shipped, sorted by name."""
        seen: dict[str, Path] = {}
        for root in self.roots():
            for path in (root / folder).glob(pattern):
                seen.setdefault(path.relative_to(root / folder).as_posix(), path)
        for name in sorted(seen):
            yield seen[name]

    def lexicon(self, name: str) -> Lexicon:
        """The word list ``rules/lexicons/NAME.txt``."""
        return read_lexicon(self.find(f"rules/lexicons/{name}.txt"))
