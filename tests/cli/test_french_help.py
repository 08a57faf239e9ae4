"""Help pages and usage errors: French by default, English on request; the catalogue complete."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

TOOLS = Path(__file__).resolve().parents[2] / "tools"


def run(*arguments: str, lang: str | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "sourcecheck", *arguments, *(("--lang", lang) if lang else ())],
        capture_output=True, text=True, check=False,
    )


def test_the_catalogue_of_the_commands_is_complete() -> None:
    pytest.importorskip("babel")
    done = subprocess.run([sys.executable, str(TOOLS / "command_messages.py"), "check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_help_is_french_by_default_and_english_on_request() -> None:
    french, english = run("audit", "--help"), run("audit", "--help", lang="en")
    assert french.returncode == english.returncode == 0
    assert "Usage :" in french.stdout
    assert "Relire des textes" in french.stdout
    assert "Audit drafts" in english.stdout
    assert "Relire" not in english.stdout


def test_help_of_a_command_below_a_group() -> None:
    assert "Essayer les exemples" in run("rules", "test", "--help").stdout


@pytest.mark.parametrize(
    ("arguments", "french", "english"),
    [
        (("chek",), "Vouliez-vous dire « check »", "Did you mean “check”"),
        (("check", "--nope"), "n’existe pas", "No such option"),
        (("audit",), "Il manque l’argument", "Missing argument"),
    ],
)
def test_usage_errors_speak_the_language_and_exit_two(
    arguments: tuple[str, ...], french: str, english: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCECHECK_LANG", raising=False)
    first = run(*arguments)
    monkeypatch.setenv("SOURCECHECK_LANG", "en")
    second = run(*arguments)
    assert first.returncode == second.returncode == 2
    assert french in first.stderr
    assert english in second.stderr
