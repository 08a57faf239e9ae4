"""Template code inside articles, taken out of sight without moving a character.

Shortcodes of Hugo (``{{< >}}``, ``{{% %}}``), tags of Jekyll, Liquid, Jinja and Nunjucks (``{% %}``, ``{{ }}``,
``{# #}``), Go templates, ERB and PHP, imports, exports, components and expressions of MDX, attribute lists of kramdown
and pandoc, containers and other marks of Markdown dialects. Of a pair of tags only what is code goes: the words between
``{{% notice %}}`` and its end are the author's; those between ``{{< highlight >}}`` and its end are not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TypeVar

HIDDEN = "\u200b"
"""Stands for a character taken out of a line that has others: not a blank, for four blanks would make it a code block."""

_CODE = "highlight|code|mermaid|katex|math|latex|chart|plantuml|goat|rawhtml|raw-html|style|script|css|json|comment"
_NO_GAP = r"(?:(?!\n[^\S\n]*\n).)*?"
"""Anything, but no blank line: an unclosed tag must not swallow the article."""

_TAGS = re.compile(
    r"<!--.*?-->"
    rf"|\{{\{{[<%]-?\s*({_CODE})\b(?:(?![>%]\}}\}}).)*[>%]\}}\}}.*?\{{\{{[<%]-?\s*/\s*\1\s*-?[>%]\}}\}}"
    rf"|\{{%-?\s*({_CODE}|stylesheet|javascript|schema)\b(?:(?!%\}}).)*%\}}.*?\{{%-?\s*end\2\s*-?%\}}"
    rf"|\{{\{{<{_NO_GAP}>\}}\}}|\{{\{{%{_NO_GAP}%\}}\}}"
    rf"|\{{%{_NO_GAP}%\}}"
    rf"|\{{\{{{_NO_GAP}\}}\}}"
    rf"|\{{\#{_NO_GAP}\#\}}"
    r"|\{/\*.*?\*/\}"
    rf"|<%{_NO_GAP}%>"
    r"|<\?(?:php|=).*?(?:\?>|\Z)",
    re.DOTALL,
)
_ESM = re.compile(
    r"^(?:import\s+(?:[\w*{][^;\n'\"]*?(?:\n[^;\n'\"]*?)*?\sfrom\s+)?['\"][^'\"\n]+['\"][^\S\n]*;?[^\S\n]*$"
    r"|export\s+(?:(?:default|const|let|var|function|async|class)\b|[{*]))",
    re.MULTILINE,
)
_COMPONENT = re.compile(r"</?[A-Z][A-Za-z0-9.]*(?=[\s/>])|</?>")
_MARKS = re.compile(
    r"^[^\S\n]*:{3,}[^\n]*$"  # containers
    r"|^[^\S\n]*\[(?:\[_?TOC_?\]|TOC)\][^\S\n]*$"
    r"|\{:[^{}\n]*\}"  # kramdown
    r"|(?<=[\w)\]»”.!?])[^\S\n]*\{[#.][^{}\n]*\}[^\S\n]*$"  # attributes of a heading or a paragraph
    r"|(?<=\))\{[^{}\n]*[=.#][^{}\n]*\}"  # of an image or a link
    r"|(?<=>)[^\S\n]*\[![A-Za-z]+\][+-]?"  # callouts
    r"|^(?P<item>[^\S\n]*(?:[-*+]|\d{1,9}[.)])[^\S\n]+)\[[ xX]\](?=[^\S\n])"  # tasks
    r"|(?P<link>\[\[(?:[^\[\]|\n]*\|)?)[^\[\]|\n]+(?P<end>\]\])",  # links of a wiki
    re.MULTILINE | re.IGNORECASE,
)
_BLANK_LINE = re.compile(r"\n[^\S\n]*(?:\n|\Z)")
Found = TypeVar("Found")


def hide_in_markdown(source: str, start: int, *, mdx: bool) -> str:
    """`source` from `start` on without template code; `mdx` says that braces hold expressions."""
    body = _hide(source[start:], _TAGS.finditer, lambda match: [match.span()])
    body = _hide(body, _exports, lambda span: [span])
    body = _hide(body, _components, lambda span: [span])
    if mdx:
        body = _hide(body, _expressions, lambda span: [span])
    body = _hide(body, _MARKS.finditer, _marks)
    return source[:start] + "\n".join(_settled(line) for line in body.split("\n"))


def hide_in_html(source: str) -> str:
    """`source` without template code; comments stay, for the parser knows them."""
    def code(match: re.Match[str]) -> list[tuple[int, int]]:
        return [] if match[0].startswith("<!--") else [match.span()]

    return _hide(source, _TAGS.finditer, code).replace(HIDDEN, " ") if "{" in source or "<%" in source or "<?" in source else source


def _hide(text: str, find: Callable[[str], Iterator[Found]], spans: Callable[[Found], list[tuple[int, int]]]) -> str:
    out, at = [], 0
    for found in find(text):
        for start, end in spans(found):
            if start >= at:
                out += [text[at:start], "".join(c if c in "\r\n" else HIDDEN for c in text[start:end])]
                at = end
    return "".join([*out, text[at:]]) if out else text


def _settled(line: str) -> str:
    """A line of which nothing is left is blank."""
    return line if HIDDEN not in line or line.strip(HIDDEN + " \t\r") else line.replace(HIDDEN, " ")


def _marks(match: re.Match[str]) -> list[tuple[int, int]]:
    if match["link"]:
        return [match.span("link"), match.span("end")]
    return [(match.end("item") if match["item"] else match.start(), match.end())]


def _exports(text: str) -> Iterator[tuple[int, int]]:
    for match in _ESM.finditer(text):
        if match[0].startswith("import"):
            yield match.span()
            continue
        gap = _BLANK_LINE.search(text, match.end())
        end = gap.start() if gap else len(text)
        opening = re.compile(r"[{(\[]").search(text, match.end() - (match[0][-1] == "{"), end)
        if opening and (closed := _closing(text, opening.start())) > end:
            gap = _BLANK_LINE.search(text, closed)
            end = gap.start() if gap else len(text)
        yield match.start(), end


def _components(text: str) -> Iterator[tuple[int, int]]:
    for match in _COMPONENT.finditer(text):
        at = match.end()
        while at < len(text) and text[at] != ">":
            if text[at] in "\"'":
                at = _after_string(text, at)
            elif text[at] == "{":
                at = _closing(text, at)
            elif text.startswith("\n\n", at):
                break
            else:
                at += 1
        if at < len(text) and text[at] == ">":
            yield match.start(), at + 1
        elif match[0] in ("<>", "</>"):
            yield match.span()


def _expressions(text: str) -> Iterator[tuple[int, int]]:
    at = text.find("{")
    while at >= 0:
        end = _closing(text, at)
        if end > at + 1 and text[at - 1 : at] != "\\":
            yield at, end
        at = text.find("{", max(end, at + 1))


def _closing(text: str, start: int) -> int:
    """One past the bracket that closes the one at `start`, strings left aside; one past `start` when nothing does."""
    depth, at = 0, start
    while at < len(text):
        c = text[at]
        if c in "{([":
            depth += 1
        elif c in "})]":
            depth -= 1
            if depth == 0:
                return at + 1
        elif c in "\"`":
            at = _after_string(text, at)
            continue
        at += 1
    return start + 1


def _after_string(text: str, start: int) -> int:
    end = text.find(text[start], start + 1)
    return end + 1 if end >= 0 else start + 1
