"""Which files a command line names: git's ignore files, patterns of the settings, files named outright."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as given_settings
from hypothesis import strategies as st

from sourcecheck.cli.collect import collect, place_in
from sourcecheck.settings import Settings


def make(folder: Path, *files: str) -> None:
    for file in files:
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Texte.\n", encoding="utf-8")


def git(folder: Path, *arguments: str, said: str = "") -> str:
    return subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, text=True, input=said or None).stdout


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    git(tmp_path, "init", "-q")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_git_ignore_files_nested_negated_and_private(repository: Path) -> None:
    make(
        repository, "a.md", "draft-1.md", "draft-keep.md", "public/a.md", "sub/b.md", "sub/deep/c.md", "sub/deep/draft-2.md",
        "sub/kept/x.tmp.md", "sub/x.tmp.md", "private/p.md", "sub/image.png", ".hidden/a.md", ".draft.md", "node_modules/m/README.md",
    )
    (repository / ".gitignore").write_text("# built\n/public/\ndraft-*.md\n!draft-keep.md\n*.tmp.md\n")
    (repository / "sub" / "deep" / ".gitignore").write_text("!draft-2.md\nc.md\n")
    (repository / "sub" / "kept" / ".gitignore").write_text("!*\n")
    (repository / ".git" / "info" / "exclude").write_text("private/\n")
    expected = ["a.md", "draft-keep.md", "sub/b.md", "sub/deep/draft-2.md", "sub/kept/x.tmp.md"]
    assert collect(["."], Settings()).files == expected
    assert collect([str(repository / "sub")], Settings()).files == [str(repository / file) for file in expected[2:]]
    assert collect(["sub/deep"], Settings()).files == ["sub/deep/draft-2.md"]


PATTERNS = st.lists(
    st.sampled_from(["*.md", "!*.md", "/a/", "a/", "b", "!b", "/b/*.md", "a/**/b", "!/a/b/", "**/c.md", "[ab].md", "a/b/c.md", "!c.md", "c.*", "/*", "a/*", "!a/*", "!*/", "*/", "!/a"]),
    max_size=4,
)
TREE = [f"{folder}{name}.md" for folder in ("", "a/", "b/", "a/b/", "a/b/a/", "c/") for name in "abc"]


@given_settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PATTERNS, PATTERNS)
def test_the_same_files_as_git(repository: Path, top: list[str], nested: list[str]) -> None:
    make(repository, *TREE)
    (repository / ".gitignore").write_text("\n".join(top) + "\n")
    (repository / "a" / ".gitignore").write_text("\n".join(nested) + "\n")
    listed = git(repository, "ls-files", "--others", "--exclude-standard").splitlines()
    assert collect(["."], Settings()).files == sorted(file for file in listed if file.endswith(".md"))
    ignored = set(git(repository, "ls-files", "--others", "--ignored", "--exclude-standard").splitlines())
    named = collect(TREE, Settings(), force_exclude=True)
    assert set(TREE) - set(named.files) == ignored & set(TREE)


def test_include_and_exclude_count_from_the_settings_file(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(repository, "content/a.md", "content/b.html", "content/old/c.md", "notes/d.md")
    monkeypatch.chdir(repository / "content")
    settings = Settings(root=repository, include=("*.md",), exclude=("/content/old/", "b*"))
    assert collect(["."], settings).files == ["a.md"]
    assert collect(["../notes"], settings).files == ["../notes/d.md"]
    assert place_in(settings, "old/c.md") == "content/old/c.md"
    assert place_in(Settings(), "old/c.md") == "old/c.md"


def test_a_named_file_is_taken_and_said_unless_told_otherwise(repository: Path) -> None:
    make(repository, "public/a.md", "old/b.md", "c.md", "d.rst")
    (repository / ".gitignore").write_text("public/\n")
    settings = Settings(exclude=("old/",))
    named = ["public/a.md", "old/b.md", "c.md", "missing.md", "d.rst"]
    taken = collect(named, settings)
    assert taken.files == named
    assert [str(remark).split(" is left out by ")[0] for remark in taken.remarks] == ["public/a.md", "old/b.md"]
    assert ".gitignore" in str(taken.remarks[0])
    assert "--force-exclude" in str(taken.remarks[0])
    left = collect(named, settings, force_exclude=True)
    assert (left.files, left.left_out, left.remarks) == (["c.md", "missing.md", "d.rst"], 2, [])


def test_each_file_once_and_a_folder_without_article_is_said(repository: Path) -> None:
    make(repository, "a/x.md", "a/y.txt")
    (repository / "empty").mkdir()
    make(repository, "b/X.MD", "b/z.qmd", "b/no.rst")
    assert collect(["b"], Settings()).files == ["b/X.MD", "b/z.qmd"]
    found = collect(["a/y.txt", "a", "./a/x.md", "empty", "-"], Settings())
    assert found.files == ["a/y.txt", "a/x.md", "-"]
    assert ["empty" in str(said) for said in found.empty] == [True]


def test_without_a_repository_the_ignore_files_of_the_folders_walked_count(tmp_path: Path) -> None:
    make(tmp_path, "a/x.md", "a/y.md")
    (tmp_path / "a" / ".gitignore").write_text("y.md\n")
    assert collect([str(tmp_path)], Settings()).files == [str(tmp_path / "a" / "x.md")]
