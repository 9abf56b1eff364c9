"""
Dates counted from an operation or a quote.

Days are days of the calendar in Paris. Months and years are calendar months,
clipped at the month's end: one month after 31 January is 28 or 29 February.
Hours are hours that pass, also on the nights when clocks change.
"""

from datetime import UTC, date, datetime, time, timedelta
from math import floor
from typing import NamedTuple
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from ..models import Fact
from ..wording import Counted, Unit

PARIS = ZoneInfo("Europe/Paris")
ONE = {
    Unit.DAY: relativedelta(days=1),
    Unit.WEEK: relativedelta(weeks=1),
    Unit.MONTH: relativedelta(months=1),
    Unit.YEAR: relativedelta(years=1),
}
HOURS_IN = {Unit.HOUR: 1, Unit.MINUTE: 1 / 60}


class Operation(NamedTuple):
    """What a patient says of theirs: the day, and if they know it, two moments more."""

    day: date
    arrival: time | None = None
    quote: date | None = None  # the day on which the quote was received

    @property
    def arrives_at(self) -> datetime | None:
        """The hour of arrival in Paris."""
        return self.arrival and datetime.combine(self.day, self.arrival, PARIS)


class Window(NamedTuple):
    """The earliest and the latest day of something; `latest` is None for "at the earliest"."""

    earliest: date
    latest: date | None


def window(fact: Fact, start: Window) -> Window:
    """
    When `fact` says, counted from `start`: back from it for a fact counted as "before".

    A fact without an upper bound ("at least 15 days") has no latest day.
    """
    if fact.counted == Counted.BEFORE:
        latest = shifted(start.earliest, -fact.lower, fact.unit)
        if fact.upper is None:
            return Window(latest, latest)
        return Window(shifted(start.earliest, -fact.upper, fact.unit), latest)
    earliest = shifted(start.earliest, fact.lower, fact.unit)
    if fact.upper is None or start.latest is None:
        return Window(earliest, None)
    return Window(earliest, shifted(start.latest, fact.upper, fact.unit))


def shifted(day: date, number: int, unit: str) -> date:
    """The day that lies `number` units after `day`; before it where the number is negative."""
    if unit in HOURS_IN:
        # Of an unknown hour only whole days can be told: in doubt the day before.
        days = number * HOURS_IN[unit] / 24
        return day + timedelta(days=0 if abs(days) < 1 else floor(days))
    return day + number * ONE[unit]


def hour(fact: Fact, operation: Operation) -> datetime | None:
    """
    The hour that `fact` says, where it is counted in hours back from a known arrival.

    Nobody knows the hour of the operation itself; counted from the arrival, a
    patient is at worst a little early.
    """
    if not operation.arrives_at or fact.counted != Counted.BEFORE or fact.unit not in HOURS_IN:
        return None
    passed = timedelta(hours=fact.lower * HOURS_IN[fact.unit])
    return (operation.arrives_at.astimezone(UTC) - passed).astimezone(PARIS)


def exists(day: date, clock: time) -> bool:
    """False for the hour that clocks skip in spring."""
    moment = datetime.combine(day, clock, PARIS)
    return moment.astimezone(UTC).astimezone(PARIS).time() == clock


def is_repeated(moment: datetime) -> bool:
    """True in the hour that clocks tell twice in autumn."""
    return moment.replace(fold=0).utcoffset() > moment.replace(fold=1).utcoffset()
