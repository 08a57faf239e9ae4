"""The cache: what comes back is what went in, and a damaged entry is a miss. No language model here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from test_suppression import audit_with

from sourcecheck.audit.cache import AuditCache, CachedAuditor, toolchain_digest
from sourcecheck.domain.audit import Audit
from sourcecheck.domain.text import Article
from sourcecheck.errors import InputError
from sourcecheck.settings import Settings

AUDIT = audit_with(("FIG-*",), "préfet")
KEY = "ab" * 32


@pytest.fixture
def cache(tmp_path: Path) -> AuditCache:
    return AuditCache(tmp_path / "audits")


def entry(cache: AuditCache) -> Path:
    return next(cache.folder.rglob("*.audit"))


def test_what_comes_back_is_what_went_in(cache: AuditCache) -> None:
    assert cache.get(KEY) is None
    cache.put(KEY, AUDIT)
    assert cache.get(KEY) == AUDIT
    assert cache.size()[0] == 1
    assert cache.clear() == 1
    assert cache.get(KEY) is None


def test_every_damage_is_a_miss(cache: AuditCache) -> None:
    cache.put(KEY, AUDIT)
    whole = entry(cache).read_bytes()
    for cut in range(0, len(whole), 7):
        entry(cache).write_bytes(whole[:cut])
        assert cache.get(KEY) is None
    for place in range(0, len(whole), 11):
        entry(cache).write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert cache.get(KEY) is None


def test_a_folder_that_cannot_be_written_costs_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    cache = AuditCache(tmp_path / "file")
    cache.put(KEY, AUDIT)
    assert cache.get(KEY) is None


def test_only_the_missing_are_made_and_the_order_stays(cache: AuditCache) -> None:
    made: list[str] = []

    def audit_many(articles: Iterable[Article]) -> Iterator[Audit]:
        for article in articles:
            made.append(article.id)
            yield replace(AUDIT, article=article)

    auditor = CachedAuditor(Settings(), cache)
    auditor.__dict__.update(auditor=SimpleNamespace(audit_many=audit_many), base="b")
    articles = [replace(AUDIT.article, id=f"{n:03}") for n in range(150)]
    assert [a.article.id for a in auditor.audit_many(articles[::2])] == [a.id for a in articles[::2]]
    assert [a.article.id for a in auditor.audit_many(articles)] == [a.id for a in articles]
    assert sorted(made) == [a.id for a in articles]
    changed = replace(articles[0], directives=())
    assert [a.article for a in auditor.audit_many([changed])] == [changed]
    assert len(made) == 151


def test_the_bytes_of_a_file_bring_its_audit_back(cache: AuditCache, tmp_path: Path) -> None:
    made: list[str] = []

    def audit_many(articles: Iterable[Article]) -> Iterator[Audit]:
        for article in articles:
            made.append(article.text)
            yield replace(AUDIT, article=article)

    file = tmp_path / "a.md"
    text = "Le conseil a voté le budget de la ville, et la séance a été levée dans le calme vers minuit."

    def run(content: str) -> Audit:
        file.write_text(content, encoding="utf-8")
        auditor = CachedAuditor(Settings(), cache)
        auditor.__dict__.update(auditor=SimpleNamespace(audit_many=audit_many), base="b")
        return next(auditor.audit_many([auditor.read(file, "a.md")]))

    assert run(text) == run(text)
    assert len(made) == 1
    assert "matin" in run(text.replace("minuit", "le matin")).article.text
    assert len(made) == 2
    with pytest.raises(InputError, match="does not exist"):
        CachedAuditor(Settings(), cache).read(tmp_path / "none.md", "none.md")


def test_settings_and_house_rules_are_part_of_the_key(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    house = Settings(house=tmp_path)
    before = toolchain_digest(house)
    (tmp_path / "rules" / "own.toml").write_text("id = 'X'\n", encoding="utf-8")
    digests = [before, toolchain_digest(house), toolchain_digest(Settings()), toolchain_digest(Settings(lang="en"))]
    assert len(set(digests)) == 4
    assert toolchain_digest(Settings(fail_on=None, max_warnings=3)) == digests[2]
