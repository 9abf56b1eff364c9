"""What a patient's plan asks for today and in the next days."""

from datetime import date, timedelta
from typing import NamedTuple

from .entries import Entry, Milestone
from .plan import Plan

NEXT_DAYS = 7
FAR = timedelta(days=2 * 365)


class Due(NamedTuple):
    """What was to be done by now, what goes on, what comes within days, and what comes then."""

    is_past: bool  # the operation
    is_far: bool
    missed: list[Entry]
    going_on: list[Entry]
    soon: list[Milestone]
    then: Milestone | None

    @property
    def days(self) -> int:
        return NEXT_DAYS


def due(plan: Plan, today: date) -> Due:
    """What is due on `today`, and in the next `NEXT_DAYS` days."""
    coming = [milestone for milestone in plan.milestones() if milestone.day >= today]
    until = today + timedelta(days=NEXT_DAYS)
    return Due(
        is_past=plan.operation.day < today,
        is_far=abs(plan.operation.day - today) > FAR,
        missed=[entry for entry in plan.entries if _is_missed(entry, plan, today)],
        going_on=[entry for entry in plan.entries if _goes_on(entry, plan, today)],
        soon=[milestone for milestone in coming if milestone.day <= until],
        then=next((milestone for milestone in coming if milestone.day > until), None),
    )


def _is_missed(entry: Entry, plan: Plan, today: date) -> bool:
    """An appointment whose last day has passed, with the operation still to come."""
    first = next(entry.milestones, None)
    return bool(first) and entry.is_deadline and first.day < today <= plan.operation.day


def _goes_on(entry: Entry, plan: Plan, today: date) -> bool:
    """Begun before today and not over: what begins today is among what comes."""
    last = entry.last_day(plan.operation.day)
    return last is not None and next(entry.milestones).day < today < last
