"""Rows as versions of django-reversion, and back."""

import json
from collections.abc import Iterable

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core import serializers
from django.db import DEFAULT_DB_ALIAS, models
from django.db.models import Max
from django.utils.translation import override
from reversion.models import Version

from ..rows import read_rows
from ..translations import translated_names
from .family import Key, depth

HERE, GONE = "json", "gone"  # what Version.format says of a row


def content_type(model: type[models.Model]) -> ContentType:
    return ContentType.objects.get_for_model(model)


def key_of_version(version: Version) -> Key:
    """The row that `version` is about; its model is None if the site has it no more."""
    return ContentType.objects.get_for_id(version.content_type_id).model_class(), version.object_id


def kept_fields(model: type[models.Model]) -> list[str]:
    """
    All that staff can change: a column for each language of a text, without the one that
    repeats the language of whoever saved; and no moment of saving.
    """
    unkept = set(translated_names(model))
    return [
        field.name
        for field in model._meta.concrete_fields
        if field.name not in unkept and not getattr(field, "auto_now", False)
    ]


def written(row: models.Model) -> str:
    fields = kept_fields(type(row))
    return serializers.serialize("json", [row], fields=fields, ensure_ascii=False)


def fields_in(text: str) -> dict:
    return json.loads(text)[0]["fields"]


def changed_fields(model: type[models.Model], before: str, after: str) -> list[str]:
    """
    The fields that differ between two states of a row. No text is an empty text, and a field
    that the model did not have yet held its default.
    """
    if before == after:
        return []
    old, new = fields_in(before), fields_in(after)
    return [name for name, value in new.items() if _said(_former(model, name, old)) != _said(value)]


def _former(model: type[models.Model], name: str, fields: dict):
    return fields[name] if name in fields else model._meta.get_field(name).get_default()


def _said(value):
    return "" if value is None else value


def read(versions: Iterable[Version]) -> list[models.Model]:
    """The rows of `versions`, parents first; each knows the others that it points at."""
    known = [version for version in versions if key_of_version(version)[0]]
    texts = [version.serialized_data.strip()[1:-1] for version in known]
    # A text that had one language only when it was written was in the site's own.
    with override(settings.LANGUAGE_CODE):
        rows = read_rows(f"[{','.join(texts)}]")
    return sorted(rows, key=lambda row: (depth(type(row)), row._meta.label, row.pk))


def newest(
    root: type[models.Model], pks: Iterable, until: int | None = None, parts: bool = True
) -> dict[str, dict[Key, Version]]:
    """
    The newest version of each row by the key of its root; up to the revision `until`, if given.

    Every revision holds one root, and is found by it.
    """
    of_roots = Version.objects.filter(
        db=DEFAULT_DB_ALIAS, content_type=content_type(root), object_id__in=map(str, pks)
    )
    if until is not None:
        of_roots = of_roots.filter(revision_id__lte=until)
    root_by_revision = dict(of_roots.order_by().values_list("revision_id", "object_id"))
    versions = Version.objects.filter(revision__in=of_roots.order_by().values("revision"))
    if not parts:
        versions = versions.filter(content_type=content_type(root))
    last = versions.order_by().values("content_type", "object_id").annotate(last=Max("pk"))
    found: dict[str, dict[Key, Version]] = {}
    for version in Version.objects.filter(pk__in=last.values("last")).order_by("pk"):
        root_pk = root_by_revision[version.revision_id]
        found.setdefault(root_pk, {})[key_of_version(version)] = version
    return found


def state(root: type[models.Model], pk, until: int) -> list[models.Model]:
    """The root with the key `pk` and its parts as they were after the revision `until`."""
    versions = newest(root, [pk], until).get(str(pk), {})
    return read(version for version in versions.values() if version.format == HERE)
