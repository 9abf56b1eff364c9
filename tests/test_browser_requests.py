"""No page asks anything of another host, nor anything that its policy refuses."""

import pytest

from clinic_site.editions.draft_link import draft_address, new_token

from .admin_rows import something_of_everything
from .browser import ALL_PAGES, page_in
from .people import log_in_by_form, make_person
from .publish import publish_now
from .roles import addresses
from .site_pages import CALENDAR, CONTACT, PROCEDURE

pytestmark = pytest.mark.browser

# Answered to forms alone; and a picture, which Chromium opens in a page of its own, with styles.
NO_PAGES = {"logout", "two_factor_codes", "guide-picture"}
ANSWERED = "Failed to load resource: the server responded with a status of 4"


def read(page, address: str) -> list[str]:
    """What the browser complains of, to the end of the page; its status is no complaint."""
    page.faults.clear()
    page.goto(address)
    page.keyboard.press("End")
    page.wait_for_load_state("networkidle")
    return [fault for fault in page.faults if not fault.startswith(ANSWERED)]


def test_no_public_page_asks_another_host_or_keeps_a_cookie_but_the_form(browser, served):
    publish_now()
    draft, past = draft_address(new_token(), PROCEDURE[0]), f"/editions/1{PROCEDURE[1]}"
    pages = [path for pair in ALL_PAGES for path in pair if path not in CONTACT]
    with page_in(browser) as page:
        faults = {path: read(page, served + path) for path in [*pages, draft, past]}
        page.goto(served + CALENDAR[0])
        page.fill("[name=day]", "2027-06-15")
        page.click("form .action >> nth=0")
        faults["days"] = page.faults[:]
        page.context.set_extra_http_headers({"Content-Type": "text/plain; charset=rot13"})
        faults["400"] = read(page, f"{served}/fr/contact/")
        page.context.set_extra_http_headers({})
        cookies = page.context.cookies()
        faults["form"] = read(page, served + CONTACT[0])

        assert {path: found for path, found in faults.items() if found} == {}
        assert cookies == []
        assert [cookie["name"] for cookie in page.context.cookies()] == ["csrftoken"]


def test_no_page_of_the_admin_asks_another_host(browser, served):
    urls = addresses(*something_of_everything())
    with page_in(browser, 1280, locale="fr-FR") as page:
        log_in_by_form(page, served, make_person(is_superuser=True))
        faults = {
            name: read(page, served + url) for name, url in urls.items() if name not in NO_PAGES
        }
        names = {cookie["name"] for cookie in page.context.cookies()}

    assert {name: found for name, found in faults.items() if found} == {}
    assert names <= {"csrftoken", "sessionid", "messages"}
