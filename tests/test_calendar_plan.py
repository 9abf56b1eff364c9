"""The plan holds every step once, in the order of its days."""

from datetime import date, time

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from procedures.models import Step
from procedures.personal_calendar.moments import Operation
from procedures.personal_calendar.plan import Plan, make_plan

from .builders import make_fact, make_procedure, make_step
from .calendar_page import OPERATION, first_plan

DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))
CLOCKS = st.builds(time, st.integers(3, 23), st.integers(0, 59))
OPERATIONS = st.builds(Operation, DAYS, st.none() | CLOCKS, st.none() | DAYS)
PHASES = ["before", "day", "after"]


def shown(plan: Plan) -> list:
    """The entries in the order of the page."""
    found = []
    for phase in plan.phases():
        found += phase.without_day
        found += [m.entry for _month, days in phase.months for m in days if m.is_beginning]
    return found


def test_every_step_is_there_once_whatever_the_day(first_content):
    plan = first_plan()
    steps = [step.pk for step in Step.objects.all()]

    @settings(max_examples=60, deadline=None)
    @given(st.none() | OPERATIONS)
    def holds(operation):
        made = make_plan(plan.procedure, operation)
        assert sorted(entry.step.pk for entry in made.entries) == sorted(steps)
        assert [entry.number for entry in made.entries] == list(range(1, len(steps) + 1))
        assert shown(made) == made.entries

    holds()


def test_the_parts_and_in_them_the_days_are_in_order_whatever_the_day(first_content):
    procedure = first_plan().procedure

    @settings(max_examples=60, deadline=None)
    @given(OPERATIONS)
    def holds(operation):
        plan = make_plan(procedure, operation)
        phases = [entry.step.phase for entry in plan.entries]
        assert phases == sorted(phases, key=PHASES.index)
        listed = []
        for phase in plan.phases():
            days = [m for _month, milestones in phase.months for m in milestones]
            assert [m.day for m in days] == sorted(m.day for m in days)
            months = [month for month, _days in phase.months]
            assert months == sorted({m.day.replace(day=1) for m in days})
            listed += days
        assert sorted(listed, key=plan.milestones().index) == plan.milestones()

    holds()


def test_an_end_stands_where_its_day_lies(first_content):
    before, day, after = first_plan(OPERATION).phases()

    smoking = [(m.day.isoformat(), m.name) for m in milestones(after) if "tabac" in m.name]
    assert smoking == [("2027-07-15", "Sans tabac\xa0: fin")]  # begun before the operation
    assert {m.day for m in milestones(day)} == {date(2027, 6, 14), date(2027, 6, 15)}
    assert max(m.day for m in milestones(before)) < OPERATION.day


def milestones(phase) -> list:
    return [m for _month, days in phase.months for m in days]


def test_without_an_operation_the_steps_stand_as_on_the_page(first_content):
    plan = first_plan()

    assert [entry.step for entry in plan.entries] == list(Step.objects.all())
    assert [(entry.when, entry.counted) for entry in plan.entries] == [
        (entry.step.when, "") for entry in plan.entries
    ]
    assert plan.milestones() == []


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "fr",
            {
                "smoking-before": "samedi 15 mai, terminé le jeudi 15 juillet",
                "reflection": "à partir du dimanche 16 mai",
                "aspirin": "samedi 5 juin",
                "anaesthetist-before": "au plus tard dimanche 13 juin à 5\xa0h",
                "fasting": "lundi 14 juin à 23\xa0h",
                "dressing-off": "mercredi 16 juin, terminé le mercredi 14 juillet au plus tôt, "
                "mercredi 28 juillet au plus tard",
                "work": "entre le mardi 22 juin et le mardi 6 juillet",
            },
        ),
        (
            "en",
            {
                "smoking-before": "Saturday 15 May, over on Thursday 15 July",
                "reflection": "from Sunday 16 May on",
                "aspirin": "Saturday 5 June",
                "anaesthetist-before": "Sunday 13 June at 05:00 at the latest",
                "fasting": "Monday 14 June at 23:00",
                "dressing-off": "Wednesday 16 June, over on Wednesday 14 July at the earliest, "
                "Wednesday 28 July at the latest",
                "work": "between Tuesday 22 June and Tuesday 6 July",
            },
        ),
    ],
)
def test_days_are_said_as_people_say_them(first_content, language, said):
    with translation.override(language):
        entries = [entry for entry in first_plan(OPERATION).entries if entry.step.begins]
        found = {entry.step.begins.key: entry.when for entry in entries}

    assert {key: found[key] for key in said} == said


def test_a_day_of_another_year_says_its_year(db):
    procedure = make_procedure()
    make_step(procedure, phase="after", ends=make_fact(procedure, lower=12, upper=12, unit="month"))

    (entry,) = make_plan(procedure, OPERATION).entries

    assert entry.when == "mardi 15 juin, terminé le jeudi 15 juin 2028"
