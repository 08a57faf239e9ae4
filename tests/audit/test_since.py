"""`--since`: which files changed, what they were, and which findings are new. No language model here."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from test_suppression import audit_with

from sourcecheck.audit.since import audit_since, only_new, open_history
from sourcecheck.domain.audit import Audit
from sourcecheck.domain.findings import Suppression
from sourcecheck.domain.text import Article
from sourcecheck.errors import SettingsError

TEXT = "Le conseil a voté le budget de la ville, et la séance a été levée dans le calme vers minuit.\n" * 3


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q")
    for name in ("même.md", "moved.md", "edited.md", "gone.md"):
        (tmp_path / name).write_text(f"Le titre de {name}\n\n{TEXT}", encoding="utf-8")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "one")
    (tmp_path / "sub é").mkdir()
    git(tmp_path, "mv", "moved.md", "sub é/là.md")
    git(tmp_path, "rm", "-q", "gone.md")
    with (tmp_path / "edited.md").open("a", encoding="utf-8") as file:
        file.write("Une phrase de plus.\n")
    (tmp_path / "new.md").write_text(TEXT, encoding="utf-8")
    return tmp_path


def test_changed_files_and_their_versions_before(repository: Path) -> None:
    history = open_history("HEAD", repository / "sub é")
    changed = {path.relative_to(repository.resolve()).as_posix(): old for path, old in history.changed.items()}
    assert changed == {"sub é/là.md": "moved.md", "edited.md": "edited.md", "new.md": None}
    before = history.before(repository / "edited.md", "edited.md")
    assert before is not None
    assert "Une phrase de plus" not in before.text
    moved = history.before(repository / "sub é/là.md", "là.md")
    assert moved is not None
    assert "moved.md" in moved.text
    assert history.before(repository / "new.md", "new.md") is None
    assert not history.is_changed(repository / "même.md")


def test_outside_git_and_unknown_commits_are_one_sentence(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    with pytest.raises(SettingsError, match="does not know the commit “nowhere”"):
        open_history("nowhere", repository)
    with pytest.raises(SettingsError, match="does not know"):
        open_history("--output=x", repository)
    with pytest.raises(SettingsError, match="needs a git repository"):
        open_history("HEAD", tmp_path_factory.mktemp("bare"))


def test_only_findings_the_old_version_had_not() -> None:
    old = audit_with((), "")
    swapped = replace(old.findings[0], fingerprint="g")
    both = replace(old, findings=(old.findings[0], swapped))
    assert only_new(both, old).findings == (swapped,)
    aside = replace(old, findings=(replace(old.findings[0], suppressed=Suppression("inline", "su")),))
    assert only_new(old, aside).findings == old.findings
    assert only_new(aside, old).findings == ()


def test_old_and_new_versions_are_paired_through_batches() -> None:
    audit = audit_with((), "")
    articles = [replace(audit.article, id=name) for name in "abc"]

    def all_at_once(stream: Iterable[Article]) -> Iterator[Audit]:
        yield from [replace(audit, article=article) for article in list(stream)]

    def before(article: Article) -> Article | None:
        return None if article.id == "b" else replace(article, id="old")

    found = [(a.article.id, len(a.findings), len(n.findings)) for a, n in audit_since(all_at_once, articles, before)]
    assert found == [("a", 1, 0), ("b", 1, 1), ("c", 1, 0)]
