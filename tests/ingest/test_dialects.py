"""Markdown of content repositories and HTML templates: code is out of sight, the author's words keep kind and place."""

from __future__ import annotations

import pytest

from sourcecheck.domain.text import Article, Span
from sourcecheck.ingest import read_bytes

BEFORE = "Le maire a annoncé une réunion publique, selon un communiqué de la mairie, et la séance a été levée dans le calme."
AFTER = "La directrice de la régie a répondu que la décision serait prise dans la semaine par le conseil de la ville."

MARKDOWN = {
    "hugo shortcode": ('Avant {{< youtube id="w7" title="Le film" >}} après.', [("body", "Avant après.")]),
    "hugo shortcode first": ('{{< x >}} Un texte après.', [("body", "Un texte après.")]),
    "hugo shortcode over lines": ('{{< figure src="a.jpg"\n  caption="La halle brûlée"\n  alt="x" >}}', []),
    "hugo code pair": ('{{< highlight go >}}\nfmt.Println("Bonjour le monde")\n{{< /highlight >}}', []),
    "hugo text pair": ('{{% notice warning %}}\nLe préfet a parlé au **soir**.\n{{% /notice %}}', [("body", "Le préfet a parlé au soir.")]),
    "hugo comment": ('{{</* figure src="x" */>}} et suite.', [("body", "et suite.")]),
    "hugo link": ('Voir [la page]({{< ref "a.md" >}}) de la mairie.', [("body", "Voir la page de la mairie.")]),
    "unclosed tag": ("Le signe {% reste ici.\n\nLe signe %} aussi.", [("body", "Le signe {% reste ici."), ("body", "Le signe %} aussi.")]),
    "jekyll include": ('Avant {% include figure.html caption="La halle" %} après.', [("body", "Avant après.")]),
    "jekyll code": ('{% highlight ruby %}\nputs "Bonjour"\n{% endhighlight %}', []),
    "jekyll comment": ("{% comment %}Une note interne.{% endcomment %}Après la note.", [("body", "Après la note.")]),
    "jekyll raw": ("{% raw %}\n{{ page.title }} du texte\n{% endraw %}", [("body", "du texte")]),
    "jekyll variable": ('Le {{ page.date | date: "%d" }} mai.', [("body", "Le mai.")]),
    "kramdown attributes": ("Un *mot*{: .x} stylé.\n{: .lead #intro}", [("body", "Un mot stylé.")]),
    "heading attributes": ("## Un titre ici {#ancre .classe}", [("heading", "Un titre ici")]),
    "html comment": ("Avant <!-- une note\nsur deux lignes --> après.", [("body", "Avant après.")]),
    "html comment between": ("Une ligne.\n<!-- note -->\nUne autre.", [("body", "Une ligne."), ("body", "Une autre.")]),
    "html inline": ('Du <span class="x">texte</span> <br/> ici.', [("body", "Du texte ici.")]),
    "html block": ('<div class="note">\nTexte du bloc <b>gras</b> &amp; fin.\n</div>', [("body", "Texte du bloc gras & fin.")]),
    "html figure": ('<figure>\n<img src="a.jpg" alt="x">\n<figcaption>La légende.</figcaption>\n</figure>', [("caption", "La légende.")]),
    "html details": ("<details>\n<summary>Le résumé</summary>\n\nLe texte.\n\n</details>", [("body", "Le résumé"), ("body", "Le texte.")]),
    "html script": ('<script>\nvar a = "bonjour";\n</script>', []),
    "fences": ('```python\nprint("bonjour")\n```\n\n~~~\ncode\n~~~\n\n    du code', []),
    "inline code": ("La commande `git status` dit tout.", [("body", "La commande git status dit tout.")]),
    "table": ("| Ville | Morts |\n|:--|--:|\n| Lyon \\| Sud | **11** |", [("table", "Ville"), ("table", "Morts"), ("table", "Lyon | Sud"), ("table", "11")]),
    "image": ('![La halle après l’incendie](a.jpg "Photo")', [("caption", "La halle après l’incendie")]),
    "image with attributes": ("![Une photo](a.jpg){width=50%} et du texte.", [("body", "et du texte."), ("caption", "Une photo")]),
    "image by reference": ('![La halle][halle]\n\n[halle]: /a.jpg "Titre caché"', [("caption", "La halle")]),
    "image in a link": ("[![Une vignette](t.jpg)](https://example.org/a_b)", [("caption", "Une vignette")]),
    "footnotes": ("Un mot[^1] et un autre^[En ligne.] ici.\n\n[^1]: La note.", [("body", "Un mot et un autre ici."), ("footnote", "La note.")]),
    "task list": ("- [ ] à faire\n- [x] fait", [("list", "à faire"), ("list", "fait")]),
    "link title": ('Voir [le site](https://example.org "Titre") ici.', [("body", "Voir le site ici.")]),
    "hard breaks": ("Ligne un  \nligne deux\\\nligne trois.", [("body", "Ligne un ligne deux ligne trois.")]),
    "callout": ("> [!NOTE]\n> Une note.", [("blockquote", "Une note.")]),
    "container": (":::tip Titre\nLe conseil.\n:::", [("body", "Le conseil.")]),
    "wiki link": ("Voir [[la page|le texte]] et [[autre]] ici.", [("body", "Voir le texte et autre ici.")]),
    "more": ("Intro.\n\n<!--more-->\n\nSuite.", [("body", "Intro."), ("body", "Suite.")]),
    "entities": ("R&amp;D &eacute;t&eacute; &laquo;&nbsp;mot&nbsp;&raquo;.", [("body", "R&D été «\xa0mot\xa0».")]),
    "escapes": ("1986\\. Une \\*étoile\\* ici.", [("body", "1986. Une *étoile* ici.")]),
}
MDX = {
    "imports": ('import Chart from "../chart"\nimport {A,\n  B} from \'./x\';', []),
    "exports": ('export const meta = {\n  title: "Un titre",\n\n  tags: ["a"],\n}\n\nUn texte.', [("body", "Un texte.")]),
    "layout": ("export default function L({children}) {\n  return <div>{children}</div>\n}\n\nUn texte.", [("body", "Un texte.")]),
    "component with words": ('<Callout type="info">\n  Le texte du cadre.\n</Callout>', [("body", "Le texte du cadre.")]),
    "component over lines": ('<Figure\n  caption="Cachée"\n  onClick={() => { alert("x > y") }}\n/>', []),
    "expressions": ("Il y a {props.count + 1} morts {/* note */} ici.", [("body", "Il y a morts ici.")]),
    "expression block": ("{items.map(item => (\n  <Item key={item.id}>{item.name}</Item>\n))}", []),
}
HTML = {
    "jinja": ("{% extends 'base.html' %}{% block content %}\n<p>{0}</p>\n{# note <p>cachée</p> #}<p>{1} {{ page.url }}</p>{% endblock %}", []),
    "go": ('{{ define "main" }}<p>{0}</p>{{/* note */}}{{ range .Pages }}<p class="{{ .Class }}">{1}</p>{{ end }}{{ end }}', []),
    "liquid with front matter": ("---\ntitle: La halle\nauthor: Jeanne Petit\n---\n<p>{0}</p>{% if x > 1 %}<p>{1}</p>{% endif %}{% comment %}<p>cachée</p>{% endcomment %}", []),
    "erb and php": ('<p>{0}</p><% if a > b %><p>{1}</p><% end %><?php echo "<p>cachée</p>"; ?>', []),
}


