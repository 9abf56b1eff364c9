"""Whatever staff make of the facts, a plan is made, and says what they say."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError

from procedures.personal_calendar.moments import Operation
from procedures.personal_calendar.plan import make_plan

from .builders import make_fact, make_procedure, make_step

pytestmark = pytest.mark.django_db

OPERATION = Operation(date(2027, 6, 15), time(7), date(2027, 6, 1))
NO_TIME = {
    "words": {"lower": None, "upper": None, "unit": "", "text_fr": "non", "text_en": "no"},
    "a price": {"lower": 4500, "upper": None, "unit": "euro"},
    "a number": {"lower": 2, "upper": 2, "unit": "number"},
    "percent": {"lower": 20, "upper": 20, "unit": "percent"},
}


def days(**fields) -> list[tuple[str, str, str]]:
    """Mark, day and hour of each milestone of one step; its facts are given as dicts."""
    procedure = make_procedure()
    for name in ("begins", "ends"):
        if name in fields:
            fields[name] = make_fact(procedure, key=name, **fields[name])
    make_step(procedure, **fields)
    (entry,) = make_plan(procedure, OPERATION).entries
    return [
        (m.mark.name, m.day.isoformat(), f"{m.hour:%d %H:%M}" if m.hour else "")
        for m in entry.milestones
    ]


@pytest.mark.parametrize("fact", NO_TIME.values(), ids=NO_TIME.keys())
@pytest.mark.parametrize("phase", ["before", "day", "after"])
@pytest.mark.parametrize("counted_from", ["operation", "quote"])
def test_a_fact_that_is_no_time_gives_no_day(fact, phase, counted_from):
    assert days(phase=phase, begins=fact, counted_from=counted_from) == []


@pytest.mark.parametrize("fact", NO_TIME.values(), ids=NO_TIME.keys())
def test_a_fact_that_is_no_time_gives_no_end_and_no_place_on_the_picture(fact):
    procedure = make_procedure()
    lane = {"lane_fr": "Ligne", "lane_en": "Line"}
    make_step(procedure, phase="after", ends=make_fact(procedure, **fact), **lane)

    (entry,) = make_plan(procedure, OPERATION).entries
    assert [(m.mark.name, m.day) for m in entry.milestones] == [("BEGIN", OPERATION.day)]
    assert procedure.timeline().lanes == []


@pytest.mark.parametrize("fact", NO_TIME.values(), ids=NO_TIME.keys())
@pytest.mark.parametrize("name", ["begins", "ends"])
def test_staff_cannot_choose_a_fact_that_is_no_time(fact, name):
    procedure = make_procedure()
    step = make_step(procedure, **{name: make_fact(procedure, **fact)})

    with pytest.raises(ValidationError) as refused:
        step.full_clean()

    assert refused.value.message_dict == {name: ["Cette donnée n’est pas une durée."]}


MONTH_BEFORE = {"lower": 1, "upper": 1, "unit": "month", "counted": "before"}
WEEKS_BEFORE = {"lower": 2, "upper": 4, "unit": "week", "counted": "before"}
HOURS_BEFORE = {"lower": 20, "upper": 50, "unit": "hour", "counted": "before"}
AT_LEAST = {"lower": 15, "upper": None, "unit": "day"}


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        # An appointment before the operation may be earlier, but not later than the latest day.
        ({"kind": "appointment", "begins": MONTH_BEFORE}, [("BY", "2027-05-15", "")]),
        ({"kind": "appointment", "begins": WEEKS_BEFORE}, [("BY", "2027-06-01", "")]),
        ({"kind": "appointment", "begins": HOURS_BEFORE}, [("BY", "2027-06-14", "14 11:00")]),
        # Counted on from something, "at least" is no last day, for an appointment either.
        (
            {"kind": "appointment", "begins": AT_LEAST, "counted_from": "quote"},
            [("FROM", "2027-06-16", "")],
        ),
        ({"phase": "after", "begins": AT_LEAST}, [("FROM", "2027-06-30", "")]),
        # A range of hours is told in whole days, of which the first is safe.
        (
            {"begins": HOURS_BEFORE},
            [("BEGIN_EARLIEST", "2027-06-12", ""), ("BEGIN_LATEST", "2027-06-15", "")],
        ),
        (
            {"begins": WEEKS_BEFORE},
            [("BEGIN_EARLIEST", "2027-05-18", ""), ("BEGIN_LATEST", "2027-06-01", "")],
        ),
        # An end that is counted from the operation, and one that runs from the beginning.
        (
            {"begins": MONTH_BEFORE, "ends": {**WEEKS_BEFORE, "counted": "after"}},
            [
                ("BEGIN", "2027-05-15", ""),
                ("END_EARLIEST", "2027-06-29", ""),
                ("END_LATEST", "2027-07-13", ""),
            ],
        ),
        (
            {"begins": MONTH_BEFORE, "ends": {**WEEKS_BEFORE, "counted": ""}},
            [
                ("BEGIN", "2027-05-15", ""),
                ("END_EARLIEST", "2027-05-29", ""),
                ("END_LATEST", "2027-06-12", ""),
            ],
        ),
        (
            {"phase": "after", "ends": AT_LEAST},
            [("BEGIN", "2027-06-15", ""), ("END_EARLIEST", "2027-06-30", "")],
        ),
        ({"phase": "before"}, []),
        ({"phase": "after"}, []),
        ({"phase": "day"}, [("BEGIN", "2027-06-15", "")]),
    ],
)
def test_each_kind_of_step_has_its_days(fields, found):
    assert days(**fields) == found
