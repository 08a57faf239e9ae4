"""--since HEAD before there is a commit, as pre-commit asks on the first one."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from sourcecheck.audit.since import open_history
from sourcecheck.errors import SettingsError


def test_against_no_commit_everything_is_new(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("La halle.", encoding="utf-8")
    (tmp_path / "b.md").write_text("La digue.", encoding="utf-8")
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    subprocess.run(["git", "add", "a.md"], cwd=tmp_path, check=True)
    history = open_history("HEAD", tmp_path)
    assert {file.name for file in history.changed} == {"a.md", "b.md"}
    assert history.old_bytes("a.md") is None


def test_another_unknown_commit_is_still_a_mistake(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    with pytest.raises(SettingsError, match="main"):
        open_history("main", tmp_path)
