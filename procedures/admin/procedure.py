from adminsortable2.admin import SortableAdminBase
from django.contrib import admin
from django.urls import path
from django.utils.translation import gettext_lazy as _

from clinic_site.bilingual_admin import BilingualAdmin
from clinic_site.editing.offers import OffersReferences
from clinic_site.translating.lists import is_outdated, translation_badge
from clinic_site.translations import LANGUAGES, lacks_translation

from ..models import Procedure
from .drawings import drawing_view
from .missing_texts import ProcedureChangeList, of_any_part
from .offers import offers_of
from .parts import (
    ComplicationInline,
    FactInline,
    FeeInline,
    QuestionInline,
    ScarTypeInline,
    SectionInline,
    SourceInline,
    StepInline,
    WarningSignInline,
)
from .references import ProcedureForm


@admin.register(Procedure)
class ProcedureAdmin(OffersReferences, SortableAdminBase, BilingualAdmin):
    form = ProcedureForm
    rows = [
        "name",
        "slug",
        "also_called",
        "summary",
        "search_title",
        "description",
        "body_location",
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
