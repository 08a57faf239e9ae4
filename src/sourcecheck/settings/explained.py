"""What each key of ``sourcecheck.toml`` decides, in a few words: for `init`, and for the JSON Schema.

Words are gettext ids; the keys are those of `KEYS` and `PATH_KEYS`, in the order in which `init` writes them.
"""

from __future__ import annotations

from collections.abc import Mapping

from sourcecheck.resources.translation import N_

EXPLAINED: Mapping[str, str] = {
    "lang": N_("language of reports and messages: fr, en"),
    "jurisdiction": N_("vocabulary of justice: FR, BE, CH, QC"),
    "house": N_("the newsroom’s own folder, searched before the shipped rules/ and reports/"),
    "select": N_("only these rules (LEX-* works); empty means all"),
    "ignore": N_("not these rules"),
    "genre": N_("genre of articles that do not say it"),
    "include": N_("files that are articles when a folder is named (gitignore syntax)"),
    "exclude": N_("files and folders that are left out (gitignore syntax)"),
    "fail-on": N_("exit code 1 from this severity on: never, info, warning, error"),
    "fail-confidence": N_("only findings at least this sure close the gate: low, medium, high"),
    "max-warnings": N_("more warnings than this close the gate"),
    "baseline": N_("file of accepted findings"),
    "cache": N_("keep audits on disk, keyed by content"),
    "cache-dir": N_("where the audits are kept"),
    "jobs": N_("processes; 0 means one a processor"),
    "severity": N_("another severity for a rule: info, warning, error"),
    "policy": N_("which side of a house policy holds (see rules/policies)"),
    "paths": N_("what holds for some files only; a later table wins over an earlier one"),
}

PATH_EXPLAINED: Mapping[str, str] = {
    "pattern": N_("the files (gitignore syntax, from the folder of this file)"),
    "genre": N_("genre of articles that do not say it"),
    "select": N_("only these rules (LEX-* works); empty means all"),
    "ignore": N_("not these rules"),
    "fail-on": N_("exit code 1 from this severity on: never, info, warning, error"),
    "fail-confidence": N_("only findings at least this sure close the gate: low, medium, high"),
}

EXAMPLES: Mapping[str, object] = {
    "house": "desk", "genre": "news", "fail-on": "error", "max-warnings": 10, "baseline": "sourcecheck-baseline.json",
    "cache-dir": ".cache/sourcecheck", "severity": {"LEX-005": "warning"}, "policy": {"terrorist": "afp"},
    "paths": [{"pattern": "opinion/", "genre": "opinion", "ignore": ["SRC-009"]}],
}
"""A value to show where the default is that nothing is decided."""
