"""What an unpacked edition says: the rows that publishing wrote beside its pages."""

import json
from copy import copy
from functools import cached_property, lru_cache
from pathlib import Path

from django.conf import settings
from django.db import models
from django.utils.translation import get_language

from procedures.models import Procedure, Term

from ..practice.models import Page, Practice
from ..rows import hang_together, read_rows
from .dates import DATES, PageDates, read_dates
from .models import Edition

EDITION, SITE, SLUGS = "edition.json", "site.json", "slugs.json"


class Printed:
    """The rows of an unpacked edition: the same as the manuscript on the day of printing."""

    is_for_keeps = False

    def __init__(self, folder: Path):
        self.folder = folder

    @cached_property
    def edition(self) -> Edition:
        (edition,) = read_rows((self.folder / EDITION).read_text())
        return edition

    @cached_property
    def dates(self) -> PageDates | None:
        """None in editions before they were."""
        file = self.folder / DATES
        if not file.exists():
            return None
        return PageDates(read_dates(file.read_text()), self.edition.published_at)

    @cached_property
    def _site(self) -> list[models.Model]:
        return read_rows((self.folder / SITE).read_text())

    @cached_property
    def practice(self) -> Practice | None:
        return next((row for row in self._site if isinstance(row, Practice)), None)

    def page(self, key: str) -> Page | None:
        pages = (row for row in self._site if isinstance(row, Page))
        return next((page for page in pages if page.key == key), None)

    @cached_property
    def _slugs(self) -> dict[str, dict[str, int]]:
        """The keys of the procedures by language and address; none in editions before they were."""
        file = self.folder / SLUGS
        return json.loads(file.read_text()) if file.exists() else {}

    def procedure(self, slug: str) -> Procedure | None:
        """The procedure at `slug`, an address in the current language, with all its parts."""
        pk = self._slugs.get(get_language(), {}).get(slug)
        return pk and self._procedure(pk)

    @property
    def only_procedure(self) -> Procedure | None:
        """The procedure of a site that explains just one."""
        found = list(self._slugs.get(settings.LANGUAGE_CODE, {}).values())
        return self._procedure(found[0]) if len(found) == 1 else None

    def _procedure(self, pk: int) -> Procedure:
        # What it has explained already belongs to one answer, the rows to all.
        procedure = copy(read_procedure(self.folder / procedure_file(pk)))
        terms = [row for row in self._site if isinstance(row, Term)]
        procedure.references = procedure.references_with(terms)
        return procedure


@lru_cache(maxsize=16)  # of a whole site's procedures few are asked about, and those often
def read_procedure(file: Path) -> Procedure:
    """The procedure of a file that publishing wrote; its parts need no database."""
    site = file.with_name(SITE)
    pictures = read_rows(site.read_text()) if site.exists() else []
    procedure, *parts = read_rows(file.read_text(), pictures)
    hang_together(procedure, parts)
    return procedure


def procedure_file(pk: int) -> str:
    return f"procedure-{pk}.json"
