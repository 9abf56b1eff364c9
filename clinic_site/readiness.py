"""
What must be right for this machine to do all its work, point by point.

The clock is held against the database's, which on another machine is another one; and against
the last edition: nothing was published in the future. On SQLite only the latter can fail.
"""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from typing import NamedTuple

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models.functions import Now
from django.utils import timezone

from .attention import LEAST_FREE
from .contact.models import Message
from .editions.models import Edition

UNSENT_FOR = timedelta(minutes=15)  # a relay that lives has tried it by then
CLOCK_MAY_DIFFER = timedelta(seconds=30)


class Check(NamedTuple):
    """One point: what was looked at, what was found, and whether that is as it should be."""

    name: str
    found: str
    is_right: bool

    def __str__(self):
        return f"{'ok' if self.is_right else 'WRONG'} {self.name}: {self.found}"


def of_the_database() -> list[Check]:
    """What the database tells, in three queries; raises its Error when it does not answer."""
    try:
        return points_of_the_database()
    finally:
        connection.close()


def points_of_the_database() -> list[Check]:
    return [Check("database", "answers", True), *clock(), migrations(), messages()]


def clock() -> Iterator[Check]:
    newest = Edition.objects.annotate(asked_at=Now()).first()
    if newest is None:
        return
    now = timezone.now()
    wrong = abs(newest.asked_at - now) > CLOCK_MAY_DIFFER
    if wrong:
        found = f"{now - newest.asked_at} from the database's"
    elif wrong := newest.published_at > now + CLOCK_MAY_DIFFER:
        found = "before the last edition was published"
    yield Check("clock", found if wrong else "right", not wrong)


def migrations() -> Check:
    missing = newest_migrations() - set(MigrationRecorder(connection).applied_migrations())
    names = ", ".join(sorted(f"{app} {name}" for app, name in missing))
    return Check("migrations", names or "applied", not missing)


@cache
def newest_migrations() -> set[tuple[str, str]]:
    """The last one of each app, as this version brings them."""
    return set(MigrationLoader(None).graph.leaf_nodes())


def messages() -> Check:
    oldest = Message.objects.waiting().order_by("due_at").values_list("due_at", flat=True).first()
    late = timezone.now() - oldest if oldest else timedelta()
    if late <= UNSENT_FOR:
        return Check("messages", "none is late", True)
    return Check("messages", f"the oldest should have gone {late} ago: does the relay run?", False)


def disk() -> Check:
    free = free_bytes()
    return Check("disk", f"{free // 2**20} MiB free", free >= LEAST_FREE)


def free_bytes() -> int:
    """On the disk that editions are unpacked to."""
    # Before the first edition their folder is missing, and lies below one that is there.
    folders = [settings.EDITIONS_ROOT, *settings.EDITIONS_ROOT.parents]
    there = next(path for path in folders if path.exists())
    return shutil.disk_usage(there).free
