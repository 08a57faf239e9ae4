"""Files of the command line → drafts; what cannot be read is told in its turn and the others go on."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path, PurePath

from sourcecheck.audit.drafts import Draft
from sourcecheck.audit.program import digest_of_bytes
from sourcecheck.audit.rule_names import exempt_rules, known_rules
from sourcecheck.cli.collect import collect, place_in, shown
from sourcecheck.cli.exit import CLEAN, NOTHING, USAGE, tell
from sourcecheck.domain.audit import Audit
from sourcecheck.errors import NothingToAudit, SourcecheckError
from sourcecheck.ingest import read_data
from sourcecheck.settings import PathSettings, Settings, for_path


class Inputs:
    """The files named on the command line; `failed` counts those that could not be audited.

    `stdin_name` is what the text of “-” is called: it decides how it is read and which path settings hold for it.
    """

    def __init__(
        self, paths: Iterable[str], settings: Settings, *, stdin_name: str = "stdin", force_exclude: bool = False,
    ) -> None:
        self.failed = 0
        self.settings = settings
        self.stdin_name = stdin_name
        self.collected = collect(paths, settings, force_exclude=force_exclude)
        self.files = self.collected.files
        self.read: dict[str, str] = {}
        """Digest of the bytes of every file read so far."""
        for remark in self.collected.remarks:
            tell(remark)
        for mistake in (*self.collected.mistakes, *(self.collected.empty if self.files else ())):
            self.fail(mistake)

    def __len__(self) -> int:
        return len(self.files)

    def drafts(self) -> Iterator[Draft | SourcecheckError]:
        for file in self.files:
            try:
                yield self.draft(file, sys.stdin.buffer.read() if file == "-" else read_data(Path(file), self.name(file)))
            except SourcecheckError as mistake:
                yield mistake

    def draft(self, file: str, data: bytes) -> Draft:
        """The draft of a file (or of another version of it)."""
        if file != "-":
            self.read[file] = digest_of_bytes(data)
        return self.draft_at(self.stdin_name if file == "-" else file, data, self.name(file))

    def draft_at(self, path: str, data: bytes, name: str) -> Draft:
        """A draft called `name`, under the settings of `path`."""
        on_path = self.on_path(path)
        return Draft(
            name, data, PurePath(path).suffix, on_path.genre or self.settings.genre, exempt_rules(on_path, self._known_rules)
        )

    def nothing(self, allow_empty: bool) -> int:
        """Tells that there is nothing to audit; the exit code."""
        for empty in self.collected.empty:
            tell(empty)
        if self.failed:
            return USAGE
        if allow_empty or self.collected.left_out:
            return CLEAN
        if not self.collected.empty:
            tell(NothingToAudit("There is nothing to audit: name at least one article."))
        return NOTHING

    def name(self, file: str) -> str:
        return self.stdin_name if file == "-" else shown(file)

    @cached_property
    def by_name(self) -> Mapping[str, str]:
        """Name in reports → path to open (for “-” the name itself)."""
        return {self.name(file): self.stdin_name if file == "-" else file for file in self.files}

    def on_path(self, path: str) -> PathSettings:
        return for_path(self.settings, place_in(self.settings, path)) if self.settings.paths else PathSettings(path)

    def on_audit(self, audit: Audit) -> PathSettings:
        return self.on_path(self.by_name[audit.article.path or audit.article.id])

    def fail(self, mistake: SourcecheckError) -> None:
        self.failed += 1
        tell(mistake)

    @cached_property
    def _known_rules(self) -> tuple[str, ...]:
        return known_rules(self.settings) if self.settings.paths else ()
