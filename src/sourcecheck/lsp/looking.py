"""From a draft to its audit: the settings of its folder, the auditor they ask for, only the changed blocks parsed again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sourcecheck.audit import Auditor, open_auditor
from sourcecheck.language.block_memory import BlockMemory
from sourcecheck.lsp.drafts import Draft
from sourcecheck.lsp.looked_at import LookedAt
from sourcecheck.rules.book import pages, write_pages
from sourcecheck.settings import Settings, find_settings, for_path, load_settings, matcher


@dataclass(frozen=True)
class Wishes:
    """What the command line decided for the whole session; None leaves it to the settings of each folder."""

    config: Path | None = None
    overrides: Mapping[str, Any] | None = None
    lang: str = "fr"
    """The language where no settings name one."""


class Looking:
    """One for a session. Not re-entrant: audits take turns, on one thread."""

    def __init__(self, wishes: Wishes, pages_in: Path) -> None:
        self.wishes = wishes
        self.roots: tuple[Path, ...] = ()
        self._pages_in = pages_in
        self._auditors: dict[Settings, tuple[Auditor, Path]] = {}
        self.memory: BlockMemory | None = None
        """Opened with the first auditor: all of them share the model."""

    def settings(self, draft: Draft) -> Settings:
        """The settings in force for a draft, read anew each time. Raises `SettingsError`."""
        start = draft.path.parent if draft.path is not None else next(iter(self.roots), None)
        file = self.wishes.config or (find_settings(start) if start is not None else None)
        settings, origins = load_settings(file, self.wishes.overrides)
        if next(origin for origin in origins if origin.key == "lang").where == "default":
            settings = replace(settings, lang=self.wishes.lang)
        return settings

    def look(self, draft: Draft) -> LookedAt | None:
        """Audit a draft as `check` would its file; None where the settings leave the file out.

        Raises `SourcecheckError` (not French, unknown rule, a broken card…).
        """
        settings = self.settings(draft)
        inside = _inside(draft, settings.root)
        if inside and matcher(settings.exclude)(inside):
            return None
        here = for_path(settings, inside or "")
        settings = replace(settings, select=here.select or settings.select, ignore=(*settings.ignore, *here.ignore))
        auditor, rule_pages = self._opened(settings)
        article = draft.article(_shown(draft, (*self.roots, *([settings.root] if settings.root else []))))
        genre = here.genre or settings.genre
        if genre and not article.genre:
            article = replace(article, genre=genre)
        assert self.memory is not None
        audit = auditor.judge(self.memory.annotate(article))
        return LookedAt(draft, audit, auditor.book, rule_pages, narrowed=bool(settings.select or settings.ignore))

    def forget_auditors(self) -> None:
        """Rules are read again at the next look: a card or a word list was saved."""
        self._auditors.clear()

    def _opened(self, settings: Settings) -> tuple[Auditor, Path]:
        if settings not in self._auditors:
            auditor = open_auditor(settings)
            self.memory = self.memory or BlockMemory(auditor.pipeline)
            self._auditors[settings] = auditor, self._written_pages(auditor)
        return self._auditors[settings]

    def _written_pages(self, auditor: Auditor) -> Path:
        folder = self._pages_in / f"{auditor.rules.digest}-{auditor.lang}"
        wanted = f"{auditor.lang}/"
        write_pages({name: text for name, text in pages(auditor.rules).items() if name.startswith(wanted)}, folder)
        return folder / auditor.lang


def _inside(draft: Draft, root: Path | None) -> str | None:
    """The path of a draft from the folder of its settings, with forward slashes."""
    if draft.path is None or root is None or not draft.path.is_relative_to(root):
        return None
    return draft.path.relative_to(root).as_posix()


def _shown(draft: Draft, folders: Iterable[Path]) -> str:
    """The name of a draft, relative to the folder it stands in."""
    if draft.path is None:
        return f"draft{draft.suffix or '.txt'}"
    inside = [draft.path.relative_to(folder).as_posix() for folder in folders if draft.path.is_relative_to(folder)]
    return min(inside, key=len, default=draft.path.name)
