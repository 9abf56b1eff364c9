"""The shipped nginx bears a crowd; `make bench` and `make load` measure how well."""

from collections import Counter

import pytest

from .load.crowd import Crowd
from .load.node import node


@pytest.fixture(scope="module")
def measured():
    with node() as node_of_ours:
        yield node_of_ours


def test_no_visit_fails_among_three_hundred_visitors_and_fifty_slow_clients(measured):
    """Some send headers or a form a byte at a time, or read so; Django answers part of the rest."""
    traffic, _slow = Crowd(visitors=300, slow=50, stay=5, seconds=7).come(measured)

    kinds = Counter(told.kind for told in traffic.told)

    assert Counter(traffic.faults) == {}
    assert traffic.visits == 420
    assert (kinds["calendar answer"], kinds["form"], kinds["again"]) == (42, 42, 420)
    assert traffic.most_open >= 300
