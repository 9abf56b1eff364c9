"""The time to think that the law sets between a quote and an operation."""

from datetime import date
from typing import NamedTuple

from .entries import Entry
from .plan import Plan


class Reflection(NamedTuple):
    """
    What the law says of a plan's dates; for France, Code de la santé publique, D6322-30.

    The day on which the quote is received is not counted: from 1 June, 15 days lead to 16 June.
    """

    entry: Entry
    first_day: date  # on which the operation may take place
    days_short: int  # 0 where the date is late enough


def reflection(plan: Plan) -> Reflection | None:
    """None where the day of the quote is not known, or no step is counted from it."""
    for entry in plan.entries:
        if entry.begins and entry.step.is_counted_from_quote:
            first = entry.begins.earliest
            return Reflection(entry, first, max(0, (first - plan.operation.day).days))
    return None
