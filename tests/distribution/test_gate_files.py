"""The hook and the action: what their consumers ask of them, and the action's own script run for real."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]


def test_hooks_name_a_real_command_and_every_readable_suffix() -> None:
    from sourcecheck.cli.check import command
    from sourcecheck.ingest import KNOWN_SUFFIXES

    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert [hook["id"] for hook in hooks] == ["sourcecheck", "sourcecheck-new"]
    for hook in hooks:
        words = hook["entry"].split()
        assert words[:2] == ["sourcecheck", "check"]
        known = {name for option in command.params for name in option.opts}
        assert {word for word in words if word.startswith("-")} <= known
        assert all(re.search(hook["files"], f"a{suffix}") for suffix in KNOWN_SUFFIXES - {"", ".text"})
        assert not re.search(hook["files"], "a.py")


@pytest.mark.model
def test_the_script_of_the_action(tmp_path: Path) -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    step = action["runs"]["steps"][-1]
    assert "${{" not in step["run"]
    (tmp_path / "un article.md").write_text("# La halle\n\nL’incendie a fait 11 morts et 33 blessés.\n", encoding="utf-8")
    given = {"paths": "un article.md\n", "since": "", "fail-on": "error", "sarif": "out.sarif"}
    inputs = {name: given[re.findall(r"inputs\.([\w-]+)", value)[0]] for name, value in step["env"].items()}
    environment = {
        **os.environ, **inputs, "RUNNER_TEMP": str(tmp_path), "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }
    done = subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", step["run"]], cwd=tmp_path, env=environment, capture_output=True,
        text=True, check=False,
    )
    assert done.returncode == 1, done.stderr
    assert "::error file=un article.md,line=3" in done.stdout
    assert (tmp_path / "out.sarif").exists()
    assert "un article.md:3" in (tmp_path / "summary.md").read_text(encoding="utf-8")
