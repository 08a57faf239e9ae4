from __future__ import annotations

import os
import re
from dataclasses import replace
from html import unescape
from pathlib import Path

from sourcecheck.domain.audit import Audit, RuleBook
from sourcecheck.report.single import bound, render_html

GOLDEN = Path(__file__).parent / "golden"


def body(page: bytes) -> str:
    """The page without its style and script, which have tests of their own in the browser."""
    text = page.decode("utf-8")
    text = re.sub(r"<style>.*?</style>", "<style></style>", text, flags=re.DOTALL)
    text = re.sub(r"<script>.*?</script>", "<script></script>", text, flags=re.DOTALL)
    return re.sub(r"sha256-[A-Za-z0-9+/=]+", "sha256-…", text)


def golden(name: str, got: str) -> None:
    """Compares with the file kept in the repository; SOURCECHECK_GOLDEN=write renews it, to be read before commit."""
    path = GOLDEN / name
    if os.environ.get("SOURCECHECK_GOLDEN") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(got, encoding="utf-8")
    assert got == path.read_text(encoding="utf-8")


def test_the_french_page_is_the_golden_one(audit: Audit, book: RuleBook) -> None:
    golden("page.fr.html", body(render_html(audit, book, "fr")))


def test_the_english_page_is_the_golden_one(audit: Audit, book: RuleBook) -> None:
    golden("page.en.html", body(render_html(replace(audit, lang="en"), book, "en", index="index.html")))


def test_the_article_cannot_bring_markup(audit: Audit, book: RuleBook) -> None:
    page = body(render_html(audit, book, "fr"))
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "alert(1)</script>" not in page
    assert "Charte <b>" not in page


def test_the_same_audit_gives_the_same_bytes(audit: Audit, book: RuleBook) -> None:
    assert render_html(audit, book, "fr") == render_html(audit, book, "fr")


def test_the_page_needs_no_network(audit: Audit, book: RuleBook) -> None:
    page = unescape(render_html(audit, book, "fr").decode())
    assert "default-src 'none'" in page
    assert not re.search(r"""(?:src|@import|url\()\s*=?\s*["']?https?:""", page)
    assert re.findall(r'href="(https?:[^"]+)"', page) == ["https://example.org/charte"] * page.count("https://example.org/charte")


def test_a_suppressed_finding_is_not_counted_but_shown_with_its_reason(audit: Audit, book: RuleBook) -> None:
    page = render_html(audit, book, "fr").decode()
    assert "vu avec la rédactrice" in page
    assert "pour information (1)" in page


def test_a_clean_article_says_so(audit: Audit, book: RuleBook) -> None:
    page = render_html(replace(audit, findings=(), verdicts=()), book, "fr").decode()
    assert "Rien à demander sur ce texte." in page


def test_french_spaces_do_not_break() -> None:
    assert bound("« Oui » : qui ?") == "«\u00a0Oui\u00a0»\u00a0: qui\u00a0?"
