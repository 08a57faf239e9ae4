"""The examples inside the cards."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import pytest
from hand_built_rules import annotated, card_text, reading

from sourcecheck.domain.discourse import Reading
from sourcecheck.domain.findings import Example
from sourcecheck.domain.scores import Scores
from sourcecheck.domain.text import Article, PartKind, Span
from sourcecheck.errors import CardError
from sourcecheck.language import Annotated
from sourcecheck.resources import Library
from sourcecheck.rules.examples import example_article, expected_spans, run_examples


def understand(articles: Iterable[Article]) -> Iterator[tuple[Annotated, Reading, Scores]]:
    for article in articles:
        source = annotated([*article.text.rstrip(".").split(" "), "."])
        yield Annotated(article, source.doc), reading(source), Scores((), ())


def test_blocks_become_parts_and_marks_move_with_them() -> None:
    example = Example("# Un titre\n\nUn corps.\n\nAbonnez-vous", (Span(12, 14),), published="2024-05-01")
    article = example_article(example, "x")
    assert article.text == "Un titre\n\nUn corps.\n\nAbonnez-vous"
    assert [part.kind for part in article.parts] == [PartKind.TITLE, PartKind.BODY, PartKind.FURNITURE]
    assert (article.title, article.published) == ("Un titre", "2024-05-01")
    assert [span.of(article.text) for span in expected_spans(example)] == ["Un"]


def test_examples_that_hold(house: Callable[..., Library]) -> None:
    trial = run_examples(house({"ABC-001.toml": card_text()}), understand, ["ABC-001"])
    assert (trial.cards, trial.examples, trial.failures) == (1, 2, ())


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (("Un [[mot]] est", "Un [[mot est]]"), "must flag"),
        (("Un [[mot]] est là", "Un [[mot]] est un mot"), "must not flag"),
        (("Un [[mot]] est", "Un tel est"), "must be flagged"),
        (("Rien ici", "Rien mot"), "must stay silent"),
        (('\n[[silent]]\ntext = "Rien ici."', ""), "examples"),
    ],
)
def test_examples_that_do_not(house: Callable[..., Library], change: tuple[str, str], problem: str) -> None:
    text = card_text()
    assert change[0] in text
    trial = run_examples(house({"ABC-001.toml": text.replace(*change)}), understand, ["ABC-001"])
    assert [problem in failure.problem for failure in trial.failures] == [True]


def test_nothing_to_run_is_not_a_pass(house: Callable[..., Library]) -> None:
    text = card_text().split("[[flag]]")[0]
    with pytest.raises(CardError, match="no example to run"):
        run_examples(house({"ABC-001.toml": text}), understand, ["ABC-001"])


def test_a_first_tier_card_needs_six_of_each(house: Callable[..., Library]) -> None:
    trial = run_examples(house({"ABC-001.toml": card_text(more="tier = 1")}), understand, ["ABC-001"], full=True)
    assert len(trial.failures) == 2


@pytest.mark.model
def test_the_examples_of_every_shipped_card() -> None:
    from sourcecheck.cli.rules import understanding

    library = Library()
    trial = run_examples(library, understanding(library), full=True)
    assert trial.cards >= 10
    assert trial.examples >= 100
    assert [(f.rule, f.example, f.problem.format(**dict(f.values))) for f in trial.failures] == []


@pytest.mark.model
def test_every_finding_on_every_example_points_into_its_text() -> None:
    from sourcecheck.cli.rules import understanding
    from sourcecheck.rules import judge, load_rules

    library = Library()
    rules = load_rules(library)
    articles = [
        example_article(example, f"{card.id}-{n}")
        for card in rules.cards
        for n, example in enumerate(card.flag[:2])
    ]
    seen = 0
    for annotated_article, understood, scores in understanding(library)(articles):
        text = annotated_article.article.text
        findings, verdicts = judge(annotated_article, understood, scores, rules)
        assert (findings, verdicts) == judge(annotated_article, understood, scores, rules)
        assert [v.rule for v in verdicts] == [card.id for card in rules.cards]
        assert all(v.outcome.value != "failed" for v in verdicts)
        for finding in findings:
            assert finding.span.of(text).strip()
            assert finding.span.end <= len(text)
            assert "{" not in finding.message + finding.question
        fingerprints = [(f.rule, f.fingerprint) for f in findings]
        assert len(set(fingerprints)) == len(fingerprints)
        seen += len(findings)
    assert seen > 100
