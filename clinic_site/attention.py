"""What the front page reminds of beside texts and enquiries: the review, backups, the disk."""

import shutil
from datetime import timedelta
from typing import NamedTuple

from django.conf import settings
from django.contrib.auth.models import User
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from procedures.wording import say_date

from .backups.kept import last_good
from .editions.models import Edition

BACKUP_EVERY = timedelta(days=1, hours=6)  # daily, and some hours for it to run
LEAST_FREE = 1024**3  # bytes; an edition with its pictures and a backup still fit


class Point(NamedTuple):
    """One thing to settle, in words, with where to do it; urgent when patients may be waiting."""

    text: str
    url: str
    is_urgent: bool = False


def points_for(user: User) -> list[Point]:
    """What `user` can do something about, the most urgent first."""
    if not user.has_perm("editions.add_edition"):
        return []
    return sorted([*review(), *machine()], key=lambda point: not point.is_urgent)


def review() -> list[Point]:
    """Whether a doctor has read the pages that patients read, and not too long ago."""
    newest = Edition.objects.first()
    if newest is None:
        return []
    address = reverse("admin:editions_edition_add")
    if newest.medically_reviewed_on is None:
        return [Point(_("No doctor’s review of the pages is recorded"), address)]
    if newest.review_due_on <= timezone.localdate():
        text = _("The pages are due for a doctor’s review; the last was on %s")
        return [Point(text % say_date(newest.medically_reviewed_on), address)]
    return []


def machine() -> list[Point]:
    """The last good backup, shown even when there is nothing to do, and the room on the disk."""
    points = [backup()]
    free = shutil.disk_usage(settings.BASE_DIR).free
    if free < LEAST_FREE:
        text = _("The disk is nearly full: %s are free") % filesizeformat(free)
        points.append(Point(text, guide(), is_urgent=True))
    return points


def backup() -> Point:
    last = last_good()
    if last is None:
        return Point(_("No backup is known"), guide())
    day = say_date(timezone.localdate(last))
    is_late = last < timezone.now() - BACKUP_EVERY
    late, in_time = _("A backup is overdue; the last is of %s"), _("The last backup is of %s")
    return Point((late if is_late else in_time) % day, guide(), is_urgent=is_late)


def guide() -> str:
    return reverse("admin:guide") + "#machine"
