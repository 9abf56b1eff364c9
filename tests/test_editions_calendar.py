"""The calendar of a visitor tells what was published; that of staff what they saved."""

import json
from urllib.parse import urlencode
from zipfile import ZipFile

import pytest

from clinic_site.editions.draft_link import draft_address, new_token
from clinic_site.editions.models import Edition
from procedures.models import Fact, Question, Step

from .markup import elements, text_of
from .publish import publish_now
from .site_pages import CALENDAR, in_both_languages
from .site_process import new_site
from .test_editions_without_database import gone

TYPED = {"day": "2027-06-12", "arrival": "07:00", "quote": "2027-05-01"}
FILES = (f"{CALENDAR[0]}calendrier.ics", f"{CALENDAR[1]}calendar.ics")
UNPUBLISHED = "Zwischenzug"


@pytest.fixture
def manuscript(edition):
    """Edition 1, and other figures and words that are saved and not published."""
    Fact.objects.filter(key="garment").update(lower=8, upper=9)
    Step.objects.filter(ends__key="garment").update(title_fr=UNPUBLISHED, title_en=UNPUBLISHED)
    Question.objects.filter(answer_fr="").update(question_fr=UNPUBLISHED, question_en=UNPUBLISHED)


@pytest.mark.parametrize("address", [*CALENDAR, *FILES])
def test_a_visitor_is_told_nothing_unpublished(manuscript, visitor, address):
    answer = visitor.post(address, TYPED).text

    assert "20270711" in answer or "11 July" in answer or "11 juillet" in answer  # four weeks
    assert UNPUBLISHED not in answer
    assert UNPUBLISHED not in visitor.post(address, {}).text


@pytest.mark.parametrize("address", [*CALENDAR, *FILES])
def test_staff_are_told_what_they_saved(manuscript, admin_client, address):
    answer = admin_client.post(address, TYPED).text

    assert "20270808" in answer or "8 August" in answer or "8 août" in answer  # eight weeks
    assert UNPUBLISHED in answer


@in_both_languages
def test_a_visitor_needs_no_query(edition, visitor, django_assert_num_queries, language):
    with django_assert_num_queries(0):
        for address in (CALENDAR, FILES):
            answer = visitor.post(address[["fr", "en"].index(language)], TYPED)
            assert answer.status_code == 200


@pytest.mark.parametrize("address", CALENDAR)
def test_a_draft_needs_the_same_queries_however_long(
    edition, admin_client, django_assert_num_queries, address
):
    admin_client.get(address)
    with django_assert_num_queries(18):  # the plan, and who asks
        admin_client.post(address, TYPED)


@pytest.mark.parametrize("address", CALENDAR)
def test_the_page_with_its_form_is_a_printed_one(edition, visitor, address):
    with edition.archive.open() as file, ZipFile(file) as archive:
        printed = archive.read(f"pages{address}index.html").decode()
        exported = archive.read(f"live{address}index.html").decode()

    assert visitor.get(address).text == printed
    assert [form.attributes["action"] for form in elements(printed, "form")] == [address]
    assert elements(exported, "form") == []


def test_an_old_edition_sends_its_form_to_the_calendar_of_today(edition, visitor):
    publish_now()

    old = visitor.get(f"/editions/1{CALENDAR[0]}").text

    assert [form.attributes["action"] for form in elements(old, "form")] == [CALENDAR[0]]


def test_the_link_to_the_draft_shows_the_plan_and_no_form(manuscript, visitor):
    page = visitor.get(draft_address(new_token(), CALENDAR[0])).text

    assert UNPUBLISHED in text_of(page, "main")
    assert elements(page, "form") == []


def test_an_edition_printed_before_there_were_calendars_has_none(edition, visitor):
    from clinic_site.editions.serving import current

    slugs = current.edition.folder / "content" / "slugs.json"
    assert json.loads(slugs.read_text()) == {
        "fr": {"lifting-des-cuisses": 1},
        "en": {"thigh-lift": 1},
    }
    current.edition.content.__dict__["_slugs"] = {}

    assert [visitor.post(address, TYPED).status_code for address in CALENDAR] == [404, 404]


def test_there_is_no_calendar_of_a_procedure_that_is_not_there(edition, visitor):
    assert visitor.post("/fr/interventions/autre/calendrier/", TYPED).status_code == 404
    assert Edition.objects.count() == 1


def test_calendars_are_made_while_the_database_is_gone(tmp_path):
    with new_site(tmp_path) as site:
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        before = [site.ask("POST", a, urlencode(TYPED), headers).content for a in CALENDAR]
        with gone(site):
            answers = [site.ask("POST", a, urlencode(TYPED), headers) for a in (*CALENDAR, *FILES)]

    assert [answer.status for answer in answers] == [200] * 4
    assert [answer.content for answer in answers[:2]] == before
    assert all(answer.content.startswith(b"BEGIN:VCALENDAR\r\n") for answer in answers[2:])
