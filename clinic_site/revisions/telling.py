"""What a revision changed, in words, from its comment alone."""

import json
from datetime import datetime
from typing import NamedTuple

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from reversion.models import Revision

from .storing import CHANGED, NEW
from .versions import GONE

LINES = 10  # of a revision, in a list


class Told(NamedTuple):
    """`lead` is empty for what somebody saved in a form."""

    lead: str
    lines: list[str]
    more: int = 0


class Row(NamedTuple):
    kind: str
    model: type[models.Model]
    pk: str
    text: str
    fields: list[str]

    @property
    def name(self) -> str:
        return f"{capfirst(self.model._meta.verbose_name)} – {self.text}"


def rows_told(revision: Revision) -> list[Row]:
    """The rows that `revision` changed; those of models that the site has no more left out."""
    found = []
    for kind, label, *rest in _comment(revision).get("rows", []):
        try:
            found.append(Row(kind, apps.get_model(label), *rest))
        except LookupError:
            continue
    return found


def deleted_in(revision: Revision) -> list[Row]:
    return [row for row in rows_told(revision) if row.kind == GONE]


def told(revision: Revision) -> Told:
    rows, lines = rows_told(revision), []
    moved = [row for row in rows if row.kind == CHANGED and row.fields == ["position"]]
    for model in dict.fromkeys(row.model for row in moved):
        lines.append(_("Order: %s") % model._meta.verbose_name_plural)
    for row in rows:
        if row.kind == NEW:
            lines.append(_("New: %s") % row.name)
        elif row.kind == GONE:
            lines.append(_("Deleted: %s") % row.name)
        elif row not in moved:
            labels = ", ".join(_label(row.model, name) for name in row.fields)
            lines.append(_("%(row)s: %(fields)s") % {"row": row.name, "fields": labels})
    return Told(_lead(revision), lines[:LINES], max(0, len(lines) - LINES))


def moment_of(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "DATETIME_FORMAT")


def _lead(revision: Revision) -> str:
    comment = _comment(revision)
    match comment.get("what"):
        case "found":
            return _("As it was found before the next change")
        case "first":
            return _("The first content")
        case "recovered":
            return _("Put back after a deletion")
        case "put back":
            moment = moment_of(datetime.fromisoformat(comment["of"]))
            return _("Put back to the state of %s") % moment
    return ""


def _comment(revision: Revision) -> dict:
    """Ours are JSON; a revision that something else made has words, or none."""
    try:
        comment = json.loads(revision.comment)
    except ValueError:
        return {}
    return comment if isinstance(comment, dict) else {}


def _label(model: type[models.Model], name: str) -> str:
    try:
        return str(model._meta.get_field(name).verbose_name)
    except FieldDoesNotExist:
        return name
