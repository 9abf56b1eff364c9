"""Puts rows back as they were, all of them or none."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, connection, models, transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from reversion.models import Revision, Version

from ..launch import describe
from ..rows import linked
from .family import Key, key_of, rows_of, within
from .versions import GONE, changed_fields, read, state, written


class Refused(Exception):
    """Nothing was put back; `reasons` says why, in words for staff."""

    def __init__(self, reasons: list[str]):
        super().__init__(*reasons)
        self.reasons = reasons


def now_and_then(root: type[models.Model], pk, top: Key, revision: Revision) -> tuple[list, list]:
    """The row `top` of the root `pk` and its parts, as they are and as they were."""
    states = rows_of(root, [pk]), state(root, pk, revision.pk)
    return tuple(within(rows, top) for rows in states)


def replace(now: Iterable[models.Model], then: Iterable[models.Model]) -> None:
    """
    Let the rows `then` stand where the rows `now` are; raises Refused.

    Call it in a transaction. What differs is taken out and put in again at once:
    so two rows that have exchanged their keys, or a fact and the step that points
    at it, need no order. The database checks what points where at the end.
    """
    before = {key_of(row): row for row in now}
    after = {key_of(row): row for row in then}
    same = {key for key in before.keys() & after.keys() if not differs(before[key], after[key])}
    for model, pks in _by_model(row for key, row in before.items() if key not in same).items():
        rows = model._base_manager.filter(pk__in=[row.pk for row in pks])
        rows._raw_delete(rows.db)
    rows = [row for key, row in after.items() if key not in same]
    try:
        with transaction.atomic():
            for model, found in _by_model(rows).items():
                model._base_manager.bulk_create(found)
    except (IntegrityError, DataError) as error:
        raise Refused(_conflicts(rows) or [_("The database does not take it.")]) from error
    try:
        connection.check_constraints()
    except IntegrityError as error:
        raise Refused([_("Something that belongs to it has been deleted since.")]) from error
    if reasons := _faults(rows):
        raise Refused(reasons)


def differs(before: models.Model, after: models.Model) -> bool:
    return bool(changed_fields(type(after), written(before), written(after)))


def gone_in(revisions: Iterable[Revision]) -> list[models.Model]:
    """The rows that were deleted in `revisions`, as they were then."""
    return read(Version.objects.filter(revision__in=revisions, format=GONE))


def bring_back(rows: list[models.Model]) -> None:
    """Store rows that were deleted, under the keys that they had; raises Refused."""
    there = [row for row in rows if type(row)._base_manager.filter(pk=row.pk).exists()]
    if there or not rows:
        raise Refused([_("It is there already.")])
    replace([], rows)


def _by_model(rows: Iterable[models.Model]) -> dict[type[models.Model], list[models.Model]]:
    found: dict = {}
    for row in rows:
        found.setdefault(type(row), []).append(row)
    return found


def _conflicts(rows: list[models.Model]) -> list[str]:
    """Why the database does not take `rows` beside those that it holds."""
    reasons = []
    for row in rows:
        for check in (row.validate_unique, row.validate_constraints):
            try:
                check()
            except ValidationError as error:
                reasons += _said(row, error)
    return list(dict.fromkeys(reasons))


def _faults(rows: list[models.Model]) -> list[str]:
    """What full_clean() has against `rows` as they are stored now."""
    stored = [
        row
        for model, found in _by_model(rows).items()
        for row in model.objects.filter(pk__in=[row.pk for row in found])
    ]
    reasons = []
    for row in linked(stored):
        try:
            row.full_clean()
        except ValidationError as error:
            reasons += _said(row, error)
    return reasons


def _said(row: models.Model, error: ValidationError) -> list[str]:
    """The messages, each after the row and, where it is about one, the field."""
    labels = {field.name: field.verbose_name for field in row._meta.concrete_fields}
    return [
        f"{describe(row)}: {capfirst(labels[name])}: {message}"
        if name in labels
        else f"{describe(row)}: {message}"
        for name, messages in error.message_dict.items()
        for message in messages
    ]
