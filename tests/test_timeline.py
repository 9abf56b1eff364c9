"""The picture of the recovery says what the steps say."""

import pytest

from procedures.models import Fact, Step
from procedures.timeline import DAYS, ROW, TOP, depth, timeline

Phase, Kind = Step.Phase, Step.Kind


def fact(lower: int, upper: int | None, unit: str, counted: str = "") -> Fact:
    return Fact(key="x", lower=lower, upper=upper, unit=unit, counted=counted)


def step(lane="Panty", phase=Phase.AFTER, kind=Kind.HABIT, begins=None, ends=None) -> Step:
    return Step(lane_fr=lane, lane_en=lane, phase=phase, kind=kind, begins=begins, ends=ends)


def bars(one: Step) -> list[tuple[float, float, bool, bool]]:
    """Top and bottom of each bar, whether it depends on the patient, whether it goes on."""
    (lane,) = timeline([one]).lanes
    return [(bar.y, bar.y + bar.height, bar.maybe, bar.goes_on) for bar in lane.bars]


def test_each_moment_of_the_axis_has_a_row_and_time_runs_down():
    assert [depth(day) for day in DAYS] == [TOP + ROW * row for row in range(len(DAYS))]
    assert depth(10.5) == (depth(7) + depth(14)) / 2


@pytest.mark.parametrize("day", [-90, 366, 2000])
def test_days_outside_the_scale_lie_on_its_ends(day):
    assert depth(day) == depth(DAYS[0] if day < 0 else DAYS[-1])


def test_a_range_is_drawn_apart_from_what_is_sure():
    garment = step(begins=fact(1, 1, "day", "after"), ends=fact(4, 6, "week"))
    assert bars(garment) == [
        (depth(1), depth(29), False, False),
        (depth(29), depth(43), True, False),
    ]


def test_what_is_taken_up_again_goes_on_to_the_end():
    work = step(begins=fact(7, 21, "day"))
    assert bars(work) == [
        (depth(7), depth(21), True, False),
        (depth(21), depth(365), False, True),
    ]


def test_what_stops_before_the_operation_lasts_until_it():
    aspirin = step(phase=Phase.BEFORE, begins=fact(10, 10, "day", "before"))
    assert bars(aspirin) == [(depth(-10), depth(0), False, False)]


def test_what_begins_before_and_ends_after_is_one_bar():
    smoking = step(
        phase=Phase.BEFORE, begins=fact(1, 1, "month", "before"), ends=fact(1, 1, "month", "after")
    )
    assert bars(smoking) == [(depth(-30), depth(30), False, False)]


def test_appointments_of_one_name_share_a_line_of_dots():
    first = step("Contrôles", kind=Kind.APPOINTMENT, begins=fact(7, 7, "day", "after"))
    last = step("Contrôles", kind=Kind.APPOINTMENT, begins=fact(1, 1, "year", "after"))
    (lane,) = timeline([first, step(""), last]).lanes
    assert (lane.name, lane.bars, lane.dots) == ("Contrôles", [], [depth(7), depth(365)])
