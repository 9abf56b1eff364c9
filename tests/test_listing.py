"""The list of all procedures: for a practice with more than the home page can hold."""

from itertools import pairwise
from xml.etree import ElementTree

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from procedures.listing import ProcedureList
from procedures.models import Procedure

from .builders import bilingual, make_procedure
from .markup import elements, text_of
from .site_pages import in_both_languages, read

pytestmark = pytest.mark.django_db

LIST = {"fr": "/fr/interventions/", "en": "/en/procedures/"}
ON_PAGE = {"fr": "Page 2 sur 3", "en": "Page 2 of 3"}


@pytest.fixture(autouse=True)
def _practice(db):
    call_command("loaddata", "practice", verbosity=0)


def add(count: int) -> None:
    Procedure.objects.bulk_create(
        Procedure(
            slug_fr=f"o-{number}",
            slug_en=f"p-{number}",
            position=number,
            **bilingual(name=f"Name {number}", summary="Summary", description="Description"),
        )
        for number in range(count)
    )


def links(html: str, name: str) -> list[str]:
    """Where the links lead that stand in an element with the class `name`, or have it."""
    return [
        link.attributes["href"]
        for link in elements(html, "a")
        if any(element.has_class(name) for element in (*link.ancestors, link))
    ]


@in_both_languages
def test_ten_procedures_are_all_on_the_home_page_and_there_is_no_list(client, language):
    add(10)

    html = read(client, f"/{language}/")

    assert links(html, "procedures__item") == [
        procedure.url_in(language) for procedure in Procedure.objects.all()
    ]
    assert LIST[language] not in links(html, "procedures")
    assert client.get(LIST[language]).status_code == 404
    assert ProcedureList.all() == []


@in_both_languages
def test_of_more_the_home_page_shows_ten_and_leads_to_the_list(client, language):
    add(11)

    html = read(client, f"/{language}/")

    first = [procedure.url_in(language) for procedure in Procedure.objects.all()[:10]]
    assert links(html, "procedures__item") == first
    assert links(html, "procedures__page") == [LIST[language]]
    assert len(links(read(client, LIST[language]), "procedures__item")) == 11


@in_both_languages
def test_the_pages_of_the_list_hold_every_procedure_once_and_in_order(client, language):
    add(101)

    pages = [read(client, page.url_in(language)) for page in ProcedureList.all()]

    listed = [links(html, "procedures__item") for html in pages]
    assert [len(page) for page in listed] == [50, 50, 1]
    assert [address for page in listed for address in page] == [
        procedure.url_in(language) for procedure in Procedure.objects.all()
    ]


@in_both_languages
def test_the_pages_of_the_list_lead_to_each_other(client, language):
    add(101)
    first, second, third = (page.url_in(language) for page in ProcedureList.all())

    assert (first, second) == (LIST[language], f"{LIST[language]}page-2/")
    assert links(read(client, first), "procedures__pages") == [second]
    assert links(read(client, second), "procedures__pages") == [first, third]
    assert links(read(client, third), "procedures__pages") == [second]
    assert ON_PAGE[language] in text_of(read(client, second), "nav")


@in_both_languages
def test_each_page_of_the_list_names_itself_and_its_other_language(client, language):
    add(101)
    titles = set()
    for page in ProcedureList.all():
        html = read(client, page.url_in(language))
        found = [link.attributes for link in elements(html, "link") if "rel" in link.attributes]
        site = "https://clinic.example"
        assert {link["hreflang"]: link["href"] for link in found if "hreflang" in link} == {
            "fr": site + page.url_in("fr"),
            "en": site + page.url_in("en"),
            "x-default": site + page.url_in("fr"),
        }
        (described,) = (
            meta.attributes["content"]
            for meta in elements(html, "meta")
            if meta.attributes.get("name") == "description"
        )
        assert 50 <= len(described) <= 155
        titles.add((text_of(html, "title"), described))
        levels = [int(heading.tag[1]) for heading in elements(html, "h1", "h2", "h3")]
        assert levels.count(1) == 1
        assert all(deeper <= level + 1 for level, deeper in pairwise(levels))

    assert len(titles) == 3


@in_both_languages
@pytest.mark.parametrize("end", ["page-0/", "page-1/", "page-02/", "page-4/"])
def test_a_page_of_the_list_has_one_address_and_no_other_exists(client, language, end):
    add(101)

    assert client.get(LIST[language] + end).status_code == 404


def test_the_sitemap_names_every_page_of_the_list(client):
    add(51)
    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)
    listed = {url[0].text.removeprefix("https://clinic.example") for url in tree}

    assert listed >= {*LIST.values(), *(f"{address}page-2/" for address in LIST.values())}


def test_a_procedure_cannot_take_the_address_of_a_page_of_the_list():
    with pytest.raises(ValidationError, match="liste des interventions"):
        make_procedure(slug_fr="page-2").full_clean()
    make_procedure(slug_fr="page-two", slug_en="page-two").full_clean()
