"""Formats: blocks, kinds, and every character traced back to the file."""

from __future__ import annotations

import io
import unicodedata

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sourcecheck.domain.text import Article, PartKind, Span
from sourcecheck.errors import InputError
from sourcecheck.ingest import article_from_text, read_bytes
from sourcecheck.ingest.decode import decode

PAGE = """<!doctype html><html lang="fr"><head><title>La grève | Le Courrier du port</title>
<meta name="author" content="Jeanne Petit"></head><body><nav><a href="/">Accueil</a></nav><article>
<h1>Les grutiers du port en grève</h1>
<p>La ville &amp; la métropole n&#39;ont pas trouv&eacute; d&rsquo;accord avec les grutiers, en grève depuis
lundi matin, sur leurs primes de nuit et leurs congés de week-end.</p>
<p>« Nous ne <b>céderons</b> pas », a dit <a href="/durand">Paul Durand</a>, délégué du personnel, devant les
grilles du dépôt du quartier nord, où une centaine de salariés étaient réunis.</p>
</article><footer>Mentions légales</footer></body></html>"""

MARKDOWN = """---
title: "La mairie ferme la piscine"
date: 2026-03-02
author: Jeanne Petit
---
{{< figure src="x.jpg" >}}

La *ville* &amp; la [métropole](https://exemple.fr/métropole "mot") n\\'ont **pas** trouvé
d'accord avec les nageurs.

> « Nous ne
> céderons pas », a dit Paul[^1].

| Ville | Coût |
|---|---|
| Lyon | 12 |

```python
secret = 1
```

- un point &eacute;norme

[^1]: Note de bas de page.
"""


def words_and_source(article: Article, source: str) -> list[tuple[PartKind, str, str]]:
    return [
        (p.kind, p.span.of(article.text), article.source_map.source_span(p.span).of(source)) for p in article.parts
    ]


def test_html_keeps_the_article_and_its_places() -> None:
    article = read_bytes(PAGE.encode(), "page.html")
    kinds = [p.kind for p in article.parts]
    assert kinds == [PartKind.TITLE, PartKind.LEAD, PartKind.BODY]
    assert article.byline == "Jeanne Petit"
    start = article.text.index("n'ont pas trouvé d’accord")
    region = article.source_map.source_span(Span(start, start + len("n'ont pas trouvé d’accord")))
    assert region.of(PAGE) == "n&#39;ont pas trouv&eacute; d&rsquo;accord"
    assert "Mentions" not in article.text
    assert "Accueil" not in article.text


def test_broken_html_is_read_as_far_as_it_goes() -> None:
    broken = "<html><body><p>La mairie a voté le budget mardi soir.<p>Le maire s'en est réjoui <b>devant la presse"
    article = read_bytes(broken.encode(), "page.html")
    assert "devant la presse" in article.text


def test_a_script_in_the_text_stays_text() -> None:
    article = read_bytes(b"<p>Le code &lt;script&gt;alert(1)&lt;/script&gt; est dans la page de la mairie.</p>", "p.html")
    assert "<script>alert(1)</script>" in article.text


def test_markdown_zones_and_places() -> None:
    article = read_bytes(MARKDOWN.encode(), "billet.md")
    rows = words_and_source(article, MARKDOWN)
    assert rows[0] == (PartKind.TITLE, "La mairie ferme la piscine", "La mairie ferme la piscine")
    assert rows[1][1] == "La ville & la métropole n'ont pas trouvé d'accord avec les nageurs."
    assert rows[2][:2] == (PartKind.BLOCKQUOTE, "« Nous ne céderons pas », a dit Paul.")
    assert (PartKind.TABLE, "12", "12") in rows
    assert (PartKind.LIST, "un point énorme", "un point &eacute;norme") in rows
    assert (PartKind.FOOTNOTE, "Note de bas de page.", "Note de bas de page.") in rows
    assert "secret" not in article.text
    assert "figure" not in article.text
    assert (article.byline, article.published) == ("Jeanne Petit", "2026-03-02")


def test_an_inline_directive_covers_the_paragraph_that_follows() -> None:
    source = "# Titre\n\n<!-- sourcecheck: ignore[SRC-001] relu par le service juridique -->\nUn paragraphe.\n\nUn autre.\n"
    directive = read_bytes(source.encode(), "a.md").directives[0]
    article = read_bytes(source.encode(), "a.md")
    assert directive.rules == ("SRC-001",)
    assert directive.reason == "relu par le service juridique"
    assert directive.span.of(article.text) == "Un paragraphe."


