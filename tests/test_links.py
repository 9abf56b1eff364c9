"""Every link of the public pages leads somewhere, and nothing comes from another host."""

import re
from functools import cache
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from .markup import elements
from .site_pages import all_pages, faults

pytestmark = pytest.mark.usefixtures("first_content")

LOADED = {"src", "srcset", "poster", "data", "action", "formaction", "xlink:href", "background"}
LOADED_BY = {"link": "href", "use": "href", "image": "href"}


def targets(html: str, address: str) -> list:
    """Where the links of a page lead, as parsed addresses."""
    links = elements(html, "a")
    return [urlsplit(urljoin(address, link.attributes["href"])) for link in links]


def test_every_link_and_anchor_leads_somewhere(client):
    @cache
    def ids_at(path: str) -> set[str] | None:
        """The ids of the page at `path`; None where there is no page."""
        response = client.get(path)
        if response.status_code != 200:
            return None
        page = elements(response.content.decode())
        return {"", *(element.attributes.get("id") for element in page)}

    def dead(html, address):
        return [
            target.geturl()
            for target in targets(html, address)
            if target.scheme not in ("tel", "mailto", "https")
            if target.fragment not in (ids_at(target.path) or ())
        ]

    assert faults(client, dead) == {}


def test_links_to_other_sites_are_few_known_and_encrypted(client):
    hosts = {
        (target.scheme, target.netloc)
        for address, html in all_pages(client).items()
        for target in targets(html, address)
        if target.netloc
    }

    assert hosts == {
        ("https", "doi.org"),
        ("https", "www.legifrance.gouv.fr"),
        ("https", "www.plasticiens.fr"),
        ("https", "www.ameli.fr"),
        ("https", "www.cnil.fr"),
        ("https", "www.conseil-national.medecin.fr"),
        ("https", "www.nhs.uk"),
        ("https", "www.defenseurdesdroits.fr"),
    }


def test_a_page_links_to_pages_in_its_language_but_for_the_switch_that_says_so(client):
    def strayed(html, address):
        links = [element.attributes for element in elements(html, "a")]
        return [
            link["href"]
            for link in links
            if re.match(r"/(fr|en)/", link["href"])
            if not link["href"].startswith(address[:4]) and "hreflang" not in link
        ]

    assert faults(client, strayed) == {}


def test_a_page_loads_nothing_from_another_host(client):
    def foreign(html, address):
        loaded = [
            value
            for element in elements(html)
            if element.attributes.get("rel") not in ("canonical", "alternate")
            for name, value in element.attributes.items()
            if name in LOADED or name == LOADED_BY.get(element.tag)
        ]
        return [url for url in loaded if urlsplit(url).netloc]

    assert faults(client, foreign) == {}


def test_every_file_that_a_page_loads_is_there(client):
    def missing(html, address):
        files = {
            value.removeprefix(settings.STATIC_URL)
            for element in elements(html, "link", "script", "img")
            for value in element.attributes.values()
            if value.startswith(settings.STATIC_URL)
        }
        expected = {"css/site.css", "js/page.js"} - files
        return expected | {name for name in files if not finders.find(name)}

    assert faults(client, missing) == {}


@pytest.mark.parametrize("kind", ["css", "js", "svg"])
def test_our_files_name_no_other_host(kind):
    folder = Path(settings.STATICFILES_DIRS[0])
    named = {
        str(path.relative_to(folder)): hosts
        for path in folder.rglob(f"*.{kind}")
        if (hosts := re.findall(r"(?:https?:)?//[a-z][\w.-]+\.[a-z]{2,}", path.read_text()))
    }
    if kind == "svg":  # the name of the vocabulary: nothing is asked of that host
        named = {name: set(hosts) - {"http://www.w3.org"} for name, hosts in named.items()}

    assert {name for name, hosts in named.items() if hosts} == set()


def test_every_font_and_import_of_the_stylesheets_is_there():
    folder = Path(settings.STATICFILES_DIRS[0])
    missing = {
        (sheet.name, name)
        for sheet in folder.rglob("*.css")
        for name in re.findall(r'url\(["\']?([^"\')#]+)', sheet.read_text())
        if not name.startswith("data:") and not (sheet.parent / name).exists()
    }

    assert missing == set()
