from adminsortable2.admin import SortableAdminBase
from django.contrib import admin
from django.urls import path
from django.utils.translation import gettext_lazy as _

from clinic_site.bilingual_admin import BilingualAdmin
from clinic_site.editing.offers import OffersReferences
from clinic_site.sortable_admin import SortableBilingualInline
from clinic_site.translating.lists import is_outdated, translation_badge
from clinic_site.translations import LANGUAGES, lacks_translation

from ..models import (
    Complication,
    Fact,
    Fee,
    Procedure,
    Question,
    ScarType,
    Section,
    Source,
    Step,
    WarningSign,
)
from .drawings import ShowsDrawing, drawing_view
from .missing_texts import ProcedureChangeList, of_any_part
from .offers import offers_of
from .references import PartFormSet, ProcedureForm
from .uses_shown import ShowsUses


class PartInline(SortableBilingualInline):
    """A kind of part of a procedure, on the procedure's own form."""

    formset = PartFormSet

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """Offer the facts of this procedure, and pictures, asked for once and not once a row."""
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.related_model is Fact:
            procedure = request.resolver_match.kwargs.get("object_id")
            field.queryset = Fact.objects.filter(procedure=procedure)
            empty = [("", field.empty_label)]
            field.choices = empty + [(fact.pk, str(fact)) for fact in field.queryset]
        elif db_field.name == "picture":
            field.choices = list(field.choices)
        return field


class SectionInline(PartInline):
    model = Section
    rows = ["title", "body", "picture", ("key", "shows", "position")]


class FactInline(ShowsUses, PartInline):
    model = Fact
    rows = [
        "label",
        ("lower", "upper", "unit", "counted"),
        "text",
        ("key", "group", "to_confirm", "position"),
        "uses",
    ]


class ScarTypeInline(ShowsDrawing, PartInline):
    model = ScarType
    rows = [
        "name",
        "indication",
        "course",
        "visibility",
        ("key", "drawing", "to_confirm", "position"),
    ]


class StepInline(PartInline):
    model = Step
    rows = [
        "title",
        "text",
        ("phase", "kind", "begins", "ends"),
        ("counted_from", "to_confirm", "position"),
        "lane",
    ]


class ComplicationInline(PartInline):
    model = Complication
    show_change_link = True
    rows = [
        "name",
        "text",
        "frequency",
        "exposed",
        "treatment",
        "figures_note",
        ("key", "to_confirm", "position"),
    ]


class WarningSignInline(PartInline):
    model = WarningSign
    rows = ["text", ("level", "to_confirm", "position")]


class FeeInline(PartInline):
    model = Fee
    rows = ["title", "text", ("amount", "to_confirm", "position")]


class QuestionInline(PartInline):
    model = Question
    rows = ["question", "answer", "position"]


class SourceInline(ShowsUses, PartInline):
    model = Source
    rows = ["citation", ("key", "year", "patients", "doi"), "about", ("url", "position"), "uses"]


@admin.register(Procedure)
class ProcedureAdmin(OffersReferences, SortableAdminBase, BilingualAdmin):
    form = ProcedureForm
    rows = [
        "name",
        "slug",
        "also_called",
        "summary",
        "description",
        "position",
    ]
    inlines = [
        SectionInline,
        FactInline,
        StepInline,
        ScarTypeInline,
        ComplicationInline,
        WarningSignInline,
        FeeInline,
        QuestionInline,
        SourceInline,
    ]
    list_display = ["name", "also_called", "translations", "updated_at"]
    list_display_links = ["name"]
    search_fields = [
        f"{name}_{language}"
        for name in ("name", "also_called", "summary")
        for language in LANGUAGES
    ]
    list_per_page = 25
    save_on_top = True

    def get_urls(self):
        view = self.admin_site.admin_view(drawing_view)
        return [path("drawings/<slug:drawing>.svg", view, name="drawing"), *super().get_urls()]

    def references_offered(self, procedure):
        return offers_of(procedure)

    def get_changelist(self, request, **kwargs):
        return ProcedureChangeList

    def view_on_site(self, procedure):
        return procedure.get_absolute_url()

    @admin.display(description=_("translations"))
    def translations(self, procedure):
        return translation_badge(procedure.missing_texts, procedure.outdated_texts)

    def has_missing_texts(self):
        return of_any_part(lacks_translation)

    def has_outdated_texts(self):
        return of_any_part(is_outdated)
