from adminsortable2.admin import SortableAdminBase
from django.contrib import admin

from clinic_site.bilingual_admin import BilingualAdmin
from clinic_site.editing.offers import OffersReferences
from clinic_site.sortable_admin import SortableBilingualInline
from clinic_site.translating.lists import TranslationFilter
from clinic_site.translations import LANGUAGES

from ..models import Complication, Figure, Source
from .offers import offers_of
from .references import ComplicationForm, FigureFormSet


class FigureInline(SortableBilingualInline):
    model = Figure
    formset = FigureFormSet
    classes = []
    rows = [("rate", "source", "patients"), "group", "counted", "position"]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        complication = request.resolver_match.kwargs.get("object_id")
        kwargs["queryset"] = Source.objects.filter(procedure__complication=complication)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(Complication)
class ComplicationAdmin(OffersReferences, SortableAdminBase, BilingualAdmin):
    """A complication's own page, for its figures; it is added on the procedure's page."""

    form = ComplicationForm
    rows = ["name", "text", "frequency", "exposed", "treatment", "figures_note", "to_confirm"]
    inlines = [FigureInline]
    list_display = ["name", "procedure", "figure_count", "translations", "to_confirm"]
    list_filter = [TranslationFilter, "to_confirm"]
    list_per_page = 25
    list_select_related = ["procedure"]
    search_fields = [
        f"{name}_{language}"
        for name in ("name", "text", "exposed", "procedure__name")
        for language in LANGUAGES
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("figure_set")

    def references_offered(self, complication):
        return offers_of(complication and complication.procedure)

    @admin.display(description=Figure._meta.verbose_name_plural)
    def figure_count(self, complication):
        return len(complication.figure_set.all())

    def has_add_permission(self, request):
        return False