def parts_of(article: Article) -> list[tuple[str, str]]:
    return [(part.kind.value, part.span.of(article.text)) for part in article.parts]


def read(words: str, name: str) -> tuple[Article, str]:
    source = f"---\ntitle: Le titre\n---\n\n{BEFORE}\n\n{words}\n\n{AFTER}\n"
    return read_bytes(source.encode(), name), source


@pytest.mark.parametrize(("words", "expected"), MARKDOWN.values(), ids=MARKDOWN)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_markdown(words: str, expected: list[tuple[str, str]], ends: str) -> None:
    article, _ = read(words.replace("\n", ends), "a.md")
    found = parts_of(article)
    assert found[0] == ("title", "Le titre")
    assert found[1] == ("lead", BEFORE)
    inside = [part for part in found[2:] if part != ("body", AFTER)]
    assert inside == expected
    assert ("body", AFTER) in found


@pytest.mark.parametrize(("words", "expected"), MDX.values(), ids=MDX)
def test_mdx(words: str, expected: list[tuple[str, str]]) -> None:
    article, _ = read(words, "a.mdx")
    assert [part for part in parts_of(article)[2:] if part != ("body", AFTER)] == expected


@pytest.mark.parametrize("words", [words for words, _ in (*MARKDOWN.values(), *MDX.values())], ids=[*MARKDOWN, *MDX])
def test_hiding_moves_nothing(words: str) -> None:
    """The words of every part stand, letter by letter and in order, at the place they are led back to."""
    article, source = read(words, "a.mdx" if words in [w for w, _ in MDX.values()] else "a.md")
    for part in article.parts:
        for at in range(part.span.start, part.span.end):
            character = article.text[at]
            if character.isalpha():
                span = article.source_map.source_span(Span(at, at + 1))
                assert span.of(source) == character or span.of(source).startswith("&")


@pytest.mark.parametrize("template", [template for template, _ in HTML.values()], ids=HTML)
def test_html_templates(template: str) -> None:
    source = template.replace("{0}", BEFORE).replace("{1}", AFTER)
    article = read_bytes(source.encode(), "a.html")
    words = [part.span.of(article.text) for part in article.parts if part.span.of(article.text) != "La halle"]
    assert words == [BEFORE, AFTER]
    for part in article.parts:
        assert article.source_map.source_span(part.span).of(source) == part.span.of(article.text)
    if "title:" in template:
        assert (article.title, article.byline) == ("La halle", "Jeanne Petit")
