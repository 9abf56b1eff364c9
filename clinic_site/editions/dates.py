"""
Since when patients can read a page, and when its words last changed for them.

An edition is printed whole, but most of its pages say what they said before.
What is compared is what the page of a comparison shows: title, description and
text, without what names the edition itself. The history alone is about the
editions, and changes with each.
"""

import hashlib
import json
import re
from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

from django.conf import settings
from django.utils.timezone import localtime

from ..comparison import words_of
from .models import Edition

DATES = "dates.json"
LASTMOD = re.compile(r"(<loc>(?P<address>[^<]+)</loc>\s*<lastmod>)[^<]*")


class Dates(NamedTuple):
    published: datetime
    modified: datetime
    words: str = ""  # a digest of what the page says


class PageDates:
    """The dates of the pages of an edition, by path; of one not noted yet, `moment`."""

    def __init__(self, known: dict[str, Dates], moment: datetime):
        self.known = known  # as of the edition before
        self.noted: dict[str, Dates] = {}
        self.moment = moment

    def of(self, path: str) -> Dates:
        new = Dates(self.moment, self.moment)
        return self.noted.get(path) or self.known.get(path) or new

    def note(self, path: str, html: str, is_new: bool = False) -> bool:
        """
        Take note of what the page at `path` says; whether its date is another now.

        A page that is printed twice is dated by the first, which is the one that is served.
        """
        if path in self.noted:
            return False
        before = self.of(path)
        words = hashlib.sha256(words_of(html).encode()).hexdigest()
        is_same = before.words == words and not is_new
        modified = before.modified if is_same else self.moment
        self.noted[path] = Dates(before.published, modified, words)
        return modified != before.modified

    def put_back(self, old: dict[str, Dates]) -> None:
        """Note the pages of an `old` edition: new to patients where they read something else."""
        for path, dates in old.items():
            before = self.known.get(path)
            is_same = before and before.words == dates.words
            published = before.published if before else dates.published
            modified = before.modified if is_same else self.moment
            self.noted[path] = Dates(published, modified, dates.words)

    def note_new(self, path: str) -> None:
        """Note that the page at `path` says something new, whatever it is."""
        dates = self.of(path)
        self.noted[path] = dates._replace(modified=self.moment)

    def write(self, folder: Path) -> None:
        (folder / DATES).write_text(json.dumps(self.noted, default=datetime.isoformat, indent=1))

    def in_sitemap(self, xml: str) -> str:
        """A sitemap that was printed before, with the dates of now."""

        def dated(match):
            path = match["address"].removeprefix(settings.SITE_URL)
            return f"{match[1]}{localtime(self.of(path).modified):%Y-%m-%d}"

        return LASTMOD.sub(dated, xml)


def read_dates(text: str) -> dict[str, Dates]:
    return {
        path: Dates(datetime.fromisoformat(published), datetime.fromisoformat(modified), words)
        for path, (published, modified, words) in json.loads(text).items()
    }


def dates_of(edition: Edition | None) -> dict[str, Dates]:
    """As `edition` keeps them; none where there is no edition, or one from before they were."""
    if edition is None:
        return {}
    with edition.archive.open() as file, ZipFile(file) as archive:
        name = f"content/{DATES}"
        return read_dates(archive.read(name).decode()) if name in archive.namelist() else {}
