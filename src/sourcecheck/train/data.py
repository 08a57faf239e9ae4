"""Labelled articles, in the gold format (JSON Lines) or as a newsroom's own table (CSV)."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sourcecheck.domain.scores import NeedKind
from sourcecheck.domain.text import Article, Part, PartKind, SourceMap, Span
from sourcecheck.errors import InputError

_BLOCK = re.compile(r"[^\n]+(?:\n[^\n]+)*")
_TRUE = frozenset({"1", "true", "vrai", "oui", "yes", "x"})


@dataclass(frozen=True)
class Label:
    """What annotators said of one sentence; `needs_source` is None when they did not look for that.
    `loaded` are character spans of the article."""

    span: Span
    needs_source: bool | None
    kind: str | None
    voice: str
    loaded: tuple[Span, ...]


@dataclass(frozen=True)
class Labelled:
    """One labelled article. `has_loaded` is false when nobody looked for loaded words in it; `weight` is how much
    its sentences count in the fit of needs-source (articles written for training count less than real news)."""

    article: Article
    labels: tuple[Label, ...]
    has_loaded: bool
    part: str
    raw: Mapping[str, Any]
    weight: float = 1.0


def read_labelled(paths: Iterable[Path], texts: Iterable[Path] = ()) -> tuple[Labelled, ...]:
    """All labelled articles of the files, in order; the second of two with one id is refused.

    Lines without a text take it, by id, from the files of `texts` (title, blank line, text): labels may
    then be kept apart from texts that must not be copied.
    """
    out: list[Labelled] = []
    seen: set[str] = set()
    library = _texts(texts)
    for path in paths:
        rows = _table(path) if path.suffix.lower() == ".csv" else _lines(path, library)
        for labelled in rows:
            if labelled.article.id in seen:
                raise InputError("{path}: the article id “{id}” occurs twice.", path=path.name, id=labelled.article.id)
            seen.add(labelled.article.id)
            out.append(labelled)
    if not out:
        raise InputError("No labelled article was found; give files in the gold format or CSV.")
    return tuple(out)


def digest_of_data(data: Iterable[Labelled]) -> str:
    """One digest of all texts and labels, whatever the files' names and order of keys."""
    total = hashlib.sha256()
    for row in data:
        total.update(json.dumps(row.raw, sort_keys=True, ensure_ascii=False).encode() + b"\n")
    return total.hexdigest()


def article_of(row: Mapping[str, Any]) -> Article:
    """An article from a gold line: blocks are separated by blank lines, the first is the title."""
    text = row["text"]
    parts = tuple(
        Part(PartKind.TITLE if n == 0 else PartKind.BODY, Span(m.start(), m.end()))
        for n, m in enumerate(_BLOCK.finditer(text))
    )
    return Article(
        str(row["id"]), text, parts, SourceMap.identity(text),
        title=parts[0].span.of(text) if parts else None, published=row.get("date") or row.get("published"),
    )


def _texts(paths: Iterable[Path]) -> dict[str, dict[str, Any]]:
    """Id → text (title, blank line, text) and date of publication, where the file tells it."""
    out = {}
    for path in paths:
        for line in _read(path):
            row = json.loads(line)
            head = f"{row['title'].strip()}\n\n" if row.get("title") else ""
            out[str(row["id"])] = {"text": head + row["text"], "date": row.get("date")}
    return out


