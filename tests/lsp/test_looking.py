"""From a draft to its audit: settings of its folder, the house, the language; only what changed is parsed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

pytest.importorskip("lsprotocol", reason="the extra sourcecheck[lsp] is not installed")

from dataclasses import replace

from sourcecheck.lsp.drafts import Draft
from sourcecheck.lsp.looked_at import LookedAt
from sourcecheck.lsp.looking import Looking, Wishes
from sourcecheck.resources.shipped import shipped_root

pytestmark = pytest.mark.model

TEXT = "# Une halle ferme\n\nPar Ada Lenoir\n\nLe feu a pris lundi soir.\n\nL’incendie a fait onze morts.\n"


def draft(folder: Path, name: str = "a.md") -> Draft:
    return Draft((folder / name).as_uri(), 1, TEXT)


def look(looking: Looking, draft: Draft) -> LookedAt:
    looked = looking.look(draft)
    assert looked is not None
    return looked


def rules(looked: LookedAt) -> set[str]:
    return {finding.rule for finding in looked.audit.findings}


def test_only_the_changed_block_is_parsed_again(tmp_path: Path) -> None:
    looking = Looking(Wishes(), tmp_path / "pages")
    first = draft(tmp_path)
    look(looking, first)
    assert looking.memory is not None
    blocks = len(looking.memory.docs)
    changed = look(looking, replace(first, text=TEXT.replace("lundi", "mardi")))
    assert len(looking.memory.docs) == blocks + 1
    alone = look(Looking(Wishes(), tmp_path / "other"), changed.draft)
    assert alone.audit.findings == changed.audit.findings


def test_the_language_of_the_folder_and_of_the_session(tmp_path: Path) -> None:
    looking = Looking(Wishes(lang="en"), tmp_path / "pages")
    assert look(looking, draft(tmp_path)).audit.lang == "en"
    (tmp_path / "sourcecheck.toml").write_text('lang = "fr"\n', encoding="utf-8")
    looked = look(looking, draft(tmp_path))
    assert looked.audit.lang == "fr"
    assert looked.page("FIG-001") is not None


def test_the_house_of_the_folder(tmp_path: Path) -> None:
    cards = tmp_path / "desk" / "rules" / "cards"
    cards.mkdir(parents=True)
    shutil.copy(shipped_root() / "rules" / "cards" / "FIG-001.toml", cards / "FIG-001.toml")
    card = cards / "FIG-001.toml"
    card.write_text(card.read_text(encoding="utf-8").replace('severity = "error"', 'severity = "info"'), encoding="utf-8")
    (tmp_path / "sourcecheck.toml").write_text('house = "desk"\nselect = ["FIG-001"]\n', encoding="utf-8")
    looked = look(Looking(Wishes(), tmp_path / "pages"), draft(tmp_path))
    assert [f.severity.value for f in looked.audit.findings] == ["info"]


def test_a_draft_never_saved_stands_in_the_workspace(tmp_path: Path) -> None:
    (tmp_path / "sourcecheck.toml").write_text('select = ["FIG-001"]\n', encoding="utf-8")
    looking = Looking(Wishes(), tmp_path / "pages")
    looking.roots = (tmp_path,)
    looked = look(looking, Draft("untitled:Untitled-1", 1, TEXT, "markdown"))
    assert rules(looked) == {"FIG-001"}
    assert looked.name == "draft.md"


def test_the_genre_of_a_path(tmp_path: Path) -> None:
    (tmp_path / "sourcecheck.toml").write_text('[[paths]]\npattern = "opinion/"\ngenre = "opinion"\n', encoding="utf-8")
    looking = Looking(Wishes(), tmp_path / "pages")
    assert look(looking, draft(tmp_path, "opinion/a.md")).audit.reading.genre == "opinion"
    assert look(looking, draft(tmp_path)).audit.reading.genre != "opinion"


@pytest.mark.parametrize(("comment", "wrong"), [
    ("<!-- sourcecheck: ignore[FIG-001] -->", "reason"), ("<!-- sourcecheck: ignore[TXT-001] vu -->", "sets nothing aside"),
    ("<!-- sourcecheck: ignore[FIG-001] vu -->", None),
])
def test_a_wrong_ignore_is_told_on_its_line(tmp_path: Path, comment: str, wrong: str | None) -> None:
    text = TEXT.replace("L’incendie", f"{comment}\nL’incendie")
    looked = look(Looking(Wishes(lang="en"), tmp_path / "pages"), replace(draft(tmp_path), text=text))
    told = [d for d in looked.diagnostics() if d.code is None]
    assert len(told) == (0 if wrong is None else 1)
    for diagnostic in told:
        assert wrong is not None
        assert wrong in diagnostic.message
        assert looked.draft.places.span(diagnostic.range).of(text) == comment
