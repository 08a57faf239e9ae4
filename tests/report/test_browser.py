"""The page in a real Chromium: keys, filters, both themes, three widths, and axe-core without a violation."""

from __future__ import annotations

import os
import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from sourcecheck.domain.audit import Audit, RuleBook
from sourcecheck.report.formats import open_writer

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
CHROMIUM = os.environ.get("SOURCECHECK_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    playwright = pytest.importorskip("playwright.sync_api")
    if not CHROMIUM:
        pytest.skip("no Chromium on this machine")
    with playwright.sync_playwright() as running:
        opened = running.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The script of axe-core, through the ordinary npm client."""
    folder = tmp_path_factory.mktemp("axe")
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("npm is missing: axe-core cannot be had")
    done = subprocess.run([npm, "pack", "axe-core"], cwd=folder, capture_output=True, text=True, timeout=120, check=False)
    if done.returncode != 0:
        pytest.skip("npm gave no axe-core")
    with tarfile.open(next(folder.glob("axe-core-*.tgz"))) as archive:
        script = archive.extractfile("package/axe.min.js")
        assert script is not None
        return script.read().decode("utf-8")


@pytest.fixture
def site(audit: Audit, book: RuleBook, tmp_path: Path) -> Path:
    writer = open_writer("html", tmp_path, book, "fr")
    writer.add(audit)
    writer.finish()
    return tmp_path


def opened(browser: Browser, path: Path, theme: str = "light", width: int = 1440) -> tuple[Page, list[str]]:
    """The page and what its console complained of. The policy is set aside only so that axe may be injected."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=theme, bypass_csp=False)  # type: ignore[arg-type]
    page, complaints = context.new_page(), []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(path.as_uri())
    return page, complaints


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 768, 390])
@pytest.mark.parametrize("name", ["essai-digue.html", "index.html"])
def test_axe_finds_nothing(browser: Browser, site: Path, axe: str, theme: str, width: int, name: str) -> None:
    page, complaints = opened(browser, site / name, theme, width)
    for details in page.query_selector_all("details"):
        details.evaluate("node => { node.open = true; }")
    if name == "index.html":
        page.wait_for_selector("#articles tbody tr")
    page.evaluate(axe)
    found: dict[str, Any] = page.evaluate("axe.run()")
    assert [(v["id"], v["nodes"][0]["html"]) for v in found["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert complaints == []


def test_j_and_k_walk_the_cards(browser: Browser, site: Path) -> None:
    page, _ = opened(browser, site / "essai-digue.html")
    cards = page.locator("main article .card")
    assert cards.count() == 2
    focused = "document.activeElement.id"
    page.keyboard.press("j")
    first = page.evaluate(focused)
    page.keyboard.press("j")
    second = page.evaluate(focused)
    page.keyboard.press("k")
    assert [first, second] == [cards.nth(i).get_attribute("id") for i in range(2)]
    assert page.evaluate(focused) == first
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()


def test_filters_hide_findings_of_a_severity_and_a_family(browser: Browser, site: Path) -> None:
    page, _ = opened(browser, site / "essai-digue.html")
    page.uncheck("input[data-severity=error]")
    assert not page.locator(".item[data-family=SRC]").is_visible()
    assert page.locator(".item[data-family=LEX]").is_visible()
    page.uncheck("input[data-family=LEX]")
    assert page.locator("main article .card").nth(0).is_hidden()
    page.check("input[data-severity=error]")
    assert page.locator(".item[data-family=SRC]").is_visible()


def test_the_theme_button_turns_the_page(browser: Browser, site: Path) -> None:
    page, _ = opened(browser, site / "essai-digue.html")
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    page.click("#theme")
    assert page.evaluate(paper) != light


def test_the_index_filters_by_words(browser: Browser, site: Path) -> None:
    page, _ = opened(browser, site / "index.html")
    page.wait_for_selector("#articles tbody tr")
    page.fill("#words", "CEDE lannion")
    assert page.locator("#articles tbody tr").count() == 1
    page.fill("#words", "orage")
    assert page.locator("#articles tbody tr").count() == 0
    page.fill("#words", "")
    page.click("#articles tbody a")
    assert page.url.endswith("essai-digue.html")


def test_the_index_filters_by_section_and_month(browser: Browser, audit: Audit, book: RuleBook, tmp_path: Path) -> None:
    writer = open_writer("html", tmp_path, book, "fr")
    for section, date in (("Mer", "2024-05-17"), ("Mer", "2024-06-02"), ("Ville", "2024-06-09")):
        writer.add(replace(audit, article=replace(audit.article, section=section, published=date)))
    writer.finish()
    page, _ = opened(browser, tmp_path / "index.html")
    page.wait_for_selector("#articles tbody tr")
    assert page.locator("[data-total=c] li").all_inner_texts() == ["Mer (2)", "Ville (1)"]
    page.select_option("#month", "2024-06")
    assert page.locator("#articles tbody tr").count() == 2
    page.select_option("#section", "Mer")
    assert page.locator("#articles tbody tr").count() == 1
    assert page.locator("[data-total=m] li").all_inner_texts() == ["2024-06 (1)"]
