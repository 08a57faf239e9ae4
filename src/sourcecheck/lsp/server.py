"""The server itself: what the editor sends, when a draft is looked at, what is sent back. Standard input and output only."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, lsp_method

from sourcecheck import __version__
from sourcecheck.errors import InputError, SourcecheckError
from sourcecheck.lsp.drafts import Draft
from sourcecheck.lsp.looked_at import SOURCE, LookedAt
from sourcecheck.lsp.looking import Looking, Wishes
from sourcecheck.resources.translation import translator

PAUSE = 0.3
"""Seconds without an edit before a draft is looked at."""
_START = lsp.Range(lsp.Position(0, 0), lsp.Position(0, 0))


class _Protocol(LanguageServerProtocol):
    @lsp_method(lsp.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: lsp.DidChangeTextDocumentParams) -> Generator[Any, Any, None]:
        """Hand the edits on as they came: pygls' own document would cut lines elsewhere (see `drafts`)."""
        handler = self.fm.features.get(lsp.TEXT_DOCUMENT_DID_CHANGE)
        if handler is not None:
            yield handler, (params,), None


class EditorServer(LanguageServer):
    """Open drafts, and the last look at each. Everything but the audit itself happens on one event loop."""

    def __init__(self, looking: Looking, pause: float = PAUSE) -> None:
        super().__init__(
            "sourcecheck", __version__, text_document_sync_kind=lsp.TextDocumentSyncKind.Incremental, protocol_cls=_Protocol,
        )
        self.looking = looking
        self.pause = pause
        self.drafts: dict[str, Draft] = {}
        self.looked_at: dict[str, LookedAt] = {}
        self._waiting: dict[str, asyncio.Task[None]] = {}
        self._audits = ThreadPoolExecutor(max_workers=1, thread_name_prefix="audit")
        self._told = ""

    @property
    def lang(self) -> str:
        return self.looking.wishes.lang

    def keep(self, draft: Draft, pause: float) -> None:
        """A new version of a draft: it will be looked at once the editor pauses."""
        self.drafts[draft.uri] = draft
        self._stop_waiting(draft.uri)
        if draft.suffix is not None:
            self._waiting[draft.uri] = asyncio.get_running_loop().create_task(self._look(draft, pause))

    def drop(self, uri: str) -> None:
        """A closed draft has no diagnostics."""
        self._stop_waiting(uri)
        self.drafts.pop(uri, None)
        self.looked_at.pop(uri, None)
        self._publish(Draft(uri, 0, ""), [])

    def look_again(self) -> None:
        """Settings or rules changed."""
        self.looking.forget_auditors()
        self._told = ""
        for draft in tuple(self.drafts.values()):
            self.keep(draft, 0)

    async def current(self, uri: str) -> LookedAt | None:
        """The look at the newest version of a draft, waited for where it is on its way."""
        waiting = self._waiting.get(uri)
        if waiting is not None:
            await asyncio.wait([waiting])
        looked = self.looked_at.get(uri)
        return looked if looked is not None and looked.draft is self.drafts.get(uri) else None

    def _stop_waiting(self, uri: str) -> None:
        waiting = self._waiting.pop(uri, None)
        if waiting is not None:
            waiting.cancel()

    async def _look(self, draft: Draft, pause: float) -> None:
        await asyncio.sleep(pause)
        self.looking.roots = tuple(self._roots())
        try:
            if not draft.text.strip():
                self._publish(draft, [])
                return
            looked = await asyncio.get_running_loop().run_in_executor(self._audits, self.looking.look, draft)
        except InputError as mistake:
            said = mistake.localized(translator(self.lang).gettext)
            self._publish(draft, [lsp.Diagnostic(_START, said, lsp.DiagnosticSeverity.Information, source=SOURCE)])
        except SourcecheckError as mistake:
            self._tell(mistake)
            self._publish(draft, [])
        except Exception as broken:  # an editor server that dies leaves the writer without a word
            name = type(broken).__name__
            self._tell(SourcecheckError("The audit broke ({name}): the text is as it was; please report it.", name=name))
        else:
            self._told = ""
            if looked is None:
                self._publish(draft, [])
                return
            self.looked_at[draft.uri] = looked
            self._publish(draft, looked.diagnostics())

    def _roots(self) -> list[Path]:
        uris = list(self.workspace.folders) or ([self.workspace.root_uri] if self.workspace.root_uri else [])
        return [path for uri in uris if (path := Draft(uri, 0, "").path) is not None]

    def _publish(self, draft: Draft, diagnostics: list[lsp.Diagnostic]) -> None:
        version = draft.version if draft.uri in self.drafts else None
        self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(draft.uri, diagnostics, version))

    def _tell(self, mistake: SourcecheckError) -> None:
        """One sentence to the editor, not again for every key that is pressed."""
        said = mistake.localized(translator(self.lang).gettext)
        if said != self._told:
            self._told = said
            self.window_show_message(lsp.ShowMessageParams(lsp.MessageType.Error, said))


def serve(wishes: Wishes) -> None:
    """Serve one editor on standard input and output until it says goodbye."""
    from sourcecheck.lsp.answering import answer_on

    speaking, sys.stdout = sys.stdout, sys.stderr  # whatever a library prints must not enter the protocol
    with tempfile.TemporaryDirectory(prefix="sourcecheck-lsp-") as folder:
        server = EditorServer(Looking(wishes, Path(folder)))
        answer_on(server)
        server.start_io(sys.stdin.buffer, speaking.buffer)
