"""How long publishing takes, and that it grows with the pages and no faster."""

from collections.abc import Iterator

from .budgets import Row, at_most
from .site import Site


def rows(site: Site) -> Iterator[Row]:
    found = {}
    with site.copied() as copy:
        for count in (1, 30, 300):
            pages, worked, passed = copy.inside("publishing", "timed", count)
            found[count] = pages, worked
            note = f" ({pages} pages, {worked:.0f} s of the processors)"
            what = f"Publishing a page, procedures: {count}"
            yield at_most(150, what, passed * 1000 / pages, "ms", note)
    growth = more(found[30], found[300]) / more(found[1], found[30])
    yield at_most(1.3, "A page more from 30 to 300 procedures ÷ from 1 to 30", growth)
    yield from leaflets(site)


def leaflets(site: Site) -> Iterator[Row]:
    """They are not among the pages above: one costs as much as many of these."""
    for language, (size, seconds) in site.inside("leaflets", "costs").items():
        note = f" ({seconds:.1f} s of the processors)"
        yield at_most(500, f"The leaflet of a procedure (PDF), {language}", size / 1000, "KB", note)


def more(before: tuple[int, float], after: tuple[int, float]) -> float:
    """Seconds for each page that was added: pages of procedures, nearly all of them."""
    return (after[1] - before[1]) / (after[0] - before[0])
