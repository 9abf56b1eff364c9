"""The personal calendar on a phone, with the keyboard, with script and without."""

import re

import pytest

from .browser import TEXT_SPACING, focus_stops, in_both_looks, overflow, page_in, violations
from .calendar_in_browser import IN_TIME, REFUSED, TOO_EARLY, ask
from .calendar_page import FILE, PAGE, on_10_may, typed
from .site_pages import in_both_languages

pytestmark = [pytest.mark.browser, on_10_may]

ANSWERS = [IN_TIME, REFUSED, TOO_EARLY]
SMALL = """[...document.querySelectorAll(selector)].map(e => e.getBoundingClientRect())
  .filter(box => box.height && (box.height < least || box.width < 24)).length"""


def small(page, least: int, selector: str) -> int:
    """How many of the elements that are shown are less high, or less than 24 px wide."""
    return page.evaluate(f"([least, selector]) => {SMALL}", [least, selector])


@in_both_languages
@pytest.mark.parametrize("script", [True, False])
def test_a_patient_gets_the_dates_with_the_keyboard_alone(browser, served, language, script):
    with page_in(browser, java_script_enabled=script) as page:
        page.goto(served + PAGE[language])
        for field, keys in (("id_day", "06062027"), ("id_arrival", "0700AM")):
            tab_to(page, f"e.id === '{field}'")
            page.keyboard.type(keys)  # day and month are the same in any order
        tab_to(page, "e.matches('main .action')")
        page.keyboard.press("Enter")
        said = {
            "fr": "Intervention : dimanche 6 juin 2027, arrivée à 7 h",
            "en": "Operation: Sunday 6 June 2027, arrival at 07:00",
        }
        page.wait_for_selector(".answer")
        assert page.inner_text(".opening__lead").replace("\xa0", " ") == said[language]
        assert page.url == served + PAGE[language]
        tab_to(page, "e.matches('.plan__tick')")
        page.keyboard.press("Space")
        assert page.locator(":checked").count() == 1
        assert page.locator(".plan__tick").first.is_checked()
        assert page.faults == []


def tab_to(page, condition: str) -> None:
    for _stop in range(60):
        page.keyboard.press("Tab")
        if page.evaluate(f"(e => {condition})(document.activeElement)"):
            return
    pytest.fail(f"No stop of the Tab key where {condition}.")


@pytest.mark.parametrize("width", [360, 1280])
def test_every_stop_of_the_tab_key_is_seen(browser, served, width):
    with page_in(browser, width, reduced_motion="reduce") as page:
        ask(page, served + PAGE["fr"], TOO_EARLY)
        stops = focus_stops(page)
        assert len(stops) > 60
        assert [s for s in stops if not (s["seen"] and s["ring"] and s["inside"])] == []


@in_both_looks
def test_axe_finds_nothing_in_any_answer(browser, served, language, scheme):
    with page_in(browser, color_scheme=scheme) as page:
        for answers in ANSWERS:
            ask(page, served + PAGE[language], answers)
            assert (answers, violations(page)) == (answers, [])
        page.set_viewport_size({"width": 1280, "height": 800})
        assert violations(page) == []


@in_both_languages
@pytest.mark.parametrize("width", [320, 360, 1280])
def test_no_answer_scrolls_sideways_or_is_too_small_to_tap(browser, served, language, width):
    with page_in(browser, width, bypass_csp=True) as page:
        for answers in ANSWERS:
            ask(page, served + PAGE[language], answers)
            assert (answers, overflow(page)) == (answers, 0)
            assert (
                small(page, 44, "main .action, main summary, .form input:not([type=checkbox])") == 0
            )
            assert small(page, 24, "main input[type=checkbox], main .link, .plan__more") == 0
            page.add_style_tag(content=TEXT_SPACING)
            assert (answers, overflow(page)) == (answers, 0)


@in_both_languages
def test_a_refused_form_says_why_and_keeps_what_was_typed(browser, served, language):
    with page_in(browser) as page:
        ask(page, served + PAGE[language], REFUSED)
        assert page.evaluate("document.activeElement.className") == "errors"
        page.click(".errors__list a")
        assert page.evaluate("document.activeElement.id") == "id_arrival"
        assert [page.input_value(f"#id_{name}") for name in REFUSED] == [*REFUSED.values()]


@in_both_languages
@pytest.mark.parametrize("script", [True, False])
def test_the_file_for_the_phone_is_downloaded_plain_and_discreet(browser, served, language, script):
    names = {"fr": "cuisses", "en": "thigh"}
    with page_in(browser, java_script_enabled=script) as page:
        ask(page, served + PAGE[language], IN_TIME)
        for is_discreet in (False, True):
            page.set_checked("#id_discreet", is_discreet)
            with page.expect_download() as download:
                page.click(".take-along .action")
            text = download.value.path().read_bytes().decode().replace("\r\n ", "")
            assert download.value.suggested_filename == FILE[language].rpartition("/")[2]
            assert (names[language] in text.lower()) is not is_discreet
            assert "20270615" in text
            assert page.url == served + PAGE[language]
        assert page.faults == []


@pytest.mark.parametrize("script", [True, False])
def test_the_other_language_tells_the_same_dates(browser, served, script):
    with page_in(browser, java_script_enabled=script) as page:
        ask(page, served + PAGE["fr"], IN_TIME)
        there = days(page)
        page.click(".calendar-language button")
        page.wait_for_url("**" + PAGE["en"])
        assert (
            page.inner_text(".opening__lead") == "Operation: Tuesday 15 June 2027, arrival at 07:00"
        )
        assert days(page) == there
        page.click(".calendar-language button")
        page.wait_for_url("**" + PAGE["fr"])
        assert page.locator("html").get_attribute("lang") == "fr"
        assert days(page) == there


def days(page) -> list:
    """What was typed, as it is sent again, and the numbers in each day that is told."""
    typed_again = page.eval_on_selector_all(
        ".take-along input[type=hidden]", "found => found.map(e => e.value)"
    )
    lines = page.locator(".plan__when").all_inner_texts()
    numbers = [[int(n) for n in re.findall(r"\d+", line) if int(n)] for line in lines]
    return [*typed_again, *numbers]


def test_a_date_alone_is_enough(browser, served):
    with page_in(browser, java_script_enabled=False) as page:
        ask(page, served + PAGE["en"], typed())
        assert page.inner_text(".opening__lead") == "Operation: Tuesday 15 June 2027"
        assert page.locator(".remark").count() == 0
