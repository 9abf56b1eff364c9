"""The addresses of the site: one for each page in each language, and the files for machines."""

import json
from xml.etree import ElementTree

import pytest
import time_machine
from pytest_django.asserts import assertRedirects

from .site_pages import ADDRESSES, CALENDAR, CONTACT, IN_SITEMAP, SENT

pytestmark = pytest.mark.usefixtures("first_content")

SITE = "https://clinic.example"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.mark.parametrize(
    ("accept_language", "language"),
    [
        ("fr", "fr"),
        ("fr-CA,en;q=0.5", "fr"),
        ("en", "en"),
        ("en-GB,en;q=0.9,fr;q=0.8", "en"),
        ("fr;q=0.4,en;q=0.6", "en"),
        ("de,en;q=0.5", "en"),
        ("de", "fr"),
        (None, "fr"),
        ("", "fr"),
        (";;q=,\x7f-()*", "fr"),
        ("x" * 5000, "fr"),
    ],
)
def test_the_bare_address_leads_to_the_visitor_s_language(client, accept_language, language):
    headers = {} if accept_language is None else {"accept-language": accept_language}

    response = client.get("/", headers=headers)

    assertRedirects(response, f"/{language}/", 302, fetch_redirect_response=False)
    assert "Accept-Language" in response["Vary"]


@pytest.mark.parametrize("accept_language", ["fr", "en", "de"])
def test_a_page_s_language_is_that_of_its_address(client, accept_language):
    response = client.get("/en/glossary/", headers={"accept-language": accept_language})

    assert (response.status_code, response["Content-Language"]) == (200, "en")


def test_the_sitemap_lists_every_page_in_both_languages_and_no_other(client):
    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)
    listed = [url.find(f"{SITEMAP}loc").text for url in tree]

    assert sorted(listed) == sorted(SITE + address for pair in IN_SITEMAP for address in pair)


def test_the_sitemap_names_each_page_s_other_language(client):
    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)
    named = {
        url.find(f"{SITEMAP}loc").text: {
            link.attrib["hreflang"]: link.attrib["href"]
            for link in url
            if link.tag.endswith("}link")
        }
        for url in tree
    }

    assert named == {
        SITE + address: {"fr": SITE + fr, "en": SITE + en, "x-default": SITE + fr}
        for fr, en in IN_SITEMAP
        for address in (fr, en)
    }


def test_an_address_under_the_wrong_language_is_no_page(client):
    pages = [pair for pair in [*IN_SITEMAP, SENT] if pair[0][3:] != pair[1][3:]]
    wrong = [f"/en{fr[3:]}" for fr, en in pages] + [f"/fr{en[3:]}" for fr, en in pages]

    assert len(wrong) == 16
    assert {address: client.get(address).status_code for address in wrong} == dict.fromkeys(
        wrong, 404
    )


def test_a_page_answers_readers_and_only_forms_take_what_is_sent(client):
    answers = {
        address: [
            getattr(client, method)(address).status_code for method in ("head", "post", "put")
        ]
        for address in ADDRESSES
    }

    assert answers == {
        address: [200, 200 if address in (*CONTACT, *CALENDAR) else 405, 405]
        for address in ADDRESSES
    }


def test_the_page_after_sending_is_kept_out_of_search_engines(client):
    for address in SENT:
        assert b'<meta name="robots" content="noindex">' in client.get(address).content


def test_robots_may_read_everything_and_are_not_told_where_the_admin_is(client):
    response = client.get("/robots.txt")

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.text == f"User-agent: *\nAllow: /\nSitemap: {SITE}/sitemap.xml\n"


@time_machine.travel("2027-01-01T12:00:00Z", tick=False)
def test_security_txt_says_whom_to_tell_and_has_not_expired(client):
    assert client.get("/.well-known/security.txt").text.splitlines() == [
        f"Contact: {SITE}/fr/contact/",
        f"Contact: {SITE}/en/contact/",
        "Expires: 2027-06-30T12:00:00+00:00",
        "Preferred-Languages: fr, en",
        f"Canonical: {SITE}/.well-known/security.txt",
    ]


def test_the_manifest_names_the_practice(client):
    response = client.get("/manifest.webmanifest")

    assert response["Content-Type"] == "application/manifest+json"
    assert json.loads(response.content) == {
        "name": "Dr Vincent Masson",
        "start_url": "/",
        "display": "browser",
        "icons": [{"src": "/static/icon.svg", "type": "image/svg+xml", "sizes": "any"}],
    }


def test_a_browser_that_asks_for_the_old_icon_is_sent_to_the_new(client):
    assertRedirects(client.get("/favicon.ico"), "/static/icon.svg", fetch_redirect_response=False)
