from functools import reduce
from operator import or_

from django.apps import apps
from django.contrib import admin
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from clinic_site.bilingual_admin import BilingualAdmin
from clinic_site.launch import describe, form_url
from clinic_site.translations import LANGUAGES, columns_of

from ..models import Term
from ..references import keys_in
from .references import TermForm
from .uses import Use, say_uses


@admin.register(Term)
class TermAdmin(BilingualAdmin):
    form = TermForm
    rows = ["name", "also_called", "definition", "key", "uses"]
    list_display = ["name_fr", "name_en", "also_called", "key", "translations"]
    list_per_page = 50
    search_fields = [
        "key",
        *(
            f"{name}_{language}"
            for name in ("name", "also_called", "definition")
            for language in LANGUAGES
        ),
    ]

    def view_on_site(self, term):
        return reverse("glossary") + f"#{term.key}"

    def get_readonly_fields(self, request, term=None):
        """Texts name the key: it stays what it was."""
        return ["key", "uses"] if term else ["uses"]

    @admin.display(description=_("where it is used"))
    def uses(self, term):
        """The rows whose texts explain the word, each with its form."""
        rows = rows_that_say({term.key}) if term.pk else []
        return say_uses([Use(describe(row), form_url(row)) for row in rows])

    def get_deleted_objects(self, terms, request):
        """A word that a text still explains is not deleted; the texts are listed instead."""
        *found, protected = super().get_deleted_objects(terms, request)
        keys = {term.key for term in terms}
        return *found, [*protected, *(str(row) for row in rows_that_say(keys))]


def rows_that_say(keys: set[str]) -> list:
    """Every row with a text that refers to one of `keys`; what names a row comes with it."""
    return [
        row
        for model in apps.get_models()
        if hasattr(model, "says_references")
        for row in model.objects.filter(holds_any(model, keys)).select_related()
        if any(
            keys & keys_in(getattr(row, column))
            for name in model.says_references
            for column in columns_of(row, name)
        )
    ]


def holds_any(model, keys: set[str]) -> Q:
    """The rows of `model` worth reading: a text of theirs holds one of `keys`."""
    columns = [c for name in model.says_references for c in columns_of(model, name)]
    return reduce(or_, (Q(**{f"{c}__contains": key}) for c in columns for key in keys))
