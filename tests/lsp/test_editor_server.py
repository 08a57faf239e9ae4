"""The real server, in a process of its own, driven as an editor does."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest

pytest.importorskip("pygls", reason="the extra sourcecheck[lsp] is not installed")
pytest.importorskip("pytest_lsp", reason="pytest-lsp is not installed")
import pytest_lsp
from lsprotocol import types as lsp

from sourcecheck.domain.text import Span
from sourcecheck.lsp.drafts import Draft
from sourcecheck.lsp.positions import Places

pytestmark = [pytest.mark.model, pytest.mark.asyncio(loop_scope="module")]

OPENING = "# Une halle ferme\n\nPar Ada Lenoir\n\n"
TOLL = "😀𝄞 L’incendie a fait onze morts, et la halle reste fermée.\n"
SETTINGS = """select = ["FIG-001", "SRC-007"]
exclude = ["archives/"]

[[paths]]
pattern = "lives/"
ignore = ["FIG-001"]
"""
SERVER = [sys.executable, "-c", "from sourcecheck.cli.main import main; main()", "lsp", "--lang", "en"]


@pytest_lsp.fixture(config=pytest_lsp.ClientServerConfig(server_command=SERVER), scope="module")
async def client(lsp_client: pytest_lsp.LanguageClient, tmp_path_factory):
    root = tmp_path_factory.mktemp("articles")
    (root / "sourcecheck.toml").write_text(SETTINGS, encoding="utf-8")
    lsp_client.root = root
    remember(lsp_client)
    folders = [lsp.WorkspaceFolder(root.as_uri(), "articles")]
    lsp_client.capabilities_told = await lsp_client.initialize_session(lsp.InitializeParams(
        capabilities=pytest_lsp.client_capabilities("visual-studio-code"), workspace_folders=folders, root_uri=root.as_uri(),
    ))
    yield
    await lsp_client.shutdown_session()


def remember(client) -> None:
    """Keep what is published and of which version, every time."""
    client.versions = {}
    client.protocol.fm.features.pop(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)

    @client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    def published(params: lsp.PublishDiagnosticsParams) -> None:
        client.diagnostics[params.uri] = params.diagnostics
        client.versions.setdefault(params.uri, []).append(params.version)

    @client.feature(lsp.CLIENT_REGISTER_CAPABILITY)
    def registered(params: lsp.RegistrationParams) -> None:
        client.watched = params.registrations


async def told(client, draft: Draft) -> None:
    """Wait for the diagnostics of this version of the draft."""
    async with asyncio.timeout(60):
        while client.versions.get(draft.uri, [None])[-1] != draft.version:
            await asyncio.sleep(0.02)


async def opened(client, name: str, text: str, language: str = "markdown") -> Draft:
    draft = Draft((client.root / name).as_uri(), 1, text, language)
    client.text_document_did_open(lsp.DidOpenTextDocumentParams(lsp.TextDocumentItem(draft.uri, language, 1, text)))
    await told(client, draft)
    return draft


async def edited(client, draft: Draft, start: int, end: int, new: str) -> Draft:
    change = lsp.TextDocumentContentChangePartial(Places(draft.text).range(Span(start, end)), new)
    after = draft.edited([change], draft.version + 1)
    client.text_document_did_change(lsp.DidChangeTextDocumentParams(
        lsp.VersionedTextDocumentIdentifier(uri=draft.uri, version=after.version), [change],
    ))
    await told(client, after)
    return after


def found(client, draft: Draft, rule: str) -> list[str]:
    """The words of the draft that the diagnostics of a rule stand on."""
    places = Places(draft.text)
    return [places.span(d.range).of(draft.text) for d in client.diagnostics[draft.uri] if d.code == rule]


async def actions(client, draft: Draft, rule: str) -> list[lsp.CodeAction]:
    diagnostic = next(d for d in client.diagnostics[draft.uri] if d.code == rule)
    offered = await client.text_document_code_action_async(lsp.CodeActionParams(
        lsp.TextDocumentIdentifier(draft.uri), diagnostic.range, lsp.CodeActionContext([diagnostic]),
    ))
    return [action for action in offered if rule in action.title]


def applied(draft: Draft, action: lsp.CodeAction) -> tuple[int, str]:
    document = action.edit.document_changes[0]
    assert document.text_document.version == draft.version
    return Places(draft.text).offset(document.edits[0].range.start), document.edits[0].new_text


async def test_incremental_sync_is_announced(client):
    sync = client.capabilities_told.capabilities.text_document_sync
    assert sync.change == lsp.TextDocumentSyncKind.Incremental


async def test_diagnostics_follow_the_edits_past_astral_characters(client):
    draft = await opened(client, "a.md", OPENING + TOLL)
    assert found(client, draft, "FIG-001") == ["onze morts"]
    draft = await edited(client, draft, len(OPENING), len(OPENING), "𝄞𝄞 ")
    assert found(client, draft, "FIG-001") == ["onze morts"]
    stop = draft.text.index(", et la halle")
    draft = await edited(client, draft, stop, stop, ", selon les pompiers")
    assert found(client, draft, "FIG-001") == []


async def test_only_the_rules_of_the_folder_run(client):
    draft = await opened(client, "b.md", OPENING + TOLL + "\nCe vandale a détourné 40 000 euros.\n")
    assert {d.code for d in client.diagnostics[draft.uri]} == {"FIG-001"}


@pytest.mark.parametrize("name", ["lives/k.md", "archives/k.md"])
async def test_settings_of_a_path_hold(client, name):
    draft = await opened(client, name, OPENING + TOLL)
    assert not client.diagnostics[draft.uri]


async def test_the_hover_says_why_what_to_ask_and_the_norm(client):
    draft = await opened(client, "c.md", OPENING + TOLL)
    place = Places(draft.text).position(draft.text.index("onze"))
    hover = await client.text_document_hover_async(lsp.HoverParams(lsp.TextDocumentIdentifier(draft.uri), place))
    said = hover.contents.value
    diagnostic = client.diagnostics[draft.uri][0]
    question = diagnostic.message.split("→ ")[1]
    assert "FIG-001" in said
    assert question[:20] in said
    assert "- N" in said
    assert Places(draft.text).span(hover.range).of(draft.text) == "onze morts"
    nowhere = await client.text_document_hover_async(lsp.HoverParams(lsp.TextDocumentIdentifier(draft.uri), lsp.Position(1, 0)))
    assert nowhere is None


@pytest.mark.parametrize(("name", "text"), [
    ("d.md", OPENING + TOLL),
    ("crlf.md", (OPENING + TOLL).replace("\n", "\r\n")),
    ("d.mdx", OPENING + "Un matin froid,\n" + TOLL),
    ("d.html", "<html><body><article><h1>Une halle ferme</h1>\n  <p>Par Ada Lenoir</p>\n  <p>Un matin froid, sans vent.\n  " + TOLL + "</p></article></body></html>"),
])
async def test_an_ignore_with_its_reason_sets_the_finding_aside(client, name, text):
    draft = await opened(client, name, text, "html" if name.endswith("html") else "markdown")
    assert found(client, draft, "FIG-001")
    action = next(a for a in await actions(client, draft, "FIG-001") if "common knowledge" in a.title)
    at, new = applied(draft, action)
    assert "sourcecheck: ignore[FIG-001] common knowledge" in new
    draft = await edited(client, draft, at, at, new)
    assert found(client, draft, "FIG-001") == []


async def test_what_concerns_the_whole_article_is_ignored_in_its_front_matter(client):
    draft = await opened(client, "e.md", "---\ntitle: Une halle ferme\n---\n\n" + "La halle reste fermée jusqu’au soir. " * 5)
    assert found(client, draft, "SRC-007") == ["Une halle ferme"]
    action = (await actions(client, draft, "SRC-007"))[0]
    at, new = applied(draft, action)
    draft = await edited(client, draft, at, at, new)
    assert found(client, draft, "SRC-007") == []
    assert "sourcecheck:\n  ignore: [SRC-007]\n" in draft.text


async def test_a_plain_text_has_no_place_for_an_ignore(client):
    draft = await opened(client, "f.txt", "Une halle ferme\n\nPar Ada Lenoir\n\n" + TOLL, "plaintext")
    assert [a.title for a in await actions(client, draft, "FIG-001")] == ["Read the rule FIG-001"]


async def test_the_page_of_the_rule_is_shown_from_this_machine(client):
    draft = await opened(client, "g.md", OPENING + TOLL)
    assert "Read the rule FIG-001" in [a.title for a in await actions(client, draft, "FIG-001")]
    await client.workspace_execute_command_async(lsp.ExecuteCommandParams("sourcecheck.openRule", [draft.uri, "FIG-001"]))
    page = Draft(client.shown_documents[-1].uri, 0, "").path
    assert page.read_text(encoding="utf-8").count("FIG-001")
    assert client.diagnostics[draft.uri][0].code_description.href == page.as_uri()


async def test_settings_that_change_are_read_again_and_mistakes_are_told(client):
    draft = await opened(client, "h.md", OPENING + TOLL)
    settings: Path = client.root / "sourcecheck.toml"
    before = settings.read_text(encoding="utf-8")
    try:
        settings.write_text('selct = ["FIG-001"]\n', encoding="utf-8")
        draft = await edited(client, draft, 0, 0, "\n")
        assert not client.diagnostics[draft.uri]
        assert "“select”" in client.messages[-1].message
    finally:
        settings.write_text(before, encoding="utf-8")
    client.versions.pop(draft.uri)
    client.workspace_did_change_watched_files(lsp.DidChangeWatchedFilesParams([lsp.FileEvent(settings.as_uri(), lsp.FileChangeType.Changed)]))
    await told(client, draft)
    assert found(client, draft, "FIG-001") == ["onze morts"]


async def test_another_language_is_told_and_closing_clears(client):
    draft = await opened(client, "i.md", "# A market\n\n" + "The market in the town was closed by the mayor and the people are not happy with it. " * 3)
    assert [d.severity for d in client.diagnostics[draft.uri]] == [lsp.DiagnosticSeverity.Information]
    client.text_document_did_close(lsp.DidCloseTextDocumentParams(lsp.TextDocumentIdentifier(draft.uri)))
    await told(client, Draft(draft.uri, None, ""))
    assert not client.diagnostics[draft.uri]


async def test_a_burst_of_keys_is_one_look(client):
    draft = await opened(client, "j.md", OPENING + TOLL)
    for _ in range(5):
        end = Places(draft.text).range(Span(len(draft.text), len(draft.text)))
        change = lsp.TextDocumentContentChangePartial(end, "x")
        draft = draft.edited([change], draft.version + 1)
        client.text_document_did_change(
            lsp.DidChangeTextDocumentParams(lsp.VersionedTextDocumentIdentifier(uri=draft.uri, version=draft.version), [change])
        )
    await told(client, draft)
    assert client.versions[draft.uri] == [1, 6]


@pytest_lsp.fixture(config=pytest_lsp.ClientServerConfig(server_command=SERVER))
async def narrow_client(lsp_client: pytest_lsp.LanguageClient, tmp_path):
    lsp_client.root = tmp_path
    remember(lsp_client)
    bytes_only = lsp.GeneralClientCapabilities(position_encodings=[lsp.PositionEncodingKind.Utf8])
    await lsp_client.initialize_session(lsp.InitializeParams(capabilities=lsp.ClientCapabilities(general=bytes_only), root_uri=tmp_path.as_uri()))
    yield
    await lsp_client.shutdown_session()


@pytest.mark.asyncio(loop_scope="function")
async def test_an_editor_that_counts_bytes_and_can_do_little_else(narrow_client):
    draft = await opened(narrow_client, "l.md", OPENING + TOLL)
    places = Places(draft.text, lsp.PositionEncodingKind.Utf8)
    (toll,) = [d for d in narrow_client.diagnostics[draft.uri] if d.code == "FIG-001"]
    assert places.span(toll.range).of(draft.text) == "onze morts"
    offered = await actions(narrow_client, draft, "FIG-001")
    edit = offered[0].edit.changes[draft.uri][0]
    assert places.offset(edit.range.start) == len(OPENING)
    await narrow_client.workspace_execute_command_async(lsp.ExecuteCommandParams("sourcecheck.openRule", [draft.uri, "FIG-001"]))
    assert narrow_client.messages[-1].message.endswith("FIG-001.md")
