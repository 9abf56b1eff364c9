"""What readers ask of their browser is respected."""

import pytest

from .browser import overflow, page_in
from .site_pages import PROCEDURE, in_both_languages

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("motion", "behaviour"), [("reduce", "auto"), ("no-preference", "smooth")])
def test_nothing_glides_for_readers_who_ask_for_less_motion(browser, served, motion, behaviour):
    with page_in(browser, reduced_motion=motion) as page:
        page.goto(served + PROCEDURE[0])
        assert page.locator("html").evaluate("e => getComputedStyle(e).scrollBehavior") == behaviour


def test_in_forced_colours_scars_stitches_and_figures_stay_apart_from_the_paper(browser, served):
    with page_in(browser, forced_colors="active") as page:
        page.goto(served + PROCEDURE[0])
        paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
        colours = page.evaluate(
            """() => Object.fromEntries(
              [".drawing__line", ".drawing__scar", ".drawing__stitch", ".timeline__bar"]
                .map(s => [s, getComputedStyle(document.querySelector(s)).stroke]))"""
        )
        assert paper not in colours.values()
        assert colours[".drawing__scar"] != colours[".drawing__line"]


@in_both_languages
def test_the_table_of_figures_reflows_on_a_small_screen(browser, served, language):
    with page_in(browser, 320) as page:
        page.goto(served + PROCEDURE[language == "en"])
        page.click(".figures-table__title")
        table = page.locator(".figures-table table")
        assert table.is_visible()
        assert table.bounding_box()["width"] <= 320
        assert overflow(page) == 0


@in_both_languages
def test_every_heading_has_an_address_of_its_own(browser, served, language):
    with page_in(browser) as page:
        page.goto(served + PROCEDURE[language == "en"])
        bare = page.evaluate(
            """() => [...document.querySelectorAll("main h2, main h3")]
              .filter(h => !h.id && !h.closest("[id]:not(main)")).map(h => h.textContent)"""
        )
        assert bare == []
