"""Who stands behind the page: authors, money, dates of review, and the way to object."""

from datetime import date

import pytest

from clinic_site.practice.models import Practice
from procedures.models import Source

from .markup import elements, text_of
from .site_pages import in_both_languages, read, read_procedure

pytestmark = pytest.mark.usefixtures("first_content")

LEGAL = {"fr": "/fr/mentions-legales/", "en": "/en/legal-notice/"}
TOLD = {
    "authors_fr": "Textes de Zoé Faure, rédactrice médicale.",
    "authors_en": "Texts by Zoé Faure, medical writer.",
    "funding_fr": "Le cabinet paie seul ce site.",
    "funding_en": "The practice alone pays for this site.",
}


@in_both_languages
def test_authors_and_funding_stand_under_the_page_and_in_the_legal_notice(client, language):
    Practice.objects.update(**TOLD)

    told = [text for name, text in TOLD.items() if name.endswith(language)]
    for html in (read_procedure(client, language), read(client, LEGAL[language])):
        assert [text for text in told if text not in text_of(html, "dl")] == []


@in_both_languages
def test_while_they_are_unknown_nothing_is_said_of_them(client, language):
    assert "<dl" not in read_procedure(client, language).rpartition('class="updated"')[2]


def test_after_a_review_the_page_says_when_the_next_is_due(client):
    client.medically_reviewed_on = date(2027, 5, 2)

    text = text_of(read_procedure(client, "en"), "main")
    assert "Medically reviewed on 2 May 2027. Next review due by 2 May 2028." in text


@in_both_languages
def test_before_a_review_none_is_announced(client, language):
    assert "Next review" not in read_procedure(client, language)
    assert "2027" not in text_of(read_procedure(client, language), "main")


@in_both_languages
def test_the_page_leads_to_where_a_mistake_is_reported_and_a_complaint_made(client, language):
    end = read_procedure(client, language).rpartition('class="updated"')[2]
    (link,) = [e.attributes["href"] for e in elements(end.split("</div>")[0], "a")]

    assert link == LEGAL[language]
    anchors = {e.attributes.get("id") for e in elements(read(client, link), "h2")}
    assert (
        anchors
        >= {
            "fr": {"signaler-une-erreur", "faire-une-reclamation"},
            "en": {"reporting-a-mistake", "making-a-complaint"},
        }[language]
    )


def test_the_years_of_the_studies_are_those_of_the_rows(client):
    assert "The studies came out from 2012 to 2016." in read_procedure(client, "en")

    Source.objects.filter(key="afshari-2016").update(year=2024)
    assert "The studies came out from 2012 to 2024." in read_procedure(client, "en")

    Source.objects.update(year=None)
    assert "The studies came out" not in read_procedure(client, "en")
