"""
An edition as one archive in the storage, which may be a bucket that many machines share.

    pages/      what is served, each file beside its compressed variants
    live/       stands in for the pages that are computed for each visitor
    content/    the rows that the pages were made from; nobody is served these
"""

import gzip
import hashlib
import os
import shutil
import tempfile
from functools import partial
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import brotli
from django.core.files import File

from .models import Edition, archives

PAGES, LIVE, CONTENT = "pages", "live", "content"
NOT_ROWS = (
    "/edition.json",
    "/slugs.json",
    "/dates.json",
)  # in content/, what tells where the rows are
NOT_COMPRESSED = {".jpg", ".pdf", ".png", ".webp"}  # they are, inside
CHUNK = 2**20  # bytes
# Quality 11 would take three times as long as 10 and save 1.6 % of a page.
VARIANTS = {".br": partial(brotli.compress, quality=10), ".gz": gzip.compress}


class Damaged(Exception):
    """The archive is not the one that was published."""


def write_page(folder: Path, file: str, body: bytes) -> None:
    """Store a file to be served, and its compressed variants where they are smaller."""
    path = folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body)
    if path.suffix in NOT_COMPRESSED:
        return
    for suffix, compress in VARIANTS.items():
        if len(compressed := compress(body)) < len(body):
            path.with_name(path.name + suffix).write_bytes(compressed)


def store(edition: Edition, folder: Path) -> None:
    """Keep `folder` as the archive of `edition`, named so that two publishers never share one."""
    with tempfile.TemporaryFile() as file:
        with ZipFile(file, "w") as archive:
            for path in sorted(path for path in folder.rglob("*") if path.is_file()):
                entry = ZipInfo(str(path.relative_to(folder)))
                stored = path.suffix in {*VARIANTS, *NOT_COMPRESSED}
                entry.compress_type = ZIP_STORED if stored else ZIP_DEFLATED
                archive.writestr(entry, path.read_bytes())
        edition.sha256 = digest(file)
        edition.archive.save(f"edition-{edition.folder}.zip", File(file), save=False)


def digest(file) -> str:
    file.seek(0)
    found = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    return found


def unpack(edition: Edition, folder: Path) -> None:
    """Write the files of `edition` into `folder`; raises Damaged."""
    with edition.archive.open() as file, tempfile.TemporaryFile() as whole:
        shutil.copyfileobj(file, whole, CHUNK)  # from a bucket, once: what is compared is unpacked
        if digest(whole) != edition.sha256:
            raise Damaged(f"The archive of edition {edition.number} is damaged.")
        with ZipFile(whole) as archive:
            archive.extractall(folder)
    # The same on every machine, for it is what browsers are told of the page's age.
    moment = edition.published_at.timestamp()
    for path in folder.rglob("*"):
        os.utime(path, (moment, moment))


def remove_orphans() -> None:
    """
    Delete archives that no edition names: their publisher died or came too late.

    Call it after the number has been taken: whoever still prints the same one is refused.
    """
    newest = Edition.objects.first()
    known = set(Edition.objects.values_list("archive", flat=True))
    _folders, files = archives().listdir("")
    for name in files:
        number = name.removeprefix("edition-").partition("-")[0]
        if not name.endswith(".zip"):  # a restore has put it aside
            continue
        if name not in known and number.isdecimal() and int(number) <= newest.number:
            archives().delete(name)


def read_file(edition: Edition, path: str) -> bytes | None:
    """The file at the address `path` (`fr/glossaire/`, `static/…`) as `edition` printed it."""
    name = f"{path}index.html" if path.endswith("/") else path
    with edition.archive.open() as file, ZipFile(file) as archive:
        held = set(archive.namelist())
        for folder in (PAGES, LIVE):
            if f"{folder}/{name}" in held:
                return archive.read(f"{folder}/{name}")
    return None


def export(edition: Edition, folder: Path) -> None:
    """Write the pages of `edition` into `folder` as plain files; raises Damaged."""
    with tempfile.TemporaryDirectory() as name:
        unpack(edition, Path(name))
        for part in (PAGES, LIVE):
            shutil.copytree(Path(name, part), folder, dirs_exist_ok=True)


def read_content(edition: Edition) -> dict[str, str]:
    """The rows that `edition` was printed from: the text of each file by its name."""
    with edition.archive.open() as file, ZipFile(file) as archive:
        return {
            name.removeprefix(f"{CONTENT}/"): archive.read(name).decode()
            for name in archive.namelist()
            if name.startswith(f"{CONTENT}/") and not name.endswith(NOT_ROWS)
        }


def read_pages(edition: Edition) -> dict[str, str]:
    """Every page of `edition` by its address, `fr/glossaire/`."""
    with edition.archive.open() as file, ZipFile(file) as archive:
        return {
            name.partition("/")[2].removesuffix("index.html"): archive.read(name).decode()
            for name in archive.namelist()
            if name.endswith("/index.html")
        }
