"""What an editor answered, so that it is not asked again: a local SQLite file, never the draft itself.

The key is the fingerprint of the finding (rule + normalised sentence + occurrence), a one-way digest:
the file holds reasons and initials, no words of the article.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from sourcecheck.domain.audit import Audit
from sourcecheck.domain.findings import Suppression
from sourcecheck.errors import SettingsError

_TABLE = """CREATE TABLE IF NOT EXISTS answers (
    fingerprint TEXT PRIMARY KEY, rule TEXT NOT NULL, reason TEXT NOT NULL, initials TEXT NOT NULL,
    answered_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP)"""


@dataclass(frozen=True)
class Answer:
    fingerprint: str
    rule: str
    reason: str
    initials: str


class Answers:
    """The answers in one file; safe for several tabs and processes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with self._open() as connection:
                connection.execute(_TABLE)
            os.chmod(path, 0o600)
        except (OSError, sqlite3.Error) as error:
            raise SettingsError(
                "The file of answers {path} cannot be opened ({reason}): choose another with --answers.",
                path=path, reason=error,
            ) from None

    def all(self) -> dict[str, Answer]:
        """Fingerprint → answer."""
        with self._open() as connection:
            rows = connection.execute("SELECT fingerprint, rule, reason, initials FROM answers").fetchall()
        return {row[0]: Answer(*row) for row in rows}

    def keep(self, answer: Answer) -> None:
        with self._open() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO answers (fingerprint, rule, reason, initials) VALUES (?, ?, ?, ?)",
                (answer.fingerprint, answer.rule, answer.reason, answer.initials),
            )

    def withdraw(self, fingerprint: str) -> None:
        with self._open() as connection:
            connection.execute("DELETE FROM answers WHERE fingerprint = ?", (fingerprint,))

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self.path, timeout=5)) as connection, connection:
            yield connection


def with_answers(audit: Audit, answers: dict[str, Answer]) -> Audit:
    """The audit with answered findings set aside, reason and initials kept."""
    if not answers:
        return audit
    findings = []
    for finding in audit.findings:
        answer = answers.get(finding.fingerprint)
        if answer is not None and answer.rule == finding.rule and finding.suppressed is None:
            said = f"{answer.reason} ({answer.initials})" if answer.initials else answer.reason
            finding = replace(finding, suppressed=Suppression("editor", said))
        findings.append(finding)
    return replace(audit, findings=tuple(findings))


def default_path() -> Path:
    """Where the answers are kept unless the editor says otherwise."""
    base = os.environ.get("XDG_DATA_HOME")
    return (Path(base) if base else Path.home() / ".local" / "share") / "sourcecheck" / "answers.sqlite3"
