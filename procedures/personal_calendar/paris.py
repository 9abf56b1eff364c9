"""
Paris time for a calendar file (RFC 5545, 3.6.5), as far as the file needs it.

The library's own (icalendar 7.3) begins each summer time an hour late.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

from .moments import PARIS

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def paris_around(day: date) -> Timezone:
    """The changes of the clocks from the year before `day` to the day after it."""
    zone = Timezone()
    zone.add("tzid", PARIS.key)
    for change in _changes(datetime(day.year - 1, 1, 1, tzinfo=UTC), day + 2 * DAY):
        before, after = (moment.astimezone(PARIS) for moment in (change - HOUR, change))
        part = TimezoneDaylight() if after.dst() else TimezoneStandard()
        part.add("dtstart", (change + before.utcoffset()).replace(tzinfo=None))
        part.add("tzoffsetfrom", before.utcoffset())
        part.add("tzoffsetto", after.utcoffset())
        part.add("tzname", after.tzname())
        zone.add_component(part)
    return zone


def _changes(start: datetime, end: date) -> Iterator[datetime]:
    """The hours, in UTC, at which the clocks are changed."""
    while start.date() < end:
        if _offset(start) != _offset(start + DAY):
            hours = (start + number * HOUR for number in range(1, 25))
            yield next(hour for hour in hours if _offset(hour) != _offset(hour - HOUR))
        start += DAY


def _offset(moment: datetime) -> timedelta:
    return moment.astimezone(PARIS).utcoffset()
