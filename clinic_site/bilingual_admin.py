"""Forms in the admin that show French and English of a field side by side."""

from django import forms
from django.contrib import admin, messages
from django.db import models
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from js_asset import Media
from modeltranslation.admin import TranslationAdmin, TranslationStackedInline

from .editing.forms import HelpedForm, say_place
from .editing.reading import say_reading
from .revisions.admin import RevisedAdmin
from .translating.lists import TranslationList, translation_badge
from .translating.marks import say_outdated
from .translating.saving import RecordsOutdated
from .translations import LANGUAGES, missing_translations, translated_names


class BilingualForm(forms.ModelForm):
    """Says beside a field that its text is missing, or outdated, in one language."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            for column in missing_translations(self.instance):
                if field := self.fields.get(column):
                    field.help_text = format_html(
                        '<strong class="missing">{}</strong> {}',
                        _("Translation missing."),
                        field.help_text,
                    )
            say_outdated(self)
            say_reading(self)


# A browser in English drops the comma of "2,5" from its own fields for numbers, and leaves 25.
WITH_COMMA = {"localize": True, "widget": forms.TextInput(attrs={"inputmode": "decimal"})}


class BilingualRows:
    """
    Lays out `rows`, a list of field names or tuples of them; the languages of a
    translated field share a row, and each carries its `lang`.
    """

    form = BilingualForm
    formfield_overrides = {
        models.URLField: {"assume_scheme": "https"},
        models.DecimalField: WITH_COMMA,
    }
    rows: list = []

    def get_fieldsets(self, request, obj=None):
        translated = translated_names(self.model)
        return [
            (
                None,
                {
                    "fields": [
                        tuple(f"{row}_{language}" for language in LANGUAGES)
                        if row in translated
                        else row
                        for row in self.rows
                    ]
                },
            )
        ]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field:
            say_place(field, db_field)
        if field and hasattr(db_field, "language"):
            field.widget.attrs["lang"] = db_field.language
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs["rows"] = 3
        return field


class BilingualAdmin(
    RevisedAdmin, HelpedForm, RecordsOutdated, TranslationList, BilingualRows, TranslationAdmin
):
    """A form whose texts patients read once they are published."""

    def response_add(self, request, obj, *args, **kwargs):
        self.say_unpublished(request, obj)
        return super().response_add(request, obj, *args, **kwargs)

    def response_change(self, request, obj):
        self.say_unpublished(request, obj)
        return super().response_change(request, obj)

    def response_delete(self, request, *args, **kwargs):
        self.say_unpublished(request)
        return super().response_delete(request, *args, **kwargs)

    def say_unpublished(self, request, obj=None):
        """Beside "saved": that it is a draft, with the ways to read it and to publish it."""
        ways = [(self.get_view_on_site_url(obj) or reverse("home"), _("Read the draft"))]
        if request.user.has_perm("editions.add_edition"):
            ways.append((reverse("admin:editions_edition_add"), _("Publish")))
        links = format_html_join(" · ", '<a href="{}">{}</a>', ways)
        text = _("Patients do not see this yet.")
        messages.warning(request, format_html("{} {}", text, links))

    def render_change_form(self, request, context, *args, **kwargs):
        """The editor's import map stands in the page: the nonce of this answer allows it."""
        context["media"] = Media.from_media(context["media"], nonce=request.csp_nonce)
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.display(description=_("translations"))
    def translations(self, row):
        return translation_badge(len(missing_translations(row)), len(row.outdated.all()))


class BilingualStackedInline(BilingualRows, TranslationStackedInline):
    extra = 0
    classes = ["collapse"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("outdated")
