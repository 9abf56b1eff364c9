"""Every row that the fixtures bring, and every text in them."""

from collections.abc import Iterator
from typing import NamedTuple

from django.apps import apps
from django.db import models

from clinic_site.confirmation import Confirmable
from clinic_site.translations import columns_of, translated_names


class Text(NamedTuple):
    row: models.Model
    column: str
    value: str

    @property
    def where(self) -> str:
        """What a failure calls it: `Section scars: body_fr`."""
        name = getattr(self.row, "key", None) or self.row.pk
        return f"{type(self.row).__name__} {name}: {self.column}"


def rows() -> list[models.Model]:
    """Every row of the practice and of the procedures."""
    labels = ("practice", "procedures")
    return [
        row
        for model in apps.get_models()
        if model._meta.app_label in labels
        for row in model.objects.all()
    ]


def rows_to_confirm() -> list[Confirmable]:
    """Every row that is marked as awaiting the surgeon's confirmation."""
    return [row for row in rows() if isinstance(row, Confirmable) and row.to_confirm]


def texts(*kinds: type[models.Model]) -> Iterator[Text]:
    """Every translated text, in each language; only of rows of `kinds` if any is given."""
    for row in rows():
        if kinds and not isinstance(row, kinds):
            continue
        for name in translated_names(type(row)):
            for column in columns_of(row, name):
                yield Text(row, column, getattr(row, column) or "")
