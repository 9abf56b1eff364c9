"""How long an edition takes to print."""

import sys
from time import perf_counter, process_time

from clinic_site.editions.models import Edition
from clinic_site.editions.publishing import publish

from .copies import fill_up


def timed(count: int) -> tuple[int, float, float]:
    """
    How many pages an edition of `count` procedures has, and the seconds to print it.

    The processor's seconds first: a busy machine lengthens the clock's.
    """
    fill_up(count)
    worked, start = process_time(), perf_counter()
    for step in publish(Edition()):
        if step.done % 100 == 0:
            print(f"{'':<9}{step.done} of {step.total} pages", file=sys.stderr)
    return step.total, process_time() - worked, perf_counter() - start
