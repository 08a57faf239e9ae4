"""Files on their way to an audit: their bytes, and what their path decides."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sourcecheck.domain.audit import Audit
from sourcecheck.domain.text import Article
from sourcecheck.errors import SourcecheckError

if TYPE_CHECKING:
    from sourcecheck.audit.conductor import Auditor


@dataclass(frozen=True)
class Draft:
    """Everything of one file that its audit depends on, small enough to be sent to another process.

    `name` is what reports call it; `suffix` says how it is read when the name does not; `genre` holds for an
    article that does not say its own; `exempt` are the ids of rules that do not judge this file.
    """

    name: str
    data: bytes
    suffix: str | None = None
    genre: str | None = None
    exempt: tuple[str, ...] = ()

    def article(self) -> Article:
        """Raises `InputError` for bytes that are no French article."""
        from sourcecheck.ingest import read_bytes

        article = read_bytes(self.data, self.name, self.suffix)
        return replace(article, genre=self.genre) if self.genre and not article.genre else article


Result = Audit | SourcecheckError
"""What comes of a draft: its audit, or why it cannot be read."""


def audit_drafts(auditor: Auditor, drafts: Iterable[Draft]) -> Iterator[Result]:
    """One result a draft, in their order; articles are parsed in batches."""
    waiting: deque[Draft | SourcecheckError] = deque()
    exempt: dict[str, tuple[str, ...]] = {}

    def readable() -> Iterator[Article]:
        for draft in drafts:
            try:
                article = draft.article()
            except SourcecheckError as mistake:
                waiting.append(mistake)
                continue
            exempt[article.path or article.id] = draft.exempt
            waiting.append(draft)
            yield article

    for audit in auditor.audit_many(readable(), lambda article: exempt[article.path or article.id]):
        while isinstance(waiting[0], SourcecheckError):
            yield waiting.popleft()  # type: ignore[misc]
        waiting.popleft()
        yield audit
    yield from (mistake for mistake in waiting if isinstance(mistake, SourcecheckError))
