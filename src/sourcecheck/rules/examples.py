"""The examples of the cards, run as tests through the whole path from text to finding."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from sourcecheck.domain.discourse import Reading
from sourcecheck.domain.findings import Card, Example, Finding, Outcome
from sourcecheck.domain.scores import Scores
from sourcecheck.domain.text import Article, Part, PartKind, SourceMap, Span
from sourcecheck.errors import CardError
from sourcecheck.ingest.furniture import furniture_blocks
from sourcecheck.language import Annotated
from sourcecheck.resources import Library
from sourcecheck.rules.judging import judge
from sourcecheck.rules.ruleset import RuleSet, load_rules

Understand = Callable[[Iterable[Article]], Iterator[tuple[Annotated, Reading, Scores]]]
"""The corridor from articles to scores; the caller, who stands above the classifiers, hands it in."""

TITLE_MARK = "# "
HEADING_MARK = "## "


@dataclass(frozen=True)
class Failure:
    """An example that did not do what the card says. `problem` is an English gettext id with fields `values`."""

    rule: str
    example: str
    problem: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Trial:
    """What was run, so that nothing passes by being empty."""

    cards: int
    examples: int
    failures: tuple[Failure, ...]


@dataclass(frozen=True)
class _Block:
    kind: PartKind
    start: int
    """Where its words begin in the text of the example, after the mark."""
    words: str


def _blocks(text: str) -> tuple[_Block, ...]:
    out, cursor = [], 0
    for block in text.split("\n\n"):
        kind, skip = PartKind.BODY, 0
        if block.startswith(HEADING_MARK):
            kind, skip = PartKind.HEADING, len(HEADING_MARK)
        elif block.startswith(TITLE_MARK):
            kind, skip = PartKind.TITLE, len(TITLE_MARK)
        if block.strip():
            out.append(_Block(kind, cursor + skip, block[skip:]))
        cursor += len(block) + 2
    return tuple(out)


def example_article(example: Example, name: str) -> Article:
    """The article of an example: blocks are separated by blank lines, ``# `` begins a title, ``## `` a heading."""
    text, parts = "", []
    blocks = _blocks(example.text)
    aside = furniture_blocks([block.words for block in blocks])
    for n, block in enumerate(blocks):
        if text:
            text += "\n\n"
        kind = PartKind.FURNITURE if n in aside else block.kind
        if example.genre == "interview" and kind is PartKind.BODY and block.words.rstrip().endswith("?"):
            kind = PartKind.QUESTION
        parts.append(Part(kind, Span(len(text), len(text) + len(block.words))))
        text += block.words
    title = next((part.span.of(text) for part in parts if part.kind is PartKind.TITLE), None)
    return Article(
        id=name, text=text, parts=tuple(parts), source_map=SourceMap.identity(text), path=f"{name}.txt",
        title=title, byline=example.byline, published=example.published, genre=example.genre or "news",
    )


def expected_spans(example: Example) -> tuple[Span, ...]:
    """The marked spans, moved to where their block stands in the article of the example."""
    parts = example_article(example, "example").parts
    out = []
    for span in example.spans:
        block, part = max(
            (pair for pair in zip(_blocks(example.text), parts, strict=True) if pair[0].start <= span.start),
            key=lambda pair: pair[0].start,
        )
        shift = part.span.start - block.start
        out.append(Span(span.start + shift, span.end + shift))
    return tuple(out)


def run_examples(
    library: Library, understand: Understand, rules: Iterable[str] = (), *, full: bool = False
) -> Trial:
    """Run the examples of the chosen cards (all if none is named) in one batch.

    With `full`, a tier-1 card with fewer than six examples of either sort fails too. Raises `CardError`
    when there is nothing to run.
    """
    rules = tuple(rules)
    base = load_rules(library, select=rules)
    jobs = [(card, example, flag) for card in base.cards for flag, example in _examples(card)]
    if not jobs:
        raise CardError("There is no example to run: write [[flag]] and [[silent]] examples in the cards.")
    failures = [failure for card in base.cards for failure in _missing(card, full)]
    articles = [example_article(example, f"{card.id}-{n}") for n, (card, example, _) in enumerate(jobs)]
    cache: dict[object, RuleSet] = {}
    for (card, example, flag), (annotated, reading, scores) in zip(jobs, understand(articles), strict=True):
        setting = (card.id, example.jurisdiction, example.policy)
        if setting not in cache:
            cache[setting] = _alone(base, library, card, example)
        findings, verdicts = judge(annotated, reading, scores, cache[setting])
        if verdicts[0].outcome is Outcome.FAILED:
            failures.append(Failure(card.id, example.text, "the check broke: {note}", (("note", verdicts[0].note),)))
            continue
        if flag and not example.spans and verdicts[0].outcome is Outcome.BY_HAND:
            continue
        failures.extend(_compare(card, example, flag, findings, annotated.article.text))
    return Trial(len(base.cards), len(jobs), tuple(failures))


def _alone(base: RuleSet, library: Library, card: Card, example: Example) -> RuleSet:
    """The rule set of that card only, under the policy and law of the example."""
    if not example.policy and not example.jurisdiction:
        return replace(base, rules=(base.rule(card.id),))
    return load_rules(
        library, select=[card.id], jurisdiction=example.jurisdiction or base.jurisdiction.id, policies=example.policy
    )


def _examples(card: Card) -> Iterator[tuple[bool, Example]]:
    for example in card.flag:
        yield True, example
    for example in card.silent:
        yield False, example


def _missing(card: Card, full: bool) -> Iterator[Failure]:
    least = 6 if full and card.tier == 1 else 1
    for name, examples in (("flag", card.flag), ("silent", card.silent)):
        if len(examples) < least:
            yield Failure(
                card.id, "", "has {n} [[{name}]] examples, {least} are needed",
                (("n", str(len(examples))), ("name", name), ("least", str(least))),
            )


def _compare(
    card: Card, example: Example, flag: bool, findings: tuple[Finding, ...], text: str
) -> Iterator[Failure]:
    got = [finding for finding in findings if finding.rule == card.id]
    if not flag:
        for finding in got:
            yield Failure(card.id, example.text, "must stay silent, flagged “{words}”", (("words", finding.span.of(text)),))
        return
    if not example.spans:
        if not got:
            yield Failure(card.id, example.text, "must be flagged")
        return
    wanted = expected_spans(example)
    spans = {finding.span for finding in got}
    for span in wanted:
        if span not in spans:
            shown = " | ".join(s.of(text) for s in sorted(spans)) or "—"
            yield Failure(
                card.id, example.text, "must flag “{words}”, flagged: {got}", (("words", span.of(text)), ("got", shown))
            )
    for span in sorted(spans - set(wanted)):
        if not any(span.overlaps(other) for other in wanted):
            yield Failure(card.id, example.text, "must not flag “{words}”", (("words", span.of(text)),))
