"""Who sees what staff have saved and not published: staff, and whoever they give a link."""

import re

import pytest
from django.conf import settings as site
from django.test import Client
from django.urls import get_resolver

from clinic_site.practice.models import Page, Practice
from procedures.models import Fact, Procedure, Section

from .publish import publish_now
from .site_pages import ADDRESSES, CONTACT

pytestmark = pytest.mark.usefixtures("edition")

UNPUBLISHED = "Zwischenzug"  # a word that no text of the site holds
FILES = ["/sitemap.xml", "/manifest.webmanifest", "/robots.txt", "/.well-known/security.txt"]


@pytest.fixture
def manuscript(edition):
    """Every text that staff can write says something new, and a page has a new address."""
    for model in (Page, Practice, Procedure, Section, Fact):
        for row in model.objects.all():
            for field in row._meta.concrete_fields:
                if field.name.endswith(("_fr", "_en")) and field.max_length is None:
                    setattr(row, field.name, f"<p>{UNPUBLISHED}</p>")
                elif field.name.endswith(("title_fr", "title_en", "name_fr", "name_en", "name")):
                    setattr(row, field.name, UNPUBLISHED)
            row.save()
    Procedure.objects.update(slug_fr="zwischenzug", slug_en="zwischenzug")
    Practice.objects.update(phone="+33199001234", street="1 rue Zwischenzug")


VISITORS = {
    "somebody": {},
    "with a stale session": {"cookie": f"{site.SESSION_COOKIE_NAME}=stale"},
    "with an odd cookie": {"cookie": f"{site.SESSION_COOKIE_NAME}="},
    "in another language": {"accept-language": "en"},
    "who asks not to be served what is stored": {"cache-control": "no-cache", "pragma": "no-cache"},
    "who asks for the draft": {"x-draft": "1", "editions.content": "1", "editions-content": "1"},
}


@pytest.mark.parametrize("headers", VISITORS.values(), ids=VISITORS)
def test_no_visitor_reaches_an_unpublished_text(manuscript, headers):
    visitor = Client(headers=headers)
    queries = ["", "?view=visitor", "?view=draft", "?preview=1"]
    addresses = [
        *ADDRESSES,
        *FILES,
        *("/fr/interventions/zwischenzug/", "/en/procedures/zwischenzug/"),
        *("/", "/fr/rien/", "/en/nothing/", "/editions/1/fr/", "/editions/2/fr/", "/draft/x/fr/"),
    ]

    told = {
        f"{address}{query}"
        for address in addresses
        for query in queries
        for answer in [visitor.get(address + query)]
        if re.search(f"(?i){UNPUBLISHED}|99 00 12 34", f"{answer.headers} {answer.text}")
    }

    assert told == set()


def test_a_refused_form_shows_nothing_unpublished(manuscript):
    for address in CONTACT:
        assert UNPUBLISHED not in Client().post(address, {"name": "Zoé"}).text


def test_a_page_without_an_edition_is_not_there_for_visitors(manuscript):
    statuses = {Client().get(f"/{path}/").status_code for path in ("fr/interventions/zwischenzug",)}

    assert statuses == {404}


def test_every_view_is_printed_or_marked_as_live():
    """What is not marked is closed to visitors: this list is read before it grows."""
    live = {
        pattern.name or str(pattern.pattern)
        for pattern in get_resolver().url_patterns
        if hasattr(pattern, "callback") and getattr(pattern.callback, "is_live", False)
    }

    assert live == {
        *(".well-known/security.txt", "health", "ready", "metrics", "favicon.ico", "past-page"),
        "draft",
    }


def test_what_is_published_is_what_visitors_read(edition):
    Page.objects.filter(key="glossary").update(title_fr=UNPUBLISHED)
    assert UNPUBLISHED not in Client().get("/fr/glossaire/").text

    publish_now()

    assert UNPUBLISHED in Client().get("/fr/glossaire/").text
