"""What an ignore covers in a page without blank lines."""

from __future__ import annotations

from sourcecheck.ingest import read_bytes

PAGE = (
    "<html><head><title>La digue cède</title></head><body><article><h1>La digue cède</h1>"
    "<p>Le conseil a voté mardi la réparation de la digue de Trévoux, après trois heures de débat dans la salle des fêtes.</p>{ignore}"
    "<p>La digue a cédé deux fois depuis le mois de mars, et les habitants du quai demandent un mur plus haut que celui d’avant.</p>"
    "<p>Les travaux commenceront en juin et dureront jusqu’à la fin de l’automne, selon la mairie de Trévoux.</p></article></body></html>"
)


def covered(ignore: str) -> str:
    article = read_bytes(PAGE.replace("{ignore}", ignore).encode(), "page.html")
    return article.directives[0].span.of(article.text)


def test_an_ignore_between_two_paragraphs_covers_the_next_only() -> None:
    words = covered("<!-- sourcecheck: ignore[SRC-001] vérifié -->")
    assert words.startswith("La digue a cédé")
    assert words.endswith("d’avant.")


def test_a_range_covers_all_between() -> None:
    words = covered("<!-- sourcecheck: ignore-start vérifié -->")
    assert words.startswith("La digue a cédé")
    assert words.endswith("mairie de Trévoux.")
