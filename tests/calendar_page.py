"""The personal calendar of the first content: where it is, what is typed, and its plan."""

from datetime import date, time

import pytest

from procedures.models import Procedure
from procedures.personal_calendar.moments import Operation
from procedures.personal_calendar.plan import Plan, make_plan

from .contact_page import Elements
from .site_pages import CALENDAR

PAGE = {"fr": CALENDAR[0], "en": CALENDAR[1]}
FILE = {"fr": f"{CALENDAR[0]}calendrier.ics", "en": f"{CALENDAR[1]}calendar.ics"}
OPERATION = Operation(date(2027, 6, 15), time(5), date(2027, 5, 1))
on_10_may = pytest.mark.time_machine("2027-05-10T10:00+02:00", tick=False)


def typed(day: str = "2027-06-15", arrival: str = "", quote: str = "", **more) -> dict[str, str]:
    """What a patient sends."""
    return {"day": day, "arrival": arrival, "quote": quote, **more}


def typed_for(operation: Operation, **more) -> dict[str, str]:
    """What a patient sends for `operation`."""
    values = (value.isoformat() if value else "" for value in operation)
    return {**dict(zip(Operation._fields, values, strict=True)), **more}


def first_plan(operation: Operation | None = None) -> Plan:
    """The plan of the first content."""
    return make_plan(Procedure.objects.with_page_content().get(), operation)


def errors(page: Elements) -> dict[str, str]:
    """What the list of errors says, by the field that each message leads to."""
    found = {link["href"]: link["text"] for link in page.links_to_fields()}
    return {address.removeprefix("#id_"): text for address, text in found.items()}


def kept(page: Elements) -> dict[str, str]:
    """What stands in the fields of the form."""
    return {name: page.first(id=f"id_{name}").get("value", "") for name in Operation._fields}
