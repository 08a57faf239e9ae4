"""What a run of `check` printed and read, for `replay`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TextIO

from sourcecheck.audit.program import digest_of_bytes, program_digest
from sourcecheck.cli import replay
from sourcecheck.cli.inputs import Inputs
from sourcecheck.settings import looked_for

_MOST_CHARACTERS = 8 << 20


class Recording:
    """Pieces of output in their order, of both streams, and what else the run depends on."""

    def __init__(self) -> None:
        self.said: list[tuple[int, bytes]] = []
        self.size = 0
        self.files: dict[str, str] = {}
        self.folders: dict[str, tuple[str, ...]] = {}
        self.absent: set[str] = set()
        self.program = program_digest(replay.cache_home()) if replay.asked is not None else ""

    def watch_settings(self, config: Path | None) -> None:
        """Call before the settings are read."""
        if replay.asked is not None:
            found, missing = looked_for(config, Path.cwd())
            self.absent.update(map(str, missing))
            self.watch(*found)

    def watch(self, *files: Path) -> None:
        """Call before files are read that are no inputs: those that change before the end leave no record."""
        if replay.asked is not None:
            self.files.update((str(file), _digest(file)) for file in files)

    def watch_house(self, house: Path | None) -> None:
        if replay.asked is None or house is None or not house.is_dir():
            return
        for folder in (house, *sorted(path for path in house.rglob("*") if path.is_dir())):
            children = sorted(folder.iterdir())
            self.folders[str(folder)] = tuple(c.name + "/" * (c.is_dir() and not c.is_symlink()) for c in children)
            self.watch(*(child for child in children if child.is_file()))

    def put_on_record(self, code: int, inputs: Inputs, written: Iterable[Path]) -> None:
        """A run too large, or that is not to be repeated, leaves no record; nor one that wrote to a device or through a link."""
        written = tuple(written)
        if any(path.is_symlink() or not path.is_file() for path in written):
            return
        if replay.asked is None or inputs.failed or self.size > _MOST_CHARACTERS:
            return
        same = all(_digest(Path(file)) == digest for file, digest in self.files.items())
        if not same or program_digest(replay.cache_home()) != self.program:
            return
        collected = inputs.collected
        consulted = {path: digest_of_bytes(data) for path, data in collected.consulted.items()}
        with suppress(OSError):  # a file of output is gone already
            replay.record(
                replay.asked, code, {**self.files, **consulted, **inputs.read}.items(),
                {**self.folders, **collected.folders}.items(), self.absent | collected.absent,
                _joined(self.said), map(str, written), self.program,
            )


@contextmanager
def recording() -> Iterator[Recording]:
    """Notes what is printed, when the run may be put on record."""
    kept = Recording()
    if replay.asked is None:
        yield kept
        return
    streams = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = _Tee(kept, replay.OUTPUT, streams[0]), _Tee(kept, replay.ERRORS, streams[1])
    try:
        yield kept
    finally:
        sys.stdout, sys.stderr = streams


class _Tee:
    """A text stream that notes what passes."""

    def __init__(self, kept: Recording, number: int, stream: TextIO) -> None:
        self._kept = kept
        self._number = number
        self._stream = stream

    def write(self, text: str) -> int:
        written = self._stream.write(text)
        self._kept.size += len(text)
        if self._kept.size <= _MOST_CHARACTERS:
            self._kept.said.append((self._number, text.encode(self._stream.encoding, self._stream.errors or "strict")))
        return written

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def _joined(said: Iterable[tuple[int, bytes]]) -> list[tuple[int, bytes]]:
    out: list[tuple[int, list[bytes]]] = []
    for stream, data in said:
        if out and out[-1][0] == stream:
            out[-1][1].append(data)
        else:
            out.append((stream, [data]))
    return [(stream, b"".join(pieces)) for stream, pieces in out]


def _digest(file: Path) -> str:
    try:
        return digest_of_bytes(file.read_bytes())
    except OSError:
        return ""
