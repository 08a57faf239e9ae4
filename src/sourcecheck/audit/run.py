"""One run over many files: audits that are kept are looked up, the others made here or by workers, in the files' order."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from functools import cached_property
from itertools import islice
from types import TracebackType
from typing import TYPE_CHECKING

from sourcecheck.audit.cache import (
    AuditCache,
    Packed,
    audit_key,
    base_digest,
    pack,
    squeezed,
    unpack,
    unsqueezed,
)
from sourcecheck.audit.drafts import Draft, Result, audit_drafts
from sourcecheck.audit.rule_names import check_rule_names
from sourcecheck.domain.audit import RuleBook
from sourcecheck.domain.codec import decode_lazily, encode
from sourcecheck.errors import SourcecheckError
from sourcecheck.settings import Settings

if TYPE_CHECKING:
    from sourcecheck.audit.conductor import Auditor
    from sourcecheck.audit.workers import Workers
    from sourcecheck.rules import RuleSet

_WINDOW = 512
"""Drafts looked up at once."""
KEPT_AT_ONCE = 16
"""Audits written down in one go: what a kill can lose."""
WORTH_A_WORKER = 32_000
"""Bytes of drafts to be audited for each worker: fewer are audited sooner than a second process has its model open."""


class AuditRun:
    """Opened once, closed at the end. Without a cache everything is made anew and nothing is kept.

    The model is opened when the first draft must be audited, workers when there is work enough for them; what
    comes out does not depend on either. Raises `SettingsError` for a rule that is unknown.
    """

    def __init__(self, settings: Settings, cache: AuditCache | None = None, jobs: int = 1) -> None:
        check_rule_names(settings)
        self.settings = settings
        self.cache = cache
        self.jobs = jobs or os.cpu_count() or 1
        self._open = ExitStack()
        self._unkept: list[tuple[bytes, Packed]] = []
        self._kept_some = False

    def __enter__(self) -> AuditRun:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        self._keep()
        self._open.close()
        if self.cache is not None:
            if self._kept_some:
                self.cache.trim()
            self.cache.close()

    @cached_property
    def auditor(self) -> Auditor:
        from sourcecheck.audit.conductor import open_auditor

        return open_auditor(self.settings, self._rules)

    @cached_property
    def base(self) -> str:
        return base_digest(self.settings, self.cache.file.parent) if self.cache is not None else ""

    @cached_property
    def book(self) -> RuleBook:
        """The cards and norms of the run; kept too, for reading them takes longer than a run that finds all kept."""
        key = hashlib.sha256(f"book\0{self.base}".encode()).digest()
        if self.cache is not None and (kept := self.cache.get_many([key]).get(key)) is not None:
            fields: list[object] = []

            def fetch(number: int) -> object:
                fields.extend(unsqueezed(kept[0]) if not fields else ())
                return fields[number]

            return decode_lazily(RuleBook, fetch)
        book = self._rules.book
        if self.cache is not None:
            self.cache.put_many([(key, (squeezed(encode(book)), b""))])
        return book

    def audit_drafts(self, drafts: Iterable[Draft | SourcecheckError]) -> Iterator[Result]:
        """One result a draft, in their order; what could not even be a draft keeps its place."""
        stream = iter(drafts)
        while window := list(islice(stream, _WINDOW)):
            keys = [self._key(draft) if isinstance(draft, Draft) else b"" for draft in window]
            kept = self.cache.get_many(keys) if self.cache is not None else {}
            made = self._make([d for key, d in zip(keys, window, strict=True) if key not in kept and isinstance(d, Draft)])
            for key, draft in zip(keys, window, strict=True):
                if isinstance(draft, SourcecheckError):
                    yield draft
                    continue
                if key in kept:
                    yield unpack(kept[key])
                    continue
                result = next(made)
                if isinstance(result, tuple):
                    self._keep(key, result)
                    result = unpack(result)
                elif not isinstance(result, SourcecheckError) and self.cache is not None:
                    self._keep(key, pack(result))
                yield result
        self._keep()

    def _make(self, missing: Sequence[Draft]) -> Iterator[Result | Packed]:
        if not missing:
            return iter(())
        if min(self.jobs, sum(len(draft.data) for draft in missing) // WORTH_A_WORKER) > 1:
            return self._workers.audit(missing)
        return audit_drafts(self.auditor, missing)

    @cached_property
    def _workers(self) -> Workers:
        from sourcecheck.audit.workers import Workers

        return self._open.enter_context(Workers(self.settings, self.jobs))

    def _key(self, draft: Draft) -> bytes:
        if self.cache is None:
            return b""
        return audit_key(self.base, draft.name, draft.data, draft.suffix, draft.genre, draft.exempt)

    def _keep(self, key: bytes = b"", packed: Packed | None = None) -> None:
        """Put an entry by, or, without one, put all that wait in the cache."""
        if self.cache is None:
            return
        if packed is not None:
            self._unkept.append((key, packed))
            self._kept_some = True
        if packed is None or len(self._unkept) >= KEPT_AT_ONCE:
            self.cache.put_many(self._unkept)
            self._unkept.clear()

    @cached_property
    def _rules(self) -> RuleSet:
        from sourcecheck.audit.conductor import read_rules

        return read_rules(self.settings)
