"""Rows as text, beside the pages that were made from them, and back."""

from collections.abc import Iterable, Iterator

from django.core import serializers
from django.db import models


def with_parts(row: models.Model) -> Iterator[models.Model]:
    """The row, and all that would be deleted with it."""
    yield row
    for relation in row._meta.related_objects:
        if relation.on_delete is models.CASCADE:
            for part in getattr(row, relation.get_accessor_name()).all():
                yield from with_parts(part)


def write_rows(rows: Iterable[models.Model]) -> str:
    return serializers.serialize("json", rows, ensure_ascii=False, indent=1)


def read_rows(text: str, known: Iterable[models.Model] = ()) -> list[models.Model]:
    """
    The rows as they were written; each knows the others that it points at, and those `known`.

    Fields that the models have lost since are left out, new ones have their defaults.
    """
    found = serializers.deserialize("json", text, ignorenonexistent=True)
    return linked([entry.object for entry in found], known)


def linked(rows: list[models.Model], known: Iterable[models.Model] = ()) -> list[models.Model]:
    """Let each of `rows` know those, of them or of `known`, that it points at, without a query."""
    by_key = {(type(row), row.pk): row for row in (*known, *rows)}
    for row in rows:
        for field in row._meta.concrete_fields:
            if field.many_to_one:
                target = by_key.get((field.related_model, getattr(row, field.attname)))
                if target:
                    field.set_cached_value(row, target)
    return rows


def hang_together(row: models.Model, rows: Iterable[models.Model]) -> None:
    """Let `row` and its parts find their own among `rows` without asking the database."""
    for relation in row._meta.related_objects:
        if relation.on_delete is not models.CASCADE:
            continue
        parts = [part for part in rows if isinstance(part, relation.related_model)]
        parts = [part for part in parts if getattr(part, relation.field.attname) == row.pk]
        accessor = relation.get_accessor_name()
        found = getattr(row, accessor).get_queryset()
        found._result_cache, found._prefetch_done = parts, True  # as prefetch_related() does
        row._prefetched_objects_cache = {
            **getattr(row, "_prefetched_objects_cache", {}),
            accessor: found,
        }
        for part in parts:
            hang_together(part, rows)
