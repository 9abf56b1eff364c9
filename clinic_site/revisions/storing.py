"""Writes what differs between the rows of a root and their newest versions as a revision."""

import json
from typing import NamedTuple

from django.db import DEFAULT_DB_ALIAS, models
from django.utils import timezone
from reversion.models import Revision, Version

from .family import Key, parent_field, parent_of
from .versions import GONE, HERE, changed_fields, content_type, fields_in, written

NEW, CHANGED = "new", "changed"  # beside GONE, what a revision's comment says of a row


class Entry(NamedTuple):
    """A row that differs; `fields` are the names of those that do, where it is not new or gone."""

    kind: str
    key: Key
    above: Key | None  # what it hangs on
    text: str
    fields: list[str]


def store(
    rows: dict[Key, models.Model], known: dict[Key, Version], user, about: dict
) -> Revision | None:
    """
    Store the rows of one root that differ from what is `known`; None where none does.

    `about` begins the revision's comment, which is JSON, and is told in
    words by `telling`. What a changed row hangs on gets a version as well, so that
    its history shows the change.
    """
    texts = {key: written(row) for key, row in rows.items()}
    entries = [*_present(rows, texts, known), *_gone(rows, known)]
    if not entries:
        return None
    versions = {}
    for entry in entries:
        above = entry.key
        if entry.kind == GONE:
            last = known[entry.key].serialized_data
            versions[entry.key] = _version(entry.key, entry.text, last, GONE)
            above = entry.above
        while above in rows:
            versions[above] = _version(above, str(rows[above]), texts[above], HERE)
            above = parent_of(rows[above])
    about["rows"] = [
        [entry.kind, entry.key[0]._meta.label_lower, entry.key[1], entry.text, entry.fields]
        for entry in _telling(entries)
    ]
    comment = json.dumps(about, ensure_ascii=False)
    revision = Revision.objects.create(date_created=timezone.now(), user=user, comment=comment)
    for version in versions.values():
        version.revision = revision
    Version.objects.bulk_create(versions.values())
    return revision


def _present(rows: dict[Key, models.Model], texts: dict[Key, str], known: dict[Key, Version]):
    for key, row in rows.items():
        former = known.get(key)
        if former is None or former.format == GONE:
            yield Entry(NEW, key, parent_of(row), str(row), [])
        elif fields := changed_fields(key[0], former.serialized_data, texts[key]):
            yield Entry(CHANGED, key, parent_of(row), str(row), fields)


def _gone(rows: dict[Key, models.Model], known: dict[Key, Version]):
    for key, former in known.items():
        if key not in rows and former.format == HERE and key[0] is not None:
            above = _parent_in(key[0], former.serialized_data)
            yield Entry(GONE, key, above, former.object_repr, [])


def _telling(entries: list[Entry]) -> list[Entry]:
    """Without the parts of what is itself new or gone: they came or went with it."""
    moved = {entry.key for entry in entries if entry.kind != CHANGED}
    return [entry for entry in entries if entry.above not in moved]


def _parent_in(model: type[models.Model], text: str) -> Key | None:
    field = parent_field(model)
    return (field.related_model, str(fields_in(text)[field.name])) if field else None


def _version(key: Key, name: str, text: str, format: str) -> Version:
    model, pk = key
    return Version(
        content_type=content_type(model),
        object_id=pk,
        db=DEFAULT_DB_ALIAS,
        format=format,
        serialized_data=text,
        object_repr=name,
    )
