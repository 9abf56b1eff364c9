"""How numbers are said: durations, moments and money, in the reader's language."""

import re
from datetime import date, time
from functools import lru_cache

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_currency, format_decimal
from babel.units import format_unit
from django.db import models
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext_lazy as _

LOCALES = {"fr": Locale("fr", "FR"), "en": Locale("en", "GB")}
MONEY = {"fr": "#,##0\N{NO-BREAK SPACE}¤", "en": "¤#,##0"}


class Unit(models.TextChoices):
    """What a fact is counted in."""

    MINUTE = "minute", _("minutes")
    HOUR = "hour", _("hours")
    DAY = "day", _("days")
    WEEK = "week", _("weeks")
    MONTH = "month", _("months")
    YEAR = "year", _("years")
    EURO = "euro", _("euros")
    PERCENT = "percent", _("percent")
    NUMBER = "number", _("a plain number")


DAYS_IN = {
    Unit.MINUTE: 1 / 1440,
    Unit.HOUR: 1 / 24,
    Unit.DAY: 1,
    Unit.WEEK: 7,
    Unit.MONTH: 30,
    Unit.YEAR: 365,
}


class Counted(models.TextChoices):
    """From where a duration is counted."""

    DURATION = "", _("as a duration or an amount")
    BEFORE = "before", _("back from the operation (“before”)")
    AFTER = "after", _("on from the operation (“after”)")


def say_patients(number: int) -> str:
    """How many patients a study or a figure is about: "1,493 patients"."""
    return ngettext("%s patient", "%s patients", number) % _number(number)


def say_date(day: date) -> str:
    """A date in full: "22 November 2026", "1er mars 2026"."""
    return _say_day(day, "d MMMM y")


def say_weekday(day: date, with_year: bool = False) -> str:
    """A date to keep: "Sunday 22 November", "dimanche 1er mars 2026"."""
    return _say_day(day, "EEEE d MMMM y" if with_year else "EEEE d MMMM")


def say_month(day: date) -> str:
    """The month that holds `day`: "mars 2026"."""
    return format_date(day, "MMMM y", locale=_locale())


def say_clock(clock: time) -> str:
    """The time of the day: "07:30", "7 h 30"."""
    if _locale().language == "fr":
        return _clock(clock.hour, clock.minute)
    return f"{clock:%H:%M}"


def _say_day(day: date, pattern: str) -> str:
    said = format_date(day, pattern, locale=_locale())
    return re.sub(r"\b1 ", "1er ", said, count=1) if _locale().language == "fr" else said


def say(
    lower: int, upper: int | None, unit: str, counted: str = "", names_days: bool = True
) -> str:
    """
    A number or a range with its unit, in the current language.

    `upper` equal to `lower` is an exact figure; None leaves the range open
    ("at least 15 days", "from €4,500"). `counted` places a duration before or
    after the operation, days being named as people do: "le lendemain". Without
    `names_days` they are counted: "1 jour après".
    """
    if names_days and unit == Unit.DAY and (named := _NAMED_DAYS.get((counted, lower, upper))):
        return str(named)
    amount = _range(lower, upper, unit)
    if counted == Counted.BEFORE:
        return pgettext("duration", "%s before") % amount
    if counted == Counted.AFTER:
        return pgettext("duration", "%s after") % amount
    return amount


_NAMED_DAYS = {
    (Counted.BEFORE, 1, 1): _("the day before"),
    (Counted.AFTER, 0, 0): _("the same day"),
    (Counted.AFTER, 1, 1): _("the day after"),
    (Counted.AFTER, 1, 2): _("the next day or the day after that"),
}


def _range(lower: int, upper: int | None, unit: str) -> str:
    if upper is None:
        pattern = (
            pgettext("money", "from %s") if unit == Unit.EURO else pgettext("range", "at least %s")
        )
        return pattern % _quantity(lower, unit)
    if lower == upper:
        return _quantity(lower, unit)
    # A unit is said once: "4 to 6 weeks"; hours and minutes are said in full.
    start = _quantity(lower, unit) if unit in (Unit.MINUTE, Unit.EURO) else _number(lower)
    return pgettext("range", "%(start)s to %(end)s") % {
        "start": start,
        "end": _quantity(upper, unit),
    }


def _quantity(number: int, unit: str) -> str:
    """One number with its unit: "6 semaines", "1 h 30", "€4,500"."""
    match unit:
        case Unit.EURO:
            language = _locale().language
            return format_currency(
                number, "EUR", MONEY[language], locale=_locale(), currency_digits=False
            )
        case Unit.PERCENT:
            return pgettext("percentage", "%(number)s%%") % {"number": _number(number)}
        case Unit.NUMBER:
            return _number(number)
        case Unit.MINUTE if number >= 60:
            return _clock(*divmod(number, 60))
        case _:
            return _duration(number, unit, _locale())


def _clock(hours: int, minutes: int) -> str:
    """Hours and minutes: "1 h 30" in French, "1 hour 30 minutes" in English."""
    if _locale().language == "fr":
        return f"{hours}\N{NO-BREAK SPACE}h" + (
            f"\N{NO-BREAK SPACE}{minutes:02}" if minutes else ""
        )
    return " ".join(
        _duration(number, unit, _locale())
        for number, unit in ((hours, "hour"), (minutes, "minute"))
        if number
    )


def _number(number: int) -> str:
    return _decimal(number, _locale())


# The same few in every answer, and slow to make. A date, which is a patient's, is never kept.
@lru_cache(maxsize=1000)
def _duration(number: int, unit: str, locale: Locale) -> str:
    said = format_unit(number, f"duration-{unit}", locale=locale)
    # French units keep to their number; CLDR says so for some of them only.
    return said.replace(" ", "\N{NO-BREAK SPACE}") if locale.language == "fr" else said


@lru_cache(maxsize=1000)
def _decimal(number: int, locale: Locale) -> str:
    return format_decimal(number, locale=locale)


def _locale() -> Locale:
    return LOCALES[(get_language() or "fr")[:2]]
