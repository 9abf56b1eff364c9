"""What crawlers are told agrees: page, sitemap, robots.txt and docs/crawlers.md."""

import os
import re

import pytest

from .crawlers import FILE, SITE, WRITE, as_markdown, links, metas, told
from .site_pages import ADDRESSES, IN_SITEMAP, SENT, all_pages

pytestmark = pytest.mark.usefixtures("first_content")

HISTORY = {"/fr/historique/", "/en/history/"}
ENTRY = re.compile(r"<url>(.*?)</url>", re.DOTALL)
ALTERNATE = re.compile(r'rel="alternate" hreflang="([^"]+)" href="([^"]+)"')


def in_sitemap(client) -> dict[str, dict[str, str]]:
    """The addresses that the sitemap lists, each with its alternates by language."""
    entries = ENTRY.findall(client.get("/sitemap.xml").text)
    return {
        re.search("<loc>(.*?)</loc>", entry)[1]: dict(ALTERNATE.findall(entry)) for entry in entries
    }


def test_the_document_says_what_each_page_tells(client):
    listed = {address.removeprefix(SITE) for address in in_sitemap(client)}
    pages = all_pages(client)
    said = as_markdown([told(a, pages[a], listed, HISTORY) for a in ADDRESSES])
    if os.environ.get(WRITE):
        FILE.write_text(said)

    assert FILE.read_text() == said


def test_a_page_and_the_sitemap_name_the_same_languages(client):
    on_pages = {
        SITE + address: {link["hreflang"]: link["href"] for link in links(html, "alternate")}
        for address, html in all_pages(client).items()
        if address not in SENT
    }

    assert len(on_pages) == 2 * len(IN_SITEMAP)
    assert on_pages == in_sitemap(client)


def test_languages_answer_each_other_and_the_canonical_address_is_the_page_s_own(client):
    pages = all_pages(client)
    for address, html in pages.items():
        for link in links(html, "alternate"):
            other = pages[link["href"].removeprefix(SITE)]
            assert SITE + address in {back["href"] for back in links(other, "alternate")}
        assert [link["href"] for link in links(html, "canonical")] == [SITE + address]


def test_what_is_not_for_lists_of_results_is_in_no_sitemap(client):
    pages = all_pages(client)
    hidden = {SITE + a for a, html in pages.items() if metas(html).get("robots") == "noindex"}

    assert hidden == {SITE + address for address in SENT}
    assert hidden & set(in_sitemap(client)) == set()
