"""Which rules judge: selection, severities, policies, law, the house before the shipped."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hand_built_rules import card_text

from sourcecheck.domain.findings import Severity
from sourcecheck.errors import CardError, SettingsError
from sourcecheck.resources import Library
from sourcecheck.rules import load_rules
from sourcecheck.rules.jurisdictions import load_jurisdiction
from sourcecheck.rules.norms import load_norms
from sourcecheck.rules.policies import load_policies


def test_shipped_cards_compile_and_each_norm_is_known() -> None:
    rules = load_rules(Library())
    assert len(rules.rules) >= 10
    assert list(rules.cards) == sorted(rules.cards, key=lambda card: card.id)
    for card in rules.cards:
        assert all(rules.book.norm(reference) is not None for reference in card.norms)


def test_select_ignore_and_severity(house: Callable[..., Library]) -> None:
    library = house({f"ABC-00{n}.toml": card_text(f"ABC-00{n}") for n in (1, 2, 3)})
    rules = load_rules(
        library, select=["ABC-*"], ignore=["ABC-002"], severities={"ABC-*": Severity.INFO, "ABC-003": Severity.ERROR}
    )
    assert [(c.id, c.severity) for c in rules.cards] == [("ABC-001", Severity.INFO), ("ABC-003", Severity.ERROR)]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"select": ["TXT-01"]}, "TXT-001"),
        ({"ignore": ["XYZ-*"]}, "XYZ-*"),
        ({"severities": {"TXT-0001": Severity.INFO}}, "TXT-001"),
        ({"jurisdiction": "FRA"}, "did you mean “FR”"),
        ({"policies": {"terorist": "afp"}}, "did you mean “terrorist”"),
        ({"policies": {"terrorist": "routers"}}, "did you mean “reuters”"),
    ],
)
def test_what_is_unknown_names_the_nearest(asked: dict[str, object], told: str) -> None:
    with pytest.raises(SettingsError) as caught:
        load_rules(Library(), **asked)  # type: ignore[arg-type]
    assert told in str(caught.value)


def test_the_house_card_replaces_the_shipped_one_and_changes_the_digest(house: Callable[..., Library]) -> None:
    library = house({"TXT-001.toml": card_text("TXT-001", "zèbre")})
    rules = load_rules(library, select=["TXT-001"])
    assert rules.cards[0].kind == "lexicon"
    assert rules.digest != load_rules(Library(), select=["TXT-001"]).digest
    assert load_rules(Library()).digest == load_rules(Library()).digest


def test_a_policy_can_switch_a_card_off_or_change_it(house: Callable[..., Library], tmp_path: Path) -> None:
    library = house({"ABC-001.toml": card_text(more='policy = "abc"')})
    folder = tmp_path / "rules" / "policies"
    folder.mkdir(parents=True)
    (folder / "abc.toml").write_text(
        'default = "on"\ntitle = { fr = "x", en = "x" }\nwhy = { fr = "x", en = "x" }\n'
        '[values.on]\ntitle = { fr = "x", en = "x" }\n'
        '[values.none]\ntitle = { fr = "sans règle", en = "no rule" }\noff = true\n'
        '[values.other]\ntitle = { fr = "x", en = "x" }\n[values.other.cards.ABC-001]\nwords = ["autre"]\n',
        encoding="utf-8",
    )
    assert load_rules(library, select=["ABC-001"]).rules[0].off is None
    off = load_rules(library, select=["ABC-001"], policies={"abc": "none"}).rules[0].off
    assert off is not None
    assert "sans règle" in off.fr
    other = load_rules(library, select=["ABC-001"], policies=(("abc", "other"),)).rules[0]
    assert other.card.parameters["words"] == ["autre"]


def test_a_card_of_another_country_does_not_judge(house: Callable[..., Library]) -> None:
    library = house({"ABC-001.toml": card_text(more='jurisdictions = ["BE"]')})
    assert load_rules(library, select=["ABC-001"]).rules[0].off is not None
    assert load_rules(library, select=["ABC-001"], jurisdiction="BE").rules[0].off is None


def test_norms_are_data_with_their_status() -> None:
    norms = load_norms(Library())
    assert len(norms) == 42
    assert {norm.id for norm in norms if norm.status == "unverified"} == {"N30", "N41"}
    assert all(norm.summary.fr and norm.summary.en for norm in norms)


def test_packs_and_policies_load() -> None:
    for id_ in ("FR", "BE", "CH", "QC"):
        pack = load_jurisdiction(Library(), id_)
        assert pack.foreign
        assert pack.final
    assert {policy.id for policy in load_policies(Library())} >= {"terrorist", "territories", "scare-quotes"}


def test_no_card_at_all_is_an_error(house: Callable[..., Library], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Library, "files", lambda self, folder, pattern: iter(()) if folder == "rules/cards" else _real(self, folder, pattern))
    with pytest.raises(CardError, match="No rule card"):
        load_rules(Library())


_real = Library.files
