"""The settings of one run, frozen."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from sourcecheck.domain.findings import Confidence, Severity


@dataclass(frozen=True)
class PathSettings:
    """What holds for the files whose path matches `pattern` (gitignore syntax, from the folder of the settings file).

    Everything but the pattern may be left out: the settings of the run hold then. `fail_on` is a word
    (never, info, warning, error), for “never” is a decision too.
    """

    pattern: str
    genre: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str | None = None
    fail_confidence: Confidence | None = None


@dataclass(frozen=True)
class Settings:
    """Everything the user can decide. Paths are resolved against the folder of the settings file."""

    lang: str = "fr"
    house: Path | None = None
    jurisdiction: str = "FR"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: tuple[tuple[str, Severity], ...] = ()
    policy: tuple[tuple[str, str], ...] = ()
    genre: str | None = None
    include: tuple[str, ...] = ("*.txt", "*.md", "*.markdown", "*.mdx", "*.qmd", "*.html", "*.htm", "*.xhtml", "*.text", "*.docx")
    exclude: tuple[str, ...] = ("node_modules/",)
    paths: tuple[PathSettings, ...] = field(default=())
    fail_on: str | None = None
    """never, info, warning, error; None leaves it to the verb."""
    fail_confidence: Confidence = Confidence.LOW
    max_warnings: int | None = None
    baseline: Path | None = None
    cache: bool = True
    cache_dir: Path | None = None
    jobs: int = 1
    """Processes; 0 means one a processor."""
    root: Path | None = None
    """The folder of the settings file, from which its patterns count; None without a file."""