def test_word_paragraphs_are_lines() -> None:
    document = docx.Document()
    document.add_heading("Le conseil vote le budget", 0)
    document.add_paragraph("Le maire a présenté les comptes.")
    document.add_paragraph("« Tout est en ordre », a-t-il dit.")
    stream = io.BytesIO()
    document.save(stream)
    article = read_bytes(stream.getvalue(), "conseil.docx")
    assert [p.kind for p in article.parts] == [PartKind.TITLE, PartKind.LEAD, PartKind.BODY]
    start = article.text.index("Tout")
    assert article.source_map.region(Span(start, start + 4)).start.line == 3


@pytest.mark.parametrize("data", [b"PK\x03\x04 not a zip", b"plain words", b"\x00" * 40])
def test_a_damaged_word_file_is_one_sentence(data: bytes) -> None:
    with pytest.raises(InputError, match="Word document"):
        read_bytes(data, "a.docx")


def test_furniture_is_kept_apart_and_said() -> None:
    text = (
        "Le pont ferme\n\nLe pont sera fermé lundi, a annoncé la mairie dans un communiqué.\n\n"
        "Partager cet article\n\nNEWSLETTER\n\nSoyez le premier à commenter !\n\navatar\n"
    )
    article = read_bytes(text.encode(), "pont.txt")
    furniture = [p.span.of(article.text) for p in article.parts if p.kind is PartKind.FURNITURE]
    assert furniture == ["Partager cet article", "NEWSLETTER", "Soyez le premier à commenter !", "avatar"]
    assert "page furniture" in article.notices[0].message


def test_a_quotation_that_sounds_like_furniture_is_not() -> None:
    article = read_bytes("Le maire appelle\n\n« Abonnez-vous », a lancé le maire aux lecteurs du bulletin.\n".encode(), "a.txt")
    assert not [p for p in article.parts if p.kind is PartKind.FURNITURE]


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    text = "Le titre\n\nLe conseil municipal s'est réuni lundi soir pour\nvoter le budget de l'année prochaine et\ncelui de la régie.\n"
    article = read_bytes(text.encode(), "a.txt")
    assert len(article.parts) == 2
    assert "pour voter" in article.text


def test_another_language_is_refused_with_its_name() -> None:
    english = b"The council of the city has said that it was going to open the road to the public and that the work is done for the people of the town."
    with pytest.raises(InputError, match="English"):
        read_bytes(english, "a.txt")


def test_the_date_of_a_byline_is_read() -> None:
    text = "Un titre\n\nPar Lucie Petit\n\nPublié le 1er août 2025 à 8 h\n\nLe conseil a voté mardi soir le budget de la régie."
    article = read_bytes(text.encode(), "a.txt")
    assert (article.byline, article.published) == ("Lucie Petit", "2025-08-01")


def test_a_title_column_is_set_before_the_text() -> None:
    article = article_from_text("Le texte de la dépêche.", "7", title="Un titre")
    assert article.text == "Un titre\n\nLe texte de la dépêche."
    assert article.parts[0].kind is PartKind.TITLE


SNIPPETS = st.lists(
    st.sampled_from(["Le maire a parlé", "« oui »", "d’accord", "e\u0301te\u0301", "\u200b", "\u00a0", "12 %", ".", "\n", "\n\n", "\r\n", "\t", " "]),
    min_size=1, max_size=40,
).map(" ".join)


@settings(max_examples=150)
@given(SNIPPETS, st.sampled_from([".txt", ".md", ".html"]))
def test_every_part_maps_back_to_its_words(source: str, suffix: str) -> None:
    """For any text: parts in order, no overlap, all non-blank characters covered, words traced to the source."""
    try:
        article = read_bytes(source.encode(), f"a{suffix}")
    except InputError:
        return
    source = decode(source.encode(), "a").text
    end = 0
    for part in article.parts:
        assert not article.text[end : part.span.start].strip()
        assert part.span.of(article.text).strip()
        end = part.span.end
        back = unicodedata.normalize("NFC", article.source_map.source_span(part.span).of(source))
        letters = [c for c in part.span.of(article.text) if c.isascii() and c.isalnum()]
        assert letters == [c for c in back if c.isascii() and c.isalnum()] or suffix != ".txt"
    assert not article.text[end:].strip()
