"""
Procedures in lists: the first on the home page, all on a list of several pages.

Each page of the list has an address of its own, without a query string: pages
are stored as files.
"""

from math import ceil
from typing import NamedTuple

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from .models import Procedure, Term

ON_HOME = 10
A_PAGE = 50


class ProcedureList(NamedTuple):
    """A page of the list of all procedures: its `number`, from 1 to `last`."""

    number: int
    last: int

    @classmethod
    def all(cls) -> list["ProcedureList"]:
        """Every page of the list; none while the home page holds all procedures."""
        last = page_count()
        return [cls(number, last) for number in range(1, last + 1)]

    @property
    def title(self) -> str:
        if self.number == 1:
            return _("All procedures")
        return _("All procedures, page %s") % self.number

    @property
    def description(self) -> str:
        if self.number == 1:
            return _(
                "Every operation that the practice explains to its patients, in French and in "
                "English. Each has a page of its own."
            )
        return (
            _(
                "Page %s of the list of every operation that the practice explains to its "
                "patients, in French and in English."
            )
            % self.number
        )

    @property
    def introduction(self) -> str:
        return _(
            "Choose an operation. Its page says what is done, where the scars are, how you "
            "recover, what can go wrong and what it costs."
        )

    def get_absolute_url(self) -> str:
        if self.number == 1:
            return reverse("procedures:list")
        return reverse("procedures:list-page", kwargs={"number": self.number})

    def url_in(self, language: str) -> str:
        """The address of the page in `language` ("fr" or "en")."""
        with override(language):
            return self.get_absolute_url()

    @property
    def previous(self) -> "ProcedureList | None":
        return self._replace(number=self.number - 1) if self.number > 1 else None

    @property
    def next(self) -> "ProcedureList | None":
        return self._replace(number=self.number + 1) if self.number < self.last else None

    def procedures(self) -> list[Procedure]:
        """The procedures of this page, ready to be shown."""
        end = self.number * A_PAGE
        return with_summaries(Procedure.objects.all()[end - A_PAGE : end])


def page_count() -> int:
    """How many pages the list has; 0 while the home page holds all procedures."""
    count = Procedure.objects.count()
    return ceil(count / A_PAGE) if count > ON_HOME else 0


def with_summaries(procedures: QuerySet) -> list[Procedure]:
    """`procedures`, ready to show their summaries: in four queries, however many they are."""
    terms = Term.objects.all()  # one glossary for all, asked for by the first that needs it
    found = list(procedures.prefetch_related("fact_set", "source_set"))
    for procedure in found:
        procedure.references = procedure.references_with(terms)
    return found
