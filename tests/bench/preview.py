"""How often staff's preview asks the database."""

from collections.abc import Iterator

from .budgets import Row, at_most
from .site import PAGE, Site


def rows(site: Site) -> Iterator[Row]:
    with site.copied() as copy:
        count = copy.inside("preview", "queries_of_preview", PAGE)
    yield at_most(20, "Preview of the procedure page by staff", count, "queries")
