"""Settings written down again are the settings."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from sourcecheck.domain.findings import Confidence
from sourcecheck.settings import KEYS, Settings, load_settings
from sourcecheck.settings.written import as_toml, commented, read_back

FULL = """lang = "en"
house = "desk"
select = ["SRC-*"]
fail-on = "warning"
fail-confidence = "high"
max-warnings = 3
baseline = "a/b.json"
cache = false
jobs = 2
severity = { "LEX-005" = "warning" }
policy = { terrorist = "afp" }

[[paths]]
pattern = "opinion/"
genre = "opinion"
fail-on = "never"
"""


def loaded(folder: Path, text: str) -> Settings:
    file = folder / "sourcecheck.toml"
    file.write_text(text, encoding="utf-8")
    return load_settings(file)[0]


def test_the_commented_file_decides_nothing_and_names_every_key(tmp_path: Path) -> None:
    text = commented(str)
    assert loaded(tmp_path, text) == replace(Settings(), root=tmp_path)
    assert all(re.search(rf"^#\[?\[?{key}\b", text, re.MULTILINE) for key in KEYS)


def test_every_line_taken_out_of_its_comment_is_valid(tmp_path: Path) -> None:
    text = re.sub(r"^#(?! )", "", commented(str), flags=re.MULTILINE)
    settings = loaded(tmp_path, text)
    assert settings.paths[0].genre == "opinion"
    assert (settings.jobs, settings.cache, settings.fail_confidence) == (1, True, Confidence.LOW)


def test_what_is_shown_can_be_read_again(tmp_path: Path) -> None:
    settings = loaded(tmp_path, FULL)
    written = {key: read_back(key, getattr(settings, field), settings.root) for key, (field, _) in KEYS.items()}
    text = "\n".join(f"{key} = {as_toml(value)}" for key, value in written.items() if value is not None)
    assert loaded(tmp_path, text) == settings
