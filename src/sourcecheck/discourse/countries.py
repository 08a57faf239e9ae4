"""Countries by any of their names: the country, its demonym, its seat of government."""

from __future__ import annotations

from functools import cache

from sourcecheck.discourse.names import folded_words
from sourcecheck.resources import Library


@cache
def _names() -> tuple[dict[tuple[str, ...], str], dict[str, str]]:
    """Folded country or seat → country; folded demonym in its forms → country."""
    places: dict[tuple[str, ...], str] = {}
    demonyms: dict[str, str] = {}
    for country, adjective, *seat in Library().lexicon("demonyms").rows:
        for name in (country, *seat):
            if name:
                places.setdefault(folded_words(name), country)
        for form in (adjective, adjective + "e", adjective + "ne", adjective + "que"):
            folded = folded_words(form)
            if len(folded) == 1:
                demonyms[folded[0]] = country
                demonyms[folded[0] + "s"] = country
    return places, demonyms


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
