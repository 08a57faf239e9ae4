"""A run of `check` over unchanged files is not done again: what it printed is printed.

A run is a function of what it read. `Recorder` notes, at the end of one that came out 0 or 1, the digests of all that
was read (files, settings, ignore files, baseline, house), the names in the folders it walked, the places where it
looked for settings and found none, and the program; `replay` compares them, by content and never by time, and prints
the same bytes. Only the command line, the folder and the environment that shapes output name the record. Runs that
read standard input or git history, or that write folders, are never recorded.

It runs before click is imported and imports almost nothing itself: starting Python is most of the time it takes.
"""

from __future__ import annotations

import os
import sys

from sourcecheck.audit.program import digest_of, digest_of_bytes, program_digest, put_in_place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_FORMAT = "sourcecheck/run/v1"
_ENVIRONMENT = ("SOURCECHECK_LANG", "NO_COLOR", "FORCE_COLOR", "TERM", "COLUMNS", "HOME", "XDG_CACHE_HOME")
_MOST_BYTES = 32 << 20
_MOST_RECORDS = 64
OUTPUT, ERRORS = 1, 2


asked: Sequence[str] | None = None
"""The command line that `replay` found no record of; who runs it may put it on record."""


def replay(arguments: Sequence[str]) -> int | None:
    """The exit code of the recorded run that this command line would repeat, its output printed; None when there is none."""
    global asked
    if not may_be_recorded(arguments):
        return None
    found = _recorded(arguments)
    if found is None:
        asked = tuple(arguments)
        return None
    code, said = found
    try:
        for stream, data in said:
            out = sys.stdout if stream == OUTPUT else sys.stderr
            out.buffer.write(data)
            out.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return 0
    return code


def _recorded(arguments: Sequence[str]) -> tuple[int, list[tuple[int, bytes]]] | None:
    """Exit code and output of the record whose every input is as it was; its files of output are written."""
    try:
        mark, _, content = _content(record_file(arguments)).partition(b"\n")
        if digest_of_bytes(content).encode() != mark:
            return None
        head, _, payload = content.partition(b"\n\n")
        program, seen, code, *lines = head.decode("utf-8", "surrogateescape").split("\n")
        places = [line for line in lines if line[0] in "FDA"]
        if program != program_digest(cache_home()) or seen != _seen(places):
            return None
        said, at = [], 0
        for line in lines[len(places) :]:
            name, _, size = line.partition("\0")
            data = payload[at : at + int(size)]
            at += int(size)
            if name[0] == "=":
                _write(name[1:], data)
            else:
                said.append((int(name[1:]), data))
        return int(code), said
    except (OSError, ValueError, IndexError):
        return None


def may_be_recorded(arguments: Sequence[str]) -> bool:
    return bool(arguments) and arguments[0] == "check" and not any(
        argument == "-" or argument.startswith(("--since", "--no-cache")) for argument in arguments
    )


def record(
    arguments: Sequence[str], code: int, read: Iterable[tuple[str, str]], folders: Iterable[tuple[str, Sequence[str]]],
    absent: Iterable[str], said: Sequence[tuple[int, bytes]], written: Iterable[str], program: str,
) -> None:
    """Put a run on record: `read` are files with the digests of what was read, `folders` those walked with their
    names, `absent` places looked at in vain, `said` what went to which stream, `written` the files of output, `program` its digest."""
    places, digests = [], []
    for file, digest in read:
        places.append(f"F{file}")
        digests.append(digest)
    for folder, names in folders:
        places.append(f"D{folder}")
        digests.append(digest_of(sorted(names)))
    for file in absent:
        places.append(f"A{file}")
        digests.append("")
    outputs = [(f">{stream}", data) for stream, data in said]
    for file in written:
        with open(file, "rb") as stream:
            outputs.append((f"={file}", stream.read()))
    if any("\n" in place for place in (*places, *(name for name, _ in outputs))):
        return
    lines = [program, digest_of(digests), str(code), *places, *(f"{name}\0{len(data)}" for name, data in outputs)]
    content = "\n".join(lines).encode("utf-8", "surrogateescape") + b"\n\n" + b"".join(data for _, data in outputs)
    if len(content) <= _MOST_BYTES:
        file = record_file(arguments)
        put_in_place(file, digest_of_bytes(content).encode(), b"\n", content)
        _forget_oldest(os.path.dirname(file))


def record_file(arguments: Sequence[str]) -> str:
    here = [os.getcwd(), *(f"{name}={os.environ.get(name)}" for name in _ENVIRONMENT)]
    streams = [f"{stream.encoding} {stream.errors} {stream.isatty()}" for stream in (sys.stdout, sys.stderr)]
    return os.path.join(cache_home(), "runs", digest_of([_FORMAT, *here, *streams, *arguments])[:32])


def cache_home() -> str:
    """The user's own cache, wherever the settings keep the audits: a run must find its record before it reads settings."""
    home = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return os.path.join(home, "sourcecheck")


def _seen(places: Sequence[str]) -> str:
    """The digest over what stands at the places now, in the way of `record`."""
    digests = []
    for place in places:
        path = place[1:]
        if place[0] == "F":
            digests.append(digest_of_bytes(_content(path)))
        elif place[0] == "D":
            with os.scandir(path) as listing:
                digests.append(digest_of(sorted(e.name + "/" * e.is_dir(follow_symlinks=False) for e in listing)))
        elif os.path.lexists(path):
            raise ValueError(path)
        else:
            digests.append("")
    return digest_of(digests)


def _content(path: str) -> bytes:
    handle = os.open(path, os.O_RDONLY)
    try:
        size = os.fstat(handle).st_size + 1
        data = os.read(handle, size)
        if len(data) == size - 1:  # the whole of a plain file, as nearly always
            return data
        pieces = [data]
        while piece := os.read(handle, 1 << 20):
            pieces.append(piece)
        return b"".join(pieces)
    finally:
        os.close(handle)


def _write(file: str, data: bytes) -> None:
    """As a run writes its output: whole or not at all. Raises OSError."""
    folder, name = os.path.split(file)
    os.makedirs(folder or ".", exist_ok=True)
    partial = os.path.join(folder, f".{name}.{os.getpid()}.partial")
    with open(partial, "wb") as stream:
        stream.write(data)
    os.replace(partial, file)


def _forget_oldest(folder: str) -> None:
    try:
        with os.scandir(folder) as listing:
            files = sorted(listing, key=lambda entry: entry.stat().st_mtime_ns)
        for entry in files[:-_MOST_RECORDS]:
            os.unlink(entry.path)
    except OSError:
        pass
