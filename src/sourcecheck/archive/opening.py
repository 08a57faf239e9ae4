"""Bytes of a table → lines: compression and encoding, found by looking and told when they had to be mended."""

from __future__ import annotations

import gzip
import importlib
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, cast

from sourcecheck.errors import InputError

_GZIP, _ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
_WIDE = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


class Gauge:
    """How far a file has been read, and how many of its lines were not UTF-8."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.raw: IO[bytes] | None = None
        self.share = 0.0
        self.mended_lines = 0

    def fraction(self) -> float:
        """0–1: by the position in the file, compressed or not, else by what the reader says."""
        if self.raw is not None and not self.raw.closed and self.size:
            self.share = min(1.0, self.raw.tell() / self.size)
        return self.share


@contextmanager
def open_lines(path: Path, gauge: Gauge) -> Iterator[Iterator[str]]:
    """The lines of a text file, plain, gzip or zstd; what is not UTF-8 is read as Windows-1252 and counted.

    Raises `InputError` for a compressed file that is cut short or damaged.
    """
    with path.open("rb") as raw:
        gauge.raw = raw
        with _unpacked(path, raw) as stream, _telling_damage(path):
            yield _decoded(stream, gauge)
        gauge.share, gauge.raw = 1.0, None


def unpacked_file(path: Path, folder: Path) -> Path:
    """The file itself, or an unpacked copy in `folder`: Parquet must be read from both ends."""
    with path.open("rb") as raw:
        if raw.read(4)[:2] != _GZIP and not _starts(raw, _ZSTD):
            return path
        raw.seek(0)
        target = folder / f"{path.name}.unpacked"
        with _unpacked(path, raw) as stream, target.open("wb") as out, _telling_damage(path):
            while block := stream.read(1 << 20):
                out.write(block)
    return target


@contextmanager
def _telling_damage(path: Path) -> Iterator[None]:
    try:
        yield
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise _damaged(path) from None
    except Exception as error:
        if type(error).__name__ == "ZstdError":  # of whichever library
            raise _damaged(path) from None
        raise


def _starts(raw: IO[bytes], signature: bytes) -> bool:
    raw.seek(0)
    head = raw.read(len(signature))
    raw.seek(0)
    return head == signature


def _unpacked(path: Path, raw: IO[bytes]) -> IO[bytes]:
    if _starts(raw, _GZIP):
        return cast(IO[bytes], gzip.open(raw))
    if _starts(raw, _ZSTD):
        return _zstd(path, raw)
    return raw


def _zstd(path: Path, raw: IO[bytes]) -> IO[bytes]:
    """By the standard library where it has zstd (Python 3.14), else by `zstandard`."""
    try:
        standard: Any = importlib.import_module("compression.zstd")
        return cast(IO[bytes], standard.open(raw))
    except ImportError:
        pass
    try:
        package: Any = importlib.import_module("zstandard")
    except ImportError:
        raise InputError("Reading {path} needs zstandard: install sourcecheck[archive].", path=path.name) from None
    return io.BufferedReader(_Zstd(raw, package.ZstdDecompressor), 1 << 17)


class _Zstd(io.RawIOBase):
    """Frames one after the other. The stream reader of `zstandard` ends in silence where a file was cut; this says so."""

    def __init__(self, raw: IO[bytes], decompressor: Any) -> None:
        self.raw, self.new = raw, decompressor
        self.frame: Any = None
        self.packed = b""
        self.ready = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self.ready:
            self.packed = self.packed or self.raw.read(1 << 14)
            if not self.packed:
                if self.frame is not None:
                    raise EOFError
                return 0
            self.frame = self.frame or self.new().decompressobj()
            self.ready, self.packed = memoryview(self.frame.decompress(self.packed)), b""
            if self.frame.eof:
                self.packed, self.frame = self.frame.unused_data, None
        size = min(len(buffer), len(self.ready))
        buffer[:size], self.ready = self.ready[:size], self.ready[size:]
        return size


def _decoded(stream: IO[bytes], gauge: Gauge) -> Iterator[str]:
    head = stream.readline()
    for signature, encoding in _WIDE:
        if head.startswith(signature):
            yield from io.StringIO((head + stream.read()).decode(encoding), newline="")
            return
    line = head.removeprefix(b"\xef\xbb\xbf")
    while line:
        try:
            yield line.decode("utf-8")
        except UnicodeDecodeError:
            gauge.mended_lines += 1
            yield _mended(line)
        line = stream.readline()


def _mended(line: bytes) -> str:
    """UTF-8 where it is UTF-8, Windows-1252 elsewhere: files glued from two sources hold both."""
    out, rest = [], line
    while rest:
        try:
            out.append(rest.decode("utf-8"))
            break
        except UnicodeDecodeError as error:
            out.append(rest[: error.start].decode("utf-8"))
            out.append(rest[error.start : error.end].decode("cp1252", errors="replace"))
            rest = rest[error.end :]
    return "".join(out)


def _damaged(path: Path) -> InputError:
    return InputError("{path} is cut short or damaged: its compressed data does not end well; copy it again.", path=path.name)
