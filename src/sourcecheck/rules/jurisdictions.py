"""Procedure vocabulary by country: ``rules/jurisdictions/FR.toml`` and its neighbours."""

from __future__ import annotations

from dataclasses import dataclass

from sourcecheck.domain.findings import Bilingual
from sourcecheck.errors import SettingsError
from sourcecheck.resources import Library
from sourcecheck.rules.tables import Table, read_toml
from sourcecheck.settings.read import nearest


@dataclass(frozen=True)
class Foreign:
    """A term of procedure that is not the law's word here, and the one to use instead."""

    terms: tuple[str, ...]
    instead: str
    note: Bilingual


@dataclass(frozen=True)
class Clash:
    """Two sets of words that do not go together in one sentence (« relaxé » before a « cour d'assises »)."""

    words: tuple[str, ...]
    with_words: tuple[str, ...]
    instead: str
    note: Bilingual


@dataclass(frozen=True)
class Jurisdiction:
    """What the law of one country calls things."""

    id: str
    title: Bilingual
    foreign: tuple[Foreign, ...] = ()
    clashes: tuple[Clash, ...] = ()
    final: tuple[str, ...] = ()
    """Words that say a judgement is final."""
    appeal: tuple[str, ...] = ()
    """Words that say where the appeals stand."""


def load_jurisdiction(library: Library, id_: str) -> Jurisdiction:
    """The pack of one country; an unknown one is a `SettingsError` naming the nearest."""
    known = tuple(path.stem for path in library.files("rules/jurisdictions", "*.toml"))
    if id_ not in known:
        raise SettingsError(
            "The jurisdiction “{id}” is unknown; did you mean “{near}”?", id=id_, near=nearest(id_, known or (id_,))
        )
    path = library.find(f"rules/jurisdictions/{id_}.toml")
    data = Table(path.name, read_toml(path))
    pack = Jurisdiction(
        id=id_,
        title=data.bilingual("title"),
        foreign=tuple(_foreign(row) for row in data.rows("foreign")),
        clashes=tuple(_clash(row) for row in data.rows("clash")),
        final=data.texts("final"),
        appeal=data.texts("appeal"),
    )
    data.finish()
    return pack


def _foreign(row: Table) -> Foreign:
    out = Foreign(row.texts("terms"), row.text("instead"), row.bilingual("note", required=False))
    row.finish()
    return out


def _clash(row: Table) -> Clash:
    out = Clash(
        row.texts("words"), row.texts("with"), row.text("instead", ""), row.bilingual("note", required=False)
    )
    row.finish()
    return out
