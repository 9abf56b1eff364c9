"""Which parts are measured, for how long, and in which order."""

from collections.abc import Iterator
from typing import NamedTuple

from ..bench.budgets import Row
from .capacity import measure
from .crowd import Crowd, without_a_pause
from .endurance import Endurance
from .node import node
from .scale import tables


class Length(NamedTuple):
    seconds: float  # for each kind of request, in each round
    rounds: int
    crowd: Crowd
    endurance: Endurance


LONG = Length(10, 3, Crowd(), Endurance())
SHORT = Length(2, 1, Crowd(seconds=30), Endurance(seconds=60, publish_at=(0.4, 0.7)))


def rows(length: Length) -> Iterator[Row]:
    """The tables are printed in between: they are figures, without a budget."""
    with node() as measured:
        for text in tables(measured, list(measure(measured, length.seconds, length.rounds))):
            print(text, flush=True)
        yield from without_a_pause(measured)
        yield from length.crowd.rows(measured)
        yield from length.endurance.rows(measured)


def shortened(_site) -> Iterator[Row]:
    """For `make bench`."""
    print("         Shortened: `make load` takes half an hour over these.")
    yield from rows(SHORT)
