from django.apps import apps
from django.contrib import admin
from django.urls import reverse

from clinic_site.bilingual_admin import BilingualAdmin
from clinic_site.translations import LANGUAGES, columns_of

from ..models import Term
from ..references import keys_in
from .references import TermForm


@admin.register(Term)
class TermAdmin(BilingualAdmin):
    form = TermForm
    rows = ["name", "also_called", "definition", "key"]
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
        return ["key"] if term else []

    def get_deleted_objects(self, terms, request):
        """A word that a text still explains is not deleted; the texts are listed instead."""
        *found, protected = super().get_deleted_objects(terms, request)
        keys = {term.key for term in terms}
        return *found, [*protected, *(str(row) for row in rows_that_say(keys))]


def rows_that_say(keys: set[str]) -> list:
    """Every row with a text that refers to one of `keys`."""
    return [
        row
        for model in apps.get_models()
        for row in (model.objects.all() if hasattr(model, "says_references") else ())
        if any(
            keys & keys_in(getattr(row, column))
            for name in model.says_references
            for column in columns_of(row, name)
        )
    ]
