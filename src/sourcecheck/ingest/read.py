"""The front door: a path, bytes or a text become an Article, or one clear sentence says why not."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from sourcecheck.domain.text import Article, Directive, Notice, Run, Span
from sourcecheck.errors import InputError
from sourcecheck.ingest.blocks import Assembled, assemble
from sourcecheck.ingest.decode import MAX_BYTES, decode
from sourcecheck.ingest.french import require_french
from sourcecheck.ingest.layout import lay_out
from sourcecheck.ingest.readers.plain import read_plain
from sourcecheck.ingest.readers.source import RawDirective, SourceText

MAX_CHARACTERS = 1_000_000
MARKDOWN = frozenset({".md", ".markdown", ".mdx", ".qmd"})
HTML = frozenset({".html", ".htm", ".xhtml"})
PLAIN = frozenset({".txt", ".text", ""})
KNOWN_SUFFIXES = PLAIN | MARKDOWN | HTML | {".docx"}


def read_path(path: Path, name: str | None = None) -> Article:
    """The article in a file. `name` is what reports call it (default: the path as given).

    Raises `InputError` for a missing, unreadable, empty, too large, non-French or binary file and a folder.
    """
    shown = name or path.as_posix()
    return read_bytes(read_data(path, shown), shown)


def read_data(path: Path, shown: str) -> bytes:
    """The bytes of a file that may be an article. Raises `InputError`, naming it `shown`, for what cannot be one."""
    try:
        if path.is_dir():
            raise InputError("{path} is a folder: name the files in it, or use “sourcecheck check”.", path=shown)
        size = path.stat().st_size
        if size > MAX_BYTES:
            decode(b"x" * (MAX_BYTES + 1), shown)
        return path.read_bytes()
    except FileNotFoundError:
        raise InputError("{path} does not exist: check the name and the folder.", path=shown) from None
    except OSError as error:
        raise InputError("{path} cannot be read ({reason}): check its permissions.", path=shown, reason=error.strerror) from None


def read_bytes(data: bytes, name: str, suffix: str | None = None) -> Article:
    """The article in `data`; the format follows `suffix` (default: that of `name`), then the content."""
    suffix = (PurePosixPath(name).suffix if suffix is None else suffix).lower()
    if suffix == ".docx":
        from sourcecheck.ingest.readers.word import read_word

        if not data:
            raise InputError("{path} is empty: save the article and try again.", path=name)
        if len(data) > MAX_BYTES:
            decode(data, name)
        return _article(read_word(data, name), name, "utf-8", ())
    if suffix not in KNOWN_SUFFIXES and not _looks_like_text(data):
        raise InputError(
            "{path} is of a kind that sourcecheck does not read ({suffix}): give .txt, .html, .md or .docx.",
            path=name, suffix=suffix,
        )
    decoded = decode(data, name)
    return _article(_read(decoded.text, suffix), name, decoded.encoding, decoded.notices)


def article_from_text(
    text: str,
    id: str,
    *,
    title: str | None = None,
    byline: str | None = None,
    published: str | None = None,
    section: str | None = None,
    genre: str | None = None,
    metadata: tuple[tuple[str, str], ...] = (),
) -> Article:
    """An article of an archive row: plain text with columns beside it.

    A `title` that does not begin the text is set before it as a part of its own.
    """
    if not text.strip():
        raise InputError("{path} is empty: save the article and try again.", path=id)
    source = text
    if title and not text.lstrip().startswith(title.strip()):
        source = f"{title.strip()}\n\n{text}"
    article = _article(read_plain(source), id, "utf-8", ())
    return Article(
        id=id, text=article.text, parts=article.parts, source_map=article.source_map, title=title or article.title,
        byline=byline or article.byline, published=published, section=section, genre=genre,
        notices=article.notices, metadata=metadata,
    )


def _read(text: str, suffix: str) -> SourceText:
    if suffix in MARKDOWN:
        from sourcecheck.ingest.readers.markdown import read_markdown

        return read_markdown(text, mdx=suffix == ".mdx")
    head = text[:2000].lstrip().lower()
    if suffix in HTML or head.startswith(("<!doctype html", "<html")):
        from sourcecheck.ingest.readers.html import read_html

        return read_html(text)
    return read_plain(text)


def _looks_like_text(data: bytes) -> bool:
    return b"\x00" not in data[:4096]


def _article(source: SourceText, name: str, encoding: str, notices: tuple[Notice, ...]) -> Article:
    layout = lay_out(source.blocks, has_title=source.has_title)
    assembled = assemble(layout.blocks, source.source)
    if not assembled.text:
        raise InputError("{path} holds no text to audit: check that it is the article.", path=name)
    if len(assembled.text) > MAX_CHARACTERS:
        raise InputError(
            "{path} is too long for one article ({size} characters, at most {most}): split it.",
            path=name, size=len(assembled.text), most=MAX_CHARACTERS,
        )
    require_french(assembled.text, name)
    return Article(
        id=PurePosixPath(name).stem,
        text=assembled.text,
        parts=assembled.parts,
        source_map=assembled.source_map,
        path=name,
        title=source.title or layout.title,
        byline=source.byline or layout.byline,
        published=source.published or layout.published,
        section=source.section,
        genre=source.genre,
        media_type=source.media_type,
        encoding=encoding,
        notices=(*notices, *source.notices, *layout.notices),
        directives=tuple(_directive(raw, assembled) for raw in source.directives),
        metadata=source.metadata,
    )


def _directive(raw: RawDirective, assembled: Assembled) -> Directive:
    """The characters of the text that were read from the stretch of source a directive covers."""
    inside = [run for run in assembled.source_map.runs if _within(run, raw)]
    where = assembled.source_map.position(raw.written_at)
    until = assembled.source_map.position(max(raw.written_at, raw.written_end))
    place = (where.line, where.column, until.line, until.column)
    if not inside:
        return Directive(raw.rules, raw.reason, Span(0, 0), *place)
    first, last = inside[0], inside[-1]
    start = first.text_start + max(0, raw.source_start - first.source_start)
    end = last.text_start + min(last.length, max(0, raw.source_end - last.source_start))
    return Directive(raw.rules, raw.reason, Span(start, max(start, end)), *place)


def _within(run: Run, raw: RawDirective) -> bool:
    return run.source_start < raw.source_end and raw.source_start < run.source_start + run.source_length
