"""Drafts follow the edits of an editor, character for character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("lsprotocol", reason="the extra sourcecheck[lsp] is not installed")
from lsprotocol.types import (
    Position,
    PositionEncodingKind,
    Range,
    TextDocumentContentChangePartial,
    TextDocumentContentChangeWholeDocument,
)

from sourcecheck.domain.text import Span
from sourcecheck.lsp.drafts import Draft
from sourcecheck.lsp.positions import Places

TEXTS = st.text(st.sampled_from("aé😀\n\u2028\x0c "), max_size=20)


def _edit(text, start, end, new, encoding=None):
    return TextDocumentContentChangePartial(Places(text, encoding).range(Span(start, end)), new)


@given(TEXTS, st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99), TEXTS), max_size=5), st.sampled_from(list(PositionEncodingKind)))
def test_edits_one_after_another_give_what_the_editor_shows(text, edits, encoding):
    draft, shown, changes = Draft("file:///a.md", 1, text, encoding=encoding), text, []
    for a, b, new in edits:
        start, end = sorted((a % (len(shown) + 1), b % (len(shown) + 1)))
        changes.append(_edit(shown, start, end, new, encoding))
        shown = shown[:start] + new + shown[end:]
    assert draft.edited(changes, 2).text == shown


def test_the_whole_text_may_be_sent():
    after = Draft("file:///a.md", 1, "avant").edited([TextDocumentContentChangeWholeDocument("après")], 7)
    assert (after.text, after.version) == ("après", 7)


def test_an_edit_after_a_line_separator_is_not_shifted():
    draft = Draft("file:///a.md", 1, "un\u2028deux trois")
    change = TextDocumentContentChangePartial(Range(Position(0, 3), Position(0, 7)), "2")
    assert draft.edited([change], 2).text == "un\u20282 trois"


@pytest.mark.parametrize(("uri", "language", "suffix"), [
    ("file:///d/article.md", "markdown", ".md"), ("file:///d/a%20b.HTML", "html", ".html"), ("untitled:Untitled-1", "markdown", ".md"),
    ("untitled:Untitled-2", "python", None), ("file:///d/code.py", "python", None), ("file:///d/letter.docx", "", None), ("file:///d/note.txt", "", ".txt"),
])
def test_what_a_draft_is_read_as(uri, language, suffix):
    assert Draft(uri, 1, "", language).suffix == suffix


def test_the_path_of_a_file_is_decoded():
    assert Draft("file:///d/%C3%A9t%C3%A9.md", 1, "").path.as_posix() == "/d/été.md"
    assert Draft("untitled:1", 1, "").path is None
