"""What is due comes first: today, in the next days, what goes on, and what was missed."""

from datetime import date, timedelta
from typing import NamedTuple

import pytest
from django.utils import translation

from procedures.personal_calendar.due import due

from .calendar_page import OPERATION, PAGE, first_plan, typed_for
from .markup import text_of

pytestmark = pytest.mark.usefixtures("first_content")


class Told(NamedTuple):
    """The names of what is due; of what comes, with its day."""

    missed: list[str]
    going_on: list[str]
    soon: list[str]
    then: str | None


SMOKING, QUOTE = "Stop smoking and vaping", "Think it over, then sign"
NO_ASPIRIN, ANAESTHETIST = "Take no aspirin without advice", "See the anaesthetist"
BEFORE = {"fr": "Avant l’intervention", "en": "Before the operation"}


def told_on(day: str) -> Told:
    with translation.override("en"):
        found = due(first_plan(OPERATION), date.fromisoformat(day))
        return Told(
            missed=[entry.step.title for entry in found.missed],
            going_on=[entry.step.title for entry in found.going_on],
            soon=[f"{m.day:%d.%m} {m.name}" for m in found.soon],
            then=found.then and f"{found.then.day:%d.%m} {found.then.name}",
        )


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2027-05-08", Told([], [], [f"15.05 {SMOKING}"], f"16.05 {QUOTE}: from this day on")),
        ("2027-05-20", Told([], [SMOKING, QUOTE], [], f"05.06 {NO_ASPIRIN}")),
        (
            "2027-06-05",
            Told(
                [], [SMOKING, QUOTE], [f"05.06 {NO_ASPIRIN}"], f"13.06 {ANAESTHETIST}: by this day"
            ),
        ),
        (
            "2027-07-10",
            Told(
                [],
                [
                    SMOKING,
                    "Keep the scars out of the sun",
                    "Go on protecting the scars",
                    "Expect pink scars",
                    "Wear the garment night and day",
                ],
                [
                    "14.07 Garment: end, at the earliest",
                    "15.07 No smoking: end",
                    "15.07 Come for the second check-up",
                ],
                "27.07 Take up sport again",
            ),
        ),
        ("2028-06-16", Told([], ["Let them fade"], [], "15.09 It fades: end, at the earliest")),
        ("2030-09-15", Told([], [], ["15.09 It fades: end, at the latest"], None)),
        ("2030-09-16", Told([], [], [], None)),
    ],
)
def test_what_is_due_on_a_day(day, told):
    assert told_on(day) == told


def test_what_a_day_asks_for_is_not_missed_on_that_day_and_is_until_the_operation():
    days = ["2027-06-13", "2027-06-14", "2027-06-15", "2027-06-16"]

    assert [told_on(day).missed for day in days] == [[], [ANAESTHETIST], [ANAESTHETIST], []]


def test_what_begins_today_comes_and_does_not_go_on():
    operation = told_on("2027-06-15")

    assert operation.going_on == [SMOKING]
    assert operation.soon[:3] == [
        "15.06 Wash in the morning",
        "15.06 Let the team guide you",
        "15.06 Stay in hospital",
    ]
    assert operation.soon[-1] == "22.06 Come for the first check-up"


def test_an_operation_is_past_on_the_next_day_and_far_after_two_years():
    def told(days: int) -> tuple[bool, bool]:
        found = due(first_plan(OPERATION), OPERATION.day + timedelta(days=days))
        return found.is_past, found.is_far

    assert [told(days) for days in (-731, -730, 0, 1, 730, 731)] == [
        (False, True),
        (False, False),
        (False, False),
        (True, False),
        (True, False),
        (True, True),
    ]


@pytest.mark.parametrize(
    ("language", "today", "lines"),
    [
        (
            "fr",
            "2027-06-14T09:00+02:00",
            [
                "Maintenant et dans les 7 prochains jours",
                "Date passée : Voyez l’anesthésiste, au plus tard dimanche 13 juin à 5 h. "
                "Si ce n’est pas fait, appelez le cabinet.",
                "Lundi 14 juin Lavez-vous le soir",
                "Lundi 14 juin à 23 h Restez à jeun",
            ],
        ),
        (
            "en",
            "2027-05-21T00:30+02:00",
            [
                "Now, and in the next 7 days",
                "Goes on: Stop smoking and vaping, over on Thursday 15 July",
                "Goes on: Think it over, then sign",
                "Nothing new in these days. Then: Saturday 5 June 2027, "
                "Take no aspirin without advice.",
            ],
        ),
    ],
)
def test_what_is_due_stands_first_on_the_page(client, time_machine, language, today, lines):
    time_machine.move_to(today, tick=False)

    found = text_of(client.post(PAGE[language], typed_for(OPERATION)).text, "main").split("\n")

    start = found.index(lines[0])
    assert found[start : start + len(lines)] == lines
    assert start < found.index(BEFORE[language])
