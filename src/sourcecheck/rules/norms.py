"""The press codes and laws the checks stand on: ``rules/norms.toml``."""

from __future__ import annotations

from sourcecheck.domain.findings import Bilingual, Norm
from sourcecheck.errors import CardError
from sourcecheck.resources import Library
from sourcecheck.rules.tables import Table, read_toml
from sourcecheck.settings.read import nearest

STATUSES = ("read", "read in part", "unverified")
STATUS_WORDS = {
    "read": Bilingual("texte lu", "text read"),
    "read in part": Bilingual("texte lu en partie", "text read in part"),
    "unverified": Bilingual("non vérifiée : à contrôler avant de la citer", "unverified: check before citing it"),
}


def load_norms(library: Library) -> tuple[Norm, ...]:
    """The norms of the house's ``rules/norms.toml`` (else the shipped one), in the order of the file."""
    path = library.find("rules/norms.toml")
    data = Table(path.name, read_toml(path))
    norms = tuple(_norm(row) for row in data.rows("norm"))
    data.finish()
    if not norms:
        raise CardError("{file} holds no [[norm]].", file=path.name)
    ids = [norm.id for norm in norms]
    for id_ in ids:
        if ids.count(id_) > 1:
            raise CardError("{file}: the norm {id} stands twice.", file=path.name, id=id_)
    return norms


def _norm(row: Table) -> Norm:
    norm = Norm(
        id=row.text("id"),
        name=row.text("name"),
        status=row.choice("status", STATUSES),
        url=row.text("url", ""),
        summary=row.bilingual("summary"),
        legal=row.yes_no("legal", False),
    )
    row.finish()
    return norm


def check_reference(reference: str, norms: tuple[Norm, ...], where: str) -> None:
    """Raise `CardError` unless `reference` (``N02`` or ``N02.3``, clause after the dot) names a norm."""
    ids = tuple(norm.id for norm in norms)
    if reference.split(".", 1)[0] not in ids:
        raise CardError(
            "{file}: the norm “{norm}” is not in norms.toml; did you mean “{near}”?",
            file=where, norm=reference, near=nearest(reference, ids),
        )
