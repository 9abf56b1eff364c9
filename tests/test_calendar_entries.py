"""The entries of the file: replaced by a later file, reminded of, and discreet on request."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from clinic_site.practice.models import Practice
from procedures.personal_calendar.moments import Operation

from .calendar_files import Event, with_both_parsers, with_vobject
from .calendar_page import FILE, OPERATION, on_10_may, typed_for

pytestmark = [pytest.mark.usefixtures("first_content"), on_10_may]

LATER = Operation(date(2027, 9, 1), time(9), date(2027, 6, 1))
PARIS = ZoneInfo("Europe/Paris")


def sent(client, language: str = "en", operation: Operation = OPERATION, **more) -> bytes:
    return client.post(FILE[language], typed_for(operation, **more)).content


def events(client, *arguments, **more) -> list[Event]:
    return with_vobject(sent(client, *arguments, **more)).events


def test_an_entry_has_the_same_uid_in_every_file_and_no_other_has_it(client):
    first = events(client)
    others = [
        events(client, "en", LATER),
        events(client, "fr"),
        events(client, "en", discreet="on"),
        events(client, "fr", LATER, discreet="on"),
    ]

    uids = [event.uid for event in first]
    assert len(set(uids)) == len(uids) == 2 + 47
    assert [{event.uid for event in other} == set(uids) for other in others] == [True] * 4
    titles = {event.uid: event.title for event in first}
    assert {event.uid: event.title for event in others[0]} == titles  # each the same thing


def test_a_file_made_a_second_later_replaces_the_first(client, time_machine):
    first = events(client)
    time_machine.shift(timedelta(seconds=1))
    second = events(client, "en", LATER)

    (before,), (after,) = ({event.sequence for event in made} for made in (first, second))
    assert after == before + 1
    assert 0 < before < 2**31


REMINDED = [
    "Operation: Thigh lift",
    "Arrive at the hospital",
    "Stop smoking and vaping",
    "Think it over, then sign: from this day on",
    "Take no aspirin without advice",
    "See the anaesthetist: by this day",
    "Wash in the evening",
    "Do not eat or drink",
    "Wash in the morning",
    "Let the team guide you",
    "Stay in hospital",
    "Keep the drain",
    "Take the anticoagulant",
    "Keep the scars out of the sun",
    "Go on protecting the scars",
    "Take your first shower",
    "Wear the garment night and day",
    "Go back to work: at the earliest",
    "Come for the first check-up",
    "Come for the second check-up",
    "Take up sport again",
    "Come for the third check-up",
    "Talk about a touch-up, if needed",
    "Come for the fourth check-up",
    "Come for the last check-up",
]


def reminders(event: Event) -> list[datetime]:
    """When a phone rings, in Paris; a day begins there at midnight."""
    start = event.start
    if not isinstance(start, datetime):
        start = datetime.combine(start, time(), PARIS)
    return [(start.astimezone(UTC) + alarm).astimezone(PARIS) for alarm in event.alarms]


def test_what_is_to_be_done_is_reminded_of_and_not_what_the_body_does_nor_an_end(client):
    assert [event.title for event in events(client) if event.alarms] == REMINDED


@with_both_parsers
@pytest.mark.parametrize("day", ["2027-06-15", "2028-02-29", "2027-10-31", "2028-03-26"])
def test_it_is_reminded_of_at_six_on_the_evening_before_and_a_deadline_a_week_before(
    client, read, day
):
    operation = Operation(date.fromisoformat(day), time(3, 30), date(2027, 5, 12))

    found = read(sent(client, "en", operation)).events
    rung = [(event, ring) for event in found for ring in reminders(event)]
    assert len(rung) == len(REMINDED)
    for event, ring in rung:
        start = event.start
        day = start.astimezone(PARIS).date() if isinstance(start, datetime) else start
        days = 7 if event.title == "See the anaesthetist: by this day" else 1
        assert ring == datetime.combine(day - timedelta(days=days), time(18), PARIS), event.title


@pytest.mark.parametrize(
    ("now", "first"),
    [("2027-06-14T17:59:59+02:00", "14 18:00"), ("2027-06-14T18:00:00+02:00", "15 18:00")],
)
def test_nobody_is_reminded_of_what_is_over(client, time_machine, now, first):
    time_machine.move_to(now, tick=False)

    rung = [ring for event in events(client) for ring in reminders(event)]

    assert f"{min(rung):%d %H:%M}" == first


KINDS = {
    "appointment",
    "medicine",
    "habit",
    "garment and dressing",
    "hygiene",
    "paper",
    "activity",
    "what the body does",
}


def test_an_entry_says_its_kind_its_reason_and_the_arrival_its_place(client):
    Practice.objects.update(clinic_en="Clinique du Parc\n1 rue Haute, 75016 Paris")

    found = {event.title: event for event in events(client)}

    assert {kind for event in found.values() for kind in event.categories} == KINDS
    shower = found["Take your first shower"]
    assert (shower.text, shower.categories) == ("You can take it from the day after.", ["hygiene"])
    arrival = found["Arrive at the hospital"]
    assert arrival.place == "Clinique du Parc\n1 rue Haute, 75016 Paris"
    assert [event.title for event in found.values() if event.place] == ["Arrive at the hospital"]
