"""Where facts, sources and glossary words are used: in texts, by steps, fees and figures."""

from collections import defaultdict
from typing import NamedTuple

from django.db.models import Model
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator, capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from clinic_site.translations import columns_of

from ..models import Complication, Fee, Figure, Procedure, Section, Source, Step
from ..references import keys_in

SAYING = [Procedure, *(r.related_model for r in Procedure._meta.related_objects), Figure]
SAYING = [model for model in SAYING if hasattr(model, "says_references")]
# Which rows point at a fact or a source, not in words.
POINTING = {Step: ["begins__key", "ends__key"], Fee: ["amount__key"], Figure: ["source__key"]}


class Use(NamedTuple):
    """A row that says or points at a key; `form` is where it is edited, `page` where it is read."""

    text: str
    form: str
    page: str = ""


def name_of(model: type[Model]) -> str:
    """The column that names a row of `model` in the current language."""
    if model is Source:
        return "citation"
    if model is Figure:
        return f"complication__name_{get_language()}"
    names = [field.name for field in model._meta.get_fields()]
    name = next(name for name in ("name", "title", "label", "question", "text") if name in names)
    return f"{name}_{get_language()}"


class Uses:
    """Every use of the keys of one procedure, in as many queries however long it is."""

    def __init__(self, procedure: Procedure):
        self.procedure = procedure
        self.page = procedure.get_absolute_url()
        self.form = reverse("admin:procedures_procedure_change", args=[procedure.pk])
        self.chapters = {s.shows: s.key for s in procedure.section_set.all() if s.shows}
        self.by_key: dict[str, list[Use]] = defaultdict(list)
        for model in SAYING:
            self.read(model)
        self.read_facts()

    def read(self, model: type[Model]) -> None:
        columns = [c for name in model.says_references for c in columns_of(model, name)]
        pointing = POINTING.get(model, [])
        path = {Procedure: "pk", Figure: "complication__procedure"}.get(model, "procedure")
        extra = [name for name in ("key", "phase", "complication") if self.has(model, name)]
        rows = model.objects.filter(**{path: self.procedure.pk})
        found = rows.values("pk", name_of(model), *columns, *pointing, *extra)
        for index, row in enumerate(found):
            keys = {row[name] for name in pointing} - {None}
            for column in columns:
                if text := row[column]:
                    keys |= keys_in(text) if "[[" in text else set()
            for key in keys:
                self.by_key[key].append(self.use(model, index, row))

    @staticmethod
    def has(model, name: str) -> bool:
        return any(field.name == name for field in model._meta.concrete_fields)

    def use(self, model, index: int, row: dict) -> Use:
        text = f"{capfirst(model._meta.verbose_name)} – {Truncator(row[name_of(model)]).chars(60)}"
        form = f"{self.form}#{model._meta.model_name}_set-{index}"
        if model is Procedure:
            form = f"{self.form}#id_summary_{get_language()}"
        if model is Figure:
            form = reverse("admin:procedures_complication_change", args=[row["complication"]])
        return Use(text, form, self.page + self.anchor(model, row))

    def anchor(self, model, row: dict) -> str:
        """Where on the page a row is read: itself if it has an address, or its chapter."""
        own = {Section: "{key}", Complication: "risk-{key}", Source: "{key}", Step: "step-{pk}"}
        if model.__name__ == "ScarType":
            return f"#scar-{row['key']}"
        if model in own:
            return "#" + own[model].format(**row)
        shown = {"Fee": "fees", "Question": "questions", "WarningSign": "warning_signs"}
        chapter = self.chapters.get(shown.get(model.__name__, "complications"))
        return f"#{chapter}" if chapter and model is not Procedure else ""

    def read_facts(self) -> None:
        """Facts are shown at a glance, and the calendar counts from those of steps."""
        calendar = reverse("procedures:calendar", kwargs={"slug": self.procedure.slug})
        steps = Step.objects.filter(procedure=self.procedure)
        ends = [key for pair in steps.values_list("begins__key", "ends__key") for key in pair]
        for index, fact in enumerate(self.procedure.fact_set.all()):
            form = f"{self.form}#fact_set-{index}"
            if fact.group:
                glance = self.chapters.get("facts", "")
                self.by_key[fact.key].append(Use(_("At a glance"), form, f"{self.page}#{glance}"))
            if fact.key in ends:
                self.by_key[fact.key].append(Use(_("The personal calendar"), form, calendar))


def say_uses(uses: list[Use]) -> str:
    """How many places, and, once opened, a link to each form and each page."""
    if not uses:
        return _("Used nowhere.")
    count = ngettext("Appears in %s place", "Appears in %s places", len(uses)) % len(uses)
    items = format_html_join(
        "",
        "<li>{}</li>",
        ((format_html_join(" · ", '<a href="{}">{}</a>', links_of(use)),) for use in uses),
    )
    return format_html(
        '<details class="uses"><summary>{}</summary><ul>{}</ul></details>', count, items
    )


def links_of(use: Use) -> list[tuple[str, str]]:
    """To the form, and to the page where the row has one of its own."""
    return [(use.form, use.text), *([(use.page, _("read"))] if use.page else [])]
