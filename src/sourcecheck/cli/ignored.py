"""What git leaves out: ``.gitignore`` of every folder on the way, ``.git/info/exclude``; the nearest file wins.

The user's own ``core.excludesFile`` is not read: the same repository must give the same articles on every machine.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator

NAME = ".gitignore"


class GitIgnored:
    """Asked about files and folders by absolute, normalised path; reads each ignore file once."""

    def __init__(self) -> None:
        self.read: dict[str, bytes] = {}
        """The ignore files met so far and what they said."""
        self.absent: set[str] = set()
        """Places of ignore files, and of ``.git``, where there was none."""
        self._deciders: dict[str, Callable[[str], bool | None] | None] = {}
        self._tops: dict[str, str | None] = {}

    def leaves_out(self, path: str, *, folder: bool = False) -> bool:
        """Whether `path` itself is ignored; its parents are taken to be let in, as in a walk."""
        place = path + "/" if folder else path
        parent = os.path.dirname(path)
        top = self._top(parent)
        for above in _upwards(parent, top):
            said = self._decide(os.path.join(above, NAME), place[len(above.rstrip("/")) + 1 :])
            if said is not None:
                return said
        if top is None:
            return False
        return bool(self._decide(_info_exclude(top), place[len(top.rstrip("/")) + 1 :]))

    def leaves_out_named(self, path: str) -> bool:
        """Whether `path` or a folder above it, inside the repository, is ignored."""
        top = self._top(os.path.dirname(path))
        folders = list(_upwards(os.path.dirname(path), top))[:-1] if top is not None else []
        return any(self.leaves_out(folder, folder=True) for folder in reversed(folders)) or self.leaves_out(path)

    def _decide(self, file: str, relative: str) -> bool | None:
        if file not in self._deciders:
            self._deciders[file] = self._decider(file)
        decide = self._deciders[file]
        return decide(relative) if decide is not None else None

    def _decider(self, file: str) -> Callable[[str], bool | None] | None:
        try:
            with open(file, "rb") as stream:
                data = stream.read()
        except OSError:
            self.absent.add(file)
            return None
        self.read[file] = data
        lines = tuple(data.decode("utf-8", "surrogateescape").removeprefix("\ufeff").splitlines())
        return _decider_of(lines)

    def _top(self, folder: str) -> str | None:
        """The top of the git repository around `folder`."""
        if folder not in self._tops:
            parent = os.path.dirname(folder)
            inside = os.path.lexists(os.path.join(folder, ".git"))
            if not inside:
                self.absent.add(os.path.join(folder, ".git"))
            self._tops[folder] = folder if inside else (self._top(parent) if parent != folder else None)
        return self._tops[folder]


def _upwards(folder: str, top: str | None) -> Iterator[str]:
    """`folder`, the folders above it, up to `top`; outside a repository `folder` alone."""
    while True:
        yield folder
        if top is None or folder == top:
            return
        folder = os.path.dirname(folder)


def _info_exclude(top: str) -> str:
    """``info/exclude`` of the repository; in a worktree ``.git`` is a file that names the place."""
    git = os.path.join(top, ".git")
    try:
        if os.path.isfile(git):
            with open(git, encoding="utf-8", errors="surrogateescape") as stream:
                git = os.path.join(top, stream.read().partition("gitdir:")[2].strip())
            with open(os.path.join(git, "commondir"), encoding="utf-8", errors="surrogateescape") as stream:
                git = os.path.normpath(os.path.join(git, stream.read().strip()))
    except OSError:
        pass
    return os.path.join(git, "info", "exclude")


def _decider_of(lines: tuple[str, ...]) -> Callable[[str], bool | None]:
    """What the last pattern that names the path *itself* says of it.

    pathspec's own specs let a pattern that names a folder speak for all below it; to git, ``!folder`` says nothing of
    a file in it that another pattern leaves out.
    """
    import pathspec

    patterns = []
    for line in lines:
        try:
            patterns += [p for p in pathspec.GitIgnoreSpec.from_lines([line]).patterns if p.include is not None]
        except ValueError:  # git passes over a line it cannot read, and so do we
            continue
    patterns.reverse()

    def decide(path: str) -> bool | None:
        for pattern in patterns:
            if pattern.regex is not None and _names(pattern.regex, path):
                return bool(pattern.include)
        return None

    return decide


def _names(regex: re.Pattern[str], path: str) -> bool:
    """Whether a pattern of pathspec names the path, not only a folder above it.

    Its expressions are beginnings of paths; the group ``ps_d`` marks the slash after a folder.
    """
    if not regex.pattern.startswith("^"):  # anything, or any folder
        return regex.search(path) is not None and ("ps_d" not in regex.groupindex or path.endswith("/"))
    if regex.pattern.endswith("/"):  # all below a folder, but not the folder
        found = regex.match(path)
        return found is not None and found.end() < len(path)
    found = regex.fullmatch(path)
    return found is not None and ("ps_d" not in regex.groupindex or found.end("ps_d") in (-1, len(path)))
