"""Fit the models of replies on labelled allegations (`reply`, `reply_at`): who speaks for the accused, who answers.

Two models weigh each place where somebody speaks (`replies-voice`, `replies-answer`); two more weigh all the places of an
accusation together (`answered`, `replies`), fitted on scores of models that did not see the article.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sourcecheck.discourse.answering import Option, summary
from sourcecheck.discourse.replies import SURE, all_options, context, sought_reply
from sourcecheck.train.allegations import Case, Fitted, fit, folds, gold_allegations

STRENGTH = {"replies-voice": 0.1, "replies-answer": 0.1, "answered": 0.3, "replies": 0.3}
SPOKEN = ("relevant", "off-topic")
Rows = list[dict[str, float]]


@dataclass
class Answer:
    """One labelled allegation: its places, the label of each for the two models (1, 0, -1 = leave out), its status."""

    options: list[Option]
    voice: list[int]
    answer: list[int]
    context: dict[str, float]
    status: str
    sought: bool | None = None
    """None where nothing says that a reply was sought; else whether the accused is named there."""


def answers_of_case(case: Case) -> list[Answer]:
    sentences, attributions, entities = case.stages
    pairs = gold_allegations(case)
    allegations = tuple(allegation for _, allegation in pairs)
    found = all_options(case.annotated, sentences, attributions, entities, allegations, case.book)
    speakers = [a.speaker for a in attributions]
    out = []
    for (gold, allegation), options in zip(pairs, found, strict=True):
        voice, answer = option_labels(gold, options, case.places, speakers)
        around = context(allegation, case.book, len(sentences), len(attributions))
        sought, named = sought_reply(case.annotated, sentences, allegation, case.book)
        out.append(Answer(options, voice, answer, around, str(gold["reply"]), None if sought is None else named))
    return out


def option_labels(
    gold: Mapping[str, Any], options: Sequence[Option], places: Mapping[int, int], speakers: Sequence[int | None]
) -> tuple[list[int], list[int]]:
    """Labels of the places: the labelled sentence answers, other words of the same speaker are left out."""
    status, at = gold["reply"], gold.get("reply_at")
    spoken = status in SPOKEN
    unsure = -1 if status == "relevant" else 0

    def who(option: Option) -> int | None:
        return None if option.attribution is None else speakers[option.attribution]

    hit = [spoken and at is not None and at in {places[n] for n in range(o.sentence, o.last + 1)} for o in options]
    sure = any(o.capacity for o, h in zip(options, hit, strict=True) if h)
    theirs = {who(o) for o, h in zip(options, hit, strict=True) if h and not o.accuser} - {None}
    voice, answer = [], []
    for option, here in zip(options, hit, strict=True):
        if not spoken:
            v, a = 0, 0
        elif here and not option.accuser and (option.capacity or not sure):
            v, a = 1, int(status == "relevant")
        elif option.capacity:
            v, a = (0 if here else -1), unsure
        elif who(option) in theirs or "presumed" in option.features or (at is None and who(option) is not None):
            v, a = -1, unsure
        else:
            v, a = 0, 0
        voice.append(v)
        answer.append(a)
    return voice, answer


def option_rows(answers: Iterable[Answer], which: Callable[[Answer], list[int]]) -> tuple[Rows, list[int]]:
    pairs = [(o.features, y) for a in answers for o, y in zip(a.options, which(a), strict=True) if y >= 0]
    return [f for f, _ in pairs], [y for _, y in pairs]


def fit_options(articles: Sequence[Sequence[Answer]]) -> tuple[Fitted, Fitted]:
    answers = [a for article in articles for a in article]
    voice, spoken = option_rows(answers, lambda a: a.voice)
    answer, relevant = option_rows(answers, lambda a: a.answer)
    return (fit(voice, spoken, STRENGTH["replies-voice"], seen=OPTION_SEEN),
            fit(answer, relevant, STRENGTH["replies-answer"], seen=OPTION_SEEN))


OPTION_SEEN = 8


def whole_row(answer: Answer, models: tuple[Fitted, Fitted]) -> dict[str, float]:
    scores = [[model.score(o.features) for o in answer.options] for model in models]
    return {**answer.context, **summary(answer.options, scores[0], scores[1])}


def whole_rows(articles: Sequence[Sequence[Answer]]) -> tuple[Rows, list[str]]:
    """Rows over all the places, the places weighed by models that did not see the article; allegations sought are left out."""
    made: dict[int, tuple[Fitted, Fitted]] = {}
    for test in folds(len(articles), HALVES):
        inside = set(test.tolist())
        models = fit_options([a for i, a in enumerate(articles) if i not in inside])
        made.update(dict.fromkeys(inside, models))
    pairs = [(whole_row(a, made[i]), a.status) for i, article in enumerate(articles) for a in article if a.status != "sought"]
    return [row for row, _ in pairs], [status for _, status in pairs]


HALVES = 5
THRESHOLDS = {"answered": 0.6, "replies": 0.35}
"""Chosen held out over all the sets together; the mean over the sets is flat around them."""


def fit_replies(articles: Sequence[Sequence[Answer]]) -> dict[str, Fitted]:
    """The four models from all the labelled articles."""
    voice, answer = fit_options(articles)
    rows, statuses = whole_rows(articles)
    answered = fit(rows, [int(s in SPOKEN) for s in statuses], STRENGTH["answered"], seen=OPTION_SEEN)
    replies = fit(rows, [int(s == "relevant") for s in statuses], STRENGTH["replies"], seen=OPTION_SEEN)
    return {
        "replies-voice": voice, "replies-answer": answer,
        "answered": replace(answered, threshold=THRESHOLDS["answered"]), "replies": replace(replies, threshold=THRESHOLDS["replies"]),
    }


def status_of(answer: Answer, models: Mapping[str, Fitted]) -> str:
    """The status that `discourse.replies` would give."""
    row = whole_row(answer, (models["replies-voice"], models["replies-answer"]))
    model = replace(models["replies"], threshold=SURE) if answer.sought else models["replies"]
    if answer.options and model.accepts(row):
        return "relevant"
    if answer.sought is not None:
        return "sought"
    return "off-topic" if answer.options and models["answered"].accepts(row) else "none"


def held_out_statuses(articles: Sequence[Sequence[Answer]]) -> list[list[str]]:
    """The status of every allegation from models that did not see its article."""
    out: list[list[str]] = [[] for _ in articles]
    for test in folds(len(articles)):
        inside = set(test.tolist())
        models = fit_replies([a for i, a in enumerate(articles) if i not in inside])
        for i in inside:
            out[i] = [status_of(a, models) for a in articles[i]]
    return out


__all__ = ["Answer", "answers_of_case", "fit_replies", "held_out_statuses", "option_labels", "status_of"]
