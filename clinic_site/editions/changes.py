"""What staff have changed in the manuscript since an edition, text by text."""

from typing import NamedTuple

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ..launch import describe, form_url
from ..running_text import RunningTextField
from ..translations import translated_names
from .archive import read_content
from .comparison import Change, compare
from .content import row_groups
from .models import Edition
from .printed import SITE
from .rows import read_rows

# Patients see neither the day of the last save nor the mark for the surgeon; what follows from
# a picture's file needs no line of its own.
UNSEEN = {"updated_at", "to_confirm", "width", "height", "variants"}


class FieldChange(NamedTuple):
    label: str
    changes: list[Change]


class RowChange(NamedTuple):
    """A row that is new, gone or changed: what staff call it, its form, and its fields."""

    kind: str
    text: str
    url: str
    fields: list[FieldChange]


def changes_since(edition: Edition) -> list[RowChange]:
    """All that differs between the manuscript and the one that `edition` was printed from."""
    kept = read_content(edition)
    site = read_rows(kept.get(SITE, "[]"))  # the pictures that procedures show are there
    found = []
    for name, rows in row_groups():
        found += _compared(read_rows(kept.pop(name, "[]"), site), rows)
    for text in kept.values():  # procedures that are no more
        found += _compared(read_rows(text, site), [])
    return found


def _compared(before: list[models.Model], after: list[models.Model]):
    old = {(type(row), row.pk): row for row in before}
    for row in after:
        former = old.pop((type(row), row.pk), None)
        if former is None:
            yield RowChange(_("New"), describe(row), form_url(row), [])
        elif fields := list(_fields(former, row)):
            yield RowChange(_("Changed"), describe(row), form_url(row), fields)
    for row in old.values():
        yield RowChange(_("Gone"), describe(row), "", [])


def _fields(before: models.Model, after: models.Model):
    hidden = UNSEEN | set(translated_names(type(after)))  # a column for each language is enough
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
