"""`--since`: which files changed, what they were, and which findings are new. No language model here."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from test_suppression import audit_with

from sourcecheck.audit.drafts import Draft
from sourcecheck.audit.since import Comparison, audit_both, only_news, open_history, told_only_of_news
from sourcecheck.domain.audit import Audit
from sourcecheck.domain.discourse import Sentence, Voice
from sourcecheck.domain.findings import Severity, Suppression
from sourcecheck.domain.text import PartKind, Span
from sourcecheck.errors import InputError, SettingsError, SourcecheckError

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
    before = history.old_bytes(history.old_path(repository / "edited.md") or "")
    assert before is not None
    assert "Une phrase de plus" not in before.decode()
    assert history.old_path(repository / "sub é/là.md") == "moved.md"
    assert history.old_path(repository / "new.md") is None
    assert history.old_bytes("new.md") is None
    assert history.old_path(repository / "même.md") == "même.md"
    assert not history.is_changed(repository / "même.md")


def test_outside_git_and_unknown_commits_are_one_sentence(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    with pytest.raises(SettingsError, match="does not know the commit “nowhere”"):
        open_history("nowhere", repository)
    with pytest.raises(SettingsError, match="does not know"):
        open_history("--output=x", repository)
    with pytest.raises(SettingsError, match="needs a git repository"):
        open_history("HEAD", tmp_path_factory.mktemp("bare"))


def article_of(*sentences: str, rule: str = "FIG-001", severity: Severity = Severity.WARNING, path: str = "a.md") -> Audit:
    """An audit with one finding on every sentence that has a figure."""
    audit = audit_with((), "")
    text = " ".join(sentences)
    spans, at = [], 0
    for sentence in sentences:
        spans.append(Span(at, at + len(sentence)))
        at += len(sentence) + 1
    read = tuple(Sentence(i, span, 0, PartKind.BODY, Voice.NARRATOR) for i, span in enumerate(spans))
    findings = tuple(
        replace(audit.findings[0], rule=rule, severity=severity, span=span, fingerprint=span.of(text).casefold())
        for span in spans if any(c.isdigit() for c in span.of(text))
    )
    return replace(
        audit, article=replace(audit.article, text=text, path=path), reading=replace(audit.reading, sentences=read), findings=findings,
    )


def changes(*pairs: tuple[Audit, Audit | None]) -> list[list[tuple[str, str | None]]]:
    news = only_news([Comparison(now, before) for now, before in pairs])
    return [[(f.span.of(a.article.text), f.change) for f in a.findings] for a in news]


CALM = "La séance a été levée dans le calme."
FIRE = "L’incendie a fait 11 morts dans la halle du marché."
BLAST = "L’explosion a tué 7 personnes au port."


def test_what_stands_as_it_stood_is_no_news() -> None:
    before = article_of(FIRE, CALM)
    assert changes((article_of(FIRE, CALM), before)) == [[]]
    assert changes((article_of(CALM, FIRE, CALM), article_of(CALM, FIRE))) == [[]]
    assert changes((article_of(FIRE, BLAST), before)) == [[(BLAST, "new")]]
    assert changes((article_of(FIRE), None)) == [[(FIRE, "new")]]


def test_a_reworded_sentence_under_the_same_rule_is_edited() -> None:
    reworded = FIRE.replace("11 morts", "11 morts et 2 blessés")
    assert changes((article_of(reworded, CALM), article_of(FIRE, CALM))) == [[(reworded, "edited")]]
    assert changes((article_of(reworded, CALM), article_of(FIRE, CALM, rule="SRC-001"))) == [[(reworded, "new")]]
    assert changes((article_of(BLAST, CALM), article_of(FIRE, CALM))) == [[(BLAST, "new")]]
    worse = article_of(reworded, severity=Severity.ERROR)
    assert changes((worse, article_of(FIRE))) == [[(reworded, "new")]]
    both = article_of(reworded, FIRE.replace("11", "12"))
    assert [change for _, change in changes((both, article_of(FIRE)))[0]] == ["new", "edited"]


def test_a_sentence_at_another_place_is_moved_inside_a_file_and_between_files() -> None:
    assert changes((article_of(CALM, BLAST, FIRE), article_of(FIRE, CALM, BLAST))) == [[(FIRE, "moved")]]
    other = article_of(CALM, path="b.md")
    assert changes(
        (article_of(CALM), article_of(CALM, FIRE)), (article_of(CALM, FIRE, path="b.md"), other)
    ) == [[], [(FIRE, "moved")]]
    # Copied, not moved: the first file has it still.
    assert changes(
        (article_of(CALM, FIRE), article_of(CALM, FIRE)), (article_of(CALM, FIRE, path="b.md"), other)
    ) == [[], [(FIRE, "new")]]


def test_an_ignore_taken_away_makes_a_finding_new() -> None:
    audit = article_of(FIRE)
    aside = replace(audit, findings=(replace(audit.findings[0], suppressed=Suppression("inline", "su")),))
    assert changes((audit, aside)) == [[(FIRE, "new")]]
    assert changes((aside, audit)) == [[]]


def test_outputs_that_know_no_changes_are_given_what_is_new() -> None:
    [news] = only_news([Comparison(article_of(CALM, BLAST, FIRE, BLAST.replace("7", "8 ou 9")), article_of(FIRE, CALM, BLAST))])
    assert {f.change for f in news.findings} == {"moved", "new"}
    assert [f.change for f in told_only_of_news(news).findings] == ["new"]


def test_old_and_new_versions_are_paired_and_what_cannot_be_read_keeps_its_place() -> None:
    unreadable = InputError("no")
    drafts = [Draft("a", b"now"), unreadable, Draft("b", b"now"), Draft("c", b"now"), Draft("d", b"now")]

    def audited(stream: Iterable[Draft | SourcecheckError]) -> Iterator[Audit | SourcecheckError]:
        for draft in list(stream):
            if isinstance(draft, SourcecheckError) or draft.data == b"broken":
                yield unreadable
            else:
                yield article_of(draft.data.decode(), path=draft.name)

    def before(draft: Draft) -> Draft | None:
        old = {"a": b"then", "c": b"broken"}.get(draft.name)
        return replace(draft, data=old) if old is not None else None

    found = [
        c if isinstance(c, SourcecheckError) else (c.now.article.path, c.now.article.text, c.before and c.before.article.text)
        for c in audit_both(audited, drafts, before)
    ]
    assert found == [("a", "now", "then"), unreadable, ("b", "now", None), ("c", "now", None), ("d", "now", None)]
