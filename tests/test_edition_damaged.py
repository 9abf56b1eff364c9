"""An archive that is not the one that was published: no machine serves it, and each says so."""

import os
import time
from pathlib import Path
from zipfile import ZipFile

import pytest

from .site_process import Site, new_site, running, wait_until

REFUSED = "Damaged: The archive of edition 2 is damaged."
WORKERS = 2  # of a server, each of which looks once a second


def cut(archive: Path) -> None:
    """As a disk that was full leaves it."""
    os.truncate(archive, archive.stat().st_size // 2)


def altered(archive: Path) -> None:
    """A zip file in order, with a page that nobody published: only its digest tells."""
    with ZipFile(archive, "a") as pages:
        pages.writestr("pages/fr/other/index.html", "Other")


def refusals(site: Site) -> int:
    return (site.folder / "server.log").read_text().count(REFUSED)


@pytest.mark.parametrize("damage", [cut, altered])
def test_a_damaged_archive_is_refused_at_each_look_and_the_last_edition_stays(tmp_path, damage):
    with new_site(tmp_path) as site:
        first, second = site.pages(1), Site(tmp_path / "node-2", site.database, site.archives)
        with running(second):
            wait_until(lambda: second.serves(first))
            second.stop()
            site.manage("publish")
            published = site.pages(2)
            wait_until(lambda: site.serves(published))
            damage(site.archives / site.editions()[0][1])

            started = time.monotonic()
            second.start()
            wait_until(lambda: refusals(second) > 2 * WORKERS)
            said, looks = refusals(second), time.monotonic() - started + 1
            assert second.serves(first)
            assert said <= WORKERS * looks

        site.stop()
        site.start()  # from the copy that it unpacked before
        assert (site.serves(published), refusals(site)) == (True, 0)
