"""The trays of the inbox: what staff have still to do."""

from typing import NamedTuple

from django.contrib import admin
from django.contrib.admin.views.main import SEARCH_VAR
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .models import Enquiry

TRAYS = {
    "failed": pgettext_lazy("enquiries", "not delivered"),
    "new": pgettext_lazy("enquiries", "new"),
    "doubtful": pgettext_lazy("enquiries", "doubtful"),
    "answered": pgettext_lazy("enquiries", "answered"),
}
STATES = {
    "failed": pgettext_lazy("one enquiry", "not delivered"),
    "new": pgettext_lazy("one enquiry", "new"),
    "doubtful": pgettext_lazy("one enquiry", "doubtful"),
    "answered": pgettext_lazy("one enquiry", "answered"),
}


class Tray(NamedTuple):
    state: str
    name: Promise
    count: int


def inbox_counts() -> list[Tray]:
    """How many enquiries wait in each tray, the most urgent first; answered ones do not wait."""
    counts = {
        state: getattr(Enquiry.objects, state)().count() for state in TRAYS if state != "answered"
    }
    return [
        Tray(state, (TRAYS if count > 1 else STATES)[state], count)
        for state, count in counts.items()
    ]


def state_of(enquiry: Enquiry) -> str:
    """The key of the state that staff should see first; `enquiry` knows `has_failed`."""
    if enquiry.has_failed:
        return "failed"
    if enquiry.answered_at:
        return "answered"
    return "doubtful" if enquiry.doubts else "new"


class TrayFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return list(TRAYS.items())

    def choices(self, changelist):
        everything, *trays = super().choices(changelist)
        yield {**everything, "display": _("all but the doubtful")}
        yield from trays

    def queryset(self, request, enquiries):
        if self.value() in TRAYS:
            return getattr(enquiries, self.value())()
        if SEARCH_VAR in request.GET:  # who looks for somebody looks everywhere
            return enquiries
        return enquiries.exclude(pk__in=Enquiry.objects.doubtful())
