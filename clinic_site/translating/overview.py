"""All texts that want work in one language: how many, and the page that lists them."""

from typing import NamedTuple

from django.apps import apps
from django.contrib import messages
from django.contrib.auth import get_permission_codename
from django.contrib.contenttypes.prefetch import GenericPrefetch
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..launch import LISTED, describe, first_points, form_url, untranslated
from .marks import BEHIND
from .models import Bilingual, OutdatedText


class OutdatedPoint(NamedTuple):
    """A text that is behind, as the page lists it."""

    mark: OutdatedText
    text: str
    url: str
    says_still: str
    may_change: bool


def translation_counts() -> dict[str, int]:
    """How many rows lack a text, and how many texts are behind."""
    return {
        "missing": sum(rows.count() for rows in untranslated()),
        "outdated": OutdatedText.objects.count(),
    }


def marks_with_rows():
    """The oldest marks; their rows, and what names those, come in one query for each model."""
    models = [model for model in apps.get_models() if issubclass(model, Bilingual)]
    rows = [model.objects.select_related() for model in models]
    return OutdatedText.objects.prefetch_related(GenericPrefetch("row", rows))[:LISTED]


def may_change(user, row) -> bool:
    opts = row._meta
    return user.has_perm(f"{opts.app_label}.{get_permission_codename('change', opts)}")


def outdated_points(user) -> list[OutdatedPoint]:
    return [
        OutdatedPoint(
            mark,
            f"{describe(mark.row)}: {mark.row._meta.get_field(mark.field).verbose_name}",
            form_url(mark.row),
            capfirst(BEHIND[mark.language][1]),
            may_change(user, mark.row),
        )
        for mark in marks_with_rows()
    ]


def translations_view(request, admin_site):
    """The list. Who may change a row can say that its text still means the same."""
    points = outdated_points(request.user)
    if request.method == "POST":
        ticked = set(request.POST.getlist("same"))
        same = [p.mark.pk for p in points if p.may_change and str(p.mark.pk) in ticked]
        OutdatedText.objects.filter(pk__in=same).delete()
        text = ngettext("%s text is up to date.", "%s texts are up to date.", len(same))
        messages.success(request, text % len(same))
        return redirect(request.path)
    missing = first_points(_("Translation missing"), untranslated())
    context = {
        **admin_site.each_context(request),
        "title": _("Translations"),
        "missing": missing,
        "points": points,
        "more": OutdatedText.objects.count() - len(points),
        "may_change": any(point.may_change for point in points),
    }
    return render(request, "admin/translating/overview.html", context)
