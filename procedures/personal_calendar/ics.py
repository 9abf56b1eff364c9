"""
The plan as a calendar file (RFC 5545), for a phone.

Each day has the same UID in every file that this site makes of a procedure, and
a later file a higher SEQUENCE: importing a new date moves the old entries.
"""

from datetime import UTC, date, datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from ..models import Step
from .entries import Milestone
from .marks import Mark
from .moments import PARIS, is_repeated
from .paris import paris_around
from .plan import Plan

REMINDED_AT = time(18)
EVE, A_WEEK = 1, 7  # days before; for an appointment that has still to be made, the eve is late
SEQUENCE_SINCE = datetime(2026, 1, 1, tzinfo=UTC)  # counted in seconds, it fits until 2094
# The same day of a step, whatever it is called.
PLACES = {
    Mark.BEGIN_LATEST: "begin-latest",
    Mark.END: "end",
    Mark.END_EARLIEST: "end",
    Mark.END_LATEST: "end-latest",
}


def to_ical(plan: Plan, practice, is_discreet: bool) -> bytes:
    """
    The file in the current language; `plan` has days.

    `is_discreet` leaves out all that names the operation or a treatment: a
    title then gives the number of the point on the patient's own list.
    """
    return CalendarFile(plan, practice, is_discreet).to_ical()


class CalendarFile:
    def __init__(self, plan: Plan, practice, is_discreet: bool):
        self.plan, self.practice, self.is_discreet = plan, practice, is_discreet
        self.now = timezone.now().replace(microsecond=0)
        self.references = plan.procedure.references

    def to_ical(self) -> bytes:
        name = _("My list") if self.is_discreet else self.plan.procedure.name
        calendar = Calendar.new(
            prodid=f"-//Personal calendar//Calendar//{get_language().upper()}",
            uid=self.uid("calendar"),
            name=name,
        )
        for event in self.events():
            calendar.add_component(event)
        calendar.add_component(paris_around(self.plan.operation.day))
        return calendar.to_ical()

    def events(self):
        yield self.operation()
        if self.plan.operation.arrival:
            yield self.arrival()
        for milestone in self.plan.milestones():
            yield self.event_of(milestone)

    def operation(self) -> Event:
        title = _("Operation: %s") % self.plan.procedure.name
        return self.event("operation", title, _("Appointment"), self.plan.operation.day)

    def arrival(self) -> Event:
        start = self.plan.operation.arrives_at
        event = self.event("arrival", _("Arrive at the hospital"), _("Appointment"), start)
        if self.practice.clinic and not self.is_discreet:
            event.add("location", self.practice.clinic)
        return event

    def event_of(self, milestone: Milestone) -> Event:
        step, place = milestone.entry.step, PLACES.get(milestone.mark, "begin")
        number = _("Point %s of my list") % milestone.entry.number
        event = self.event(
            f"steps/{step.pk}/{place}",
            title=self.references.plain(milestone.name),
            discreet_title=str(milestone.mark.value) % number,
            start=milestone.hour or milestone.day,
            reminded=_reminded(milestone),
        )
        if not self.is_discreet:
            event.categories = [step.get_kind_display()]
            if milestone.is_beginning and step.text:
                event.add("description", self.references.plain(step.text))
        return event

    def uid(self, place: str) -> str:
        """The same for a `place` in every calendar of this procedure; it names nothing."""
        procedure = f"{settings.SITE_URL}/procedures/{self.plan.procedure.pk}"
        return str(uuid5(NAMESPACE_URL, f"{procedure}/{place}"))

    def event(
        self,
        place: str,
        title: str,
        discreet_title: str,
        start: date,
        reminded: int | None = EVE,
    ) -> Event:
        """
        What all entries have in common; `start` with an hour makes a timed one.

        `reminded` is how many days before, None for never.
        """
        has_hour = isinstance(start, datetime)
        title = discreet_title if self.is_discreet else title
        # With the name of its zone, parsers read the hour that clocks repeat as one or the other.
        is_unclear = has_hour and is_repeated(start)
        event = Event.new(
            uid=self.uid(place),
            stamp=self.now,
            sequence=int((self.now - SEQUENCE_SINCE).total_seconds()),
            summary=title,
            classification="PRIVATE",
            transparency="OPAQUE" if has_hour else "TRANSPARENT",
            start=start.astimezone(UTC) if is_unclear else start,
            end=None if has_hour else start + timedelta(days=1),
        )
        begins = start if has_hour else datetime.combine(start, time(), PARIS)
        day = begins.date() - timedelta(days=reminded or 0)
        evening = datetime.combine(day, REMINDED_AT, PARIS)
        if reminded and evening > self.now:
            alarm = Alarm.new(description=title)
            alarm.add("action", "DISPLAY")
            alarm.TRIGGER = evening.astimezone(UTC) - begins.astimezone(UTC)
            event.add_component(alarm)
        return event


def _reminded(milestone: Milestone) -> int | None:
    """How many days before a patient is reminded of it."""
    if not milestone.is_beginning or milestone.entry.step.kind == Step.Kind.BODY:
        return None
    return A_WEEK if milestone.entry.is_deadline else EVE
