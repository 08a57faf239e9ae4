"""Hits of a corpus drawn for a person to judge, and the judgements read back."""

from __future__ import annotations

import csv
import json
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sourcecheck.domain.text import Article, Part, PartKind, SourceMap, Span
from sourcecheck.errors import InputError
from sourcecheck.rules.examples import Understand
from sourcecheck.rules.judging import judge
from sourcecheck.rules.measures import Measure
from sourcecheck.rules.ruleset import RuleSet

COLUMNS = ("rule", "severity", "article", "start", "end", "words", "context", "message", "good", "corpus")
CONTEXT = 200


@dataclass(frozen=True)
class DrawnHit:
    rule: str
    severity: str
    article: str
    span: Span
    words: str
    context: str
    message: str


def read_rows(path: Path, most: int = 0) -> Iterator[Article]:
    """The articles of a JSON Lines file with ``text`` and, if there, ``id``, ``title``, ``date``."""
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if most and number > most:
                    return
                if line.strip():
                    yield _article(json.loads(line), number, path.name)
    except OSError as error:
        raise InputError("The corpus {path} cannot be read: {reason}.", path=path.name, reason=error.strerror) from None
    except (ValueError, AttributeError) as error:
        raise InputError("The corpus {path} is not JSON Lines: {reason}.", path=path.name, reason=error) from None


def draw_hits(
    articles: Iterable[Article], rules: RuleSet, understand: Understand, most: int, seed: int
) -> list[DrawnHit]:
    """Up to `most` hits of every rule, drawn at random with a fixed seed, in order of rule and place."""
    by_rule: dict[str, list[DrawnHit]] = {}
    for annotated, reading, scores in understand(articles):
        article = annotated.article
        findings, _ = judge(annotated, reading, scores, rules)
        for finding in findings:
            span = finding.span
            context = article.text[max(0, span.start - CONTEXT) : span.end + CONTEXT]
            by_rule.setdefault(finding.rule, []).append(
                DrawnHit(
                    finding.rule, finding.severity.value, article.id, span, span.of(article.text),
                    " ".join(context.split()), finding.message,
                )
            )
    chance = random.Random(seed)
    out: list[DrawnHit] = []
    for rule in sorted(by_rule):
        hits = by_rule[rule]
        out.extend(sorted(chance.sample(hits, min(most, len(hits))), key=lambda hit: (hit.article, hit.span)))
    return out


def write_hits(path: Path, hits: Iterable[DrawnHit], corpus: str) -> None:
    """The table to judge: put 1 (an editor would keep it) or 0 in the column ``good``."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for hit in hits:
            writer.writerow(
                (hit.rule, hit.severity, hit.article, hit.span.start, hit.span.end, hit.words, hit.context,
                 hit.message, "", corpus)
            )


def read_judgements(path: Path) -> tuple[dict[str, Measure], str]:
    """Rule → measure, over the rows whose ``good`` is 1 or 0; and the corpus they were drawn from."""
    hits: Counter[str] = Counter()
    good: Counter[str] = Counter()
    corpus = ""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            for number, row in enumerate(csv.DictReader(file), 2):
                judged = (row.get("good") or "").strip()
                corpus = row.get("corpus") or corpus
                if not judged:
                    continue
                if judged not in ("0", "1") or not row.get("rule"):
                    raise InputError("{path}, line {line}: “good” must be 1, 0 or empty.", path=path.name, line=number)
                hits[row["rule"]] += 1
                good[row["rule"]] += judged == "1"
    except OSError as error:
        raise InputError("The table {path} cannot be read: {reason}.", path=path.name, reason=error.strerror) from None
    if not hits:
        raise InputError("{path} holds no judgement: fill the column “good” with 1 or 0.", path=path.name)
    return {rule: Measure(hits[rule], good[rule]) for rule in hits}, corpus


def _article(row: dict[str, Any], number: int, corpus: str) -> Article:
    """The article of a row; a title that is not in the text is put before it."""
    text, title = str(row["text"]), str(row.get("title") or "").strip()
    if title and not text.lstrip().startswith(title):
        text = f"{title}\n\n{text}"
    parts: list[Part] = []
    for match in re.finditer(r"[^\n]+(?:\n[^\n]+)*", text):
        kind = PartKind.TITLE if title and not parts else PartKind.BODY
        parts.append(Part(kind, Span(match.start(), match.end())))
    return Article(
        id=str(row.get("id", f"{corpus}-{number}")), text=text, parts=tuple(parts), source_map=SourceMap.identity(text),
        title=title or None, published=row.get("date"), byline=row.get("byline"),
    )
