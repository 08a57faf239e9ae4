"""What a run is asked to do, and what it tells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sourcecheck.archive.columns import ALWAYS
from sourcecheck.archive.selection import Selection
from sourcecheck.domain.findings import Confidence, Severity
from sourcecheck.errors import InputError
from sourcecheck.settings import Settings

STDIN = Path("-")


@dataclass(frozen=True)
class Plan:
    """What to score and where to put it. `columns`: field → column name; ``-`` among the inputs is standard input."""

    inputs: tuple[Path, ...]
    output: Path
    format: str = "jsonl"
    columns: tuple[tuple[str, str], ...] = ()
    settings: Settings = field(default_factory=Settings)
    jobs: int = 1
    resume: bool = False
    tables: tuple[str, ...] = ALWAYS
    selection: Selection = field(default_factory=Selection)
    input_format: str | None = None
    chunk_rows: int = 100

    def command(self) -> tuple[str, ...]:
        """The command that makes these tables again, without a path of this machine."""
        words = ["sourcecheck", "score", *(path.name or str(path) for path in self.inputs), "-o", self.output.name or "."]
        words += ["-f", self.format]
        words += [word for name, column in self.columns for word in ("--column", f"{name}={column}")]
        extra = [table for table in self.tables if table not in ALWAYS]
        words += ["--tables", ",".join(extra)] if extra else []
        words += ["--input-format", self.input_format] if self.input_format else []
        sample = self.selection.sample
        if sample:
            words += ["--sample", str(sample.count) if sample.count else f"{100 * sample.share:g}%", "--seed", str(sample.seed)]
        for option, value in (("--since", self.selection.since), ("--until", self.selection.until), ("--genre", self.settings.genre)):
            words += [option, value] if value else []
        words += [word for rule in self.settings.select for word in ("--select", rule)]
        words += [word for rule in self.settings.ignore for word in ("--ignore", rule)]
        words += ["--house", self.settings.house.name] if self.settings.house else []
        return (*words, "--lang", self.settings.lang)

    def told_settings(self) -> dict[str, str]:
        """The settings that shape the rows, for the methods note."""
        chosen = self.settings
        return {
            "jurisdiction": chosen.jurisdiction,
            "rules selected": ", ".join(chosen.select) or "all",
            "rules ignored": ", ".join(chosen.ignore) or "none",
            "severities changed": ", ".join(f"{rule}={severity.value}" for rule, severity in chosen.severity) or "none",
            "policies of the house": ", ".join(f"{key}={value}" for key, value in chosen.policy) or "none",
            "genre of rows that do not say it": chosen.genre or "found by sourcecheck",
            "house folder": chosen.house.name if chosen.house else "none",
        }


@dataclass(frozen=True)
class Progress:
    """Where a run stands: rows done, how many of them failed, how many an earlier run had done, share of the input (0–1)."""

    rows: int
    errors: int
    resumed: int
    fraction: float


@dataclass(frozen=True)
class Outcome:
    """What a run did. `problems` are inputs that could not be read, `notes` what was mended; `findings` counts “severity/confidence”."""

    rows: int
    errors: int
    findings: Mapping[str, int]
    problems: tuple[InputError, ...] = ()
    notes: tuple[InputError, ...] = ()

    def reaches(self, severity: Severity | None, confidence: Confidence) -> bool:
        """Is there a finding at or above both? Never for no severity."""
        return severity is not None and any(
            Severity(found).rank >= severity.rank and Confidence(sure).rank >= confidence.rank
            for found, _, sure in (name.partition("/") for name in self.findings)
        )
