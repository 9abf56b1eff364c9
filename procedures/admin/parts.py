"""The kinds of parts of a procedure, on the procedure's own form."""

from clinic_site.sortable_admin import SortableBilingualInline

from ..models import (
    Complication,
    Fact,
    Fee,
    Question,
    ScarType,
    Section,
    Source,
    Step,
    WarningSign,
)
from .drawings import ShowsDrawing
from .references import PartFormSet
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
