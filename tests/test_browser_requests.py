"""No public page asks anything of another host; those of the admin: test_admin_axe.py."""

import pytest

from clinic_site.editions.draft_link import draft_address, new_token

from .browser import ALL_PAGES, page_in
from .publish import publish_now
from .site_pages import CALENDAR, CONTACT, PROCEDURE

pytestmark = pytest.mark.browser

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
