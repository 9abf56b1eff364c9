"""What differs between two states of the same rows, field by field, as staff read it."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from .comparison import Change, compare
from .launch import describe, form_url
from .running_text import RunningTextField
from .translations import translated_names

# The day of the last save says nothing of its own.
SAVED_AT = frozenset({"updated_at"})


class FieldChange(NamedTuple):
    label: str
    changes: list[Change]


class RowChange(NamedTuple):
    """A row that is new, gone or changed: what staff call it, its form, and its fields."""

    kind: str
    text: str
    url: str
    fields: list[FieldChange]


def compared(
    before: Iterable[models.Model], after: Iterable[models.Model], hidden=SAVED_AT
) -> Iterator[RowChange]:
    """The rows that differ, but for the fields named in `hidden`; those that are gone come last."""
    old = {(type(row), row.pk): row for row in before}
    for row in after:
        former = old.pop((type(row), row.pk), None)
        if former is None:
            yield RowChange(_("New"), describe(row), form_url(row), [])
        elif fields := list(_fields(former, row, hidden)):
            yield RowChange(_("Changed"), describe(row), form_url(row), fields)
    for row in old.values():
        yield RowChange(_("Gone"), describe(row), "", [])


def _fields(before: models.Model, after: models.Model, hidden: frozenset[str]):
    hidden |= set(translated_names(type(after)))  # a column for each language is enough
    for field in after._meta.concrete_fields:
        # A row that is pointed at tells of its own changes.
        if field.many_to_one and getattr(before, field.attname) == getattr(after, field.attname):
            continue
        if field.name not in hidden:
            values = [_shown(row, field) for row in (before, after)]
            if values[0] != values[1]:
                yield FieldChange(capfirst(field.verbose_name), compare(*values))


def _shown(row: models.Model, field: models.Field) -> str:
    """The value as staff see it in the form, ready to be compared."""
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")())
    value = getattr(row, field.name)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(field, RunningTextField):
        return f"<main>{value or ''}</main>"
    return "" if value is None else str(value)
