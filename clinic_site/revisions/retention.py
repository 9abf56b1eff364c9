"""Old revisions are folded into one, so that they do not grow for ever."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count, Max, Q
from django.utils import timezone
from reversion.models import Revision, Version

from .family import parent_field
from .versions import GONE, key_of_version

# How long each single change can be looked at and undone.
KEPT = timedelta(days=3 * 365)


def fold_old_revisions() -> int:
    """
    Fold the revisions of each root older than `KEPT` into the last of them; how many were removed.

    That one then holds the state of then, and later ones stay complete, since
    each holds only what it changed. What was deleted before is gone for good.
    """
    before, removed = timezone.now() - KEPT, 0
    old = Version.objects.filter(revision__date_created__lt=before).order_by()
    groups = old.values("content_type", "object_id", "db").annotate(
        all=Count("pk"), gone=Count("pk", filter=Q(format=GONE))
    )
    for group in groups.filter(Q(all__gt=1) | Q(gone__gt=0)):
        version = Version(content_type_id=group["content_type"], object_id=group["object_id"])
        model = key_of_version(version)[0]
        if model is not None and parent_field(model) is None:
            removed += _fold(group, before)
    return removed


@transaction.atomic
def _fold(group: dict, before: datetime) -> int:
    """The same for one root; its parts are in the same revisions."""
    root = {name: group[name] for name in ("content_type", "object_id", "db")}
    of_root = Version.objects.filter(**root, revision__date_created__lt=before)
    numbers = list(of_root.order_by("revision").values_list("revision", flat=True))
    versions = Version.objects.filter(revision__in=numbers)
    last = versions.order_by().values("content_type", "object_id").annotate(last=Max("pk"))
    kept = Version.objects.filter(pk__in=[each["last"] for each in last]).exclude(format=GONE)
    kept = list(kept.values_list("pk", flat=True))
    versions.exclude(pk__in=kept).delete()
    versions.filter(pk__in=kept).update(revision=numbers[-1])
    spent = Revision.objects.filter(pk__in=numbers if not kept else numbers[:-1])
    spent.delete()
    return len(numbers) - bool(kept)
