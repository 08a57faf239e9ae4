"""Answers are kept by fingerprint and hold no words of the draft."""

from __future__ import annotations

from pathlib import Path

import pytest

from sourcecheck.desk.answers import Answer, Answers
from sourcecheck.errors import SettingsError


def test_an_answer_is_kept_replaced_and_withdrawn(tmp_path: Path) -> None:
    path = tmp_path / "kept" / "answers.sqlite3"
    Answers(path).keep(Answer("f1", "SRC-001", "vu avec le parquet", "JP"))
    Answers(path).keep(Answer("f1", "SRC-001", "rappelé", "MD"))
    assert Answers(path).all() == {"f1": Answer("f1", "SRC-001", "rappelé", "MD")}
    Answers(path).withdraw("f1")
    assert Answers(path).all() == {}
    assert path.stat().st_mode & 0o077 == 0


def test_a_file_that_cannot_be_opened_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="answers"):
        Answers(tmp_path)
