"""A commented Word draft opened by a real word processor."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from sourcecheck.domain.audit import Audit, RuleBook
from sourcecheck.report.formats import open_writer

SOFFICE = shutil.which("soffice")
pytestmark = [pytest.mark.browser, pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not on this machine")]


def converted(document: Path, kind: str, folder: Path) -> bytes:
    """The document as LibreOffice writes it, with a profile of its own so that no other run is in the way."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(SOFFICE), profile, "--headless", "--convert-to", kind, "--outdir", str(folder), str(document)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (folder / f"{document.stem}.{kind.partition(':')[0]}").read_bytes()


def draft(text: str, path: Path) -> Path:
    title, lead, body = text.split("\n\n")
    document = docx.Document()
    document.add_heading(title, 1)
    document.add_paragraph(lead[:20]).add_run(lead[20:]).bold = True
    document.add_paragraph(body)
    document.save(str(path))
    return path


def test_the_comments_leave_pdf_and_text_as_they_were(audit: Audit, book: RuleBook, tmp_path: Path) -> None:
    before = draft(audit.article.text, tmp_path / "before.docx")
    writer = open_writer("docx", tmp_path / "out", book, "fr")
    writer.add(replace(audit, article=replace(audit.article, path=str(before))))
    writer.finish()
    (after,) = (tmp_path / "out").glob("*.docx")
    assert len(list(docx.Document(str(after)).comments)) > 0
    assert converted(after, "pdf", tmp_path / "a").startswith(b"%PDF-")
    assert converted(after, "txt:Text (encoded):UTF8", tmp_path / "a") == converted(before, "txt:Text (encoded):UTF8", tmp_path / "b")
