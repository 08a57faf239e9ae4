"""The page over the figures of an archive: what its template may see, and how it is made one file."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from sourcecheck.resources import Library
from sourcecheck.resources.translation import translator


@dataclass(frozen=True)
class FigureRow:
    """One group in one panel: figures in words, and where they stand on the panel's axis in per cent of its width."""

    name: str
    value: str
    interval: str
    n: str
    small: bool
    x: float | None = None
    low: float | None = None
    high: float | None = None
    beyond: bool = False


@dataclass(frozen=True)
class Curve:
    """A measure month by month: the line and its band as SVG paths in a box of 100 × 100, points in per cent."""

    lines: tuple[str, ...]
    band: str
    points: tuple[tuple[float, float, bool, str], ...]
    first: str
    last: str


@dataclass(frozen=True)
class Panel:
    """One measure over the groups; `axis` is the figure at the right end (empty: no plot), `whole` where that of all
    articles stands, `first` and `counted` head the columns of names and of what the figure is divided by."""

    title: str
    meaning: str
    first: str
    counted: str
    axis: str
    rows: tuple[FigureRow, ...]
    whole: float | None = None
    whole_words: str = ""
    curve: Curve | None = None
    wide: bool = False


@dataclass(frozen=True)
class Section:
    """The panels of one grouping; `queries` are SQL, `notes` what a reader must know of these groups."""

    key: str
    title: str
    panels: tuple[Panel, ...]
    notes: tuple[str, ...]
    queries: tuple[str, ...]


@dataclass(frozen=True)
class SummaryPage:
    lang: str
    headline: str
    details: tuple[str, ...]
    sections: tuple[Section, ...]
    interval_words: tuple[str, ...]
    missing: tuple[str, ...]
    citation: str


def render_summary(page: SummaryPage, library: Library | None = None) -> bytes:
    """One file: no script, no network, no address but those inside it."""
    library = library or Library()
    style = "\n".join(
        library.find(name).read_text(encoding="utf-8").strip() for name in ("reports/page/page.css", "reports/summary/summary.css")
    )
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    environment = Environment(
        loader=FileSystemLoader([root / "reports" / "summary" for root in library.roots()]),
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
    )
    t = translator(page.lang)
    environment.globals.update(_=t.gettext, ngettext=t.ngettext)
    html = environment.get_template("summary.html.j2").render(
        page=page, style=Markup(style),
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'",
    )
    return html.encode("utf-8")
