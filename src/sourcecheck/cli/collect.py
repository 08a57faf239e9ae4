"""Paths of the command line → files: folders walked as git sees them, named files taken as named."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from sourcecheck.cli.ignored import GitIgnored
from sourcecheck.errors import InputError
from sourcecheck.ingest import KNOWN_SUFFIXES
from sourcecheck.settings import Settings, matcher

_SUFFIXES = KNOWN_SUFFIXES - {""}


@dataclass
class Collected:
    """What a command line names. `folders` and `consulted` are what a later run must find the same to name the same."""

    files: list[str] = field(default_factory=list)
    mistakes: list[InputError] = field(default_factory=list)
    empty: list[InputError] = field(default_factory=list)
    """Folders without an article: a mistake beside others, nothing to audit when alone."""
    remarks: list[InputError] = field(default_factory=list)
    """Told, but no mistakes."""
    left_out: int = 0
    """Named files that ``--force-exclude`` left out."""
    folders: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Every folder walked → the names in it, sorted, those of folders with a slash."""
    consulted: dict[str, bytes] = field(default_factory=dict)
    """Ignore files → content."""
    absent: set[str] = field(default_factory=set)
    """Places looked at where nothing was."""


def collect(paths: Iterable[str], settings: Settings, *, force_exclude: bool = False) -> Collected:
    """The files of `paths` in their order, each once; those of a folder sorted.

    In a folder: hidden files and what ``.gitignore`` or `Settings.exclude` leave out are passed over, and of the
    rest those that `Settings.include` wants and a reader knows are taken. A file that is named is taken whatever
    these say, with a remark, unless `force_exclude`.
    """
    walk = _Walk(settings, Collected())
    for path in paths:
        if path != "-" and os.path.isdir(path):
            walk.folder(path)
        else:
            walk.named(path, force_exclude)
    once: dict[str, str] = {}
    for file in walk.out.files:
        once.setdefault(os.path.normpath(file), file)
    walk.out.files = list(once.values())
    walk.out.consulted, walk.out.absent = walk.ignored.read, walk.ignored.absent
    return walk.out


class _Walk:
    def __init__(self, settings: Settings, out: Collected) -> None:
        self.out = out
        self.settings = settings
        self.ignored = GitIgnored()
        self.included = matcher(settings.include)
        self.excluded = matcher(settings.exclude)

    def named(self, path: str, force_exclude: bool) -> None:
        if path != "-" and os.path.isfile(path) and (why := self._why_left_out(path)):
            if force_exclude:
                self.out.left_out += 1
                return
            self.out.remarks.append(InputError(
                "{path} is left out by {why}, but was named: it is audited (--force-exclude leaves it out).", path=shown(path), why=why,
            ))
        self.out.files.append(path)

    def folder(self, path: str) -> None:
        top = os.path.normpath(path)
        found: list[str] = []
        self._descend(top, os.path.abspath(top), found)
        if not found:
            self.out.empty.append(InputError("The folder {path} holds no article (.txt, .md, .html, .docx).", path=path))
        self.out.files.extend(sorted(found))

    def _descend(self, folder: str, absolute: str, found: list[str]) -> None:
        try:
            with os.scandir(folder) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError as error:
            self.out.mistakes.append(InputError(
                "{path} cannot be read ({reason}): check its permissions.", path=shown(folder), reason=error.strerror,
            ))
            return
        self.out.folders[folder] = tuple(e.name + "/" * e.is_dir(follow_symlinks=False) for e in entries)
        for entry in entries:
            if entry.name.startswith("."):
                continue
            path = entry.name if folder == "." else os.path.join(folder, entry.name)
            place = os.path.join(absolute, entry.name)
            if entry.is_dir(follow_symlinks=False):
                if not self.excluded(place_in(self.settings, path) + "/") and not self.ignored.leaves_out(place, folder=True):
                    self._descend(path, place, found)
            elif os.path.splitext(entry.name)[1].lower() in _SUFFIXES and entry.is_file() and self._is_wanted(path, place):
                found.append(path)

    def _is_wanted(self, path: str, absolute: str) -> bool:
        place = place_in(self.settings, path)
        included = self.included(place) or self.included(place.lower())  # A.MD is an article too
        return included and not self.excluded(place) and not self.ignored.leaves_out(absolute)

    def _why_left_out(self, path: str) -> str:
        if self.excluded(place_in(self.settings, path)):
            return "exclude"
        return ".gitignore" if self.ignored.leaves_out_named(os.path.abspath(path)) else ""


def place_in(settings: Settings, path: str) -> str:
    """The path that patterns of the settings are held against: from the folder of the settings file (or the current one)."""
    root = str(settings.root) if settings.root is not None else os.getcwd()
    absolute = os.path.abspath(path)
    if absolute.startswith(root.rstrip("/") + "/"):
        return absolute[len(root.rstrip("/")) + 1 :]
    return shown(path)


def shown(file: str) -> str:
    """The name reports use: relative to the current folder when it is inside, else the file name alone."""
    path = Path(file)
    if not path.is_absolute():
        return path.as_posix()
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.name