def _read(path: Path) -> list[str]:
    try:
        return [line for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
    except (OSError, UnicodeDecodeError):
        raise InputError("The labelled file {path} cannot be read; it must be UTF-8 text.", path=path.name) from None


def _lines(path: Path, texts: Mapping[str, Mapping[str, Any]]) -> Iterator[Labelled]:
    for number, line in enumerate(_read(path), 1):
        try:
            row = json.loads(line)
            if "text" not in row:
                if str(row["id"]) not in texts:
                    raise InputError(
                        "{path}, line {line}: article “{id}” has no text; name the file that holds it with --texts.",
                        path=path.name, line=number, id=row["id"],
                    )
                row = {**texts[str(row["id"])], **row}
            yield _labelled(row)
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(
                "{path}, line {line}: not an article in the gold format ({reason}).",
                path=path.name, line=number, reason=str(error) or type(error).__name__,
            ) from None


def _labelled(row: Mapping[str, Any]) -> Labelled:
    labels = []
    layers = row.get("layers")
    for s in row["sentences"]:
        kind = s.get("kind")
        if kind is not None:
            NeedKind(kind)
        labels.append(
            Label(
                Span(s["start"], s["end"]), _needs(s, layers), kind, s.get("voice", "narrator"),
                tuple(Span(a, b) for a, b in s.get("loaded", ())),
            )
        )
    has_loaded = any("loaded" in s for s in row["sentences"]) and (layers is None or {"sentences", "loaded"} & set(layers) != set())
    return Labelled(article_of(row), tuple(labels), has_loaded, row.get("part", "train"), row, float(row.get("weight", 1.0)))


def _needs(sentence: Mapping[str, Any], layers: list[str] | None) -> bool | None:
    """The needs-source label; articles labelled for loaded words only have none."""
    if layers is not None and "loaded" in layers and "needs_source" not in sentence:
        return None
    return bool(sentence["needs_source"])


def _table(path: Path) -> Iterator[Labelled]:
    """CSV with a header: `sentence` (or `text`), `label` (1/0, oui/non), and optionally `kind`, `article`, `voice`.

    Rows of one `article` are its sentences, in order; without that column each row is an article of its own.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            sample = handle.read(4096)
            handle.seek(0)
            try:
                dialect: Any = csv.Sniffer().sniff(sample, delimiters=",;\t")
            except csv.Error:
                dialect = csv.excel
            rows = list(csv.DictReader(handle, dialect=dialect))
    except (OSError, UnicodeDecodeError):
        raise InputError("The labelled file {path} cannot be read; it must be UTF-8 CSV.", path=path.name) from None
    names = set(rows[0]) if rows else set()
    column = next((c for c in ("sentence", "phrase", "text", "texte") if c in names), None)
    answer = next((c for c in ("label", "needs_source", "etiquette", "étiquette") if c in names), None)
    if column is None or answer is None:
        raise InputError(
            "{path}: the columns “sentence” and “label” are needed; found: {found}.",
            path=path.name, found=", ".join(sorted(str(n) for n in names)) or "none",
        )
    groups: dict[str, list[dict[str, str]]] = {}
    for n, row in enumerate(rows):
        groups.setdefault(row.get("article") or f"{path.stem}-{n + 1}", []).append(row)
    for name, members in groups.items():
        yield _from_rows(path, name, members, column, answer)


def _from_rows(path: Path, name: str, members: list[dict[str, str]], column: str, answer: str) -> Labelled:
    text = ""
    sentences: list[dict[str, Any]] = []
    for row in members:
        words = (row[column] or "").strip()
        if not words:
            raise InputError("{path}: a row of article “{id}” has no sentence.", path=path.name, id=name)
        text += " " if text else ""
        start = len(text)
        text += words
        needs = (row[answer] or "").strip().lower() in _TRUE
        kind = (row.get("kind") or "").strip() or None
        if kind is not None and kind not in {k.value for k in NeedKind}:
            raise InputError("{path}: “{kind}” is not a kind of need.", path=path.name, kind=kind)
        sentences.append({"n": len(sentences), "start": start, "end": len(text), "voice": row.get("voice") or "narrator", "needs_source": needs, "kind": kind if needs else None})
    raw = {"id": name, "text": text, "sentences": sentences}
    part = (Part(PartKind.BODY, Span(0, len(text))),)
    labels = tuple(
        Label(Span(s["start"], s["end"]), s["needs_source"], s["kind"], s["voice"], ()) for s in sentences
    )
    return Labelled(Article(name, text, part, SourceMap.identity(text)), labels, False, "train", raw)
