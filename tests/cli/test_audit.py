"""`sourcecheck audit` as its user meets it: exit codes, sentences, what goes on when one input fails."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

DRAFT = """La mairie ferme la piscine

La piscine fermera lundi, a annoncé le maire dans un communiqué.

L'incendie du gymnase a fait 11 morts et 33 blessés.
"""
ENGLISH = "The council of the city has said that it was going to open the road to the public and that the work is done for the people."

pytestmark = pytest.mark.model


def sourcecheck(folder: Path, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "SOURCECHECK_LANG": "en"}
    return subprocess.run(
        [sys.executable, "-c", "from sourcecheck.cli.main import main; main()", *arguments],
        cwd=folder, input=stdin, capture_output=True, check=False, env=environment,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "good.txt").write_text(DRAFT, encoding="utf-8")
    return tmp_path


def test_the_json_line_and_the_clean_exit(folder: Path) -> None:
    done = sourcecheck(folder, "audit", "good.txt", "-f", "jsonl")
    assert done.returncode == 0
    audit = json.loads(done.stdout)
    assert audit["schema"] == "sourcecheck/audit/v1"
    assert audit["article"]["id"] == "good"
    toll = next(f for f in audit["findings"] if f["rule"] == "FIG-001")
    assert audit["article"]["text"][toll["start"] : toll["end"]] == "11 morts et 33 blessés"
    assert (toll["line"], toll["column"]) == (5, DRAFT.split("\n")[4].index("11") + 1)


def test_the_gate_is_asked_for(folder: Path) -> None:
    assert sourcecheck(folder, "audit", "good.txt", "-f", "jsonl", "--fail-on", "error").returncode == 1


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("empty.txt", b"", "empty"),
        ("image.txt", b"\x89PNG\r\n\x1a\n" + b"\x00" * 64, "PNG"),
        ("huge.txt", b"La phrase recommence. " * 2_400_000, "too large"),
        ("english.txt", ENGLISH.encode(), "English"),
        ("bad.docx", b"\x00\x01binary", "Word document"),
        ("missing.txt", None, "does not exist"),
        ("a-folder", "folder", "holds no article"),
        ("odd.xyz", b"\x00\x01\x02", "does not read"),
    ],
)
def test_bad_input_is_one_sentence_and_the_others_are_audited(
    folder: Path, name: str, data: bytes | str | None, said: str
) -> None:
    if data == "folder":
        (folder / name).mkdir()
    elif isinstance(data, bytes):
        (folder / name).write_bytes(data)
    done = sourcecheck(folder, "audit", name, "good.txt", "-f", "jsonl")
    assert done.returncode == 2
    sentences = done.stderr.decode().strip().split("\n")
    assert len(sentences) == 1
    assert said in sentences[0]
    assert name in sentences[0]
    assert json.loads(done.stdout)["article"]["id"] == "good"


def test_nothing_to_audit_is_three_unless_allowed(folder: Path) -> None:
    (folder / "nothing").mkdir()
    assert sourcecheck(folder, "audit", "nothing").returncode == 3
    assert sourcecheck(folder, "audit", "nothing", "--allow-empty").returncode == 0
    assert sourcecheck(folder, "audit", "nothing", "missing.txt").returncode == 2
    assert sourcecheck(folder, "audit").returncode == 2


def test_standard_input(folder: Path) -> None:
    done = sourcecheck(folder, "audit", "-", "-f", "jsonl", "--stdin-filename", "desk.txt", stdin=DRAFT.encode())
    assert json.loads(done.stdout)["article"]["id"] == "desk"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("audit", "good.txt", "-f", "pdf"), "unknown"),
        (("audit", "good.txt", "--select", "SRC-999"), "did you mean"),
        (("audit", "good.txt", "--house", "nowhere"), "house folder"),
        (("audti", "good.txt"), "Did you mean"),
    ],
)
def test_a_mistake_on_the_command_line(folder: Path, arguments: tuple[str, ...], said: str) -> None:
    done = sourcecheck(folder, *arguments)
    assert done.returncode == 2
    assert said in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


def test_same_input_same_bytes(folder: Path) -> None:
    first, second = (sourcecheck(folder, "audit", "good.txt", "-f", "json").stdout for _ in range(2))
    assert first == second
    assert str(folder).encode() not in first


def test_an_editor_reads_a_summary_and_where_the_report_is(folder: Path) -> None:
    done = sourcecheck(folder, "audit", "good.txt")
    lines = done.stdout.decode().splitlines()
    assert lines[0].startswith("good.txt — ")
    assert "without a source" in lines[0]
    assert lines[-1] == "sourcecheck-report/index.html"
    assert (folder / lines[-1]).is_file()
