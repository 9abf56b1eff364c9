"""What a patient's calendar holds: a step with its dates, and the days that matter in it."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from django.utils.translation import gettext as _

from ..models import Step
from ..wording import Counted, say_clock, say_weekday
from .marks import ENDINGS, WORDS, Mark
from .moments import Window


class Entry(NamedTuple):
    """
    A step of the plan. It begins and ends within a window each, where it has days at all.

    An end is the first day on which it is over, so that the days from the beginning
    to the end are as many as the fact says.
    """

    step: Step
    begins: Window | None = None
    ends: Window | None = None
    hour: datetime | None = None  # of its beginning, where it is known
    number: int = 0  # its place in the plan, from 1

    @property
    def is_deadline(self) -> bool:
        """An appointment before the operation, which may be earlier and not later."""
        if self.step.phase != Step.Phase.BEFORE or not self.step.is_appointment:
            return False
        return self.step.begins.counted == Counted.BEFORE

    @property
    def milestones(self) -> Iterator["Milestone"]:
        """Every day that matters, the beginning first."""
        for mark, day in self._marked_days():
            yield Milestone(self, mark, day)

    def _marked_days(self) -> Iterator[tuple[Mark, date]]:
        if not self.begins:
            return
        first, last = self.begins
        if self.is_deadline:
            yield Mark.BY, self.hour.date() if self.hour else last
        elif last is None:
            yield Mark.FROM, first
        elif last == first:
            yield Mark.BEGIN, self.hour.date() if self.hour else first
        else:
            yield from ((Mark.BEGIN_EARLIEST, first), (Mark.BEGIN_LATEST, last))
        if not self.ends:
            return
        first, last = self.ends
        if last == first:
            yield Mark.END, first
        else:
            yield Mark.END_EARLIEST, first
            if last:
                yield Mark.END_LATEST, last

    def last_day(self, operation: date) -> date | None:
        """The day on which it is over: what is stopped for the operation lasts until then."""
        if not self.begins:
            return None
        end = self.ends or self.begins
        if not self.ends and self.step.phase == Step.Phase.BEFORE and not self.is_deadline:
            return max(operation, self.begins.earliest)
        return end.latest or end.earliest

    @property
    def when(self) -> str:
        """Its days in words: "Tuesday 2 June, over on …"; without days, the plan's own words."""
        return self._say(WORDS) if self.begins else self.step.when

    @property
    def counted(self) -> str:
        """The same counted from the operation, beside its days: "10 days before"."""
        return self.step.when if self.begins else ""

    @property
    def when_it_ends(self) -> str:
        """Its end in words: "over on Tuesday 30 June at the earliest, …"."""
        return self._say(ENDINGS)

    def _say(self, words: dict) -> str:
        said = {milestone.mark: milestone.said for milestone in self.milestones}
        days = {mark.name: said.get(mark, "") for mark in Mark}
        return ", ".join(str(words[mark]) % days for mark in words if mark in said)


class Milestone(NamedTuple):
    """A day that matters in an entry, and what it is to it."""

    entry: Entry
    mark: Mark
    day: date

    @property
    def is_beginning(self) -> bool:
        """Whether the entry stands here, in the order of its days."""
        return self.mark in (Mark.BEGIN, Mark.FROM, Mark.BY, Mark.BEGIN_EARLIEST)

    @property
    def hour(self) -> datetime | None:
        """Its hour, where it is one and not a range of days."""
        return self.entry.hour if self.mark in (Mark.BEGIN, Mark.BY) else None

    @property
    def said(self) -> str:
        """Its day, with the hour where it is known: "Tuesday 8 June at 07:00"."""
        is_another_year = self.day.year != self.entry.begins.earliest.year
        day = say_weekday(self.day, with_year=is_another_year)
        if not self.hour:
            return day
        return _("%(day)s at %(clock)s") % {"day": day, "clock": say_clock(self.hour.time())}

    @property
    def name(self) -> str:
        """What the day is, in a few words that may hold `[[key]]`s: "Garment: end"."""
        step = self.entry.step
        is_end = self.mark in (Mark.END, Mark.END_EARLIEST, Mark.END_LATEST)
        return str(self.mark.value) % ((step.lane if is_end else "") or step.title)
