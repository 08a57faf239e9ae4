"""The cache: what comes back is what went in, and a damaged entry is a miss. No language model here."""

from __future__ import annotations

import multiprocessing
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from test_suppression import audit_with

from sourcecheck.audit.cache import AuditCache, audit_key, base_digest, pack, unpack
from sourcecheck.domain.audit import Audit
from sourcecheck.domain.codec import encode, replaced
from sourcecheck.settings import Settings

AUDIT = audit_with(("FIG-*",), "préfet")
KEY = b"k" * 32


@pytest.fixture
def cache(tmp_path: Path) -> AuditCache:
    return AuditCache(tmp_path / "cache")


def got(cache: AuditCache, key: bytes = KEY) -> Audit | None:
    packed = cache.get_many([key]).get(key)
    return unpack(packed) if packed is not None else None


def test_what_comes_back_is_what_went_in(cache: AuditCache) -> None:
    assert got(cache) is None
    assert not cache.file.exists()
    cache.put_many([(KEY, pack(AUDIT))])
    back = got(cache)
    assert back == AUDIT
    assert encode(back) == encode(AUDIT)
    assert cache.size()[0] == 1
    assert cache.clear() == 1
    assert got(cache) is None


def test_a_kept_audit_is_changed_like_any_other() -> None:
    kept = unpack(pack(AUDIT))
    without = replaced(kept, findings=())
    assert without == replace(AUDIT, findings=())
    assert kept == AUDIT
    with pytest.raises(AttributeError):
        _ = kept.nothing_of_that_name  # type: ignore[attr-defined]


def test_every_damage_of_an_entry_is_a_miss(cache: AuditCache) -> None:
    cache.put_many([(KEY, pack(AUDIT))])
    cache.close()
    told, rest = pack(AUDIT)
    for column, whole in (("told", told), ("rest", rest)):
        for place in range(0, len(whole), 7):
            for damaged in (whole[:place], whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]):
                with sqlite3.connect(cache.file) as base:
                    base.execute(f"UPDATE audits SET {column} = ?", (damaged,))
                assert got(cache) is None
        with sqlite3.connect(cache.file) as base:
            base.execute(f"UPDATE audits SET {column} = ?", (whole,))
    assert got(cache) == AUDIT


def test_a_file_that_is_no_database_is_replaced(cache: AuditCache) -> None:
    cache.put_many([(KEY, pack(AUDIT))])
    cache.close()
    whole = cache.file.read_bytes()
    for damaged in (b"", b"not a database, but long enough to be looked at as one", whole[:5000], bytes(len(whole))):
        cache.file.write_bytes(damaged)
        assert got(cache) is None
        cache.put_many([(KEY, pack(AUDIT))])
        assert got(cache) == AUDIT
        cache.close()


def test_a_folder_that_cannot_be_written_costs_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    cache = AuditCache(tmp_path / "file")
    cache.put_many([(KEY, pack(AUDIT))])
    assert got(cache) is None
    assert cache.size() == (0, 0)


def test_the_oldest_half_is_forgotten_when_it_grows_too_large(cache: AuditCache) -> None:
    keys = [bytes([n]) * 32 for n in range(10)]
    for key in keys:
        cache.put_many([(key, pack(AUDIT))])
    cache.trim(1 << 30)
    assert cache.size()[0] == 10
    cache.trim(1)
    assert sorted(cache.get_many(keys)) == keys[5:]


def _write(folder: Path, number: int) -> None:
    cache = AuditCache(folder)
    for n in range(40):
        cache.put_many([(bytes([number, n]) * 16, pack(AUDIT))])


def test_runs_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_write, args=(tmp_path, number)) for number in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert AuditCache(tmp_path).size()[0] == 120


def test_everything_that_decides_is_part_of_the_key(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    house = Settings(house=tmp_path)
    before = base_digest(house, tmp_path)
    (tmp_path / "rules" / "own.toml").write_text("id = 'X'\n", encoding="utf-8")
    digests = [before, *(base_digest(s, tmp_path) for s in (house, Settings(), Settings(lang="en"), Settings(ignore=("SRC-001",))))]
    assert len(set(digests)) == 5
    assert base_digest(Settings(fail_on="never", max_warnings=3, jobs=4), tmp_path) == digests[2]
    keys = [
        audit_key("b", "a.md", b"text", ".md", None, ()), audit_key("c", "a.md", b"text", ".md", None, ()),
        audit_key("b", "b.md", b"text", ".md", None, ()), audit_key("b", "a.md", b"texts", ".md", None, ()),
        audit_key("b", "a.md", b"text", ".html", None, ()), audit_key("b", "a.md", b"text", ".md", "opinion", ()),
        audit_key("b", "a.md", b"text", ".md", None, ("SRC-001",)), audit_key("b", "a.md", b"text", ".md", None, ("SRC-001", "SRC-002")),
    ]
    assert len(set(keys)) == 8
