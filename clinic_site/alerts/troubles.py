"""What somebody who runs the site should be told of, as it is now."""

import socket
from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from .. import attention, readiness
from ..backups.kept import last_good
from ..contact.models import Message

STAYS = timedelta(minutes=15)  # an upgrade, a full disk that is being cleared


class Found(NamedTuple):
    """One trouble, in words; `patience` is how long it may last before somebody is told."""

    name: str
    words: str
    machine: str = ""
    patience: timedelta = timedelta()


def all_found() -> list[Found]:
    """Raises django.db.Error where the database does not answer."""
    return [*failed_messages(), *backups(), *points()]


def this_machine() -> str:
    return socket.gethostname()[:64]


def failed_messages() -> Iterator[Found]:
    """Named by number and kind: who wrote it, and what, is in the admin alone."""
    for message in Message.objects.failed():
        address = reverse("admin:contact_enquiry_change", args=[message.enquiry_id])
        said = {
            "number": message.enquiry_id,
            "kind": message.get_kind_display(),
            "address": settings.SITE_URL + address,
        }
        words = _("An e-mail of enquiry %(number)s could not be sent (%(kind)s): %(address)s")
        yield Found(f"message {message.pk}", words % said)


def backups() -> Iterator[Found]:
    """On the machine that keeps them. A new one has as long for its first as for each other."""
    if not settings.BACKUPS_ROOT.is_dir():
        return
    point = attention.backup()
    if point.is_urgent:
        yield Found("backup", point.text, this_machine())
    elif last_good() is None:
        yield Found("backup", point.text, this_machine(), attention.BACKUP_EVERY)


def points() -> Iterator[Found]:
    """Those of /readyz that another process than the web server can look at."""
    for check in (readiness.disk(), *readiness.points_of_the_database()):
        if not check.is_right:
            words = f"{check.name}: {check.found}"[:400]
            yield Found(check.name, words, this_machine(), STAYS)
