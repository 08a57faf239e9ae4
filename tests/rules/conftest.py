"""House folders to test with."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sourcecheck.resources import Library


@pytest.fixture
def house(tmp_path: Path) -> Callable[..., Library]:
    """A house folder with the given cards (file name → text) and word lists."""

    def make(cards: dict[str, str], lexicons: dict[str, str] | None = None) -> Library:
        for name, text in cards.items():
            path = tmp_path / "rules" / "cards" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        for name, text in (lexicons or {}).items():
            path = tmp_path / "rules" / "lexicons" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return Library(tmp_path)

    return make
