"""The link that lets a reader without an account see the draft."""

import pytest
from django.test import Client

from clinic_site.editions.draft_link import draft_address, new_token
from clinic_site.practice.models import Page

from .markup import elements, text_of
from .site_pages import IN_SITEMAP

pytestmark = pytest.mark.usefixtures("edition")

UNPUBLISHED = "Zwischenzug"


def test_a_link_shows_the_draft_without_an_account(edition):
    Page.objects.filter(key="glossary").update(title_fr=UNPUBLISHED)
    address = draft_address(new_token(), "/fr/glossaire/")

    response = Client().get(address)

    assert UNPUBLISHED in text_of(response.text, "main")
    assert (response["Cache-Control"], response["X-Robots-Tag"], response["Referrer-Policy"]) == (
        "no-store",
        "noindex",
        "no-referrer",
    )
    assert not response.cookies


def test_the_pages_of_the_link_lead_to_one_another(edition):
    token = new_token()
    reader = Client()
    found, waiting = {}, {draft_address(token, "/fr/")}
    while waiting:
        address = waiting.pop()
        found[address] = reader.get(address).status_code
        links = [e.attributes["href"] for e in elements(reader.get(address).text, "a")]
        inside = {link.partition("#")[0] for link in links if link.startswith(("/draft", "/fr"))}
        waiting |= {link for link in inside if link} - set(found)

    assert set(found.values()) == {200}
    assert {address for address in found if not address.startswith(f"/draft/{token}/")} == set()
    assert len(found) == 2 * len(IN_SITEMAP)


def test_a_draft_is_dressed_by_the_running_sites_stylesheet_and_script(edition):
    page = Client().get(draft_address(new_token(), "/fr/")).text

    found = elements(page, "link", "script")
    files = [e.attributes.get("href") or e.attributes.get("src", "") for e in found]
    assert [file for file in files if "/static/" in file and not file.startswith("/static/")] == []
    assert "/static/css/site.css" in files


def test_nothing_can_be_sent_with_the_link(edition):
    address = draft_address(new_token(), "/fr/contact/")

    assert elements(Client().get(address).text, "form") == []
    assert Client().post(address, {"name": "Zoé"}).status_code == 405


@pytest.mark.parametrize("path", ["/admin/", "/healthz", "/fr/../admin/", "/static/css/site.css"])
def test_the_link_opens_nothing_else(edition, path):
    assert Client().get(f"/draft/{new_token()}{path}").status_code == 404


def test_a_link_expires_after_seven_days(edition, time_machine):
    time_machine.move_to("2026-12-01T12:00:00Z", tick=False)
    address = draft_address(new_token(), "/fr/")
    time_machine.shift(7 * 86400 - 60)
    assert Client().get(address).status_code == 200

    time_machine.shift(120)

    response = Client().get(address)
    assert (response.status_code, "expiré" in response.text) == (410, True)


def test_a_link_that_was_tampered_with_is_no_link(edition):
    token = new_token()

    assert (
        Client().get(f"/draft/{token[:-1]}{'A' if token[-1] != 'A' else 'B'}/fr/").status_code
        == 404
    )
