"""
Tells the people who run the site what is wrong: one e-mail when it begins, one when it is over.

A trouble is a row while it lasts, with one name. What is noted and the e-mail that tells of it
are stored together or not at all: neither two relays nor a relay that dies can tell it twice.
"""

from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from ..contact.outbox import new_message_id
from .models import Alert, Trouble
from .troubles import all_found, this_machine

AT_MOST_EVERY = timedelta(hours=1)  # many failures are one e-mail, and so is what comes and goes


def tell_operators() -> None:
    """Put an e-mail into the outbox where there is something new; nothing without ALERT_EMAIL."""
    if not settings.ALERT_EMAIL:
        return
    try:
        with transaction.atomic(), override(settings.LANGUAGE_CODE):
            new, over = compare()
            if (new or over) and not was_told_lately():
                Trouble.objects.filter(pk__in=[trouble.pk for trouble in over]).delete()
                told = Trouble.objects.filter(pk__in=[trouble.pk for trouble in new])
                told.update(told_at=timezone.now())
                write(new, over)
    except IntegrityError:  # another relay notes the same at this moment
        return


def compare() -> tuple[list[Trouble], list[Trouble]]:
    """
    Note what is wrong; what nobody was told of yet, and what they were told of and is over.

    Of other machines nothing is known here. The rows stay locked for the transaction.
    """
    ours = Trouble.objects.filter(machine__in=("", this_machine()))
    known = {(row.machine, row.name): row for row in ours.select_for_update()}
    found = {(one.machine, one.name): one for one in all_found()}
    for key in found.keys() - known.keys():
        one = found[key]
        known[key] = Trouble.objects.create(machine=one.machine, name=one.name, words=one.words)
    gone = [row for key, row in known.items() if key not in found]
    ours.filter(pk__in=[row.pk for row in gone], told_at=None).delete()
    now = timezone.now()
    new = [
        known[key]
        for key, one in found.items()
        if not known[key].told_at and known[key].began_at + one.patience <= now
    ]
    return new, [row for row in gone if row.told_at]


def was_told_lately() -> bool:
    return Alert.objects.filter(created_at__gt=timezone.now() - AT_MOST_EVERY).exists()


def write(new: list[Trouble], over: list[Trouble]) -> None:
    subject = _("%(site)s needs somebody") if new else _("%(site)s: it is over")
    Alert.objects.create(
        message_id=new_message_id(),
        recipient=settings.ALERT_EMAIL,
        subject=subject % {"site": urlsplit(settings.SITE_URL).hostname},
        body=render_to_string(
            "alerts/alert.txt", {"site": settings.SITE_URL, "new": new, "over": over}
        ),
        language=settings.LANGUAGE_CODE,
    )


def forget_alerts() -> None:
    """They name enquiries by number, which are erased after the same time."""
    limit = timezone.now() - timedelta(days=settings.RETENTION_DAYS)
    Alert.objects.filter(created_at__lt=limit).delete()
