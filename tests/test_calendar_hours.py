"""Hours are counted back from the arrival, as they pass: also when clocks change."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from procedures.models import Fact
from procedures.personal_calendar.moments import PARIS, Operation, exists, hour, is_repeated

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
CLOCKS = st.builds(time, st.integers(0, 23), st.integers(0, 59))


def before(number: int, unit: str) -> Fact:
    return Fact(key="x", lower=number, upper=number, unit=unit, counted="before")


FASTING = before(6, "hour")


@pytest.mark.parametrize(
    ("arrival", "told", "begins"),
    [
        (datetime(2027, 6, 15, 7), FASTING, "2027-06-15T01:00:00+02:00"),
        (datetime(2027, 6, 15, 5, 30), FASTING, "2027-06-14T23:30:00+02:00"),
        (datetime(2027, 6, 15, 0, 0), before(90, "minute"), "2027-06-14T22:30:00+02:00"),
        # Clocks go forward on 28 March 2027: from 02:00 to 03:00.
        (datetime(2027, 3, 28, 7), FASTING, "2027-03-28T00:00:00+01:00"),
        (datetime(2027, 3, 28, 6, 30), FASTING, "2027-03-27T23:30:00+01:00"),
        (datetime(2027, 3, 29, 7), before(48, "hour"), "2027-03-27T06:00:00+01:00"),
        # They go back on 31 October 2027: from 03:00 to 02:00.
        (datetime(2027, 10, 31, 7), FASTING, "2027-10-31T02:00:00+02:00"),
        (datetime(2027, 10, 31, 8), FASTING, "2027-10-31T02:00:00+01:00"),
        (datetime(2027, 10, 31, 4), FASTING, "2027-10-30T23:00:00+02:00"),
    ],
)
def test_the_hour_is_counted_back_from_the_arrival(arrival, told, begins):
    assert hour(told, Operation(arrival.date(), arrival.time())).isoformat() == begins


@given(DAYS, CLOCKS, st.integers(0, 100))
def test_on_every_night_as_many_hours_pass_as_the_fact_says(day, arrival, hours):
    assume(exists(day, arrival))
    operation = Operation(day, arrival)
    begins = hour(before(hours, "hour"), operation)

    passed = operation.arrives_at.astimezone(UTC) - begins.astimezone(UTC)
    assert passed == timedelta(hours=hours)


def test_there_is_no_hour_without_an_arrival_nor_for_days():
    day, arrival = date(2027, 6, 15), time(7)

    assert hour(FASTING, Operation(day)) is None
    assert hour(before(1, "day"), Operation(day, arrival)) is None
    assert hour(Fact(key="x", lower=24, upper=48, unit="hour"), Operation(day, arrival)) is None


def test_only_the_hour_that_clocks_skip_does_not_exist():
    moments = [datetime(2027, 1, 1) + number * timedelta(minutes=30) for number in range(365 * 48)]

    missing = [moment for moment in moments if not exists(moment.date(), moment.time())]

    assert missing == [datetime(2027, 3, 28, 2), datetime(2027, 3, 28, 2, 30)]


def test_only_the_hour_that_clocks_repeat_is_told_twice():
    start = datetime(2027, 1, 1, tzinfo=PARIS)
    moments = [start + number * timedelta(minutes=30) for number in range(365 * 48)]

    told_twice = [f"{moment:%m-%d %H:%M}" for moment in moments if is_repeated(moment)]

    assert told_twice == ["10-31 02:00", "10-31 02:30"]
