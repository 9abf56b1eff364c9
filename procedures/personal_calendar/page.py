"""The address of the calendar of a procedure, and what it calls itself."""

from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from ..models import Procedure


class CalendarPage(NamedTuple):
    """The page on which a patient makes a calendar of their own for `procedure`."""

    procedure: Procedure

    @property
    def title(self) -> str:
        return _("%s: your calendar") % self.procedure.name

    @property
    def description(self) -> str:
        return _(
            "Type the date of your operation: what to do before, on the day and after, with its "
            "dates, to print or to keep in your phone."
        )

    def get_absolute_url(self) -> str:
        return reverse("procedures:calendar", kwargs={"slug": self.procedure.slug})

    def url_in(self, language: str) -> str:
        """The address of the page in `language` ("fr" or "en")."""
        with override(language):
            return self.get_absolute_url()
