"""What the admin's forms get beside their fields: scripts, their words, and help texts."""

import json

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _
from js_asset import Script

from .places import PLACES
from .reading import words_for_script

SCRIPTS = ["unsaved", "order", "rows", "pick", "editor-name", "reading", "drawing"]


class HelpedForm:
    """The part of a model's admin that a form with texts needs."""

    @property
    def media(self):
        scripts = [Script(f"js/admin/{name}.js", type="module") for name in SCRIPTS]
        return super().media + forms.Media(js=scripts)

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        context["words"] = json.dumps(script_words())
        context["offers"] = self.offers_address(obj)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def offers_address(self, obj) -> str:
        """Where a script finds what `[[key]]` can stand for in the texts of `obj`."""
        return ""


def script_words() -> dict[str, object]:
    """What the scripts say, in the language of whoever edits."""
    return {
        "reading": words_for_script(),
        "up": _("Move up"),
        "down": _("Move down"),
        "rows": _("Go straight to one of the %(count)s"),
        "moved": _("Now in place %(place)s of %(count)s."),
        "pick": _("Insert a reference"),
        "pickTitle": _("Insert a fact, a source or a glossary word"),
        "search": _("Search"),
        "none": _("Nothing found."),
        "found": _("Found: %(count)s"),
        "close": _("Close"),
        "failed": _("The list could not be loaded. Log in again, or try later."),
    }


def say_place(field: forms.Field, db_field) -> None:
    """
    Under the French text, where it appears: the English beside it appears in the same place.
    The field says to a script that its text may refer to keys.
    """
    name = getattr(db_field, "translated_field", db_field).name
    place = PLACES.get(db_field.model._meta.label, {}).get(name)
    if name in getattr(db_field.model, "says_references", ()):
        field.widget.attrs["data-references"] = ""
    if place and getattr(db_field, "language", "fr") == "fr":
        field.help_text = format_html("{} {}", field.help_text, place) if field.help_text else place
