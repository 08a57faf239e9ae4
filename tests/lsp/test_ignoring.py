"""Where an ignore is written, in each syntax; an edit is offered only when it does what it says."""

import pytest

pytest.importorskip("lsprotocol", reason="the extra sourcecheck[lsp] is not installed")

from dataclasses import replace

from sourcecheck.audit.suppression import suppress
from sourcecheck.domain.audit import Audit, Metrics, RuleBook, Toolchain
from sourcecheck.domain.findings import Confidence, Finding, Severity
from sourcecheck.domain.text import Span
from sourcecheck.lsp.drafts import Draft
from sourcecheck.lsp.ignoring import Insertion, ignores
from sourcecheck.lsp.looked_at import LookedAt

BODY = "Un matin froid.\n\nLa halle a brûlé. Le feu a fait onze morts.\n\nRien d’autre.\n"


def looked_at(name: str, text: str, words: str, whole: bool = False) -> tuple[LookedAt, Finding]:
    draft = Draft(f"file:///d/{name}", 1, text)
    article = draft.article(name)
    at = article.text.index(words)
    span = Span(at, at + len(words))
    finding = Finding(
        "FIG-001", Severity.ERROR, Confidence.HIGH, span, article.source_map.region(span), "Qui ?", "Qui ?", (), "0" * 16, whole_article=whole
    )
    audit = Audit(article, None, None, (finding,), (), Metrics(()), Toolchain(()))  # type: ignore[arg-type]
    return LookedAt(draft, audit, RuleBook((), ())), finding


def ignore(looked: LookedAt, finding: Finding, reason: str) -> Insertion | None:
    return next(iter(ignores(looked, finding, [reason])), None)


def after(looked: LookedAt, finding: Finding, reason: str = "vérifié") -> str:
    written = ignore(looked, finding, reason)
    assert written is not None
    text = looked.draft.text[: written.at] + written.text + looked.draft.text[written.at :]
    article = replace(looked.draft, text=text).article(looked.name)
    (marked,) = suppress((finding,), article.directives)
    assert marked.suppressed is not None
    assert marked.suppressed.reason == reason
    return text


@pytest.mark.parametrize(("name", "line"), [
    ("a.md", "\n\n<!-- sourcecheck: ignore[FIG-001] vérifié -->\nLa halle"),
    ("a.mdx", "\n\n{/* sourcecheck: ignore[FIG-001] vérifié */}\nLa halle"),
    ("a.html", "\n\n<!-- sourcecheck: ignore[FIG-001] vérifié -->\n<p>La halle"),
])
def test_a_comment_on_the_line_before_the_paragraph(name, line):
    body = "\n\n".join(f"<p>{p}</p>" for p in BODY.split("\n\n")) if name == "a.html" else BODY
    assert line in after(*looked_at(name, body, "onze morts"))


@pytest.mark.parametrize("text", [
    "- Un point.\n- Le feu a fait onze morts.\n", "> Le feu a fait onze morts.\n", "# Onze morts, onze morts\n\nLe feu.\n",
    "Un.\n\n1. Deux.\n\n   Le feu a fait onze morts.\n\n2. Trois.\n", "﻿Le feu a fait onze morts.\n", "| a | b |\n|---|---|\n| onze morts | c |\n",
    "Le feu\ra fait onze morts.\n",
])
def test_wherever_the_words_stand_the_ignore_covers_them(text):
    after(*looked_at("a.md", text, "onze morts"))


def test_line_ends_stay_those_of_the_file():
    text = after(*looked_at("a.md", BODY.replace("\n", "\r\n"), "onze morts"))
    assert "-->\r\nLa halle" in text


@pytest.mark.parametrize(("front", "written"), [
    ("---\ntitle: La halle\n---\n\n", "sourcecheck:\n  ignore: [FIG-001]\n  reason: \"vérifié\"\n---\n"),
    ("+++\ntitle = \"La halle\"\n+++\n\n", "[sourcecheck]\nignore = [\"FIG-001\"]\nreason = \"vérifié\"\n+++\n"),
    ("---\nsourcecheck:\n  ignore: [SRC-007]\n  reason: vérifié\ntitle: La halle\n---\n\n", "ignore: [SRC-007, \"FIG-001\"]\n"),
    ("---\nsourcecheck: {ignore: [], reason: vérifié}\ntitle: La halle\n---\n\n", None),
])
def test_a_title_in_the_front_matter(front, written):
    looked, finding = looked_at("a.md", front + BODY, "La halle", whole=True)
    if written is None:
        assert ignore(looked, finding, "vérifié") is None
    else:
        assert written in after(looked, finding)


def test_a_reason_cannot_end_the_comment():
    looked, finding = looked_at("a.md", BODY, "onze morts")
    written = ignore(looked, finding, "a --> b")
    assert written is not None
    assert written.text.count("-->") == 1


@pytest.mark.parametrize("name", ["a.txt", "a"])
def test_plain_text_has_no_comment(name):
    looked, finding = looked_at(name, BODY, "onze morts")
    assert ignore(looked, finding, "vérifié") is None


def test_each_reason_gets_its_own_edit_at_the_same_place():
    looked, finding = looked_at("a.md", BODY, "onze morts")
    one, two = ignores(looked, finding, ["vu", ""])
    assert one.at == two.at
    assert (one.text, two.text) == ("<!-- sourcecheck: ignore[FIG-001] vu -->\n", "<!-- sourcecheck: ignore[FIG-001] -->\n")
