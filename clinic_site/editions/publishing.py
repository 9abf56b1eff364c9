"""Prints an edition, whole or not at all."""

import json
import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from ..pictures.variants import make_missing
from ..practice.models import Page
from ..rows import write_rows
from . import archive
from .checks import Fault, Refused, dead_links, faults_of, gone_files, term_keys
from .content import Manuscript, row_groups, slugs
from .copies import workplace
from .dates import PageDates, dates_of
from .links import Links
from .models import Edition
from .printed import EDITION, SLUGS
from .printing import Address, addresses, past_addresses, render
from .reading import consistent_read
from .static_files import gather

logger = logging.getLogger(__name__)


class Progress(NamedTuple):
    """How many pages of how many are printed, and which was the last."""

    done: int
    total: int
    path: str


class Overtaken(Exception):
    """Somebody else has published meanwhile; nothing was printed."""


def publish(edition: Edition) -> Iterator[Progress]:
    """
    Print the manuscript as `edition`, which brings its note, date of review and publisher.

    Raises Refused where the manuscript has faults, Overtaken where another edition came first,
    OSError where files cannot be read or stored; of none of these anything is left.
    """
    make_missing()  # before the database stands still, for it notes what was made
    with workplace() as folder:
        edition.published_at = edition.manuscript_of = timezone.now()
        with consistent_read():
            edition.number = next_number()
            _write_content(folder)
            content = Manuscript(edition)
            content.dates = PageDates(dates_of(content.newest), edition.published_at)
            yield from _print_pages(folder, content)
        content.dates.write(folder / archive.CONTENT)
        keep(edition, folder)


def next_number() -> int:
    newest = Edition.objects.first()
    return newest.number + 1 if newest else 1


def _write_content(folder: Path) -> None:
    """The manuscript's rows, for what is computed from the edition; refuses those with faults."""
    content = folder / archive.CONTENT
    content.mkdir()
    terms, faults = term_keys(), []
    for name, rows in row_groups():
        faults += faults_of(rows, terms)
        (content / name).write_text(write_rows(rows))
    (content / SLUGS).write_text(json.dumps(slugs()))
    if faults:
        raise Refused(faults)


def _print_pages(folder: Path, content: Manuscript) -> Iterator[Progress]:
    links, faults, missing, written = Links(settings.SITE_URL), [], set(), []
    pages = list(addresses())
    with ThreadPoolExecutor() as writing:  # a page is compressed while the next one is made
        for done, address in enumerate(pages, 1):
            content.is_for_keeps = address.is_live
            answer = _render_dated(address, content)
            if answer.status_code != 200:
                kind = _("Page that could not be printed")
                faults.append(Fault(kind, address.path, address.path))
                continue
            part = folder / (archive.LIVE if address.is_live else archive.PAGES)
            body = answer.content
            written.append(writing.submit(archive.write_page, part, address.file, body))
            if hasattr(answer, "page_count"):
                content.leaflets[address.path] = answer.page_count
            else:
                missing |= gather({address.path: body}, folder / archive.PAGES)
            if address.path.endswith("/"):
                links.add(address.path, body.decode())
            yield Progress(done, len(pages), address.path)
    for page in written:
        page.result()  # raises what kept it from being written
    if faults:  # every link to such a page would be called dead
        raise Refused(faults)
    known = set(past_addresses(content.edition)) | files_in(folder / archive.PAGES)
    dead = [link for link in links.dead(known) if link.reference not in missing]
    faults = dead_links(dead, row_groups())
    faults += gone_files(missing)
    if faults:
        raise Refused(faults)


def _render_dated(address: Address, content: Manuscript) -> HttpResponse:
    """The answer at `address`, which says when its words changed: once more where they have."""
    answer = render(address.path, content)
    if answer.status_code == 200 and address.path.endswith("/"):
        is_new = address.path in history_paths()  # which tells of every edition
        if content.dates.note(address.path, answer.content.decode(), is_new):
            return render(address.path, content)
    return answer


def history_paths() -> list[str]:
    return [Page(key=Page.Key.HISTORY).url_in(language) for language, _name in settings.LANGUAGES]


def files_in(folder: Path) -> set[str]:
    return {f"/{path.relative_to(folder)}" for path in folder.rglob("*") if path.is_file()}


def keep(edition: Edition, folder: Path) -> None:
    """Store the files and take the number: with that, the edition is the current one."""
    (folder / archive.CONTENT / EDITION).write_text(write_rows([edition]))
    archive.store(edition, folder)
    try:
        with transaction.atomic():
            edition.save(force_insert=True)
    except IntegrityError as error:
        with suppress(OSError):  # the next one removes it
            archive.archives().delete(edition.archive.name)
        raise Overtaken(edition.number) from error
    try:
        archive.remove_orphans()
    except OSError as error:  # the edition is published all the same
        logger.warning("Archives that no edition names could not be removed. %s", error)
