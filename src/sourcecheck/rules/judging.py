"""An article before the rules: findings, and the outcome of every check."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from functools import cache

from sourcecheck.domain.discourse import Reading
from sourcecheck.domain.findings import Bilingual, Card, Finding, Outcome, Related, Verdict
from sourcecheck.domain.scores import Scores
from sourcecheck.language import Annotated
from sourcecheck.rules.evidence import Evidence
from sourcecheck.rules.hits import CLEAR, Hit, Result, Words
from sourcecheck.rules.ruleset import Rule, RuleSet
from sourcecheck.rules.scope import DEFAULT_GENRES

SHOWN = 90
"""Longest stretch of the article repeated in a message, in characters."""
LEGAL_NOTE = Bilingual("Risque juridique, à faire relire.", "Legal risk: have it read.")


def judge(
    annotated: Annotated,
    reading: Reading,
    scores: Scores,
    rules: RuleSet,
    lang: str = "fr",
    ignore: Collection[str] = (),
) -> tuple[tuple[Finding, ...], tuple[Verdict, ...]]:
    """Judge one article; pure.

    Findings are sorted by place, then rule; verdicts are one for every rule of the set, in its order.
    `ignore` holds ids of rules that this article is exempt from. A check that breaks gives the outcome
    ``failed`` and silences nothing else.
    """
    evidence = Evidence(annotated, reading, scores, rules.jurisdiction, rules.policy)
    findings: list[Finding] = []
    verdicts: list[Verdict] = []
    for rule in rules.rules:
        result = _outcome(rule, evidence, ignore)
        if result is CLEAR:  # what most rules say of most articles
            verdicts.append(_clear(rule.card.id))
            continue
        verdicts.append(Verdict(rule.card.id, result.outcome, result.note.in_language(lang)))
        if result.hits:
            findings.extend(_findings(rule.card, result.hits, evidence, lang))
    findings.sort(key=lambda f: (f.span.start, not f.whole_article, f.rule, f.span.end, f.fingerprint))
    return tuple(findings), tuple(verdicts)


@cache
def _clear(rule: str) -> Verdict:
    return Verdict(rule, Outcome.CLEAR, "")


def _outcome(rule: Rule, evidence: Evidence, ignore: Collection[str]) -> Result:
    card = rule.card
    if card.id in ignore:
        return Result(Outcome.NOT_APPLICABLE, (), Bilingual("écartée par les réglages", "ignored by the settings"))
    if rule.off is not None:
        return Result(Outcome.NOT_APPLICABLE, (), rule.off)
    genre = evidence.reading.genre
    if genre not in (card.genres or DEFAULT_GENRES):
        return Result(
            Outcome.NOT_APPLICABLE, (),
            Bilingual(f"genre « {genre} » hors du champ de la règle", f"genre “{genre}” is outside the rule"),
        )
    try:
        return rule.built.run(evidence)
    except Exception as error:  # one broken check must not silence the others; it is told as a verdict
        name = type(error).__name__
        return Result(Outcome.FAILED, (), Bilingual(f"la vérification a échoué ({name})", f"the check broke ({name})"))


def _findings(card: Card, hits: Iterable[Hit], evidence: Evidence, lang: str) -> list[Finding]:
    seen: dict[str, int] = {}
    out = []
    for hit in hits:
        anchor = _anchor(hit, evidence)
        occurrence = seen[anchor] = seen.get(anchor, -1) + 1
        fields = _shown_fields(hit, evidence, lang)
        message = card.message.in_language(lang).format(**fields)
        if card.legal:
            message = f"{message} {LEGAL_NOTE.in_language(lang)}"
        span = hit.span
        out.append(
            Finding(
                rule=card.id,
                severity=hit.severity or card.severity,
                confidence=hit.confidence or card.confidence,
                span=span,
                region=evidence.annotated.article.source_map.region(span),
                message=message,
                question=card.question.in_language(lang).format(**fields),
                norms=card.norms,
                fingerprint=fingerprint(card.id, anchor, occurrence),
                related=tuple(Related(place.span, _said(place.label, lang)) for place in hit.related),
                score=None if hit.score is None else round(hit.score, 4),
                whole_article=hit.whole_article,
            )
        )
    return out


def fingerprint(rule: str, anchor: str, occurrence: int) -> str:
    """Sixteen hexadecimal digits that stay the same while the sentence (or the key of an article-level
    hit) does, whatever changes elsewhere in the article."""
    folded = " ".join(unicodedata.normalize("NFKC", anchor).casefold().split())
    return hashlib.sha256(f"{rule}\0{folded}\0{occurrence}".encode()).hexdigest()[:16]


def _anchor(hit: Hit, evidence: Evidence) -> str:
    if hit.whole_article:
        return f"article {hit.key}"
    sentence = evidence.sentence_of(hit.span)
    return evidence.words_in(sentence.span if sentence else hit.span)


def _shown_fields(hit: Hit, evidence: Evidence, lang: str) -> Mapping[str, str]:
    fields = {
        name: shortened(_said(value, lang)) for name, value in hit.fields.items()
    }
    fields.setdefault("words", shortened(evidence.words_in(hit.span)))
    return fields


def _said(words: Words, lang: str) -> str:
    return words.in_language(lang) if isinstance(words, Bilingual) else words


def shortened(text: str) -> str:
    """One line of at most `SHOWN` characters, cut between words."""
    line = re.sub(r"\s+", " ", text).strip()
    if len(line) <= SHOWN:
        return line
    return line[: line.rfind(" ", 0, SHOWN)].rstrip(" ,;:") + " …"


