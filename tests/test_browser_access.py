"""Every page in a real browser: accessible, never wider than the screen, quiet."""

import pytest

from .browser import (
    ALL_PAGES,
    MAIN_PAGES,
    TEXT_SPACING,
    focus_stops,
    in_both_looks,
    overflow,
    page_in,
    violations,
)
from .site_pages import CONTACT, PROCEDURE, in_both_languages

pytestmark = pytest.mark.browser


def addresses(pages, language):
    return [pair[language == "en"] for pair in pages]


@in_both_looks
def test_axe_finds_nothing_on_any_page(browser, served, language, scheme):
    with page_in(browser, color_scheme=scheme) as page:
        for address in addresses(ALL_PAGES, language):
            page.goto(served + address)
            assert (address, violations(page)) == (address, [])


@in_both_looks
@pytest.mark.parametrize("width", [320, 768, 1280])
def test_axe_finds_nothing_at_any_width(browser, served, language, width, scheme):
    with page_in(browser, width, color_scheme=scheme) as page:
        for address in addresses(MAIN_PAGES, language):
            page.goto(served + address)
            assert (address, violations(page)) == (address, [])


@in_both_languages
def test_a_refused_form_is_accessible_and_says_so_first(browser, served, language):
    with page_in(browser) as page:
        page.goto(served + addresses([CONTACT], language)[0])
        page.click("form .action")
        assert violations(page) == []
        assert page.evaluate("document.activeElement.className") == "errors"
        page.click(".errors__list a >> nth=0")
        assert page.evaluate("document.activeElement.name") == "name"


@in_both_languages
@pytest.mark.parametrize(
    ("width", "height"), [(320, 640), (320, 256), (360, 800), (768, 1024), (1280, 800)]
)
def test_no_page_scrolls_sideways(browser, served, language, width, height):
    """320 × 256 is what a screen of 1,280 × 1,024 shows at 400 % zoom."""
    with page_in(browser, width, height) as page:
        for address in addresses(ALL_PAGES, language):
            page.goto(served + address)
            assert (address, overflow(page)) == (address, 0)


@in_both_languages
def test_no_page_breaks_under_a_reader_s_own_text_spacing(browser, served, language):
    with page_in(browser, 320, bypass_csp=True) as page:
        for address in addresses(ALL_PAGES, language):
            page.goto(served + address)
            page.add_style_tag(content=TEXT_SPACING)
            assert (address, overflow(page)) == (address, 0)


@pytest.mark.parametrize("width", [360, 1280])
def test_every_stop_of_the_tab_key_is_seen(browser, served, width):
    with page_in(browser, width, reduced_motion="reduce") as page:
        for address in addresses(MAIN_PAGES, "fr"):
            page.goto(served + address)
            stops = focus_stops(page)
            assert len(stops) > 10
            assert [s for s in stops if not (s["seen"] and s["ring"] and s["inside"])] == []


@in_both_languages
@pytest.mark.parametrize("options", [{"java_script_enabled": False}, {}])
def test_without_script_or_without_style_all_chapters_read_in_order(
    browser, served, language, options
):
    with page_in(browser, **options) as page:
        if not options:
            page.route("**/*.css", lambda route: route.abort())
        page.goto(served + addresses([PROCEDURE], language)[0])
        text = page.inner_text("main")
        titles = [
            title.strip(" #\n") for title in page.locator(".chapter__title").all_inner_texts()
        ]
        places = [text.index(title) for title in titles]
        assert len(titles) == 15
        assert places == sorted(places)
        assert "D6322-30" in text  # the last source


def test_main_actions_are_high_enough_for_a_thumb(browser, served):
    with page_in(browser) as page:
        for address in addresses(MAIN_PAGES, "fr"):
            page.goto(served + address)
            heights = page.evaluate(
                "[...document.querySelectorAll('.action, .contents-button, .header a')]"
                ".map(e => e.getBoundingClientRect().height).filter(h => h < 44)"
            )
            assert (address, heights) == (address, [])
