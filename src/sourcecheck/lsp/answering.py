"""What the editor may ask: open, edit, close, hover, actions, the page of a rule."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from gettext import NullTranslations

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException

from sourcecheck.domain.findings import Finding
from sourcecheck.lsp.drafts import Draft
from sourcecheck.lsp.ignoring import Insertion, ignores
from sourcecheck.lsp.looked_at import LookedAt
from sourcecheck.lsp.server import EditorServer
from sourcecheck.resources.translation import N_, translator

_MOST_FINDINGS = 8
"""Findings that actions are offered for at once: whoever selects a whole draft wants no list of a hundred."""
OPEN_RULE = "sourcecheck.openRule"


REASONS = (N_("checked by the newsroom"), N_("common knowledge"), N_("source known to the newsroom and protected"))
"""Reasons offered as they are; another is typed into the comment that the last action writes."""


def answer_on(server: EditorServer) -> None:
    """Register every request and notification that the server answers."""

    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    async def opened(ls: EditorServer, params: lsp.DidOpenTextDocumentParams) -> None:
        document = params.text_document
        ls.keep(Draft(document.uri, document.version, document.text, document.language_id, ls.workspace.position_encoding), 0)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(ls: EditorServer, params: lsp.DidChangeTextDocumentParams) -> None:
        draft = ls.drafts.get(params.text_document.uri)
        if draft is not None:
            ls.keep(draft.edited(params.content_changes, params.text_document.version), ls.pause)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    async def closed(ls: EditorServer, params: lsp.DidCloseTextDocumentParams) -> None:
        ls.drop(params.text_document.uri)

    @server.feature(lsp.INITIALIZED)
    async def initialized(ls: EditorServer, params: lsp.InitializedParams) -> None:
        await _watch_settings(ls)

    @server.feature(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    async def files_changed(ls: EditorServer, params: lsp.DidChangeWatchedFilesParams) -> None:
        ls.look_again()

    @server.feature(lsp.TEXT_DOCUMENT_HOVER)
    async def hover(ls: EditorServer, params: lsp.HoverParams) -> lsp.Hover | None:
        looked = await ls.current(params.text_document.uri)
        found = looked and looked.hover(looked.draft.places.offset(params.position))
        if not looked or not found:
            return None
        text, words = found
        return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.Markdown, text), looked.draft.places.range(words))

    @server.feature(lsp.TEXT_DOCUMENT_CODE_ACTION, lsp.CodeActionOptions([lsp.CodeActionKind.QuickFix]))
    async def actions(ls: EditorServer, params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        looked = await ls.current(params.text_document.uri)
        if looked is None:
            return []
        found = looked.findings_at(looked.draft.places.span(params.range))[:_MOST_FINDINGS]
        offered = [action for finding in found for action in _actions(ls, looked, finding)]
        only = params.context.only
        return [a for a in offered if only is None or any(f"{a.kind}.".startswith(f"{kind}.") for kind in only)]

    @server.command(OPEN_RULE)
    async def open_rule(ls: EditorServer, uri: str, rule: str) -> None:
        looked = ls.looked_at.get(uri)
        page = looked.page(rule) if looked else None
        if page is not None:
            await _show(ls, page)


def _actions(ls: EditorServer, looked: LookedAt, finding: Finding) -> Iterator[lsp.CodeAction]:
    t = translator(looked.audit.lang)
    diagnostic = looked.diagnostic(finding)
    reasons = (*(t.gettext(reason) for reason in REASONS), "")
    for reason, written in zip(reasons, ignores(looked, finding, reasons), strict=False):
        # One rule more in the list of a front matter shares the reason that stands there.
        if reason in written.text:
            title = _title(t, finding.rule, reason, written)
            yield lsp.CodeAction(title, lsp.CodeActionKind.QuickFix, [diagnostic], edit=_edit(ls, looked.draft, written))
    if looked.page(finding.rule) is not None:
        title = t.gettext("Read the rule {rule}").format(rule=finding.rule)
        command = lsp.Command(title, OPEN_RULE, arguments=[looked.draft.uri, finding.rule])
        yield lsp.CodeAction(title, lsp.CodeActionKind.QuickFix, [diagnostic], command=command)


def _title(t: NullTranslations, rule: str, reason: str, written: Insertion) -> str:
    if written.whole_article:
        title = t.gettext("Ignore {rule} in this article: {reason}") if reason else t.gettext("Ignore {rule} in this article (write the reason)")
    else:
        title = t.gettext("Ignore {rule} here: {reason}") if reason else t.gettext("Ignore {rule} here (write the reason)")
    return title.format(rule=rule, reason=reason)


def _edit(ls: EditorServer, draft: Draft, written: Insertion) -> lsp.WorkspaceEdit:
    """Good for this version of the draft only, where the editor knows versions of an edit."""
    place = draft.places.position(written.at)
    edit = lsp.TextEdit(lsp.Range(place, place), written.text)
    workspace = ls.client_capabilities.workspace
    if workspace is None or workspace.workspace_edit is None or not workspace.workspace_edit.document_changes:
        return lsp.WorkspaceEdit(changes={draft.uri: [edit]})
    document = lsp.OptionalVersionedTextDocumentIdentifier(draft.uri, draft.version)
    return lsp.WorkspaceEdit(document_changes=[lsp.TextDocumentEdit(document, [edit])])


async def _show(ls: EditorServer, page: str) -> None:
    window = ls.client_capabilities.window
    if window is not None and window.show_document is not None and window.show_document.support:
        await ls.window_show_document_async(lsp.ShowDocumentParams(page, take_focus=True))
    else:
        ls.window_show_message(lsp.ShowMessageParams(lsp.MessageType.Info, page))


async def _watch_settings(ls: EditorServer) -> None:
    """Ask to be told when settings or the newsroom's rules are saved, where the editor can do that."""
    workspace = ls.client_capabilities.workspace
    watching = workspace.did_change_watched_files if workspace is not None else None
    if watching is None or not watching.dynamic_registration:
        return
    wanted = [lsp.FileSystemWatcher(glob) for glob in ("**/sourcecheck.toml", "**/pyproject.toml", "**/rules/**/*.{toml,txt}")]
    registration = lsp.Registration(
        "sourcecheck-settings", lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES, lsp.DidChangeWatchedFilesRegistrationOptions(wanted),
    )
    with suppress(JsonRpcException):  # an editor that promises this and refuses it: settings are read at each look all the same
        await ls.client_register_capability_async(lsp.RegistrationParams([registration]))
