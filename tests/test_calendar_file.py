"""The file for a phone: two parsers read from it what the plan says, in both languages."""

from datetime import date, datetime, time, timedelta

import pytest
from django.utils import translation

from procedures.personal_calendar.moments import Operation

from .calendar_files import in_utc, with_both_parsers, with_ical_js, with_vobject
from .calendar_page import (
    FILE,
    OPERATION,
    PAGE,
    errors,
    first_plan,
    kept,
    on_10_may,
    typed,
    typed_for,
)
from .contact_page import Elements
from .site_pages import in_both_languages

pytestmark = [pytest.mark.usefixtures("first_content"), on_10_may]

OPERATIONS = [
    OPERATION,
    Operation(date(2027, 6, 15)),
    Operation(date(2028, 2, 29), time(7), date(2028, 2, 1)),
    Operation(date(2027, 3, 28), time(3, 30), date(2027, 4, 1)),  # clocks go forward
    Operation(date(2027, 10, 31), time(8), date(2027, 1, 1)),  # and back
    Operation(date(2026, 12, 31), time(23, 59)),  # past
]


def sent(client, language: str, operation: Operation, **more) -> bytes:
    response = client.post(FILE[language], typed_for(operation, **more))
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return response.content


TITLES = {
    "fr": ("Intervention\xa0: Lifting des cuisses", "Arrivez à l’hôpital"),
    "en": ("Operation: Thigh lift", "Arrive at the hospital"),
}


@in_both_languages
@pytest.mark.parametrize("operation", OPERATIONS)
@with_both_parsers
def test_what_is_read_from_the_file_is_the_plan(client, read, language, operation):
    found = read(sent(client, language, operation)).events

    with translation.override(language):
        days = [(m.hour or m.day, m.name) for m in first_plan(operation).milestones()]
    if operation.arrival:
        days.insert(0, (operation.arrives_at, TITLES[language][1]))
    days.insert(0, (operation.day, TITLES[language][0]))
    assert [(e.start, e.title) for e in found] == [(in_utc(when), title) for when, title in days]


@in_both_languages
@pytest.mark.parametrize("operation", OPERATIONS[:3])
@pytest.mark.parametrize("more", [{}, {"discreet": "on"}])
def test_both_parsers_read_the_same_of_everything(client, language, operation, more):
    content = sent(client, language, operation, **more)

    assert with_vobject(content) == with_ical_js(content)


@in_both_languages
@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_day_ends_before_the_next_and_an_hour_has_no_length(client, language, operation):
    for event in with_vobject(sent(client, language, operation)).events:
        is_timed = isinstance(event.start, datetime)
        assert event.end == (None if is_timed else event.start + timedelta(days=1))


@in_both_languages
@pytest.mark.parametrize("operation", OPERATIONS)
def test_the_file_is_small(client, language, operation):
    operation = operation._replace(arrival=time(7), quote=operation.day - timedelta(days=30))

    assert len(sent(client, language, operation)) <= 20 * 1024


@pytest.mark.parametrize(("language", "name"), [("fr", "calendrier.ics"), ("en", "calendar.ics")])
def test_the_file_has_a_name(client, language, name):
    response = client.post(FILE[language], typed())

    assert response.headers["Content-Disposition"] == f'attachment; filename="{name}"'


@in_both_languages
def test_what_cannot_be_is_explained_on_the_page_instead(client, language):
    answers = typed("31/02/2027", arrival="25:00", quote="demain")

    response = client.post(FILE[language], answers)

    page = Elements(response)
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "Content-Disposition" not in response.headers
    assert list(errors(page)) == ["day", "arrival", "quote"]
    assert kept(page) == answers
    assert page.first(tag="form")["action"] == PAGE[language]


@in_both_languages
def test_the_button_of_the_page_sends_what_was_typed(client, language):
    answers = typed("15/6/2027", arrival="7h30", quote="1.6.2027")

    page = Elements(client.post(PAGE[language], answers))

    fields = [e for e in page.found if e.get("type") == "hidden"]
    assert {e["name"]: e["value"] for e in fields} == answers
    assert len(fields) == 2 * len(answers)  # for the file, and for the other language
    actions = [e["action"] for e in page.found if e["tag"] == "form"]
    other = {"fr": "en", "en": "fr"}[language]
    assert actions == [FILE[language], PAGE[other], PAGE[language]]
