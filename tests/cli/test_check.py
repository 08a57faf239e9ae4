"""`sourcecheck check`: places, formats, the gate, the baseline."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = """---
title: La halle a brûlé
---

Le maire a annoncé une réunion, selon un communiqué.

L’incendie a fait *11 morts* et 33 blessés.
"""

pytestmark = pytest.mark.model


def sourcecheck(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "SOURCECHECK_LANG": "en", "XDG_CACHE_HOME": str(folder / ".cache")}
    return subprocess.run(
        [sys.executable, "-c", "from sourcecheck.cli.main import main; main()", *arguments],
        cwd=folder, capture_output=True, text=True, check=False, env=environment,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.md").write_text(PAGE, encoding="utf-8")
    return tmp_path


def test_sarif_regions_cut_out_the_words_and_the_gate_closes(folder: Path) -> None:
    done = sourcecheck(folder, "check", "a.md", "-f", "sarif:out.sarif", "-f", "json:out.json")
    assert done.returncode == 1
    result = next(
        r for r in json.loads((folder / "out.sarif").read_text())["runs"][0]["results"] if r["ruleId"] == "FIG-001"
    )
    region = result["locations"][0]["physicalLocation"]["region"]
    line = PAGE.split("\n")[region["startLine"] - 1]
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == "11 morts* et 33 blessés"
    assert json.loads((folder / "out.json").read_text())["article"]["id"] == "a"


@pytest.mark.parametrize(
    ("options", "code"),
    [((), 1), (("--exit-zero",), 0), (("--fail-on", "never"), 0), (("--ignore", "FIG-001", "--fail-on", "error"), 0)],
)
def test_the_gate(folder: Path, options: tuple[str, ...], code: int) -> None:
    assert sourcecheck(folder, "check", "a.md", *options).returncode == code


def test_a_baseline_accepts_what_it_names_and_a_swap_does_not_hide(folder: Path) -> None:
    assert sourcecheck(folder, "baseline", "create", "a.md").returncode == 0
    accepted = ("check", "a.md", "--baseline", "sourcecheck-baseline.json", "--select", "FIG-001")
    assert sourcecheck(folder, *accepted).returncode == 0
    swapped = PAGE.replace("L’incendie a fait *11 morts* et 33 blessés.", "L’explosion a fait 7 morts dans le hangar.")
    (folder / "a.md").write_text(swapped, encoding="utf-8")
    done = sourcecheck(folder, *accepted)
    assert done.returncode == 1
    assert "no longer stands" in done.stderr


def test_an_inline_reason_sets_aside(folder: Path) -> None:
    noted = PAGE.replace("L’incendie", "<!-- sourcecheck: ignore[FIG-001] bilan du préfet -->\nL’incendie")
    (folder / "a.md").write_text(noted, encoding="utf-8")
    done = sourcecheck(folder, "check", "a.md", "-f", "json", "--select", "FIG-001")
    assert done.returncode == 0
    assert json.loads(done.stdout)["findings"][0]["suppressed"] == {"by": "inline", "reason": "bilan du préfet"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("-f", "text", "-f", "json"), "share standard output"),
        (("--baseline", "none.json"), "cannot be read"),
        (("-f", "pdf"), "unknown"),
    ],
)
def test_mistakes(folder: Path, arguments: tuple[str, ...], said: str) -> None:
    done = sourcecheck(folder, "check", "a.md", *arguments)
    assert done.returncode == 2
    assert said in done.stderr


def test_an_ignore_that_is_idle_or_without_reason_is_a_finding_at_its_place(folder: Path) -> None:
    written = "<!-- sourcecheck: ignore[SRC-001] -->"
    (folder / "a.md").write_text(PAGE.replace("Le maire", f"{written}\nLe maire"), encoding="utf-8")
    done = sourcecheck(folder, "check", "a.md", "-f", "sarif:out.sarif", "--fail-on", "warning", "--baseline", "known.json")
    assert done.returncode == 2
    assert sourcecheck(folder, "baseline", "create", "a.md", "-o", "known.json").returncode == 0
    done = sourcecheck(folder, "check", "a.md", "-f", "sarif:out.sarif", "-f", "concise", "--fail-on", "warning", "--baseline", "known.json")
    assert done.returncode == 1
    assert [line.split()[2] for line in done.stdout.splitlines()] == ["IGN-001", "IGN-002"]
    assert all(line.startswith("a.md:5:1: warning") for line in done.stdout.splitlines())
    results = json.loads((folder / "out.sarif").read_text())["runs"][0]["results"]
    regions = [r["locations"][0]["physicalLocation"]["region"] for r in results if r["ruleId"].startswith("IGN-")]
    assert [(r["startLine"], r["startColumn"], r["endColumn"]) for r in regions] == [(5, 1, 1 + len(written))] * 2


def test_since_reports_only_what_is_new(folder: Path) -> None:
    def git(*arguments: str) -> None:
        who = ("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")
        subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)

    assert sourcecheck(folder, "check", ".", "--since", "HEAD").returncode == 2
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "one")
    since = ("check", ".", "--since", "HEAD", "--select", "FIG-001", "-f", "concise")
    assert sourcecheck(folder, *since).returncode == 0
    git("mv", "a.md", "b.md")
    with (folder / "b.md").open("a", encoding="utf-8") as file:
        file.write("\nL’explosion a fait 7 morts dans le hangar.\n")
    done = sourcecheck(folder, *since)
    assert done.returncode == 1
    assert "7 morts" in done.stdout
    assert "11 morts" not in done.stdout
    git("add", ".")
    git("commit", "-qm", "two")
    (folder / "b.md").write_text((folder / "b.md").read_text(encoding="utf-8").replace("33", "34"), encoding="utf-8")
    edited = sourcecheck(folder, "check", ".", "--since", "HEAD", "--select", "FIG-001", "-f", "text", "-f", "json:out.json")
    assert edited.returncode == 0, "an edited sentence that was accepted before closes no gate"
    assert "error FIG-001 [edited sentence]" in edited.stdout
    assert "7 morts" not in edited.stdout
    assert [f["change"] for f in json.loads((folder / "out.json").read_text())["findings"]] == ["edited"]
    assert sourcecheck(folder, *since).stdout == ""
    unknown = sourcecheck(folder, "check", ".", "--since", "nowhere")
    assert (unknown.returncode, unknown.stderr.count("\n")) == (2, 1)


def test_the_same_output_with_a_cache_without_and_after_damage(folder: Path) -> None:
    (folder / "b.md").write_text(PAGE.replace("33", "44"), encoding="utf-8")
    asked = ("check", "a.md", "b.md", "-f", "json")
    without = sourcecheck(folder, *asked, "--no-cache")
    assert not (folder / ".cache").exists()
    first, second = sourcecheck(folder, *asked), sourcecheck(folder, *asked)
    runs = list((folder / ".cache" / "sourcecheck" / "runs").iterdir())
    assert len(runs) == 1
    runs[0].write_bytes(runs[0].read_bytes()[:-3])
    from_audits = sourcecheck(folder, *asked)
    kept = folder / ".cache" / "sourcecheck" / "audits.sqlite"
    content = bytearray(kept.read_bytes())
    content[100:] = bytes(byte ^ 1 for byte in content[100:])
    kept.write_bytes(content)
    runs[0].unlink()
    after_damage = sourcecheck(folder, *asked)
    for done in (first, second, from_audits, after_damage):
        assert (done.returncode, done.stdout, done.stderr) == (without.returncode, without.stdout, without.stderr)
    assert without.returncode == 1
    assert "audits.sqlite: 2 (" in sourcecheck(folder, "cache", "info").stdout
    assert sourcecheck(folder, "cache", "clear").returncode == 0
    info = sourcecheck(folder, "cache", "info").stdout
    assert "audits.sqlite: 0 (" in info
    assert "runs: 0 (" in info
