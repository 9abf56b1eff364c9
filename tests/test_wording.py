"""How durations, moments and money are said, to the letter and to the space."""

import pytest
from django.utils.translation import override

from procedures.wording import Counted, Unit, say


def spaced(text: str) -> str:
    """`text` with "~" as the no-break space, and "|" as the narrow one of French thousands."""
    return text.replace("~", "\N{NO-BREAK SPACE}").replace("|", "\N{NARROW NO-BREAK SPACE}")


def said(*arguments) -> tuple[str, str]:
    """What `say` says in French and in English."""
    with override("fr"):
        french = say(*arguments)
    with override("en"):
        return french, say(*arguments)


@pytest.mark.parametrize(
    ("number", "unit", "french", "english"),
    [
        (1, Unit.MINUTE, "1~minute", "1 minute"),
        (45, Unit.MINUTE, "45~minutes", "45 minutes"),
        (1, Unit.HOUR, "1~heure", "1 hour"),
        (48, Unit.HOUR, "48~heures", "48 hours"),
        (0, Unit.DAY, "0~jour", "0 days"),
        (1, Unit.DAY, "1~jour", "1 day"),
        (15, Unit.DAY, "15~jours", "15 days"),
        (1, Unit.WEEK, "1~semaine", "1 week"),
        (6, Unit.WEEK, "6~semaines", "6 weeks"),
        (1, Unit.MONTH, "1~mois", "1 month"),
        (12, Unit.MONTH, "12~mois", "12 months"),
        (1, Unit.YEAR, "1~an", "1 year"),
        (3, Unit.YEAR, "3~ans", "3 years"),
        (1, Unit.EURO, "1~€", "€1"),
        (4500, Unit.EURO, "4|500~€", "€4,500"),
        (20, Unit.PERCENT, "20~%", "20%"),
        (2, Unit.NUMBER, "2", "2"),
        (1493, Unit.NUMBER, "1|493", "1,493"),
    ],
)
def test_equal_bounds_are_said_as_one_number(number, unit, french, english):
    assert said(number, number, unit) == (spaced(french), spaced(english))


@pytest.mark.parametrize(
    ("lower", "upper", "unit", "french", "english"),
    [
        (30, 45, Unit.MINUTE, "30~minutes à 45~minutes", "30 minutes to 45 minutes"),
        (24, 48, Unit.HOUR, "24 à 48~heures", "24 to 48 hours"),
        (7, 21, Unit.DAY, "7 à 21~jours", "7 to 21 days"),
        (4, 6, Unit.WEEK, "4 à 6~semaines", "4 to 6 weeks"),
        (1, 2, Unit.MONTH, "1 à 2~mois", "1 to 2 months"),
        (1, 3, Unit.YEAR, "1 à 3~ans", "1 to 3 years"),
        (4500, 6000, Unit.EURO, "4|500~€ à 6|000~€", "€4,500 to €6,000"),
        (5, 10, Unit.PERCENT, "5 à 10~%", "5 to 10%"),
        (1, 3, Unit.NUMBER, "1 à 3", "1 to 3"),
    ],
)
def test_a_range_says_its_unit_once_where_people_do(lower, upper, unit, french, english):
    assert said(lower, upper, unit) == (spaced(french), spaced(english))


@pytest.mark.parametrize(
    ("lower", "upper", "french", "english"),
    [
        (60, 60, "1~h", "1 hour"),
        (61, 61, "1~h~01", "1 hour 1 minute"),
        (90, 90, "1~h~30", "1 hour 30 minutes"),
        (120, 120, "2~h", "2 hours"),
        (45, 90, "45~minutes à 1~h~30", "45 minutes to 1 hour 30 minutes"),
        (90, 180, "1~h~30 à 3~h", "1 hour 30 minutes to 3 hours"),
        (90, None, "au moins 1~h~30", "at least 1 hour 30 minutes"),
    ],
)
def test_minutes_from_sixty_on_are_said_in_hours(lower, upper, french, english):
    assert said(lower, upper, Unit.MINUTE) == (spaced(french), spaced(english))


@pytest.mark.parametrize(
    ("lower", "unit", "french", "english"),
    [
        (15, Unit.DAY, "au moins 15~jours", "at least 15 days"),
        (1, Unit.YEAR, "au moins 1~an", "at least 1 year"),
        (2, Unit.NUMBER, "au moins 2", "at least 2"),
        (2, Unit.PERCENT, "au moins 2~%", "at least 2%"),
        (4500, Unit.EURO, "à partir de 4|500~€", "from €4,500"),
    ],
)
def test_an_open_range_says_at_least_and_money_says_from(lower, unit, french, english):
    assert said(lower, None, unit) == (spaced(french), spaced(english))


@pytest.mark.parametrize(
    ("lower", "upper", "unit", "counted", "french", "english"),
    [
        (48, 48, Unit.HOUR, Counted.BEFORE, "48~heures avant", "48 hours before"),
        (10, 10, Unit.DAY, Counted.BEFORE, "10~jours avant", "10 days before"),
        (15, None, Unit.DAY, Counted.BEFORE, "au moins 15~jours avant", "at least 15 days before"),
        (7, 7, Unit.DAY, Counted.AFTER, "7~jours après", "7 days after"),
        (2, 4, Unit.DAY, Counted.AFTER, "2 à 4~jours après", "2 to 4 days after"),
        (1, 1, Unit.MONTH, Counted.AFTER, "1~mois après", "1 month after"),
    ],
)
def test_a_moment_is_said_before_or_after_the_operation(
    lower, upper, unit, counted, french, english
):
    assert said(lower, upper, unit, counted) == (spaced(french), spaced(english))


@pytest.mark.parametrize(
    ("lower", "upper", "counted", "french", "english"),
    [
        (1, 1, Counted.BEFORE, "la veille", "the day before"),
        (0, 0, Counted.AFTER, "le jour même", "the same day"),
        (1, 1, Counted.AFTER, "le lendemain", "the day after"),
        (
            1,
            2,
            Counted.AFTER,
            "le lendemain ou le surlendemain",
            "the next day or the day after that",
        ),
    ],
)
def test_days_around_the_operation_are_named_as_people_name_them(
    lower, upper, counted, french, english
):
    assert said(lower, upper, Unit.DAY, counted) == (french, english)


def test_every_unit_can_be_said():
    assert [unit for unit in Unit if not all(said(2, 3, unit))] == []
