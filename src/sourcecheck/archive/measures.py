"""What an archive is summarised by: ratios of sums over articles, and the DuckDB queries that give the same numbers."""

from __future__ import annotations

from dataclasses import dataclass

RATE, SHARE = "rate", "share"
ARTICLES = "articles"
"""In the place of a column: the number of articles."""


@dataclass(frozen=True)
class Measure:
    """`scale` × sum of `parts` / sum of `over`, over the articles of a group. A share is a part of what it is divided by."""

    key: str
    parts: tuple[str, ...]
    over: tuple[str, ...]
    kind: str
    scale: float = 1.0


_QUOTED = ("quoted_women", "quoted_men", "quoted_unknown_gender")
MEASURES = (
    Measure("needs_source_per_1000_words", ("needs_source",), ("words",), RATE, 1000.0),
    Measure("narrator_share", ("narrator_sentences",), ("sentences",), SHARE),
    Measure("attributed_share", ("attributed_sentences",), ("sentences",), SHARE),
    Measure("mixed_share", ("mixed_sentences",), ("sentences",), SHARE),
    Measure("unanswered_share", ("unanswered_allegations",), ("grave_allegations",), SHARE),
    Measure("unanswered_per_100_articles", ("unanswered_allegations",), (ARTICLES,), RATE, 100.0),
    Measure("anonymous_share", ("unnamed_attributions",), ("attributions",), SHARE),
    Measure("quoted_women_share", ("quoted_women",), _QUOTED, SHARE),
    Measure("quoted_men_share", ("quoted_men",), _QUOTED, SHARE),
    Measure("quoted_unknown_gender_share", ("quoted_unknown_gender",), _QUOTED, SHARE),
    Measure("loaded_per_1000_words", ("loaded",), ("words",), RATE, 1000.0),
)
COLUMNS = tuple(dict.fromkeys(name for measure in MEASURES for name in (*measure.parts, *measure.over) if name != ARTICLES))
RULE_SCALE = 1000.0
ALL, MONTH, AUTHOR = "all", "month", "author"
GROUP_COLUMNS = {"outlet": "outlet", AUTHOR: "byline", "section": "section", MONTH: "published_day"}


def rule_key(rule: str) -> str:
    """The metric of the findings of one rule."""
    return f"{rule}_per_1000_words"


def group_of(value: object, group_by: str) -> str:
    """The group of a cell: the cell as it stands, the month of a day; empty for none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)[:7] if group_by == MONTH else str(value)


def measures_query(group_by: str, column: str, format_: str) -> str:
    """SQL for DuckDB, run in the folder of the tables: one row a group, one column a measure."""
    columns = ",\n".join(f"       {_ratio(measure)} AS {measure.key}" for measure in MEASURES)
    return (
        f'SELECT {_group(group_by, column)} AS "group",\n       count(*) AS n_articles,\n{columns}\n'
        f"FROM {_table('articles', format_)}\nWHERE {_AUDITED}\nGROUP BY 1 ORDER BY 1;"
    )


def rules_query(group_by: str, column: str, format_: str) -> str:
    """SQL for DuckDB: one row a group and rule that has findings."""
    return (
        f'WITH audited AS (SELECT input, "row"::BIGINT AS "row", {_group(group_by, column)} AS g, words::DOUBLE AS words\n'
        f"                 FROM {_table('articles', format_)} WHERE {_AUDITED}),\n"
        "     totals AS (SELECT g, sum(words) AS words FROM audited GROUP BY g),\n"
        f'     found AS (SELECT input, "row"::BIGINT AS "row", rule FROM {_table("findings", format_)})\n'
        'SELECT g AS "group", rule, count(*) AS findings, 1000.0 * count(*) / nullif(any_value(totals.words), 0) AS per_1000_words\n'
        'FROM found JOIN audited USING (input, "row") JOIN totals USING (g)\n'
        "GROUP BY 1, 2 ORDER BY 1, 2;"
    )


_AUDITED = "coalesce(error::VARCHAR, '') = ''"


def _group(group_by: str, column: str) -> str:
    if group_by == ALL:
        return "''"
    cell = f"coalesce({_quoted(column)}::VARCHAR, '')"
    return f"substr({cell}, 1, 7)" if group_by == MONTH else cell


def _quoted(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'


def _ratio(measure: Measure) -> str:
    scale = f"{measure.scale} * " if measure.scale != 1 else ""
    return f"{scale}{_sum(measure.parts)} / nullif({_sum(measure.over)}, 0)"


def _sum(columns: tuple[str, ...]) -> str:
    return "count(*)" if columns == (ARTICLES,) else "sum(" + " + ".join(f"{name}::DOUBLE" for name in columns) + ")"


def _table(name: str, format_: str) -> str:
    if format_ == "csv":
        return f"read_csv('{name}.csv', header = true, all_varchar = true, delim = ',', quote = '\"', escape = '\"')"
    if format_ == "jsonl":
        return f"read_json('{name}.jsonl', format = 'newline_delimited', sample_size = -1)"
    return f"read_parquet('{name}.parquet')"
