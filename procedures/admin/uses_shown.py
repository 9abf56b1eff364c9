"""Beside a fact or a source of a procedure's form: where it is used."""

from functools import cache

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from .uses import Uses, say_uses


class ShowsUses:
    """The part of an inline that shows the uses of its rows, found once for the whole form."""

    readonly_fields = ["uses"]

    def get_formset(self, request, obj=None, **kwargs):
        self.find_uses = uses_for(request, obj)
        return super().get_formset(request, obj, **kwargs)

    @admin.display(description=_("where it is used"))
    def uses(self, row):
        return say_uses(self.find_uses().by_key[row.key]) if row.pk else _("Nowhere yet.")


def uses_for(request, procedure):
    """Finds the uses when the first row is drawn: a form that is sent needs none."""
    if not hasattr(request, "uses_of_keys"):
        request.uses_of_keys = cache(lambda: Uses(procedure))
    return request.uses_of_keys
