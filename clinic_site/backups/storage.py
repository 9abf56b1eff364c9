"""Pictures and archives of editions, through the API of storages: they may lie in a bucket."""

import shutil
from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from typing import BinaryIO

from django.core.files import File
from django.core.files.storage import Storage, default_storage

from ..editions.models import Edition, archives
from ..pictures.models import Picture
from .archive import EDITIONS, MEDIA, Writer, digest
from .failure import Failed

ASIDE = ".before-restore-"
KEPT_IN_MEMORY = 8 * 2**20  # bytes of a file that is stored; of a longer one, the disk


def place_of(name: str) -> tuple[Storage, str]:
    """The storage that the file `name` of a backup belongs to, and its name there."""
    if name.startswith(MEDIA):
        return default_storage, name.removeprefix(MEDIA)
    return archives(), name.removeprefix(EDITIONS)


def names_in(storage: Storage, folder: str = "") -> Iterator[str]:
    """Every file below `folder`, but those that an earlier restore has put aside."""
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:  # before the first picture
        return
    for name in sorted(files):
        if ASIDE not in name:
            yield f"{folder}{name}"
    for name in sorted(folders):
        yield from names_in(storage, f"{folder}{name}/")


def stored_files() -> Iterator[str]:
    """By the names that they have in a backup."""
    yield from (f"{MEDIA}{name}" for name in names_in(default_storage))
    yield from (f"{EDITIONS}{name}" for name in names_in(archives()))


def add_files(writer: Writer) -> None:
    """Write all of them; one that is gone meanwhile was nobody's any more, or is missed later."""
    for name in stored_files():
        storage, own_name = place_of(name)
        try:
            file = storage.open(own_name)
        except FileNotFoundError:
            continue
        with file:
            writer.add(name, file, file.size)


def needed() -> dict[str, str]:
    """
    The files that rows name, each with its SHA-256 where a row knows it.

    Only the columns of that are read: before an upgrade the database lacks those that are new.
    """
    editions = Edition.objects.values_list("archive", "sha256")
    rows = Picture.objects.only("file", "width", "variants")
    pictures = (name for picture in rows for name in picture.files())
    return {f"{EDITIONS}{name}": sha256 for name, sha256 in editions} | {
        f"{MEDIA}{name}": "" for name in pictures
    }


def missing(wanted: dict[str, str], files: dict[str, dict]) -> list[str]:
    """Those of `wanted` that are not among `files`, or are not as their row says."""
    held = {name: file["sha256"] for name, file in files.items()}
    return sorted(
        name
        for name, sha256 in wanted.items()
        if name not in held or sha256 not in ("", held[name])
    )


def put_back(name: str, file: BinaryIO, told: dict, stamp: str) -> bool:
    """Store the file of a backup; whether another of its name was there, which is kept aside."""
    storage, own_name = place_of(name)
    is_there = storage.exists(own_name)
    if is_there:
        with storage.open(own_name) as present:
            if digest(present) == told["sha256"]:
                return False
            present.seek(0)
            storage.save(f"{own_name}{ASIDE}{stamp}", File(present))
        storage.delete(own_name)
    with SpooledTemporaryFile(KEPT_IN_MEMORY) as whole:  # a bucket asks for its size first
        shutil.copyfileobj(file, whole)
        stored = storage.save(own_name, File(whole, own_name))
    if stored != own_name:
        raise Failed(f"{name} could not be stored under its name.")
    return is_there


def compare(files: dict[str, dict]) -> None:
    """Raises Failed where a file in the storages is not the one of the backup."""
    for name, told in files.items():
        if not name.startswith((MEDIA, EDITIONS)):
            continue
        storage, own_name = place_of(name)
        with storage.open(own_name) as stored:
            if digest(stored) != told["sha256"]:
                raise Failed(f"{name} is not that of the backup.")
