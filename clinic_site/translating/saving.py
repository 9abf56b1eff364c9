"""The admin's forms record which texts they leave behind in one language."""

from django.contrib import messages
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .recording import record


class RecordsOutdated:
    """The part of a model's admin that saves: it looks at which language was changed."""

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        forms = [form, *(each for formset in formsets for each in saved_forms(formset))]
        if marked := record(forms):
            text = ngettext(
                "%s text was changed in one language only, and is now outdated in the other.",
                "%s texts were changed in one language only, and are now outdated in the other.",
                marked,
            )
            link = (reverse("admin:translations"), _("Look at them"))
            messages.warning(request, format_html('{} <a href="{}">{}</a>', text % marked, *link))


def saved_forms(formset):
    """The forms whose rows stand in the database after the save, and were there before."""
    return [
        form
        for form in formset.initial_forms
        if form.instance.pk and form not in formset.deleted_forms
    ]
