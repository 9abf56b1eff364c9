"""How a published rate is said: as people grasp it, never rounded away."""

from decimal import Decimal

import pytest
from django.utils.translation import override

from procedures.models import Figure, Source


def figure(rate: str, patients: int | None = None, study: int | None = 1493) -> Figure:
    return Figure(rate=Decimal(rate), patients=patients, source=Source(patients=study))


@pytest.mark.parametrize(
    ("rate", "french", "english"),
    [
        ("43", "43 sur 100", "43 of 100"),
        ("43.0", "43 sur 100", "43 of 100"),
        ("6.6", "6,6 sur 100", "6.6 of 100"),
        ("1.1", "1,1 sur 100", "1.1 of 100"),
        ("1", "1 sur 100", "1 of 100"),
        ("0.3", "3 sur 1 000", "3 of 1,000"),
        ("100", "100 sur 100", "100 of 100"),
        ("0", "aucun cas sur 1 493 patients", "none of 1,493 patients"),
    ],
)
def test_a_rate_is_said_in_whole_people_wherever_it_can_be(rate, french, english):
    with override("fr"):
        said = figure(rate).said.replace("\N{NO-BREAK SPACE}", " ")
        assert said.replace("\N{NARROW NO-BREAK SPACE}", " ") == french
    with override("en"):
        assert figure(rate).said == english


@pytest.mark.parametrize(
    ("patients", "study", "said"),
    [
        (None, 1493, "1,493 patients"),
        (14, 106, "14 patients"),
        (1, None, "1 patient"),
        (None, None, ""),
    ],
)
def test_a_figure_is_about_its_own_group_or_the_whole_study(patients, study, said):
    with override("en"):
        assert figure("5", patients, study).size == said
