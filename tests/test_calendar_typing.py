"""Dates and times are taken as people type them, also those that are past or far."""

import pytest

from .calendar_page import PAGE, errors, kept, on_10_may, typed
from .contact_page import Elements

pytestmark = [pytest.mark.usefixtures("first_content", "contexts"), on_10_may]


def said_of(response) -> str:
    """How the page repeats the date and the time that were typed."""
    return " ".join(Elements(response).first(**{"class": "opening__lead"})["text"].split())


@pytest.mark.parametrize(
    "day",
    [
        "2027-06-01",
        "01/06/2027",
        "1/6/2027",
        "1/6/27",
        "01.06.2027",
        "1.6.2027",
        "1-6-2027",
        "1 6 2027",
        " 01/06/2027 ",
    ],
)
def test_a_day_is_taken_as_people_write_it(client, day):
    response = client.post(PAGE["fr"], typed(day))

    assert said_of(response) == "Intervention : mardi 1er juin 2027"
    assert kept(Elements(response)) == typed(day.strip())


@pytest.mark.parametrize(
    ("clock", "said"),
    [
        ("07:30", "7 h 30"),
        ("7:30", "7 h 30"),
        ("7h30", "7 h 30"),
        ("7 h 30", "7 h 30"),
        ("7H30", "7 h 30"),
        ("7\xa0h\xa030", "7 h 30"),
        ("7.30", "7 h 30"),
        ("07:30:00", "7 h 30"),
        ("7h", "7 h"),
        ("7 h", "7 h"),
        ("7", "7 h"),
        (" 7:30 ", "7 h 30"),
        ("0:00", "0 h"),
    ],
)
def test_a_time_is_taken_as_people_write_it(client, clock, said):
    response = client.post(PAGE["fr"], typed(arrival=clock))

    assert said_of(response) == f"Intervention : mardi 15 juin 2027, arrivée à {said}"


def test_a_space_is_no_answer(client):
    response = client.post(PAGE["fr"], typed(arrival=" ", quote=" "))

    assert said_of(response) == "Intervention : mardi 15 juin 2027"
    assert kept(Elements(response)) == typed()


PAST, IS_FAR = "Cette date est passée", "Cette date est à plus de deux ans"


@pytest.mark.parametrize(
    ("day", "remarks"),
    [
        ("2027-05-09", [PAST]),
        ("2027-05-10", []),
        ("2029-05-09", []),
        ("2029-05-10", [IS_FAR]),
        ("2017-05-10", [PAST, IS_FAR]),
        ("2037-05-10", [IS_FAR]),
    ],
)
def test_a_past_or_far_day_is_computed_and_remarked(client, day, remarks):
    response = client.post(PAGE["fr"], typed(day))

    found = [e["text"] for e in Elements(response).found if e.get("class") == "remark"]
    assert [text[: len(start)] for text, start in zip(found, remarks, strict=True)] == remarks
    assert response.context["plan"].operation.day.isoformat() == day
    assert response.context["plan"].milestones() != []


@pytest.mark.parametrize("field", ["day", "quote"])
def test_ten_years_are_the_limit_on_both_sides(client, field):
    days = ["2017-05-09", "2017-05-10", "2037-05-10", "2037-05-11"]

    responses = [client.post(PAGE["fr"], {**typed(), field: day}) for day in days]

    refused = [list(errors(Elements(response))) for response in responses]
    assert refused == [[field], [], [], [field]]


def test_the_29th_of_february_has_its_days_in_other_years(client):
    plan = client.post(PAGE["fr"], typed("2028-02-29")).context["plan"]

    days = {m.name: m.day.isoformat() for m in plan.milestones()}
    assert days["Arrêtez de fumer et de vapoter"] == "2028-01-29"
    assert days["Venez au dernier contrôle"] == "2029-02-28"
    assert days["Elle pâlit\xa0: fin au plus tard"] == "2031-05-29"
