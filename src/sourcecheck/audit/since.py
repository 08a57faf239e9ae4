"""What is new since a commit: both versions of a changed file are audited, and the old findings taken away."""

from __future__ import annotations

import os
import subprocess
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from sourcecheck.domain.audit import Audit
from sourcecheck.domain.text import Article
from sourcecheck.errors import InputError, SettingsError
from sourcecheck.ingest import read_bytes


@dataclass(frozen=True)
class History:
    """The work tree against one commit. `changed` maps each new, changed or renamed file (absolute) to its path
    in the commit, None for a file the commit does not have."""

    root: Path
    commit: str
    changed: Mapping[Path, str | None] = field(hash=False)

    def is_changed(self, file: Path) -> bool:
        return file.resolve() in self.changed

    def before(self, file: Path, name: str) -> Article | None:
        """The article as the commit has it; None when it has none, or none that can be read as an article."""
        place = file.resolve()
        # A file that did not change is asked for when its new text comes from standard input.
        inside = place.relative_to(self.root).as_posix() if place.is_relative_to(self.root) else None
        old = self.changed.get(place, inside)
        if old is None:
            return None
        # cat-file, for `show` would pass the bytes through the filters of the user's configuration.
        done = _git(self.root, "cat-file", "blob", f"{self.commit}:{old}")
        if done.returncode != 0:
            return None
        try:
            return read_bytes(done.stdout, name, Path(old).suffix)
        except InputError:
            return None


def open_history(ref: str, folder: Path) -> History:
    """The history of the repository around `folder`. Raises `SettingsError` outside git and for an unknown commit."""
    top = _git(folder, "rev-parse", "--show-toplevel")
    if top.returncode != 0:
        raise SettingsError("--since needs a git repository: run it in one, or leave --since out.")
    root = Path(os.fsdecode(top.stdout).rstrip("\n")).resolve()
    commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    if commit.returncode != 0:
        raise SettingsError("git does not know the commit “{ref}” of --since: fetch it, or name another.", ref=ref)
    sha = commit.stdout.decode().strip()
    changed: dict[Path, str | None] = {}
    difference = _git(root, "diff", "--name-status", "-z", "-M", "--no-ext-diff", "--diff-filter=d", sha, "--")
    untracked = _git(root, "ls-files", "-z", "--others", "--exclude-standard")
    if difference.returncode != 0 or untracked.returncode != 0:
        raise SettingsError("git cannot compare the files with “{ref}”: try “git diff {ref}”.", ref=ref)
    for new, old in _pairs(_split(difference.stdout)):
        changed[(root / new).resolve()] = old
    for name in _split(untracked.stdout):
        changed.setdefault((root / name).resolve(), None)
    return History(root, sha, changed)


def audit_since(
    audit_many: Callable[[Iterable[Article]], Iterator[Audit]], articles: Iterable[Article],
    before: Callable[[Article], Article | None],
) -> Iterator[tuple[Audit, Audit]]:
    """Each article's whole audit, and the same with only the findings its version before had not."""
    is_old: deque[bool] = deque()

    def both() -> Iterator[Article]:
        for article in articles:
            old = before(article)
            if old is not None:
                is_old.append(True)
                yield old
            is_old.append(False)
            yield article

    old_audit: Audit | None = None
    for audit in audit_many(both()):
        if is_old.popleft():
            old_audit = audit
            continue
        yield audit, audit if old_audit is None else only_new(audit, old_audit)
        old_audit = None


def only_new(audit: Audit, old: Audit) -> Audit:
    """The audit without the findings of `old`; one whose ignore was taken away since is new."""
    known = {(f.rule, f.fingerprint): f.suppressed is not None for f in old.findings}
    findings = tuple(
        f for f in audit.findings
        if (f.rule, f.fingerprint) not in known or (known[f.rule, f.fingerprint] and f.suppressed is None)
    )
    return replace(audit, findings=findings)


def _pairs(fields: list[str]) -> Iterator[tuple[str, str | None]]:
    """(path now, path in the commit) from ``git diff --name-status -z``."""
    rest = iter(fields)
    for status in rest:
        old = next(rest)
        if status[0] in "RC":
            yield next(rest), old
        else:
            yield old, None if status[0] == "A" else old


def _split(output: bytes) -> list[str]:
    return [os.fsdecode(name) for name in output.split(b"\0") if name]


def _git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=False)
    except FileNotFoundError:
        raise SettingsError("--since needs the program git: install it, or leave --since out.") from None
