"""What a runner of GitHub or GitLab does with our files, as far as their shell steps go."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
_EXPRESSION = re.compile(r"\$\{\{\s*([\w.-]+)\s*\}\}")
_VARIABLE = re.compile(r"\$\{?(\w+)\}?")


def run_action(
    inputs: Mapping[str, str], folder: Path, environment: Mapping[str, str], without: Iterable[str] = ()
) -> subprocess.CompletedProcess[str]:
    """Run the ``run:`` steps of action.yml in `folder`, up to the first that fails; steps that use another action are left out.

    Expressions are put in by the values of `inputs` (else the defaults that the action declares); one that is
    not known is a KeyError.
    """
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    unknown = set(inputs) - set(action["inputs"])
    assert not unknown, unknown
    temporary = folder / "runner-temp"
    temporary.mkdir(exist_ok=True)
    known = {f"inputs.{name}": inputs.get(name, declared["default"]) for name, declared in action["inputs"].items()}
    known |= {"runner.temp": str(temporary), "runner.os": "Linux"}
    runner = {**os.environ, "RUNNER_TEMP": str(temporary), "GITHUB_STEP_SUMMARY": str(folder / "summary.md"), "GITHUB_ACTION_PATH": str(ROOT)}
    done = None
    for step in action["runs"]["steps"]:
        if "run" not in step or step["name"] in without:
            continue
        own = {name: _put_in(value, known) for name, value in step.get("env", {}).items()}
        command = [step["shell"], "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", _put_in(step["run"], known)]
        done = subprocess.run(
            command, cwd=folder, env={**runner, **environment, **own}, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
        )
        if done.returncode:
            break
    assert done is not None
    return done


def run_gitlab(
    variables: Mapping[str, str], folder: Path, environment: Mapping[str, str], shell: str = "sh", install: bool = False
) -> subprocess.CompletedProcess[str]:
    """Run the script lines of ci/gitlab.yml in one shell; `variables` are those of the project and of the pipeline."""
    job = yaml.safe_load((ROOT / "ci" / "gitlab.yml").read_text(encoding="utf-8"))["sourcecheck"]
    known: dict[str, Any] = {"CI_PROJECT_DIR": str(folder)}
    known |= {name: _VARIABLE.sub(lambda found: known[found[1]], str(value)) for name, value in job["variables"].items()}
    known |= variables
    lines = [*(job["before_script"] if install else []), *job["script"]]
    return subprocess.run(
        [shell, "-e", "-c", "\n".join(lines)], cwd=folder, env={**os.environ, **environment, **known}, capture_output=True,
        text=True, check=False, stdin=subprocess.DEVNULL,
    )


def _put_in(text: str, known: Mapping[str, str]) -> str:
    return _EXPRESSION.sub(lambda found: known[found[1]], text)
