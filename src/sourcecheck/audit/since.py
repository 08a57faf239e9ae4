"""What is new since a commit: both versions of a changed file are audited, and their findings compared.

A finding whose sentence the old version has too is no news. Of the others, one that another place or file has lost
word for word is *moved*; one whose sentence is an old one reworded, under the same rule, is *edited*; the rest is *new*.
"""

from __future__ import annotations

import difflib
import os
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from sourcecheck.audit.drafts import Draft, Result
from sourcecheck.domain.audit import Audit
from sourcecheck.domain.codec import replaced
from sourcecheck.domain.findings import Change, Finding
from sourcecheck.errors import SettingsError, SourcecheckError

_REWORDED = 0.6
"""Share of words two versions of a sentence have in common at least."""


@dataclass(frozen=True)
class History:
    """The work tree against one commit. `changed` maps each new, changed or renamed file (absolute) to its path
    in the commit, None for a file the commit does not have."""

    root: Path
    commit: str
    changed: Mapping[Path, str | None] = field(hash=False)

    def is_changed(self, file: Path) -> bool:
        return file.resolve() in self.changed

    def old_path(self, file: Path) -> str | None:
        """The path of the file in the commit, from the top of the repository."""
        place = file.resolve()
        # A file that did not change is asked for when its new text comes from standard input.
        inside = place.relative_to(self.root).as_posix() if place.is_relative_to(self.root) else None
        return self.changed.get(place, inside)

    def old_bytes(self, path: str) -> bytes | None:
        """What the commit has at `path` (as `old_path` gives it); None when it has no such file."""
        # cat-file, for `show` would pass the bytes through the filters of the user's configuration.
        done = _git(self.root, "cat-file", "blob", f"{self.commit}:{path}")
        return done.stdout if done.returncode == 0 else None


@dataclass(frozen=True)
class Comparison:
    """One file now and as it was; `before` is None for a file that is new, or was no article."""

    now: Audit
    before: Audit | None


def open_history(ref: str, folder: Path) -> History:
    """The history of the repository around `folder`. Raises `SettingsError` outside git and for an unknown commit."""
    top = _git(folder, "rev-parse", "--show-toplevel")
    if top.returncode != 0:
        raise SettingsError("--since needs a git repository: run it in one, or leave --since out.")
    root = Path(os.fsdecode(top.stdout).rstrip("\n")).resolve()
    commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    if commit.returncode != 0 and ref == "HEAD":
        # A repository without a commit: against nothing, everything is new (the first commit under pre-commit).
        commit = _git(root, "hash-object", "-t", "tree", os.devnull)
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


def audit_both(
    audit_drafts: Callable[[Iterable[Draft | SourcecheckError]], Iterator[Result]],
    drafts: Iterable[Draft | SourcecheckError], before: Callable[[Draft], Draft | None],
) -> Iterator[Comparison | SourcecheckError]:
    """Both versions of every draft audited, in one stream, so that they share batches, cache and workers."""
    is_old: list[bool] = []

    def both() -> Iterator[Draft | SourcecheckError]:
        for draft in drafts:
            old = before(draft) if isinstance(draft, Draft) else None
            if old is not None:
                is_old.append(True)
                yield old
            is_old.append(False)
            yield draft

    old_audit: Audit | None = None
    for number, result in enumerate(audit_drafts(both())):
        if is_old[number]:
            old_audit = None if isinstance(result, SourcecheckError) else result
            continue
        yield result if isinstance(result, SourcecheckError) else Comparison(result, old_audit)
        old_audit = None


def only_news(comparisons: Sequence[Comparison]) -> list[Audit]:
    """The audits now, with only the findings that are news, each marked with its `Change`.

    All files together, for a sentence may have moved from one to another.
    """
    news = [_unknown(c.now, c.before) for c in comparisons]
    lost = [_unknown(c.before, c.now) if c.before is not None else [] for c in comparisons]
    gone = {(f.rule, f.fingerprint): f for found in lost for f in found}
    out = []
    for comparison, found, old in zip(comparisons, news, lost, strict=True):
        marked = {id(f): Change.MOVED for f in found if _is_no_worse(f, gone.get((f.rule, f.fingerprint)))}
        marked.update({id(f): Change.MOVED for f in _moved_inside(comparison)})
        rest = [f for f in found if id(f) not in marked]
        marked.update({id(f): Change.EDITED for f in _reworded(rest, comparison, old)})
        marked.update({id(f): Change.NEW for f in rest if id(f) not in marked})
        kept = tuple(replace(f, change=marked[id(f)]) for f in comparison.now.findings if id(f) in marked)
        out.append(replaced(comparison.now, findings=kept))
    return out


def told_only_of_news(audit: Audit) -> Audit:
    """The audit without findings that were moved or edited, for outputs that cannot tell them apart."""
    return replaced(audit, findings=tuple(f for f in audit.findings if f.change in (None, Change.NEW)))


def _unknown(audit: Audit, other: Audit | None) -> list[Finding]:
    """The findings of `audit` that `other` has not; one whose ignore was taken away, or that grew worse, is unknown too."""
    known = {(f.rule, f.fingerprint): f for f in other.findings} if other is not None else {}
    return [f for f in audit.findings if not _is_no_worse(f, known.get((f.rule, f.fingerprint)))]


def _is_no_worse(finding: Finding, old: Finding | None) -> bool:
    if old is None or finding.severity.rank > old.severity.rank:
        return False
    return finding.suppressed is not None or old.suppressed is None


def _moved_inside(comparison: Comparison) -> list[Finding]:
    """Findings the file had already, whose sentence now stands before or after others than it did."""
    now, before = comparison.now, comparison.before
    if before is None:
        return []
    old, new = _sentences(before), _sentences(now)
    if old == new:
        return []
    stayed: set[int] = set()
    for match in difflib.SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        stayed.update(range(match.b, match.b + match.size))
    unknown = {id(f) for f in _unknown(now, before)}
    out = []
    for finding in now.findings:
        sentence = now.reading.sentence_at(finding.span.start)
        if id(finding) not in unknown and not finding.whole_article and sentence and sentence.index not in stayed:
            out.append(finding)
    return out


def _reworded(found: list[Finding], comparison: Comparison, old: list[Finding]) -> Iterator[Finding]:
    """The findings whose sentence is one of the lost ones in other words; each lost one answers for one finding."""
    if comparison.before is None or not old:
        return
    pairs = []
    for i, finding in enumerate(found):
        words = _words(comparison.now, finding)
        for j, lost in enumerate(old):
            if lost.rule == finding.rule and _is_no_worse(finding, lost) and not finding.whole_article:
                ratio = difflib.SequenceMatcher(None, _words(comparison.before, lost), words, autojunk=False).ratio()
                if ratio >= _REWORDED:
                    pairs.append((-ratio, i, j))
    taken: tuple[set[int], set[int]] = (set(), set())
    for _, i, j in sorted(pairs):
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            yield found[i]


def _sentences(audit: Audit) -> list[str]:
    return [" ".join(sentence.span.of(audit.article.text).split()) for sentence in audit.reading.sentences]


def _words(audit: Audit, finding: Finding) -> list[str]:
    sentence = audit.reading.sentence_at(finding.span.start)
    return (sentence.span if sentence else finding.span).of(audit.article.text).casefold().split()


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
