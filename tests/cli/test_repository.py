"""A content repository as it is: settings by path, files left out, standard input, several outputs, runs not repeated."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

NEWS = """---
title: La halle a brûlé
---

Le maire a annoncé une réunion, selon un communiqué de la mairie de la ville.

L’incendie a fait 11 morts et 33 blessés.
"""
SETTINGS = """
fail-on = "error"
exclude = ["/archive/"]

[[paths]]
pattern = "wire/"
fail-on = "never"

[[paths]]
pattern = "tolls/"
ignore = ["FIG-001"]

[[paths]]
pattern = "opinion/"
genre = "opinion"
"""

pytestmark = pytest.mark.model


# One for the module: the same words are audited once.
CACHE = tempfile.TemporaryDirectory(prefix="sourcecheck-test-")


def sourcecheck(folder: Path, *arguments: str, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "SOURCECHECK_LANG": "en", "XDG_CACHE_HOME": CACHE.name}
    return subprocess.run(
        [sys.executable, "-c", "from sourcecheck.cli.main import main; main()", *arguments],
        cwd=folder, capture_output=True, text=True, check=False, env=environment, input=stdin,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    repository = tmp_path / "repository"
    for name in ("news/a.md", "wire/a.md", "tolls/a.md", "opinion/a.md", "archive/a.md", "public/a.md"):
        file = repository / name
        file.parent.mkdir(parents=True)
        file.write_text(NEWS, encoding="utf-8")
    (repository / ".git").mkdir()
    (repository / ".gitignore").write_text("public/\n")
    (repository / "sourcecheck.toml").write_text(SETTINGS, encoding="utf-8")
    return repository


def rules_by_path(done: subprocess.CompletedProcess[str]) -> dict[str, set[str]]:
    audits = [json.loads(line) for line in done.stdout.splitlines()]
    return {audit["article"]["path"]: {finding["rule"] for finding in audit["findings"]} for audit in audits}


@pytest.mark.parametrize("verb", ["check", "audit"])
def test_settings_by_path_hold_from_wherever_it_is_run(folder: Path, verb: str) -> None:
    done = sourcecheck(folder, verb, ".", "-f", "jsonl")
    found = rules_by_path(done)
    assert set(found) == {"news/a.md", "wire/a.md", "tolls/a.md", "opinion/a.md"}
    assert "FIG-001" in found["news/a.md"] & found["wire/a.md"]
    assert "FIG-001" not in found["tolls/a.md"] | found["opinion/a.md"]
    assert done.returncode == 1
    genres = {a["article"]["path"]: a["article"]["genre"] for a in map(json.loads, done.stdout.splitlines())}
    assert genres["opinion/a.md"] == "opinion" != genres["news/a.md"]
    assert rules_by_path(sourcecheck(folder / "tolls", verb, "a.md", "-f", "jsonl")) == {"a.md": found["tolls/a.md"]}


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("wire",), 0), (("wire", "--fail-on", "error"), 1), (("tolls",), 0), (("opinion",), 0), (("news",), 1),
        (("news", "-f", "sarif:out/a.sarif"), 1), (("news", "missing.md"), 2), (("news", "--select", "SRC-999"), 2),
        (("public/a.md",), 1), (("public/a.md", "--force-exclude"), 0), (("public/a.md", "news", "--force-exclude"), 1),
        (("archive/a.md", "wire"), 1), (("news", "--exclude", "news/"), 3), (("news", "--exclude", "news/", "--allow-empty"), 0),
        (("news", "--include", "*.txt"), 3), (("news", "--genre", "poem"), 2),
    ],
)
def test_exit_codes(folder: Path, arguments: tuple[str, ...], code: int) -> None:
    done = sourcecheck(folder, "check", *arguments)
    assert done.returncode == code, done.stderr
    named = any(argument in ("public/a.md", "archive/a.md") for argument in arguments) and "--force-exclude" not in arguments
    assert ("but was named" in done.stderr) == named


@pytest.mark.parametrize(
    ("name", "code", "title"),
    [("news/x.md", 1, "La halle a brûlé"), ("opinion/x.md", 0, "La halle a brûlé"), ("wire/x.md", 0, "La halle a brûlé"), ("news/x.txt", 1, None)],
)
def test_the_name_of_standard_input_decides_reader_and_settings(folder: Path, name: str, code: int, title: str | None) -> None:
    done = sourcecheck(folder, "check", "-", "--stdin-filename", name, "-f", "jsonl", stdin=NEWS)
    assert done.returncode == code
    audit = json.loads(done.stdout)
    assert audit["article"]["path"] == name
    assert (audit["article"]["title"] == title) == (title is not None)


def test_a_run_is_repeated_from_its_record_until_anything_it_read_changes(folder: Path) -> None:
    runs = Path(CACHE.name) / "sourcecheck" / "runs"

    def again(*arguments: str) -> tuple[bool, subprocess.CompletedProcess[str]]:
        """Whether the run was repeated from its record: a repeated run touches no record."""
        before = {file.name: file.stat().st_ino for file in runs.glob("*")}
        done = sourcecheck(folder, "check", *(arguments or ("news", "wire", "-f", "text", "-f", "jsonl:out/all.jsonl")))
        return before == {file.name: file.stat().st_ino for file in runs.glob("*")}, done

    repeated, first = again()
    assert not repeated
    written = (folder / "out" / "all.jsonl").read_bytes()
    (folder / "out" / "all.jsonl").unlink()
    repeated, second = again()
    assert repeated
    assert (second.returncode, second.stdout, second.stderr) == (first.returncode, first.stdout, first.stderr)
    assert (folder / "out" / "all.jsonl").read_bytes() == written
    os.utime(folder / "news" / "a.md", (1, 1))
    assert again()[0], "a time alone must not count"
    changes = [
        (folder / "news" / "a.md", NEWS.replace("33", "34")), (folder / "news" / "b.md", NEWS), (folder / ".gitignore", "public/\nb.md\n"),
        (folder / "sourcecheck.toml", SETTINGS + "\n# a remark\n"), (folder / "news" / ".gitignore", "nothing\n"),
    ]
    for file, content in changes:
        file.write_text(content, encoding="utf-8")
        repeated, done = again()
        assert not repeated, file
        assert ("34 blessés" in done.stdout, done.stdout.count("b.md —")) == (True, int(file.name == "b.md"))
        assert again()[0], file
    (folder / "news" / "b.md").unlink()
    assert not again()[0]
    assert not again("news")[0]
    mistaken = again("news", "missing.md")[1]
    assert mistaken.returncode == 2
    assert again("news", "missing.md")[1].stderr == mistaken.stderr


def test_what_is_kept_is_told_without_opening_anything(folder: Path) -> None:
    """Neither the model nor the rules for audits that are kept; not even click for a run on record."""
    assert sourcecheck(folder, "check", "news").returncode == 1
    told = "import atexit, sys; atexit.register(lambda: print('\\n'.join(sys.modules), file=open('modules', 'w')))\n"
    start = f"{told}from sourcecheck.cli.main import main; main()"
    environment = {**os.environ, "SOURCECHECK_LANG": "en", "XDG_CACHE_HOME": CACHE.name}
    loaded = []
    for options in (("--max-warnings", "99"), ("--max-warnings", "99")):
        subprocess.run([sys.executable, "-c", start, "check", "news", *options], cwd=folder, capture_output=True, check=False, env=environment)
        loaded.append(set((folder / "modules").read_text().split()))
    assert not loaded[0] & {"spacy", "numpy", "jinja2", "lxml", "markdown_it", "sourcecheck.rules", "sourcecheck.discourse", "sourcecheck.language"}
    assert "click" in loaded[0]
    assert not loaded[1] & {"click", "typing", "json", "dataclasses", "sourcecheck.domain", "sourcecheck.settings"}
