"""Stores a revision of what a change has touched, and of nothing else."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import models, transaction
from reversion.models import Revision

from .family import key_of, rows_of
from .storing import store
from .versions import newest


class Recording:
    """
    Watches roots and their parts, for as long as `recorded` lasts.

    `what` tells what the change is: "saved", "put back", "recovered"; `of` the
    moment whose state is put back. `revisions` are those that were stored.
    """

    def __init__(self, root: type[models.Model], pks: Iterable, parts: bool):
        self.root, self.pks, self.parts = root, set(pks), parts
        self.what, self.of = "saved", None
        self.revisions: list[Revision] = []
        # On PostgreSQL two savers of one procedure would each record the other's change.
        list(root.objects.filter(pk__in=self.pks).select_for_update().values_list("pk"))

    def store(self, user, what: str) -> list[Revision]:
        """A revision of each root that differs from its newest one, in the order of their keys."""
        rows, known = {}, newest(self.root, self.pks, parts=self.parts)
        for row in self.rows():
            rows.setdefault(str(row.of_root), {})[key_of(row)] = row
        revisions = []
        for pk in sorted(rows.keys() | known.keys()):
            about = {"what": what, "of": self.of and self.of.isoformat()}
            if revision := store(rows.get(pk, {}), known.get(pk, {}), user, about):
                revisions.append(revision)
        return revisions

    def rows(self) -> list[models.Model]:
        if self.parts:
            return rows_of(self.root, self.pks)
        rows = list(self.root.objects.filter(pk__in=self.pks))
        for row in rows:
            row.of_root = row.pk
        return rows


@contextmanager
def recorded(
    root: type[models.Model], pks: Iterable, user=None, parts: bool = True
) -> Iterator[Recording]:
    """
    Store what happens to the rows of `root` with the keys `pks`, and to their parts, as revisions.

    What changed before without being recorded, as on the first day or by a
    command, is stored first and in nobody's name, so that it can be put back.
    """
    with transaction.atomic():
        recording = Recording(root, pks, parts)
        if recording.pks:
            recording.store(None, "found")
        yield recording
        recording.revisions = recording.store(user, recording.what)
