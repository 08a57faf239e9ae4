"""Where an ignore would be written: edits that, tried on the draft, do set the finding aside."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sourcecheck.audit.suppression import covers
from sourcecheck.domain.findings import Finding
from sourcecheck.errors import InputError
from sourcecheck.lsp.looked_at import LookedAt

_FRONT = re.compile(r"\A\ufeff?(?P<fence>---|\+\+\+)[ \t]*\r?\n(?P<data>.*?)^(?P<end>---|\.\.\.|\+\+\+)[ \t]*$", re.DOTALL | re.MULTILINE)
_OWN_KEY = re.compile(r"^[ \t]*\[?\"?sourcecheck\b", re.MULTILINE)
_OWN_LIST = re.compile(r"^\[?sourcecheck\b[^\[\n]*\n(?:[^\n]*\n)*?[ \t]*ignore[ \t]*[:=][ \t]*\[(?P<rules>[^\]\n]*)(?=\])", re.MULTILINE)


@dataclass(frozen=True)
class Insertion:
    """`text` goes before the character `at` of the draft; `whole_article`: it sets the rule aside everywhere in it."""

    at: int
    text: str
    whole_article: bool = False


def ignores(looked: LookedAt, finding: Finding, reasons: Sequence[str]) -> tuple[Insertion, ...]:
    """The narrowest ignore of the finding's rule there, once for each of `reasons`; none where the syntax has no place for it.

    Every candidate is read back with the first reason: it must leave the text as it is and cover the finding.
    """
    tried = [
        (covered, order)
        for order, candidate in enumerate(_candidates(looked, finding, reasons[0]))
        if (covered := _covered(looked, finding, candidate)) is not None
    ]
    if not tried:
        return ()
    chosen = min(tried)[1]
    return tuple(tuple(_candidates(looked, finding, reason))[chosen] for reason in reasons)


def _covered(looked: LookedAt, finding: Finding, candidate: Insertion) -> int | None:
    """How many characters the ignore sets aside; None where it changes the text or misses the finding."""
    text = looked.draft.text
    try:
        again = replace(looked.draft, text=text[: candidate.at] + candidate.text + text[candidate.at :]).article(looked.name)
    except InputError:
        return None
    if again.text != looked.audit.article.text:
        return None
    return min((len(directive.span) for directive in again.directives if covers(directive, finding)), default=None)


def _candidates(looked: LookedAt, finding: Finding, reason: str) -> Iterator[Insertion]:
    text, source = looked.draft.text, looked.span(finding)
    front = _FRONT.match(text)
    if front is not None and (source.start < front.end() or finding.whole_article):
        inserted = _front_insertion(text, front, finding.rule, reason)
        if inserted is not None:
            yield inserted
        return
    comment = _comment(looked.draft.suffix, finding.rule, reason)
    if comment is None:
        return
    part = looked.audit.article.part_at(finding.span.start)
    begin = looked.audit.article.source_map.source_span(part.span).start if part is not None else source.start
    line = looked.draft.places.line_start(begin)
    indent = text[line : len(text) - len(text[line:].lstrip(" \t"))]
    yield Insertion(line, f"{indent}{comment}{_newline(text)}")
    yield Insertion(source.end, f" {comment}")
    yield Insertion(begin, f"{comment} ")


def _comment(suffix: str | None, rule: str, reason: str) -> str | None:
    said = f"sourcecheck: ignore[{rule}] {reason}".strip()
    if suffix == ".mdx":
        return f"{{/* {said.replace('*/', '* /')} */}}"
    if suffix in (".md", ".markdown", ".qmd", ".html", ".htm", ".xhtml"):
        return f"<!-- {said.replace('--', '—')} -->"
    return None


def _front_insertion(text: str, front: re.Match[str], rule: str, reason: str) -> Insertion | None:
    """Lines of their own at the end; where the front matter sets rules aside already, one rule more in its list."""
    if not _OWN_KEY.search(text, front.start("data"), front.end("data")):
        return Insertion(front.start("end"), _front_lines(front["fence"], rule, reason, _newline(text)), True)
    own = _OWN_LIST.search(text, front.start("data"), front.end("data"))
    if own is None:
        return None
    return Insertion(own.end(), f', "{rule}"' if own["rules"].strip() else f'"{rule}"', True)


def _front_lines(fence: str, rule: str, reason: str, newline: str) -> str:
    # A JSON string is a YAML and a TOML string too.
    said = json.dumps(reason, ensure_ascii=False)
    lines = ["[sourcecheck]", f'ignore = ["{rule}"]', f"reason = {said}"] if fence == "+++" else [
        "sourcecheck:", f"  ignore: [{rule}]", f"  reason: {said}"]
    return "".join(f"{line}{newline}" for line in lines)


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"
