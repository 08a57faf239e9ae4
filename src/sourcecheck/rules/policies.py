"""House switches for what agencies disagree on: ``rules/policies/NAME.toml``.

A policy has named values; each value may switch cards off or change their parameters. The settings
choose the value (``policy = { terrorist = "reuters" }``); otherwise the policy's default holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sourcecheck.domain.findings import Bilingual
from sourcecheck.errors import CardError, SettingsError
from sourcecheck.resources import Library
from sourcecheck.rules.tables import Table, read_toml
from sourcecheck.settings.read import nearest


@dataclass(frozen=True)
class PolicyValue:
    id: str
    title: Bilingual
    off: bool
    cards: Mapping[str, Mapping[str, Any]]
    """Rule → parameters that replace those of the card."""


@dataclass(frozen=True)
class Policy:
    id: str
    title: Bilingual
    why: Bilingual
    default: str
    values: tuple[PolicyValue, ...]

    def value(self, id_: str) -> PolicyValue:
        for value in self.values:
            if value.id == id_:
                return value
        raise SettingsError(
            "The policy “{policy}” has no value “{value}”; did you mean “{near}”?",
            policy=self.id, value=id_, near=nearest(id_, tuple(v.id for v in self.values)),
        )


def load_policies(library: Library) -> tuple[Policy, ...]:
    return tuple(_policy(read_toml(path), path.name, path.stem) for path in library.files("rules/policies", "*.toml"))


def choose(policies: tuple[Policy, ...], chosen: Mapping[str, str]) -> dict[str, PolicyValue]:
    """Policy → the value in force. An unknown policy or value is a `SettingsError` naming the nearest."""
    known = tuple(policy.id for policy in policies)
    for id_ in chosen:
        if id_ not in known:
            raise SettingsError(
                "The policy “{policy}” is unknown; did you mean “{near}”?",
                policy=id_, near=nearest(id_, known or (id_,)),
            )
    return {policy.id: policy.value(chosen.get(policy.id, policy.default)) for policy in policies}


def _policy(data: Mapping[str, Any], where: str, id_: str) -> Policy:
    table = Table(where, data)
    values_table = table.table("values")
    values = []
    for name in values_table.values:
        row = values_table.table(name)
        cards = row.table("cards")
        values.append(
            PolicyValue(
                name, row.bilingual("title"), row.yes_no("off", False),
                {rule: dict(cards.table(rule).values) for rule in cards.values},
            )
        )
        row.finish()
    policy = Policy(id_, table.bilingual("title"), table.bilingual("why"), table.text("default"), tuple(values))
    table.finish()
    if policy.default not in [value.id for value in policy.values]:
        raise CardError("{file}: the default “{value}” is not one of the values.", file=where, value=policy.default)
    return policy
