"""sdist → wheel → fresh environment → the rules and one audit."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DRAFT = """La mairie ferme la piscine

La piscine fermera lundi, a annoncé le maire dans un communiqué.

L'incendie du gymnase a fait 11 morts et 33 blessés.
"""

pytestmark = pytest.mark.wheel


def run(*command: str, cwd: Path) -> str:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def test_the_wheel_carries_its_data(tmp_path: Path) -> None:
    run(sys.executable, "-m", "build", "--outdir", str(tmp_path / "dist"), str(ROOT), cwd=tmp_path)
    wheel = next((tmp_path / "dist").glob("*.whl"))
    run(sys.executable, "-m", "venv", str(tmp_path / "fresh"), cwd=tmp_path)
    python = str(tmp_path / "fresh" / "bin" / "python")
    run(python, "-m", "pip", "install", "--quiet", "-c", str(ROOT / "constraints.txt"), str(wheel), cwd=tmp_path)
    (tmp_path / "draft.txt").write_text(DRAFT, encoding="utf-8")
    sourcecheck = str(tmp_path / "fresh" / "bin" / "sourcecheck")
    assert "FIG-001" in run(sourcecheck, "rules", "list", cwd=tmp_path)
    audit = json.loads(run(sourcecheck, "audit", "draft.txt", "--format", "jsonl", cwd=tmp_path))
    assert "FIG-001" in {finding["rule"] for finding in audit["findings"]}
    run(sourcecheck, "audit", "draft.txt", cwd=tmp_path)
    assert (tmp_path / "sourcecheck-report" / "index.html").is_file()
