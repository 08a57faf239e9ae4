"""Every region a report gives cuts the words of its finding out of the source file.

Sources are made of atoms, each known as written and as read, so that the cut is known without asking the readers.
"""

from __future__ import annotations

import json
import tempfile
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sourcecheck.domain.audit import Audit, Metrics, RuleBook, Toolchain
from sourcecheck.domain.discourse import Dispute, Reading
from sourcecheck.domain.findings import Bilingual, Card, Confidence, Finding, Severity
from sourcecheck.domain.scores import Scores
from sourcecheck.domain.text import Article, Span
from sourcecheck.ingest import read_bytes
from sourcecheck.report.formats import open_writer

FRENCH = "Le maire a annoncé une réunion publique, selon un communiqué de la mairie, et la séance a été levée dans le calme."
NOTHING = Bilingual("", "")
CARD = Card("FIG-001", NOTHING, NOTHING, NOTHING, NOTHING, "phrase", {})

# (before, words as written, after, words as read); {n} makes them unique.
PLAIN = [
    ("", "mot{n}", "", "mot{n}"), ("", "l’été{n}", "", "l’été{n}"), ("", "feu🔥{n}👩‍🚒", "", "feu🔥{n}👩\u200d🚒"),
    ("", "e\u0301tat{n}", "", "état{n}"), ("", "«\u00a0oui{n}\u00a0»", "", "«\u00a0oui{n}\u00a0»"), ("", "𝔘n{n}", "", "𝔘n{n}"),
]
ENTITIES = [
    ("", "&eacute;t&eacute;{n}", "", "été{n}"), ("", "R&amp;D{n}", "", "R&D{n}"), ("", "n{n}&#8217;", "", "n{n}’"), ("", "&#x1F525;{n}", "", "🔥{n}"),
]
MARKDOWN = [
    *PLAIN, *ENTITIES, ("*", "accent{n}", "*", "accent{n}"), ("**", "gras{n}", "**", "gras{n}"), ("[", "lien{n}", "](https://exemple.fr/a_b{n} \"mot\")", "lien{n}"),
    ("{{{{< x{n} >}}}} ", "hugo{n}", "", "hugo{n}"), ("{{{{% if x %}}}} ", "go{n}", "", "go{n}"),
    ("<!-- note{n} -->", "note{n}", "", "note{n}"), ("<span title='mot{n}'>", "span{n}", "</span>", "span{n}"), ("", "é\\*{n}\\_", "", "é*{n}_"),
    ("`", "code{n}", "`", "code{n}"), ("![", "photo{n}", "](a.jpg)", None),
]
HTML = [
    *PLAIN, *ENTITIES, ("<b>", "gras{n}", "</b>", "gras{n}"), ("<a href='/a b?x=1&amp;y'>", "lien{n}", "</a>", "lien{n}"),
    ("<!-- note{n} -->", "note{n}", "", "note{n}"), ("{{{{ x{n} }}}} ", "go{n}", "", "go{n}"), ("<em class=x><i>", "deux{n}", "</i></em>", "deux{n}"),
]


def cut(source: str, region: dict[str, int]) -> str:
    """What a reader of SARIF shows: lines and columns from 1, in code points, the end exclusive."""
    lines = source.split("\n")[region["startLine"] - 1 : region["endLine"]]
    lines[-1] = lines[-1][: region["endColumn"] - 1]
    lines[0] = lines[0][region["startColumn"] - 1 :]
    return "\n".join(lines)


def regions(article: Article, spans: list[Span]) -> list[dict[str, int]]:
    findings = tuple(
        Finding("FIG-001", Severity.ERROR, Confidence.HIGH, span, article.source_map.region(span), "m", "q", (), str(i)) for i, span in enumerate(spans)
    )
    audit = Audit(
        article, Reading("news", (), (), (), (), (), Dispute(False, False)), Scores((), ()), findings, (), Metrics(()), Toolchain(()),
    )
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "out.sarif"
        writer = open_writer("sarif", file, RuleBook((CARD,), ()), "fr")
        writer.add(replace(audit))
        writer.finish()
        results = json.loads(file.read_text(encoding="utf-8"))["runs"][0]["results"]
    return [result["locations"][0]["physicalLocation"]["region"] for result in results]


@st.composite
def sources(draw: st.DrawFn, kind: str) -> tuple[str, list[tuple[int, int, str]], bytes]:
    """A source, the (start, end, words) of its atoms in it, and its bytes."""
    atoms = MARKDOWN if kind == "md" else HTML
    ends = draw(st.sampled_from(["\n", "\r\n"]))
    front = draw(st.sampled_from(["", "---\ntitle: Titre é 🔥\ntags: [a]\n---\n\n", "+++\ntitle = 'Un titre'\n+++\n"])) if kind == "md" else (
        "<!doctype html>\n<html><body><article><h1>Un titre</h1>\n"
    )
    out = [front.replace("\n", ends), (FRENCH if kind == "md" else f"<p>{FRENCH}</p>") + ends * 2]
    places, n = [], 0
    for _ in range(draw(st.integers(1, 4))):
        start_mark, end_mark = draw(st.sampled_from([("", ""), ("> ", ""), ("- ", ""), ("## ", "")])) if kind == "md" else draw(
            # With words enough not to be taken for a menu.
            st.sampled_from([(f"{tag}Voici ce que la mairie a dit : ", end) for tag, end in (("<p>", "</p>"), ("<ul><li>", "</li></ul>"), ("<blockquote>", "</blockquote>"))])
        )
        gap = " " if start_mark == "## " else draw(st.sampled_from([" ", ends if start_mark not in ("> ", "- ") else " "]))
        out.append(start_mark)
        for number in range(draw(st.integers(1, 7))):
            before, written, after, words = (piece and piece.format(n=f"{n}x") for piece in draw(st.sampled_from(atoms)))
            out.append((gap if number else "") + (before or ""))
            start = sum(map(len, out))
            out.append(written or "")
            if words is not None:
                places.append((start, start + len(written or ""), words))
            out.append(after or "")
            n += 1
        out.append(end_mark + ends * 2)
    out.append(FRENCH if kind == "md" else f"<p>{FRENCH}</p></article></body></html>")
    source = "".join(out)
    return source, places, source.encode(draw(st.sampled_from(["utf-8", "utf-8-sig"])))


@pytest.mark.parametrize("kind", ["md", "html"])
@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_regions_cut_out_the_words(kind: str, data: st.DataObject) -> None:
    source, places, content = data.draw(sources(kind))
    article = read_bytes(content, f"a.{kind}")
    found = []
    for start, end, words in places:
        at = article.text.find(words)
        if at < 0 and kind == "html" and "</a>" in source:
            continue  # blocks of many links are taken for menus, and left out
        assert at >= 0, f"{words!r} is lost"
        found.append((start, end, Span(at, at + len(words))))
    runs = [  # of one atom, and from each to the next in the same part
        *((start, end, span) for start, end, span in found),
        *((a[0], b[1], Span(a[2].start, b[2].end)) for a, b in pairwise(found) if article.part_at(a[2].start) == article.part_at(b[2].start)),
    ]
    decoded = content.decode("utf-8-sig")
    shown = regions(article, [span for _, _, span in runs])
    assert [cut(decoded, region) for region in shown] == [source[start:end] for start, end, _ in runs]
