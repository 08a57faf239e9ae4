"""The cards of one run, compiled: which of them, under which policies and law, with what severity."""

from __future__ import annotations

import fnmatch
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from sourcecheck.domain.audit import RuleBook
from sourcecheck.domain.codec import encode
from sourcecheck.domain.findings import Bilingual, Card, Norm, Severity
from sourcecheck.errors import CardError
from sourcecheck.resources import Library
from sourcecheck.rules.cards import read_card
from sourcecheck.rules.checks import Built
from sourcecheck.rules.jurisdictions import Jurisdiction, load_jurisdiction
from sourcecheck.rules.kinds import compile_card
from sourcecheck.rules.measures import apply_measures, read_measures
from sourcecheck.rules.norms import check_reference, load_norms
from sourcecheck.rules.policies import Policy, PolicyValue, choose, load_policies
from sourcecheck.settings.read import nearest, unknown_rule


@dataclass(frozen=True)
class Rule:
    """A card ready to judge. `off` says why it will not (house policy, jurisdiction)."""

    card: Card
    built: Built
    off: Bilingual | None = None


@dataclass(frozen=True)
class RuleSet:
    """The rules of one run, in the order of their ids."""

    rules: tuple[Rule, ...]
    norms: tuple[Norm, ...]
    policies: tuple[Policy, ...]
    chosen: tuple[tuple[str, str], ...]
    jurisdiction: Jurisdiction
    lexicons_digest: str = ""

    @property
    def cards(self) -> tuple[Card, ...]:
        return tuple(rule.card for rule in self.rules)

    @cached_property
    def book(self) -> RuleBook:
        """The cards and norms, for those who show them."""
        return RuleBook(self.cards, self.norms)

    @cached_property
    def policy(self) -> dict[str, str]:
        """Policy → the value in force."""
        return dict(self.chosen)

    @cached_property
    def digest(self) -> str:
        """Sixteen hexadecimal digits over everything that can change a result: cards, lists, policies, law."""
        content = [
            [encode(card) for card in self.cards], encode(self.norms), encode(self.chosen),
            encode(self.jurisdiction), self.lexicons_digest,
        ]
        return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:16]

    def rule(self, id_: str) -> Rule:
        """The rule of that id; an unknown one is a `SettingsError` naming the nearest."""
        for rule in self.rules:
            if rule.card.id == id_:
                return rule
        raise unknown_rule(id_, tuple(card.id for card in self.cards))


def load_rules(
    library: Library,
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    jurisdiction: str = "FR",
    policies: Mapping[str, str] | Iterable[tuple[str, str]] = (),
    severities: Mapping[str, Severity] | Iterable[tuple[str, Severity]] = (),
) -> RuleSet:
    """Read, check and compile the cards of ``rules/cards``, house before shipped.

    `select` and `ignore` hold rule ids or patterns (``LEX-*``); an empty `select` means all. `policies`
    maps a policy to its value, `severities` a rule (or pattern) to its severity. Raises `CardError` for
    a card that breaks the format, `SettingsError` for an unknown rule, policy, value or jurisdiction.
    """
    norms = load_norms(library)
    pack = load_jurisdiction(library, jurisdiction)
    known_policies = load_policies(library)
    chosen = choose(known_policies, dict(policies))
    measures = read_measures(library)
    paths = list(library.files("rules/cards", "*.toml"))
    if not paths:
        raise CardError("No rule card was found in rules/cards; reinstall the package.")
    cards = [apply_measures(read_card(path), measures) for path in paths]
    ids = [card.id for card in cards]
    for card in cards:
        for reference in card.norms:
            check_reference(reference, norms, f"{card.id}.toml")
        if card.policy is not None and card.policy not in chosen:
            raise CardError(
                "{file}: the policy “{policy}” is unknown; did you mean “{near}”?",
                file=f"{card.id}.toml", policy=card.policy, near=nearest(card.policy, tuple(chosen) or ("",)),
            )
    wanted = _matching(select, ids) if tuple(select) else set(ids)
    wanted -= _matching(ignore, ids)
    levels = _levels(severities, ids)
    kept = [replace(card, severity=levels.get(card.id, card.severity)) for card in cards if card.id in wanted]
    rules = tuple(_compile(card, library, chosen, pack) for card in sorted(kept, key=lambda card: card.id))
    return RuleSet(
        rules, norms, known_policies, tuple(sorted((id_, value.id) for id_, value in chosen.items())), pack,
        _lexicons_digest(library),
    )


def _compile(card: Card, library: Library, chosen: Mapping[str, PolicyValue], pack: Jurisdiction) -> Rule:
    off: Bilingual | None = None
    if card.policy is not None:
        value = chosen[card.policy]
        if card.id in value.cards:
            card = replace(card, parameters={**card.parameters, **value.cards[card.id]})
        if value.off:
            off = Bilingual(f"politique de la maison : {value.title.fr}", f"house policy: {value.title.en}")
    if card.jurisdictions and pack.id not in card.jurisdictions:
        off = Bilingual(f"règle propre à {', '.join(card.jurisdictions)}", f"rule of {', '.join(card.jurisdictions)} only")
    return Rule(card, compile_card(card, library), off)


def _matching(patterns: Iterable[str], ids: list[str]) -> set[str]:
    out: set[str] = set()
    for pattern in patterns:
        found = {id_ for id_ in ids if fnmatch.fnmatchcase(id_, pattern)}
        if not found:
            raise unknown_rule(pattern, tuple(ids))
        out |= found
    return out


def _levels(
    severities: Mapping[str, Severity] | Iterable[tuple[str, Severity]], ids: list[str]
) -> dict[str, Severity]:
    """Rule → severity; a whole id wins over a pattern."""
    asked = dict(severities)
    out: dict[str, Severity] = {}
    for pattern in sorted(asked, key=lambda p: (p in ids, p)):
        for id_ in _matching([pattern], ids):
            out[id_] = asked[pattern]
    return out


def _lexicons_digest(library: Library) -> str:
    digest = hashlib.sha256()
    for path in library.files("rules/lexicons", "*.txt"):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
