"""What holds for every public page, in both languages."""

import re
from collections import Counter
from itertools import pairwise

import pytest

from .markup import elements, text_of
from .site_pages import ADDRESSES, IN_SITEMAP, SENT, all_pages, faults, language_of

pytestmark = pytest.mark.usefixtures("first_content")

SITE = "https://clinic.example"
PAIRS = [*IN_SITEMAP, SENT]
HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]
REFERRING = ["for", "aria-labelledby", "aria-describedby", "aria-controls", "popovertarget"]


def values(html: str, tag: str, **wanted: str) -> list[dict[str, str]]:
    """The attributes of each `tag` that has all of `wanted`."""
    found = [element.attributes for element in elements(html, tag)]
    return [attributes for attributes in found if wanted.items() <= attributes.items()]


def description(html: str) -> str:
    (found,) = values(html, "meta", name="description")
    return found["content"]


def test_a_page_has_one_main_title_and_says_its_language(client):
    said = {
        address: (len(elements(html, "h1")), values(html, "html"))
        for address, html in all_pages(client).items()
    }

    assert said == {address: (1, [{"lang": language_of(address)}]) for address in ADDRESSES}


def test_a_page_names_itself_and_its_other_language_to_search_engines(client):
    def linked(html, rel):
        return {link.get("hreflang", ""): link["href"] for link in values(html, "link", rel=rel)}

    for pair in PAIRS:
        french, english = (SITE + address for address in pair)
        for address in pair:
            html = all_pages(client)[address]
            assert linked(html, "canonical") == {"": SITE + address}
            assert linked(html, "alternate") == {"fr": french, "en": english, "x-default": french}


def test_the_language_switch_leads_to_the_same_page(client):
    for address, other in [*PAIRS, *(pair[::-1] for pair in PAIRS)]:
        html = all_pages(client)[address]
        assert [link["href"] for link in values(html, "a", **{"class": "header__language"})] == [
            other
        ]


def test_each_page_has_a_title_and_a_description_of_its_own(client):
    pages = all_pages(client).values()
    titles = Counter(text_of(html, "title") for html in pages)
    descriptions = Counter(description(html) for html in pages)

    assert {title for title, count in titles.items() if count > 1 or not title} == set()
    assert {text for text, count in descriptions.items() if count > 1} == set()


def test_a_description_fits_a_list_of_results(client):
    def too_short_or_long(html, address):
        return not 50 <= len(description(html)) <= 155 and description(html)

    assert faults(client, too_short_or_long) == {}


def test_nothing_technical_shows(client):
    def technical(html, address):
        html = html.replace("None can say what will happen to you", "")
        return re.findall(r"\[\[|\]\]|\{\{|\{%|\{value\}|%\(\w+\)s|.{9}\bNone\b", html)

    assert faults(client, technical) == {}


def test_headings_never_skip_a_level(client):
    def skipped(html, address):
        levels = [0, *(int(element.tag[1]) for element in elements(html, *HEADINGS))]
        return [step for step in pairwise(levels) if step[1] > step[0] + 1]

    assert faults(client, skipped) == {}


def test_every_id_is_unique_and_what_refers_to_an_id_finds_it(client):
    def astray(html, address):
        page = elements(html)
        ids = Counter(e.attributes["id"] for e in page if "id" in e.attributes)
        referred = {
            name
            for element in page
            for attribute in REFERRING
            for name in element.attributes.get(attribute, "").split()
        }
        return {name for name, count in ids.items() if count > 1} | (referred - set(ids))

    assert faults(client, astray) == {}


def test_every_control_and_picture_has_a_name(client):
    def nameless(html, address):
        labelled = {label.get("for") for label in values(html, "label")}
        controls = elements(html, "input", "select", "textarea")
        unlabelled = [
            control.attributes
            for control in controls
            if control.attributes.get("type") != "hidden"
            if control.attributes.get("id") not in labelled
        ]
        pictures = [picture for picture in values(html, "img") if "alt" not in picture]
        return unlabelled + pictures

    assert faults(client, nameless) == {}


def test_a_page_holds_no_script_and_no_style_of_its_own(client):
    def is_data(element):  # a data block, which browsers do not run: HTML standard, 4.12.1
        return element.attributes == {"type": "application/ld+json"}

    def inline(html, address):
        return [
            element
            for element in elements(html)
            if element.tag == "style"
            or (
                element.tag == "script" and "src" not in element.attributes and not is_data(element)
            )
            or any(name == "style" or name.startswith("on") for name in element.attributes)
        ]

    assert faults(client, inline) == {}


def test_every_page_says_to_which_edition_it_belongs(client):
    said = {"fr": "Édition 1 du ", "en": "Edition 1 of "}

    assert (
        faults(client, lambda html, at: said[language_of(at)] not in text_of(html, "footer")) == {}
    )
