"""A calendar file as two independent parsers read it: vobject, and ical.js."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import NamedTuple

import pytest
import vobject

from . import ical_js


class Event(NamedTuple):
    uid: str
    sequence: int
    title: str
    text: str
    place: str
    categories: list[str]
    start: date  # or a datetime, in UTC
    end: date | None
    alarms: list[timedelta]  # from the start; before it they are negative


class File(NamedTuple):
    name: str
    product: str
    events: list[Event]


def with_vobject(content: bytes) -> File:
    # It knows a zone by its name, and keeps the first: with a name of its own, the file's counts.
    text = content.decode().replace("Europe/Paris", f"Zone/{next(_zones)}")
    calendar = vobject.readOne(text)
    calendar.validate(raiseException=True)
    (name,), (product,) = calendar.contents["name"], calendar.contents["prodid"]
    return File(name.value, product.value, [_event(event) for event in calendar.vevent_list])


_zones = count(1)


def _event(event) -> Event:
    values = {name: lines[0].value for name, lines in event.contents.items() if name != "valarm"}
    return Event(
        uid=values["uid"],
        sequence=int(values["sequence"]),
        title=values["summary"],
        text=values.get("description", ""),
        place=values.get("location", ""),
        categories=values.get("categories", []),
        start=in_utc(values["dtstart"]),
        end=values.get("dtend"),
        alarms=[alarm.trigger.value for alarm in event.contents.get("valarm", [])],
    )


def in_utc(moment: date) -> date:
    """A moment in UTC; a day as it is."""
    return moment.astimezone(UTC) if isinstance(moment, datetime) else moment


def with_ical_js(content: bytes) -> File:
    found = ical_js.read(content)
    for event in found["events"]:
        event["start"], event["end"] = _moment(event["start"]), _moment(event["end"])
        event["alarms"] = [timedelta(seconds=seconds) for seconds in event["alarms"]]
    return File(**{**found, "events": [Event(**event) for event in found["events"]]})


def _moment(value: str | int | None) -> date | None:
    if isinstance(value, str):
        return date.fromisoformat(value)
    return value and datetime.fromtimestamp(value, UTC)


READERS: list[Callable[[bytes], File]] = [with_vobject, with_ical_js]
with_both_parsers = pytest.mark.parametrize("read", READERS, ids=["vobject", "ical.js"])
