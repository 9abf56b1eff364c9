"""
The recovery as a picture: time runs down, and each lane shows what lasts when.

The scale is not even: the first days get as much room as the later months, so
that both can be read. It runs straight between the moments of `TICKS`.
"""

from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from .wording import Counted, Unit, say

# Moments that the axis names, in days from the operation, and how it names them.
TICKS = {
    -30: (1, Unit.MONTH, Counted.BEFORE),
    -10: (10, Unit.DAY, Counted.BEFORE),
    0: None,
    7: (1, Unit.WEEK, Counted.DURATION),
    14: (2, Unit.WEEK, Counted.DURATION),
    21: (3, Unit.WEEK, Counted.DURATION),
    30: (1, Unit.MONTH, Counted.DURATION),
    42: (6, Unit.WEEK, Counted.DURATION),
    90: (3, Unit.MONTH, Counted.DURATION),
    180: (6, Unit.MONTH, Counted.DURATION),
    365: (1, Unit.YEAR, Counted.DURATION),
}
DAYS = list(TICKS)
ROW, TOP = 40, 118  # between two ticks; room for the lanes' names
LEFT, LANE = 94, 20  # room for the axis; between two lanes


class Bar(NamedTuple):
    """A stretch of a lane, top and height; `maybe` where it depends on the patient."""

    y: float
    height: float
    maybe: bool
    goes_on: bool


class Lane(NamedTuple):
    """One thing that lasts, or appointments, down the timeline."""

    name: str
    x: int
    bars: list[Bar]
    dots: list[float]


class Timeline(NamedTuple):
    """All that the picture shows, in its own units."""

    width: int
    height: float
    operation: float
    ticks: list[tuple[float, str]]
    lanes: list[Lane]


def depth(day: float) -> float:
    """How far down the picture a day lies; days outside the scale lie on its ends."""
    day = min(max(day, DAYS[0]), DAYS[-1])
    row = min(bisect_right(DAYS, day), len(DAYS) - 1) - 1
    return TOP + ROW * (row + (day - DAYS[row]) / (DAYS[row + 1] - DAYS[row]))


def timeline(steps: Iterable) -> Timeline:
    """The picture of those `steps` that name a lane; steps of one name share it."""
    by_name: dict[str, list] = {}
    for step in steps:
        if step.lane and _has_place(step):
            by_name.setdefault(step.lane, []).append(step)
    lanes = [
        Lane(
            name,
            LEFT + LANE * number + LANE // 2,
            [bar for step in group if not step.is_appointment for bar in _bars(step)],
            [depth(step.begins.days[0]) for step in group if step.is_appointment],
        )
        for number, (name, group) in enumerate(by_name.items())
    ]
    return Timeline(
        width=LEFT + LANE * len(lanes) + 8,
        height=depth(DAYS[-1]) + 14,
        operation=depth(0),
        ticks=[(depth(day), say(said[0], *said) if said else "") for day, said in TICKS.items()],
        lanes=lanes,
    )


def _has_place(step) -> bool:
    """Whether it lies at a known distance from the operation."""
    facts = [fact for fact in (step.begins, step.ends) if fact]
    return not step.is_counted_from_quote and all(fact.is_time for fact in facts)


def _bars(step) -> list[Bar]:
    """From the beginning to the end; a range of either is drawn apart, as "maybe"."""
    start, surely = step.begins.days if step.begins else (0, 0)
    if step.ends:
        until, latest = step.ends.days
        if not step.ends.counted:  # a duration runs from the beginning
            until, latest = until + start, latest + start
    else:  # before the operation it lasts until then; after it, it goes on
        until = latest = 0 if step.phase == step.Phase.BEFORE else float("inf")
    edges = [(start, surely, True), (surely, until, False), (until, latest, True)]
    return [
        Bar(depth(first), depth(last) - depth(first), maybe, last >= DAYS[-1] and latest > DAYS[-1])
        for first, last, maybe in edges
        if depth(last) > depth(first)
    ]
