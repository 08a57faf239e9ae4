"""Options that several verbs share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import click

from sourcecheck.domain.findings import Severity
from sourcecheck.settings import Settings, find_settings, load_settings
from sourcecheck.settings.read import GENRES

F = TypeVar("F", bound=Callable[..., Any])

lang_option = click.option("--lang", type=click.Choice(["fr", "en"]), help="Language of reports and messages (default: fr).")
config_option = click.option("--config", type=click.Path(path_type=Path), help="Settings file (default: the nearest sourcecheck.toml).")
house_option = click.option("--house", type=click.Path(path_type=Path), help="The newsroom's own folder of rules/ and reports/.")
genre_option = click.option("--genre", type=click.Choice(GENRES), help="Genre of the articles when they do not say it.")
select_option = click.option("--select", multiple=True, metavar="RULE", help="Only these rules (LEX-* works; repeatable).")
ignore_option = click.option("--ignore", multiple=True, metavar="RULE", help="Not these rules (repeatable).")
fail_on_option = click.option("--fail-on", type=click.Choice(["never", "info", "warning", "error"]), help="Exit 1 from this severity on.")
include_option = click.option("--include", multiple=True, metavar="PATTERN", help="Files to take in folders, in place of the settings' own (gitignore syntax; repeatable).")
exclude_option = click.option("--exclude", multiple=True, metavar="PATTERN", help="Files to pass over, besides the settings' own (gitignore syntax; repeatable).")
force_exclude_option = click.option("--force-exclude", is_flag=True, help="Pass over files left out by .gitignore or exclude even when they are named.")
jobs_option = click.option("-j", "--jobs", type=click.IntRange(0), help="Processes; 0 means one a processor (default: 1, or jobs of the settings).")
allow_empty_option = click.option("--allow-empty", is_flag=True, help="Exit 0 when there is nothing to audit.")


def files_options(function: F) -> F:
    """The options that choose files, the same for every verb that walks folders."""
    for option in (jobs_option, force_exclude_option, exclude_option, include_option):
        function = option(function)
    return function


def settings_options(function: F) -> F:
    """The options that make settings, the same for every verb that audits."""
    for option in (ignore_option, select_option, genre_option, house_option, config_option, lang_option):
        function = option(function)
    return function


def settings_from(
    *,
    config: Path | None,
    lang: str | None,
    house: Path | None,
    genre: str | None = None,
    select: tuple[str, ...] = (),
    ignore: tuple[str, ...] = (),
    include: tuple[str, ...] = (),
    exclude: tuple[str, ...] = (),
    jobs: int | None = None,
) -> Settings:
    """The settings in force: defaults, the file, the command line."""
    from sourcecheck.cli.exit import spoken_language

    file = config if config is not None else find_settings(Path.cwd())
    overrides = {
        "lang": lang, "house": house, "genre": genre, "select": select or None, "ignore": ignore or None,
        "include": include or None, "jobs": jobs,
    }
    settings, origins = load_settings(file, overrides)
    if lang is None and next(o for o in origins if o.key == "lang").where == "default":
        settings, _ = load_settings(file, {**overrides, "lang": spoken_language()})
    return replace(settings, exclude=(*settings.exclude, *exclude)) if exclude else settings


def severity_or_never(word: str | None) -> Severity | None:
    return None if word in (None, "never") else Severity(word)
