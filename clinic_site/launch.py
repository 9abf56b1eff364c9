"""What is still open before the site can go public."""

from typing import NamedTuple

from django.apps import apps
from django.contrib.admin.utils import quote
from django.urls import NoReverseMatch, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from procedures.models import Source

from .confirmation import rows_to_confirm
from .practice.models import Practice
from .translations import missing_translations, translated_names


class OpenPoint(NamedTuple):
    """One thing to settle: its kind, what it is, and where in the admin to settle it."""

    kind: str
    text: str
    url: str


def open_points() -> list[OpenPoint]:
    """All that is unknown, unconfirmed, untranslated or to be checked, in that order."""
    practice = Practice.objects.first()
    return [
        *(
            OpenPoint(_("Not filled in"), capfirst(label), form_url(practice))
            for label in (practice.missing_before_launch() if practice else ())
        ),
        *(
            OpenPoint(_("To be confirmed by the surgeon"), describe(row), form_url(row))
            for row in rows_to_confirm()
        ),
        *(
            OpenPoint(_("Translation missing"), describe(row), form_url(row))
            for model in apps.get_models()
            if translated_names(model)
            for row in model.objects.all()
            if missing_translations(row)
        ),
        *legal_points(),
    ]


def legal_points() -> list[OpenPoint]:
    """Article numbers that the site prints, to be verified: a new numbering is reported."""
    return [
        OpenPoint(_("Article numbers to be verified"), source.citation, form_url(source))
        for source in Source.objects.filter(doi="", patients__isnull=True)
    ]


def describe(row) -> str:
    """What staff call the row: its kind and its first words."""
    return f"{capfirst(row._meta.verbose_name)} – {row}"


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
