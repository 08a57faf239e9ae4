"""One article, many articles: read → annotate → understand → score → judge → Audit. There is no second path."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib import metadata

from sourcecheck import __version__
from sourcecheck.audit.metrics import measure
from sourcecheck.audit.suppression import suppress
from sourcecheck.classify import Classifiers, open_classifiers
from sourcecheck.discourse import forget, read
from sourcecheck.domain.audit import Audit, RuleBook, Toolchain
from sourcecheck.domain.text import Article
from sourcecheck.language import Annotated, Pipeline, open_pipeline
from sourcecheck.resources import Library
from sourcecheck.rules import RuleSet, judge, load_rules
from sourcecheck.settings import Settings


@dataclass(frozen=True)
class Auditor:
    """Everything that judges, opened once; pure from then on."""

    pipeline: Pipeline
    classifiers: Classifiers
    rules: RuleSet
    lang: str = "fr"

    @property
    def book(self) -> RuleBook:
        return self.rules.book

    @cached_property
    def toolchain(self) -> Toolchain:
        """What shaped the result; part of every audit and of every cache key."""
        meta = self.pipeline.nlp.meta
        return Toolchain(
            (
                ("classifiers", self.classifiers.digest),
                ("language model", f"{meta['lang']}_{meta['name']} {meta['version']}"),
                ("rules", self.rules.digest),
                ("sourcecheck", __version__),
                ("spaCy", metadata.version("spacy")),
            )
        )

    def audit(self, article: Article, ignore: Iterable[str] = ()) -> Audit:
        """Audit one article. `ignore` holds rules this article is exempt from."""
        return self.judge(self.pipeline.annotate(article), ignore)

    def audit_many(
        self, articles: Iterable[Article], ignore: Callable[[Article], Iterable[str]] = lambda article: (),
    ) -> Iterator[Audit]:
        """Audits in the order of the articles, which are parsed in batches; `ignore` gives the rules each is exempt from."""
        for annotated in self.pipeline.annotate_many(articles):
            yield self.judge(annotated, ignore(annotated.article))

    def judge(self, annotated: Annotated, ignore: Iterable[str] = ()) -> Audit:
        """The corridor after the parse."""
        reading = read(annotated)
        scores = self.classifiers.score(annotated, reading)
        findings, verdicts = judge(annotated, reading, scores, self.rules, self.lang, frozenset(ignore))
        forget(annotated)
        findings = suppress(findings, annotated.article.directives)
        return Audit(
            article=annotated.article,
            reading=reading,
            scores=scores,
            findings=findings,
            verdicts=verdicts,
            metrics=measure(annotated.article.text, reading, scores, findings),
            toolchain=self.toolchain,
            lang=self.lang,
        )


def open_auditor(settings: Settings, rules: RuleSet | None = None) -> Auditor:
    """Load the model, the classifiers and the rules that `settings` ask for (or take `rules`). Raises `SourcecheckError`."""
    rules = rules or read_rules(settings)
    return Auditor(open_pipeline(), open_classifiers(Library(settings.house)), rules, settings.lang)


def read_rules(settings: Settings) -> RuleSet:
    """The rules that `settings` ask for. Raises `SourcecheckError`."""
    return load_rules(
        Library(settings.house),
        select=settings.select,
        ignore=settings.ignore,
        jurisdiction=settings.jurisdiction,
        policies=settings.policy,
        severities=settings.severity,
    )
