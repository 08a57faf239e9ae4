"""``text``: colour for a person at a terminal, plain bytes for everything else."""

from __future__ import annotations

import io
import re
import sys
from dataclasses import replace

import pytest

from sourcecheck.domain.audit import Audit, RuleBook
from sourcecheck.domain.findings import Suppression
from sourcecheck.report.formats import open_writer


class Stream(io.StringIO):
    def __init__(self, terminal: bool) -> None:
        super().__init__()
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


def printed(audit: Audit, book: RuleBook, patch: pytest.MonkeyPatch, terminal: bool, no_color: str | None = None) -> str:
    stream = Stream(terminal)
    patch.setattr(sys, "stdout", stream)
    patch.delenv("NO_COLOR", raising=False)
    if no_color is not None:
        patch.setenv("NO_COLOR", no_color)
    writer = open_writer("text", None, book, "fr")
    writer.add(audit)
    writer.finish()
    return stream.getvalue()


def test_a_terminal_gets_colours_by_severity(audit: Audit, book: RuleBook, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = printed(audit, book, monkeypatch, terminal=False)
    coloured = printed(audit, book, monkeypatch, terminal=True)
    assert "\x1b" not in plain
    assert {"\x1b[1;31m", "\x1b[33m", "\x1b[36m"} <= set(re.findall(r"\x1b\[[\d;]*m", coloured))
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == plain


def test_no_color_is_honoured(audit: Audit, book: RuleBook, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b" not in printed(audit, book, monkeypatch, terminal=True, no_color="1")
    assert "\x1b" in printed(audit, book, monkeypatch, terminal=True, no_color="")


def test_reasons_of_the_writer_are_shown_and_accepted_findings_are_counted(
    audit: Audit, book: RuleBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = replace(audit.findings[0], suppressed=Suppression("inline", "su de tous"))
    accepted = replace(one, suppressed=Suppression("baseline", "hérité"))
    shown = printed(replace(audit, findings=(one, accepted, accepted)), book, monkeypatch, terminal=False).splitlines()
    start = one.region.start
    assert f"digue.txt:{start.line}:{start.column}: mis de côté {one.rule} — su de tous" in shown
    assert "2 mis de côté (baseline)" in shown
    assert not any("hérité" in line for line in shown)
