"""Worker processes that audit drafts. They hand back packed audits only; who started them keeps and tells."""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from functools import cache
from itertools import islice
from multiprocessing import get_context, parent_process
from types import TracebackType

from sourcecheck.audit.cache import Packed, pack
from sourcecheck.audit.conductor import Auditor, open_auditor
from sourcecheck.audit.drafts import Draft, audit_drafts
from sourcecheck.errors import SourcecheckError
from sourcecheck.settings import Settings

DRAFTS_A_BATCH = 12
BATCHES_A_WORKER = 60
"""A worker is replaced after that many batches: spaCy's string store only grows."""


class Workers:
    """`jobs` processes, started at the first batch and ended on leaving."""

    def __init__(self, settings: Settings, jobs: int) -> None:
        self.settings = settings
        self.jobs = jobs
        self._pool = ProcessPoolExecutor(
            jobs, mp_context=get_context("spawn"), initializer=_end_with_parent, max_tasks_per_child=BATCHES_A_WORKER,
        )

    def audit(self, drafts: Iterable[Draft]) -> Iterator[Packed | SourcecheckError]:
        """One result a draft, in their order."""
        stream = iter(drafts)
        batches = iter(lambda: tuple(islice(stream, DRAFTS_A_BATCH)), ())
        waiting: deque[Future[list[Packed | SourcecheckError]]] = deque()
        waiting.extend(self._pool.submit(_audit_batch, self.settings, batch) for batch in islice(batches, 3 * self.jobs))
        while waiting:
            yield from waiting.popleft().result()
            waiting.extend(self._pool.submit(_audit_batch, self.settings, batch) for batch in islice(batches, 1))

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        self._pool.shutdown(cancel_futures=True)


@cache
def _auditor(settings: Settings) -> Auditor:
    return open_auditor(settings)


def _audit_batch(settings: Settings, drafts: Sequence[Draft]) -> list[Packed | SourcecheckError]:
    results = audit_drafts(_auditor(settings), drafts)
    return [result if isinstance(result, SourcecheckError) else pack(result) for result in results]


def _end_with_parent() -> None:
    """A run that is killed must not leave workers waiting for ever."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is the parent's to answer
    parent = parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
