"""Where a format writes: standard output, or a file that appears whole or not at all."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from sourcecheck.errors import SettingsError


class Sink:
    """Text to standard output at once, or to a temporary file beside `target` that `close` puts in place.

    What is no plain file (``/dev/null``, a pipe) is written to as it is: a rename would take its place.
    """

    def __init__(self, target: Path | None) -> None:
        self.target = target
        # Named after the process: two runs at once must not write into one.
        whole = target is not None and (not target.exists() or target.is_file())
        self._place = target.resolve() if target is not None and target.is_symlink() else target
        self._partial = self._place.with_name(f".{self._place.name}.{os.getpid()}.partial") if whole and self._place else None
        self._stream = sys.stdout
        if target is not None:
            try:
                target.parent.mkdir(parents=True, exist_ok=True)
                self._stream = (self._partial or target).open("w", encoding="utf-8", newline="\n")
            except OSError as error:
                raise SettingsError(
                    "{path} cannot be written ({reason}): choose another place.", path=target, reason=error.strerror
                ) from None

    @property
    def is_terminal(self) -> bool:
        return self._stream.isatty()

    def write(self, text: str) -> None:
        self._stream.write(text)

    def close(self) -> None:
        self._stream.flush()
        if self.target is not None:
            self._stream.close()
        if self._partial is not None and self._place is not None:
            os.replace(self._partial, self._place)


class Folder:
    """A folder of files, each of which appears whole or not at all."""

    def __init__(self, target: Path) -> None:
        self.target = target

    def write(self, name: str, content: bytes) -> None:
        """`name` is a path inside the folder, with forward slashes."""
        path = self.target / name
        partial = path.with_name(f".{path.name}.partial")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            partial.write_bytes(content)
            os.replace(partial, path)
        except OSError as error:
            raise SettingsError(
                "{path} cannot be written ({reason}): choose another place.", path=path, reason=error.strerror
            ) from None
