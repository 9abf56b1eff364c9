"""Which rows belong together: a root, such as a procedure, and all that is deleted with it."""

from collections.abc import Iterable, Iterator

from django.db import models
from django.db.models import F

from ..rows import linked

Key = tuple[type[models.Model], str]  # the primary key as a text, as revisions store it


def key_of(row: models.Model) -> Key:
    return type(row), str(row.pk)


def parent_field(model: type[models.Model]) -> models.ForeignKey | None:
    """The field that names the row on which rows of `model` hang; None for a root."""
    for field in model._meta.concrete_fields:
        if field.many_to_one and field.remote_field.on_delete is models.CASCADE:
            return field
    return None


def root_of(model: type[models.Model]) -> type[models.Model]:
    field = parent_field(model)
    return root_of(field.related_model) if field else model


def depth(model: type[models.Model]) -> int:
    """How many rows there are between a row of `model` and its root, itself counted."""
    field = parent_field(model)
    return 1 + depth(field.related_model) if field else 0


def paths(model: type[models.Model], path: str = "") -> Iterator[tuple[type[models.Model], str]]:
    """The models of a family, parents first, each with the path that leads up to `model`."""
    yield model, path or "pk"
    for relation in model._meta.related_objects:
        field = relation.field
        if parent_field(relation.related_model) is field:
            step = f"{field.name}__{path}" if path else field.name
            yield from paths(relation.related_model, step)


def root_pks(model: type[models.Model], pks: Iterable) -> list:
    """The roots on which the rows of `model` with the keys `pks` hang."""
    path = dict(paths(root_of(model)))[model]
    return list(model.objects.filter(pk__in=pks).values_list(path, flat=True).distinct())


def rows_of(root: type[models.Model], pks: Iterable) -> list[models.Model]:
    """
    The roots with the keys `pks` and all their parts, parents first, in a query a model.

    Each row knows the key of its root (`of_root`) and the rows that it points at.
    """
    pks = list(pks)
    return linked(
        [
            row
            for model, path in paths(root)
            for row in model.objects.filter(**{f"{path}__in": pks})
            .annotate(of_root=F(path))
            .order_by("pk")
        ]
    )


def parent_of(row: models.Model) -> Key | None:
    field = parent_field(type(row))
    return (field.related_model, str(getattr(row, field.attname))) if field else None


def within(rows: Iterable[models.Model], top: Key) -> list[models.Model]:
    """Those of `rows`, parents first, that are `top` or hang on it."""
    found, keys = [], {top}
    for row in rows:
        if key_of(row) in keys or parent_of(row) in keys:
            keys.add(key_of(row))
            found.append(row)
    return found
