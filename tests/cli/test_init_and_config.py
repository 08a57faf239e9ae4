"""`sourcecheck init`, `config show`, `config schema`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


def sourcecheck(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from sourcecheck.cli.main import main; main()", *arguments], cwd=folder,
        capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL, env={**os.environ, "SOURCECHECK_LANG": "en", **environment},
    )


def test_init_writes_once_and_says_what_comes_next(tmp_path: Path) -> None:
    done = sourcecheck(tmp_path, "init")
    assert (done.returncode, done.stderr, done.stdout.count("\n")) == (0, "", 1)
    assert "sourcecheck check" in done.stdout
    (tmp_path / "sourcecheck.toml").write_text("jobs = 2\n", encoding="utf-8")
    again = sourcecheck(tmp_path, "init")
    assert (again.returncode, again.stderr.count("\n")) == (2, 1)
    assert (tmp_path / "sourcecheck.toml").read_text(encoding="utf-8") == "jobs = 2\n"


def test_init_does_not_shadow_settings_in_pyproject(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.sourcecheck]\njobs = 2\n", encoding="utf-8")
    assert sourcecheck(tmp_path, "init").returncode == 2
    assert not (tmp_path / "sourcecheck.toml").exists()


def test_init_speaks_french(tmp_path: Path) -> None:
    assert sourcecheck(tmp_path, "init", "--lang", "fr").returncode == 0
    assert "pas ces règles" in (tmp_path / "sourcecheck.toml").read_text(encoding="utf-8")


def test_config_show_says_where_each_value_comes_from(tmp_path: Path) -> None:
    (tmp_path / "sourcecheck.toml").write_text('jobs = 2\nhouse = "desk"\n', encoding="utf-8")
    lines = sourcecheck(tmp_path, "config", "show", "--genre", "opinion").stdout.splitlines()
    assert lines[0].endswith("sourcecheck.toml")
    assert {'jobs = 2  # sourcecheck.toml', 'house = "desk"  # sourcecheck.toml', 'genre = "opinion"  # command line',
            "cache = true  # default", 'lang = "en"  # SOURCECHECK_LANG'} <= set(lines)


@pytest.mark.parametrize("name", ["settings", "audit"])
def test_config_schema_prints_the_shipped_schema(tmp_path: Path, name: str) -> None:
    shipped = Path(__file__).parents[2] / "docs" / "schema" / f"{name}.schema.json"
    done = sourcecheck(tmp_path, "config", "schema", name)
    assert json.loads(done.stdout) == json.loads(shipped.read_text(encoding="utf-8")), f"run: sourcecheck config schema {name}"
