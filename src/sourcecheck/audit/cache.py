"""Audits kept on disk in one SQLite file, under keys of everything that shapes a result and never of a time.

Entries come and go in transactions, so that parallel runs and a kill leave whole ones; each carries a digest of
itself, and a damaged one is a miss. A file that SQLite refuses is replaced. A disk that is full or closed costs
the entries, not the run.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from sourcecheck.audit.program import contents_digest, digest_of, program_digest
from sourcecheck.domain.audit import Audit
from sourcecheck.domain.codec import decode_lazily, encode
from sourcecheck.settings import Settings

Packed = tuple[bytes, bytes]
"""An audit in two parts: what reports of findings read, and the rest."""

_FORMAT = "sourcecheck/cache/v2"
_TOLD = (0, 3)
"""Fields of `Audit` in the first part: article, findings."""
_ASKED_AT_ONCE = 500
_WAIT_SECONDS = 20
_MOST_BYTES = 1 << 30
_SCHEMA = "CREATE TABLE IF NOT EXISTS audits(number INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, mark BLOB, told BLOB, rest BLOB)"


def pack(audit: Audit) -> Packed:
    fields = encode(audit)
    told = [fields[i] for i in _TOLD]
    rest = [None if i in _TOLD else field for i, field in enumerate(fields)]
    return squeezed(told), squeezed(rest)


def unpack(packed: Packed) -> Audit:
    """The audit; each field is decoded when it is read."""
    parts: dict[int, list[Any]] = {}

    def fetch(number: int) -> Any:
        which = 0 if number in _TOLD else 1
        if which not in parts:
            parts[which] = unsqueezed(packed[which])
        return parts[which][_TOLD.index(number) if which == 0 else number]

    return decode_lazily(Audit, fetch)


class AuditCache:
    """Packed audits by key (32 bytes). Not for several threads; any number of processes may use one file."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "audits.sqlite"
        self._connection: sqlite3.Connection | None = None

    def get_many(self, keys: Iterable[bytes]) -> Mapping[bytes, Packed]:
        """The entries there are of `keys`."""
        found: dict[bytes, Packed] = {}
        if self._connection is None and not self.file.exists():
            return found
        stream = iter(keys)
        while some := tuple(islice(stream, _ASKED_AT_ONCE)):
            for key, mark, told, rest in self._try(partial(_rows, keys=some)) or ():
                if isinstance(told, bytes) and isinstance(rest, bytes) and mark == _mark(key, told, rest):
                    found[key] = (told, rest)
        return found

    def put_many(self, entries: Iterable[tuple[bytes, Packed]]) -> None:
        rows = [(key, _mark(key, *packed), *packed) for key, packed in entries]

        def write(base: sqlite3.Connection) -> None:
            with base:
                base.executemany("INSERT OR REPLACE INTO audits(key, mark, told, rest) VALUES (?, ?, ?, ?)", rows)

        if rows:
            self._try(write)

    def size(self) -> tuple[int, int]:
        """Audits and bytes (of the whole file, which holds the rule book too)."""
        if not self.file.exists():
            return 0, 0
        count = self._try(lambda base: base.execute("SELECT count(*) FROM audits WHERE length(rest) > 0").fetchone()[0])
        return int(count or 0), self.file.stat().st_size

    def trim(self, most_bytes: int = _MOST_BYTES) -> None:
        """Forget the entries that came first when the file has grown over `most_bytes`."""
        with contextlib.suppress(OSError):
            if self.file.stat().st_size <= most_bytes:
                return

        def forget(base: sqlite3.Connection) -> None:
            with base:
                base.execute("DELETE FROM audits WHERE number < (SELECT number FROM audits ORDER BY number LIMIT 1 OFFSET (SELECT count(*) / 2 FROM audits))")
            base.execute("VACUUM")

        self._try(forget)

    def clear(self) -> int:
        """Forget every entry; how many there were."""
        entries, _ = self.size()

        def forget(base: sqlite3.Connection) -> None:
            with base:
                base.execute("DELETE FROM audits")
            base.execute("VACUUM")

        if entries:
            self._try(forget)
        return entries

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _try(self, work: Callable[[sqlite3.Connection], Any]) -> Any:
        """What `work` gives, or None. A file that is no database, or a broken one, is taken away and work done anew."""
        for _ in range(2):
            try:
                return work(self._open())
            except sqlite3.OperationalError:  # full, closed, or locked for too long
                return None
            except (sqlite3.DatabaseError, OSError):
                self.close()
                try:
                    self.file.unlink()
                except OSError:
                    return None
        return None

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            if not self.file.parent.is_dir():
                self.file.parent.mkdir(parents=True, exist_ok=True)
                (self.file.parent / ".gitignore").write_text("*\n", encoding="ascii")
            self._connection = sqlite3.connect(self.file, timeout=_WAIT_SECONDS)
            # A kill of the process loses nothing at this level; a power cut may lose the last entries.
            self._connection.execute("PRAGMA synchronous = NORMAL")
            with self._connection:
                self._connection.execute(_SCHEMA)
        return self._connection


def audit_key(base: str, name: str, data: bytes, suffix: str | None, genre: str | None, exempt: Iterable[str]) -> bytes:
    """The key of one file's audit; `base` is the `base_digest` of the run."""
    decided = json.dumps([_FORMAT, base, name, suffix, genre, sorted(exempt)], ensure_ascii=False)
    total = hashlib.sha256(decided.encode("utf-8", "surrogateescape") + b"\0")
    total.update(data)
    return total.digest()


def base_digest(settings: Settings, index: Path) -> str:
    """The share in every key that no article has: program, models, libraries, rules, the settings that judge."""
    s = settings
    decided = repr((s.lang, s.jurisdiction, s.select, s.ignore, s.severity, s.policy))
    house = contents_digest(str(s.house), ("rules",)) if s.house is not None else ""
    return digest_of([program_digest(str(index)), decided, house])


def cache_folder(settings: Settings) -> Path:
    """The folder of the settings, else the user's own cache."""
    if settings.cache_dir is not None:
        return settings.cache_dir
    return user_cache()


def user_cache() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "sourcecheck"


def _rows(base: sqlite3.Connection, keys: tuple[bytes, ...]) -> list[Any]:
    marks = ",".join("?" * len(keys))
    return base.execute(f"SELECT key, mark, told, rest FROM audits WHERE key IN ({marks})", keys).fetchall()


def squeezed(value: Any) -> bytes:
    return zlib.compress(json.dumps(value, separators=(",", ":")).encode(), 1)


def unsqueezed(data: bytes) -> Any:
    return json.loads(zlib.decompress(data))


def _mark(key: bytes, told: bytes, rest: bytes) -> bytes:
    total = hashlib.sha256(key)
    total.update(told)
    total.update(rest)
    return total.digest()[:16]
