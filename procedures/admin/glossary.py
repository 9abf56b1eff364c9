from django.contrib import admin
from django.urls import reverse

from clinic_site.bilingual_admin import BilingualAdmin

from ..models import Term


@admin.register(Term)
class TermAdmin(BilingualAdmin):
    rows = ["name", "also_called", "definition", "key"]
    list_display = ["name", "also_called", "translations"]
    search_fields = ["name_fr", "name_en", "definition_fr", "definition_en"]

    def view_on_site(self, term):
        return reverse("glossary") + f"#{term.key}"
