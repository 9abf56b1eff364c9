"""Days are counted by the calendar, as people count them."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procedures.models import Fact
from procedures.personal_calendar.moments import Window, shifted, window

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
COUNTED = st.sampled_from(["", "before", "after"])
DAY = timedelta(days=1)


def fact(lower: int, upper: int | None, unit: str, counted: str = "") -> Fact:
    return Fact(key="x", lower=lower, upper=upper, unit=unit, counted=counted)


@st.composite
def windows(draw):
    first = draw(DAYS)
    return Window(first, first + draw(st.integers(0, 60)) * DAY)


@st.composite
def facts(draw):
    lower, upper = sorted(draw(st.tuples(st.integers(0, 60), st.integers(0, 60))))
    unit = draw(st.sampled_from(["minute", "hour", "day", "week", "month", "year"]))
    return fact(lower, draw(st.sampled_from([upper, None])), unit, draw(COUNTED))


@pytest.mark.parametrize(
    ("day", "number", "unit", "shifted_day"),
    [
        (date(2027, 1, 31), 1, "month", date(2027, 2, 28)),
        (date(2028, 1, 31), 1, "month", date(2028, 2, 29)),
        (date(2027, 3, 31), -1, "month", date(2027, 2, 28)),
        (date(2027, 12, 31), 6, "month", date(2028, 6, 30)),
        (date(2028, 2, 29), 1, "month", date(2028, 3, 29)),
        (date(2028, 2, 29), 12, "month", date(2029, 2, 28)),
        (date(2028, 2, 29), 1, "year", date(2029, 2, 28)),
        (date(2028, 2, 29), -1, "year", date(2027, 2, 28)),
        (date(2028, 2, 29), 4, "year", date(2032, 2, 29)),
        (date(2028, 2, 28), 2, "day", date(2028, 3, 1)),
        (date(2027, 3, 27), 1, "day", date(2027, 3, 28)),
        (date(2027, 10, 30), 1, "week", date(2027, 11, 6)),
        (date(2027, 6, 15), -48, "hour", date(2027, 6, 13)),
        (date(2027, 6, 15), -6, "hour", date(2027, 6, 15)),
        (date(2027, 6, 15), 90, "minute", date(2027, 6, 15)),
    ],
)
def test_a_day_is_found_as_people_count(day, number, unit, shifted_day):
    assert shifted(day, number, unit) == shifted_day


@given(DAYS, st.integers(-400, 400))
def test_months_lead_to_the_same_day_or_to_the_last_of_its_month(day, months):
    found = shifted(day, months, "month")

    assert (found.year - day.year) * 12 + found.month - day.month == months
    assert found.day == min(day.day, monthrange(found.year, found.month)[1])


@given(DAYS, st.integers(-60, 60))
def test_a_year_is_twelve_months_and_a_week_seven_days(day, number):
    assert shifted(day, number, "year") == shifted(day, 12 * number, "month")
    assert shifted(day, number, "week") - day == 7 * number * DAY


@given(windows(), facts())
def test_the_earliest_day_is_never_after_the_latest(start, told):
    earliest, latest = window(told, start)

    assert latest is None or earliest <= latest
    assert (latest is None) == (told.upper is None and told.counted != "before")


@given(
    windows(), st.integers(0, 60), st.integers(0, 60), st.sampled_from([("day", 1), ("week", 7)])
)
def test_from_beginning_to_end_are_as_many_days_as_the_fact_says(start, lower, more, unit):
    name, days = unit
    upper = lower + more
    on, back = (window(fact(lower, upper, name, counted), start) for counted in ("", "before"))

    assert [on.earliest - start.earliest, on.latest - start.latest] == [
        lower * days * DAY,
        upper * days * DAY,
    ]
    assert [start.earliest - back.latest, start.earliest - back.earliest] == [
        lower * days * DAY,
        upper * days * DAY,
    ]


def test_at_least_has_no_latest_day_and_at_least_before_is_one_day():
    quote, operation = (Window(day, day) for day in (date(2027, 6, 1), date(2027, 3, 31)))

    assert window(fact(15, None, "day"), quote) == (date(2027, 6, 16), None)
    assert window(fact(6, 6, "week"), Window(date(2027, 6, 1), None)) == (date(2027, 7, 13), None)
    assert window(fact(1, None, "month", "before"), operation) == (date(2027, 2, 28),) * 2
