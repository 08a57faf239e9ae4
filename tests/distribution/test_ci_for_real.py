"""The action with its own installation, and pre-commit against a clone: as a stranger's repository would run them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from running_ci import ROOT, run_action

pytestmark = pytest.mark.wheel

OLD = "# La halle\n\nPar Ada Lenoir\n\nL’incendie a fait 11 morts et 33 blessés.\n"
NEW = OLD + "\nLe séisme a fait vingt morts.\n"
PINNED = {"PIP_CONSTRAINT": str(ROOT / "constraints.txt"), "SOURCECHECK_LANG": "en"}
GIT = ("git", "-c", "user.email=a@example.org", "-c", "user.name=a")


def run(*command: str, cwd: Path) -> str:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return done.stdout.strip()


def test_the_action_installs_itself_and_checks(tmp_path: Path) -> None:
    run(sys.executable, "-m", "venv", str(tmp_path / "fresh"), cwd=tmp_path)
    work = tmp_path / "work"
    work.mkdir()
    (work / "a.md").write_text(OLD, encoding="utf-8")
    found = f"{tmp_path / 'fresh' / 'bin'}{os.pathsep}/usr/bin{os.pathsep}/bin"
    done = run_action({"paths": "a.md"}, work, {**PINNED, "PATH": found})
    assert done.returncode == 1, done.stderr[-3000:]
    assert "::error file=a.md,line=5" in done.stdout


def test_pre_commit_blocks_what_a_commit_adds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pre_commit", reason="pre-commit is not installed")
    if not (ROOT / ".git").exists():
        pytest.skip("pre-commit clones a repository, and this is none")
    for name, value in {**PINNED, "PRE_COMMIT_HOME": str(tmp_path / "home")}.items():
        monkeypatch.setenv(name, value)
    run("git", "clone", "-q", str(ROOT), str(tmp_path / "hooks"), cwd=tmp_path)
    commit = run("git", "rev-parse", "HEAD", cwd=tmp_path / "hooks")
    work = tmp_path / "work"
    work.mkdir()
    run("git", "init", "-q", cwd=work)
    (work / ".pre-commit-config.yaml").write_text(
        f"repos:\n  - repo: {tmp_path / 'hooks'}\n    rev: {commit}\n    hooks:\n      - id: sourcecheck-new\n", encoding="utf-8"
    )
    article = work / "un article.md"
    article.write_text(OLD, encoding="utf-8")
    run("git", "add", ".", cwd=work)
    run(*GIT, "commit", "-qm", "before the hook", cwd=work)
    run(sys.executable, "-m", "pre_commit", "install", cwd=work)
    article.write_text(OLD + "\nLa halle rouvre lundi.\n", encoding="utf-8")
    run(*GIT, "commit", "-qam", "what stood is accepted", cwd=work)
    article.write_text(NEW, encoding="utf-8")
    refused = subprocess.run([*GIT, "commit", "-qam", "a new finding"], cwd=work, capture_output=True, text=True, check=False)
    assert refused.returncode == 1
    assert "un article.md:7:" in refused.stdout + refused.stderr
    assert run("git", "rev-list", "--count", "HEAD", cwd=work) == "2"
