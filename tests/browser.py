"""A real Chromium for the tests: the pages to look at, and what to ask of them."""

import os
from contextlib import contextmanager

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, Playwright

from .site_pages import CONTACT, IN_SITEMAP, PROCEDURE, SENT

MISSING = ("/fr/introuvable/", "/en/nowhere/")
ALL_PAGES = [*IN_SITEMAP, SENT, MISSING]
MAIN_PAGES = [("/fr/", "/en/"), PROCEDURE, CONTACT]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# Words differ by language and colours by scheme: `make audit` looks at all four.
in_both_looks = pytest.mark.parametrize(
    ("language", "scheme"), [("fr", "light"), ("en", "dark")], ids=["fr-light", "en-dark"]
)

# WCAG 1.4.12: nothing is lost when a reader sets this spacing.
TEXT_SPACING = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }"""


def launch(playwright: Playwright, executable: str) -> Browser:
    """Chromium that asks nothing of the network by itself; as root it needs no sandbox."""
    arguments = ["--disable-background-networking", "--disable-gpu"]
    if os.geteuid() == 0:
        arguments.append("--no-sandbox")
    return playwright.chromium.launch(executable_path=executable, args=arguments)


@contextmanager
def page_in(browser: Browser, width: int = 360, height: int = 800, **options):
    """A page of a fresh visitor; its `faults` gathers console errors and foreign requests."""
    context = browser.new_context(viewport={"width": width, "height": height}, **options)
    context.set_default_timeout(20_000)
    page = context.new_page()
    page.faults = []
    page.on("console", lambda m: m.type == "error" and page.faults.append(m.text))
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.on(
        "request",
        lambda request: (
            "//localhost" in request.url
            or request.url.startswith("data:")
            or page.faults.append(request.url)
        ),
    )
    yield page
    context.close()


def violations(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 AA and good practice, a line each."""
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate("tags => axe.run(document, {runOnly: tags})", WCAG)["violations"]
    return [
        f"{violation['id']}: {node['target']} {node.get('failureSummary', '')}"
        for violation in found
        for node in violation["nodes"]
    ]


def overflow(page: Page) -> int:
    """By how many pixels the page can be scrolled sideways."""
    return page.evaluate("document.documentElement.scrollWidth - innerWidth")


def focus_stops(page: Page) -> list[dict]:
    """Every stop of the Tab key, from the top until it comes round: is it seen, by whom hidden?"""
    stops = []
    while True:
        page.keyboard.press("Tab")
        stop = page.evaluate(
            """() => {
              const e = document.activeElement;
              if (!e || e === document.body) return null;
              const box = e.getBoundingClientRect(), style = getComputedStyle(e);
              const at = (x, y) => {
                const top = document.elementFromPoint(x, y);
                return top && (e.contains(top) || top.contains(e) || e.labels?.[0] === top);
              };
              const shown = Math.min(box.bottom, innerHeight) - Math.max(box.top, 0);
              const y = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2;
              return {
                name: e.tagName + "." + e.className + " " + e.textContent.trim().slice(0, 40),
                seen: at(box.left + 2, y) || at((box.left + box.right) / 2, y),
                ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
                inside: shown >= Math.min(box.height, 24),
              };
            }"""
        )
        if stop is None or (stops and len(stops) > 400):
            return stops
        stops.append(stop)
