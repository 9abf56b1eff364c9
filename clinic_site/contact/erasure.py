"""What the law lets a person ask for: a copy of what is stored, and its erasure."""

from datetime import timedelta

from django.conf import settings
from django.contrib.admin.models import DELETION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone

from .models import Enquiry, Sender

EXPORTED = ["name", "email", "phone", "answer_by", "subject", "language", "message", "notes"]


def erase(enquiries) -> int:
    """
    Delete enquiries with their messages and the admin's log of them; how many there were.

    That somebody erased them stays in the log: a number, and no content.
    """
    keys = list(enquiries.values_list("pk", flat=True))
    with transaction.atomic():
        kind = ContentType.objects.get_for_model(Enquiry)
        log = LogEntry.objects.filter(content_type=kind, object_id__in=map(str, keys))
        log.exclude(action_flag=DELETION).delete()
        Enquiry.objects.filter(pk__in=keys).delete()
    return len(keys)


def purge() -> int:
    """Erase what has been kept long enough; the number of enquiries erased."""
    hashes_from = timezone.now() - timedelta(hours=settings.SENDER_HASH_HOURS)
    Sender.objects.filter(sent_at__lt=hashes_from).delete()
    return erase(Enquiry.objects.expired())


def export(enquiries) -> list[dict]:
    """All that is stored of each enquiry, and when its messages left, ready for JSON."""
    return [
        {
            "number": enquiry.pk,
            "received": enquiry.created_at.isoformat(),
            "answered": enquiry.answered_at and enquiry.answered_at.isoformat(),
            **{name: str(getattr(enquiry, name)) for name in EXPORTED},
            "messages": [
                {"kind": message.kind, "sent": message.sent_at and message.sent_at.isoformat()}
                for message in enquiry.messages.all()
            ],
        }
        for enquiry in enquiries.prefetch_related("messages")
    ]
