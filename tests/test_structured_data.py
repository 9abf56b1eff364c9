"""What pages tell search engines: valid in schema.org's words, and the same as patients read."""

import json
from datetime import date
from urllib.parse import urlsplit

import pytest

from clinic_site.json_ld import as_script_text
from clinic_site.practice.models import Practice
from procedures.models import Procedure, Term

from .builders import make_procedure
from .schema_org import VOCABULARY, faults_of, things_in
from .site_pages import (
    ADDRESSES,
    CALENDAR,
    CONTACT,
    IN_SITEMAP,
    PROCEDURE,
    SENT,
    all_pages,
    in_both_languages,
    language_of,
    read,
    read_procedure,
)
from .structured_data import DATA, graph_of, the

pytestmark = pytest.mark.usefixtures("first_content")

SITE = "https://clinic.example"
PUBLIC = [address for pair in IN_SITEMAP for address in pair]


def test_every_page_is_valid_against_schema_org_s_vocabulary(client):
    found = {address: faults_of(graph_of(all_pages(client)[address])) for address in PUBLIC}

    assert found == {address: [] for address in PUBLIC}


@in_both_languages
def test_a_list_of_procedures_names_each_with_its_place_and_address(client, language):
    for number in range(11):
        make_procedure(slug_fr=f"o-{number}", slug_en=f"p-{number}")
    graph = graph_of(read(client, {"fr": "/fr/interventions/", "en": "/en/procedures/"}[language]))
    items = graph[0]["mainEntity"]["itemListElement"]

    assert faults_of(graph) == []
    assert (graph[0]["@type"], [item["position"] for item in items]) == (
        "CollectionPage",
        [*range(1, 13)],
    )


def test_the_check_finds_what_the_vocabulary_does_not_allow():
    page = {"@type": "WebPage", "@id": "https://a.example/"}
    wrong = [
        {**page, "colour": "red"},
        {"@type": "WebSpace"},
        {**page, "priceCurrency": "EUR"},
        {**page, "lastReviewed": "yesterday"},
        {**page, "specialty": "https://schema.org/Flowers"},
        {**page, "reviewedBy": {"@id": "https://a.example/#nobody"}},
        {**page, "reviewedBy": page},
        {**page, "name": ""},
    ]

    assert faults_of([page]) == []
    assert [len(faults_of([thing])) for thing in wrong] == [1] * len(wrong)


def test_the_extract_says_where_it_is_from():
    assert (VOCABULARY["version"], VOCABULARY["licence"][:8]) == ("30.1", "CC BY-SA")


def test_each_page_says_what_it_is_in_its_language_and_names_its_translation(client):
    for pair in IN_SITEMAP:
        for address, other in (pair, pair[::-1]):
            page = graph_of(all_pages(client)[address])[0]
            language = language_of(address)
            relation = {"fr": "workTranslation", "en": "translationOfWork"}[language]
            assert (page["@id"], page["url"]) == (SITE + address, SITE + address)
            assert page["inLanguage"] == language
            assert page[relation] == {
                "@type": "WebPage",
                "@id": SITE + other,
                "url": SITE + other,
                "inLanguage": language_of(other),
            }


def test_each_page_has_one_graph_but_the_one_that_nobody_need_find(client):
    counts = {address: len(DATA.findall(html)) for address, html in all_pages(client).items()}

    assert counts == {address: 0 if address in SENT else 1 for address in ADDRESSES}


def test_kinds_of_pages(client):
    kinds = {pair[1]: graph_of(all_pages(client)[pair[1]])[0]["@type"] for pair in IN_SITEMAP}

    assert kinds == {
        "/en/": "WebPage",
        CONTACT[1]: "ContactPage",
        "/en/glossary/": "MedicalWebPage",
        "/en/legal-notice/": "WebPage",
        "/en/privacy/": "WebPage",
        "/en/accessibility/": "WebPage",
        "/en/history/": "WebPage",
        PROCEDURE[1]: "MedicalWebPage",
        CALENDAR[1]: "MedicalWebPage",
    }


def test_every_address_of_the_site_that_a_graph_names_is_a_page(client):
    named = {
        urlsplit(value)
        for address in PUBLIC
        for thing in things_in(graph_of(all_pages(client)[address]))
        for value in (thing.get("url"), thing.get("@id"))
        if value and "doi.org" not in value and "legifrance" not in value
    }

    assert {url.netloc for url in named} == {"clinic.example"}
    assert {url.path: client.get(url.path).status_code for url in named} == {
        **{url.path: 200 for url in named},
        "/": 302,
    }


def test_the_way_from_the_home_page_is_numbered_and_absolute(client):
    """developers.google.com/search/docs/appearance/structured-data/breadcrumb"""
    html = all_pages(client)[CALENDAR[1]]

    way = ["Home", "/en/"], ["Thigh lift", PROCEDURE[1]], ["Thigh lift: your calendar", CALENDAR[1]]
    assert the("BreadcrumbList", html)["itemListElement"] == [
        {
            "@type": "ListItem",
            "position": position,
            "name": name,
            "item": {"@type": "WebPage", "@id": SITE + address},
        }
        for position, (name, address) in enumerate(way, 1)
    ]


@in_both_languages
def test_a_review_is_told_only_where_there_was_one(client, language):
    never = the("MedicalWebPage", read_procedure(client, language))
    client.medically_reviewed_on = date(2026, 11, 20)
    page = the("MedicalWebPage", read_procedure(client, language))

    assert {"lastReviewed", "reviewedBy"} & set(never) == set()
    assert page["lastReviewed"] == "2026-11-20"
    assert page["reviewedBy"] == {"@id": f"{SITE}/#practice"}


def test_the_practice_tells_what_is_known_and_nothing_else(client):
    known = {
        "@type": "Physician",
        "@id": f"{SITE}/#practice",
        "name": "Dr Vincent Masson",
        "url": f"{SITE}/en/",
        "medicalSpecialty": "https://schema.org/PlasticSurgery",
        "address": {
            "@type": "PostalAddress",
            "streetAddress": "10 rue de la Terrasse",
            "postalCode": "75017",
            "addressLocality": "Paris",
            "addressCountry": "France",
        },
    }
    assert the("Physician", read(client, CONTACT[1])) == known

    Practice.objects.update(
        phone="+33142345678", email="desk@clinic.example", rpps="10001234567", vat_number="FR1"
    )

    html = read(client, CONTACT[1])
    assert the("Physician", html) == known | {
        "telephone": "+33 1 42 34 56 78",
        "email": "desk@clinic.example",
        "vatID": "FR1",
        "identifier": {"@type": "PropertyValue", "propertyID": "RPPS", "value": "10001234567"},
    }
    assert faults_of(graph_of(html)) == []


def test_no_text_can_leave_the_element_that_holds_it(client):
    hostile = "</script><!--<script>&\u2028\u2029\"'"
    Procedure.objects.update(name_en=hostile, summary_en=hostile)
    Term.objects.update(definition_en=hostile)
    for address in (PROCEDURE[1], "/en/glossary/", "/en/"):
        (text,) = DATA.findall(read(client, address))
        assert not set("<>&\u2028\u2029") & set(text)

    assert the("SurgicalProcedure", read(client, PROCEDURE[1]))["description"] == hostile
    assert json.loads(as_script_text([hostile]))["@graph"] == [hostile]
