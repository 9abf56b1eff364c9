"""
What pages say: the rows that staff edit, as the manuscript or as an edition printed them.

An edition keeps its rows beside its pages, so that what is computed for each
visitor never runs ahead of what was published, and needs no database.
"""

from collections.abc import Iterator
from functools import cached_property

from django.conf import settings
from django.db import models

from procedures.models import Procedure, Term

from ..pictures.models import Picture
from ..practice.models import Page, Practice, Qualification
from ..rows import with_parts
from .dates import PageDates
from .models import Edition
from .printed import SITE, procedure_file

LABELS = ("pictures", "practice", "procedures")  # the apps whose rows are content


class Manuscript:
    """What staff have saved, asked of the database when a page needs it."""

    def __init__(self, edition: Edition | None = None, is_for_keeps: bool = False):
        """
        `edition` is the one that the pages will call their own: the next, unless given.
        `is_for_keeps` when the answer is kept as a page, and a form on it could not be sent.
        """
        self.is_for_keeps = is_for_keeps
        self.dates: PageDates | None = None  # of the pages that are being printed
        self.leaflets: dict[str, int] = {}  # address of each that is made, number of its pages
        if edition:
            self.edition = edition

    @cached_property
    def newest(self) -> Edition | None:
        """The edition that patients read now."""
        return Edition.objects.first()

    @cached_property
    def edition(self) -> Edition:
        return Edition(number=self.newest.number + 1 if self.newest else 1)

    @cached_property
    def practice(self) -> Practice | None:
        return Practice.objects.select_related("picture").first()

    def page(self, key: str) -> Page | None:
        return Page.objects.filter(key=key).first()

    def procedure(self, slug: str) -> Procedure | None:
        """The procedure at `slug`, an address in the current language, with all its parts."""
        return Procedure.objects.by_slug(slug).with_page_content().first()

    @property
    def only_procedure(self) -> Procedure | None:
        """The procedure of a site that explains just one."""
        found = Procedure.objects.with_page_content()[:2]
        return found[0] if len(found) == 1 else None


class Nothing:
    """Before the first edition."""

    edition = practice = only_procedure = dates = None
    is_for_keeps = False

    def page(self, key: str) -> None:
        return None

    def procedure(self, slug: str) -> None:
        return None


def slugs() -> dict[str, dict[str, int]]:
    """The keys of all procedures by language and address."""
    return {
        language: dict(Procedure.objects.order_by("pk").values_list(f"slug_{language}", "pk"))
        for language, _name in settings.LANGUAGES
    }


def row_groups() -> Iterator[tuple[str, list[models.Model]]]:
    """
    Every row of the manuscript, under the name of the file that will keep it.

    A procedure and its parts have a file of their own: to compute something for
    one of them, the others need not be read.
    """
    site = (Picture, Practice, Qualification, Page, Term)
    yield SITE, [row for model in site for row in model.objects.order_by("pk")]
    for pk in Procedure.objects.order_by("pk").values_list("pk", flat=True):
        procedure = Procedure.objects.with_page_content().get(pk=pk)
        yield procedure_file(pk), list(with_parts(procedure))
