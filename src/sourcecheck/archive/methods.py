"""``methods.md``: what a paper cites — versions, digests, rules, command, counts, errors. No clock, no path of this machine."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import dataclass

from sourcecheck.audit import Auditor
from sourcecheck.domain.findings import Card


@dataclass(frozen=True)
class Facts:
    """What a run did. `inputs`: (name, sha256, columns read); `notes`: sentences on what was mended or left out."""

    command: tuple[str, ...]
    inputs: tuple[tuple[str, str, str], ...]
    seen: int
    rows: int
    errors: int
    words: int
    undated: int
    findings: Mapping[str, int]
    tables: Mapping[str, int]
    problems: tuple[str, ...]
    notes: tuple[str, ...]


def methods(facts: Facts, auditor: Auditor, settings: Mapping[str, str]) -> str:
    lines = ["# How these tables were made", "", "```sh", shlex.join(facts.command), "```", ""]
    lines += _input(facts)
    lines += ["## Versions and digests", "", "| what | value |", "|---|---|"]
    lines += [f"| {name} | {value} |" for name, value in auditor.toolchain.entries]
    lines += ["", "## Settings", ""]
    lines += [f"- {name}: {value}" for name, value in settings.items()]
    lines += _output(facts)
    lines += _rules(auditor.book.cards)
    lines += [
        "## How to cite", "",
        "Name sourcecheck with its version, the digests above and this command: the same rows, settings and versions give the",
        "same bytes, whatever the number of processes or machines. Counts are those of an instrument that errs: its measured",
        "precision and recall are in docs/figures.md of sourcecheck, the precision of each rule above. A finding says what a",
        "text lacks, never what is true.",
    ]
    return "\n".join(lines) + "\n"


def _input(facts: Facts) -> list[str]:
    lines = ["## Input", "", "| input | sha256 | columns read |", "|---|---|---|"]
    lines += [f"| {name} | {digest} | {columns or '—'} |" for name, digest, columns in facts.inputs]
    lines += ["", f"{facts.seen} rows seen, {facts.rows} chosen."]
    if facts.undated:
        lines.append(f"{facts.undated} rows without a date that could be read were left out.")
    lines += [f"Not read: {problem}" for problem in facts.problems]
    return [*lines, *facts.notes, ""]


def _output(facts: Facts) -> list[str]:
    severities: dict[str, int] = {}
    for name, count in facts.findings.items():
        severity = name.partition("/")[0]
        severities[severity] = severities.get(severity, 0) + count
    told = ", ".join(f"{severities.get(severity, 0)} {severity}" for severity in ("error", "warning", "info"))
    return [
        "", "## Output", "",
        f"- articles audited: {facts.rows - facts.errors}, words judged: {facts.words}",
        f"- rows with an error: {facts.errors} (column `error` says why)",
        f"- findings: {told}",
        *(f"- {table}: {rows} rows" for table, rows in facts.tables.items()),
        "",
    ]


def _rules(cards: tuple[Card, ...]) -> list[str]:
    lines = [f"## The {len(cards)} rules in force", "", "| rule | severity | confidence | judged right by hand | title |", "|---|---|---|---|---|"]
    for card in sorted(cards, key=lambda card: card.id):
        measured = f"{card.measured_good} of {card.measured_hits}" if card.measured_hits else "not measured"
        lines.append(f"| {card.id} | {card.severity.value} | {card.confidence.value} | {measured} | {card.title.en} |")
    return [*lines, ""]
