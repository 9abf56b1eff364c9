"""Pages and lists cost as much with a thousand procedures as with ten."""

from collections.abc import Iterator

from .budgets import Row
from .site import Site

FLAT = 1.05
# Ten procedures do not fill a page of these: a hundred do.
OF_SEVERAL_PAGES = ("List of procedures", "Launch", "Admin's list of p", "Admin's list of c")


def rows(site: Site) -> Iterator[Row]:
    with site.copied() as copy:
        ten, hundred, thousand = (
            copy.inside("growth", "costs_with", count) for count in (10, 100, 1000)
        )
    for name, many in thousand.items():
        first = 100 if name.startswith(OF_SEVERAL_PAGES) else 10
        few = (hundred if first == 100 else ten)[name]
        ratios = [after / before for before, after in zip(few, many, strict=True)]
        what = f"{name}, 1,000 ÷ {first} procedures (≤ {FLAT})"
        figure = "queries {:.2f}, calls {:.2f}, bytes {:.2f}".format(*ratios)
        yield Row(what, figure, max(ratios) <= FLAT)
