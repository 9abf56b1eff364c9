"""Ticks, picks and own questions stay in the patient's browser until they are forgotten."""

from urllib.parse import parse_qs

import pytest

from .browser import page_in
from .calendar_in_browser import IN_TIME, MARKED, OWN, UNMARKED, ask, mark, marks
from .calendar_page import PAGE, on_10_may
from .site_pages import in_both_languages

pytestmark = [pytest.mark.browser, on_10_may]

BROKEN_STORAGE = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("The operation is insecure.", "SecurityError"); },
});"""


@in_both_languages
def test_marks_outlive_a_reload_a_later_visit_and_a_change_of_language(browser, served, language):
    with page_in(browser) as page:
        ask(page, served + PAGE[language], IN_TIME)
        assert marks(page) == UNMARKED
        mark(page)
        page.reload()
        assert marks(page) == MARKED
        page.click(".calendar-language button")
        page.wait_for_url("**" + PAGE["en" if language == "fr" else "fr"])
        assert marks(page) == MARKED
        page.close()
        later = page.context.new_page()
        ask(later, served + PAGE[language], IN_TIME | {"day": "2027-09-01"})
        assert marks(later) == MARKED


@in_both_languages
def test_one_button_forgets_all_marks_and_says_so(browser, served, language):
    with page_in(browser) as page:
        ask(page, served + PAGE[language], IN_TIME)
        mark(page)
        assert page.evaluate("localStorage.length") == 1
        page.click("[data-forget]")
        said = {"fr": "C’est oublié.", "en": "Forgotten."}
        assert page.inner_text("[role=status]") == said[language]
        assert page.evaluate("localStorage.length + sessionStorage.length") == 0
        assert marks(page) == UNMARKED
        page.reload()
        assert marks(page) == UNMARKED
        assert page.inner_text("[role=status]") == ""


@in_both_languages
def test_marks_are_in_no_request(browser, served, language):
    with page_in(browser) as page:
        ask(page, served + PAGE[language], IN_TIME)
        page.wait_for_load_state("networkidle")
        requests = []
        page.on("request", lambda request: requests.append(request))
        mark(page)
        page.click("[data-forget]")
        mark(page)
        page.wait_for_timeout(500)
        assert [request.url for request in requests] == []
        page.click(".calendar-form .action")
        page.wait_for_load_state("networkidle")
        sent = [request for request in requests if request.method == "POST"]
        assert [parse_qs(request.post_data) for request in sent] == [
            {name: [value] for name, value in IN_TIME.items()}
        ]
        assert {request.url for request in sent} == {served + PAGE[language]}
        assert page.context.cookies() == []
        assert page.faults == []


@in_both_languages
def test_a_browser_that_keeps_nothing_still_ticks_and_forgets(browser, served, language):
    with page_in(browser) as page:
        page.add_init_script(BROKEN_STORAGE)
        ask(page, served + PAGE[language], IN_TIME)
        mark(page)
        assert marks(page) == MARKED
        page.click("[data-forget]")
        assert marks(page) == UNMARKED
        assert page.faults == []


def test_what_a_browser_kept_and_cannot_be_read_is_passed_over(browser, served):
    with page_in(browser) as page:
        ask(page, served + PAGE["fr"], IN_TIME)
        mark(page)
        page.evaluate("localStorage.setItem(localStorage.key(0), '{')")
        page.reload()
        assert marks(page) == UNMARKED
        mark(page)
        page.reload()
        assert (marks(page), page.faults) == (MARKED, [])


def test_without_script_boxes_are_ticked_and_nothing_is_said_of_keeping(browser, served):
    with page_in(browser, java_script_enabled=False) as page:
        ask(page, served + PAGE["fr"], IN_TIME)
        mark(page)
        assert marks(page) == MARKED
        assert OWN not in page.content()
        assert not page.is_visible("[data-ticks]")
        assert not page.is_visible("[data-print]")
