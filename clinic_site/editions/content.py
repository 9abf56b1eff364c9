"""
What pages say: the rows that staff edit, as the manuscript or as an edition printed them.

An edition keeps its rows beside its pages, so that what is computed for each
visitor never runs ahead of what was published, and needs no database.
"""

from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path

from django.core import serializers
from django.db import models

from procedures.models import Procedure, Term

from ..practice.models import Page, Practice, Qualification
from .models import Edition

LABELS = ("practice", "procedures")  # the apps whose rows are content
EDITION, SITE = "edition.json", "site.json"


class Manuscript:
    """What staff have saved, asked of the database when a page needs it."""

    def __init__(self, edition: Edition | None = None, is_for_keeps: bool = False):
        """
        `edition` is the one that the pages will call their own: the next, unless given.
        `is_for_keeps` when the answer is kept as a page, and a form on it could not be sent.
        """
        self.is_for_keeps = is_for_keeps
        if edition:
            self.edition = edition

    @cached_property
    def newest(self) -> Edition | None:
        """The edition that patients read now."""
        return Edition.objects.first()

    @cached_property
    def edition(self) -> Edition:
        return Edition(number=self.newest.number + 1 if self.newest else 1)

    @cached_property
    def practice(self) -> Practice | None:
        return Practice.objects.first()

    def page(self, key: str) -> Page | None:
        return Page.objects.filter(key=key).first()


class Nothing:
    """Before the first edition."""

    edition = practice = None
    is_for_keeps = False

    def page(self, key: str) -> None:
        return None


class Printed:
    """The rows of an unpacked edition: the same as the manuscript on the day of printing."""

    is_for_keeps = False

    def __init__(self, folder: Path):
        self.folder = folder

    @cached_property
    def edition(self) -> Edition:
        (edition,) = read_rows((self.folder / EDITION).read_text())
        return edition

    @cached_property
    def _site(self) -> list[models.Model]:
        return read_rows((self.folder / SITE).read_text())

    @cached_property
    def practice(self) -> Practice | None:
        return next((row for row in self._site if isinstance(row, Practice)), None)

    def page(self, key: str) -> Page | None:
        pages = (row for row in self._site if isinstance(row, Page))
        return next((page for page in pages if page.key == key), None)


def row_groups() -> Iterator[tuple[str, list[models.Model]]]:
    """
    Every row of the manuscript, under the name of the file that will keep it.

    A procedure and its parts have a file of their own: to compute something for
    one of them, the others need not be read.
    """
    site = (Practice, Qualification, Page, Term)
    yield SITE, [row for model in site for row in model.objects.order_by("pk")]
    for pk in Procedure.objects.order_by("pk").values_list("pk", flat=True):
        procedure = Procedure.objects.with_page_content().get(pk=pk)
        yield f"procedure-{pk}.json", list(with_parts(procedure))


def with_parts(row: models.Model) -> Iterator[models.Model]:
    """The row, and all that would be deleted with it."""
    yield row
    for relation in row._meta.related_objects:
        if relation.on_delete is models.CASCADE:
            for part in getattr(row, relation.get_accessor_name()).all():
                yield from with_parts(part)


def write_rows(rows: Iterable[models.Model]) -> str:
    return serializers.serialize("json", rows, ensure_ascii=False, indent=1)


def read_rows(text: str) -> list[models.Model]:
    """
    The rows as they were written; each knows the others that it points at.

    Fields that the models have lost since are left out, new ones have their defaults.
    """
    found = serializers.deserialize("json", text, ignorenonexistent=True)
    rows = [entry.object for entry in found]
    by_key = {(type(row), row.pk): row for row in rows}
    for row in rows:
        for field in row._meta.concrete_fields:
            if field.many_to_one:
                target = by_key.get((field.related_model, getattr(row, field.attname)))
                if target:
                    field.set_cached_value(row, target)
    return rows
