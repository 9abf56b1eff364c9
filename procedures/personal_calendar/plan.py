"""The plan of one procedure: what to do before, on the day and after, with days or without."""

from collections.abc import Iterator
from datetime import date, time
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from ..models import Procedure, Section, Step
from .entries import Entry, Milestone
from .moments import Operation, Window, hour, window

PHASES = list(Step.Phase)
TITLES = {
    Step.Phase.BEFORE: _("Before the operation"),
    Step.Phase.DAY: _("The day of the operation"),
    Step.Phase.AFTER: _("After the operation"),
}


class Plan(NamedTuple):
    """The steps in order; without an operation none of them has a day."""

    procedure: Procedure
    entries: list[Entry]
    operation: Operation | None = None

    def phases(self) -> Iterator["PhasePlan"]:
        for phase in PHASES:
            yield PhasePlan(self, phase)

    def milestones(self) -> list[Milestone]:
        """Every day of the plan in order."""
        found = [milestone for entry in self.entries for milestone in entry.milestones]
        return sorted(found, key=lambda milestone: milestone.day)


class PhasePlan(NamedTuple):
    """What belongs before the operation, to its day, or after it."""

    plan: Plan
    phase: Step.Phase

    @property
    def title(self) -> str:
        return str(TITLES[self.phase])

    @property
    def section(self) -> Section | None:
        """The chapter of the procedure's page that explains these steps."""
        sections = self.plan.procedure.section_set.all()
        return next((section for section in sections if section.shows == self.phase), None)

    @property
    def without_day(self) -> list[Entry]:
        return [
            entry
            for entry in self.plan.entries
            if entry.step.phase == self.phase and not entry.begins
        ]

    @property
    def months(self) -> list[tuple[date, list[Milestone]]]:
        """The days in order under the first day of their month."""
        by_month: dict[date, list[Milestone]] = {}
        for milestone in self.plan.milestones():
            if self._holds(milestone):
                by_month.setdefault(milestone.day.replace(day=1), []).append(milestone)
        return list(by_month.items())

    def _holds(self, milestone: Milestone) -> bool:
        """Beginnings belong to the phase of their step, other days to where they lie."""
        if milestone.is_beginning:
            return milestone.entry.step.phase == self.phase
        operation = self.plan.operation.day
        if milestone.day == operation:
            return self.phase == Step.Phase.DAY
        return self.phase == (Step.Phase.BEFORE if milestone.day < operation else Step.Phase.AFTER)


def make_plan(procedure: Procedure, operation: Operation | None = None) -> Plan:
    """The plan for `operation`, or in the order of the page where it is not known."""
    entries = [_entry(step, operation) for step in procedure.step_set.all()]
    entries.sort(key=_place)
    numbered = [entry._replace(number=number) for number, entry in enumerate(entries, 1)]
    return Plan(procedure, numbered, operation)


def _place(entry: Entry) -> tuple:
    """By phase; what has no day first, then by day and hour, else as staff ordered them."""
    phase = PHASES.index(entry.step.phase)
    first = next(entry.milestones, None)
    if not first:
        return (phase, date.min)
    return (phase, first.day, first.hour.time() if first.hour else time.max)


def _entry(step: Step, operation: Operation | None) -> Entry:
    """The step with its days."""
    begins = operation and _begins(step, operation)
    if not begins:
        return Entry(step)
    ends = None
    if step.ends and step.ends.is_time:
        day = Window(operation.day, operation.day)
        ends = window(step.ends, day if step.ends.counted else begins)
    at = step.begins and hour(step.begins, operation)
    return Entry(step, begins, ends, at)


def _begins(step: Step, operation: Operation) -> Window | None:
    """When it begins; None for what has no fixed day."""
    day = Window(operation.day, operation.day)
    if step.begins and not step.begins.is_time:
        return None
    if step.is_counted_from_quote:
        quote = operation.quote and Window(operation.quote, operation.quote)
        return quote and step.begins and window(step.begins, quote)
    if step.begins:
        return window(step.begins, day)
    if step.phase == Step.Phase.DAY or (step.phase == Step.Phase.AFTER and step.ends):
        return day
    return None
