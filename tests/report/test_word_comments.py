from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest

from sourcecheck.audit import Auditor
from sourcecheck.domain.audit import Audit, RuleBook
from sourcecheck.domain.text import Run, SourceMap
from sourcecheck.ingest.readers.word import paragraphs, text_nodes
from sourcecheck.report.formats import open_writer
from sourcecheck.report.formats.word_comments import commented, new_document
from sourcecheck.report.redaction import redact

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def opened(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


def anchors(document: Any) -> dict[str, str]:
    """Comment number → the words it stands on."""
    found: dict[str, str] = {}
    open_: set[str] = set()
    for element in document.element.body.iter():
        if element.tag == f"{W}commentRangeStart":
            open_.add(element.get(f"{W}id"))
        elif element.tag == f"{W}commentRangeEnd":
            open_.discard(element.get(f"{W}id"))
        elif element.tag == f"{W}t":
            for number in open_:
                found[number] = found.get(number, "") + element.text
    return found


def told(document: Any) -> list[tuple[str, list[str]]]:
    """Words and comment, in order of the comments."""
    words = anchors(document)
    return [(words[str(c.comment_id)], [p.text for p in c.paragraphs]) for c in document.comments]


def manuscript() -> bytes:
    """A document whose formatting cuts across the words of the findings."""
    document = docx.Document()
    document.add_paragraph("La digue de Port-Lannion cède", style="Title")
    first = document.add_paragraph("La société Ouestmer a ma")
    first.add_run("quillé les ").bold = True
    first.add_run("comptes du chantier <script>alert(1)</script>.")
    document.add_paragraph("« Rien n’était caché », a répondu Paule Kervella. Un employé parle de pressions.")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def texts(data: bytes) -> list[str]:
    return ["".join(text for _, text in text_nodes(p)) for p in paragraphs(opened(data))]


@pytest.fixture
def from_word(audit: Audit) -> Audit:
    """The audit as if its text had been read from `manuscript`: paragraphs there are one line apart."""
    source = "\n".join(texts(manuscript()))
    runs, at = [], 0
    for part in audit.article.parts:
        runs.append(Run(part.span.start, len(part.span), at, len(part.span)))
        at += len(part.span) + 1
    return replace(audit, article=replace(audit.article, source_map=SourceMap.build(runs, source), path="digue.docx"))


def test_a_new_document_has_one_comment_a_card(audit: Audit, book: RuleBook) -> None:
    document = opened(new_document(audit, book, "fr"))
    first, second = told(document)
    assert first[0] == audit.findings[0].span.of(audit.article.text)
    assert first[1][0] == "Qui l’affirme ?"
    assert any("Charte <b> (N01)" in line for line in first[1])
    assert second[0] == "Un employé"
    assert {c.author for c in document.comments} == {"sourcecheck"}


def test_the_same_bytes_twice(audit: Audit, book: RuleBook) -> None:
    assert new_document(audit, book, "fr") == new_document(audit, book, "fr")


def test_a_manuscript_comes_back_with_its_formatting(from_word: Audit, book: RuleBook) -> None:
    data = commented(manuscript(), from_word, book)
    assert data is not None
    assert texts(data) == texts(manuscript())
    document = opened(data)
    bold = "".join(run.text for run in document.paragraphs[1].runs if run.bold)
    assert bold == "quillé les "
    assert document.paragraphs[0].style.name == "Title"
    assert [words for words, _ in told(document)] == [from_word.findings[0].span.of(from_word.article.text), "Un employé"]


def test_a_manuscript_with_other_words_is_not_commented(from_word: Audit, book: RuleBook) -> None:
    other = docx.Document()
    other.add_paragraph("Un tout autre texte.")
    out = io.BytesIO()
    other.save(out)
    assert commented(out.getvalue(), from_word, book) is None


def test_characters_word_refuses_do_no_harm(audit: Audit, book: RuleBook) -> None:
    text = audit.article.text.replace(" a répondu", "\x0ca répondu")
    broken = replace(audit, article=replace(audit.article, text=text))
    assert [words for words, _ in told(opened(new_document(broken, book, "fr")))][1] == "Un employé"


@pytest.mark.model
def test_word_in_word_out(auditor: Auditor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from sourcecheck.ingest import read_path

    monkeypatch.chdir(tmp_path)
    Path("digue.docx").write_bytes(manuscript())
    audit = auditor.audit(read_path(Path("digue.docx")))
    writer = open_writer("docx", Path("out"), auditor.book, "fr")
    writer.add(audit)
    writer.finish()
    back = next(Path("out").glob("*.docx")).read_bytes()
    assert texts(back) == texts(manuscript())
    assert opened(back).paragraphs[0].style.name == "Title"
    assert any("Ouestmer" in words for words, _ in told(opened(back)))


def test_a_hidden_name_does_not_come_back_with_the_manuscript(from_word: Audit, book: RuleBook) -> None:
    assert commented(manuscript(), redact(from_word, ["Ouestmer"]), book) is None
    assert "Ouestmer" not in "\n".join(texts(new_document(redact(from_word, ["Ouestmer"]), book, "fr")))
