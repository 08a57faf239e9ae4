"""The hook, the action and the GitLab template: what their readers ask of them, and their own steps run for real."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from running_ci import ROOT, run_action, run_gitlab


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


@pytest.mark.parametrize(("file", "options"), [
    ("action.yml", ["--builtin-schema", "vendor.github-actions"]),
    ("ci/gitlab.yml", ["--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci"]),
])
def test_the_files_are_valid_by_the_schema_of_their_reader(file: str, options: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", *options, str(ROOT / file)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_input_stands_inside_a_script() -> None:
    steps = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["runs"]["steps"]
    assert all("${{" not in step.get("run", "") for step in steps)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """One article with an old finding, committed; the environment finds this checkout's sourcecheck."""
    (tmp_path / "un article.md").write_text(OLD, encoding="utf-8")
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "un"]):
        subprocess.run(["git", "-c", "user.email=a@example.org", "-c", "user.name=a", *command], cwd=tmp_path, check=True)
    return tmp_path


OLD = "# La halle\n\nPar Ada Lenoir\n\nL’incendie a fait 11 morts et 33 blessés.\n"
NEW = OLD + "\nLe séisme a fait vingt morts.\n"
HERE = {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}", "SOURCECHECK_LANG": "en"}


@pytest.mark.model
def test_the_action_annotates_and_writes_sarif_and_a_summary(repository: Path) -> None:
    done = run_action({"paths": "un article.md\n", "sarif": "out.sarif"}, repository, HERE, without=["Install"])
    assert done.returncode == 1, done.stderr
    assert "::error file=un article.md,line=5" in done.stdout
    assert (repository / "out.sarif").exists()
    assert "un article.md:5" in (repository / "summary.md").read_text(encoding="utf-8")


@pytest.mark.model
def test_the_action_shows_only_what_is_new(repository: Path) -> None:
    inputs = {"paths": "un article.md", "since": "HEAD"}
    assert run_action(inputs, repository, HERE, without=["Install"]).returncode == 0
    (repository / "un article.md").write_text(NEW, encoding="utf-8")
    done = run_action(inputs, repository, HERE, without=["Install"])
    assert done.returncode == 1
    assert [line.split(",")[1] for line in done.stdout.splitlines() if line.startswith("::error")] == ["line=7"]


@pytest.mark.model
@pytest.mark.parametrize("path", ["$(touch pwned).md", "--exit-zero", "`touch pwned`"])
def test_inputs_of_the_action_are_data(repository: Path, path: str) -> None:
    done = run_action({"paths": path, "fail-on": "never"}, repository, HERE, without=["Install"])
    assert done.returncode == 2
    assert not (repository / "pwned").exists()


@pytest.mark.model
@pytest.mark.parametrize("shell", ["sh", "bash"])
def test_the_gitlab_job(repository: Path, shell: str) -> None:
    done = run_gitlab({"SOURCECHECK_PATHS": "un article.md\n"}, repository, HERE, shell)
    assert done.returncode == 1, done.stderr
    (issue,) = [i for i in json.loads((repository / "sourcecheck-codequality.json").read_text(encoding="utf-8")) if i["check_name"] == "FIG-001"]
    assert (issue["location"]["path"], issue["location"]["lines"]["begin"]) == ("un article.md", 5)
    assert (repository / "sourcecheck-junit.xml").exists()
    assert run_gitlab({"SOURCECHECK_PATHS": ".", "CI_MERGE_REQUEST_DIFF_BASE_SHA": "HEAD"}, repository, HERE, shell).returncode == 0


@pytest.mark.model
def test_variables_of_the_gitlab_job_are_data(repository: Path) -> None:
    done = run_gitlab({"SOURCECHECK_PATHS": "$(touch pwned)\n*.md"}, repository, HERE)
    assert done.returncode == 2
    assert not (repository / "pwned").exists()
