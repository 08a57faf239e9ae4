"""Quotation marks of French typography, paired paragraph by paragraph.

Rules followed (Lexique des règles typographiques en usage à l'Imprimerie nationale, « Guillemets »):
a quotation that runs over several paragraphs reopens at each of them and closes once; a quotation
inside a quotation may share the closing mark of the outer one; a dialogue is opened by a dash.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from sourcecheck.discourse.conjugation import FINITE
from sourcecheck.discourse.cues import verb_forms
from sourcecheck.domain.discourse import Quotation, QuotationUse
from sourcecheck.domain.text import Span
from sourcecheck.language import Annotated

_MARK = re.compile(r"«|»|“|”|„|‟|\"|''|’’|‘‘|‘’|‹|›|‘|(?<!\w)['’](?=\w)|['’](?!\w)")
_OPEN = {"«": "»", "“": "”", "„": "”", "‟": "”", "‹": "›", "‘‘": "”"}
_TWICE = frozenset({"‘’", "’’"})  # two single marks for a double one, often the same at both ends
_CLOSE = {"»": "«", "”": "“", "›": "‹"}
_BLANK = " \t\n\r\xa0\u202f\u2009\u2007\u200b\ufeff"
_ENDS = ".!?…"
_SINGLE_MAX = 300
_RUN_MAX = 12
_NUMBER_UNIT = re.compile(r"\d\s?$")
_DASH = re.compile(r"[—–-][ \xa0\u202f]")
_INCISE = re.compile(
    r"(?P<before>[,!?…])[ \xa0\u202f](?P<incise>(?:[mtsl]['’])?\w+(?:-t)?-(?:il|elle|on|ils|elles|je)\b[^,.!?;:]*)(?=[,.!?])",
    re.IGNORECASE,
)


_NAMED_INCISE = re.compile(r"[,!?…][ \xa0\u202f](?P<verb>[a-zà-ÿ]+)[ \xa0](?=(?:le|la|les|un|une|son|sa|M\.|Mme)\s|l['’]|[A-ZÀ-Ý])")
_INCISE_END = re.compile(r"[.!?](?=\s|$)")


@dataclass(frozen=True)
class Marks:
    """`quotations` in order of their opening, the outer before the inner; `unbalanced`: the lonely marks."""

    quotations: tuple[Quotation, ...]
    unbalanced: tuple[Span, ...]


@dataclass
class _Open:
    mark: str
    start: int
    inner: int
    depth: int


def find_quotations(annotated: Annotated) -> Marks:
    """Every pair of marks; where a mark is missing, the extent is inferred and `balanced` is false."""
    text = annotated.article.text
    found: list[Quotation] = []
    lonely: list[Span] = []
    running: str | None = None
    parts = annotated.article.parts
    for number, part in enumerate(parts):
        following = [other.span for other in parts[number + 1 : number + 1 + _RUN_MAX]]
        quotations, unbalanced, running = _read_part(text, part.span, following, running)
        found.extend(_settle(quotations))
        lonely.extend(unbalanced)
    found.extend(_dialogue(text, [part.span for part in parts], found))
    found.sort(key=lambda q: (q.outer.start, -q.outer.end))
    return Marks(tuple(found), tuple(sorted(lonely)))


def _settle(found: list[Quotation]) -> tuple[Quotation, ...]:
    """The quotations of one paragraph in order, depths counted, and none that straddles another: of two that cross, an inferred one gives way."""
    kept: list[Quotation] = []
    for quotation in sorted(found, key=lambda q: (not q.balanced, q.outer.start, -q.outer.end)):
        if all(
            not quotation.outer.overlaps(other.outer)
            or (quotation.outer != other.outer and (quotation.outer.contains(other.outer) or other.outer.contains(quotation.outer)))
            for other in kept
        ):
            kept.append(quotation)
    kept.sort(key=lambda q: (q.outer.start, -q.outer.end))
    open_ends: list[int] = []
    settled = []
    for quotation in kept:
        while open_ends and open_ends[-1] <= quotation.outer.start:
            open_ends.pop()
        settled.append(replace(quotation, depth=len(open_ends)))
        open_ends.append(quotation.outer.end)
    return tuple(settled)


def _read_part(
    text: str, part: Span, following: list[Span], running: str | None
) -> tuple[list[Quotation], list[Span], str | None]:
    """The quotations of one paragraph. `running`: the mark that the paragraphs before it left open."""
    done: list[Quotation] = []
    lonely: list[Span] = []
    stack: list[_Open] = []
    if running is not None and not {running, _OPEN.get(running, running)} & set(text[part.start : part.end]):
        return [_quotation(text, part.start, part.start, part.end, part.end, True, 0)], lonely, running
    for match in _MARK.finditer(text, part.start, part.end):
        mark, at = match.group(), match.start()
        if (mark in _TWICE and _opens_twice(text, part, at, stack)) or (mark == "»" and not stack and running is None and _opens_backwards(text, part, at)):
            stack.append(_Open("‘‘", at, match.end(), len(stack)))
        elif mark in _TWICE:
            _close(text, part, "”", at, match.end(), stack, done, lonely, running is not None)
            running = None
        elif mark in _OPEN:
            running = None if running == mark else running
            stack.append(_Open(mark, at, match.end(), len(stack)))
        elif mark in _CLOSE:
            _close(text, part, mark, at, match.end(), stack, done, lonely, running is not None)
            running = None
        elif mark in {'"', "''"}:
            if running == mark and not stack and text[part.start : at].strip(_BLANK):
                done.append(_quotation(text, part.start, part.start, at, match.end(), True, 0))
                running = None
            else:
                _straight(text, part, mark, at, match.end(), stack, done)
        else:
            _single(text, part, at, stack, done)
    if running is not None and not stack:
        inside = [_deeper(quotation) for quotation in done]
        return [_quotation(text, part.start, part.start, part.end, part.end, True, 0), *inside], lonely, running
    return done, lonely, _left_open(text, part, following, stack, done, lonely)


def _opens_twice(text: str, part: Span, at: int, stack: list[_Open]) -> bool:
    """« ‘’Il pleut’’, dit-elle »: nothing like it is open, and a word follows at once."""
    before = text[at - 1] if at > part.start else " "
    after = text[at + 2] if at + 2 < part.end else " "
    return not any(opened.mark == "‘‘" for opened in stack) and after not in _BLANK and after not in ".,;:!?)»" and (
        before in _BLANK or before in "([«“'’-–—")


def _opens_backwards(text: str, part: Span, at: int) -> bool:
    """« »Il pleut », dit-elle »: a closing mark typed for an opening one, closed before another opens."""
    if (at > part.start and text[at - 1] not in _BLANK) or at + 1 >= part.end or text[at + 1] in _BLANK or text[at + 1] in ".,;:!?)":
        return False
    nearest = re.compile(r"«|»|’’|”").search(text, at + 1, part.end)
    return nearest is not None and nearest.group() != "«"


def _close(
    text: str, part: Span, mark: str, at: int, end: int,
    stack: list[_Open], done: list[Quotation], lonely: list[Span], running: bool,
) -> None:
    index = next((i for i in range(len(stack) - 1, -1, -1) if _OPEN.get(stack[i].mark) == mark), None)
    if index is None:
        index = next((i for i in range(len(stack) - 1, -1, -1) if stack[i].mark in _OPEN), None)
    if index is not None:
        opened = stack[index]
        del stack[index:]
        done.append(_quotation(text, opened.start, opened.inner, at, end, True, index))
        return
    if not text[part.start : at].strip(_BLANK):
        return  # a closing mark at the head of a paragraph repeats the running quotation
    if running:
        done[:] = [_deeper(quotation) for quotation in done]
        done.append(_quotation(text, part.start, part.start, at, end, True, 0))
        return
    if any(q.depth == 0 for q in done):
        previous = max(q.outer.end for q in done)
        lonely.append(Span(at, end))
        if not text[previous:at].strip(_BLANK):
            return
        start = _sentence_start(text, previous, at)
        if text[start:at].strip(_BLANK):
            done.append(_quotation(text, start, start, at, end, False, 0))
        return
    lonely.append(Span(at, end))
    start = _sentence_start(text, part.start, at)
    if text[start:at].strip(_BLANK):
        done.append(_quotation(text, start, start, at, end, False, 0))


def _straight(
    text: str, part: Span, mark: str, at: int, end: int, stack: list[_Open], done: list[Quotation]
) -> None:
    before = text[at - 1] if at > part.start else " "
    after = text[end] if end < part.end else " "
    index = next((i for i in range(len(stack) - 1, -1, -1) if stack[i].mark == mark), None)
    if index is None:
        if before.isdigit() and not after.isalpha():
            return  # inches, seconds
        stack.append(_Open(mark, at, end, len(stack)))
        return
    opens = (before in _BLANK or before in "(['’«“") and after not in _BLANK and after not in ".,;:!?)»"
    if opens and text.count(mark, at, part.end) % 2 == 0 and len(text[stack[index].inner : at].strip(_BLANK)) > 0:
        stack.append(_Open(mark, at, end, len(stack)))  # nested straight marks
        return
    opened = stack[index]
    del stack[index:]
    done.append(_quotation(text, opened.start, opened.inner, at, end, True, index))


def _single(text: str, part: Span, at: int, stack: list[_Open], done: list[Quotation]) -> None:
    """Single marks pair only with one another, at word borders; anything else is an apostrophe."""
    before = text[at - 1] if at > part.start else " "
    after = text[at + 1] if at + 1 < part.end else " "
    index = next((i for i in range(len(stack) - 1, -1, -1) if stack[i].mark in "'’‘" and stack[i].mark), None)
    opens = (before in _BLANK or before in "([«“\"") and after.isalnum()
    closes = not before.isspace() and not after.isalnum() and before != ","
    if index is not None and closes and at - stack[index].start <= _SINGLE_MAX:
        opened = stack[index]
        del stack[index:]
        done.append(_quotation(text, opened.start, opened.inner, at, at + 1, True, index))
    elif index is None and opens and not _NUMBER_UNIT.search(text[max(part.start, at - 2) : at]):
        stack.append(_Open(text[at], at, at + 1, len(stack)))


def _left_open(
    text: str, part: Span, following: list[Span], stack: list[_Open], done: list[Quotation], lonely: list[Span]
) -> str | None:
    """Infer the extent of what was opened and not closed; gives the mark of a quotation that runs on."""
    stack = [opened for opened in stack if opened.mark not in "'’‘"]
    runs: str | None = None
    for opened in stack:
        inner = [q for q in done if q.outer.start > opened.start]
        head = not text[part.start : opened.start].strip(_BLANK)
        if text[opened.inner : part.end].strip(_BLANK) and _runs_on(text, following, opened.mark):
            done.append(_quotation(text, opened.start, opened.inner, part.end, part.end, True, opened.depth))
            runs = runs or opened.mark
            continue
        last = max(inner, key=lambda q: q.outer.end, default=None)
        if last is not None and not text[last.outer.end : part.end].strip(_BLANK + _ENDS + ","):
            # one closing mark for both levels
            done.append(_quotation(text, opened.start, opened.inner, last.inner.end, last.outer.end, True, opened.depth))
            continue
        lonely.append(Span(opened.start, opened.inner))
        limit = min((q.outer.start for q in inner), default=part.end)
        if not text[opened.inner : limit].strip(_BLANK):
            continue
        end = limit if head and limit == part.end else _sentence_end(text, opened.inner, limit)
        done.append(_quotation(text, opened.start, opened.inner, end, end, False, opened.depth))
    return runs


def _runs_on(text: str, following: list[Span], mark: str) -> bool:
    """Whether the next paragraphs continue a quotation: one reopens it, or closes what it never opened."""
    closing = _OPEN.get(mark, mark)
    for part in following:
        head = text[part.start : part.end].lstrip(_BLANK)
        if mark == '"':
            count = text.count('"', part.start, part.end)
            if count or head.startswith('"'):
                return count % 2 == 1
            continue
        if head.startswith((mark, closing)):
            return part is following[0]
        first_close = text.find(closing, part.start, part.end)
        first_open = text.find(mark, part.start, part.end)
        if first_close >= 0 or first_open >= 0:
            return first_close >= 0 and (first_open < 0 or first_close < first_open)
    return False


def _quotation(text: str, start: int, inner: int, inner_end: int, end: int, balanced: bool, depth: int) -> Quotation:
    while inner < inner_end and text[inner] in _BLANK:
        inner += 1
    while inner_end > inner and text[inner_end - 1] in _BLANK:
        inner_end -= 1
    return Quotation(Span(start, max(end, inner_end)), Span(inner, inner_end), QuotationUse.SPEECH, balanced, depth)


def _deeper(quotation: Quotation) -> Quotation:
    return Quotation(quotation.outer, quotation.inner, quotation.use, quotation.balanced, quotation.depth + 1)


def _sentence_start(text: str, low: int, at: int) -> int:
    cut = max(text.rfind(mark, low, at) for mark in (". ", "! ", "? ", "… ", ": ", ".\xa0"))
    start = cut + 1 if cut >= low else low
    while start < at and text[start] in _BLANK:
        start += 1
    return start


def _sentence_end(text: str, start: int, limit: int) -> int:
    match = re.compile(r"[.!?…](?=\s|$)|, (?=(?:a|ont|avait|dit|explique|affirme|selon)\b)").search(text, start, limit)
    return limit if match is None else (match.start() if match.group().startswith(",") else match.end())


def _incises(text: str, part: Span) -> list[tuple[int, int]]:
    """The incises of a turn, from the mark before them to the one after: « , dit-il », « ? lance le patron, ému »."""
    found = [(m.start(), m.end()) for m in _INCISE.finditer(text, part.start + 2, part.end)]
    if found or text[part.start] == "-":
        return found
    for match in _NAMED_INCISE.finditer(text, part.start + 2, part.end):
        kinds = {kind for _, forms, _, _ in verb_forms().get(match["verb"].lower(), ()) for kind in forms}
        if FINITE in kinds:
            stop = _INCISE_END.search(text, match.end(), part.end)
            return [(match.start(), stop.start() if stop else part.end)]
    return []


def _dialogue(text: str, parts: list[Span], found: list[Quotation]) -> list[Quotation]:
    """Turns opened by a dash: a paragraph with an inverted incise, or one of several turns in a row."""
    heads = [
        bool(_DASH.match(text, part.start)) and not any(part.overlaps(q.outer) for q in found if q.depth == 0)
        for part in parts
    ]
    turns = []
    for i, part in enumerate(parts):
        if not heads[i]:
            continue
        body = text[part.start : part.end]
        neighbour = (i > 0 and heads[i - 1]) or (i + 1 < len(parts) and heads[i + 1])
        incises = _incises(text, part)
        if not incises and not (neighbour and re.search(r"[?!]|\b(?:je|j['’]|nous|vous|tu)\b", body, re.I)):
            continue
        start = part.start + 2
        for before, after in incises:
            if before > start:
                stop = before + (text[before] != ",")
                turns.append(_quotation(text, min(start, part.start) if start == part.start + 2 else start, start, stop, stop, True, 0))
            start = after + 1
        if text[start : part.end].strip(_BLANK + ".,"):
            turns.append(_quotation(text, part.start if start == part.start + 2 else start, start, part.end, part.end, True, 0))
    return turns
