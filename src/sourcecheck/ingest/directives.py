"""What an author writes in the source to set findings aside.

- ``<!-- sourcecheck: ignore[SRC-001,LEX-*] reason -->`` alone on its line: the paragraph that follows;
  inside or after a paragraph: that paragraph. In MDX ``{/* sourcecheck: … */}`` is read too.
- ``<!-- sourcecheck: ignore-start[…] reason -->`` … ``<!-- sourcecheck: ignore-end -->``: all between.
- front matter ``sourcecheck: {ignore: [SRC-001], reason: "…"}``: the whole article.

Without brackets every rule is meant.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from sourcecheck.ingest.readers.source import RawDirective

_DIRECTIVE = re.compile(
    r"(?:<!--|\{/\*)\s*sourcecheck\s*:\s*(?P<verb>ignore(?:-start|-end)?)\s*(?:\[(?P<rules>[^\]]*)\])?\s*(?P<reason>.*?)\s*(?:-->|\*/\})",
    re.DOTALL,
)
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")


def find_directives(source: str, start: int = 0) -> tuple[RawDirective, ...]:
    """The directives written in `source` from `start` on, with the source characters each covers."""
    out: list[RawDirective] = []
    open_ranges: list[tuple[re.Match[str], tuple[str, ...], str]] = []
    for match in _DIRECTIVE.finditer(source, start):
        rules, reason = _rules(match["rules"]), " ".join(match["reason"].split())
        if match["verb"] == "ignore-start":
            open_ranges.append((match, rules, reason))
        elif match["verb"] == "ignore-end":
            if open_ranges:
                first, rules, reason = open_ranges.pop()
                out.append(RawDirective(rules, reason, first.end(), match.start(), first.start(), first.end()))
        else:
            begin, end = _covered(source, match)
            out.append(RawDirective(rules, reason, begin, end, match.start(), match.end()))
    out.extend(RawDirective(rules, reason, first.end(), len(source), first.start(), first.end()) for first, rules, reason in open_ranges)
    return tuple(sorted(out, key=lambda directive: directive.written_at))


def front_matter_directives(data: Mapping[str, Any], source: str) -> tuple[RawDirective, ...]:
    """The directive of a front matter that says ``sourcecheck: {ignore: …}``."""
    wish = data.get("sourcecheck")
    if not isinstance(wish, Mapping) or "ignore" not in wish:
        return ()
    ignore = wish["ignore"]
    rules = tuple(str(rule) for rule in ignore) if isinstance(ignore, list) else _rules(None if ignore is True else str(ignore))
    at = max(source.find("sourcecheck"), 0)
    return (RawDirective(rules, str(wish.get("reason", "")).strip(), 0, len(source), at, at + len("sourcecheck")),)


def _rules(written: str | None) -> tuple[str, ...]:
    return tuple(rule.strip() for rule in (written or "").split(",") if rule.strip() and rule.strip() != "*")


def _covered(source: str, match: re.Match[str]) -> tuple[int, int]:
    line_start = source.rfind("\n", 0, match.start()) + 1
    line_end = source.find("\n", match.end())
    line_end = len(source) if line_end < 0 else line_end
    alone = not source[line_start : match.start()].strip() and not source[match.end() : line_end].strip()
    if alone:
        begin = line_end
        while begin < len(source) and source[begin].isspace():
            begin += 1
    else:
        before = [m.end() for m in _BLANK_LINE.finditer(source, 0, match.start())]
        begin = before[-1] if before else 0
    after = _BLANK_LINE.search(source, max(begin, match.end()))
    return begin, after.start() if after else len(source)
