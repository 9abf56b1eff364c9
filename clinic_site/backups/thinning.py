"""Which backups are worth their room: many of the last days, few of the last year."""

from collections.abc import Iterable
from datetime import datetime

DAILY, WEEKLY, MONTHLY = 7, 4, 12


def day(moment: datetime) -> tuple[int, ...]:
    return moment.year, moment.month, moment.day


def week(moment: datetime) -> tuple[int, ...]:
    return tuple(moment.isocalendar())[:2]


def month(moment: datetime) -> tuple[int, ...]:
    return moment.year, moment.month


def worth_keeping(moments: Iterable[datetime]) -> set[datetime]:
    """
    The newest of each of the last 7 days, 4 weeks and 12 months that have any.

    Counted from the newest moment, never from today: a machine whose backups
    stopped, or whose clock is wrong, loses none by it.
    """
    newest_first = sorted(set(moments), reverse=True)
    kept: set[datetime] = set()
    for period_of, number in ((day, DAILY), (week, WEEKLY), (month, MONTHLY)):
        newest_of: dict[tuple[int, ...], datetime] = {}
        for moment in newest_first:
            newest_of.setdefault(period_of(moment), moment)
        kept |= set(list(newest_of.values())[:number])
    return kept
