"""What is still open before the site can go public."""

from typing import NamedTuple

from django.apps import apps
from django.contrib.admin.utils import quote
from django.db.models import QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from procedures.models import Source

from .confirmation import Confirmable
from .practice.models import Practice
from .translations import lacks_translation, translated_names

LISTED = 100  # points of a kind, on the launch page


class OpenPoint(NamedTuple):
    """One thing to settle: what it is, and where in the admin to settle it."""

    text: str
    url: str


class OpenPoints(NamedTuple):
    """The open points of one kind: the first ones, and how many more there are."""

    kind: str
    points: list[OpenPoint]
    more: int = 0

    @property
    def total(self) -> int:
        return len(self.points) + self.more


def open_points() -> list[OpenPoints]:
    """
    What is unknown, unconfirmed, untranslated, unlinked or to be checked, in that order.

    At most `LISTED` points of each kind are loaded, and the others counted.
    """
    kinds = [
        not_filled_in(_("Not filled in, and asked by law"), Practice.asked_by_law),
        not_filled_in(_("Not filled in, and advised"), Practice.advised),
        first_points(_("To be confirmed by the surgeon"), to_confirm()),
        first_points(_("Translation missing"), untranslated()),
        first_points(_("Studies without DOI or address"), unlinked_studies(), str),
        first_points(_("Article numbers to be verified"), laws(), str),
    ]
    return [kind for kind in kinds if kind.points]


def open_point_count() -> int:
    """How many points are open; the database counts, and only the practice's row is loaded."""
    querysets = [*to_confirm(), *untranslated(), *unlinked_studies(), *laws()]
    unknown = not_filled_in("", [*Practice.asked_by_law, *Practice.advised])
    return unknown.total + sum(rows.count() for rows in querysets)


def not_filled_in(kind: str, names: list[str]) -> OpenPoints:
    """The fields `names` of the practice that are empty in some language."""
    practice = Practice.objects.first()
    labels = practice.missing(names) if practice else []
    return OpenPoints(kind, [OpenPoint(capfirst(label), form_url(practice)) for label in labels])


def to_confirm() -> list[QuerySet]:
    """The rows that await the surgeon's confirmation, model by model."""
    models = [model for model in apps.get_models() if issubclass(model, Confirmable)]
    return [model.objects.filter(to_confirm=True) for model in models]


def untranslated() -> list[QuerySet]:
    """The rows that lack a text in one language or both, model by model."""
    models = [model for model in apps.get_models() if translated_names(model)]
    return [model.objects.filter(lacks_translation(model)) for model in models]


def unlinked_studies() -> list[QuerySet]:
    """Studies that a reader cannot open from the page."""
    return [Source.objects.filter(doi="", url="", patients__isnull=False)]


def laws() -> list[QuerySet]:
    """Article numbers that the site prints, to be verified: a new numbering is reported."""
    return [Source.objects.filter(doi="", patients__isnull=True)]


def describe(row) -> str:
    """What staff call the row: its kind and its first words."""
    return f"{capfirst(row._meta.verbose_name)} – {row}"


def first_points(kind: str, querysets: list[QuerySet], describe=describe) -> OpenPoints:
    """The points of `kind` that the rows of `querysets` are."""
    rows = []
    for queryset in querysets:
        # A row is named and edited by those that it hangs on: they come with it.
        rows += queryset.select_related()[: LISTED - len(rows)]
    points = [OpenPoint(describe(row), form_url(row)) for row in rows]
    return OpenPoints(kind, points, sum(each.count() for each in querysets) - len(rows))


def form_url(row) -> str:
    """The admin form in which the row is edited: its own, or its parent's."""
    try:
        name = f"admin:{row._meta.app_label}_{row._meta.model_name}_change"
        return reverse(name, args=[quote(row.pk)])
    except NoReverseMatch:
        parent = next(
            name for name in ("complication", "procedure", "practice") if hasattr(row, name)
        )
        return f"{form_url(getattr(row, parent))}#{row._meta.model_name}_set-group"
