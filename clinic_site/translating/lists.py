"""Missing and outdated texts in the admin's lists: a badge, and a filter."""

from django.contrib import admin
from django.db.models import Exists, OuterRef, Q
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from ..translations import lacks_translation
from .models import OutdatedText


def is_outdated(model) -> Q:
    """The rows of `model` with a text that is behind in one language."""
    marks = OutdatedText.objects.filter(
        content_type__app_label=model._meta.app_label,
        content_type__model=model._meta.model_name,
        object_id=OuterRef("pk"),
    )
    return Q(Exists(marks))


def translation_badge(missing: int, outdated: int = 0):
    """What a list says of a row's translations: complete, or how many texts want work."""
    words = []
    if missing:
        text = ngettext("%s text missing", "%s texts missing", missing) % missing
        words.append(("missing", text))
    if outdated:
        text = ngettext("%s text outdated", "%s texts outdated", outdated) % outdated
        words.append(("outdated", text))
    if not words:
        return format_html('<span class="complete">{}</span>', _("complete"))
    return format_html_join(" ", '<strong class="{}">{}</strong>', words)


class TranslationFilter(admin.SimpleListFilter):
    """The model's admin says with `has_…_texts()` which rows have any."""

    title = _("translations")
    parameter_name = "translations"

    def lookups(self, request, model_admin):
        self.conditions = {
            "missing": model_admin.has_missing_texts(),
            "outdated": model_admin.has_outdated_texts(),
        }
        return [("missing", _("missing")), ("outdated", _("outdated")), ("complete", _("complete"))]

    def queryset(self, request, rows):
        if self.value() == "complete":
            return rows.exclude(self.conditions["missing"]).exclude(self.conditions["outdated"])
        condition = self.conditions.get(self.value())
        return rows.filter(condition) if condition else rows


class TranslationList:
    """The part of a model's admin that tells how its translations stand."""

    list_filter = [TranslationFilter]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("outdated")

    def has_missing_texts(self) -> Q:
        return lacks_translation(self.model)

    def has_outdated_texts(self) -> Q:
        return is_outdated(self.model)
