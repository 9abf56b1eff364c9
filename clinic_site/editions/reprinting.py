"""Puts an old edition back: its pages as they were, under a new number."""

from collections.abc import Iterator
from pathlib import Path

from django.urls import reverse

from . import archive
from .copies import workplace
from .dates import PageDates, dates_of
from .models import Edition
from .printed import Printed
from .printing import Address, render
from .publishing import Progress, history_paths, keep, next_number
from .static_files import gather


def put_back(old: Edition, edition: Edition) -> Iterator[Progress]:
    """
    Print the pages of `old` again as `edition`; only the history is new.

    The manuscript stays as it is. Raises Overtaken as `publish` does.
    """
    with workplace() as folder:
        edition.number = next_number()
        edition.puts_back = old
        edition.manuscript_of = old.manuscript_of
        edition.medically_reviewed_on = old.medically_reviewed_on
        archive.unpack(old, folder)
        content = Printed(folder / archive.CONTENT)
        content.edition = edition
        newest = Edition.objects.first()
        content.dates = PageDates(dates_of(newest), edition.published_at)
        content.dates.put_back(dates_of(old))
        paths = history_paths()
        for path in paths:
            content.dates.note_new(path)
        for done, path in enumerate(paths, 1):
            body = render(path, content).content
            archive.write_page(folder / archive.PAGES, Address(path).file, body)
            gather({path: body}, folder / archive.PAGES)
            yield Progress(done, len(paths), path)
        _date_again(folder, content.dates)
        keep(edition, folder)


def _date_again(folder: Path, dates: PageDates) -> None:
    """The sitemap tells when patients last read something else; the pages stay as they were."""
    file = reverse("sitemap")[1:]
    sitemap = folder / archive.PAGES / file
    if sitemap.exists():
        body = dates.in_sitemap(sitemap.read_text())
        archive.write_page(folder / archive.PAGES, file, body.encode())
    dates.write(folder / archive.CONTENT)
