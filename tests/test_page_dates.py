"""Crawlers are told when patients last read something new on a page, and no other date."""

import re
from datetime import UTC, datetime

import pytest
import time_machine

from clinic_site.editions.models import Edition
from clinic_site.editions.reprinting import put_back
from clinic_site.editions.serving import current
from clinic_site.practice.models import Page
from procedures.models import Fact, Procedure

from .publish import ask, publish_now
from .site_pages import CALENDAR, CONTACT, IN_SITEMAP, PROCEDURE
from .structured_data import graph_of

pytestmark = pytest.mark.usefixtures("first_content", "collected")

SITE = "https://clinic.example"
HISTORY = ("/fr/historique/", "/en/history/")
ADDRESSES = [address for pair in IN_SITEMAP for address in pair]
URL = re.compile(r"<url>\s*<loc>([^<]+)</loc>\s*<lastmod>([^<]+)</lastmod>")


def in_sitemap() -> dict[str, str]:
    """Each address of the site with the date that the sitemap tells of it."""
    found = URL.findall(ask("/sitemap.xml").body.decode())
    return {address.removeprefix(SITE): day for address, day in found}


def on_page(address: str) -> tuple[str, str]:
    page = graph_of(ask(address).body.decode())[0]
    return page["datePublished"][:10], page["dateModified"][:10]


def publish_on(day: int, **fields) -> Edition:
    with time_machine.travel(datetime(2027, 3, day, 9, tzinfo=UTC), tick=False):
        return publish_now(**fields)


def dated(day: int, *changed: str) -> dict[str, str]:
    """All pages with the day of `changed` and the history; of the rest, the 1st."""
    new = {*changed, *HISTORY}
    return {a: f"2027-03-{day if a in new else 1:02}" for a in ADDRESSES}


def test_each_page_is_dated_by_the_edition_in_which_its_words_changed():
    publish_on(1)
    assert in_sitemap() == dated(1)

    Fact.objects.filter(key="garment").update(upper=8)
    publish_on(2)

    assert in_sitemap() == dated(2, *PROCEDURE, *CALENDAR)
    assert on_page(PROCEDURE[0]) == ("2027-03-01", "2027-03-02")
    assert on_page("/fr/glossaire/") == ("2027-03-01", "2027-03-01")


def test_a_page_says_the_date_that_the_sitemap_says():
    publish_on(1)
    Page.objects.filter(key="privacy").update(introduction_en="Read this.")
    publish_on(2)
    said = in_sitemap()

    assert {address: on_page(address)[1] for address in ADDRESSES} == said
    assert said == dated(2, "/en/privacy/")


def test_saving_or_publishing_without_a_change_dates_nothing_anew_but_the_history():
    publish_on(1)
    for row in (*Page.objects.all(), *Procedure.objects.all()):
        row.save()
    publish_on(2)

    assert in_sitemap() == dated(2)
    assert on_page(HISTORY[0]) == ("2027-03-01", "2027-03-02")


def test_a_page_computed_for_each_visitor_has_the_date_of_its_edition():
    publish_on(1)
    publish_on(2)

    assert on_page(CONTACT[1]) == ("2027-03-01", "2027-03-01")


def test_putting_back_dates_what_patients_read_differently_since():
    first = publish_on(1)
    Fact.objects.filter(key="garment").update(upper=8)
    publish_on(2)
    with time_machine.travel(datetime(2027, 3, 3, 9, tzinfo=UTC), tick=False):
        list(put_back(first, Edition()))
        current.refresh()

    assert in_sitemap() == dated(3, *PROCEDURE, *CALENDAR)


def test_a_draft_has_no_date(client):
    assert "<lastmod>" not in client.get("/sitemap.xml").text
    page = graph_of(client.get("/fr/").text)[0]
    assert {"datePublished", "dateModified"} & set(page) == set()
