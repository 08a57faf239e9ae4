"""Countries by any of their names: the country, its demonym, its seat of government."""

from __future__ import annotations

from functools import cache

from sourcecheck.discourse.names import folded_words
from sourcecheck.resources import Library


@cache
def _rows() -> tuple[tuple[str, str, str], ...]:
    """Country, demonym in the masculine, seat of government (empty if none is known)."""
    return tuple((row[0], row[1], row[2] if len(row) > 2 else "") for row in Library().lexicon("demonyms").rows)


@cache
def _demonyms() -> dict[str, str]:
    """Demonym in lower case, in its four forms → country."""
    return {form: country for country, adjective, _ in _rows() for form in inflected(adjective)}


def inflected(adjective: str) -> tuple[str, ...]:
    """A demonym in the masculine and feminine, singular and plural."""
    if adjective.endswith("en"):
        feminine = adjective + "ne"
    elif adjective.endswith("c"):
        feminine = adjective[:-1] + ("cque" if adjective == "grec" else "que")
    elif adjective.endswith(("e", "è", "i")):
        feminine = adjective
    else:
        feminine = adjective + "e"
    plural = adjective if adjective.endswith("s") else adjective + "s"
    return adjective, feminine, plural, feminine + "s"


def country_of(word: str) -> str | None:
    """The country of a demonym (« arménienne », « Arméniens » → Arménie)."""
    return _demonyms().get(word.lower())


@cache
def _names() -> tuple[dict[tuple[str, ...], str], dict[str, str]]:
    """Folded country or seat → country; folded demonym of one word → country."""
    places: dict[tuple[str, ...], str] = {}
    for country, _, seat in _rows():
        for name in filter(None, (country, seat)):
            places.setdefault(folded_words(name), country)
    folded = ((folded_words(form), country) for form, country in _demonyms().items())
    return places, {words[0]: country for words, country in folded if len(words) == 1}


def fold_party(name: str) -> str:
    """The country that `name` stands for (« Erevan », « les forces arméniennes » → Arménie), or `name` itself.

    `name` is any form met in the text: a country, its seat of government, a people, a body with the
    adjective of its country. A name with no such word comes back unchanged.
    """
    words = folded_words(name)
    places, demonyms = _names()
    country = places.get(words)
    if country is None and len(words) <= 4:
        country = next((demonyms[word] for word in reversed(words) if word in demonyms), None)
    return name if country is None else country


def country_named(name: str) -> str | None:
    """The country whose name or seat of government `name` is, exactly."""
    return _names()[0].get(folded_words(name))


def country_of_place(words: tuple[str, ...]) -> str | None:
    """The country of folded words that are its name or its seat of government."""
    return _names()[0].get(words)
