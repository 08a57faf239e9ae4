"""``sourcecheck rules``: list, test, write and measure rules, print the rule book."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from sourcecheck.cli.exit import CLEAN, FINDINGS, spoken_language
from sourcecheck.domain.findings import Bilingual
from sourcecheck.errors import SettingsError
from sourcecheck.resources import Library
from sourcecheck.resources.translation import translator

LANG = click.option("--lang", type=click.Choice(["fr", "en"]), help="Language of the output (default: fr).")
HOUSE = click.option(
    "--house", type=click.Path(path_type=Path), help="A newsroom's folder with its own rules/ (default: the settings)."
)


@click.group()
def command() -> None:
    """List, test, write and measure rules."""


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON array instead of a table.")
@LANG
@HOUSE
def list_rules(as_json: bool, lang: str | None, house: Path | None) -> None:
    """The rules in force, with severity, confidence, tier and norms."""
    from sourcecheck.rules.book import CONFIDENCE, SEVERITY

    rules = open_rules(house)
    language = lang or spoken_language()
    if as_json:
        rows = [
            {
                "id": card.id, "title": card.title.in_language(language), "severity": card.severity.value,
                "confidence": card.confidence.value, "tier": card.tier, "kind": card.kind, "norms": list(card.norms),
                "legal": card.legal, "policy": card.policy, "flag": len(card.flag), "silent": len(card.silent),
                "measured": {"hits": card.measured_hits, "good": card.measured_good},
            }
            for card in rules.cards
        ]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for card in rules.cards:
        off = rules.rule(card.id).off
        severity, confidence = SEVERITY[card.severity.value], CONFIDENCE[card.confidence.value]
        click.echo(
            f"{card.id}  {severity.in_language(language):<{_widest(SEVERITY, language)}}  "
            f"{confidence.in_language(language):<{_widest(CONFIDENCE, language)}}  {card.tier}  "
            + card.title.in_language(language) + (f" ({off.in_language(language)})" if off else "")
        )


def _widest(words: Mapping[str, Bilingual], language: str) -> int:
    return max(len(word.in_language(language)) for word in words.values())


@command.command("test")
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option("--rule", "rules", multiple=True, help="Only this rule (repeatable; patterns such as LEX-* work).")
@click.option("--full", is_flag=True, help="Ask six examples of either sort of every tier-1 card.")
@HOUSE
@LANG
def test_rules(folder: Path | None, rules: tuple[str, ...], full: bool, house: Path | None, lang: str | None) -> int:
    """Run the examples inside the cards, those of FOLDER (a house folder) included."""
    from sourcecheck.rules.examples import run_examples

    library = open_library(folder or house)
    trial = run_examples(library, understanding(library), rules, full=full)
    say = translator(lang or spoken_language()).gettext
    for failure in trial.failures:
        click.echo(f"{failure.rule}: {say(failure.problem).format(**dict(failure.values))}")
        if failure.example:
            click.echo("    " + " ".join(failure.example.split()))
    click.echo(
        say("{cards} cards, {examples} examples, {failures} failures.").format(
            cards=trial.cards, examples=trial.examples, failures=len(trial.failures)
        )
    )
    return FINDINGS if trial.failures else CLEAN


@command.command("new")
@click.argument("rule")
@HOUSE
def new_rule(rule: str, house: Path | None) -> None:
    """Write a commented card to fill in, in the house folder."""
    from sourcecheck.rules.blank import write_blank

    folder = house or _settings_house()
    if folder is None:
        raise SettingsError("A new rule is written in the house folder: give --house, or set “house” in the settings.")
    path = write_blank(rule, folder)
    click.echo(path.as_posix())


@command.command("measure")
@click.argument("corpus", type=click.Path(path_type=Path))
@click.option("--rule", "rules", multiple=True, help="Only this rule (repeatable; patterns work).")
@click.option("--draw", default=50, show_default=True, help="Hits to judge per rule.")
@click.option("--articles", default=0, help="Read only the first N articles (0: all).")
@click.option("--seed", default=1, show_default=True, help="Seed of the draw.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), default=Path("sourcecheck-measure.csv"), show_default=True,
    help="The table to judge.",
)
@HOUSE
def measure_rules(
    corpus: Path, rules: tuple[str, ...], draw: int, articles: int, seed: int, output: Path, house: Path | None
) -> None:
    """Draw hits to judge from CORPUS (JSON Lines of articles), or read the judgements of CORPUS (CSV).

    First call: writes a table of hits; fill its column “good” with 1 or 0. Second call, with that table
    instead of the corpus: writes the measured precision into rules/measures.toml of the house folder.
    """
    from sourcecheck.rules.measures import wilson, write_measures
    from sourcecheck.rules.measuring import draw_hits, read_judgements, read_rows, write_hits

    if corpus.suffix.lower() == ".csv":
        folder = house or _settings_house() or Path(".")
        measures, source = read_judgements(corpus)
        target = folder / "rules" / "measures.toml"
        write_measures(target, measures, source)
        for rule, measure in sorted(measures.items()):
            low, high = wilson(measure.good, measure.hits)
            click.echo(f"{rule}  {measure.good}/{measure.hits}  {measure.precision:.0%}  [{low:.0%}, {high:.0%}]")
        click.echo(target.as_posix())
        return
    library = open_library(house)
    hits = draw_hits(read_rows(corpus, articles), open_rules(house, rules), understanding(library), draw, seed)
    write_hits(output, hits, corpus.name)
    click.echo(f"{output.as_posix()}: {len(hits)}")


@command.command("book")
@click.option("-o", "--output", type=click.Path(path_type=Path), default=Path("docs/rules"), show_default=True)
@click.option("--check", is_flag=True, help="Write nothing; fail if the pages are not current.")
@HOUSE
def rule_book(output: Path, check: bool, house: Path | None) -> int:
    """Generate the rule book: one Markdown page per rule and language, and one HTML page."""
    from sourcecheck.rules.book import pages, stale, write_pages

    written = pages(open_rules(house))
    if check:
        old = stale(written, output)
        for name in old:
            click.echo(name, err=True)
        return FINDINGS if old else CLEAN
    write_pages(written, output)
    click.echo(f"{output.as_posix()}: {len(written)}")
    return CLEAN


def open_library(house: Path | None) -> Library:
    return Library(house or _settings_house())


def open_rules(house: Path | None, select: Iterable[str] = ()) -> Any:
    """The rule set of the settings in force."""
    from sourcecheck.rules import load_rules
    from sourcecheck.settings import find_settings, load_settings

    settings, _ = load_settings(find_settings(Path.cwd()))
    return load_rules(
        Library(house or settings.house), select=tuple(select), jurisdiction=settings.jurisdiction,
        policies=settings.policy, severities=settings.severity,
    )


def understanding(library: Library) -> Callable[[Iterable[Any]], Iterator[tuple[Any, Any, Any]]]:
    """The corridor from articles to scores, with the models opened once."""
    from sourcecheck.classify import open_classifiers
    from sourcecheck.discourse import read
    from sourcecheck.language import open_pipeline

    def understand(articles: Iterable[Any]) -> Iterator[tuple[Any, Any, Any]]:
        classifiers = open_classifiers(library)
        for annotated in open_pipeline().annotate_many(articles):
            reading = read(annotated)
            yield annotated, reading, classifiers.score(annotated, reading)

    return understand


def _settings_house() -> Path | None:
    from sourcecheck.settings import find_settings, load_settings

    settings, _ = load_settings(find_settings(Path.cwd()))
    return settings.house
