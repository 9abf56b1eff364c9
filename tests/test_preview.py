"""Staff read the manuscript on the public addresses, under a band."""

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.test import Client

from clinic_site.practice.models import Page
from procedures.models import Procedure

from .markup import elements, text_of
from .people import enter
from .publish import ask
from .site_pages import CONTACT, PROCEDURE

pytestmark = pytest.mark.usefixtures("edition")

UNPUBLISHED = "Zwischenzug"


@pytest.fixture
def staff():
    """A browser of somebody of the practice who is logged in."""
    browser = Client()
    user = get_user_model().objects.create_superuser("Anne", password="x" * 15)
    return enter(browser, user)


@pytest.mark.parametrize("address", [*PROCEDURE, "/fr/", "/en/glossary/", *CONTACT])
def test_staff_see_the_manuscript_under_a_band(staff, address):
    Page.objects.update(title_fr=UNPUBLISHED, title_en=UNPUBLISHED)
    Procedure.objects.update(name_fr=UNPUBLISHED, name_en=UNPUBLISHED)

    response = staff.get(address)

    assert UNPUBLISHED in text_of(response.text, "main")
    assert [e.tag for e in elements(response.text) if e.has_class("notice")] == ["aside"]
    assert (response["Cache-Control"], response["X-Robots-Tag"]) == ("no-store", "noindex")


def test_the_band_says_how_many_changes_wait_since_when_and_by_whom(staff, edition):
    assert "Aucune modification" in text_of(staff.get("/fr/").text, "aside")

    user = get_user_model().objects.get()
    kind = ContentType.objects.get_for_model(Page)
    for _change in range(2):
        LogEntry.objects.create(
            user=user, content_type=kind, action_flag=CHANGE, change_message="[{}]"
        )

    said = text_of(staff.get("/fr/").text, "aside")
    assert "2 modifications" in said
    assert "Anne" in said


def test_the_band_leads_to_publishing_and_back_and_to_what_patients_read(staff):
    links = [
        e.attributes["href"]
        for e in elements(staff.get("/fr/").text, "a")
        if any(outer.has_class("notice") for outer in e.ancestors)
    ]

    assert links == [
        "/fr/?view=visitor",
        "/fr/?view=published",
        "/admin/editions/edition/add/",
        "/admin/",
    ]


def test_staff_can_read_a_page_as_patients_will_and_as_they_do_now(staff):
    Page.objects.filter(key="glossary").update(title_fr=UNPUBLISHED)

    will, now = (staff.get(f"/fr/glossaire/?view={view}").text for view in ("visitor", "published"))

    assert (UNPUBLISHED in will, "notice" in will) == (True, False)
    assert now == ask("/fr/glossaire/").body.decode()


@pytest.mark.parametrize("address", PROCEDURE)
def test_the_preview_of_the_procedure_takes_at_most_twenty_queries(
    staff, django_assert_max_num_queries, address
):
    with django_assert_max_num_queries(20):
        assert staff.get(address).status_code == 200
