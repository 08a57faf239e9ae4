"""One audit as one document, in memory."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import lru_cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from sourcecheck.domain.audit import Audit, RuleBook
from sourcecheck.report.page import page_view
from sourcecheck.resources import Library
from sourcecheck.resources.translation import translator

_BREAKABLE = re.compile(r" (?=[?!:;»%])|(?<=«) ")


def render_html(audit: Audit, book: RuleBook, lang: str, library: Library | None = None, index: str = "") -> bytes:
    """The page of one article: one file, no network. `index` is the address of the index page, if there is one."""
    library = library or Library()
    style, script = _asset(library, "page.css"), _asset(library, "page.js")
    html = _environment(library, lang).get_template("page.html.j2").render(
        page=page_view(audit, book), style=Markup(style), script=Markup(script), index=index,
        policy=f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; img-src data:; base-uri 'none'; form-action 'none'",
    )
    return html.encode("utf-8")


def render_index(
    lang: str, count: int, chunks: int, links: tuple[tuple[str, str], ...], rules: dict[str, str]
) -> bytes:
    """The page over `count` articles, whose rows stand in ``index-data/1.js`` to ``index-data/{chunks}.js``.

    `links` (address, title) serve a reader without JavaScript; `rules` gives the title of every rule.
    """
    library = Library()
    style = _asset(library, "page.css") + "\n" + _asset(library, "index.css")
    script = _asset(library, "index.js")
    html = _environment(library, lang).get_template("index.html.j2").render(
        lang=lang, count=count, chunks=chunks, links=links, rules=rules, style=Markup(style), script=Markup(script),
        policy=f"default-src 'none'; style-src '{_digest(style)}'; script-src 'self' file: '{_digest(script)}'; img-src data:; base-uri 'none'; form-action 'none'",
    )
    return html.encode("utf-8")


def render_docx(audit: Audit, book: RuleBook, lang: str) -> bytes:
    """A Word document of the text with one comment a card."""
    from sourcecheck.report.formats.word_comments import new_document

    return new_document(audit, book, lang)


def bound(text: str) -> str:
    """The text with French spaces that no line may break at: before ? ! : ; » %, after «."""
    return _BREAKABLE.sub("\N{NO-BREAK SPACE}", text)


@lru_cache(maxsize=8)
def _environment(library: Library, lang: str) -> Environment:
    folders = [root / "reports" / "page" for root in library.roots()]
    environment = Environment(
        loader=FileSystemLoader(folders), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    t = translator(lang)
    environment.filters["bound"] = bound
    environment.globals.update(_=t.gettext, ngettext=t.ngettext)
    return environment


@lru_cache(maxsize=32)
def _asset(library: Library, name: str) -> str:
    return library.find(f"reports/page/{name}").read_text(encoding="utf-8").strip()


def _digest(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode("utf-8")).digest()).decode("ascii")
