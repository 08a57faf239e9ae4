"""A run over drafts: the order stays, only the missing are made, nothing depends on cache or workers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from test_suppression import audit_with

from sourcecheck.audit.cache import AuditCache
from sourcecheck.audit.drafts import Draft
from sourcecheck.audit.run import AuditRun
from sourcecheck.domain.audit import Audit
from sourcecheck.domain.codec import encode
from sourcecheck.domain.text import Article
from sourcecheck.errors import InputError, SettingsError, SourcecheckError
from sourcecheck.report.formats.audit_json import dumps
from sourcecheck.settings import PathSettings, Settings

TEXT = "Le conseil a voté le budget de la ville, et la séance numéro {n} a été levée dans le calme vers minuit."


def draft(n: int, text: str = TEXT) -> Draft:
    return Draft(f"{n:04}.md", text.format(n=n).encode())


def run_with(cache: AuditCache | None, made: list[str]) -> AuditRun:
    """A run whose auditor needs no model."""

    def audit_many(articles: Iterable[Article], ignore: Callable[[Article], Iterable[str]]) -> Iterator[Audit]:
        for article in articles:
            made.append(article.id)
            yield replace(audit_with(("FIG-*",), "préfet"), article=article)

    run = AuditRun(Settings(), cache)
    run.__dict__.update(auditor=SimpleNamespace(audit_many=audit_many), base="b")
    return run


def names(results: Iterable[Audit | SourcecheckError]) -> list[str]:
    return ["—" if isinstance(result, SourcecheckError) else str(result.article.path) for result in results]


def test_only_the_missing_are_made_and_the_order_stays(tmp_path: Path) -> None:
    made: list[str] = []
    drafts = [draft(n) for n in range(700)]
    cache = AuditCache(tmp_path)
    with run_with(cache, made) as run:
        assert names(run.audit_drafts(drafts[::2])) == [d.name for d in drafts[::2]]
    with run_with(cache, made) as run:
        first = [encode(audit) for audit in run.audit_drafts(drafts)]
    assert sorted(made) == [d.name.removesuffix(".md") for d in drafts]
    with run_with(cache, made) as run:
        assert [encode(audit) for audit in run.audit_drafts(drafts)] == first
        changed = replace(drafts[0], genre="opinion")
        assert names(run.audit_drafts([changed, replace(changed, exempt=("SRC-001",))])) == ["0000.md", "0000.md"]
    assert len(made) == 702


def test_what_cannot_be_read_keeps_its_place(tmp_path: Path) -> None:
    made: list[str] = []
    drafts = [InputError("gone"), draft(1), draft(2, ""), draft(3), draft(4, "\x00\x01"), InputError("gone")]
    for cache in (None, AuditCache(tmp_path), AuditCache(tmp_path)):
        with run_with(cache, made) as run:
            assert names(run.audit_drafts(drafts)) == ["—", "0001.md", "—", "0003.md", "—", "—"]
    assert made == ["0001", "0003"] * 2


def test_what_was_made_is_kept_when_the_run_stops_half_way(tmp_path: Path) -> None:
    made: list[str] = []
    with run_with(AuditCache(tmp_path), made) as run:
        results = run.audit_drafts([draft(n) for n in range(30)])
        for _ in range(5):
            next(results)
    assert AuditCache(tmp_path).size()[0] == 5


@pytest.mark.parametrize(
    "settings",
    [
        Settings(select=("SRC-999",)), Settings(ignore=("NO-*",)), Settings(paths=(PathSettings("*", ignore=("SRC-999",)),)),
        Settings(paths=(PathSettings("*", select=("SRC-999",)),)),
    ],
)
def test_an_unknown_rule_is_refused_before_anything_is_opened(settings: Settings) -> None:
    with pytest.raises(SettingsError, match="is unknown"):
        AuditRun(settings)


@pytest.mark.model
def test_workers_and_cache_change_no_byte(tmp_path: Path) -> None:
    text = "L’incendie a fait {n} morts et 33 blessés.\n\nLe maire a annoncé une réunion, selon un communiqué.\n\n" * 25
    drafts = [draft(1, ""), *(draft(n, text) for n in range(2, 32)), InputError("gone")]

    def said(cache: AuditCache | None, jobs: int) -> list[str]:
        with AuditRun(Settings(), cache, jobs) as run:
            found = [str(r) if isinstance(r, SourcecheckError) else dumps(r) for r in run.audit_drafts(drafts)]
            assert ("_workers" in run.__dict__) == (jobs > 1 and cache is None)
        return found

    alone = said(None, 1)
    assert len(alone) == 32
    assert said(None, 2) == alone
    assert said(AuditCache(tmp_path), 1) == alone
    assert said(AuditCache(tmp_path), 2) == alone
