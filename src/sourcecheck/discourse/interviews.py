"""Interviews in plain text: which paragraphs ask and which answer.

A page marks its questions (`PartKind.QUESTION`); a text does it by labels (« Q : », « R : », « Anne Roux : ») or
by paragraphs that end with a question mark. The second form is an interview only when most answers speak in the
first person, or begin with a dash: a question may also head a passage of the newsroom's own (« Que s'est-il passé ? »).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sourcecheck.domain.text import Article, PartKind, Span

_ASKS = re.compile(r"[—–-]?\s*(?:Q|Question|QUESTION)\s?\d{0,2}\s?[:.]\s*")
_ANSWERS = re.compile(r"[—–-]?\s*(?:R|Réponse|RÉPONSE)\s?\d{0,2}\s?[:.]\s*(?=\S)")
_TAG = re.compile(r"(?P<name>(?:[A-ZÀ-Ý][\w'’.-]* ?){1,4}?)\s?:\s+(?=[A-ZÀ-Ý«\"“])")
_DASH = re.compile(r"[—–-]\s")
_FIRST_PERSON = re.compile(r"(?:^|[^\w])(?:je|j['’]|nous|mon|ma|mes|notre|nos|moi|me|m['’]|on)(?=\W|(?<=['’]))", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:^|[^\w])(?:vous|votre|vos|tu|ton|ta|tes)(?!\w)", re.IGNORECASE)
_TEXT = frozenset({PartKind.BODY, PartKind.LIST})


@dataclass(frozen=True, slots=True)
class Answer:
    """A paragraph of an answer: its words, and the name that labels it when one does."""

    part: int
    content: Span
    name: Span | None = None


def interview_answers(article: Article) -> tuple[Answer, ...]:
    """The paragraphs that answer in an interview, in order; none when the article is no interview."""
    bodies = [(i, part.span, part.span.of(article.text)) for i, part in enumerate(article.parts) if part.kind in _TEXT]
    return _labelled(bodies) or _tagged(bodies) or _dashed(bodies) or _asked(bodies)


def _labelled(bodies: list[tuple[int, Span, str]]) -> tuple[Answer, ...]:
    asks = sum(_ASKS.match(text) is not None for _, _, text in bodies)
    answers = sum(_ANSWERS.match(text) is not None for _, _, text in bodies)
    if answers < 2 or not asks:
        return ()
    found, answering = [], False
    for number, span, text in bodies:
        label = _ANSWERS.match(text)
        if label is not None or (answering and not _ASKS.match(text)):
            found.append(_answer(number, span, text, label.end() if label else 0))
            answering = True
        else:
            answering = False
    return tuple(found)


def _tagged(bodies: list[tuple[int, Span, str]]) -> tuple[Answer, ...]:
    """« Anne Roux : … » in answer to « Le Courrier : … ? »: the tag of the paragraphs that do not ask."""
    tags = {number: _TAG.match(text) for number, _, text in bodies}
    asking = {m["name"].strip() for n, _, text in bodies if (m := tags[n]) and text.rstrip().endswith("?")}
    named: dict[str, int] = {}
    for number, _, text in bodies:
        match = tags[number]
        if match and not text.rstrip().endswith("?") and match["name"].strip() not in asking:
            named[match["name"].strip()] = named.get(match["name"].strip(), 0) + 1
    if sum(named.values()) < 2 or not any(text.rstrip().endswith("?") for _, _, text in bodies):
        return ()
    found = []
    for number, span, text in bodies:
        match = tags[number]
        if match and named.get(match["name"].strip(), 0) >= 2:
            name = Span(span.start + match.start("name"), span.start + match.start("name") + len(match["name"].strip()))
            answer = _answer(number, span, text, match.end())
            found.append(Answer(number, answer.content, name))
    return tuple(found)


def _dashed(bodies: list[tuple[int, Span, str]]) -> tuple[Answer, ...]:
    """Answers that open with a dash, each below a question that does not; what follows one belongs to it until the next question."""
    heads = [n for n, (_, _, text) in enumerate(bodies) if n and _DASH.match(text) and not _asks(text) and _asks(bodies[n - 1][2]) and not _DASH.match(bodies[n - 1][2])]
    if len(heads) < 2:
        return ()
    found: list[Answer] = []
    answering = False
    for n, (number, span, text) in enumerate(bodies):
        if n in heads:
            answering = True
        elif _asks(text) or not any(later > n for later in heads):
            answering = False
        if answering:
            found.append(_answer(number, span, text, 0))
    return tuple(found)


def _asked(bodies: list[tuple[int, Span, str]]) -> tuple[Answer, ...]:
    questions = {n for n, _, text in bodies if _asks(text)}
    addressed = sum(_ADDRESS.search(text) is not None for n, _, text in bodies if n in questions)
    if len(questions) < 2 or addressed * 2 < len(questions):
        return ()
    found, answering = [], False
    for number, span, text in bodies:
        if number in questions:
            answering = True
        elif answering:
            found.append(_answer(number, span, text, 0))
    texts = {number: text for number, _, text in bodies}
    personal = sum(_speaks(texts[answer.part]) for answer in found)
    return tuple(found) if found and personal * 5 >= len(found) * 3 else ()


def _asks(text: str) -> bool:
    body = text.strip().rstrip("»\" \xa0")
    return body.endswith("?") and len(body.split()) <= 60 and "«" not in body.split("?")[0][:2]


def _speaks(text: str) -> bool:
    """Whether the paragraph says « je » or « nous » outside quotation marks."""
    return _FIRST_PERSON.search(re.sub(r"«[^»]*»", "", text)) is not None


def _answer(part: int, span: Span, text: str, skip: int) -> Answer:
    start = skip + len(text[skip:]) - len(text[skip:].lstrip("—–- \xa0«\"“"))
    return Answer(part, Span(span.start + start, span.start + len(text.rstrip("» \xa0\"”\n"))))
