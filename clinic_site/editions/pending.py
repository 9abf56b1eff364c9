"""How many changes wait for the next edition, since when, by whom: as the admin has logged them."""

from datetime import datetime
from typing import NamedTuple

from django.contrib.admin.models import LogEntry
from django.db.models import Count, Min, Window
from django.db.models.query import QuerySet

from .content import LABELS
from .models import Edition


class Pending(NamedTuple):
    """Changes that patients do not see yet; `since` and `last` are None where there are none."""

    count: int
    since: datetime | None
    last: LogEntry | None


def saves_since(edition: Edition | None) -> QuerySet[LogEntry]:
    """What staff saved after the manuscript of `edition` was printed, the latest first."""
    saves = LogEntry.objects.filter(content_type__app_label__in=LABELS).exclude(change_message="[]")
    return saves.filter(action_time__gt=edition.manuscript_of) if edition else saves


def pending(edition: Edition | None) -> Pending:
    """What waits since `edition`, the newest."""
    saves = saves_since(edition).annotate(
        count=Window(Count("pk")), since=Window(Min("action_time"))
    )
    last = saves.select_related("user").first()
    return Pending(last.count, last.since, last) if last else Pending(0, None, None)
