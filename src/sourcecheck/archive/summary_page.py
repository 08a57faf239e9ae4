"""The figures of an archive in the words and places of their page."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from gettext import NullTranslations

from sourcecheck.archive.measures import ALL, ARTICLES, AUTHOR, MEASURES, MONTH, SHARE, Measure, rule_key
from sourcecheck.archive.summary import SMALL, Cell, Group, Grouping, Summary
from sourcecheck.report.summary import Curve, FigureRow, Panel, Section, SummaryPage
from sourcecheck.resources.translation import translator

PER_1000_WORDS = MEASURES[0]
MOST_GROUPS = 30
"""Groups shown on the page, those with the most articles; summary.csv has all."""


def summary_page(summary: Summary, lang: str, rule_titles: Mapping[str, str], version: str) -> SummaryPage:
    """`rule_titles`: rule → its title in `lang`."""
    t = translator(lang)
    shown = [grouping for grouping in summary.groupings if grouping.named]
    return SummaryPage(
        lang=lang,
        headline=t.ngettext("{n} article scored", "{n} articles scored", summary.articles).format(n=number(summary.articles, lang)),
        details=_details(summary, lang, t),
        sections=(_whole(summary, lang, t, rule_titles), *(_section(grouping, summary, lang, t) for grouping in shown)),
        interval_words=_how_to_read(t),
        missing=tuple(_missing(grouping, t) for grouping in summary.groupings if not grouping.named),
        citation=t.gettext("sourcecheck {version}; versions, digests and the command stand in methods.md beside the tables.").format(version=version),
    )


def number(value: float, lang: str, digits: int = 0) -> str:
    """``1 234,5`` in French, ``1,234.5`` in English."""
    told = f"{value:,.{digits}f}"
    return told if lang == "en" else told.replace(",", "\N{NARROW NO-BREAK SPACE}").replace(".", ",")


def _details(summary: Summary, lang: str, t: NullTranslations) -> tuple[str, ...]:
    out = [t.gettext("{n} words judged").format(n=number(summary.words, lang))]
    if summary.errors:
        out.append(
            t.ngettext("{n} row in error, not counted", "{n} rows in error, not counted", summary.errors).format(n=number(summary.errors, lang))
        )
    return tuple(out)


def _titles(t: NullTranslations) -> dict[str, tuple[str, str]]:
    """Measure → title and what it is."""
    return {
        "needs_source_per_1000_words": (t.gettext("Claims without a source"), t.gettext("for 1,000 words: sentences that would need a source and have none")),
        "narrator_share": (t.gettext("The newsroom speaks"), t.gettext("share of the sentences")),
        "attributed_share": (t.gettext("A source speaks"), t.gettext("share of the sentences")),
        "mixed_share": (t.gettext("Both speak"), t.gettext("share of the sentences")),
        "unanswered_share": (t.gettext("Accusations without a reply"), t.gettext("share of the grave accusations: the text holds no reply and no request for one")),
        "unanswered_per_100_articles": (t.gettext("Accusations without a reply, for 100 articles"), t.gettext("grave accusations; an article may hold several")),
        "anonymous_share": (t.gettext("Sources without a name"), t.gettext("share of the attributions whose source the article does not name")),
        "quoted_women_share": (t.gettext("Women among those who speak"), t.gettext("share of the named persons; see those of unknown gender below")),
        "quoted_men_share": (t.gettext("Men among those who speak"), t.gettext("share of the named persons")),
        "quoted_unknown_gender_share": (t.gettext("Persons whose gender the text does not show"), t.gettext("share of the named persons who speak")),
        "loaded_per_1000_words": (t.gettext("Loaded words"), t.gettext("for 1,000 words, in the newsroom's voice")),
    }


def _group_title(key: str, t: NullTranslations) -> str:
    return {
        "outlet": t.gettext("By outlet"), AUTHOR: t.gettext("By author"), "section": t.gettext("By section"), MONTH: t.gettext("By month"),
    }.get(key) or t.gettext("By “{column}”").format(column=key)


def _missing(grouping: Grouping, t: NullTranslations) -> str:
    return t.gettext("{title}: the tables do not say it. Name the column when scoring (--column FIELD=NAME) or here (--by COLUMN).").format(
        title=_group_title(grouping.key, t)
    )


def _whole(summary: Summary, lang: str, t: NullTranslations, rule_titles: Mapping[str, str]) -> Section:
    titles, units = _titles(t), _units(t)
    group = summary.whole.groups[0]
    shares = [m for m in MEASURES if m.kind == SHARE]
    figure = t.gettext("Figure")
    whole = _panel((t.gettext("Shares"), "", figure, t.gettext("among")), [(titles[m.key][0], group.cells[m.key], False) for m in shares], shares[0], lang)
    panels = [replace(whole, rows=tuple(_with_unit(row, units[m.over[0]]) for row, m in zip(whole.rows, shares, strict=True)))]
    rates = [_panel((titles[m.key][0], titles[m.key][1], figure, units[m.over[0]]), [(titles[m.key][0], group.cells[m.key], False)], m, lang) for m in MEASURES if m.kind != SHARE]
    rows = tuple(_with_unit(row, panel.counted) for panel in rates for row in panel.rows)
    panels.append(Panel(t.gettext("Rates"), t.gettext("for 1,000 words or 100 articles"), figure, t.gettext("among"), "", rows))
    if summary.rules:
        found = [(f"{rule} · {rule_titles.get(rule, '')}".rstrip(" ·"), group.cells[rule_key(rule)], False) for rule in summary.rules]
        heads = (t.gettext("Findings by rule"), t.gettext("for 1,000 words; rules without a finding are not shown"), t.gettext("Rule"), t.gettext("findings"))
        panels.append(replace(_panel(heads, found, PER_1000_WORDS, lang, counts=True), wide=True))
    return Section(ALL, t.gettext("All articles"), tuple(panels), (_small_note(t),) if _any_small(panels) else (), summary.whole.queries)


def _with_unit(row: FigureRow, unit: str) -> FigureRow:
    return replace(row, n=f"{row.n} {unit}")


def _any_small(panels: Iterable[Panel]) -> bool:
    return any(row.small for panel in panels for row in panel.rows)


def _units(t: NullTranslations) -> dict[str, str]:
    """What a measure is divided by, by its first column."""
    return {
        "words": t.gettext("words"), "sentences": t.gettext("sentences"), "grave_allegations": t.gettext("accusations"),
        ARTICLES: t.gettext("articles"), "attributions": t.gettext("attributions"), "quoted_women": t.gettext("persons"),
    }


def _section(grouping: Grouping, summary: Summary, lang: str, t: NullTranslations) -> Section:
    titles, units, whole = _titles(t), _units(t), summary.whole.groups[0]
    groups = shown_groups(grouping)
    panels = []
    for measure in MEASURES:
        rows = [(_group_name(group, t), group.cells[measure.key], group.small) for group in groups]
        reference = whole.cells[measure.key]
        panel = _panel((*titles[measure.key], t.gettext("Group"), units[measure.over[0]]), rows, measure, lang, whole=reference)
        words = "" if reference.value is None else t.gettext("all articles: {value}").format(value=told(reference.value, measure, lang))
        panels.append(replace(panel, whole_words=words))
    if grouping.key == MONTH:
        panels = [_with_curve(panel, groups, measure, lang) for panel, measure in zip(panels, MEASURES, strict=True)]
    return Section(re.sub(r"\W+", "-", grouping.key), _group_title(grouping.key, t), tuple(panels), tuple(_notes(grouping, groups, _any_small(panels), lang, t)), grouping.queries)


def shown_groups(grouping: Grouping) -> tuple[Group, ...]:
    """The groups of the page in their own order: all months, else those with the most articles."""
    if grouping.key == MONTH:
        return tuple(group for group in grouping.groups if group.name)
    largest = sorted(grouping.groups, key=lambda group: -group.articles)[:MOST_GROUPS]
    return tuple(group for group in grouping.groups if group in largest)


def _notes(grouping: Grouping, groups: tuple[Group, ...], small: bool, lang: str, t: NullTranslations) -> Iterator[str]:
    if small:
        yield _small_note(t)
    if grouping.key != MONTH and len(groups) < len(grouping.groups):
        yield t.gettext("The {shown} groups with the most articles of {count}; summary.csv has all.").format(
            shown=len(groups), count=number(len(grouping.groups), lang)
        )
    undated = next((group for group in grouping.groups if not group.name), None)
    if grouping.key == MONTH and undated:
        yield t.ngettext("{n} article has no date that could be read.", "{n} articles have no date that could be read.", undated.articles).format(
            n=number(undated.articles, lang)
        )
    if grouping.key == AUTHOR:
        yield t.gettext("The author is the byline as given: an article with two names is a group of its own. Findings by rule are not told by author.")
    else:
        yield t.gettext("Findings by rule for each of these groups stand in summary.csv.")


def _small_note(t: NullTranslations) -> str:
    return t.gettext("Grey, marked “few”: fewer than {n} articles, or a share of fewer than {n} things. Too few to compare.").format(n=SMALL)


def _group_name(group: Group, t: NullTranslations) -> str:
    return group.name or t.gettext("(not given)")


Row = tuple[str, Cell, bool]
"""Name, figure, whether the group is small."""
Heads = tuple[str, str, str, str]
"""Title, what it is, the head of the names, what is counted."""


def _panel(heads: Heads, rows: list[Row], measure: Measure, lang: str, whole: Cell | None = None, counts: bool = False) -> Panel:
    top = _top(rows, measure)
    middle = 100 * whole.value / top if whole and whole.value is not None and whole.value <= top else None
    return Panel(*heads, told(top, measure, lang, axis=True), tuple(_row(row, measure, top, lang, counts) for row in rows), middle)


def _top(rows: list[Row], measure: Measure) -> float:
    """The right end of the axis: a round figure beyond every value and the intervals of groups that are not small."""
    values = [cell.value for _, cell, _ in rows if cell.value is not None]
    highs = [cell.high for _, cell, small in rows if cell.high is not None and not small and not cell.warning]
    largest = max(values, default=0.0)
    wide = [min(cell.high, 2 * largest) for _, cell, _ in rows if cell.high is not None]
    reached = max([largest, *(highs or wide)])
    limit = 1.0 if measure.kind == SHARE else math.inf
    return min(limit, _round_up(reached)) if reached > 0 else (limit if measure.kind == SHARE else 1.0)


def _round_up(value: float) -> float:
    power: float = 10.0 ** math.floor(math.log10(value))
    return next(step * power for step in (1, 1.5, 2, 3, 4, 5, 6, 8, 10) if step * power >= value * 0.999999)


def _row(row: Row, measure: Measure, top: float, lang: str, counts: bool) -> FigureRow:
    name, cell, small = row
    small = small or bool(cell.warning)
    n = number(cell.events if counts else cell.n, lang)
    if cell.value is None or cell.low is None or cell.high is None:
        return FigureRow(name, "—", "", n, small)
    interval = f"{told(cell.low, measure, lang, unit=False)}–{told(cell.high, measure, lang)}"
    places = (100 * min(figure, top) / top for figure in (cell.value, cell.low, cell.high))
    x, low, high = places
    return FigureRow(name, told(cell.value, measure, lang), interval, n, small, x, low, high, cell.high > top * 1.000001)


def told(value: float, measure: Measure, lang: str, *, unit: bool = True, axis: bool = False) -> str:
    if measure.kind == SHARE:
        percent = number(100 * value, lang, 0 if axis else 1)
        return percent + ("" if not unit else "%" if lang == "en" else "\N{NARROW NO-BREAK SPACE}%")
    return number(value, lang, 0 if value >= 100 or (axis and value == int(value)) else 1 if value >= 10 else 2)


def _with_curve(panel: Panel, groups: tuple[Group, ...], measure: Measure, lang: str) -> Panel:
    if len(groups) < 3:
        return panel
    months = list(_months(groups[0].name, groups[-1].name))
    if not months:
        return panel
    rows = dict(zip((group.name for group in groups), panel.rows, strict=True))
    step = 100 / max(1, len(months) - 1)
    runs: list[list[tuple[float, FigureRow]]] = [[]]
    points = []
    for index, month in enumerate(months):
        row = rows.get(month)
        if row is None or row.x is None:
            runs.append([])
            continue
        runs[-1].append((index * step, row))
        points.append((index * step, 100 - row.x, row.small, f"{month} : {row.value} [{row.interval}], n = {row.n}"))
    lines = tuple("M" + " L".join(f"{x:.2f},{100 - (row.x or 0):.2f}" for x, row in run) for run in runs if len(run) > 1)
    band = " ".join(_band(run) for run in runs if len(run) > 1)
    return replace(panel, curve=Curve(lines, band, tuple(points), months[0], months[-1]))


def _band(run: list[tuple[float, FigureRow]]) -> str:
    over = [f"{x:.2f},{100 - (row.high or 0):.2f}" for x, row in run]
    under = [f"{x:.2f},{100 - (row.low or 0):.2f}" for x, row in reversed(run)]
    return "M" + " L".join([*over, *under]) + " Z"


def _months(first: str, last: str) -> Iterator[str]:
    """Every month from first to last, also those without an article; none when a name is not a month."""
    try:
        start, end = (12 * int(name[:4]) + int(name[5:7]) - 1 for name in (first, last))
    except ValueError:
        return
    for month in range(start, min(end, start + 2400) + 1):
        yield f"{month // 12:04d}-{month % 12 + 1:02d}"


def _how_to_read(t: NullTranslations) -> tuple[str, ...]:
    return (
        t.gettext("Every figure is a ratio of sums over the articles of a group: long articles weigh more than short ones."),
        t.gettext("Of 100 archives drawn like this one, 95 would give an interval that holds the true figure: bootstrap over articles with a fixed seed, linearised above 10,000 articles; where all articles agree, Wilson for shares and Poisson for rates (column interval of summary.csv)."),
        t.gettext("It does not hold the errors of the instrument: sourcecheck misses and over-reports. Its measured precision and recall stand in its docs; an outlet with other subjects or genres is not read equally well."),
        t.gettext("Groups differ in subjects, genres and length: a difference between two groups is a question, not a verdict. Groups stand in alphabetical order."),
        t.gettext("The gender of persons follows the words of the text alone (title, participle, first name) and is only told in aggregate; unknown stays unknown."),
        t.gettext("There is no single score, on purpose."),
    )
