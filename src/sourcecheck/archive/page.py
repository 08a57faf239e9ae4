"""``summary.html`` and ``summary.csv`` of a folder of tables."""

from __future__ import annotations

import json
from pathlib import Path

from sourcecheck import __version__
from sourcecheck.archive.summary import summarize, write_csv
from sourcecheck.archive.summary_page import summary_page
from sourcecheck.errors import SettingsError
from sourcecheck.report.summary import render_summary
from sourcecheck.resources import Library
from sourcecheck.settings import Settings


def write_summary(tables: Path, output: Path, by: tuple[str, ...], settings: Settings) -> Path:
    """Summarise the tables in `tables` and write both files into `output`; the path of the page."""
    summary = summarize(tables, by)
    version, titles = _package(tables, settings.lang)
    page = render_summary(summary_page(summary, settings.lang, titles, version), Library(settings.house))
    try:
        output.mkdir(parents=True, exist_ok=True)
        write_csv(summary, output / "summary.csv")
        (output / "summary.html").write_bytes(page)
    except OSError as error:
        raise SettingsError("{path} cannot be written ({reason}).", path=output.as_posix(), reason=error.strerror or error) from None
    return output / "summary.html"


def _package(tables: Path, lang: str) -> tuple[str, dict[str, str]]:
    """The version that made the tables and the titles of its rules, from datapackage.json where it is there."""
    try:
        package = json.loads((tables / "datapackage.json").read_text(encoding="utf-8"))
        return str(package["version"]), {rule["id"]: str(rule["en" if lang == "en" else "fr"]) for rule in package["rules"]}
    except (OSError, ValueError, KeyError, TypeError):
        return __version__, {}
