"""More procedures: copies of the first one, at other addresses."""

from collections import Counter, defaultdict
from copy import copy

from django.db import models, transaction

from clinic_site.rows import with_parts
from procedures.models import Procedure

STEP = 1000  # from a row's key to that of its next copy; no kind of part has as many rows


@transaction.atomic
def fill_up(count: int, parts: int | None = None) -> None:
    """
    Copy the first procedure until there are `count`.

    With all of its parts, or `parts` of each kind and what these point at.
    """
    rows = list(with_parts(Procedure.objects.with_page_content().first()))
    by_model = defaultdict(list)
    for row in some(rows, parts) if parts else rows:
        by_model[type(row)].append(row)
    numbers = range(Procedure.objects.count(), count)
    for model, originals in by_model.items():
        copies = [copied(row, number) for number in numbers for row in originals]
        model.objects.bulk_create(copies)


def some(rows: list[models.Model], count: int) -> list[models.Model]:
    by_key = {(type(row), row.pk): row for row in rows}
    seen, kept = Counter(), {}
    for key, row in by_key.items():
        seen[type(row)] += 1
        if seen[type(row)] <= count:
            kept[key] = row
    waiting = list(kept.values())
    while waiting:
        row = waiting.pop()
        for field in foreign_keys(row):
            key = field.related_model, getattr(row, field.attname)
            if key in by_key and key not in kept:
                kept[key] = by_key[key]
                waiting.append(by_key[key])
    return list(kept.values())


def copied(row: models.Model, number: int) -> models.Model:
    new = copy(row)
    new.pk += number * STEP
    for field in foreign_keys(row):
        if (key := getattr(row, field.attname)) is not None:
            setattr(new, field.attname, key + number * STEP)
    if isinstance(new, Procedure):
        new.position = number
        new.slug_fr, new.slug_en = f"operation-{number}", f"procedure-{number}"
    return new


def foreign_keys(row: models.Model) -> list[models.Field]:
    return [field for field in row._meta.concrete_fields if field.many_to_one]
